// A short word at the foot of the page, and copying, which says with one whether it worked.

import { el } from '../view/dom.js';

/** @param {HTMLElement} place @param {import('../strings.js').Strings} t */
export function makeToast(place, t) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @param {string} words @param {{ label: string, run: () => void }} [action] */
  const toast = (words, action) => {
    clearTimeout(timer);
    const act = () => {
      place.replaceChildren();
      action?.run();
    };
    place.replaceChildren(el('span', null, words), ...(action ? [el('button', { type: 'button', class: 'small-button', onclick: act }, action.label)] : []));
    timer = setTimeout(() => place.replaceChildren(), action ? 10_000 : 3_500);
  };

  const copy = async (/** @type {string} */ words) => {
    try {
      await navigator.clipboard.writeText(words);
      toast(t.copied);
    } catch {
      toast(t.copyFailed);
    }
  };

  return { toast, copy };
}
