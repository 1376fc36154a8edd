// What every browser test stands on: the built site, a server for it, a Chromium, and a page that remembers what went wrong.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';

import { chromium } from 'playwright-core';

import { findChromium } from '../../scripts/browsers.mjs';
import { serve as start } from '../../scripts/serve.mjs';
import { dist, filesOf, root, run } from '../../scripts/setup.mjs';

export { dist, root };

/** A server that is gone after the last test of the file, also where a test fails. */
export async function serve(options) {
  const server = await start(options);
  opened.add(server);
  return server;
}
const opened = new Set();
after(() => Promise.all([...opened].map((server) => server.close())));

/** Builds dist/ unless it is newer than everything it is made of. `npm test` has built it already. */
export async function built() {
  if (process.env.ON_RECORD_BUILT) return;
  const time = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = ['src', 'data', 'www', 'scripts'].filter(time).flatMap((folder) => filesOf(join(root, folder)).map((path) => join(folder, path)));
  const newest = Math.max(...[...sources, 'Cargo.toml', 'Cargo.lock', 'package.json'].map(time));
  if (time('dist/sw.js') < newest) await run(process.execPath, ['scripts/build.mjs']);
}

/** Starts a Chromium. */
export async function launch(options = {}) {
  return chromium.launch({
    executablePath: await findChromium(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    ...options,
  });
}

/**
 * For a file of browser tests: a server and a browser before the first test, gone after the last.
 * @returns {{ server: Awaited<ReturnType<typeof serve>>, browser: import('playwright-core').Browser, open: typeof open }}
 */
export function site(options = {}) {
  const held = { open: (path = '', context = {}) => open(held, path, context) };
  before(async () => {
    await built();
    held.server = await serve(options);
    held.browser = await launch();
  });
  after(async () => {
    await held.browser?.close();
  });
  return held;
}

/** Opens a page in a context of its own. `problems`: console errors, uncaught errors and failed requests so far. */
async function open(held, path, contextOptions) {
  const context = await held.browser.newContext(contextOptions);
  const page = await context.newPage();
  const problems = watch(page);
  await page.goto(new URL(path, held.server.url).href);
  return { page, context, problems, close: () => context.close() };
}

/** Notes everything that goes wrong in a page. */
export function watch(page) {
  const problems = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  page.on('requestfailed', (request) => problems.push(`failed: ${request.url()}`));
  return problems;
}

/** A short article with one named and one unnamed source, written for these tests. */
export const ARTICLE = `Harbour board delays vote on new crane

By Tilda Marsh

The harbour board of Port Ensley put off a vote on a second crane on Tuesday.

"We need another month to read the noise report," said Oren Vasquez, the board's chairman. He added that the board still supported the plan.

A senior port official, who spoke on condition of anonymity because she was not authorised to talk to reporters, said the delay would cost jobs.

Residents of Quay Street rejected the plan. "Nobody here wants it," said Mira Doyle, who has lived there for 20 years.
`;

/** Waits until the page shows a summary and returns its words. */
export async function summary(page) {
  const shown = await page.waitForFunction(() => /\d+ (sources?|attributions?)[^\n]*/.exec(document.body.innerText)?.[0]);
  return shown.jsonValue();
}
