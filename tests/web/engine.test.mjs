// The worker client: what is asked is answered or refused, never left hanging, in a worker or without one.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { serve } from './harness.mjs';
import { HOST_ARTICLE, shell } from './shell.mjs';

const on = shell();

/** Runs a function in a page that has the engine as its argument. */
async function inPage(work) {
  const { page, close } = await on.host(HOST_ARTICLE);
  const engine = await page.evaluateHandle((url) => import(url), new URL('engine.js', on.server.url).href);
  const result = await page.evaluate(work, engine);
  const workers = page.workers().length;
  await close();
  return { result, workers };
}

test('an analysis runs in one worker, and its positions are those of the string', async () => {
  const { result, workers } = await inPage(async (engine) => {
    const text = '😀 The lift is closed, Ada Quill said. Too bad.';
    const [report] = await Promise.all([engine.analyze(text), engine.analyze(text)]);
    const spans = report.attributions.flatMap(({ parts }) => [...parts.source, ...parts.cue, ...parts.content]);
    return { all: spans.length, right: spans.filter(({ start, end, exact }) => text.slice(start, end) === exact).length };
  });
  assert.equal(result.right, result.all);
  assert.ok(result.all > 0);
  assert.equal(workers, 1);
});

test('progress is told, and an abort ends the analysis at once with the code "cancelled"', async () => {
  const { result } = await inPage(async (engine) => {
    const stop = new AbortController();
    const told = [];
    const from = performance.now();
    try {
      await engine.analyze('SLOWSLOW word '.repeat(200), { signal: stop.signal, onProgress: (p) => (told.push(p), told.length === 2 && stop.abort()) });
      return 'ended';
    } catch (error) {
      return { code: error.code, name: error.name, told: told.length, ms: performance.now() - from };
    }
  });
  assert.equal(result.code, 'cancelled');
  assert.equal(result.name, 'OnRecordError');
  assert.equal(result.told, 2);
  assert.ok(result.ms < 5000);
});

test('a signal that is aborted already is refused without work', async () => {
  const { result } = await inPage((engine) => engine.analyze('x', { signal: AbortSignal.abort() }).catch(({ code }) => code));
  assert.equal(result, 'cancelled');
});

test('a trap rejects everything that waits, and the next analysis works', async () => {
  const { result } = await inPage(async (engine) => {
    const slow = engine.analyze('SLOWSLOW word '.repeat(500)).catch((error) => error.code);
    const trap = engine.analyze('TRAPTRAP').catch((error) => error.code);
    const codes = await Promise.all([slow, trap]);
    const after = await engine.analyze('The lift is closed, Ada Quill said.');
    return { codes, after: after.attributions.length };
  });
  assert.deepEqual(result.codes, ['trap', 'trap']);
  assert.equal(result.after, 1);
});

test('a text over the limit is refused with its numbers', async () => {
  const { result } = await inPage((engine) => engine.analyze('one two three', { maxWords: 2 }).catch(({ code, message }) => ({ code, message })));
  assert.equal(result.code, 'too_long');
  assert.match(result.message, /3 words.*2/);
});

test('without a worker it runs in the page, in slices that leave room', async () => {
  const { result, workers } = await inPage(async (engine) => {
    let beats = 0;
    const heart = setInterval(() => beats++, 10);
    const report = await engine.analyze('The lift is closed, Ada Quill said. SLOWSLOW', { workerUrl: null });
    clearInterval(heart);
    return { found: report.attributions.length, beats };
  });
  assert.equal(result.found, 1);
  assert.equal(workers, 0);
  assert.ok(result.beats > 2, `the page had ${result.beats} turns`);
});

test('a worker that is not there is replaced by the page', async () => {
  const { result } = await inPage(async (engine) => (await engine.analyze('The lift is closed, Ada Quill said.', { workerUrl: 'nowhere/worker.js' })).attributions.length);
  assert.equal(result, 1);
});

test('a file that cannot be loaded is named in the error', async () => {
  const { result } = await inPage((engine) => engine.analyze('x', { moduleUrl: new URL('nowhere/on_record.js', location.href) }).catch(({ code, message }) => ({ code, message })));
  assert.equal(result.code, 'load');
  assert.match(result.message, /nowhere\/on_record\.js/);
});

test('from another origin the worker starts through a blob that imports it', async () => {
  const other = await serve({ folder: on.folder, headers: { 'Access-Control-Allow-Origin': '*', 'Content-Security-Policy': '' } });
  const site = await serve({ folder: on.folder, headers: { 'Content-Security-Policy': '' } });
  const context = await on.browser.newContext();
  const page = await context.newPage();
  await page.goto(`${site.url}samples/water-talks.txt`);
  const found = await page.evaluate(async (url) => (await (await import(url)).analyze('The lift is closed, Ada Quill said.')).attributions.length, `${other.url}engine.js`);
  assert.equal(found, 1);
  assert.equal(page.workers().length, 1);
  await context.close();
  await Promise.all([other.close(), site.close()]);
});

test('reports are rendered, and a format is refused by the engine rather than by silence', async () => {
  const { result } = await inPage(async (engine) => {
    const text = 'The lift is closed, Ada Quill said.';
    const report = await engine.analyze(text);
    const { formats, version } = await engine.about();
    return { markdown: await engine.render(report, text, 'markdown'), formats, version };
  });
  assert.match(result.markdown, /1 findings/);
  assert.ok(result.formats.includes('csv'));
  assert.ok(result.version);
});
