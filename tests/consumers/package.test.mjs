// The package as somebody installs it: packed, unpacked elsewhere, every export path resolved, used from Node, TypeScript and
// a bundler.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { build as esbuild } from 'esbuild';

import { ARTICLE, built, root } from '../web/harness.mjs';

let folder;
let home;
before(async () => {
  await built();
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
after(() => folder && rmSync(folder, { recursive: true, force: true }));

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

test('TypeScript knows the report', () => {
  writeFileSync(join(folder, 'use.ts'), `import { analyze } from 'on-record';\nconst report = await analyze('Ann said no.');\nconst name: string | null = report.sources[0].name;\n// @ts-expect-error there is no such status\nconst wrong: 'liar' = report.sources[0].status;\nconsole.log(name, wrong);\n`);
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--types', '', '--target', 'es2022', '--module', 'esnext', '--moduleResolution', 'bundler', '--lib', 'es2024,dom', 'use.ts'];
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...options], { cwd: folder, encoding: 'utf8' });
});

test('a bundler takes the one-file form', async () => {
  writeFileSync(join(folder, 'bundle.js'), `import { analyze } from 'on-record/inline';\nconsole.log(typeof analyze);\n`);
  const { outputFiles } = await esbuild({ entryPoints: [join(folder, 'bundle.js')], bundle: true, write: false, format: 'esm', logLevel: 'silent' });
  assert.ok(outputFiles[0].contents.length > 1_000_000);
});
