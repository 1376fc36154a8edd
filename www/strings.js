// The words of the interface, by language; each language is a file that loads when it is asked for.

/** @typedef {typeof import('./strings.en.js')['default']} Strings */

/** The languages there are, each under its own name. @type {Record<string, string>} */
export const languages = { en: 'English', de: 'Deutsch' };

/**
 * The strings of the best language for a tag ("de-AT" → German); English where there is none.
 * @param {string | null | undefined} tag @returns {Promise<Strings>}
 */
export async function strings(tag) {
  const language = String(tag ?? '').toLowerCase().split('-')[0];
  return (language === 'de' ? await import('./strings.de.js') : await import('./strings.en.js')).default;
}
