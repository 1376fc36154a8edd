// A button that opens a small panel: Escape, a press elsewhere or leaving it closes it.

import { el, uniqueId } from '../view/dom.js';

/** @param {string} label @param {(close: () => void) => (Node | null)[]} content made each time it opens */
export function menu(label, content) {
  const id = uniqueId('menu');
  const panel = el('div', { class: 'menu-panel', id, hidden: true });
  const button = el('button', { type: 'button', class: 'small-button', 'aria-expanded': 'false', 'aria-controls': id }, label);
  const node = el('div', { class: 'menu' }, button, panel);
  const set = (/** @type {boolean} */ open) => {
    if (open) panel.replaceChildren(...content(() => close()).filter((child) => child !== null));
    panel.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
    if (open) addEventListener('pointerdown', outside);
    else removeEventListener('pointerdown', outside);
  };
  const close = () => {
    const inside = panel.contains(document.activeElement);
    set(false);
    if (inside) button.focus();
  };
  const outside = (/** @type {PointerEvent} */ event) => {
    if (!node.contains(/** @type {Node} */ (event.target))) set(false);
  };
  button.addEventListener('click', () => set(panel.hidden === true));
  node.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || panel.hidden) return;
    event.preventDefault();
    event.stopPropagation();
    close();
    button.focus();
  });
  node.addEventListener('focusout', (event) => {
    const to = /** @type {Node | null} */ (event.relatedTarget);
    if (to && !node.contains(to)) set(false);
  });
  return node;
}
