// The one file: works from the disk, asks for nothing.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { ARTICLE, built, dist, launch, summary, watch } from './harness.mjs';

let browser;
before(async () => {
  await built();
  browser = await launch();
});
after(() => browser?.close());

test('one HTML file works from the disk and makes no request', { timeout: 60_000 }, async () => {
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  const problems = watch(page);
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  const file = pathToFileURL(join(dist, 'on-record.html')).href;
  await page.goto(file);
  await page.locator('textarea').first().fill(ARTICLE);
  assert.match(await summary(page), /\d/);
  assert.deepEqual(problems, []);
  const foreign = requests.filter((url) => url !== file && !/^(blob|data):/.test(url));
  assert.deepEqual(foreign, []);
  await context.close();
});
