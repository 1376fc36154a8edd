// docs/ELEMENT.md, custom-elements.json and the code say the same, name by name.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';

import { built, dist, root } from './harness.mjs';

const read = (path) => readFileSync(join(root, path), 'utf8');
const sorted = (names) => [...new Set(names)].sort();
const named = (list) => sorted(list.map(({ name }) => name));

/** @type {any} */
let element;
/** @type {any} */
let manifest;
before(async () => {
  await built();
  manifest = JSON.parse(readFileSync(join(dist, 'custom-elements.json'), 'utf8'));
  element = manifest.modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === 'on-record');
});

/** The names in the first column of the tables below a heading of the manual. */
function documented(heading) {
  const [, section] = new RegExp(`^## ${heading}\\n([^]*?)(?=^## |$(?![^]))`, 'm').exec(read('docs/ELEMENT.md')) ?? assert.fail(`no section “${heading}”`);
  return sorted([...section.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name));
}

const code = () => read('www/element.js');
const found = (text, pattern) => sorted([...text.matchAll(pattern)].map(([, name]) => name));

/** The names that the code itself has. */
const inCode = {
  attributes: () => found(/observedAttributes = \[([^\]]*)\]/.exec(code())[1], /'([\w-]+)'/g),
  events: () => found(code(), /#emit\('(\w+)'/g).map((name) => `on-record-${name}`),
  slots: () => found(code(), /el\('slot', \{ name: '(\w+)'/g),
  parts: () => sorted([...found(code(), /part: '(\w+)'/g), ...found(/viewNames = \[([^\]]*)\]/.exec(read('www/view/views.js'))[1], /'(\w+)'/g)]),
  variables: () => found(code() + read('www/view/styles.js'), /var\((--on-record-[\w-]+)/g),
};

for (const [what, key, heading] of [
  ['attributes', 'attributes', 'Attributes'],
  ['events', 'events', 'Events'],
  ['slots', 'slots', 'Slots'],
  ['parts', 'cssParts', 'Parts'],
  ['variables', 'cssProperties', 'Variables'],
]) {
  test(`${what}: the code, the manifest and the manual name the same`, () => {
    const names = inCode[what]();
    assert.ok(names.length > 0);
    assert.deepEqual(named(element[key]), names, 'custom-elements.json');
    const errors = ['target', 'load', 'csp', 'model', 'too_long', 'trap'];
    assert.deepEqual(documented(heading).filter((name) => what !== 'events' || !errors.includes(name)), names, 'docs/ELEMENT.md');
    for (const { name, description } of element[key]) assert.ok(description, `${name} has no description`);
  });
}

test('properties and methods: the manifest and the manual name the same', () => {
  assert.deepEqual(documented('Properties and methods'), named(element.members));
});

test('the codes of errors: the manual has those that the code and the engine give an element', () => {
  const thrown = found(['element', 'core', 'engine'].map((name) => read(`www/${name}.js`)).join('\n'), /OnRecordError\('(\w+)'/g);
  const engine = found(read('src/wasm.rs') + read('src/error.rs'), /"(too_long|model)"/g);
  const codes = sorted([...thrown, ...engine, ...(/'trap'/.test(read('www/core.js')) ? ['trap'] : [])]).filter((name) => name !== 'cancelled');
  assert.deepEqual(documented('Events').filter((name) => !name.startsWith('on-record-')), codes);
});

test('the manifest names files that the package has, and the tag', () => {
  for (const { path } of manifest.modules) assert.ok(existsSync(join(root, path)), path);
  assert.equal(element.tagName, 'on-record');
  const defined = manifest.modules.flatMap(({ exports }) => exports).find(({ kind }) => kind === 'custom-element-definition');
  assert.equal(defined.declaration.module, 'dist/element.js');
  assert.ok(element.members.every(({ name }) => !name.startsWith('#')));
});
