// The page on real input: a pasted article gives a summary.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ARTICLE, site, summary } from './harness.mjs';

const on = site();

test('a pasted article gives a summary, under the strict policy and without an error', { timeout: 60_000 }, async () => {
  const { page, problems, close } = await on.open();
  await page.locator('textarea').first().fill(ARTICLE);
  assert.match(await summary(page), /\d/);
  assert.deepEqual(problems, []);
  await close();
});
