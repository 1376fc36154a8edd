// Which findings are shown: by status, source, side and words.

import { el } from '../view/dom.js';
import { everything, statuses } from '../view/model.js';

/** Time without a key press before a search takes effect, in ms. */
const PAUSE = 200;

/**
 * @param {import('../view/views.js').Views} views @param {import('../view/model.js').Filter} first
 * @param {(filter: import('../view/model.js').Filter) => void} onChange
 */
export function filterBar({ index, context: { t, shown } }, first, onChange) {
  let filter = first;
  const present = new Set(index.ordered.map((attribution) => index.statusOf(attribution)));
  const sides = new Set(index.ordered.map(({ stance }) => stance.side));
  const change = (/** @type {Partial<typeof filter>} */ part) => onChange((filter = { ...filter, ...part }));
  /** @param {'status' | 'source' | 'side'} key @param {string} label @param {[string, string][]} choices */
  const select = (key, label, choices) => {
    const node = el('select', { 'data-filter': key, class: 'field', onchange: () => change({ [key]: node.value }) }, el('option', { value: '' }, t.any), choices.map(([value, words]) => el('option', { value }, words)));
    node.value = filter[key];
    return el('label', { class: 'filter-field' }, el('span', null, label), node);
  };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const search = el('input', { type: 'search', 'data-filter': 'words', class: 'field', placeholder: t.search, 'aria-label': t.search, value: filter.words, oninput: () => {
    clearTimeout(timer);
    timer = setTimeout(() => change({ words: search.value }), PAUSE);
  } });
  const speaking = index.report.sources.filter(({ id }) => index.bySource.has(id));
  const count = el('p', { class: 'filter-count', role: 'status' });
  const node = el(
    'div',
    { class: 'filter', role: 'search', 'aria-label': t.filter },
    search,
    select('status', t.filterStatus, statuses.filter((status) => present.has(status)).map((status) => [status, t.status[status].badge])),
    select('source', t.filterSource, speaking.map((source) => [source.id, index.nameOf(source)])),
    select('side', t.filterSide, /** @type {const} */ (['for', 'against', 'neutral']).filter((side) => sides.has(side)).map((side) => [side, t.side[side]])),
    count,
  );
  const clear = () => {
    for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (node.querySelectorAll('[data-filter]'))) field.value = '';
    change(everything);
    search.focus();
  };
  /** How many findings are shown. @param {Set<string> | null} passing */
  const tell = (passing) => count.replaceChildren(...(passing ? [t.filtered(passing.size, index.ordered.length), ' ', el('button', { type: 'button', class: 'link-button', onclick: clear }, t.clearFilter)] : []));
  tell(shown);
  return { node, count: tell };
}
