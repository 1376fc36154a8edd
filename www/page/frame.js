// The frame: what stands around the article and its findings, in the reader's language.

import { el } from '../view/dom.js';
import { languages } from '../strings.js';
import { exportMenu } from './exports.js';
import { openFile } from './input.js';
import { makePrint } from './print.js';
import { settingsMenu } from './settings.js';

/** @param {import('./state.js').Page} page */
export function makeFrame(page) {
  const { state, t, at, input, copy, toast } = page;
  const { body } = document;

  document.documentElement.lang = t.language;
  const words = { tagline: t.tagline, lead: t.lead, 'text-label': t.inputLabel, hint: t.inputHint, standing: t.standing, privacy: `${t.privacy} ${t.shortcuts}.`, skip: t.skip };
  for (const [id, text] of Object.entries(words)) at(id).textContent = text;
  input.placeholder = t.inputPlaceholder;

  const settings = settingsMenu(t, languages, body);
  const shared = exportMenu(t, () => (state.report ? { report: state.report, text: state.text } : null), { copy, toast, print: makePrint(page) });
  const fresh = el('button', { type: 'button', class: 'small-button', onclick: () => {
    input.value = '';
    page.screen.reset();
    input.focus();
  } }, t.newText);
  const file = el('input', { type: 'file', accept: '.txt,.md,.markdown,.html,.htm,text/plain,text/markdown,text/html', class: 'hidden', tabindex: -1, 'aria-hidden': 'true', onchange: () => {
    if (file.files?.[0]) void openFile(file.files[0], page.analysis.receiver);
    file.value = '';
  } });
  const open = el('button', { type: 'button', class: 'small-button', onclick: () => file.click() }, t.open);
  const done = el('button', { type: 'button', class: 'small-button is-main', onclick: () => void page.screen.show('read') }, t.read);
  at('tools').replaceChildren(fresh, shared, page.past.node, settings);
  at('editor-tools').replaceChildren(open, file, done);

  /** The buttons that there is a use for. */
  const drawTools = () => {
    fresh.hidden = state.mode === 'start';
    shared.hidden = state.mode === 'start' || state.mode === 'wait';
    done.hidden = state.mode !== 'edit' || !state.report;
  };

  return { drawTools };
}
