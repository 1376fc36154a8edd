// Where the files are: one asset and one option that moves it, and errors that name every address that was tried.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { built, dist, launch, serve } from './harness.mjs';

let browser;
before(async () => {
  await built();
  browser = await launch();
});
after(() => browser?.close());

/** Runs a test on a copy of dist/ in which `change` moves or removes files. */
async function moved(change, work) {
  const folder = mkdtempSync(join(tmpdir(), 'on-record-'));
  cpSync(dist, folder, { recursive: true });
  change((path) => join(folder, path));
  const server = await serve({ folder });
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${server.url}examples/text.html`);
    await work(page, server);
  } finally {
    await context.close();
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

/** What an analysis gives with some options: how much it found, or why not. */
const tried = (page, options) =>
  page.evaluate(async (given) => {
    const { analyze } = await import('../engine.js');
    return analyze('“It is safe,” said Ada Quill, the engineer.', given).then((report) => ({ found: report.attributions.length }), ({ code, message }) => ({ code, message }));
  }, options);

test('the engine is one asset, and wasmUrl alone says where it is', async () => {
  const change = (at) => renameSync(at('pkg/on_record_bg.wasm'), at('engine.wasm'));
  await moved(change, async (page, server) => {
    assert.deepEqual(await tried(page, { wasmUrl: '/engine.wasm' }), { found: 1 });
    assert.deepEqual(await tried(page, { wasmUrl: '/engine.wasm', workerUrl: null }), { found: 1 });
    const asked = server.requests.length;
    const shown = await page.evaluate(async () => {
      const element = Object.assign(document.createElement('on-record'), { text: '“It is safe,” said Ada Quill.' });
      element.setAttribute('wasm-url', '../engine.wasm');
      element.setAttribute('loading', 'eager');
      const done = new Promise((resolve) => element.addEventListener('on-record-analyzed', ({ detail }) => resolve(detail.report.attributions.length)));
      document.body.append(element);
      return done;
    });
    assert.equal(shown, 1);
    assert.ok(!server.requests.slice(asked).includes('/pkg/on_record_bg.wasm'));
  });
});

for (const [name, gone, options, named] of [
  ['the engine', ['pkg/on_record_bg.wasm'], {}, [/pkg\/on_record_bg\.wasm/, /wasmUrl/]],
  ['the engine, at the place given', [], { wasmUrl: '/nowhere.wasm' }, [/\/nowhere\.wasm/, /wasmUrl/]],
  ['the bindings', ['pkg/on_record.js'], {}, [/pkg\/on_record\.js/, /moduleUrl/]],
  ['the bindings, at the place given', [], { moduleUrl: '/nowhere.js' }, [/\/nowhere\.js/, /moduleUrl/]],
  ['the worker and the bindings', ['pkg/on_record.js', 'worker.js'], {}, [/pkg\/on_record\.js/, /\/worker\.js/]],
  ['the worker and the engine', ['worker.js', 'pkg/on_record_bg.wasm'], {}, [/on_record_bg\.wasm/, /\/worker\.js/]],
]) {
  test(`an error names what was tried: ${name}`, async () => {
    await moved((at) => gone.forEach((path) => rmSync(at(path))), async (page, server) => {
      const { code, message } = await tried(page, options);
      assert.equal(code, 'load');
      for (const pattern of named) assert.match(message, pattern);
      assert.ok(message.includes(server.url), `whole addresses: ${message}`);
    });
  });
}

test('a worker that is not there is no error: the page does its work', async () => {
  await moved((at) => rmSync(at('worker.js')), async (page) => assert.deepEqual(await tried(page, {}), { found: 1 }));
});

test('a site that lets no blob be a worker gets the analysis in the page, from another site too', async () => {
  const files = await serve({ headers: { 'Access-Control-Allow-Origin': '*' } });
  const host = await serve({ folder: join(dist, 'samples'), headers: { 'Content-Security-Policy': `default-src 'self'; script-src ${files.url} 'wasm-unsafe-eval'; connect-src ${files.url}; worker-src 'self'` } });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${host.url}index.json`);
  const found = await page.evaluate(async (url) => (await (await import(url)).analyze('“It is safe,” said Ada Quill, the engineer.')).attributions.length, `${files.url}engine.js`);
  assert.equal(found, 1);
  assert.equal(page.workers().length, 0);
  await context.close();
});
