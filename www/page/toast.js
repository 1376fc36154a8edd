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
      const inside = place.contains(document.activeElement);
      place.replaceChildren();
      action?.run();
      // The button is gone: the focus goes to what it has changed, unless it was led elsewhere.
      if (inside && document.activeElement === document.body) document.getElementById('findings')?.focus({ preventScroll: true });
    };
    const leave = () => {
      // Not under the hands of somebody who is on its button.
      if (place.contains(document.activeElement)) timer = setTimeout(leave, 3_500);
      else place.replaceChildren();
    };
    place.replaceChildren(el('span', null, words), ...(action ? [el('button', { type: 'button', class: 'small-button', onclick: act }, action.label)] : []));
    timer = setTimeout(leave, action ? 10_000 : 3_500);
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
