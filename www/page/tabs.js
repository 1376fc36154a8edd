// A row of tabs that the arrow keys move along (the ARIA pattern, chosen by focus).

import { el } from '../view/dom.js';

/**
 * @param {string} label
 * @param {{ id: string, title: string, panel: HTMLElement }[]} tabs
 * @param {(id: string) => void} onChoose
 */
export function tabList(label, tabs, onChoose) {
  const buttons = tabs.map(({ id, title, panel }) => {
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', `tab-${id}`);
    panel.id = `panel-${id}`;
    return el('button', { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': `panel-${id}`, class: `tab tab-${id}`, onclick: () => choose(id) }, title);
  });
  const node = el('div', { role: 'tablist', class: 'tabs', 'aria-label': label }, buttons);
  let chosen = '';
  const choose = (/** @type {string} */ id) => {
    chosen = id;
    tabs.forEach(({ id: other, panel }, at) => {
      const on = other === id;
      buttons[at].setAttribute('aria-selected', String(on));
      buttons[at].tabIndex = on ? 0 : -1;
      panel.classList.toggle('is-chosen', on);
    });
    onChoose(id);
  };
  node.addEventListener('keydown', (event) => {
    const visible = buttons.filter((button) => button.offsetParent !== null);
    const at = visible.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: visible.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const button = visible[(to + visible.length) % visible.length];
    button.focus();
    button.click();
  });
  return { node, choose, get chosen() { return chosen; } };
}
