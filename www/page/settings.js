// Theme and language: kept on this device only.

import { el } from '../view/dom.js';
import { menu } from './menu.js';

/** @param {string} key @param {string} value */
function keep(key, value) {
  try {
    if (value) localStorage.setItem(`on-record-${key}`, value);
    else localStorage.removeItem(`on-record-${key}`);
  } catch {
    // Storage is switched off: the choice holds until the page closes.
  }
}

/** What was kept; null where nothing was, or storage is switched off. @param {string} key */
export function recall(key) {
  try {
    return localStorage.getItem(`on-record-${key}`);
  } catch {
    return null;
  }
}

/** @param {HTMLElement} body */
export function applyTheme(body) {
  setTheme(body, new URLSearchParams(location.search).get('theme') ?? recall('theme') ?? '');
}

/** @param {HTMLElement} body @param {string} theme */
function setTheme(body, theme) {
  if (theme === 'light' || theme === 'dark') body.dataset.theme = theme;
  else delete body.dataset.theme;
}

/** @param {import('../strings.js').Strings} t @param {Record<string, string>} languages @param {HTMLElement} body */
export function settingsMenu(t, languages, body) {
  const themes = /** @type {[string, string][]} */ ([['', t.themeAuto], ['light', t.themeLight], ['dark', t.themeDark]]);
  const choice = (/** @type {string} */ name, /** @type {string} */ value, /** @type {string} */ label, /** @type {boolean} */ checked, /** @type {() => void} */ run) => {
    const radio = el('input', { type: 'radio', name, value, onchange: run });
    radio.checked = checked;
    return el('label', { class: 'choice' }, radio, el('span', null, label));
  };
  return menu(t.settings, () => [
    el('fieldset', null, el('legend', null, t.theme), themes.map(([value, label]) => choice('theme', value, label, (body.dataset.theme ?? '') === value, () => {
      setTheme(body, value);
      keep('theme', value);
    }))),
    el('fieldset', null, el('legend', null, t.languageLabel), Object.entries(languages).map(([value, label]) => choice('language', value, label, t.language === value, () => {
      keep('language', value);
      const url = new URL(location.href);
      url.searchParams.set('lang', value);
      location.replace(url);
    }))),
  ]);
}
