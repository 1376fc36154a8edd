// What must hold in every browser, in the real ones: the element, the page, the network gone, the one file.
// A browser that is not here is skipped and said; Chromium must be here (harness.mjs).
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { PATIENCE, browsers } from './drivers/index.mjs';
import { ARTICLE, built, dist, serve } from './harness.mjs';

/** The policy that the element must live under, as a strict site sends it. */
const STRICT = "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; require-trusted-types-for 'script'";

before(built);

for (const { title, skip, start } of await browsers()) {
  describe(title, { skip, timeout: 12 * PATIENCE }, () => {
    let browser;
    before(async () => {
      browser = await start();
    });
    after(() => browser?.close());

    /** Runs a test in a page of its own, on a server of its own: another origin has nothing kept from other tests. */
    const on = (name, options, work) =>
      test(name, async () => {
        const server = await serve(options);
        const page = await browser.open();
        try {
          await work(page, server);
        } finally {
          await page.close();
          await server.close();
        }
      });

    on('the element reads an article of a strict site, shows its sources and marks or lists their words', { headers: { 'Content-Security-Policy': STRICT } }, async (page, server) => {
      await page.goto(`${server.url}examples/article.html`);
      await page.until(shown);
      const seen = await page.run(() => {
        const { shadowRoot, report } = document.querySelector('on-record');
        const marked = [...(CSS.highlights?.values() ?? [])].flatMap((ranges) => [...ranges]).map(String);
        return { words: shadowRoot.textContent, found: report.attributions.length, marked, listed: shadowRoot.querySelectorAll('[part~="passages"] li').length, can: Boolean(CSS.highlights) };
      });
      assert.match(seen.words, /Ines Okafor/);
      assert.ok(seen.found >= 3, `${seen.found} findings`);
      if (seen.can) assert.ok(seen.marked.some((words) => words.includes('silent tower')), `marked: ${seen.marked.join(' | ')}`);
      else assert.equal(seen.listed, seen.found);
      if (seen.can) assert.match(await page.run(pressed, 'silent tower'), /Okafor/);
      assert.deepEqual(page.problems, []);
    });

    on('where a policy forbids WebAssembly, the error has the line to add', { headers: { 'Content-Security-Policy': "script-src 'self'; style-src 'self'" } }, async (page, server) => {
      await page.goto(`${server.url}examples/article.html`);
      await page.until(() => Boolean(document.querySelector('on-record')?.shadowRoot?.querySelector('[role="alert"]')));
      assert.match(await page.run(words), /script-src 'self' 'wasm-unsafe-eval'/);
    });

    on('a report made before is shown without the engine', {}, async (page, server) => {
      await page.goto(`${server.url}examples/report.html`);
      await page.until(shown);
      assert.match(await page.run(words), /Tom Aldous/);
      assert.deepEqual(server.requests.filter((path) => /pkg|worker/.test(path)), []);
      assert.deepEqual(page.problems, []);
    });

    on('a site of another origin needs one script tag', { headers: { 'Access-Control-Allow-Origin': '*' } }, async (page, server) => {
      const host = await serve({ folder: join(dist, 'examples'), headers: { 'Content-Security-Policy': `script-src ${server.url} 'wasm-unsafe-eval'; worker-src blob: ${server.url}` } });
      await page.goto(`${host.url}text.html`);
      await page.run(addScript, `${server.url}define.js`);
      await page.until(shown);
      assert.match(await page.run(words), /Ines Okafor/);
      assert.ok(server.requests.some((path) => path.endsWith('/worker.js')), 'the worker started, through a blob');
      await host.close();
    });

    on('where no worker may start, the page does its work', { headers: { 'Content-Security-Policy': "script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'" } }, async (page, server) => {
      await page.goto(`${server.url}examples/text.html`);
      await page.until(shown);
      assert.match(await page.run(words), /Ines Okafor/);
    });

    on('with relaxed SIMD and without it the report is the same', {}, async (page, server) => {
      await page.goto(`${server.url}examples/text.html`);
      const { linked, fast, plain } = await page.run(readTwice, `${server.url}pkg/on_record.js`, ARTICLE);
      // The others may not know it yet.
      if (title === 'Chromium') assert.equal(linked, 1, 'the module was made');
      assert.ok(JSON.parse(plain).attributions.length >= 3);
      assert.equal(fast, plain);
      assert.deepEqual(page.problems, []);
    });

    on('the page shows a pasted article’s sources, asks for nothing after loading, and works with the server gone', {}, async (page, server) => {
      await page.goto(server.url);
      await page.until(() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null));
      await page.until(() => 'ready' in document.body.dataset);
      const loaded = server.requests.length;
      await page.run(paste, ARTICLE);
      assert.match(await page.until(summary), /\d/);
      assert.deepEqual(server.requests.slice(loaded), [], 'no request after load');
      await server.close();
      await page.reload();
      await page.until(() => 'ready' in document.body.dataset);
      await page.run(paste, ARTICLE);
      assert.match(await page.until(summary), /\d/);
      assert.deepEqual(page.problems, []);
    });

    test('a new version says so, waits, and is let in by a press', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'on-record-'));
      cpSync(dist, folder, { recursive: true });
      const server = await serve({ folder });
      const page = await browser.open();
      try {
        await page.goto(server.url);
        await page.until(() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null));
        await page.until(() => 'ready' in document.body.dataset);
        const change = (path, from, to) => writeFileSync(join(folder, path), readFileSync(join(folder, path), 'utf8').replace(from, to));
        change('index.html', '</title>', ' (next)</title>');
        change('sw.js', /const VERSION ?= ?['"][^'"]*['"]/, "const VERSION = 'next'");
        await page.run(() => void navigator.serviceWorker.getRegistration().then((registration) => registration.update()));
        await page.until(() => document.querySelector('#toast button') !== null);
        await page.reload();
        assert.doesNotMatch(await page.run(() => document.title), /next/, 'the old version stays in charge');
        await page.until(() => document.querySelector('#toast button') !== null);
        await page.run(() => void setTimeout(() => document.querySelector('#toast button').click()));
        await page.until(() => document.title.includes('next'));
      } finally {
        await page.close();
        await server.close();
        rmSync(folder, { recursive: true, force: true });
      }
    });

    on('one HTML file works from the disk', {}, async (page, server) => {
      await page.goto(pathToFileURL(join(dist, 'on-record.html')).href);
      await page.until(() => document.querySelector('#tools')?.childElementCount > 0);
      await page.run(paste, ARTICLE);
      assert.match(await page.until(summary), /\d/);
      assert.deepEqual(server.requests, []);
      assert.deepEqual(await page.run(() => performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !/^(blob|data):/.test(name))), []);
      assert.deepEqual(page.problems, []);
    });
  });
}

// Below: run in the page.

/** The report of a text, from an engine that may make the module of relaxed SIMD and from one that may not, and how many were made. */
async function readTwice(url, text) {
  const read = async (url) => {
    const bindings = await import(url);
    await bindings.default();
    const analysis = new bindings.Analysis(text);
    while (!analysis.step(4096).done);
    return JSON.stringify(analysis.finish());
  };
  const { Module } = WebAssembly;
  let linked = 0;
  WebAssembly.Module = class extends Module {
    constructor(bytes) {
      super(bytes);
      linked += 1;
    }
  };
  const fast = await read(url);
  WebAssembly.Module = class {
    constructor() {
      throw new WebAssembly.CompileError('not known');
    }
  };
  const plain = await read(`${url}#again`);
  WebAssembly.Module = Module;
  return { linked, fast, plain };
}

function shown() {
  return Boolean(document.querySelector('on-record')?.shadowRoot?.querySelector('.views'));
}

function words() {
  return document.querySelector('on-record').shadowRoot.textContent;
}

/** Presses on words of the article, and answers whose they are. */
async function pressed(words) {
  const node = [...document.querySelectorAll('article p')].flatMap((one) => [...one.childNodes]).find((one) => one.nodeType === 3 && one.data.includes(words));
  const range = document.createRange();
  range.setStart(node, node.data.indexOf(words));
  range.setEnd(node, node.data.indexOf(words) + words.length);
  node.parentElement.scrollIntoView();
  const { left, top, width, height } = range.getClientRects()[0];
  const chosen = new Promise((resolve) => addEventListener('on-record-select', ({ detail }) => resolve(detail.source?.name ?? 'nobody'), { once: true }));
  node.parentElement.dispatchEvent(new MouseEvent('click', { bubbles: true, clientX: left + width / 2, clientY: top + height / 2 }));
  return Promise.race([chosen, new Promise((resolve) => setTimeout(resolve, 5_000, 'no choice'))]);
}

function summary() {
  return /\d+ (sources?|attributions?)[^\n]*/.exec(document.body.innerText)?.[0];
}

/** Pastes as a reader does: the event first, and what the browser would do where nobody takes it. */
function paste(text) {
  const field = document.querySelector('textarea');
  field.focus();
  const data = new DataTransfer();
  data.setData('text/plain', text);
  const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
  if (!field.dispatchEvent(event)) return;
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

function addScript(src) {
  for (const old of document.querySelectorAll('script')) old.remove();
  document.head.append(Object.assign(document.createElement('script'), { type: 'module', src }));
}
