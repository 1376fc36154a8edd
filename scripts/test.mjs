// `npm test`: sets up, builds, and checks everything. A failing check does not hide the ones after it.
//
//   npm test                  everything
//   npm test -- rust web      only the named parts: format, lint, rust, types, web
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { FEATURES, Stop, cargo, main, root, run, setup, step, tool } from './setup.mjs';

const asked = process.argv.slice(2);
const failed = [];

/** One part of the tests. */
async function part(name, title, work) {
  if (asked.length > 0 && !asked.includes(name)) return;
  try {
    await step(title, work);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(`✗ ${title}: ${error.message}`);
    failed.push(title);
  }
}

await main(async () => {
  await setup();
  const { build } = await import('./build.mjs');
  await build();
  await part('format', 'formatting', () => cargo('fmt', '--check'));
  await part('lint', 'lints, on this machine', () => cargo('clippy', '--quiet', '--all-targets', '--features', FEATURES, '--', '-D', 'warnings'));
  await part('lint', 'lints, for WebAssembly', () => cargo('clippy', '--quiet', '--lib', '--target', 'wasm32-unknown-unknown', '--', '-D', 'warnings'));
  await part('types', 'types of the JavaScript', () => tool('typescript/bin/tsc', ['-p', 'tsconfig.json']));
  await part('rust', 'Rust tests', () => cargo('test', '--no-fail-fast', '--features', FEATURES));
  await part('web', 'browser, package and size tests', async () => {
    const { findBrowsers } = await import('./browsers.mjs');
    const env = { ...process.env, ...(await findBrowsers()), ON_RECORD_BUILT: '1' };
    // One file at a time: each starts a browser of its own, and timings are taken.
    await run(process.execPath, ['--test', '--test-reporter=spec', '--test-concurrency=1', ...testFiles()], { env });
  });
  if (failed.length > 0) throw new Stop(`failed: ${failed.join('; ')}`);
});

function testFiles() {
  return ['tests/web', 'tests/consumers'].filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.test.mjs'))
      .sort()
      .map((name) => join(folder, name)),
  );
}
