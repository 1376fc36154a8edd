// What the page (engine.js) and the worker (worker.js) say to each other. Every message carries an id, so that an answer or an
// error finds the promise that waits for it; `fatal` says that the instance behind it is gone.
//
//   to the worker     { type: 'analyze', id, urls, text, options }     → progress…, then result or error
//                     { type: 'render', id, urls, report, text, format } → result or error
//                     { type: 'refresh', id, urls, report, text }        → result
//                     { type: 'about', id, urls }                       → result { version, formats }
//                     { type: 'cancel', id }                            → error with code `cancelled` for that id
//   from the worker   { type: 'ready' }                                 once, as soon as it can receive
//                     { type: 'progress', id, progress: { done, tokens, tokensDone } }
//                     { type: 'part', id, key, items }                    of a large report: further items of its list `key`,
//                                                                         a message each, so that no message takes long to read
//                     { type: 'result', id, value }                       lists sent in parts are empty in it
//                     { type: 'error', id, fatal, error: { name, code, message } }

/** @typedef {{ module: string, wasm: string }} Urls Where the bindings and the wasm file are; absolute. */
/** @typedef {{ outlet?: string, maxBytes?: number, maxWords?: number }} AnalysisOptions */
/** @typedef {{ done: boolean, tokens: number, tokensDone: number }} Progress */
/** @typedef {{ name: string, code: string, message: string }} PlainError */
/**
 * @typedef {{ type: 'analyze', id: number, urls: Urls, text: string, options: AnalysisOptions }
 *   | { type: 'render', id: number, urls: Urls, report: import('./report.js').Report, text: string, format: string }
 *   | { type: 'refresh', id: number, urls: Urls, report: import('./report.js').Report, text: string }
 *   | { type: 'about', id: number, urls: Urls }
 *   | { type: 'cancel', id: number }} Request
 */
/**
 * @typedef {{ type: 'ready' }
 *   | { type: 'progress', id: number, progress: Progress }
 *   | { type: 'part', id: number, key: string, items: unknown[] }
 *   | { type: 'result', id: number, value: any }
 *   | { type: 'error', id: number, fatal: boolean, error: PlainError }} Answer
 */

/**
 * Why there is no report. `code` is one of
 * `model` (the weights cannot be read), `too_long`, `cancelled`, `load` (a file could not be fetched; the message names it),
 * `csp` (the site's policy forbids WebAssembly; the message has the line to add), `trap` (the analysis broke off; the next one
 * starts afresh), `format` (no such export).
 */
export class OnRecordError extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.name = 'OnRecordError';
    this.code = code;
  }
}

/** The error a caller gets who cancelled. */
export const cancelled = () =>
  new OnRecordError('cancelled', 'The analysis was cancelled before it ended; start it again to get a report.');
