// The page: takes a text, keeps the analysis up to date with it, and shows its report in linked views.

import { analyze, about, refresh } from './engine.js';
import { addForm, correctForm } from './page/correct-form.js';
import { corrected } from './page/correct.js';
import { makeHistory } from './page/history.js';
import { selectedSpan } from './page/selection.js';
import { isBinary, readText } from './page/read.js';
import { drawSamples, listen, openFile } from './page/input.js';
import { makeToast } from './page/toast.js';
import { findingDock } from './page/finding.js';
import { filterBar } from './page/filter.js';
import { exportMenu, quoteOf } from './page/exports.js';
import { settingsMenu, applyTheme } from './page/settings.js';
import { tabList } from './page/tabs.js';
import { openedFiles, sharedText, workOffline } from './offline.js';
import { languages, strings } from './strings.js';
import { el, shorten } from './view/dom.js';
import { everything } from './view/model.js';
import { legend } from './view/legend.js';
import { sheet } from './view/styles.js';
import { bringIntoView, buildViews, loadViews, viewNames } from './view/views.js';

/** @typedef {import('./report.js').Report} Report */

/** A text shorter than this many words that says nothing is taken for a headline. */
const HEADLINE = 25;

const $ = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const body = document.body;
const input = /** @type {HTMLTextAreaElement} */ ($('text'));
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet()];
applyTheme(body);

const query = new URLSearchParams(location.search);
const language = query.get('lang') ?? recall('language') ?? navigator.language;
const [t, makers] = await Promise.all([strings(language), loadViews(viewNames)]);

const { toast, copy } = makeToast($('toast'), t);
const past = makeHistory(t, { toast, open: ({ text, id, edits }) => setText(text, { id, edits }) });

const state = {
  /** @type {Report | null} as the engine made it */
  found: null,
  /** @type {Report | null} the report that is shown: with the reader's corrections */
  report: null,
  /** @type {import('./page/correct.js').Edit[]} */
  edits: [],
  /** Of this article, in the history. */
  id: '',
  /** The text that it is of. */
  text: '',
  /** @type {'start' | 'edit' | 'read'} */
  mode: 'start',
  filter: { ...everything },
  tab: 'sources',
  /** @type {'fromHtml' | 'fromHtmlSource' | null} how the text was read */
  note: null,
  /** @type {AbortController | null} */
  running: null,
  /** @type {import('./view/views.js').Views | null} */
  views: null,
};

// ---- the text ----

/** Edits that wait for the report of a text from the history. @type {typeof state.edits} */
let waitingEdits = [];

/** @param {string} text @param {{ note?: typeof state.note, id?: string, edits?: typeof state.edits }} [options] */
function setText(text, { note = null, id = '', edits = [] } = {}) {
  input.value = text;
  state.note = note;
  state.id = id;
  waitingEdits = edits;
  schedule(0, true);
}

/** What the reader brings, by whatever way. @type {import('./page/input.js').Receiver} */
const receiver = {
  whole: ({ text, note }) => setText(text, { note }),
  changed(note, wait, read) {
    state.note = note;
    schedule(wait, read);
  },
  problem: (words) => fail(t.errorTitle, words ?? t.binary),
};

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {number} wait @param {boolean} read whether to show the article rather than the editor when there is a result */
function schedule(wait, read) {
  clearTimeout(timer);
  state.running?.abort();
  timer = setTimeout(() => void run(read), wait);
}

/** @param {boolean} read */
async function run(read) {
  const text = input.value;
  if (!text.trim()) return reset();
  if (isBinary(text)) return fail(t.errorTitle, t.binary);
  const running = (state.running = new AbortController());
  // Short analyses end before anybody could read that they run.
  const slow = setTimeout(() => showProgress(0), 150);
  body.setAttribute('aria-busy', 'true');
  try {
    const report = await analyze(text, {
      signal: running.signal,
      onProgress: ({ tokens, tokensDone }) => progressTo(tokens ? tokensDone / tokens : 0),
    });
    if (running.signal.aborted) return;
    // Corrections belong to the text they were made in.
    const edits = text === state.text ? state.edits : waitingEdits;
    waitingEdits = [];
    Object.assign(state, { found: report, report: corrected(report, text, edits), text, edits, filter: { ...everything } });
    state.id ||= crypto.randomUUID?.() ?? String(Date.now());
    past.remember(state.id, text, edits);
    await show(read ? 'read' : 'edit');
    if (edits.length) void renew();
  } catch (error) {
    const { code, message } = /** @type {{ code?: string, message: string }} */ (error);
    if (running.signal.aborted) return;
    fail(code === 'too_long' ? t.tooLong : t.errorTitle, message);
  } finally {
    clearTimeout(slow);
    if (state.running === running) body.removeAttribute('aria-busy');
  }
}

/** @type {HTMLProgressElement | null} */
let meter = null;

/** @param {number} share */
function showProgress(share) {
  meter = el('progress', { max: 1, value: share, 'aria-label': t.analysing });
  const stop = el('button', { type: 'button', class: 'small-button', onclick: () => {
    state.running?.abort();
    body.removeAttribute('aria-busy');
    status(el('p', null, t.cancelled), el('button', { type: 'button', class: 'small-button', onclick: () => schedule(0, true) }, t.tryAgain));
  } }, t.cancel);
  status(el('p', null, t.analysing), meter, stop);
}

/** @param {number} share */
function progressTo(share) {
  if (meter?.isConnected) meter.value = share;
}

/** @param {...Node} content */
function status(...content) {
  $('status').replaceChildren(...content);
}

/** @param {string} title @param {string} message */
function fail(title, message) {
  status(el('div', { class: 'problem', role: 'alert' }, el('strong', null, title), el('p', null, message), el('button', { type: 'button', class: 'small-button', onclick: () => schedule(0, true) }, t.tryAgain)));
}

function reset() {
  state.running?.abort();
  body.removeAttribute('aria-busy');
  Object.assign(state, { found: null, report: null, text: '', edits: [], id: '', views: null, note: null });
  status();
  closeDock();
  setMode('start');
  for (const id of ['overview', 'findings', 'reader']) $(id).replaceChildren();
}

/** @param {typeof state.mode} mode */
function setMode(mode) {
  state.mode = mode;
  body.dataset.mode = mode;
  $('hero').hidden = $('samples').hidden = mode !== 'start';
  $('title').hidden = mode === 'start';
  $('editor').hidden = mode === 'read';
  $('reader').hidden = mode !== 'read';
  $('overview').hidden = $('findings').hidden = mode === 'start';
  drawTools();
}

// ---- the report ----

/** @param {typeof state.mode} mode */
async function show(mode) {
  const { report } = state;
  if (!report) return;
  setMode(mode);
  status(...remarks(report));
  await draw();
  const id = decodeURIComponent(location.hash.slice(1));
  if (id && state.views?.index.attributions.has(id)) state.views.link.select(id, { from: 'address' });
}

/** What is to be said before the findings. @param {Report} report @returns {Node[]} */
function remarks(report) {
  const { language: found, words } = report.text;
  const lines = [];
  if (state.note) lines.push(t[state.note]);
  if (found && found !== 'en') lines.push(t.foreign(new Intl.DisplayNames([t.language], { type: 'language' }).of(found) ?? found));
  else if (!report.attributions.length) lines.push(words < HEADLINE ? t.headlineOnly : t.nothing);
  const list = lines.map((line) => el('p', { class: 'remark' }, line));
  if (state.edits.length) list.push(el('p', { class: 'remark is-quiet' }, t.corrections(state.edits.length), ' ', el('button', { type: 'button', class: 'link-button', onclick: undo }, t.undo)));
  return list;
}

/** Words from which the views are drawn one after the other, with room for the reader's clicks and keys between. */
const MUCH = 4_000;

/** Draws the views anew. */
async function draw() {
  const { report, text, filter } = state;
  if (!report) return;
  const chosen = state.views?.link.selected ?? null;
  const views = (state.views = buildViews(report, text, t, makers, { filter, page: true }));
  views.link.listen($('main'));
  views.link.addEventListener('select', (event) => follow(/** @type {CustomEvent} */ (event).detail));
  views.link.addEventListener('words', (event) => {
    const place = views.article?.at(/** @type {CustomEvent} */ (event).detail.start);
    if (!place) return;
    showArticle();
    bringIntoView(place);
  });
  const empty = !report.attributions.length;
  body.classList.toggle('is-empty', empty);
  $('overview').replaceChildren(el('h2', { class: 'hidden' }, t.summary), views.node('summary'), ...(empty ? [] : [views.node('bar')]));
  const room = async () => {
    if (report.text.words > MUCH) await new Promise((resolve) => setTimeout(resolve));
    return state.views === views;
  };
  if (!(await room())) return;
  drawReader(views);
  if (!(await room())) return;
  drawFindings(views);
  if (chosen && views.index.attributions.has(chosen)) views.link.select(chosen, { from: 'redraw' });
  else closeDock();
}

/** @param {import('./view/views.js').Views} views */
function drawReader(views) {
  const { words, paragraphs } = views.index.report.text;
  const edit = el('button', { type: 'button', class: 'small-button', onclick: () => {
    setMode('edit');
    input.focus();
  } }, t.edit);
  $('reader').replaceChildren(el('div', { class: 'column-head' }, el('h2', null, t.text), el('span', { class: 'aside' }, `${t.words(words)} · ${t.paragraphs(paragraphs)}`), edit), ...(views.index.ordered.length ? [legend(t)] : []), views.node('text'));
}

/** @type {ReturnType<typeof tabList> | null} */
let tabs = null;

/** @param {import('./view/views.js').Views} views */
function drawFindings(views) {
  const panels = /** @type {const} */ (['text', 'sources', 'matrix', 'notes']).map((id) => ({ id, title: { text: t.text, sources: t.sources, matrix: t.tabMatrix, notes: t.tabNotes }[id], panel: el('div', { class: 'panel' }) }));
  const names = new Set(['sources', 'matrix', 'notes']);
  tabs = tabList(t.views, panels, (id) => {
    if (state.tab !== id) state.tab = id;
    body.dataset.tab = id;
    const at = panels.find((panel) => panel.id === id);
    if (at && names.has(id) && !at.panel.childNodes.length) at.panel.append(el('h2', { class: 'hidden' }, t[/** @type {'sources'} */ (id)]), views.node(/** @type {'sources'} */ (id)));
  });
  const filter = filterBar(views, state.filter, (next) => {
    state.filter = next;
    void redrawFiltered();
  });
  $('findings').replaceChildren(tabs.node, filter, ...panels.map(({ panel }) => panel));
  tabs.choose(state.tab);
}

/** A change of the filter draws the views again and leaves the focus where it is. */
async function redrawFiltered() {
  const active = document.activeElement?.getAttribute('data-filter');
  const field = /** @type {HTMLInputElement | null} */ (document.activeElement);
  const caret = active === 'words' ? field?.selectionStart : null;
  await draw();
  if (!active) return;
  const again = /** @type {HTMLInputElement | null} */ (document.querySelector(`[data-filter="${active}"]`));
  again?.focus();
  if (caret !== null && caret !== undefined) again?.setSelectionRange(caret, caret);
}

/** Whether the article is one of the tabs rather than beside them. */
function isNarrow() {
  const tab = document.getElementById('tab-text');
  return tab !== null && getComputedStyle(tab).display !== 'none';
}

/** On a narrow page the article is one of the tabs. */
function showArticle() {
  if (state.mode === 'edit') setMode('read');
  if (isNarrow()) tabs?.choose('text');
}

// ---- going from finding to words and back ----

/** @param {{ id: string | null, from?: string }} detail */
function follow({ id, from }) {
  const { views } = state;
  if (!views) return;
  if (!id) return closeDock();
  history.replaceState(null, '', `#${id}`);
  openDock(id);
  if (from === 'redraw') return;
  if (from === 'text') return toCard(id, false);
  showArticle();
  const words = views.article?.find(id);
  if (words) bringIntoView(words);
}

/** @param {string} id @param {boolean} focus */
function toCard(id, focus) {
  const { views } = state;
  if (!views) return;
  // Reading on a narrow page, the dock says who speaks; the article stays.
  if (isNarrow() && !focus) return;
  if (state.tab !== 'sources') tabs?.choose('sources');
  views.link.dispatchEvent(new CustomEvent('draw', { detail: id }));
  const source = views.index.attributions.get(id)?.source;
  const statement = views.link.of(id).find((node) => node.closest('.sources') && node.matches('.statement'));
  const card = (source && views.link.of(source).find((node) => node.matches('.card'))) || statement?.closest('.card');
  const place = statement ?? card;
  if (!place) return;
  bringIntoView(place, { flash: false });
  if (card) flash(card);
  if (focus) /** @type {HTMLElement | null} */ (place.querySelector('button'))?.focus({ preventScroll: true });
}

/** @param {Element} card */
function flash(card) {
  card.classList.add('is-flashed');
  setTimeout(() => card.classList.remove('is-flashed'), 1600);
}

// ---- corrections ----

/** @param {import('./page/correct.js').Edit} edit */
function correct(edit) {
  change([...state.edits, edit]);
  toast(edit.kind === 'remove' ? t.removed : edit.kind === 'add' ? t.added : t.corrected, { label: t.undo, run: undo });
}

function undo() {
  change(state.edits.slice(0, -1));
  toast(t.undone);
}

/** @param {typeof state.edits} edits */
function change(edits) {
  const { found, text } = state;
  if (!found) return;
  Object.assign(state, { edits, report: corrected(found, text, edits) });
  past.remember(state.id, text, edits);
  void redrawKept();
  void renew();
}

/** The summary and the notes of a corrected report, as the engine writes them. */
async function renew() {
  const { report, text, edits } = state;
  if (!report || !edits.length) return;
  try {
    const renewed = await refresh(report, text);
    if (state.report !== report) return;
    state.report = renewed;
    void redrawKept();
  } catch {
    // The summary then stays as it was; the corrections are in every view all the same.
  }
}

/** Draws again, keeping the place of the reader and of the focus. */
async function redrawKept() {
  const active = document.activeElement?.getAttribute('data-correct');
  const panel = $('findings').scrollTop;
  if (state.report) status(...remarks(state.report));
  await draw();
  $('findings').scrollTop = panel;
  if (active) /** @type {HTMLElement | null} */ (document.querySelector(`[data-correct="${active}"]`))?.focus();
}

document.addEventListener('selectionchange', () => {
  const article = state.views?.article;
  const span = article && state.mode === 'read' ? selectedSpan(article.node) : null;
  if (!span || !state.views) return;
  const { context } = state.views;
  toast(`“${shorten(context.index.text.slice(span.start, span.end), 40)}”`, { label: t.addMissing, run: () => {
    $('dock').replaceChildren(addForm(context, span, (edit) => (closeDock(), correct(edit)), closeDock));
    body.classList.add('has-dock');
    /** @type {HTMLElement | null} */ ($('dock').querySelector('select'))?.focus();
  } });
});

/** @param {string} id */
function openDock(id) {
  const { views } = state;
  const attribution = views?.index.attributions.get(id);
  if (!views || !attribution) return;
  const had = $('dock').contains(document.activeElement) ? document.activeElement?.getAttribute('aria-label') : null;
  const dock = findingDock(views.context, id, {
    step,
    close: () => views.link.select(null),
    toCard: () => toCard(id, true),
    toWords: () => {
      showArticle();
      const words = views.article?.find(id);
      if (!words) return;
      bringIntoView(words);
      words.focus({ preventScroll: true });
    },
    copyQuote: () => void copy(quoteOf(views.index, attribution, t)),
    copyLink: () => void copy(location.href.split('#')[0] + `#${id}`),
    correct: () => correctForm(views.context, attribution, Boolean($('dock').querySelector('.correct[open]')), correct),
  });
  if (!dock) return;
  $('dock').replaceChildren(dock);
  body.classList.add('has-dock');
  if (had) /** @type {HTMLElement | null} */ (dock.querySelector(`[aria-label="${CSS.escape(had)}"]`))?.focus();
}

function closeDock() {
  const back = $('dock').contains(document.activeElement);
  $('dock').replaceChildren();
  body.classList.remove('has-dock');
  if (location.hash) history.replaceState(null, '', location.pathname + location.search);
  if (back) $('findings').focus({ preventScroll: true });
}

/** To the next or previous finding that the filter shows. @param {number} by */
function step(by) {
  const { views } = state;
  if (!views) return;
  const shown = views.context.shown;
  const list = views.index.ordered.filter(({ id }) => !shown || shown.has(id));
  if (!list.length) return;
  const at = list.findIndex(({ id }) => id === views.link.selected);
  const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length;
  views.link.select(list[next].id, { from: 'keys' });
}

addEventListener('keydown', (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select, [contenteditable]')) return;
  if (event.key === 'n') step(1);
  else if (event.key === 'p') step(-1);
  else if (event.key === 'Escape' && !event.defaultPrevented) state.views?.link.select(null);
});

// ---- frame ----

function drawTools() {
  const file = el('input', { type: 'file', accept: '.txt,.md,.markdown,.html,.htm,text/plain,text/markdown,text/html', class: 'hidden', tabindex: -1, 'aria-hidden': 'true', onchange: () => {
    if (file.files?.[0]) void openFile(file.files[0], receiver);
  } });
  const done = el('button', { type: 'button', class: 'small-button is-main', onclick: () => void show('read') }, t.read);
  $('editor-tools').replaceChildren(el('button', { type: 'button', class: 'small-button', onclick: () => file.click() }, t.open), file, ...(state.mode === 'edit' ? [done] : []));
  const fresh = el('button', { type: 'button', class: 'small-button', onclick: () => {
    input.value = '';
    reset();
    input.focus();
  } }, t.newText);
  $('tools').replaceChildren(...(state.mode === 'start' ? [] : [fresh, exportMenu(t, () => (state.report ? { report: state.report, text: state.text } : null), { copy, toast, drawAll })]), past.node, settingsMenu(t, languages, body));
}

function translate() {
  document.documentElement.lang = t.language;
  $('tagline').textContent = t.tagline;
  $('lead').textContent = t.lead;
  $('text-label').textContent = t.inputLabel;
  $('hint').textContent = t.inputHint;
  $('standing').textContent = t.standing;
  $('privacy').textContent = `${t.privacy} ${t.shortcuts}.`;
  input.placeholder = t.inputPlaceholder;
  const skip = document.querySelector('.skip');
  if (skip) skip.textContent = t.skip;
}

/** Everything that is drawn as needed: paper does not scroll. */
function drawAll() {
  const { views } = state;
  if (!views) return;
  for (const id of /** @type {const} */ (['sources', 'matrix', 'notes'])) {
    const panel = $(`panel-${id}`);
    if (panel.childElementCount < 2) panel.append(el('h2', null, t[id]), views.node(id));
  }
  views.link.dispatchEvent(new CustomEvent('draw', { detail: null }));
  views.article?.markAll();
}

/** @param {string} key */
function recall(key) {
  try {
    return localStorage.getItem(`on-record-${key}`);
  } catch {
    return null;
  }
}

translate();
setMode('start');
listen(input, body, receiver);
addEventListener('beforeprint', drawAll);
const shared = query.get('text') ?? (await sharedText());
openedFiles((file) => void openFile(file, receiver));
if (shared) {
  const reading = readText(shared);
  setText(reading.text, { note: reading.note });
} else if (input.value.trim()) schedule(0, true);
await drawSamples($('samples'), t, query.get('sample'), receiver);
// Warm: the first analysis then waits for nothing.
void about().catch(() => {});
void workOffline((found, act) => {
  if (found === 'update') toast(t.newVersion, { label: t.reload, run: act });
});
