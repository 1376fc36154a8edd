// The analysis itself, in whatever thread this is: loads the wasm, runs it in slices, answers the messages of protocol.js.
// worker.js serves it from a worker; engine.js serves it in the page where there can be no worker.

import { OnRecordError, cancelled } from './protocol.js';

/** @typedef {import('./protocol.js').Request} Request */
/** @typedef {import('./protocol.js').Answer} Answer */
/** @typedef {import('./report.js').Report} Report */
/**
 * The bindings that wasm-bindgen writes (target web).
 * @typedef {{
 *   default: (options?: any) => Promise<unknown>,
 *   Analysis: new (text: string, options?: object) => {
 *     stepFor(milliseconds: number): import('./protocol.js').Progress, finish(): Report, free(): void },
 *   render: (report: Report, text: string, format: string) => string,
 *   refresh: (report: Report, text: string) => Report,
 *   formats: () => string[],
 *   version: () => string,
 * }} Bindings
 */

/** The next turn of the event loop, without the 4 ms that timers add. */
const turn = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(null);
  });

/** Sentences that every stage has work with, and how often they are read: some 1,000 words. */
const WARM = 'The mayor said on Monday that she was against the plan. “We do not want it,” an official said on condition of anonymity.';
const WARM_TIMES = 40;

/**
 * Answers requests. One server holds one wasm instance.
 * @param {(answer: Answer) => void} post
 * @param {{ slice?: number, part?: number, bindings?: () => Promise<Bindings>, wasm?: BufferSource }} [settings] `slice`: how
 *   long a step may take, in ms (a page needs 12, a worker may take 40). `part`: the longest list that is sent as one message; in
 *   a page nothing is copied, and all is sent at once. `bindings` and `wasm`: what is used in place of the URLs (one file from
 *   disk carries both inside).
 */
export function server(post, { slice = 40, part = Infinity, bindings, wasm } = {}) {
  /** @type {Promise<Bindings> | undefined} */
  let loading;
  let loads = 0;
  let warmed = false;
  const live = new Set();

  /** @param {import('./protocol.js').Urls} urls */
  const load = (urls) => {
    loading ??= (async () => {
      // A fragment makes the same file a new module, with a new instance after a trap, and no new request.
      const again = loads++ ? `#${loads}` : '';
      const module = await imported(urls.module, bindings ?? (() => import(urls.module + again)));
      await start(module, wasm ?? urls.wasm);
      return module;
    })();
    loading.catch(() => (loading = undefined));
    return loading;
  };

  /** @param {Extract<Request, { type: 'analyze' }>} request */
  const analyze = async ({ id, urls, text, options }) => {
    const { Analysis } = await load(urls);
    const stop = () => {
      if (!live.has(id)) throw cancelled();
    };
    stop();
    const analysis = new Analysis(text, options);
    try {
      for (;;) {
        const progress = analysis.stepFor(slice);
        post({ type: 'progress', id, progress });
        if (progress.done) break;
        await turn();
        stop();
      }
      await turn();
      stop();
      return analysis.finish();
    } finally {
      try {
        analysis.free();
      } catch {
        // After a trap there is nothing left to free.
      }
    }
  };

  /**
   * In a worker, before there is a text: reads the model and the word lists, and runs until the browser has compiled what is run
   * often, so that the first article waits for neither. Gives way as soon as there is something to do.
   */
  const warm = async (/** @type {import('./protocol.js').Urls} */ urls) => {
    warmed = true;
    const { Analysis } = await load(urls);
    const analysis = new Analysis(`${WARM}\n\n`.repeat(WARM_TIMES));
    let done = false;
    // One is live: the request after which this runs.
    while (!done && live.size < 2) {
      done = analysis.stepFor(12).done;
      await turn();
    }
    if (done) analysis.finish();
    analysis.free();
  };

  /** Sends the long lists of a report in parts, and leaves them empty in it. @param {number} id @param {any} report */
  const inParts = (id, report) => {
    for (const [key, list] of Object.entries(report)) {
      if (!Array.isArray(list) || list.length <= part) continue;
      for (let at = 0; at < list.length; at += part) post({ type: 'part', id, key, items: list.slice(at, at + part) });
      report[key] = [];
    }
    return report;
  };

  return async (/** @type {Request} */ request) => {
    const { id } = request;
    if (request.type === 'cancel') return void live.delete(id);
    live.add(id);
    try {
      let value;
      if (request.type === 'analyze') {
        value = inParts(id, await analyze(request));
      } else {
        const module = await load(request.urls);
        if (request.type === 'render') value = module.render(request.report, request.text, request.format);
        else if (request.type === 'refresh') value = inParts(id, module.refresh(request.report, request.text));
        else value = { version: module.version(), formats: module.formats() };
      }
      post({ type: 'result', id, value });
      if (request.type === 'about' && part < Infinity && !warmed) await warm(request.urls);
    } catch (error) {
      const fatal = error instanceof WebAssembly.RuntimeError;
      if (fatal) loading = undefined;
      post({ type: 'error', id, fatal, error: plain(error, fatal) });
    } finally {
      live.delete(id);
    }
  };
}

/** @param {string} url @param {() => Promise<Bindings>} load @returns {Promise<Bindings>} */
async function imported(url, load) {
  try {
    return await load();
  } catch (error) {
    throw new OnRecordError('load', `The analysis could not be loaded from ${url} (${message(error)}). Check that the file is there; the option moduleUrl names another place.`);
  }
}

/** @param {Bindings} module @param {string | BufferSource} wasm */
async function start(module, wasm) {
  try {
    await module.default({ module_or_path: wasm });
  } catch (error) {
    const why = message(error);
    if (/unsafe-eval|content security policy|blocked by csp/i.test(why)) {
      throw new OnRecordError('csp', `This site's Content-Security-Policy does not let WebAssembly run. Add 'wasm-unsafe-eval' to it: script-src 'self' 'wasm-unsafe-eval'. (${why})`);
    }
    const from = typeof wasm === 'string' ? wasm : 'the bytes given';
    throw new OnRecordError('load', `The engine could not be loaded from ${from} (${why}). Check that the file is there and served as application/wasm; the option wasmUrl names another place.`);
  }
}

/** @param {unknown} error */
const message = (error) => (error instanceof Error ? error.message : String(error));

/** @param {any} error @param {boolean} fatal @returns {import('./protocol.js').PlainError} */
function plain(error, fatal) {
  if (fatal) {
    return { name: 'OnRecordError', code: 'trap', message: `The analysis broke off (${message(error)}). Your text is untouched; the next analysis starts afresh.` };
  }
  return { name: 'OnRecordError', code: String(error?.code ?? 'error'), message: message(error) };
}
