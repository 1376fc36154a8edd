// What a count can say about speed and memory: the engine's memory, whether time grows with the text alone, how a large report
// is handed over. Seconds are for `npm run bench`.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';

import { built, dist, root } from './harness.mjs';

/** The project's own articles, repeated to a number of words. */
function text(words) {
  const folder = join(root, 'tests', 'articles');
  const articles = readdirSync(folder).map((name) => readFileSync(join(folder, name, 'article.txt'), 'utf8').trimEnd());
  const parts = [];
  for (let count = 0; count < words; count += parts.at(-1).split(/\s+/).length) parts.push(articles[parts.length % articles.length]);
  return parts.join('\n\n');
}

let bindings;
let memory;
before(async () => {
  await built();
  bindings = await import('../../dist/pkg/on_record.js');
  ({ memory } = await bindings.default({ module_or_path: readFileSync(join(dist, 'pkg', 'on_record_bg.wasm')) }));
});

function read(given) {
  const analysis = new bindings.Analysis(given);
  while (!analysis.step(1e9).done);
  const report = analysis.finish();
  analysis.free();
  return report;
}

/** The least processor time a word, in microseconds: other programs on the machine add little to it. */
function cost(given, times) {
  let least = Infinity;
  for (let time = 0; time < times; time += 1) {
    const from = process.cpuUsage();
    const { words } = read(given).text;
    const { user, system } = process.cpuUsage(from);
    least = Math.min(least, (user + system) / words);
  }
  return least;
}

test('10,000 words take at most 64 MB', () => {
  const report = read(text(10_000));
  assert.ok(report.text.words >= 10_000);
  const megabytes = memory.buffer.byteLength / 1e6;
  console.log(`memory of the engine after ${report.text.words} words: ${megabytes.toFixed(1)} MB`);
  assert.ok(megabytes <= 64, `${megabytes} MB`);
});

test('ten times the words take about ten times as long', () => {
  const [short, long] = [cost(text(10_000), 4), cost(text(100_000), 2)];
  console.log(`${short.toFixed(1)} µs a word at 10,000 words, ${long.toFixed(1)} at 100,000`);
  assert.ok(long / short <= 1.6, `a word of the long text takes ${(long / short).toFixed(2)} times as long`);
});

test('a large report comes in parts, none of them long', async () => {
  const { server } = await import('../../www/core.js');
  const given = text(12_000);
  const expected = read(given);
  const value = await new Promise((resolve, reject) => {
    const parts = {};
    const receive = server(
      (answer) => {
        if (answer.type === 'part') {
          assert.ok(answer.items.length <= 100, `${answer.items.length} items at once`);
          (parts[answer.key] ??= []).push(...answer.items);
        } else if (answer.type === 'error') reject(new Error(answer.error.message));
        else if (answer.type === 'result') {
          for (const key of Object.keys(parts)) assert.deepEqual(answer.value[key], [], key);
          assert.ok(parts.attributions.length > 100);
          resolve({ ...answer.value, ...parts });
        }
      },
      { part: 100, bindings: async () => ({ ...bindings, default: async () => {} }) },
    );
    void receive({ type: 'analyze', id: 1, urls: { module: '', wasm: '' }, text: given, options: {} });
  });
  assert.deepEqual(value, expected);
});
