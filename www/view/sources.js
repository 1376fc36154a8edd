// Source cards, in the groups of the design: who, on what terms, how much they say, and what.

import { fill } from './chunk.js';
import { el, icon, shorten } from './dom.js';
import { badge, editedMark, numberButton, sideSign, verbOf, wordsButton } from './marks.js';
import { toneOf } from './model.js';

/** @typedef {import('./marks.js').Context} Context */
/** @typedef {import('./model.js').Attribution} Attribution */
/** @typedef {import('./model.js').Source} Source */

/** Findings that a card shows before it is opened. */
const FEW = 3;

/** @param {Context} context */
export function sourcesView(context) {
  const { index, t, link, shown } = context;
  const passes = (/** @type {Attribution} */ { id }) => !shown || shown.has(id);
  const groups = index.groups().flatMap(({ key, sources, attributions }) => {
    const speaking = sources.filter((source) => !shown || (index.bySource.get(source.id) ?? []).some(passes));
    const loose = attributions.filter(passes);
    if (!speaking.length && !loose.length) return [];
    // Joint speakers are counted one by one.
    const counted = speaking.filter(({ members }) => !members.length).length + loose.length;
    const heading = el('h3', { class: 'group-title' }, t.groups[key], ' ', el('span', { class: 'count' }, counted));
    const cards = speaking.length > 0 && fill(el('ul', { class: 'cards' }), speaking, (source) => card(context, source), { link, holds: ({ id }, wanted) => id === wanted || index.attributions.get(wanted)?.source === id });
    const others = loose.length > 0 && fill(el('ul', { class: 'cards loose' }), loose, (attribution) => (key === 'comment' ? comment : sourceless)(context, attribution), { link, holds: ({ id }, wanted) => id === wanted });
    return el('section', { class: `group group-${key}` }, heading, cards, others);
  });
  return el('div', { class: 'sources' }, el('p', { class: 'help' }, t.groupsHelp), groups.length ? groups : el('p', { class: 'quiet' }, shown ? t.noMatch : t.summaryNone));
}

/** @param {Context} context @param {Source} source */
function card(context, source) {
  const { index, t, link, shown } = context;
  const said = index.bySource.get(source.id) ?? [];
  const passing = said.filter(({ id }) => (!shown || shown.has(id)) && !index.comments.has(id));
  const name = index.titleOf(source);
  const more = source.status === 'institution' && said.length > 0 && said.every(({ voice }) => voice === 'body') ? t.status.institution.none : undefined;
  const roleWord = source.role ? /** @type {Record<string, string>} */ (t.role)[source.role.value] ?? source.role.value : '';
  const facts = [source.name && source.description && source.description !== source.name ? source.description : '', source.affiliation?.value ?? '', roleWord].filter((fact, at, all) => fact && fact.toLowerCase() !== name.toLowerCase() && all.findIndex((other) => other.toLowerCase() === fact.toLowerCase()) === at);
  const node = el(
    'li',
    { class: `card tone-${toneOf[source.status]}`, id: context.page ? source.id : null, 'data-source': source.id },
    el(
      'div',
      { class: 'card-head' },
      el('h4', { class: 'card-name' }, source.mentions[0] ? wordsButton(context, source.mentions[0], name, 'name-button') : name),
      badge(context, source.status, source, more),
      source.edited && editedMark(context),
    ),
    facts.length > 0 && el('p', { class: 'facts' }, facts.join(' · ')),
    el('p', { class: 'facts measure' }, [t.says(passing.length), source.words_quoted > 0 ? t.wordsQuoted(source.words_quoted) : '', source.count && source.count > 1 ? t.counted(source.count) : ''].filter(Boolean).join(' · ')),
    related(context, source),
    evidence(context, source),
    statements(context, passing),
  );
  return link.add(node, source.id);
}

/** Joint speakers and groups. @param {Context} context @param {Source} source */
function related({ index, t }, source) {
  const names = (/** @type {string[]} */ ids) => ids.flatMap((id) => index.sources.get(id) ?? []).map((member) => index.withinOf(member));
  const lines = [];
  if (source.members.length) lines.push(t.jointly(names(source.members).join(', ')));
  const group = source.member_of ? index.sources.get(source.member_of) : undefined;
  if (group) lines.push(group.members.includes(source.id) ? t.memberOf(index.withinOf(group)) : t.belongsTo(index.withinOf(group)));
  return lines.map((line) => el('p', { class: 'facts' }, line));
}

/** Terms, reason and basis, in the article's words. @param {Context} context @param {Source} source */
function evidence(context, source) {
  const { t } = context;
  const reason = source.reason?.spans ?? [];
  // Where the terms are the reason, they are not said twice.
  const same = reason.length > 0 && reason[0].exact === source.terms[0]?.exact;
  const rows = [
    { label: t.termsLabel, spans: same ? [] : source.terms, after: '' },
    { label: same ? t.termsReasonLabel : t.reasonLabel, spans: reason, after: source.reason?.formulaic ? ` (${t.reasonFormulaic})` : '' },
    { label: t.basisLabel, spans: source.basis, after: '' },
  ].filter(({ spans }) => spans.length);
  if (!rows.length) return null;
  return el('dl', { class: 'evidence-list' }, rows.map(({ label, spans, after }) => el('div', null, el('dt', null, label), el('dd', null, spans.map((span) => wordsButton(context, span, `“${shorten(span.exact, 120)}”`)), after))));
}

/** What a source says, a line each; more than a few fold. @param {Context} context @param {Attribution[]} said */
function statements(context, said) {
  if (!said.length) return null;
  const { t } = context;
  const list = el('ul', { class: 'statements' });
  const draw = (/** @type {boolean} */ all) => list.replaceChildren(...(all ? said : said.slice(0, FEW)).map((attribution) => statement(context, attribution)));
  draw(said.length <= FEW + 1);
  if (said.length <= FEW + 1) return list;
  let open = false;
  const more = el('button', { type: 'button', class: 'more', 'aria-expanded': 'false' }, t.showAll(said.length));
  more.addEventListener('click', () => {
    open = !open;
    draw(open);
    more.textContent = open ? t.showFewer : t.showAll(said.length);
    more.setAttribute('aria-expanded', String(open));
  });
  return [list, more];
}

/** @param {Context} context @param {Attribution} attribution */
export function statement(context, attribution) {
  const { index, t, link } = context;
  const via = index.toldBy(attribution);
  const { stance, form } = attribution;
  const content = shorten(index.contentOf(attribution), 150);
  const marks = /^[“"«„‘'‹]/.test(content);
  // What is ascribed often is the target itself; saying it twice helps nobody.
  const target = stance.target && !content.startsWith(stance.target.exact) ? shorten(stance.target.exact, 60) : '';
  const node = el(
    'li',
    { class: 'statement' },
    numberButton(context, attribution, 'sources'),
    el(
      'div',
      { class: 'statement-body' },
      el(
        'span',
        { class: 'verb' },
        sideSign(context, stance.side),
        verbOf(context, attribution),
        target && el('span', { class: 'aside' }, ` · ${target}`),
        stance.conditional && el('span', { class: 'aside' }, ` ${t.conditional}`),
        via && el('span', { class: 'aside' }, ` ${t.toldBy(via.name)}`),
        attribution.edited && editedMark(context),
      ),
      el('button', { type: 'button', class: `said form-${form}`, onclick: () => link.select(attribution.id, { from: 'sources' }) }, form === 'direct' && !marks ? `“${content}”` : content),
    ),
  );
  return link.add(node, attribution.id);
}

/** A finding without a source. @param {Context} context @param {Attribution} attribution */
function sourceless(context, attribution) {
  const status = context.index.statusOf(attribution);
  return el('li', { class: `card tone-${toneOf[status]}` }, el('div', { class: 'card-head' }, badge(context, status)), el('ul', { class: 'statements' }, statement(context, attribution)));
}

/** Who was asked and gave no comment. @param {Context} context @param {Attribution} attribution */
function comment(context, attribution) {
  const { index, t, link } = context;
  const how = index.comments.get(attribution.id) ?? 'declined';
  const name = index.speakerOf(attribution) ?? t.status.unclear.badge;
  const edited = index.isEdited(attribution) && editedMark(context);
  const node = el('li', { class: 'card tone-author' }, el('div', { class: 'card-head' }, el('h4', { class: 'card-name' }, name), numberButton(context, attribution, 'sources'), edited), el('p', { class: 'facts' }, icon('close'), t.outcome[how]));
  return link.add(node, attribution.id, ...(attribution.source ? [attribution.source] : []));
}
