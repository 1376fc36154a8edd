// The page with the network gone, and a new version that says so and waits.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { ARTICLE, built, dist, launch, serve, summary, watch } from './harness.mjs';

let browser;
before(async () => {
  await built();
  browser = await launch();
});
after(() => browser?.close());

/** A page that has loaded once and whose worker is in charge. */
async function loadedOnce(server) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const problems = watch(page);
  await page.goto(server.url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  return { context, page, problems };
}

/** Waits until one of the registration's workers is in a state. */
async function until(page, place, state) {
  for (let tries = 0; ; tries += 1) {
    const now = await page.evaluate(async (name) => (await navigator.serviceWorker.getRegistration())[name]?.state, place).catch(() => null);
    if (now === state) return;
    assert.ok(tries < 200, `the ${place} worker is ${now}, not ${state}`);
    await page.waitForTimeout(100);
  }
}

test('after the first load the page works with the server gone', { timeout: 60_000 }, async () => {
  const server = await serve();
  const { context, page, problems } = await loadedOnce(server);
  await server.close();
  await page.reload();
  await page.locator('textarea').first().fill(ARTICLE);
  assert.match(await summary(page), /\d/);
  assert.deepEqual(problems, []);
  await context.close();
});

test('a new version says so, waits, and replaces the old one whole when it is let in', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'on-record-'));
  cpSync(dist, folder, { recursive: true });
  const server = await serve({ folder });
  const { context, page } = await loadedOnce(server);
  const version = () => page.evaluate(() => caches.keys().then((names) => names.filter((name) => name !== 'on-record-shared')));
  const [old] = await version();

  const page2 = join(folder, 'index.html');
  writeFileSync(page2, readFileSync(page2, 'utf8').replace('</title>', ' (next)</title>'));
  const worker = join(folder, 'sw.js');
  writeFileSync(worker, readFileSync(worker, 'utf8').replace(/const VERSION ?= ?['"][^'"]*['"]/, "const VERSION = 'next'"));
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await until(page, 'waiting', 'installed');
  const second = await context.newPage();
  await second.goto(server.url);
  assert.doesNotMatch(await second.title(), /next/, 'the old version stays in charge');
  await second.close();

  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).waiting.postMessage('let the new version in'));
  await until(page, 'waiting', undefined);
  await until(page, 'active', 'activated');
  await page.reload();
  assert.match(await page.title(), /next/);
  assert.notEqual((await version())[0], old);
  assert.equal((await version()).length, 1, 'nothing of the old version is left');
  await context.close();
  rmSync(folder, { recursive: true });
});

test('a text shared by another app reaches the page and no server', { timeout: 60_000 }, async () => {
  const server = await serve();
  const { context, page } = await loadedOnce(server);
  const before = server.requests.length;
  const shared = await page.evaluate(async (text) => {
    const form = new FormData();
    form.set('title', 'A headline');
    form.set('text', text);
    const answer = await fetch('./share', { method: 'POST', body: form });
    const { sharedText } = await import('./offline.js');
    return { redirected: answer.redirected || answer.ok, first: await sharedText(), second: await sharedText() };
  }, 'Words of an article.');
  assert.deepEqual(shared, { redirected: true, first: 'A headline\n\nWords of an article.', second: null });
  assert.ok(!server.requests.slice(before).includes('/share'), 'the text must not leave the browser');
  await context.close();
});
