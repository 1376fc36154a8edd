// All views of one report, tied together.

import { barView } from './bar.js';
import { el } from './dom.js';
import { Link } from './link.js';
import { matrixView } from './matrix.js';
import { Index, passing } from './model.js';
import { notesView } from './notes.js';
import { sourcesView } from './sources.js';
import { summaryView } from './summary.js';
import { textView } from './text.js';

/** @typedef {'summary' | 'bar' | 'sources' | 'matrix' | 'text' | 'notes'} ViewName */

/** Every view, in the order of reading. @type {ViewName[]} */
export const viewNames = ['summary', 'bar', 'sources', 'matrix', 'text', 'notes'];

/**
 * The views of a report.
 * @param {import('../report.js').Report} report @param {string} text @param {import('../strings.js').Strings} t
 * @param {{ filter?: import('./model.js').Filter, page?: boolean, views?: ViewName[] }} [options]
 */
export function buildViews(report, text, t, { filter, page = false, views = viewNames } = {}) {
  const index = new Index(report, text);
  const link = new Link();
  link.related = (key) => {
    const attribution = index.attributions.get(key);
    if (attribution) return attribution.source ? [key, attribution.source] : [key];
    return [key, ...(index.bySource.get(key) ?? []).map(({ id }) => id)];
  };
  const context = { index, t, link, shown: filter ? passing(index, filter) : null, page };
  const article = views.includes('text') ? textView(context) : null;
  /** @type {Record<ViewName, () => HTMLElement>} */
  const make = {
    summary: () => summaryView(context),
    bar: () => barView(context),
    sources: () => sourcesView(context),
    matrix: () => matrixView(context),
    text: () => article?.node ?? el('div', null),
    notes: () => notesView(context),
  };
  /** @type {Map<ViewName, HTMLElement>} */
  const made = new Map();
  /** A view's node; made when it is first asked for. @param {ViewName} name @returns {HTMLElement} */
  const node = (name) => {
    let found = made.get(name);
    if (!found) {
      found = make[name]();
      found.classList.add('view-part');
      made.set(name, found);
    }
    return found;
  };
  return { index, link, context, article, node };
}

/** @typedef {ReturnType<typeof buildViews>} Views */

/** Brings an element before the reader's eyes, gently where the reader has not asked for less motion. @param {Element} element @param {{ flash?: boolean }} [options] */
export function bringIntoView(element, { flash = true } = {}) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
  if (!flash) return;
  const name = element.matches('.card') ? 'is-flashed' : 'is-found';
  const target = element.matches('.number') ? (element.nextElementSibling?.matches('.segment') ? element.nextElementSibling : element) : element;
  target.classList.remove(name);
  void (/** @type {HTMLElement} */ (target).offsetWidth);
  target.classList.add(name);
  setTimeout(() => target.classList.remove(name), 1800);
}
