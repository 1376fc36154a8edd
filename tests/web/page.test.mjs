// The page on real input: a pasted article gives a summary.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ARTICLE, site } from './harness.mjs';

const on = site();

test('a pasted article gives a summary, under the strict policy and without an error', async () => {
  const { page, problems, close } = await on.open();
  await page.locator('textarea').first().fill(ARTICLE);
  await page.waitForFunction(() => /\d+ (sources?|attributions?)/.test(document.body.innerText));
  assert.deepEqual(problems, []);
  await close();
});
