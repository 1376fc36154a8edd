// How a text comes in: typed, pasted, dropped, opened, or one of the samples.

import { el } from '../view/dom.js';
import { NotText, readFile, readPaste } from './read.js';

/** Time without a key press before the text is analysed, in ms. */
const PAUSE = 250;
/** Characters from which a paste is put in without the browser's undo. */
const LONG = 20_000;

/** @typedef {import('./read.js').Reading} Reading */
/**
 * @typedef {object} Receiver
 * @property {(reading: Reading) => void} whole a text that takes the place of what was there
 * @property {(note: Reading['note'], wait: number, read: boolean) => void} changed the editor's text is another; `read`: show the
 *   article rather than the editor
 * @property {(words: string | null) => void} problem null: it was no text
 */

/** @param {HTMLTextAreaElement} input @param {HTMLElement} body @param {Receiver} receiver */
export function listen(input, body, receiver) {
  input.addEventListener('input', () => receiver.changed(null, PAUSE, false));

  input.addEventListener('paste', (event) => {
    const reading = event.clipboardData && readPaste(event.clipboardData);
    if (!reading) return;
    event.preventDefault();
    const { selectionStart: from, selectionEnd: to, value } = input;
    const whole = !value.slice(0, from).trim() && !value.slice(to).trim();
    // execCommand keeps the browser's own undo, but its time grows faster than the text; a whole article is taken back by “New article”.
    const short = reading.text.length + value.length < LONG;
    if (whole || !short || !document.execCommand?.('insertText', false, reading.text)) input.setRangeText(reading.text, from, to, 'end');
    receiver.changed(reading.note, 0, whole);
  });

  const over = (/** @type {DragEvent} */ event) => {
    if (!event.dataTransfer?.types.some((kind) => kind === 'Files' || kind.startsWith('text/'))) return;
    event.preventDefault();
    body.classList.add('is-dropping');
  };
  addEventListener('dragenter', over);
  addEventListener('dragover', over);
  addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) body.classList.remove('is-dropping');
  });
  addEventListener('drop', (event) => {
    body.classList.remove('is-dropping');
    if (!event.dataTransfer) return;
    event.preventDefault();
    const file = event.dataTransfer.files[0];
    const reading = file ? null : readPaste(event.dataTransfer);
    if (file) void openFile(file, receiver);
    else if (reading) receiver.whole(reading);
  });
}

/** @param {File} file @param {Receiver} receiver */
export async function openFile(file, receiver) {
  try {
    receiver.whole(await readFile(file));
  } catch (error) {
    receiver.problem(error instanceof NotText ? null : String(error));
  }
}

/**
 * The sample articles, as buttons that stand in the page from the start; the one asked for by the address opens.
 * @param {HTMLElement} place @param {import('../strings.js').Strings} t @param {string | null} asked @param {Receiver} receiver
 */
export async function drawSamples(place, t, asked, receiver) {
  // From disk there are no files beside the page.
  if (!location.protocol.startsWith('http')) return place.replaceChildren();
  const load = async (/** @type {string} */ id) => {
    try {
      const answer = await fetch(new URL(`./samples/${id}.txt`, document.baseURI));
      receiver.whole({ text: await answer.text(), note: null });
    } catch (error) {
      receiver.problem(String(error));
    }
  };
  place.querySelector('h2')?.replaceChildren(t.samples);
  for (const button of place.querySelectorAll('[data-sample]')) {
    const id = button.getAttribute('data-sample') ?? '';
    const words = Object.entries(t.sampleList).find(([one]) => one === id)?.[1] ?? [];
    [...button.children].forEach((child, at) => (child.textContent = words[at]));
    button.addEventListener('click', () => void load(id));
  }
  if (asked && asked in t.sampleList) await load(asked);
}
