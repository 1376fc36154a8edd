// Sourcing notes: sentences about the sourcing that the reader can check, each with the words it speaks of.

import { el, shorten } from './dom.js';
import { numberButton, wordsButton } from './marks.js';

/** @param {import('./marks.js').Context} context */
export function notesView(context) {
  const { index, t, link } = context;
  const { notes, relations } = index.report;
  if (!notes.length && !relations.length) return el('p', { class: 'quiet' }, t.notesNone);
  const items = notes.map(({ sentence, evidence, spans }) => {
    const found = evidence.flatMap((id) => index.attributions.get(id) ?? []);
    const sources = evidence.filter((id) => index.sources.has(id));
    return link.add(
      el(
        'li',
        { class: 'note' },
        el('span', { lang: 'en' }, sentence),
        found.length > 0 && el('span', { class: 'numbers' }, found.slice(0, 12).map((attribution) => numberButton(context, attribution, 'notes'))),
        spans.length > 0 && el('span', { class: 'evidence' }, spans.slice(0, 6).map((span) => wordsButton(context, span, `“${shorten(span.exact, 70)}”`))),
      ),
      ...sources,
    );
  });
  const related = relations.map(({ a, b, why }) => {
    const pair = [a, b].flatMap((id) => index.attributions.get(id) ?? []);
    return el('li', { class: 'note' }, el('span', { lang: 'en' }, why), el('span', { class: 'numbers' }, pair.map((attribution) => numberButton(context, attribution, 'notes'))));
  });
  return el('ul', { class: 'notes' }, items, related);
}
