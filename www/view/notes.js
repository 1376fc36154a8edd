// Sourcing notes: sentences about the sourcing that the reader can check, each with the words it speaks of.

import { el, shorten } from './dom.js';
import { numberButton, wordsButton } from './marks.js';

/** @typedef {import('./model.js').Index} Index */
/** @typedef {import('./model.js').Attribution} Attribution */
/**
 * What a note is about, so that another language can say it in its own words.
 * @typedef {object} Facts
 * @property {string[]} names of the sources it speaks of
 * @property {number} said how many statements it speaks of
 * @property {string[]} speakers who makes them
 * @property {string[]} quotes the article's words
 * @property {{ who: string, how: import('../report.js').CommentOutcome }[]} outcomes of requests for comment
 * @property {import('../report.js').Counts} counts of the whole article
 * @property {number} speaking statements in it by anybody but the writer
 * @property {number} quotedHidden words quoted of sources that are not named
 * @property {number} quotedAll words quoted
 * @property {number} words of the article
 */

/** @param {Index} index @param {string[]} evidence @param {{ exact: string }[]} spans @returns {Facts} */
function factsOf(index, evidence, spans) {
  const { report } = index;
  const found = evidence.flatMap((id) => index.attributions.get(id) ?? []);
  const { counts } = report.summary;
  const quoted = /** @type {[string, number][]} */ (Object.entries(counts.quoted_words_by_status));
  return {
    names: evidence.flatMap((id) => index.sources.get(id) ?? []).map((source) => index.nameOf(source)),
    said: found.length,
    speakers: [...new Set(found.flatMap((one) => index.speakerOf(one) ?? []))],
    quotes: spans.map(({ exact }) => shorten(exact.replace(/\s+/g, ' '), 80)),
    outcomes: found.flatMap((one) => {
      const how = index.comments.get(one.id);
      return how ? [{ who: index.speakerOf(one) ?? '', how }] : [];
    }),
    counts,
    speaking: report.attributions.filter((one) => one.act !== 'no_comment' && !['author', 'unclear'].includes(index.statusOf(one))).length,
    quotedHidden: quoted.reduce((sum, [status, n]) => sum + (/^(unnamed|anonymous|vague)$/.test(status) ? n : 0), 0),
    quotedAll: quoted.reduce((sum, [, n]) => sum + n, 0),
    words: report.text.words,
  };
}

/** A note in the reader's language, else in the engine's own words. @param {import('./marks.js').Context} context @param {string} code @param {string} sentence @param {string[]} evidence @param {{ exact: string }[]} spans */
export function noteWords({ index, t }, code, sentence, evidence, spans) {
  const own = t.language === 'en' ? null : t.note(code, factsOf(index, evidence, spans));
  return el('span', { lang: own ? null : 'en' }, own ?? sentence);
}

/** @param {import('./marks.js').Context} context */
export function notesView(context) {
  const { index, t, link } = context;
  const { notes, relations } = index.report;
  if (!notes.length && !relations.length) return el('p', { class: 'quiet' }, t.notesNone);
  const items = notes.map(({ code, sentence, evidence, spans }) => {
    const found = evidence.flatMap((id) => index.attributions.get(id) ?? []);
    const sources = evidence.filter((id) => index.sources.has(id));
    return link.add(
      el(
        'li',
        { class: 'note' },
        noteWords(context, code, sentence, evidence, spans),
        found.length > 0 && el('span', { class: 'numbers' }, found.slice(0, 12).map((attribution) => numberButton(context, attribution, 'notes'))),
        spans.length > 0 && el('span', { class: 'evidence' }, spans.slice(0, 6).map((span) => wordsButton(context, span, `“${shorten(span.exact, 70)}”`))),
      ),
      ...sources,
    );
  });
  const related = relations.map(({ kind, a, b, why }) => {
    const pair = [a, b].flatMap((id) => index.attributions.get(id) ?? []);
    return el('li', { class: 'note' }, noteWords(context, kind, why, [a, b], []), el('span', { class: 'numbers' }, pair.map((attribution) => numberButton(context, attribution, 'notes'))));
  });
  return el('ul', { class: 'notes' }, items, related);
}
