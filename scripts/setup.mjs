// What every other script stands on: where things are, how commands are run, and what a machine must have.
// Uses nothing but Node, since it runs before `npm install`.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
export const dist = join(root, 'dist');
export const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The features that every host build uses: one set, so that nothing is compiled twice. */
export const FEATURES = 'cli,bindgen,schema';
const TARGET = 'wasm32-unknown-unknown';
const RUST = 88; // 1.88: rust-version of Cargo.toml

/** A reason to stop that the reader can act on: shown without a stack. */
export class Stop extends Error {}

/** Runs a script's main function; a `Stop` ends it in one line. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(`\n${error.message}`);
    process.exit(1);
  }
}

/** Runs a piece of work under a title and says how long it took. */
export async function step(title, work) {
  const from = performance.now();
  console.log(`▸ ${title}`);
  const value = await work();
  console.log(`  ${((performance.now() - from) / 1000).toFixed(1)} s`);
  return value;
}

/** Runs a command with its output shown; throws a `Stop` where it fails. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
    child.on('error', (error) => reject(new Stop(`${command} could not be started: ${error.message}`)));
    child.on('close', (code) => {
      if (code === 0) resolve(undefined);
      else reject(new Stop(`${command} ${args.join(' ')} failed (exit ${code}); its output is above`));
    });
  });
}

/** What a command prints; null where it is missing or fails. */
export function ask(command, args) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

export const cargo = (...args) => run('cargo', args);

/** Runs the command line of an npm package of this project. */
export const tool = (path, args, options) => run(process.execPath, [join(root, 'node_modules', path), ...args], options);

/** Every file below a folder, as paths with forward slashes, in order. */
export function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .sort();
}

/** Checks what only the reader can install, and installs the rest. */
export async function setup() {
  needNode();
  needRust();
  await npmPackages();
  await wasmTarget();
}

function needNode() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Stop(`Node 20 or newer is needed, this is ${process.versions.node}: get it from https://nodejs.org`);
  }
}

function needRust() {
  const home = join(process.env.CARGO_HOME ?? join(homedir(), '.cargo'), 'bin');
  if (!ask('cargo', ['--version']) && existsSync(home)) process.env.PATH = `${home}${delimiter}${process.env.PATH}`;
  const version = ask('cargo', ['--version']);
  if (!version) throw new Stop('Rust is missing: get it from https://rustup.rs, open a new terminal and run this again');
  const [, major, minor] = /(\d+)\.(\d+)/.exec(version) ?? [];
  if (Number(major) === 1 && Number(minor) < RUST) {
    throw new Stop(`Rust 1.${RUST} or newer is needed, this is ${major}.${minor}: run \`rustup update stable\``);
  }
  if (process.platform !== 'win32' && !ask('cc', ['--version'])) {
    throw new Stop('A linker (cc) is missing: install build-essential (Debian, Ubuntu), gcc (Fedora) or run `xcode-select --install` (macOS)');
  }
}

async function wasmTarget() {
  const libraries = ask('rustc', ['--print', 'target-libdir', '--target', TARGET]);
  if (libraries && existsSync(libraries)) return;
  if (!ask('rustup', ['--version'])) {
    throw new Stop(`This Rust has no ${TARGET} target and no rustup to add it: get Rust from https://rustup.rs`);
  }
  await step(`adding Rust's ${TARGET} target`, () => run('rustup', ['target', 'add', TARGET]));
}

async function npmPackages() {
  const stamp = join(root, 'node_modules', '.on-record-lock');
  const wanted = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await step('installing npm packages', async () => {
    const npm = process.env.npm_execpath;
    const args = ['ci', '--no-audit', '--no-fund', '--ignore-scripts'];
    if (npm) await run(process.execPath, [npm, ...args]);
    else await run('npm', args, { shell: process.platform === 'win32' });
  });
  writeFileSync(stamp, wanted);
}
