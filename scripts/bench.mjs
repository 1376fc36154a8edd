// `npm run bench`: how fast the page's own engine is in a real Chromium, beside two language libraries for the browser, on the
// same text in the same run; what memory it takes; whether time grows with the text alone. Then the native figures (criterion).
//
//   npm run bench                 everything (builds dist/ where it is missing)
//   npm run bench -- --browser    without the native part
//   npm run bench -- --long       1,000,000 words too
//   npm run bench -- --runs 9     runs of each figure; the least processor time counts, since a busy machine only ever adds to it
//   npm run bench -- --as-is      with dist/ and node_modules/ as they are
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

/* global document, performance */
/** Runs in the page: loads everything and puts what is measured under one name. */
async function prepare(texts) {
  const from = performance.now();
  const { analyze, about } = await import('/index.js');
  await about();
  const loaded = performance.now() - from;
  const first = performance.now();
  await analyze(texts.short);
  const firstResult = performance.now() - first;
  // In this thread, without the worker, so that its memory and its processor time can be seen.
  const bindings = await import('/pkg/on_record.js');
  const { memory } = await bindings.default();
  const { compromise, wink } = globalThis.others;
  globalThis.run = {
    here(name) {
      const analysis = new bindings.Analysis(texts[name]);
      while (!analysis.step(1e9).done);
      const { words } = analysis.finish().text;
      analysis.free();
      return { words, megabytes: memory.buffer.byteLength / 1e6 };
    },
    // Each does what it does most usually: compromise tags words and finds people; wink-nlp tags words, finds sentences and entities.
    compromise: (name) => compromise(texts[name]).people().out('array').length,
    wink(name) {
      const read = wink.readDoc(texts[name]);
      return [read.sentences().out(), read.entities().out(), read.tokens().out(wink.its.pos)].length;
    },
    async worker(name) {
      const begun = performance.now();
      await analyze(texts[name]);
      return performance.now() - begun;
    },
  };
  return { loaded, firstResult };
}

/** Processor time of the page's thread, the least of some runs: what other programs on the machine do adds little to it. */
async function measure(page, devtools, texts, runs, long) {
  const found = { ...(await page.evaluate(prepare, texts)), least: {}, said: {} };
  await devtools.send('Performance.enable');
  const clock = async () => (await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ThreadTime').value * 1000;
  const take = async (who, name, times) => {
    const key = `${who} ${name}`;
    found.least[key] = Infinity;
    for (let time = 0; time < times; time += 1) {
      const from = await clock();
      found.said[key] = await page.evaluate(([who, name]) => globalThis.run[who](name), [who, name]);
      found.least[key] = Math.min(found.least[key], (await clock()) - from);
    }
  };
  await take('here', 'medium', 2);
  await take('here', 'long', runs);
  await take('compromise', 'long', Math.min(3, runs));
  await take('wink', 'long', runs);
  await take('here', 'k100', 2);
  if (long) await take('here', 'k1000', 1);
  found.warm = Infinity;
  for (let time = 0; time < 4 * runs; time += 1) {
    found.warm = Math.min(found.warm, await page.evaluate(() => globalThis.run.worker('short')));
  }
  return found;
}

async function browser(runs, long) {
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
    const found = await step('measuring in Chromium', () => measure(page, devtools, texts, runs, long));
    print(found, launched.version());
  } finally {
    await launched.close();
    await server.close();
  }
}

function print({ loaded, firstResult, warm, least, said }, version) {
  const { words } = said['here long'];
  const rate = (key) => (words / least[key]) * 1000;
  const number = (value) => Math.round(value).toLocaleString('en-US');
  const row = (name, value, more = '') => console.log(`${name.padEnd(44)} ${String(value).padStart(10)} ${more}`);
  const ratio = (key) => `words/s   On Record is ${(rate('here long') / rate(key)).toFixed(2)} times as fast`;
  console.log(`\nChromium ${version}, ${cpus()[0]?.model.trim()}; processor time of one thread, the least of all runs\n`);
  row(`On Record, ${number(words)} words`, number(rate('here long')), 'words/s');
  row(`compromise ${OTHERS.compromise}`, number(rate('compromise long')), ratio('compromise long'));
  row(`wink-nlp ${OTHERS['wink-nlp']}`, number(rate('wink long')), ratio('wink long'));
  console.log();
  for (const key of ['here medium', 'here long', 'here k100', 'here k1000'].filter((key) => said[key])) {
    const perWord = (key) => (least[key] / said[key].words) * 1000;
    const parts = [`${(least[key] / 1000).toFixed(2)} s`, `${perWord(key).toFixed(1)} µs a word`, `${(perWord(key) / perWord('here long')).toFixed(2)} of 20,000`];
    row(`${number(said[key].words)} words`, `${said[key].megabytes.toFixed(1)} MB`, parts.join(', '));
  }
  console.log('\nby the clock on the wall:');
  row('engine, from import to answer', loaded.toFixed(0), 'ms');
  row('first article (750 words) after that', firstResult.toFixed(0), 'ms');
  row('an article once warm, through the worker', warm.toFixed(1), 'ms');
}

await main(async () => {
  const given = process.argv.slice(2);
  if (!given.includes("--as-is")) await setup();
  await browser(Number(given[given.indexOf('--runs') + 1]) || 7, given.includes('--long'));
  if (!given.includes('--browser')) await step('native, by criterion', () => cargo('bench', '--bench', 'analyze'));
});
