// Who stands where: a table of sources and topics, a list where there is no room for one.

import { fill } from './chunk.js';
import { el, icon, shorten } from './dom.js';
import { numberButton, sideSign, verbOf } from './marks.js';
import { toneOf } from './model.js';
import { statement } from './sources.js';

/** @typedef {import('./marks.js').Context} Context */
/** @typedef {import('./model.js').Attribution} Attribution */

/** Columns that a reader can take in; positions on further topics stand in the list below the table. */
const MOST = { thing: 8, claim: 6 };

/** @param {Context} context */
export function matrixView(context) {
  const { index, t, shown } = context;
  const passes = (/** @type {Attribution} */ { id }) => !shown || shown.has(id);
  const sided = index.ordered.filter((attribution) => attribution.stance.side !== 'neutral' && attribution.source && passes(attribution));
  /** Who speaks on each topic. @type {Map<string, Set<string | null>>} */
  const heard = new Map();
  for (const { source, stance } of sided) if (stance.target?.topic) heard.set(stance.target.topic, (heard.get(stance.target.topic) ?? new Set()).add(source));
  const voices = (/** @type {{ id: string }} */ { id }) => heard.get(id)?.size ?? 0;
  const [things, claims] = /** @type {const} */ (['thing', 'claim']).map((kind) => {
    const all = index.report.topics.filter((topic) => topic.kind === kind && voices(topic));
    const kept = new Set([...all].sort((a, b) => voices(b) - voices(a)).slice(0, MOST[kind]));
    return all.filter((topic) => kept.has(topic));
  });
  const columns = [...things, ...claims];
  const used = new Set(columns.map(({ id }) => id));
  const onTopic = sided.filter(({ stance }) => stance.target?.topic && used.has(stance.target.topic));
  const apart = sided.filter(({ stance }) => !stance.target?.topic || !used.has(stance.target.topic));
  const speakers = new Set(onTopic.map(({ source }) => source));
  const camps = index.camps(index.report.sources.filter(({ id }) => speakers.has(id)));
  /** @type {Map<string, Attribution[]>} */
  const cells = new Map();
  for (const attribution of onTopic) {
    const key = `${attribution.source} ${attribution.stance.target?.topic}`;
    cells.set(key, [...(cells.get(key) ?? []), attribution]);
  }
  /** @param {string} source @param {string} topic */
  const at = (source, topic) => cells.get(`${source} ${topic}`) ?? [];

  if (!sided.length) return el('p', { class: 'quiet' }, shown ? t.noMatch : t.matrixNone);

  const table =
    columns.length > 0 &&
    el(
      'div',
      { class: 'table-box', role: 'region', tabindex: 0, 'aria-label': t.matrix },
      el(
        'table',
        { class: 'matrix' },
        el('caption', null, t.matrixCaption),
        el(
          'thead',
          null,
          el('tr', null, el('th', { scope: 'col', rowspan: 2, class: 'corner' }, t.matrixSource), things.length > 0 && el('th', { scope: 'colgroup', colspan: things.length, class: 'kind' }, t.matrixThings), claims.length > 0 && el('th', { scope: 'colgroup', colspan: claims.length, class: 'kind is-claim' }, t.matrixClaims)),
          el('tr', null, columns.map(({ label, kind }) => el('th', { scope: 'col', class: kind === 'claim' ? 'topic is-claim' : 'topic' }, shorten(label, 80)))),
        ),
        camps.map(({ camp, sources }) =>
          el(
            'tbody',
            null,
            (camps.length > 1 || camp) && el('tr', { class: 'camp' }, el('th', { scope: 'rowgroup', colspan: columns.length + 1 }, camp ?? t.campNone)),
            sources.map((source) =>
              el(
                'tr',
                null,
                context.link.add(el('th', { scope: 'row', class: `tone-${toneOf[source.status]}` }, icon(source.status), el('span', null, index.titleOf(source)), el('span', { class: 'hidden' }, ` (${t.status[source.status].badge})`)), source.id),
                columns.map(({ id, kind }) => {
                  const stances = at(source.id, id);
                  return el('td', { class: kind === 'claim' ? 'is-claim' : null }, stances.length ? stances.map((attribution) => cell(context, attribution)) : el('span', { class: 'none' }, t.matrixEmpty));
                }),
              ),
            ),
          ),
        ),
      ),
    );

  const list =
    columns.length > 0 &&
    el(
      'div',
      { class: 'matrix-list' },
      columns.map(({ id, label, kind }) =>
        el(
          'section',
          null,
          el('h3', null, kind === 'claim' && el('span', { class: 'aside' }, `${t.matrixClaims}:`), label),
          el('ul', null, camps.flatMap(({ camp, sources }) => sources.flatMap((source) => at(source.id, id).map((attribution) => el('li', null, el('span', { class: `who tone-${toneOf[source.status]}` }, icon(source.status), index.titleOf(source), camp && el('span', { class: 'aside' }, ` · ${camp}`)), cell(context, attribution)))))),
        ),
      ),
    );

  const others = apart.length > 0 && el('section', { class: 'matrix-other' }, table && el('h3', { class: 'group-title' }, t.matrixOther), fill(el('ul', { class: 'statements' }), apart, (attribution) => spoken(context, attribution), { link: context.link, holds: ({ id }, wanted) => id === wanted }));
  return el('div', { class: 'positions' }, table, list, others);
}

/** One stance: its sign, its verb, its number. @param {Context} context @param {Attribution} attribution */
function cell(context, attribution) {
  const { index, t, link } = context;
  const { side, conditional, commitment } = attribution.stance;
  const via = index.toldBy(attribution);
  const bounds = [conditional ? t.conditional : '', t.commitment[commitment], via ? t.toldBy(via.name) : '', index.isEdited(attribution) ? t.edited : ''].filter(Boolean).join(', ');
  return link.add(
    el(
      'div',
      { class: `stance side-${side}` },
      el('button', { type: 'button', class: 'stance-verb', onclick: () => link.select(attribution.id, { from: 'matrix' }) }, sideSign(context, side), verbOf(context, attribution)),
      numberButton(context, attribution, 'matrix'),
      bounds && el('span', { class: 'aside' }, bounds),
    ),
    attribution.id,
  );
}

/** A position without a column. @param {Context} context @param {Attribution} attribution */
function spoken(context, attribution) {
  const item = statement(context, attribution);
  const source = attribution.source ? context.index.sources.get(attribution.source) : undefined;
  const camp = source?.affiliation?.value;
  item.querySelector('.statement-body')?.prepend(el('span', { class: 'who' }, source && context.index.titleOf(source), camp && el('span', { class: 'aside' }, ` · ${camp}`)));
  return item;
}
