// What a reader downloads, in bytes as they are and after brotli, and the limits that `npm test` holds it to.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

import { build as esbuild } from 'esbuild';

import { dist, filesOf, root } from './setup.mjs';

const KB = 1000;
/** Brotli bytes. Every byte of the download is in one of the first two: what is written as code, and what is learned or listed as data. */
export const LIMITS = { code: 388 * KB, data: 611 * KB, element: 15 * KB };

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
  // The model and the word lists lie inside the wasm as they are (the lists without their comments), so their share can be taken off.
  const learned = readFileSync(join(root, 'data', 'model.bin'));
  const lists = filesOf(join(root, 'data')).filter((name) => name.endsWith('.txt'));
  const words = Buffer.from(lists.map((name) => uncommented(readFileSync(join(root, 'data', name), 'utf8'))).join(''));
  const data = [learned.length + words.length, brotli(learned) + brotli(words)];
  const code = [wasm[0] - data[0], wasm[1] - data[1]];
  const german = sum(['strings.de.js']);
  const script = sum(pageScripts());
  const style = sum(files.filter((path) => path.endsWith('.css') && !path.startsWith('examples/')));
  const total = [code[0] + script[0] + style[0], code[1] + script[1] + style[1]];
  const element = await elementSize();
  const oneFile = sum(['on-record.html']);

  const rows = [
    ['Engine: WebAssembly without model and word lists', ...code],
    ['Page: JavaScript, loaded at first or later', ...script],
    ['Page: CSS', ...style],
    ['**Code in all**', ...total, LIMITS.code],
    ['German strings (on demand, not counted above)', ...german],
    ['Model (inside the WebAssembly)', learned.length, brotli(learned)],
    ['Word lists and weights of `data/*.txt` (inside the WebAssembly)', words.length, brotli(words)],
    ['**Model and lists in all**', ...data, LIMITS.data],
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

/** A word list as `src/data.rs` takes it in. */
function uncommented(text) {
  return text.replace(/^(#.*)?\n/gm, '');
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
