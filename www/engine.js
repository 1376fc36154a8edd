// The client of the analysis: one shared worker thread behind plain functions. The worker may die; its promises never hang.
//
//   import { analyze } from 'on-record';
//   const report = await analyze(text, { signal, onProgress });

import { OnRecordError, cancelled } from './protocol.js';
import { scriptUrl } from './trusted.js';

export { OnRecordError };

/** @typedef {import('./report.js').Report} Report */
/** @typedef {import('./protocol.js').Progress} Progress */
/** @typedef {import('./protocol.js').Answer} Answer */
/**
 * Where the files are, and how they run; all optional.
 * @typedef {object} EngineOptions
 * @property {string | URL} [wasmUrl] The engine with its model. Default: `pkg/on_record_bg.wasm` beside this file.
 * @property {string | URL} [moduleUrl] The bindings of the engine. Default: `pkg/on_record.js` beside this file.
 * @property {string | URL | null} [workerUrl] The worker. Default: `worker.js` beside this file; null runs in the page, in slices.
 * @property {() => Worker} [createWorker] Makes the worker instead (a bundle that carries it inside).
 * @property {() => Promise<import('./core.js').Bindings>} [bindings] The bindings themselves, where there is no worker.
 * @property {BufferSource} [wasm] The bytes of the engine, where there is no worker.
 */
/**
 * @typedef {import('./protocol.js').AnalysisOptions & EngineOptions & {
 *   signal?: AbortSignal, onProgress?: (progress: Progress) => void }} AnalyzeOptions
 */

const here = import.meta.url ?? globalThis.document?.baseURI ?? globalThis.location?.href;

// The files beside this one, each written out so that bundlers see it and take it along.
const beside = {
  worker: () => new URL('./worker.js', import.meta.url),
  module: () => new URL('./pkg/on_record.js', import.meta.url),
  wasm: () => new URL('./pkg/on_record_bg.wasm', import.meta.url),
};

/** Where a file is, for a message and a request; a bundle that carries everything has no place of its own. @param {string | URL | null | undefined} given @param {keyof typeof beside} name */
function place(given, name) {
  if (given) return new URL(given, here).href;
  return import.meta.url ? beside[name]().href : `on-record/${name}`;
}

/** @type {EngineOptions} */
let settings = {};

/** Sets the options for every later call that does not give its own. @param {EngineOptions} options */
export function configure(options) {
  settings = { ...settings, ...options };
}

/** @typedef {{ send(message: import('./protocol.js').Request): void, close(): void, inPage: boolean }} Transport */

/** One place where analyses run, and everything that waits for it. */
class Engine {
  /** @type {Map<number, { resolve(value: any): void, reject(error: Error): void, onProgress?: (progress: Progress) => void, request: import('./protocol.js').Request, parts?: Record<string, unknown[]> }>} */
  #pending = new Map();
  #next = 1;
  /** @type {Promise<Transport> | undefined} */
  #transport;
  #options;
  #urls;
  /** Why there is no worker, where one was tried. */
  #tried = '';

  /** @param {EngineOptions} options */
  constructor(options) {
    this.#options = options;
    this.#urls = { module: place(options.moduleUrl, 'module'), wasm: place(options.wasmUrl, 'wasm') };
  }

  /**
   * @param {any} body the request without its id and URLs
   * @param {{ signal?: AbortSignal, onProgress?: (progress: Progress) => void }} [options]
   * @returns {Promise<any>}
   */
  async request(body, { signal, onProgress } = {}) {
    if (signal?.aborted) throw cancelled();
    const id = this.#next++;
    const request = { ...body, id, urls: this.#urls };
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.#settle(id)?.reject(cancelled());
        void this.#transport?.then((transport) => transport.send({ type: 'cancel', id }));
      };
      signal?.addEventListener('abort', abort, { once: true });
      const done = () => signal?.removeEventListener('abort', abort);
      this.#pending.set(id, {
        request,
        onProgress,
        resolve: (value) => (done(), resolve(value)),
        reject: (error) => (done(), reject(error)),
      });
      void this.#send(request);
    });
  }

  /** @param {import('./protocol.js').Request} request */
  async #send(request) {
    this.#transport ??= this.#open();
    const opening = this.#transport;
    try {
      (await opening).send(request);
    } catch (error) {
      if (this.#transport === opening) this.#transport = undefined;
      this.#settle(request.id)?.reject(new OnRecordError('load', `The analysis could not start: ${error instanceof Error ? error.message : error}`));
    }
  }

  /** @param {number} id */
  #settle(id) {
    const waiting = this.#pending.get(id);
    this.#pending.delete(id);
    return waiting;
  }

  /** @param {Answer} answer */
  #receive = (answer) => {
    if (answer.type === 'progress') this.#pending.get(answer.id)?.onProgress?.(answer.progress);
    else if (answer.type === 'part') {
      const waiting = this.#pending.get(answer.id);
      if (waiting) ((waiting.parts ??= {})[answer.key] ??= []).push(...answer.items);
    } else if (answer.type === 'result') {
      const waiting = this.#settle(answer.id);
      waiting?.resolve(waiting.parts ? Object.assign(answer.value, waiting.parts) : answer.value);
    }
    else if (answer.type === 'error') {
      const { code, message } = answer.error;
      const error = new OnRecordError(code, code === 'load' ? message + this.#tried : message);
      this.#settle(answer.id)?.reject(error);
      if (answer.fatal) this.#replace(error);
    }
  };

  /** The instance is gone: all who wait hear why, and the next request starts a new one. @param {Error} error */
  #replace(error) {
    const gone = this.#transport;
    void gone?.then((transport) => {
      if (transport.inPage) return;
      transport.close();
      if (this.#transport === gone) this.#transport = undefined;
    });
    for (const id of [...this.#pending.keys()]) this.#settle(id)?.reject(error);
  }

  /** A worker that has said it is ready; else the page itself. @returns {Promise<Transport>} */
  async #open() {
    const { workerUrl, createWorker } = this.#options;
    if (workerUrl === null && !createWorker) return this.#inPage();
    try {
      return await this.#worker();
    } catch (error) {
      if (!createWorker) this.#tried = ` The worker could not be started from ${place(workerUrl, 'worker')} either (${error instanceof Error ? error.message : error}).`;
      return this.#inPage();
    }
  }

  /** @returns {Promise<Transport>} */
  #worker() {
    return new Promise((resolve, reject) => {
      const worker = this.#options.createWorker?.() ?? startWorker(place(this.#options.workerUrl, 'worker'));
      let ready = false;
      worker.onmessage = (event) => {
        if (event.data?.type === 'ready') {
          ready = true;
          resolve({ send: (message) => worker.postMessage(message), close: () => worker.terminate(), inPage: false });
        } else this.#receive(event.data);
      };
      const broken = (/** @type {string} */ why) => {
        if (ready) return this.#replace(new OnRecordError('trap', `The worker stopped (${why}). Your text is untouched; the next analysis starts afresh.`));
        worker.terminate();
        reject(new Error(why));
      };
      worker.onerror = (event) => broken(event.message || 'it could not be loaded');
      worker.onmessageerror = () => broken('a message could not be read');
      // A worker that a policy blocks may stay silent for ever.
      setTimeout(() => ready || broken('it did not answer within 10 seconds'), 10_000);
    });
  }

  /** @returns {Promise<Transport>} */
  async #inPage() {
    const { server } = await import('./core.js');
    const { wasm, moduleUrl } = this.#options;
    let loads = 0;
    // A bundler follows the import. After a trap the file is needed as a new module: a fragment makes it one, without a request.
    const bundled = async () => /** @type {any} */ ((loads++ && (await import(`${this.#urls.module}#${loads}`).catch(() => null))) || import('./pkg/on_record.js'));
    const bindings = this.#options.bindings ?? (moduleUrl ? undefined : bundled);
    const receive = server(this.#receive, { slice: 12, bindings, wasm });
    return { send: (message) => void receive(message), close() {}, inPage: true };
  }
}

/** @param {string} url @returns {Worker} */
function startWorker(url) {
  const page = globalThis.location;
  const foreign = page && new URL(url).origin !== page.origin;
  // Only scripts of one's own origin may be workers; a blob belongs to this origin and imports the file.
  const start = foreign ? URL.createObjectURL(new Blob([`import ${JSON.stringify(url)};`], { type: 'text/javascript' })) : url;
  try {
    return new Worker(scriptUrl(start), { type: 'module', name: 'on-record' });
  } finally {
    if (foreign) setTimeout(() => URL.revokeObjectURL(start), 30_000);
  }
}

/** @type {Map<string, Engine>} */
const engines = new Map();

/** The engine of these options; the same options share one. @param {EngineOptions} given */
function engine(given) {
  const options = { ...settings };
  for (const key of /** @type {const} */ (['wasmUrl', 'moduleUrl', 'workerUrl', 'createWorker', 'bindings', 'wasm'])) {
    if (given[key] !== undefined) Object.assign(options, { [key]: given[key] });
  }
  const key = [options.wasmUrl, options.moduleUrl, options.workerUrl].map((url) => (url === undefined ? '' : String(url))).join(' ');
  let found = engines.get(key);
  if (!found) engines.set(key, (found = new Engine(options)));
  return found;
}

/**
 * Who said what in an article, and where each of them stands.
 * @param {string} text The article, as plain text; a line a paragraph. Up to 1,000,000 words or 8 MB.
 * @param {AnalyzeOptions} [options]
 * @returns {Promise<Report>} with positions in UTF-16 code units, as JavaScript counts: `text.slice(start, end) === exact`.
 * @throws {OnRecordError}
 */
export function analyze(text, options = {}) {
  const { outlet, maxBytes, maxWords, signal, onProgress } = options;
  const given = Object.fromEntries(Object.entries({ outlet, maxBytes, maxWords }).filter(([, value]) => value !== undefined));
  return engine(options).request({ type: 'analyze', text: String(text), options: given }, { signal, onProgress });
}

/**
 * A report in another format: one of `formats()`.
 * @param {Report} report @param {string} text @param {string} format @param {EngineOptions} [options]
 * @returns {Promise<string>}
 */
export const render = (report, text, format, options = {}) => engine(options).request({ type: 'render', report, text, format });

/**
 * The report with its summary and notes made again, after its sources or attributions were corrected.
 * @param {Report} report @param {string} text @param {EngineOptions} [options] @returns {Promise<Report>}
 */
export const refresh = (report, text, options = {}) => engine(options).request({ type: 'refresh', report, text });

/**
 * The version of the engine and the formats that it renders. Starts it: the first analysis is then faster.
 * @param {EngineOptions} [options] @returns {Promise<{ version: string, formats: string[] }>}
 */
export const about = (options = {}) => engine(options).request({ type: 'about' });
