// From the text in the editor to its report: when to analyse, how far it is, how to stop it, and what went wrong.

import { analyze } from '../engine.js';
import { el } from '../view/dom.js';
import { everything } from '../view/model.js';
import { corrected } from './correct.js';
import { isBinary } from './read.js';

/** Short analyses end before anybody could read that they run: time without a word about it, in ms. */
const QUIET = 150;
/** A text from this many characters on leaves the editor as soon as it is in: laying it out there takes longer than reading it. */
const HEAVY = 60_000;

/** @typedef {{ note?: import('./read.js').Reading['note'], id?: string, edits?: import('./correct.js').Edit[] }} Given */

/** @param {import('./state.js').Page} page */
export function makeAnalysis(page) {
  const { input, state, t, at } = page;
  const { body } = document;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {AbortController | null} */
  let running = null;
  /** Corrections that wait for the report of a text from the history. @type {import('./correct.js').Edit[]} */
  let waiting = [];
  /** @type {HTMLProgressElement | null} */
  let meter = null;

  const status = (/** @type {Node[]} */ ...content) => at('status').replaceChildren(...content);
  const again = () => el('button', { type: 'button', class: 'small-button', onclick: () => schedule(0, true) }, t.tryAgain);

  const stop = () => {
    clearTimeout(timer);
    running?.abort();
    body.removeAttribute('aria-busy');
  };

  /** @param {number} wait @param {boolean} read whether to show the article rather than the editor when there is a result */
  const schedule = (wait, read) => {
    stop();
    if (read && input.value.length > HEAVY) page.screen.setMode('wait');
    // What is pasted is on its way to the analysis before the browser lays it out.
    if (wait) timer = setTimeout(() => void run(read), wait);
    else void run(read);
  };

  const showProgress = () => {
    meter = el('progress', { max: 1, value: 0, 'aria-label': t.analysing });
    const cancel = () => {
      stop();
      page.screen.setMode(state.report ? 'read' : 'edit');
      const button = again();
      status(el('p', null, t.cancelled), button);
      button.focus();
    };
    status(el('p', null, t.analysing), meter, el('button', { type: 'button', class: 'small-button', onclick: cancel }, t.cancel));
  };

  /** @param {string} title @param {string} message */
  const fail = (title, message) => {
    if (state.mode === 'wait') page.screen.setMode('edit');
    status(el('div', { class: 'problem', role: 'alert' }, el('strong', null, title), el('p', null, message), again()));
  };

  /** @param {boolean} read */
  const run = async (read) => {
    const text = input.value;
    if (!text.trim()) return page.screen.reset();
    if (isBinary(text)) return fail(t.errorTitle, t.binary);
    const mine = (running = new AbortController());
    const { signal } = mine;
    const slow = setTimeout(showProgress, QUIET);
    body.setAttribute('aria-busy', 'true');
    try {
      const report = await analyze(text, {
        signal,
        onProgress: ({ tokens, tokensDone }) => {
          if (meter?.isConnected) meter.value = tokens ? tokensDone / tokens : 0;
        },
      });
      if (signal.aborted) return;
      // Corrections belong to the text they were made in.
      const edits = text === state.text ? state.edits : waiting;
      const undone = text === state.text ? state.undone : [];
      waiting = [];
      Object.assign(state, { found: report, report: corrected(report, text, edits), text, edits, undone, filter: { ...everything } });
      state.id ||= crypto.randomUUID?.() ?? String(Date.now());
      page.past.remember(state.id, text, edits);
      await page.screen.show(read ? 'read' : 'edit');
      if (edits.length) void page.revision.renew();
    } catch (error) {
      const { code, message } = /** @type {{ code?: string, message: string }} */ (error);
      if (!signal.aborted) fail(code === 'too_long' ? t.tooLong : t.errorTitle, message);
    } finally {
      clearTimeout(slow);
      if (running === mine) body.removeAttribute('aria-busy');
    }
  };

  /** @param {string} text @param {Given} [given] */
  const take = (text, { note = null, id = '', edits = [] } = {}) => {
    input.value = text;
    state.note = note;
    state.id = id;
    waiting = edits;
    schedule(0, true);
  };

  /** What the reader brings, by whatever way. @type {import('./input.js').Receiver} */
  const receiver = {
    whole: ({ text, note }) => take(text, { note }),
    changed(note, wait, read) {
      state.note = note;
      schedule(wait, read);
    },
    problem: (words) => fail(t.errorTitle, words ?? t.binary),
  };

  return { take, receiver, stop, status };
}
