// The three browsers behind one small face, so that a test is written once and run in each. Real browsers, each through the
// protocol it speaks itself: Chromium through playwright-core, Firefox through WebDriver BiDi, WebKit through WebDriver.
import { findBrowser } from '../../../scripts/browsers.mjs';

/**
 * @typedef {object} Page
 * @property {(url: string) => Promise<void>} goto until the page has loaded
 * @property {() => Promise<void>} reload
 * @property {<T>(work: (...args: any[]) => T, ...args: any[]) => Promise<Awaited<T>>} run runs a function in the page; what it is
 *   given and what it answers goes as JSON
 * @property {<T>(work: (...args: any[]) => T, ...args: any[]) => Promise<Awaited<T>>} until runs it until it answers something true
 * @property {string[]} problems errors and warnings of the page so far (WebKit's driver tells none)
 * @property {() => Promise<void>} close
 */
/** @typedef {{ open(): Promise<Page>, close(): Promise<void> }} Browser */

/** The names of the browsers, and why one is not here (null where it is). */
export async function browsers() {
  const found = [];
  for (const [name, title] of [['chromium', 'Chromium'], ['firefox', 'Firefox'], ['webkit', 'WebKit']]) {
    const path = await findBrowser(name);
    found.push({ name, title, skip: path ? false : `${title} is not installed here`, start: async () => (await import(`./${name}.mjs`)).start(path) });
  }
  return found;
}

/** How long something may take before a test gives up, in ms: test machines can be slow. */
export const PATIENCE = 60_000;

/** `until` out of `run`. While a page loads, what runs in it may break off: that counts as "not yet". */
export const untilOf = (run) => async (work, ...args) => {
  const end = Date.now() + PATIENCE;
  let last;
  for (;;) {
    try {
      last = await run(work, ...args);
      if (last) return last;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`it did not come to pass within ${PATIENCE / 1000} s: ${work} (last: ${last?.message ?? JSON.stringify(last)})`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

/** The source of a call: JSON in, a promise of JSON out. */
export const callOf = (work, args) => `(async () => JSON.stringify((await (${work})(...${JSON.stringify(args)})) ?? null))()`;

/** What a program prints until it prints what is looked for; rejects where it ends before. */
export function printed(child, stream, pattern) {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`it did not start within ${(2 * PATIENCE) / 1000} s; it printed: ${text}`)), 2 * PATIENCE);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`it ended (exit ${code}); it printed: ${text}`)));
    stream.on('data', (bytes) => {
      text += bytes;
      const match = pattern.exec(text);
      if (!match) return;
      clearTimeout(timer);
      resolve(match[1]);
    });
  });
}

/** Ends a program that we started, and waits until it is gone. */
export function end(child) {
  if (!child || child.exitCode !== null || child.signalCode) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill();
    setTimeout(() => child.kill('SIGKILL'), 5_000).unref();
  });
}
