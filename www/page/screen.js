// The report on the page: the summary, over the article on the left and what was found in it on the right.

import { el } from '../view/dom.js';
import { legend } from '../view/legend.js';
import { frame } from '../view/pace.js';
import { bringIntoView, buildViews } from '../view/views.js';
import { filterBar } from './filter.js';
import { tabList } from './tabs.js';

/** A text shorter than this many words that says nothing is taken for a headline. */
const HEADLINE = 25;
/** Words from which the parts of the page are drawn a frame each: laid out together they would hold up the reader. */
const LONG = 4_000;

/** @typedef {'sources' | 'matrix' | 'notes'} Finding */
/** The views in tabs; the article is one of them where there is no room for it beside the others. */
const FINDINGS = /** @type {Finding[]} */ (['sources', 'matrix', 'notes']);

/** @param {import('./state.js').Page} page */
export function makeScreen(page) {
  const { state, t, at, input } = page;
  const { body } = document;
  /** @type {ReturnType<typeof tabList> | null} */
  let tabs = null;
  /** @type {ReturnType<typeof filterBar> | null} */
  let filter = null;

  /** @param {import('./state.js').State['mode']} mode */
  const setMode = (mode) => {
    state.mode = mode;
    body.dataset.mode = mode;
    at('hero').hidden = at('samples').hidden = mode !== 'start';
    at('title').hidden = mode === 'start';
    at('editor').hidden = mode === 'read' || mode === 'wait';
    at('reader').hidden = mode !== 'read';
    at('overview').hidden = at('findings').hidden = mode === 'start' || mode === 'wait';
    page.frame.drawTools();
  };

  const reset = () => {
    page.analysis.stop();
    state.views?.article?.stop();
    Object.assign(state, { found: null, report: null, text: '', edits: [], undone: [], id: '', views: null, note: null });
    page.analysis.status();
    page.guide.closeDock();
    setMode('start');
    for (const id of ['overview', 'findings', 'reader']) at(id).replaceChildren();
  };

  /** @param {'edit' | 'read'} mode */
  const show = async (mode) => {
    if (!state.report) return;
    setMode(mode);
    await draw();
    // The field or button that led here is gone with the start page or the editor.
    requestAnimationFrame(() => {
      const { activeElement: active } = document;
      if (state.mode === 'read' && (!active || active === body || !active.checkVisibility())) at('overview').focus({ preventScroll: true });
    });
    const id = decodeURIComponent(location.hash.slice(1));
    if (id && state.views?.index.attributions.has(id)) state.views.link.select(id, { from: 'address' });
  };

  /** What is to be said before the findings. @returns {Node[]} */
  const remarks = () => {
    const { report, note, edits, undone } = state;
    if (!report) return [];
    const { language, words } = report.text;
    const lines = note ? [t[note]] : [];
    if (language && language !== 'en') lines.push(t.foreign(new Intl.DisplayNames([t.language], { type: 'language' }).of(language) ?? language));
    else if (!report.attributions.length) lines.push(words < HEADLINE ? t.headlineOnly : t.nothing);
    else if (t.inEnglish) lines.push(t.inEnglish);
    const list = lines.map((line) => (line === t.nothing ? el('div', { class: 'remark' }, el('strong', null, t.nothingTitle), el('p', null, line)) : el('p', { class: line === t.inEnglish ? 'remark is-quiet' : 'remark' }, line)));
    const button = (/** @type {'undo' | 'redo'} */ what) => el('button', { type: 'button', class: 'link-button', 'data-correct': what, onclick: page.revision[what] }, t[what]);
    if (edits.length || undone.length) list.push(el('p', { class: 'remark is-quiet' }, edits.length ? t.corrections(edits.length) : t.correctionsNone, edits.length > 0 && [' ', button('undo')], undone.length > 0 && [' ', button('redo')]));
    return list;
  };

  /** Draws the report: a new text's from the start, a corrected one's or another filter's where the old one stands. */
  const draw = async () => {
    const { report, text } = state;
    if (!report) return;
    const long = report.text.words > LONG;
    // What came from the worker has been unpacked in this turn already.
    if (long) await frame();
    page.analysis.status(...remarks());
    const before = state.views;
    const kept = before?.index.text === text;
    const views = kept ? before : buildViews(report, text, t, page.makers, { filter: state.filter, page: true });
    if (kept) views.renew(report, state.filter);
    else {
      before?.article?.stop();
      state.views = views;
      views.link.listen(at('main'));
      views.link.addEventListener('select', (event) => page.guide.follow(/** @type {CustomEvent} */ (event).detail));
      views.link.addEventListener('words', (event) => {
        const place = views.article?.at(/** @type {CustomEvent} */ (event).detail.start);
        if (!place) return;
        showArticle();
        bringIntoView(place);
      });
    }
    const empty = !report.attributions.length;
    body.classList.toggle('is-empty', empty);
    at('overview').replaceChildren(el('h2', { class: 'hidden' }, t.summary), views.node('summary'), ...(empty ? [] : [views.node('bar')]));
    // A long text's parts are laid out a frame apart; meanwhile another text or report may have come.
    for (const part of [drawReader, drawFindings, () => tabs?.choose(state.tab)]) {
      if (long) await frame();
      if (state.views !== views || state.report !== report) return;
      part(views);
    }
    const { selected } = views.link;
    if (selected && views.index.attributions.has(selected)) {
      // Its card may now stand further down than lists are drawn at first.
      views.link.dispatchEvent(new CustomEvent('draw', { detail: selected }));
      views.link.select(selected, { from: 'redraw' });
    } else if (selected) views.link.select(null);
    else page.guide.closeDock();
  };

  /** @param {import('../view/views.js').Views} views */
  const drawReader = (views) => {
    const { words, paragraphs } = views.index.report.text;
    const toEditor = () => {
      setMode('edit');
      input.focus();
    };
    const head = el('div', { class: 'column-head' }, el('h2', null, t.text), el('span', { class: 'aside' }, `${t.words(words)} · ${t.paragraphs(paragraphs)}`), el('button', { type: 'button', class: 'small-button', onclick: toEditor }, t.edit));
    const article = views.node('text');
    // The article itself stays where it is, and with it the reader's place.
    if (article.parentElement !== at('reader')) at('reader').replaceChildren(head, ...(views.index.ordered.length ? [legend(t)] : []), article);
  };

  /** The frame of the findings, before a view is chosen. @param {import('../view/views.js').Views} views */
  const drawFindings = (views) => {
    const titles = { text: t.text, sources: t.sources, matrix: t.tabMatrix, notes: t.tabNotes };
    const panels = /** @type {const} */ (['text', ...FINDINGS]).map((id) => ({ id, title: titles[id], panel: el('div', { class: 'panel' }) }));
    tabs = tabList(t.views, panels, (id) => {
      state.tab = id;
      body.dataset.tab = id;
      fillPanel(views, id);
    });
    filter = filterBar(views, state.filter, (next) => {
      state.filter = next;
      if (state.report) views.renew(state.report, next);
      filter?.count(views.context.shown);
      for (const id of FINDINGS) at(`panel-${id}`).replaceChildren();
      fillPanel(views, state.tab);
    });
    at('findings').replaceChildren(tabs.node, filter.node, ...panels.map(({ panel }) => panel));
  };

  /** A view is drawn when somebody first looks at it. @param {import('../view/views.js').Views} views @param {string} id */
  const fillPanel = (views, id) => {
    const name = FINDINGS.find((one) => one === id);
    const panel = document.getElementById(`panel-${id}`);
    if (name && panel && !panel.childNodes.length) panel.append(el('h2', { class: 'panel-title' }, t[name]), views.node(name));
  };

  /** Draws again after a correction, keeping the reader's place and the focus. */
  const redraw = async () => {
    const active = document.activeElement;
    const keys = ['data-correct', 'data-filter', 'data-finding'].map((name) => /** @type {const} */ ([name, active?.getAttribute(name)]));
    const scrolled = at('findings').scrollTop;
    await draw();
    at('findings').scrollTop = scrolled;
    if (active?.isConnected) return;
    const [name, value] = keys.find(([, given]) => given) ?? [];
    const same = value ? /** @type {HTMLElement | null} */ (document.querySelector(`[${name}="${value}"]`)) : null;
    (same ?? at('findings')).focus({ preventScroll: true });
  };

  /** Whether the article is one of the tabs rather than beside them. */
  const isNarrow = () => {
    const tab = document.getElementById('tab-text');
    return tab !== null && getComputedStyle(tab).display !== 'none';
  };

  const choose = (/** @type {string} */ id) => state.tab !== id && tabs?.choose(id);

  const showArticle = () => {
    if (state.mode === 'edit') setMode('read');
    if (isNarrow()) choose('text');
  };

  /** Everything that is drawn as needed: paper does not scroll. */
  const drawAll = () => {
    const { views } = state;
    if (!views) return;
    for (const id of FINDINGS) fillPanel(views, id);
    views.link.dispatchEvent(new CustomEvent('draw', { detail: null }));
    views.article?.markAll();
  };

  return { setMode, reset, show, redraw, isNarrow, choose, showArticle, drawAll };
}
