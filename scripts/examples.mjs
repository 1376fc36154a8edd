// The parts of the gallery that are made: its snippets out of files, the live examples of React, Vue and Svelte, and the publisher's report.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { build as esbuild } from 'esbuild';

import { settings, svelte, vue } from './frameworks.mjs';
import { Stop, ask, dist, root } from './setup.mjs';

const tool = join(root, 'target/debug', process.platform === 'win32' ? 'on-record.exe' : 'on-record');

/** The element of the gallery stands beside it, as on a site; only the framework and the component are bundled. */
const element = {
  name: 'the element beside',
  setup(build) {
    build.onResolve({ filter: /^on-record\/define$/ }, () => ({ path: '../define.js', external: true }));
  },
};

/** Makes them in dist/examples, from what lies there. */
export async function examples() {
  const place = join(dist, 'examples');
  // A publisher's own build would run the same line (the tool here is the one of the tests, not the published one).
  const report = ask(tool, ['--format', 'json', '--offsets', 'utf16', join(place, 'article.txt')]);
  if (!report) throw new Stop(`the report of the gallery could not be made: ${tool} printed nothing`);
  writeFileSync(join(place, 'report.json'), `${report}\n`);
  const gallery = join(place, 'index.html');
  const escaped = (path) => readFileSync(join(place, path), 'utf8').trim().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  writeFileSync(gallery, readFileSync(gallery, 'utf8').replace(/ data-file="([^"]+)">/g, (_, path) => `>${escaped(path)}`));
  const entryPoints = { react: 'react/main.jsx', vue: 'vue/main.js', svelte: 'svelte/main.js' };
  await esbuild({
    ...settings,
    entryPoints: Object.entries(entryPoints).map(([out, path]) => ({ out, in: join(root, 'www/examples', path) })),
    outdir: place,
    legalComments: 'eof',
    plugins: [element, vue, svelte],
  });
  for (const name of Object.keys(entryPoints)) rmSync(join(place, name), { recursive: true, force: true });
}
