// All views of one report, tied together.

import { el } from './dom.js';
import { Link } from './link.js';
import { Index, everything, passing } from './model.js';

/** @typedef {'summary' | 'bar' | 'sources' | 'matrix' | 'text' | 'notes'} ViewName */

/** Every view, in the order of reading. @type {ViewName[]} */
export const viewNames = ['summary', 'bar', 'sources', 'matrix', 'text', 'notes'];

/** What draws each view; `text` gives more than a node (text.js). @typedef {{ [name in ViewName]?: (context: import('./marks.js').Context) => any }} Makers */

/** Loads what draws the views asked for, and no more. @param {ViewName[]} names @returns {Promise<Makers>} */
export async function loadViews(names) {
  /** @type {{ [name in ViewName]: () => Promise<any> }} */
  const load = {
    summary: async () => (await import('./summary.js')).summaryView,
    bar: async () => (await import('./bar.js')).barView,
    sources: async () => (await import('./sources.js')).sourcesView,
    matrix: async () => (await import('./matrix.js')).matrixView,
    text: async () => (await import('./text.js')).textView,
    notes: async () => (await import('./notes.js')).notesView,
  };
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await load[name]()])));
}

/**
 * The views of a report. They stay for as long as the text does: `renew` takes a corrected report or another filter.
 * @param {import('../report.js').Report} report @param {string} text @param {import('../strings.js').Strings} t
 * @param {Makers} makers from loadViews: a view without one stays empty
 * @param {{ filter?: import('./model.js').Filter, page?: boolean }} [options]
 */
export function buildViews(report, text, t, makers, { filter, page = false } = {}) {
  const link = new Link();
  const contextOf = (/** @type {Index} */ index, /** @type {import('./model.js').Filter} */ chosen = everything) => ({ index, t, link, shown: passing(index, chosen), page });
  /** @type {Map<ViewName, HTMLElement>} */
  const made = new Map();
  const context = contextOf(new Index(report, text), filter);
  const views = {
    index: context.index,
    /** @type {import('./marks.js').Context} */
    context,
    link,
    /** @type {ReturnType<typeof import('./text.js')['textView']> | null} */
    article: makers.text?.(context) ?? null,
    /** A view's node; made when it is first asked for. @param {ViewName} name @returns {HTMLElement} */
    node(name) {
      let node = made.get(name);
      if (!node) {
        /** @type {HTMLElement} */
        const drawn = (name === 'text' ? views.article?.node : /** @type {HTMLElement | undefined} */ (makers[name]?.(views.context))) ?? el('div', null);
        drawn.classList.add('view-part');
        made.set(name, (node = drawn));
      }
      return node;
    },
    /**
     * Another report of the same text, or the same one through another filter. The text is marked anew where it stands; the
     * other views are to be asked for again.
     * @param {import('../report.js').Report} next @param {import('./model.js').Filter} chosen
     */
    renew(next, chosen) {
      for (const [name, node] of made) {
        if (name === 'text') continue;
        link.forget(node);
        made.delete(name);
      }
      views.index = next === views.index.report ? views.index : new Index(next, text);
      views.context = contextOf(views.index, chosen);
      views.article?.update(views.context);
    },
  };
  link.related = (key) => {
    const attribution = views.index.attributions.get(key);
    if (attribution) return attribution.source ? [key, attribution.source] : [key];
    return [key, ...(views.index.bySource.get(key) ?? []).map(({ id }) => id)];
  };
  return views;
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
