// The shell (page, element, worker client) over a stand-in for the engine: quick, and slow, broken or huge on request.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';

import { launch, root, serve, watch } from './harness.mjs';

const known = `
import { known } from './base.js';
import { waterTalks } from './water-talks.js';
known.set('Envoys edge', waterTalks);
export * from './base.js';
export { default } from './base.js';
`;

/** www/ with the stand-in as its engine, in a folder of its own. */
export function shellFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'on-record-shell-'));
  cpSync(join(root, 'www'), folder, { recursive: true });
  cpSync(join(root, 'tests/web/stub/on_record.js'), join(folder, 'pkg/base.js'), { recursive: true });
  cpSync(join(root, 'tests/web/stub/water-talks.js'), join(folder, 'pkg/water-talks.js'));
  // The hand-made report imports its helpers under the name they have here.
  writeFileSync(join(folder, 'pkg/on_record.js'), known);
  return folder;
}

/**
 * For a file of tests: the shell served, and a browser. `open(html)` serves a host page of one's own at /host.html.
 * @param {{ headers?: Record<string, string> }} [options]
 */
export function shell(options = {}) {
  const held = { folder: '', server: null, browser: null, page: (path = '', context = {}) => open(held, path, context), host: (html, context = {}, head = '') => host(held, html, context, head) };
  before(async () => {
    held.folder = shellFolder();
    held.server = await serve({ folder: held.folder, ...options });
    held.browser = await launch();
  });
  after(async () => {
    await held.browser?.close();
    await held.server?.close();
    if (held.folder) rmSync(held.folder, { recursive: true, force: true });
  });
  return held;
}

async function open(held, path, contextOptions) {
  const context = await held.browser.newContext({ reducedMotion: 'reduce', ...contextOptions });
  const page = await context.newPage();
  const problems = watch(page);
  await page.goto(new URL(path, held.server.url).href);
  return { page, context, problems, close: () => context.close() };
}

/** A host page. */
async function host(held, html, contextOptions, head) {
  const name = `host-${Math.random().toString(36).slice(2)}.html`;
  writeFileSync(join(held.folder, name), `<!doctype html><html lang="en"><head><meta charset="utf-8">${head}<title>Host</title><link rel="icon" href="icons/icon.svg"></head><body>${html}</body></html>`);
  return open(held, name, contextOptions);
}

/** A page's article that the stand-in finds two things in. */
export const HOST_ARTICLE = `<article><h1>Lift closed</h1><p>The lift will <em>stay</em> closed, Ada Quill said. It broke on Monday.</p><nav>Menu, Bo Bell said.</nav><p hidden>Hidden things, Cy Cole said.</p><p>“We are<br>sorry,” Dee Drum said.</p></article>`;
