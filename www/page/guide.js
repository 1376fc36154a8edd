// From a finding to its words and its source and back: by press, by key, by link; and the dock that says what it is.

import { bringIntoView } from '../view/views.js';
import { correctForm } from './correct-form.js';
import { quoteOf } from './exports.js';
import { findingDock } from './finding.js';

/** @param {import('./state.js').Page} page */
export function makeGuide(page) {
  const { state, t, at, copy } = page;

  /** @param {{ id: string | null, from?: string }} detail */
  const follow = ({ id, from }) => {
    const { views } = state;
    if (!views) return;
    if (!id) return closeDock();
    history.replaceState(null, '', `#${id}`);
    openDock(id);
    if (from === 'redraw') return;
    if (from === 'text') return toCard(id, false);
    page.screen.showArticle();
    const words = views.article?.find(id);
    if (words) bringIntoView(words);
  };

  /** @param {string} id @param {boolean} focus */
  const toCard = (id, focus) => {
    const { views } = state;
    if (!views) return;
    // Reading on a narrow page, the dock says who speaks; the article stays.
    if (page.screen.isNarrow() && !focus) return;
    page.screen.choose('sources');
    views.link.dispatchEvent(new CustomEvent('draw', { detail: id }));
    const source = views.index.attributions.get(id)?.source;
    const statement = views.link.of(id).find((node) => node.closest('.sources') && node.matches('.statement'));
    const card = (source && views.link.of(source).find((node) => node.matches('.card'))) || statement?.closest('.card');
    const place = statement ?? card;
    if (!place) return;
    bringIntoView(place, { flash: false });
    if (card) {
      card.classList.add('is-flashed');
      setTimeout(() => card.classList.remove('is-flashed'), 1600);
    }
    if (focus) /** @type {HTMLElement | null} */ (place.querySelector('button'))?.focus({ preventScroll: true });
  };

  /** @param {Node} content */
  const dock = (content) => {
    at('dock').replaceChildren(content);
    document.body.classList.add('has-dock');
  };

  /** @param {string} id */
  const openDock = (id) => {
    const { views } = state;
    const attribution = views?.index.attributions.get(id);
    if (!views || !attribution) return;
    const { activeElement: active } = document;
    const inside = at('dock').contains(active);
    const had = inside ? (active?.getAttribute('data-action') ?? active?.getAttribute('data-correct')) : null;
    const made = findingDock(views.context, id, {
      step,
      close: () => views.link.select(null),
      toCard: () => toCard(id, true),
      toWords: () => {
        page.screen.showArticle();
        const words = views.article?.find(id);
        if (!words) return;
        bringIntoView(words);
        words.focus({ preventScroll: true });
      },
      copyQuote: () => void copy(quoteOf(views.index, attribution, t)),
      copyLink: () => void copy(location.href.split('#')[0] + `#${id}`),
      correct: () => correctForm(views.context, attribution, Boolean(at('dock').querySelector('.correct[open]')), page.revision.correct),
    });
    if (!made) return;
    dock(made);
    if (inside) /** @type {HTMLElement | null} */ ((had && made.querySelector(`[data-action="${had}"], [data-correct="${had}"]`)) ?? made.querySelector('button'))?.focus();
  };

  const closeDock = () => {
    const back = at('dock').contains(document.activeElement);
    at('dock').replaceChildren();
    document.body.classList.remove('has-dock');
    if (location.hash) history.replaceState(null, '', location.pathname + location.search);
    if (back) at('findings').focus({ preventScroll: true });
  };

  /** To the next or previous finding that the filter shows. @param {number} by */
  const step = (by) => {
    const { views } = state;
    if (!views) return;
    const { shown } = views.context;
    const list = views.index.ordered.filter(({ id }) => !shown || shown.has(id));
    if (!list.length) return;
    const here = list.findIndex(({ id }) => id === views.link.selected);
    const next = here < 0 ? (by > 0 ? 0 : list.length - 1) : (here + by + list.length) % list.length;
    views.link.select(list[next].id, { from: 'keys' });
  };

  addEventListener('keydown', (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select, [contenteditable]')) return;
    if (event.key === 'n') step(1);
    else if (event.key === 'p') step(-1);
    else if (event.key === 'Escape' && !event.defaultPrevented) state.views?.link.select(null);
  });

  return { follow, dock, closeDock };
}
