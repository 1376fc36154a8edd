// Long lists drawn as they are needed: the first part at once, the rest as the reader comes near, all of it for print.

/** Items drawn at once, and at a time after that. */
const FIRST = 4;
const PART = 16;

/**
 * Fills a list with items. @template T
 * @param {HTMLElement} list @param {T[]} items @param {(item: T) => Node} draw
 * @param {{ link: import('./link.js').Link, holds: (item: T, key: string) => boolean }} options `holds`: whether an item shows a
 *   finding or source, so that it can be drawn when somebody goes there
 * @returns {HTMLElement} the list
 */
export function fill(list, items, draw, { link, holds }) {
  let drawn = 0;
  const more = (/** @type {number} */ to) => {
    if (to <= drawn) return;
    list.append(...items.slice(drawn, to).map(draw));
    drawn = Math.min(to, items.length);
  };
  more(FIRST);
  if (drawn === items.length) return list;
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      near.disconnect();
      more(drawn + PART);
      watch();
    },
    { rootMargin: '800px 0px' },
  );
  const watch = () => {
    if (drawn < items.length && list.lastElementChild) near.observe(list.lastElementChild);
  };
  watch();
  const onDraw = (/** @type {Event} */ event) => {
    // A list that was drawn anew since then.
    if (!list.isConnected) return link.removeEventListener('draw', onDraw);
    const key = /** @type {CustomEvent} */ (event).detail;
    const at = key === null ? items.length - 1 : items.findIndex((item) => holds(item, key));
    if (at < drawn) return;
    near.disconnect();
    more(at + 1);
    watch();
  };
  link.addEventListener('draw', onDraw);
  return list;
}
