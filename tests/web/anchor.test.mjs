// Anchoring, corrections and reading: the parts of the shell that need no browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { anchor, anchorReport, inUtf16 } from '../../www/anchor.js';
import { corrected } from '../../www/page/correct.js';
import { fromMarkdown, isBinary, looksLikeSource } from '../../www/page/read.js';
import { Index, passing, everything } from '../../www/view/model.js';
import { paragraphs, segments } from '../../www/view/text.js';
import { madeReport } from './stub/on_record.js';

const WAS = 'The dam is safe, the mayor said. Nobody believed that the dam is safe. She said so twice.';
const at = (text, words, from = 0) => ({ start: text.indexOf(words, from), end: text.indexOf(words, from) + words.length, exact: words });

for (const [name, now, span, expected] of [
  ['the same text: the same place', WAS, at(WAS, 'the mayor'), at(WAS, 'the mayor').start],
  ['words moved down: their new place', `New first line.\n${WAS}`, at(WAS, 'the mayor'), at(WAS, 'the mayor').start + 16],
  ['words that stand twice: the place with the same context', `So. ${WAS}`, at(WAS, 'dam is safe', 20), at(WAS, 'dam is safe', 20).start + 4],
  ['words that are gone: no place', WAS.replace('the mayor', 'a mayor'), at(WAS, 'the mayor'), null],
  ['short words among new neighbours: no place', 'Her friend said hello to all of them and left for good.', at(WAS, 'said'), null],
  ['other white space around: still the place', WAS.replace('. Nobody', '.\n\nNobody'), at(WAS, 'She said'), WAS.indexOf('She said') + 1],
]) {
  test(`anchor: ${name}`, () => assert.equal(anchor(span, WAS, now)?.start ?? null, expected));
}

test('anchor: where only the report is at hand, words that stand twice have no place', () => {
  assert.equal(anchor(at(WAS, 'dam is safe'), null, WAS), null);
  assert.deepEqual(anchor({ start: 999, end: 1011, exact: 'Nobody believed' }, null, WAS), { start: WAS.indexOf('Nobody'), end: WAS.indexOf('Nobody') + 15 });
});

const report = () => madeReport(WAS, [{ id: 's1', name: null, description: 'the mayor', words: 'the mayor', status: 'unnamed' }], [{ who: 's1', words: 'the mayor', cue: 'said', content: ['The dam is safe'] }, { who: 's1', words: 'She', cue: 'said', content: ['so twice'], act: 'support', side: 'for', target: 'so' }]);

test('a report of another text is placed where its words stand, and says what was lost', () => {
  const { report: moved, lost } = anchorReport(report(), WAS, WAS.replace('so twice', 'it once'));
  assert.equal(lost, 1);
  assert.equal(moved.attributions[0].parts.content.length, 1);
  assert.equal(moved.attributions[1].parts.content.length, 0);
});

test('positions in code points and bytes become those of the string', () => {
  const text = '😀é x';
  const span = (start, end) => ({ start, end, exact: 'x' });
  for (const [offsets, start] of [['codepoint', 3], ['byte', 7]]) {
    const made = inUtf16({ ...madeReport(text, [], []), offsets, notes: [{ code: 'x', sentence: '', evidence: [], spans: [span(start, start + 1)] }] }, text);
    assert.deepEqual(made.notes[0].spans[0], { start: 4, end: 5, exact: 'x' });
  }
});

test('a correction is marked, changes nothing but itself, and is undone by leaving it out', () => {
  const found = report();
  const before = structuredClone(found);
  const [first, second] = found.attributions.map(({ id }) => id);
  const fixed = corrected(found, WAS, [{ kind: 'side', attribution: second, side: 'against' }, { kind: 'speaker', attribution: first, speaker: { name: 'Ann Marsh', status: 'named' } }]);
  assert.deepEqual(found, before);
  assert.equal(fixed.attributions[1].stance.side, 'against');
  assert.equal(fixed.attributions[1].act, 'state', 'nobody supports against');
  assert.ok(fixed.attributions.every(({ edited }) => edited));
  const source = fixed.sources.find(({ name }) => name === 'Ann Marsh');
  assert.ok(source?.edited);
  assert.deepEqual(source.attributions, [first]);
  assert.deepEqual(fixed.summary.counts.by_status, { unnamed: 1, named: 1 });
  assert.equal(corrected(found, WAS, []), found);
});

test('a finding taken out leaves no trace in sources, sentences and counts', () => {
  const found = report();
  const gone = corrected(found, WAS, found.attributions.map(({ id }) => ({ kind: 'remove', attribution: id })));
  assert.equal(gone.attributions.length + gone.sources.length + gone.summary.sentences.length, 0);
  assert.equal(gone.summary.counts.attributions, 0);
});

test('a statement that was missed is added where it stands, with its form', () => {
  const text = `${WAS} “Never,” he says.`;
  const start = text.indexOf('“Never');
  const added = corrected(report(), text, [{ kind: 'add', start, end: start + 8, speaker: { state: 'unresolved' }, side: 'neutral' }]).attributions.at(-1);
  assert.equal(added.form, 'direct');
  assert.equal(added.parts.content[0].exact, '“Never,”');
  assert.equal(added.edited, true);
});

test('the segments of a text are the text, whatever overlaps', () => {
  const index = new Index(report(), WAS);
  const list = paragraphs(index);
  const pieces = list.flatMap((paragraph) => segments(paragraph));
  assert.equal(pieces.map(({ start, end }) => WAS.slice(start, end)).join(''), WAS);
  for (const { start, end, over } of pieces) for (const piece of over) assert.ok(piece.start <= start && end <= piece.end);
});

test('a filter lets through what it names and nothing else', () => {
  const index = new Index(report(), WAS);
  assert.equal(passing(index, everything), null);
  assert.equal(passing(index, { ...everything, side: 'for' })?.size, 1);
  assert.equal(passing(index, { ...everything, words: 'DAM' })?.size, 1);
  assert.equal(passing(index, { ...everything, words: 'bridge' })?.size, 0);
});

for (const [given, expected] of [
  ['# Title\n\nOne *two* **three** [four](http://x.example).\nStill one.', 'Title\nOne two three four. Still one.'],
  ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
  ['> “Quoted,” she said.', '“Quoted,” she said.'],
]) {
  test(`Markdown is read without its marks: ${given.slice(0, 20)}`, () => assert.equal(fromMarkdown(given), expected));
}

test('the source of a page is told from an article that mentions a tag', () => {
  assert.ok(looksLikeSource('<!doctype html><html><body><p>Hi</p></body></html>'));
  assert.ok(!looksLikeSource('The tag <p> opens a paragraph, the engineer said. '.repeat(5)));
});

test('a binary file is told from text with odd letters', () => {
  assert.ok(isBinary('PK\u0003\u0004\u0000\u0000'));
  assert.ok(!isBinary('“Naïve café” – 東京 🙂\tand\r\nmore'));
});
