// `npm run bench`: how fast the page's own engine is in a real Chromium, beside two language libraries for the browser, on the
// same text in the same run; what memory it takes; whether time grows with the text alone. Then the native figures (criterion).
//
//   npm run bench                 everything (builds dist/ where it is missing)
//   npm run bench -- --browser    without the native part
//   npm run bench -- --runs 9     runs of each figure; the least time counts, since a busy machine only ever adds to it
//
// compromise and wink-nlp (with wink-eng-lite-web-model) are fetched from npm into target/bench, at the versions below; nothing
// else needs them. They do less (words, sentences, parts of speech, names) and other things: the ratio says what a page pays.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

import { findChromium } from './browsers.mjs';
import { serve } from './serve.mjs';
import { cargo, dist, main, root, run, setup, step } from './setup.mjs';

const OTHERS = { compromise: '14.17.0', 'wink-nlp': '2.4.0', 'wink-eng-lite-web-model': '1.8.1' };
const folder = join(root, 'target', 'bench');

/** The project's own articles, repeated to a number of words. */
export function text(words) {
  const articles = join(root, 'tests', 'articles');
  const all = readdirSync(articles).sort().map((name) => readFileSync(join(articles, name, 'article.txt'), 'utf8').trimEnd());
  const parts = [];
  for (let count = 0; count < words; ) {
    const article = all[parts.length % all.length];
    parts.push(article);
    count += article.split(/\s+/).length;
  }
  return parts.join('\n\n');
}

/** Both libraries as one script that a page can load. */
async function others() {
  const bundle = join(folder, 'others.js');
  const wanted = JSON.stringify(OTHERS);
  const stamp = join(folder, 'others.json');
  if (existsSync(bundle) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return bundle;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: OTHERS }));
  await step('fetching compromise and wink-nlp', () =>
    run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder, shell: process.platform === 'win32' }),
  );
  writeFileSync(
    join(folder, 'entry.js'),
    `import compromise from 'compromise';
import winkNLP from 'wink-nlp';
import model from 'wink-eng-lite-web-model';
globalThis.others = { compromise, wink: winkNLP(model) };\n`,
  );
  const { build } = await import('esbuild');
  await build({ entryPoints: [join(folder, 'entry.js')], outfile: bundle, bundle: true, minify: true, format: 'iife', logLevel: 'error' });
  writeFileSync(stamp, wanted);
  return bundle;
}

/** Runs in the page. Least times in milliseconds. */
/* global document, performance */
async function measure({ texts, runs }) {
  const least = async (work, times = runs) => {
    let best = Infinity;
    for (let time = 0; time < times; time += 1) {
      const from = performance.now();
      await work();
      best = Math.min(best, performance.now() - from);
    }
    return best;
  };
  const from = performance.now();
  const { analyze, about } = await import('/engine.js');
  await about();
  const loaded = performance.now() - from;
  const first = performance.now();
  await analyze(texts.short);
  const firstResult = performance.now() - first;

  // In this thread, without the worker, so that its memory can be seen.
  const bindings = await import('/pkg/on_record.js');
  const { memory } = await bindings.default();
  let words = 0;
  const here = (given) => {
    const analysis = new bindings.Analysis(given);
    while (!analysis.step(1e9).done);
    words = analysis.finish().text.words;
    analysis.free();
  };
  const megabytes = () => memory.buffer.byteLength / 1e6;
  here(texts.medium);
  const memoryMedium = megabytes();
  const wordsMedium = words;
  const times = {};
  const counted = {};
  for (const [name, times_] of [['long', runs], ['k100', Math.min(3, runs)], ['k1000', 1]]) {
    times[name] = await least(() => here(texts[name]), times_);
    counted[name] = words;
  }
  const memoryLargest = megabytes();
  const worker = await least(() => analyze(texts.long));
  const warm = await least(() => analyze(texts.short), 3 * runs);

  const { compromise, wink } = globalThis.others;
  // Each does what it does at its most usual: compromise tags words and finds people; wink-nlp tags words, finds sentences and entities.
  const byCompromise = await least(() => compromise(texts.long).people().out('array'), Math.min(3, runs));
  const byWink = await least(() => {
    const read = wink.readDoc(texts.long);
    return [read.sentences().out(), read.entities().out(), read.tokens().out(wink.its.pos)];
  }, Math.min(5, runs));
  return { loaded, firstResult, warm, worker, times, counted, memoryMedium, wordsMedium, memoryLargest, byCompromise, byWink };
}

async function browser(runs) {
  const { build } = await import('./build.mjs');
  if (!existsSync(join(dist, 'pkg', 'on_record_bg.wasm'))) await build();
  const bundle = await others();
  const { chromium } = await import('playwright-core');
  const server = await serve();
  const launched = await chromium.launch({
    executablePath: await findChromium(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const page = await launched.newPage();
    await page.goto(new URL('examples/text.html', server.url).href);
    await page.evaluate(() => document.body.replaceChildren());
    // From outside the page's policy, as a developer's console does it.
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Runtime.evaluate', { expression: readFileSync(bundle, 'utf8') });
    const texts = { short: text(750), medium: text(9_500), long: text(19_500), k100: text(97_000), k1000: text(970_000) };
    const found = await step('measuring in Chromium', () => page.evaluate(measure, { texts, runs }));
    print(found, launched.version());
  } finally {
    await launched.close();
    await server.close();
  }
}

function print(found, version) {
  const words = found.counted.long;
  const rate = (milliseconds) => Math.round((words / milliseconds) * 1000);
  const us = rate(found.times.long);
  const row = (name, value, more = '') => console.log(`${name.padEnd(44)} ${String(value).padStart(10)} ${more}`);
  const number = (value) => value.toLocaleString('en-US');
  const perWord = (name) => (found.times[name] / found.counted[name]) * 1000;
  console.log(`\nChromium ${version}, ${cpus()[0]?.model.trim()}; the least of all runs\n`);
  row(`On Record, ${number(words)} words, one thread`, number(us), 'words/s');
  row('On Record, the same through the worker', number(rate(found.worker)), 'words/s');
  row(`compromise ${OTHERS.compromise}`, number(rate(found.byCompromise)), `words/s   On Record is ${(us / rate(found.byCompromise)).toFixed(2)} times as fast`);
  row(`wink-nlp ${OTHERS['wink-nlp']}`, number(rate(found.byWink)), `words/s   On Record is ${(us / rate(found.byWink)).toFixed(2)} times as fast`);
  console.log();
  row('engine, from import to answer', found.loaded.toFixed(0), 'ms');
  row('first article (750 words) after that', found.firstResult.toFixed(0), 'ms');
  row('an article once warm, through the worker', found.warm.toFixed(1), 'ms');
  row(`memory of the engine, ${number(found.wordsMedium)} words`, found.memoryMedium.toFixed(1), 'MB');
  row(`memory of the engine, ${number(found.counted.k1000)} words`, found.memoryLargest.toFixed(1), 'MB');
  for (const name of ['long', 'k100', 'k1000']) {
    row(`${number(found.counted[name])} words`, (found.times[name] / 1000).toFixed(2), `s   ${perWord(name).toFixed(1)} µs a word, ${(perWord(name) / perWord('long')).toFixed(2)} of the first`);
  }
}

await main(async () => {
  const given = process.argv.slice(2);
  await setup();
  await browser(Number(given[given.indexOf('--runs') + 1]) || 7);
  if (!given.includes('--browser')) await step('native, by criterion', () => cargo('bench', '--bench', 'analyze'));
});
