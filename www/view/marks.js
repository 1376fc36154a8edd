// The small pieces that every view shares: a numbered button, a badge that explains itself, words that open.

import { el, icon, uniqueId } from './dom.js';
import { toneOf } from './model.js';

/** @typedef {import('./model.js').Attribution} Attribution */
/** @typedef {import('./model.js').Source} Source */
/** @typedef {import('./model.js').ShownStatus} ShownStatus */
/**
 * What a view is given.
 * @typedef {object} Context
 * @property {import('./model.js').Index} index
 * @property {import('../strings.js').Strings} t
 * @property {import('./link.js').Link} link
 * @property {Set<string> | null} shown the findings that the filter lets through; null: all
 * @property {boolean} [page] whether this is the page itself, with headings of its own and an address to link to
 */

/** @param {Context} context @param {Attribution} attribution */
export function describe({ index, t }, attribution) {
  const status = index.statusOf(attribution);
  return t.findingLabel(index.numbers.get(attribution.id) ?? 0, index.speakerOf(attribution) ?? t.status[status].badge, t.form[attribution.form], t.status[status].badge);
}

/** The verb of an attribution, with its side and what bounds it. @param {Context} context @param {Attribution} attribution */
export function verbOf({ t }, { act, stance }) {
  return t.verb[act][stance.side];
}

/** A sign beside a verb: the side must not hang on the verb or a colour alone. */
const signs = { for: '▲', against: '▼', neutral: '' };

/** @param {Context} context @param {import('../report.js').Side} side */
export function sideSign({ t }, side) {
  if (side === 'neutral') return null;
  return [el('span', { class: 'sign', 'aria-hidden': 'true', title: t.side[side] }, signs[side]), el('span', { class: 'hidden' }, `${t.side[side]}: `)];
}

/**
 * The button with a finding's number; its shape tells the status, its line the form.
 * @param {Context} context @param {Attribution} attribution @param {string} from the view it is in
 */
export function numberButton(context, attribution, from) {
  const { index, link } = context;
  const status = index.statusOf(attribution);
  const button = el(
    'button',
    {
      type: 'button',
      class: `number tone-${toneOf[status]} is-${status}`,
      'aria-label': describe(context, attribution),
      'data-finding': attribution.id,
      onclick: (/** @type {Event} */ event) => {
        event.stopPropagation();
        link.select(attribution.id, { from });
      },
    },
    index.numbers.get(attribution.id),
  );
  return link.add(button, attribution.id);
}

/** The sentence that explains a badge, in the article's own words where it quotes. @param {Context} context @param {ShownStatus} status @param {Source} [source] */
export function explain({ index, t }, status, source) {
  const first = (/** @type {{ exact: string }[] | undefined} */ spans) => spans?.[0]?.exact.replace(/\s+/g, ' ') ?? '';
  if (status === 'anonymous') {
    const { tip, bare, reason, none } = t.status.anonymous;
    const terms = first(source?.terms);
    const why = first(source?.reason?.spans);
    return [terms ? tip.replace('{terms}', () => terms) : bare, why ? reason.replace('{reason}', () => why) : source && index.unexplained.has(source.id) && none].filter(Boolean).join(' ');
  }
  if (status === 'vague') return t.status.vague.tip.replace('{words}', () => first(source?.mentions) || source?.description || '…');
  return t.status[status].tip;
}

/**
 * A badge: a word, a picture, and on hover, focus or press the sentence that explains it. Escape hides the sentence.
 * @param {Context} context @param {ShownStatus} status @param {Source} [source] @param {string} [more] a sentence to add
 */
export function badge(context, status, source, more) {
  const id = uniqueId('tip');
  const tip = el('span', { class: 'tip', role: 'tooltip', id }, [explain(context, status, source), more].filter(Boolean).join(' '));
  const button = el('button', { type: 'button', class: `badge tone-${toneOf[status]} is-${status}`, 'aria-describedby': id }, icon(status), el('span', null, context.t.status[status].badge));
  const wrapper = el('span', { class: 'badge-box' }, button, tip);
  const hide = (/** @type {boolean} */ hidden) => wrapper.classList.toggle('is-hushed', hidden);
  wrapper.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || wrapper.classList.contains('is-hushed')) return;
    hide(true);
    event.stopPropagation();
  });
  wrapper.addEventListener('pointerenter', () => hide(false));
  button.addEventListener('focus', () => hide(false));
  button.addEventListener('click', () => hide(false));
  return wrapper;
}

/** @param {Context} context */
export const editedMark = ({ t }) => el('span', { class: 'edited', title: t.editedTip }, t.edited);

/**
 * A button over words of the article that leads to them.
 * @param {Context} context @param {import('../report.js').Span} span @param {string} text @param {string} [className]
 */
export function wordsButton({ link, t }, span, text, className = 'words') {
  return el(
    'button',
    { type: 'button', class: className, title: t.toWords, onclick: () => link.dispatchEvent(new CustomEvent('words', { detail: { start: span.start, end: span.end } })) },
    text,
  );
}
