// Marks in an article of the host page by the CSS Custom Highlight API: its nodes stay as they are. All elements of a page share
// the highlights, one for each tone and form.

import { toneOf } from './view/model.js';

/** Background and line of each tone; translucent, so that they fit light and dark pages. @type {Record<string, [string, string]>} */
const colours = { on: ['rgb(46 124 209 / .17)', '#2e7cd1'], not: ['rgb(151 84 178 / .18)', '#9754b2'], diffuse: ['rgb(176 122 16 / .18)', '#b07a10'], author: ['rgb(112 122 136 / .18)', '#707a88'] };
const lines = { direct: 'solid', mixed: 'dashed', indirect: 'dotted' };

/** @returns {any} the registry, where the browser has one */
const registry = () => /** @type {any} */ (globalThis.CSS)?.highlights;

/** Whether this browser can mark words without touching the page. */
export const canHighlight = () => Boolean(registry() && /** @type {any} */ (globalThis).Highlight);

let styled = false;

function style() {
  if (styled) return;
  styled = true;
  const rules = Object.entries(colours).flatMap(([tone, [back, line]]) => Object.entries(lines).map(([form, kind]) => `::highlight(on-record-${tone}-${form}) { background-color: ${back}; text-decoration: underline ${kind} ${line} 2px; }`));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync([...rules, '::highlight(on-record-selected) { background-color: rgb(255 196 0 / .45); color: inherit; }'].join('\n'));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** @param {string} name @returns {any} */
function named(name) {
  const found = registry().get(name);
  if (found) return found;
  const made = new /** @type {any} */ (globalThis).Highlight();
  made.priority = name === 'on-record-selected' ? 1 : 0;
  registry().set(name, made);
  return made;
}

/** @typedef {ReturnType<typeof highlight>} Marks */

/**
 * Marks every finding's content.
 * @param {import('./view/model.js').Index} index @param {(start: number, end: number) => Range[]} ranges
 * @returns {{ select(id: string | null): void, at(node: Node, offset: number): string | null, rangesOf(id: string): Range[], clear(): void }}
 */
export function highlight(index, ranges) {
  style();
  /** @type {Map<string, Range[]>} */
  const marked = new Map();
  for (const attribution of index.ordered) {
    const list = attribution.parts.content.flatMap(({ start, end }) => ranges(start, end));
    marked.set(attribution.id, list);
    const target = named(`on-record-${toneOf[index.statusOf(attribution)]}-${attribution.form}`);
    for (const range of list) target.add(range);
  }
  /** @type {Range[]} */
  let chosen = [];
  const unselect = () => chosen.forEach((range) => named('on-record-selected').delete(range));
  return {
    select(id) {
      unselect();
      chosen = (id && marked.get(id)) || [];
      for (const range of chosen) named('on-record-selected').add(range);
    },
    /** The innermost finding at a place of the page. */
    at(node, offset) {
      let best = null;
      let size = Infinity;
      for (const [id, list] of marked) {
        const inside = list.some((range) => range.isPointInRange(node, offset));
        const length = list.reduce((sum, range) => sum + range.toString().length, 0);
        if (inside && length < size) [best, size] = [id, length];
      }
      return best;
    },
    rangesOf: (id) => marked.get(id) ?? [],
    clear() {
      unselect();
      for (const [id, list] of marked) {
        const attribution = index.attributions.get(id);
        if (!attribution) continue;
        const target = named(`on-record-${toneOf[index.statusOf(attribution)]}-${attribution.form}`);
        for (const range of list) target.delete(range);
      }
      marked.clear();
    },
  };
}
