// The words of the interface, by language. English is always there; others load when asked for.

import en from './strings.en.js';

/** @typedef {typeof en} Strings */

/** The languages there are, each under its own name. */
export const languages = { en: 'English', de: 'Deutsch' };

/**
 * The strings of the best language for a tag ("de-AT" → German); English where there is none.
 * @param {string | null | undefined} tag @returns {Promise<Strings>}
 */
export async function strings(tag) {
  const language = String(tag ?? '').toLowerCase().split('-')[0];
  return language === 'de' ? (await import('./strings.de.js')).default : en;
}

export { en };
