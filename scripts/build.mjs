// `npm run build` (with `-- --quick`: no optimiser): Rust → WebAssembly → dist/, which is at once the site, the npm package and the one file.
//
//   dist/            www/ file by file, without comments and spaces; page.js with all its modules inside; sw.js told what to keep
//   dist/pkg/        the engine: wasm (model inside) and the glue that wasm-bindgen writes
//   dist/*.d.ts      types, from the Rust report and the JSDoc of www/
//   dist/inline.js, dist/on-record.html   everything in one file (bundle.mjs)
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { FEATURES, Stop, ask, cargo, dist, filesOf, main, root, run, setup, step, tool } from './setup.mjs';

const www = join(root, 'www');
const work = join(root, 'target', 'site');
/** The scripts that the bundled page loads, at first or later; every other stands there for the element and the package. */
const PAGE_SCRIPTS = /^(page|worker|core|protocol|strings\.\w\w)\.js$|^pkg\/on_record\.js$/;
const exe = process.platform === 'win32' ? '.exe' : '';
const wasm = join(root, 'target/wasm32-unknown-unknown/wasm/on_record.wasm');

/** Builds everything into dist/ and prints the sizes. `quick`: without the optimiser, for trying things out. */
export async function build({ quick = false } = {}) {
  mkdirSync(work, { recursive: true });
  // The two builds share no files, and the last step of the second uses one core only.
  await step('compiling the engine to WebAssembly, and the tools of the build', () =>
    Promise.all([
      cargo('build', '--profile', 'wasm', '--lib', '--target', 'wasm32-unknown-unknown'),
      cargo('build', '--features', FEATURES, '--bins'),
    ]),
  );
  const pkg = join(work, quick ? 'quick' : 'pkg');
  if (changed(quick ? 'quick' : 'pkg', [wasm, join(root, 'target/debug', `bindgen${exe}`)], pkg)) {
    await step(`writing the JavaScript bindings${quick ? '' : ' and optimising the WebAssembly'}`, () => bind(pkg, quick));
  }
  const types = join(work, 'types');
  const schema = ask(join(root, 'target/debug', `schema${exe}`), []);
  if (!schema) throw new Stop('the report\'s schema could not be written: target/debug/schema printed nothing');
  writeFileSync(join(work, 'report.schema.json'), `${schema}\n`);
  if (changed('types', [join(work, 'report.schema.json')], types)) {
    await step('writing the types of the report', () => reportTypes(schema, types));
  }
  await step('laying out dist/', () => layOut(pkg, types, quick));
  await step('making the gallery', async () => (await import('./examples.mjs')).examples());
  const { bundle, bundlePage, bundleWorker } = await import('./bundle.mjs');
  await bundleWorker();
  await step('bundling the one-file forms', bundle);
  if (!quick) await step('bundling the page', bundlePage);
  await step('writing the types of the JavaScript API and the element\'s manifest', apiTypes);
  await precache(quick);
  const { sizes } = await import('./sizes.mjs');
  console.log(`\n${(await sizes()).table}`);
}

/** Whether files, or the way they are made, differ from what they were when `output` was made. */
function changed(name, files, output) {
  const stamp = join(work, `${name}.stamp`);
  const hash = createHash('sha256');
  for (const file of [...files, join(root, 'scripts/build.mjs')]) hash.update(readFileSync(file));
  const now = hash.digest('hex');
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return false;
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  writeFileSync(stamp, now);
  return true;
}

async function bind(pkg, quick) {
  const made = join(work, 'made');
  rmSync(made, { recursive: true, force: true });
  await run(join(root, 'target/debug', `bindgen${exe}`), [wasm, made]);
  const features = ['simd', 'bulk-memory', 'bulk-memory-opt', 'sign-ext', 'nontrapping-float-to-int', 'mutable-globals', 'reference-types', 'multivalue'];
  const input = join(made, 'on_record_bg.wasm');
  const output = join(made, 'optimised.wasm');
  if (!quick) {
    // Not -Oz: it takes a few percent off the bytes and adds 8 % to them after brotli, which is what is downloaded. These passes
    // take 1.5 % off what is downloaded, and 3 % off the time; others tried (-O, -O1, merged or sorted functions, shared expressions, packed
    // memory) add to it or take off less.
    const locals = ['--simplify-locals-nostructure', '--vacuum', '--coalesce-locals', '--reorder-locals', '--vacuum', '--optimize-instructions', '--vacuum', '--precompute', '--rse', '--vacuum'];
    const passes = ['--strip-debug', '--strip-producers', '--duplicate-function-elimination', '--remove-unused-module-elements', ...locals, '--code-folding', '--merge-blocks', '--remove-unused-names', '--merge-locals', '--reorder-locals'];
    await tool('binaryen/bin/wasm-opt', [...passes, ...features.map((name) => `--enable-${name}`), input, '-o', output]);
    renameSync(output, input);
  }
  cpSync(made, pkg, { recursive: true });
}

async function reportTypes(schema, types) {
  const { compile } = await import('json-schema-to-typescript');
  const text = await compile(JSON.parse(schema), 'Report', {
    additionalProperties: false,
    bannerComment: '// The report of On Record. Made by the build from the Rust types (src/report/types.rs).',
    style: { singleQuote: true, printWidth: 125 },
  });
  writeFileSync(join(types, 'report.d.ts'), text);
}

async function layOut(pkg, types, quick) {
  rmSync(dist, { recursive: true, force: true });
  cpSync(www, dist, { recursive: true });
  cpSync(pkg, join(dist, 'pkg'), { recursive: true });
  cpSync(types, dist, { recursive: true });
  cpSync(join(work, 'report.schema.json'), join(dist, 'report.schema.json'));
  if (!quick) await minify();
}

/** Takes comments, spaces and long local names out of the modules and styles of dist/; each stays the file it was. */
async function minify() {
  const { transform } = await import('esbuild');
  // The views' styles stand in a module, as a string that only a reader of CSS can shorten.
  const styles = join(dist, 'view/styles.js');
  const css = /const css = `([^]*?)`;/.exec(readFileSync(styles, 'utf8'))?.[1];
  if (!css) throw new Stop('view/styles.js no longer holds its styles as “const css = `…`;”: tell minify() in scripts/build.mjs where they are');
  const shorter = (await transform(css, { loader: 'css', minify: true, target: 'es2022', charset: 'utf8' })).code;
  writeFileSync(styles, readFileSync(styles, 'utf8').replace(css, () => shorter.replaceAll('\\', '\\\\').replaceAll('`', '\\`').trim()));
  // The service worker is for precache() to fill in, and the examples are for people to read.
  const files = filesOf(dist).filter((path) => /\.(js|css)$/.test(path) && !/^(sw\.js$|examples\/|samples\/)/.test(path));
  for (const path of files) {
    const place = join(dist, path);
    const { code } = await transform(readFileSync(place, 'utf8'), { loader: path.endsWith('.css') ? 'css' : 'js', minify: true, target: 'es2022', charset: 'utf8', legalComments: 'none' });
    writeFileSync(place, code);
  }
}

/** Declarations of the modules that package.json exports, from their JSDoc. */
async function apiTypes() {
  await tool('typescript/bin/tsc', ['-p', 'tsconfig.types.json']);
  writeFileSync(join(dist, 'inline.d.ts'), "export * from './index.js';\nexport { OnRecordElement } from './element.js';\n");
  await tool('@custom-elements-manifest/analyzer/cem.js', ['analyze', '--quiet', '--globs', 'www/element.js', '--globs', 'www/define.js', '--outdir', 'dist']);
  publicManifest(join(dist, 'custom-elements.json'));
}

/** The element's manifest as the package has it: paths of its own files, what is public, events by their names. */
function publicManifest(place) {
  const manifest = JSON.parse(readFileSync(place, 'utf8').replace(/"\/?www\//g, '"dist/'));
  for (const declaration of manifest.modules.flatMap(({ declarations }) => declarations)) {
    declaration.members = declaration.members?.filter(({ name, privacy }) => privacy !== 'private' && name !== 'adoptedStyleSheets');
    declaration.events = declaration.events?.filter(({ name }) => name);
  }
  writeFileSync(place, `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Tells the service worker what the page is made of; the version is the hash of it all. */
async function precache(quick) {
  // What other doors use, and what the page opens by a link, comes from the network.
  const left = /^(sw|node|inline|index|define)\.js$|^on-record\.html$|^examples\/|\.d\.ts$|^(report\.schema|custom-elements)\.json$/;
  const loads = (path) => quick || !path.endsWith('.js') || PAGE_SCRIPTS.test(path);
  const files = filesOf(dist).filter((path) => !left.test(path) && loads(path));
  const hash = createHash('sha256');
  for (const path of files) hash.update(path).update(readFileSync(join(dist, path)));
  const place = join(dist, 'sw.js');
  const text = readFileSync(place, 'utf8')
    .replace("const VERSION = 'development';", `const VERSION = '${hash.digest('hex').slice(0, 12)}';`)
    .replace('const FILES = [];', `const FILES = ${JSON.stringify(files)};`);
  if (!text.includes('on_record_bg.wasm')) throw new Error('sw.js has no lists for the build to fill');
  const { transform } = await import('esbuild');
  writeFileSync(place, quick ? text : (await transform(text, { minify: true, target: 'es2022', charset: 'utf8' })).code);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main(async () => {
    await setup();
    await build({ quick: process.argv.includes('--quick') });
  });
}
