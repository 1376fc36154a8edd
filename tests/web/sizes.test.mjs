// What a reader downloads stays within its limits, and the README says how much it is.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { sizes } from '../../scripts/sizes.mjs';
import { built, root } from './harness.mjs';

test('code, element and model are within their limits', async () => {
  await built();
  const { table, broken } = await sizes();
  console.log(table);
  assert.deepEqual(broken, []);
});

test('the README has the table that the build prints, to within a tenth', async () => {
  await built();
  const readme = rowsOf(readFileSync(join(root, 'README.md'), 'utf8'));
  for (const [name, , packed, limit] of (await sizes()).rows) {
    const [, said, most] = readme.get(name) ?? assert.fail(`README.md has no row “${name}”: put in the table of \`npm run build\``);
    assert.ok(Math.abs(Number(said) * 1000 - packed) <= packed / 10, `README.md says ${said} KB for “${name}”, it is ${packed} bytes`);
    assert.equal(most, limit ? (limit / 1000).toFixed(1) : '', `limit of “${name}” in README.md`);
  }
});

/** Rows of Markdown tables: their first cell, and the cells after it. */
function rowsOf(markdown) {
  const cells = markdown.split('\n').filter((line) => line.startsWith('| ')).map((line) => line.slice(1, -1).split('|').map((cell) => cell.trim()));
  return new Map(cells.map(([name, ...rest]) => [name, rest]));
}
