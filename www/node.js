// The main door in Node and Deno: the same functions, with the engine read from the disk and run in this thread, in slices.

import { readFile } from 'node:fs/promises';

import { configure } from './engine.js';

export * from './engine.js';

const bindings = async () => {
  const module = await import('./pkg/on_record.js');
  const start = async () => module.default({ module_or_path: await readFile(new URL('./pkg/on_record_bg.wasm', import.meta.url)) });
  return /** @type {import('./core.js').Bindings} */ ({ ...module, default: start });
};

configure({ workerUrl: null, bindings });
