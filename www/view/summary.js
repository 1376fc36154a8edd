// The summary first: one headline and a few sentences, each opening its words.

import { el } from './dom.js';
import { numberButton } from './marks.js';
import { noteWords } from './notes.js';

/** Notes that must be read before the findings; the page says the others of this kind in its own words. */
const MISREAD = ['html', 'unreadable', 'fragment'];

/** @param {import('./marks.js').Context} context */
export function summaryView(context) {
  const { index, t, link } = context;
  const { headline, sentences } = index.report.summary;
  const notes = index.report.notes.filter(({ code }) => (context.page ? MISREAD : [...MISREAD, 'language', 'nothing_found']).includes(code));
  return el(
    'div',
    { class: 'summary' },
    notes.map(({ code, sentence, evidence, spans }) => el('p', { class: 'notice', role: 'note' }, noteWords(context, code, sentence, evidence, spans))),
    index.ordered.length ? el('p', { class: 'headline', lang: 'en' }, headline) : el('p', { class: 'headline' }, t.summaryNone),
    sentences.length > 0 &&
      el(
        'ol',
        { class: 'sentences', lang: 'en' },
        sentences.map(({ text, attributions }) => {
          const found = attributions.flatMap((id) => index.attributions.get(id) ?? []);
          const open = el('button', { type: 'button', class: 'sentence', onclick: () => found[0] && link.select(found[0].id, { from: 'summary' }) }, text);
          return link.add(el('li', null, el('span', { class: 'numbers' }, found.map((attribution) => numberButton(context, attribution, 'summary'))), open), ...attributions);
        }),
      ),
  );
}
