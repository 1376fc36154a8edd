// What a reader downloads stays within its limits.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { sizes } from '../../scripts/sizes.mjs';
import { built } from './harness.mjs';

test('code, element and model are within their limits', async () => {
  await built();
  const { table, broken } = await sizes();
  console.log(table);
  assert.deepEqual(broken, []);
});
