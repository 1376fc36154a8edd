// The page with the network gone, and a new version that says so and waits.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

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
  // The engine that the page warms up is still on its way: a reload would break that off.
  await page.locator('textarea').first().fill(ARTICLE);
  await summary(page);
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

  const offer = page.getByRole('button', { name: 'Reload' });
  assert.match(await offer.locator('..').innerText(), /new version/);
  await Promise.all([page.waitForEvent('load'), offer.click()]);
  await until(page, 'active', 'activated');
  assert.match(await page.title(), /next/);
  assert.notEqual((await version())[0], old);
  assert.equal((await version()).length, 1, 'nothing of the old version is left');
  await context.close();
  rmSync(folder, { recursive: true });
});

test('a new version that cannot be fetched whole leaves the old one in charge', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'on-record-'));
  cpSync(dist, folder, { recursive: true });
  const server = await serve({ folder });
  const { context, page } = await loadedOnce(server);
  const worker = join(folder, 'sw.js');
  writeFileSync(worker, readFileSync(worker, 'utf8').replace(/const VERSION ?= ?['"][^'"]*['"]/, "const VERSION = 'broken'"));
  rmSync(join(folder, 'page.css'));
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const next = await new Promise((resolve) => {
      registration.addEventListener('updatefound', () => resolve(registration.installing));
      registration.update().catch(() => {});
    });
    while (next.state !== 'redundant') await new Promise((resolve) => setTimeout(resolve, 50));
  });
  assert.ok(!(await page.evaluate(() => caches.keys())).includes('on-record-broken'), 'nothing of it is kept');
  await server.close();
  await page.reload();
  await page.locator('textarea').first().fill(ARTICLE);
  assert.match(await summary(page), /\d/);
  await context.close();
  rmSync(folder, { recursive: true });
});

/** Opens the page in a browser that keeps nothing, in one way or another. */
async function refused(how) {
  const server = await serve();
  const context = await browser.newContext();
  const page = await context.newPage();
  await how(page, server);
  await page.goto(server.url);
  await page.getByText('does not keep the page').waitFor();
  await page.locator('textarea').first().fill(ARTICLE);
  assert.match(await summary(page), /\d/, 'everything else works');
  await context.close();
}

test('storage that is full is said and changes nothing else', { timeout: 60_000 }, () =>
  refused(async (page, server) => {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(server.url).origin, quotaSize: 50_000 });
  }));

test('storage that is switched off is said and changes nothing else', { timeout: 60_000 }, () =>
  refused((page) =>
    page.addInitScript(() => {
      const no = () => Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'));
      navigator.serviceWorker.register = no;
      Object.defineProperty(globalThis, 'caches', { get: () => ({ open: no, keys: no }) });
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(globalThis, name, { get: () => { throw new DOMException('The operation is insecure.', 'SecurityError'); } });
    }),
  ));

test('a page from disk has nothing to keep and says nothing', { timeout: 60_000 }, async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(dist, 'on-record.html')).href);
  await page.locator('textarea').first().fill(ARTICLE);
  assert.match(await summary(page), /\d/);
  assert.equal(await page.getByText('does not keep the page').count(), 0);
  await context.close();
});

test('the page can be installed, and its manifest takes texts and files', { timeout: 60_000 }, async () => {
  const server = await serve();
  const { context, page } = await loadedOnce(server);
  const devtools = await context.newCDPSession(page);
  const { errors, data } = await devtools.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // A private window, as every context of a test is, installs nothing.
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito'), []);
  const manifest = JSON.parse(data);
  for (const { src, sizes } of manifest.icons) {
    const answer = await fetch(new URL(src, server.url));
    assert.ok(answer.ok, `${src} is there`);
    if (!src.endsWith('.png')) continue;
    const bytes = Buffer.from(await answer.arrayBuffer());
    assert.equal(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, sizes, src);
  }
  assert.equal(manifest.share_target.method, 'POST', 'by POST, so that the text is in no address');
  assert.ok(manifest.file_handlers[0].accept['text/plain'].includes('.txt'));
  await context.close();
});

test('a file that the system opens with the installed page is read', { timeout: 60_000 }, async () => {
  const server = await serve();
  const context = await browser.newContext();
  const page = await context.newPage();
  // Only an installed page has a launch queue with something in it: this one stands in for it.
  await page.addInitScript((text) => {
    const file = new File([text], 'article.txt', { type: 'text/plain' });
    Object.defineProperty(globalThis, 'launchQueue', { value: { setConsumer: (take) => take({ files: [{ getFile: async () => file }] }) } });
  }, ARTICLE);
  await page.goto(server.url);
  assert.match(await summary(page), /\d/);
  await context.close();
});

test('a text behind #text= is read, sent to nobody and taken out of the address', { timeout: 60_000 }, async () => {
  const server = await serve();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.url}#text=${encodeURIComponent(ARTICLE)}`);
  assert.match(await summary(page), /\d/);
  assert.doesNotMatch(page.url(), /text=/);
  await page.goto(`${server.url}?#text=%E0%A4%A`);
  await page.locator('body[data-ready]').waitFor();
  assert.equal(await page.locator('textarea').first().inputValue(), '', 'what cannot be read is nothing');
  await context.close();
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
  // As a share sheet does it: a form is posted, and the page that answers shows the text's sources.
  await page.evaluate((text) => {
    const form = document.createElement('form');
    Object.assign(form, { action: './share', method: 'post', enctype: 'multipart/form-data' });
    const field = Object.assign(document.createElement('textarea'), { name: 'text', value: text });
    form.append(field);
    document.body.append(form);
    form.submit();
  }, ARTICLE);
  assert.match(await summary(page), /\d/);
  assert.ok(!server.requests.slice(before).includes('/share'));
  await context.close();
});
