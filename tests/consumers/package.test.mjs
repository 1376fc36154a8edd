// The package as somebody installs it: packed, unpacked elsewhere, every export path resolved, used from Node, TypeScript and
// a bundler, in sites of React, Vue and Svelte.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { build as esbuild } from 'esbuild';

import { settings, svelte, vue } from '../../scripts/frameworks.mjs';
import { ARTICLE, built, launch, root, serve } from '../web/harness.mjs';

let folder;
let home;
let browser;
before(async () => {
  await built();
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), 'on-record-consumer-'));
  const npm = process.env.npm_execpath ? [process.execPath, [process.env.npm_execpath]] : ['npm', []];
  const packed = execFileSync(npm[0], [...npm[1], 'pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: root, encoding: 'utf8' });
  const answer = JSON.parse(packed);
  const { filename } = Array.isArray(answer) ? answer[0] : Object.values(answer)[0];
  home = join(folder, 'node_modules/on-record');
  mkdirSync(home, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', home, '--strip-components=1']);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
});
after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const node = (code) => execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: folder, encoding: 'utf8' });

test('every export path leads to a file', () => {
  const { exports } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const paths = (value) => (typeof value === 'string' ? [value] : Object.values(value).flatMap(paths));
  for (const path of Object.values(exports).flatMap(paths)) assert.ok(existsSync(join(home, path)), `${path} is not in the package`);
});

test('Node analyses with one import', () => {
  const out = node(`import { analyze } from 'on-record'; const report = await analyze(${JSON.stringify(ARTICLE)}); console.log(report.attributions.length)`);
  assert.ok(Number(out) > 0);
});

test('the element and its definition can be imported on a server', () => {
  const out = node(`const { OnRecordElement } = await import('on-record/element'); await import('on-record/define'); console.log(typeof OnRecordElement)`);
  assert.equal(out.trim(), 'function');
});

/** Checks a TypeScript file of the consumer. */
function check(code) {
  writeFileSync(join(folder, 'use.ts'), code);
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--types', '', '--target', 'es2022', '--module', 'esnext', '--moduleResolution', 'bundler', '--lib', 'es2024,dom', 'use.ts'];
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...options], { cwd: folder, encoding: 'utf8' });
  assert.equal(status, 0, stdout);
}

test('TypeScript knows the report', () => {
  check(`import { analyze } from 'on-record';\nconst report = await analyze('Ann said no.');\nconst name: string | null = report.sources[0].name;\n// @ts-expect-error there is no such status\nconst wrong: 'liar' = report.sources[0].status;\nconsole.log(name, wrong);\n`);
});

test('TypeScript knows the element and its events', () => {
  check(`import 'on-record/define';
import { OnRecordElement } from 'on-record/element';
const element = document.querySelector('on-record');
const same: OnRecordElement | null = element;
element?.addEventListener('on-record-select', ({ detail }) => console.log(detail.id, detail.source?.name));
const made = document.createElement('on-record');
made.text = 'Ann said no.';
made.report = null;
made.select(null);
void made.analyze().then((report) => report?.summary.headline);
// @ts-expect-error there is no such property
made.score;
console.log(same);
`);
});

test('a bundler takes the one-file form', async () => {
  writeFileSync(join(folder, 'bundle.js'), `import { analyze } from 'on-record/inline';\nconsole.log(typeof analyze);\n`);
  const { outputFiles } = await esbuild({ entryPoints: [join(folder, 'bundle.js')], bundle: true, write: false, format: 'esm', logLevel: 'silent' });
  assert.ok(outputFiles[0].contents.length > 1_000_000);
});

/** Bundles an entry of the consumer, as a site would, beside one asset: the engine. */
async function published(name, entry) {
  const out = join(folder, name);
  writeFileSync(join(folder, `${name}.js`), entry);
  const frameworks = [join(root, 'node_modules')];
  await esbuild({ ...settings, entryPoints: { main: join(folder, `${name}.js`) }, outdir: out, splitting: true, nodePaths: frameworks, plugins: [vue, svelte] });
  cpSync(join(home, 'dist/pkg/on_record_bg.wasm'), join(out, 'on_record_bg.wasm'));
  return out;
}

/** What a published site shows, and what it asked its server for. */
async function visited(out, body, work) {
  writeFileSync(join(out, 'index.html'), `<!doctype html><html lang="en"><meta charset="utf-8"><title>Site</title><link rel="icon" href="data:,">${body}<script type="module" src="main.js"></script>`);
  const server = await serve({ folder: out });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(server.url);
  await work(page, server);
  await context.close();
  await server.close();
}

test('a site made by a bundler has the element and the analysis with one asset and one option', async () => {
  const gallery = readFileSync(join(root, 'dist/examples/index.html'), 'utf8');
  const [, snippet] = /<section id="npm">[^]*?<pre><code>import ([^]*?)<\/code>/.exec(gallery);
  const out = await published('plain', `import { configure } from 'on-record';\nconfigure({ wasmUrl: '/on_record_bg.wasm', workerUrl: null });\nimport ${snippet.replaceAll('&lt;', '<')}`);
  await visited(out, '<on-record>“It is safe,” said Ada Quill, the engineer.</on-record>', async (page, server) => {
    await page.waitForFunction(() => document.title === 'Ada Quill');
    await page.waitForFunction(() => document.querySelector('on-record').shadowRoot.querySelector('.views'));
    const scripts = new Set(readdirSync(out));
    assert.deepEqual(server.requests.filter((path) => path !== '/' && !scripts.has(path.slice(1))), [], 'nothing else is asked for');
  });
});

for (const [name, file, entry] of [
  ['react', 'Sources.jsx', `import { createElement } from 'react';\nimport { createRoot } from 'react-dom/client';\nimport { Sources } from './Sources.jsx';\ncreateRoot(document.getElementById('app')).render(createElement(Sources, { text: TEXT, onSelect: ({ source }) => (document.title = source.name) }));`],
  ['vue', 'Sources.vue', `import { createApp } from 'vue';\nimport Sources from './Sources.vue';\ncreateApp(Sources, { text: TEXT, onSelect: ({ source }) => (document.title = source.name) }).mount('#app');`],
  ['svelte', 'Sources.svelte', `import { mount } from 'svelte';\nimport Sources from './Sources.svelte';\nmount(Sources, { target: document.getElementById('app'), props: { text: TEXT, onselect: ({ source }) => (document.title = source.name) } });`],
]) {
  test(`the gallery’s component of ${name} works in a site made from the package`, async () => {
    cpSync(join(root, 'www/examples', name, file), join(folder, file));
    const out = await published(name, `import { configure } from 'on-record';\n${entry.replace('TEXT', JSON.stringify('“It is safe,” said Ada Quill, the engineer.'))}\nconfigure({ wasmUrl: '/on_record_bg.wasm', workerUrl: null });\n`);
    await visited(out, '<div id="app"></div>', async (page) => {
      await page.waitForFunction(() => document.querySelector('on-record')?.report);
      await page.waitForFunction(() => document.querySelector('on-record').shadowRoot.querySelector('.views'));
      await page.evaluate(() => {
        const element = document.querySelector('on-record');
        element.select(element.report.attributions[0].id);
      });
      await page.waitForFunction(() => document.title === 'Ada Quill');
    });
  });
}
