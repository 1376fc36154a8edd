// Two pictures of the sourcing: shares by status, and who speaks where in the article.

import { el, icon } from './dom.js';
import { startOf, statuses, toneOf } from './model.js';

/** @typedef {import('./marks.js').Context} Context */
/** @typedef {import('./model.js').ShownStatus} ShownStatus */

/** Rows of the strip; whoever speaks less shares one. */
const LANES = 7;

/** @param {Context} context */
export function barView(context) {
  const { index, t } = context;
  const { counts } = index.report.summary;
  const sources = shares(counts.by_status, ['hearsay', 'author']);
  const quoted = shares(counts.quoted_words_by_status, []);
  return el('div', { class: 'bars' }, sources.length > 0 && bar(context, t.bar, sources, t.barSources), quoted.length > 0 && bar(context, t.barWords, quoted, t.barQuoted), strip(context));
}

/** @param {Record<string, number | undefined>} counts @param {string[]} without @returns {{ status: ShownStatus, n: number }[]} */
function shares(counts, without) {
  return statuses.flatMap((status) => {
    const n = counts[status] ?? 0;
    return n > 0 && !without.includes(status) ? [{ status, n }] : [];
  });
}

/** @param {Context} context @param {string} title @param {{ status: ShownStatus, n: number }[]} parts @param {(n: number) => string} unit */
function bar({ t }, title, parts, unit) {
  const total = parts.reduce((sum, { n }) => sum + n, 0);
  const track = el('div', { class: 'track', 'aria-hidden': 'true' }, parts.map(({ status, n }) => {
    const part = el('span', { class: `share tone-${toneOf[status]} is-${status}` }, icon(status));
    part.style.flexGrow = String(n);
    return part;
  }));
  return el(
    'figure',
    { class: 'bar' },
    el('figcaption', null, title, ' ', el('span', { class: 'aside' }, unit(total))),
    track,
    el('ul', { class: 'legend' }, parts.map(({ status, n }) => el('li', { class: `tone-${toneOf[status]}` }, icon(status), el('span', null, t.status[status].badge), ' ', el('strong', null, n.toLocaleString(t.language))))),
  );
}

/** @param {Context} context */
function strip(context) {
  const { index, t, link } = context;
  const length = Math.max(index.text.length, 1);
  const speaking = index.report.sources.flatMap((source) => {
    const said = index.bySource.get(source.id) ?? [];
    return said.length ? [{ id: source.id, name: index.titleOf(source), status: /** @type {ShownStatus} */ (source.status), said }] : [];
  });
  if (!speaking.length) return null;
  const kept = new Set([...speaking].sort((a, b) => b.said.length - a.said.length).slice(0, speaking.length > LANES + 1 ? LANES : LANES + 1));
  const lanes = speaking.filter((lane) => kept.has(lane));
  const rest = speaking.filter((lane) => !kept.has(lane));
  const others = rest.flatMap(({ said }) => said);
  if (others.length) lanes.push({ id: '', name: t.stripOthers(rest.length), status: 'unclear', said: others });

  const rows = lanes.map(({ id, name, status, said }) => {
    const track = el('span', { class: 'lane-track', 'aria-hidden': 'true' });
    for (const attribution of said.slice(0, 250)) {
      const start = startOf(attribution);
      const end = attribution.parts.content.at(-1)?.end ?? start;
      const mark = el('span', { class: `tick tone-${toneOf[index.statusOf(attribution)]} form-${attribution.form}` });
      mark.style.insetInlineStart = `${(start / length) * 100}%`;
      mark.style.inlineSize = `${((end - start) / length) * 100}%`;
      track.append(link.add(mark, attribution.id));
    }
    // One button a lane: from the keyboard it steps through the source's findings, a pointer goes to the nearest mark.
    let at = -1;
    const button = el('button', { type: 'button', class: `lane tone-${toneOf[status]}`, onclick: (/** @type {MouseEvent} */ event) => {
      const box = track.getBoundingClientRect();
      const inside = event.detail > 0 && event.clientX >= box.left;
      const wanted = ((event.clientX - box.left) / box.width) * length;
      const nearest = () => said.reduce((best, one, i) => (Math.abs(startOf(one) - wanted) < Math.abs(startOf(said[best]) - wanted) ? i : best), 0);
      at = inside ? nearest() : (at + 1) % said.length;
      link.select(said[at].id, { from: 'strip' });
    } }, el('span', { class: 'lane-name' }, icon(status), el('span', null, name), el('span', { class: 'hidden' }, `: ${t.says(said.length)}`)), track);
    return el('li', null, id ? link.add(button, id) : button);
  });
  return el('figure', { class: 'strip' }, el('figcaption', null, t.strip, ' ', el('span', { class: 'aside' }, t.stripHelp)), el('ol', null, rows));
}
