// The JavaScript API over the real engine, in Node: reports, limits, cancelling, bad input.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { ARTICLE, built } from './harness.mjs';

let api;
before(async () => {
  await built();
  api = await import('../../dist/node.js');
});

test('a report has positions that give its words back', async () => {
  const report = await api.analyze(ARTICLE);
  assert.equal(report.schema, 'on-record/1');
  assert.equal(report.offsets, 'utf16');
  assert.ok(report.attributions.length > 0);
  for (const { start, end, exact } of spans(report)) assert.equal(ARTICLE.slice(start, end), exact);
});

test('lone surrogates keep every position and come back as they were', async () => {
  const text = ARTICLE.replace('noise report', 'noise \ud83d report \udc00').replace('Port Ensley', 'Port 😀 Ensley');
  const report = await api.analyze(text);
  assert.equal(report.text.length, text.length);
  assert.ok(report.attributions.length > 0);
  for (const { start, end, exact } of spans(report)) assert.equal(text.slice(start, end), exact);
});

test('odd text gives a report and no error', async () => {
  const odd = ['', ' \n\t ', '\0\x01\x02'.repeat(100), '<html><body><p>Ann said hello.</p></body></html>', 'Le ministre a dit que la loi passera demain.'];
  for (const text of odd) assert.equal((await api.analyze(text)).text.length, text.length);
});

test('9 MB of text is refused with its numbers', async () => {
  await assert.rejects(api.analyze('word '.repeat(1_800_000)), (error) => {
    assert.equal(error.name, 'OnRecordError');
    assert.equal(error.code, 'too_long');
    assert.match(error.message, /9000000 bytes.*8000000/);
    return true;
  });
});

test('a signal cancels, and progress is told', async () => {
  const controller = new AbortController();
  const text = `${ARTICLE}\n`.repeat(200);
  const heard = [];
  const onProgress = (progress) => {
    heard.push(progress);
    controller.abort();
  };
  await assert.rejects(api.analyze(text, { signal: controller.signal, onProgress }), { code: 'cancelled' });
  assert.ok(heard[0].tokensDone > 0 && heard[0].tokensDone < heard[0].tokens);
});

test('every format renders', async () => {
  const report = await api.analyze(ARTICLE);
  const { formats, version } = await api.about();
  assert.match(version, /^\d+\.\d+\.\d+/);
  for (const format of formats) assert.ok((await api.render(report, ARTICLE, format)).length > 0, format);
  await assert.rejects(api.render(report, ARTICLE, 'scroll'), /scroll/);
});

function* spans(value) {
  if (value === null || typeof value !== 'object') return;
  if ('exact' in value && 'start' in value) yield value;
  for (const item of Object.values(value)) yield* spans(item);
}
