// The dock at the foot of the page: the finding that is chosen, why it was found, and what can be done with it.

import { el, icon, shorten } from '../view/dom.js';
import { badge, editedMark, verbOf } from '../view/marks.js';

/** @typedef {import('../view/marks.js').Context} Context */

/**
 * @param {Context} context @param {string} id
 * @param {{ step: (by: number) => void, close: () => void, toCard: () => void, toWords: () => void, copyQuote: () => void, copyLink: () => void, correct?: () => Node }} actions
 */
export function findingDock(context, id, actions) {
  const { index, t } = context;
  const attribution = index.attributions.get(id);
  if (!attribution) return null;
  const source = attribution.source ? index.sources.get(attribution.source) : undefined;
  const status = index.statusOf(attribution);
  const via = index.toldBy(attribution);
  const target = attribution.stance.target;
  const colour = t.cueColour[attribution.cue_colour];
  const facts = [t.form[attribution.form], t.voice[attribution.voice], via ? t.toldBy(via.name) : '', attribution.stance.conditional ? t.conditional : '', attribution.stance.side !== 'neutral' ? `${t.side[attribution.stance.side]}${target ? ` “${shorten(target.exact, 60)}”` : ''}` : '', colour ? `${t.reporter}: ${colour}` : ''].filter(Boolean);
  const tool = (/** @type {string} */ name, /** @type {string} */ label, /** @type {() => void} */ run) => el('button', { type: 'button', class: 'icon-button', 'data-action': name, 'aria-label': label, title: label, onclick: run }, icon(name));
  const action = (/** @type {string} */ label, /** @type {() => void} */ run) => el('button', { type: 'button', class: 'small-button', onclick: run }, label);
  return el(
    'section',
    { class: 'dock view-part', 'aria-label': t.findingShort(index.numbers.get(id) ?? 0) },
    el('div', { class: 'dock-head' }, el('strong', null, t.finding(index.numbers.get(id) ?? 0, index.ordered.length)), el('span', { class: 'dock-tools' }, tool('previous', `${t.previous} (p)`, () => actions.step(-1)), tool('next', `${t.next} (n)`, () => actions.step(1)), tool('close', `${t.close} (Esc)`, actions.close))),
    el('div', { class: 'dock-who' }, el('span', { class: 'dock-name' }, source ? index.titleOf(source) : ''), badge(context, status, source), index.isEdited(attribution) && editedMark(context)),
    el('p', { class: 'dock-said' }, el('span', { class: 'verb' }, verbOf(context, attribution), ' '), el('q', { class: 'dock-quote' }, shorten(index.contentOf(attribution), 260))),
    el('p', { class: 'facts' }, facts.join(' · ')),
    el('div', { class: 'dock-actions' }, action(t.toWords, actions.toWords), action(t.toCard, actions.toCard), action(t.copyQuote, actions.copyQuote), action(t.copyLink, actions.copyLink)),
    attribution.reasons.length > 0 && el('details', { class: 'why' }, el('summary', null, t.why), el('ul', null, attribution.reasons.map((reason) => el('li', { lang: 'en' }, reason)))),
    actions.correct?.(),
  );
}
