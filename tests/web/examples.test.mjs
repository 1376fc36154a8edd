// The gallery of ways to embed, on the built site with the real engine; and a site whose policy forbids WebAssembly.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { root, site } from './harness.mjs';

const on = site();

/** Until an element shows its views. */
const shown = (page) => page.waitForFunction(() => document.querySelector('on-record')?.shadowRoot?.querySelector('.views'));
const words = (page) => page.evaluate(() => document.querySelector('on-record').shadowRoot.textContent);

for (const [name, seen] of [
  ['article', /Ines Okafor/],
  ['text', /Ines Okafor/],
  ['report', /Tom Aldous/],
]) {
  test(`example "${name}" shows its sources, under the strict policy`, async () => {
    const { page, problems, close } = await on.open(`examples/${name}.html`);
    await shown(page);
    assert.match(await words(page), seen);
    assert.deepEqual(problems, []);
    await close();
  });
}

test('example "report" loads no engine and marks the article', async () => {
  const from = on.server.requests.length;
  const { page, close } = await on.open('examples/report.html');
  await shown(page);
  assert.ok(!on.server.requests.slice(from).some((path) => /pkg|worker/.test(path)));
  assert.ok(await page.evaluate(() => [...CSS.highlights.values()].some((ranges) => ranges.size > 0)));
  await close();
});

test('example "frame" shows the page', async () => {
  const { page, close } = await on.open('examples/frame.html');
  await page.frameLocator('iframe').locator('.card').first().waitFor();
  await close();
});

test('every example of the gallery is linked and there', async () => {
  const gallery = readFileSync(join(root, 'www/examples/index.html'), 'utf8');
  for (const [, link] of gallery.matchAll(/href="([a-z]+\.html)"/g)) assert.ok(readFileSync(join(root, 'www/examples', link)));
});

test('where a policy forbids WebAssembly, the error has the line to add', async () => {
  const { serve } = await import('../../scripts/serve.mjs');
  const strict = await serve({ headers: { 'Content-Security-Policy': "default-src 'self'; script-src 'self'" } });
  const context = await on.browser.newContext();
  const page = await context.newPage();
  await page.goto(`${strict.url}examples/article.html`);
  await page.waitForFunction(() => document.querySelector('on-record')?.shadowRoot?.querySelector('[role="alert"]'));
  assert.match(await words(page), /script-src 'self' 'wasm-unsafe-eval'/);
  await context.close();
  await strict.close();
});
