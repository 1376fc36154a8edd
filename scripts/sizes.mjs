// What a reader downloads, in bytes as they are and after brotli, and the limits that `npm test` holds it to.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

import { build as esbuild } from 'esbuild';

import { dist, filesOf, root } from './setup.mjs';

const KB = 1000;
/**
 * Brotli bytes. The aim for the code is 300 KB; until it is there, the limit is just above what is reached, so that it only shrinks.
 */
export const LIMITS = { code: 320 * KB, element: 15 * KB, model: 700 * KB };

const brotli = (bytes) =>
  bytes.length === 0
    ? 0
    : brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })
        .length;

/** Sizes of dist/: rows of [name, raw, brotli], a Markdown table, and the limits that are broken. */
export async function sizes() {
  const files = filesOf(dist);
  const sum = (paths) => {
    const all = paths.map((path) => readFileSync(join(dist, path)));
    return [all.reduce((total, bytes) => total + bytes.length, 0), all.reduce((total, bytes) => total + brotli(bytes), 0)];
  };
  const wasm = sum(['pkg/on_record_bg.wasm']);
  // What was learned lies inside the wasm as it is, so its share can be taken off.
  const learned = ['data/model.bin', 'data/stance_weights.txt'].map((path) => readFileSync(join(root, path)));
  const modelSizes = [learned.reduce((total, bytes) => total + bytes.length, 0), learned.reduce((total, bytes) => total + brotli(bytes), 0)];
  const code = [wasm[0] - modelSizes[0], wasm[1] - modelSizes[1]];
  // Data too, but no model: part of the code's bytes, and said here only to show how many they are.
  const lists = filesOf(join(root, 'data')).filter((name) => name.endsWith('.txt') && name !== 'stance_weights.txt');
  const words = Buffer.concat(lists.map((name) => readFileSync(join(root, 'data', name))));
  const german = sum(['strings.de.js']);
  const script = sum(pageScripts());
  const style = sum(files.filter((path) => path.endsWith('.css') && !path.startsWith('examples/')));
  const total = [code[0] + script[0] + style[0], code[1] + script[1] + style[1]];
  const element = await elementSize();
  const oneFile = sum(['on-record.html']);

  const rows = [
    ['Engine: WebAssembly without the model', ...code],
    ['of it the word lists of data/', words.length, brotli(words)],
    ['Page: JavaScript, loaded at first or later', ...script],
    ['Page: CSS', ...style],
    ['**Code in all**', ...total, LIMITS.code],
    ['German strings (on demand, not counted above)', ...german],
    ['Model (inside the WebAssembly)', ...modelSizes, LIMITS.model],
    ['Element without the engine (minified)', ...element, LIMITS.element],
    ['One file, `on-record.html`', ...oneFile],
  ];
  const broken = rows.filter(([, , packed, limit]) => limit && packed > limit).map(([name, , packed, limit]) => `${name.replaceAll('*', '')}: ${packed} bytes of brotli, at most ${limit} are allowed`);
  const kb = (bytes) => (bytes / KB).toFixed(1);
  const lines = rows.map(([name, raw, packed, limit]) => `| ${name} | ${kb(raw)} | ${kb(packed)} | ${limit ? kb(limit) : ''} |`);
  const table = ['| What | KB | KB, brotli | at most |', '|---|--:|--:|--:|', ...lines].join('\n');
  return { rows, table, broken };
}

/** The scripts that the page loads, at first or later: what its service worker keeps, and that worker, but no German words. */
function pageScripts() {
  const [, list] = /FILES ?= ?(\[[^\]]*\])/.exec(readFileSync(join(dist, 'sw.js'), 'utf8')) ?? [];
  return ['sw.js', ...JSON.parse(list).filter((path) => path.endsWith('.js') && path !== 'strings.de.js')];
}

/** The element as a site would bundle it, the engine left out. */
async function elementSize() {
  const entry = join(dist, 'define.js');
  const { outputFiles } = await esbuild({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    splitting: true,
    outdir: 'out',
    external: ['./pkg/*'],
    logLevel: 'error',
  });
  // Chunks that load later (another language, the analysis in the page itself) are no part of the first load.
  const first = outputFiles.filter((file) => /define\.js$/.test(file.path) || statically(outputFiles, file));
  return [first.reduce((total, file) => total + file.contents.length, 0), first.reduce((total, file) => total + brotli(file.contents), 0)];
}

/** Whether a chunk is imported by a static import of the entry. */
function statically(outputFiles, chunk) {
  const entry = outputFiles.find((file) => /define\.js$/.test(file.path));
  const name = chunk.path.split(/[\\/]/).pop();
  return new RegExp(`from"[^"]*${name.replaceAll('.', '\\.')}"|import"[^"]*${name.replaceAll('.', '\\.')}"`).test(entry.text);
}
