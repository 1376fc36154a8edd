// The forms that carry everything inside: dist/inline.js for sites, dist/on-record.html for the disk.
//
// The worker is a script in a string, started from a blob; the wasm is base64 and reaches the worker as its first message.
// Where blobs may not be workers, engine.js falls back to the page itself.
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { build as esbuild } from 'esbuild';

import { dist, root } from './setup.mjs';

const inside = join(root, 'scripts', 'inline');

/**
 * The page's modules as one file, in the place of page.js: together they are a quarter smaller than apart. What loads on demand
 * or for others too (words of a language, the analysis) stays apart; the element's modules stay what they are.
 */
export async function bundlePage() {
  const entry = join(dist, 'page.js');
  const { outputFiles } = await esbuild({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    ignoreAnnotations: true,
    logLevel: 'error',
    plugins: [
      {
        name: 'apart',
        setup(build) {
          build.onResolve({ filter: /(^|\/)(strings\.\w\w|core)\.js$/ }, ({ path }) => ({ path: `./${path.split('/').pop()}`, external: true }));
          build.onResolve({ filter: /^\.\/pkg\/on_record\.js$/ }, ({ path }) => ({ path, external: true }));
        },
      },
    ],
  });
  writeFileSync(entry, outputFiles[0].text);
  const html = join(dist, 'index.html');
  const inside = /<link rel="modulepreload" href="(?!page\.js|strings\.)[^"]*">\s*/g;
  writeFileSync(html, readFileSync(html, 'utf8').replace(inside, ''));
  // What only the page used is inside it now.
  rmSync(join(dist, 'page'), { recursive: true, force: true });
}

/**
 * The worker as one file: bundlers that take `new URL('./worker.js', import.meta.url)` along copy that file alone, and a worker
 * from another site starts with one request less.
 */
export async function bundleWorker() {
  const place = join(dist, 'worker.js');
  writeFileSync(place, await script(place, { format: 'esm' }));
}

export async function bundle() {
  const wasm = readFileSync(join(dist, 'pkg/on_record_bg.wasm')).toString('base64');
  const worker = await script(join(inside, 'worker.js'), { format: 'iife' });
  const settings = { virtual: { 'inline:wasm': wasm, 'inline:worker': worker } };
  writeFileSync(join(dist, 'inline.js'), await script(join(inside, 'index.js'), { format: 'esm', ...settings }));
  await oneFile(settings);
}

/** index.html with its styles and scripts inside, under a policy that forbids every request. */
async function oneFile(settings) {
  const code = await script(join(inside, 'page.js'), { format: 'esm', ...settings });
  const css = readFileSync(join(dist, 'page.css'), 'utf8');
  const icon = readFileSync(join(dist, 'icons/icon.svg')).toString('base64');
  const body = code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const hash = createHash('sha256').update(body).digest('base64');
  const policy = `default-src 'none'; script-src 'sha256-${hash}' 'wasm-unsafe-eval' blob:; worker-src blob:; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`;
  let html = readFileSync(join(dist, 'index.html'), 'utf8');
  html = html
    .replace(/<link[^>]*rel="(?:stylesheet|manifest|modulepreload|preload|icon|apple-touch-icon)"[^>]*>\s*/g, '')
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>\s*/, '')
    .replace(/<script[^>]*src=[^>]*><\/script>\s*/g, '')
    // A function as the replacement: `$` means nothing then.
    .replace(/(<meta charset[^>]*>)/i, (meta) => `${meta}\n<meta http-equiv="Content-Security-Policy" content="${policy}">\n<link rel="icon" href="data:image/svg+xml;base64,${icon}">\n<style>${css}</style>`)
    .replace('</body>', () => `<script type="module">${body}</script>\n</body>`);
  writeFileSync(join(dist, 'on-record.html'), html);
}

/** One script out of many modules. `virtual`: modules that are strings. */
async function script(entry, { format, virtual = {} }) {
  const { outputFiles } = await esbuild({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format,
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    // package.json says that only define.js acts on being imported: true of what it exports, not of these files.
    ignoreAnnotations: true,
    logLevel: 'error',
    logOverride: { 'empty-import-meta': 'silent' },
    define: { 'import.meta.url': 'undefined' },
    plugins: [
      {
        name: 'strings and dist',
        setup(build) {
          build.onResolve({ filter: /^inline:/ }, ({ path }) => ({ path, namespace: 'inline' }));
          build.onLoad({ filter: /.*/, namespace: 'inline' }, ({ path }) => ({ contents: virtual[path], loader: 'text' }));
          build.onResolve({ filter: /^dist\// }, ({ path }) => ({ path: join(dist, path.slice('dist/'.length)) }));
        },
      },
    ],
  });
  return outputFiles[0].text;
}
