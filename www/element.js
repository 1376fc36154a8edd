// <on-record>: the views of an article, in any page. A guest: it reads the host's article and changes nothing of it.

import { OnRecordError, analyze } from './engine.js';
import { readHost } from './host.js';
import { followLook } from './look.js';
import { strings } from './strings.js';
import { el, shorten } from './view/dom.js';
import { numberButton } from './view/marks.js';
import { sheet } from './view/styles.js';
import { bringIntoView, buildViews, loadViews, viewNames } from './view/views.js';

/** @typedef {import('./report.js').Report} Report */
/** @typedef {import('./view/views.js').ViewName} ViewName */

// On a server there are no elements; importing this file there must not fail.
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/**
 * Shows who said what in an article, and where each of them stands.
 *
 * @element on-record
 * @attr {string} for - CSS selector of an article of the page to read and mark; without it the text inside the element is read
 * @attr {string} view - Which views, in order: summary bar sources matrix text notes
 * @attr {'light'|'dark'} theme - Follows the ground of the page around it without it
 * @attr {string} lang - Language of the interface: en or de
 * @attr {string} src - URL of a report made before (JSON): shown without analysing, and without loading the engine
 * @attr {string} outlet - Name of the article's own outlet
 * @attr {'lazy'|'eager'} loading - `eager` analyses at once; else when the element comes into view
 * @attr {string} wasm-url - Where the engine is
 * @attr {string} module-url - Where the engine's bindings are
 * @attr {string} worker-url - Where the worker is; `none` analyses in the page
 * @fires {CustomEvent<{ report: Report, text: string }>} on-record-analyzed - The views are drawn
 * @fires {CustomEvent<{ id: string | null, attribution: object | null, source: object | null }>} on-record-select - A finding was chosen; id null when the choice is taken back
 * @fires {CustomEvent<{ error: Error }>} on-record-error - There is no report, and why
 * @slot loading - Shown while the article is read
 * @csspart root - Everything, once there is a report
 * @csspart summary - The first view: headline and sentences
 * @csspart bar - Sources by status
 * @csspart sources - The cards
 * @csspart matrix - Who stands where
 * @csspart text - The article
 * @csspart notes - Sourcing notes
 * @csspart passages - In place of marks, where the browser cannot mark words
 * @csspart status - What is said while reading, of an error, of an article that changed
 * @csspart standing - What this is and is not
 * @cssprop --on-record-background - Ground
 * @cssprop --on-record-surface - Cards
 * @cssprop --on-record-color - Text
 * @cssprop --on-record-accent - Links and focus
 * @cssprop --on-record-font - Type of the interface; the host's without it
 * @cssprop --on-record-text-font - Type of quoted words; the host's without it
 * @cssprop --on-record-radius - Corners
 * @cssprop --on-record-padding - Room around
 */
export class OnRecordElement extends Base {
  static observedAttributes = ['for', 'view', 'theme', 'lang', 'src', 'outlet', 'loading', 'wasm-url', 'module-url', 'worker-url'];

  /** @type {string | null} */
  #text = null;
  /** @type {{ report: Report, text: string } | null} */
  #result = null;
  /** @type {AbortController | null} */
  #running = null;
  /** @type {import('./view/views.js').Views | null} */
  #views = null;
  /** @type {import('./highlight.js').Marks | null} */
  #marks = null;
  /** @type {IntersectionObserver | null} */
  #waiting = null;
  /** @type {MutationObserver | null} */
  #watching = null;
  /** @type {AbortController | null} */
  #host = null;
  /** @type {(() => void) | null} ends following the host's look */
  #following = null;
  /** @type {import('./look.js').Look | null} */
  #look = null;
  #queued = false;
  #seen = false;
  /** Everything that is shown. @type {HTMLElement} */
  #ground;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet(), layout()];
    this.#ground = el('div', { class: 'on-record' });
    root.append(this.#ground);
  }

  connectedCallback() {
    this.#upgrade('text');
    this.#upgrade('report');
    this.#following = followLook(this, (look) => this.#dress((this.#look = look)));
    // Moved to another place of the page: what it knows is shown there.
    if (this.#result) return void this.#show();
    if (this.#seen || this.getAttribute('loading') === 'eager') return this.#queue();
    // A hidden or far-away element costs nothing.
    this.#waiting = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      this.#waiting?.disconnect();
      this.#seen = true;
      this.#queue();
    }, { rootMargin: '200px' });
    this.#waiting.observe(this);
    if (!this.#ground.childNodes.length) this.#ground.append(el('div', { class: 'placeholder' }));
  }

  disconnectedCallback() {
    this.#waiting?.disconnect();
    this.#running?.abort();
    this.#following?.();
    this.#leaveHost();
  }

  /** Puts on the host's look, as far as the element's own attribute and the host's variables leave it open. @param {import('./look.js').Look | null} look */
  #dress(look) {
    this.#ground.dataset.theme = this.getAttribute('theme') ?? look?.theme ?? 'light';
    if (look) this.#ground.style.setProperty('--host-font', look.font);
  }

  /** @param {string} name @param {string | null} was @param {string | null} now */
  attributeChangedCallback(name, was, now) {
    if (was === now) return;
    if (name === 'for' || name === 'src' || name === 'outlet') this.#result = null;
    if (!this.isConnected) return;
    if (name === 'theme') return this.#dress(this.#look);
    if ((name === 'view' || name === 'lang') && this.#result) return void this.#show();
    if (name === 'loading' && now === 'eager') this.#seen = true;
    if (this.#seen || this.getAttribute('loading') === 'eager') this.#queue();
  }

  /** The text to analyse. Setting it analyses it; null goes back to the text inside, or to that of `for`. */
  get text() {
    return this.#text ?? this.#result?.text ?? '';
  }

  set text(value) {
    this.#text = value === null || value === undefined ? null : String(value);
    this.#result = null;
    if (this.isConnected && (this.#seen || this.getAttribute('loading') === 'eager')) this.#queue();
  }

  /** The report that is shown; null until there is one. Setting one shows it without analysing. @type {Report | null} */
  get report() {
    return this.#result?.report ?? null;
  }

  set report(value) {
    this.#result = null;
    if (!value) return;
    this.#given = value;
    this.#seen = true;
    if (this.isConnected) this.#queue();
  }

  /** @type {Report | null} */
  #given = null;

  /** Reads the article again and analyses it. @returns {Promise<Report | null>} */
  async analyze() {
    this.#seen = true;
    this.#given = null;
    await this.#run(true);
    return this.report;
  }

  /** Goes to a finding. @param {string | null} id */
  select(id) {
    this.#views?.link.select(id, { from: 'host' });
  }

  /** A property set before the class was registered hides the accessor; give it its turn. @param {'text' | 'report'} name */
  #upgrade(name) {
    if (!Object.hasOwn(this, name)) return;
    const value = /** @type {any} */ (this)[name];
    delete (/** @type {any} */ (this)[name]);
    /** @type {any} */ (this)[name] = value;
  }

  /** Several changes of one moment make one analysis. */
  #queue() {
    if (this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      if (this.isConnected) void this.#run(false);
    });
  }

  /** @returns {{ text: string, host: import('./host.js').HostText | null, target: Element | null }} */
  #read() {
    const selector = this.getAttribute('for');
    if (selector) {
      const root = /** @type {Document | ShadowRoot} */ (this.getRootNode());
      const target = root.querySelector?.(selector) ?? document.querySelector(selector);
      if (!target) throw new OnRecordError('target', `No article was found at “${selector}”, the selector in the attribute "for".`);
      const host = readHost(target);
      return { text: this.#text ?? host.text, host, target };
    }
    return { text: this.#text ?? readHost(this).text, host: null, target: null };
  }

  /** @param {boolean} again whether to analyse although a report was given */
  async #run(again) {
    this.#running?.abort();
    const running = (this.#running = new AbortController());
    const t = await strings(this.#language());
    try {
      const { text } = this.#read();
      const src = again ? null : this.getAttribute('src');
      let report = again ? null : this.#given;
      if (!report && src) report = await fetchReport(src, running.signal, t);
      if (!report) {
        if (!text.trim()) return void this.#ground.replaceChildren();
        this.#status(el('slot', { name: 'loading' }, t.analysing));
        const option = (/** @type {string} */ name) => this.getAttribute(name) ?? undefined;
        const worker = option('worker-url');
        const urls = Object.fromEntries(Object.entries({ wasmUrl: option('wasm-url'), moduleUrl: option('module-url'), workerUrl: worker }).filter(([, url]) => url).map(([name, url]) => [name, url === 'none' ? null : new URL(/** @type {string} */ (url), document.baseURI).href]));
        report = await analyze(text, { ...urls, outlet: option('outlet'), signal: running.signal });
        this.#result = { report, text };
      } else {
        const { anchorReport, inUtf16 } = await import('./anchor.js');
        const { report: placed } = anchorReport(inUtf16(report, text), null, text);
        this.#result = { report: placed, text };
      }
      if (running.signal.aborted) return;
      await this.#show();
      this.#emit('analyzed', { report: this.#result.report, text: this.#result.text });
    } catch (error) {
      if (running.signal.aborted || /** @type {any} */ (error)?.code === 'cancelled') return;
      this.#status(el('p', { class: 'error', role: 'alert' }, el('strong', null, t.errorTitle), ' ', error instanceof Error ? error.message : String(error)));
      this.#emit('error', { error });
    }
  }

  #language() {
    return this.getAttribute('lang') ?? this.parentElement?.closest('[lang]')?.getAttribute('lang');
  }

  /** @param {string} name @param {object} detail */
  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(`on-record-${name}`, { bubbles: true, composed: true, detail }));
  }

  /** @param {Node} content */
  #status(content) {
    this.#leaveHost();
    this.#ground.replaceChildren(el('div', { class: 'status', part: 'status', role: 'status' }, content));
  }

  /** @returns {ViewName[]} */
  #wanted() {
    const given = (this.getAttribute('view') ?? (this.hasAttribute('for') ? 'summary sources' : 'summary bar sources matrix text notes')).split(/\s+/);
    return /** @type {ViewName[]} */ (given.filter((name) => viewNames.includes(/** @type {ViewName} */ (name))));
  }

  /** Draws the views of the report that is there. */
  async #show() {
    const result = this.#result;
    if (!result) return;
    const wanted = this.#wanted().filter((name) => name !== 'text' || result.text);
    const [t, makers, marking] = await Promise.all([strings(this.#language()), loadViews(wanted), this.hasAttribute('for') ? import('./highlight.js') : null]);
    if (this.#result !== result) return;
    this.#leaveHost();
    const views = (this.#views = buildViews(result.report, result.text, t, makers));
    const sections = wanted.map((name) =>
      el('section', { part: name, class: `part-${name}`, 'aria-label': t[name] }, !['summary', 'bar'].includes(name) && el('h2', { class: 'title' }, t[name]), views.node(name)),
    );
    const root = el('div', { class: 'views', part: 'root', lang: t.language }, sections, el('p', { class: 'standing', part: 'standing' }, t.standing));
    views.link.listen(root);
    views.link.addEventListener('select', (event) => {
      const { id, from } = /** @type {CustomEvent} */ (event).detail;
      this.#follow(id, from);
      const attribution = id ? (views.index.attributions.get(id) ?? null) : null;
      const source = attribution?.source ? (views.index.sources.get(attribution.source) ?? null) : null;
      this.#emit('select', { id, attribution, source });
    });
    views.link.addEventListener('words', (event) => {
      const { start, end } = /** @type {CustomEvent} */ (event).detail;
      const place = views.article?.at(start) ?? this.#place(start, end);
      if (place) bringIntoView(place);
    });
    this.#ground.replaceChildren(root);
    if (marking) this.#visitHost(views, root, t, marking);
  }

  /** A choice leads to its words, or from its words to its card. @param {string | null} id @param {string} [from] */
  #follow(id, from) {
    this.#marks?.select(id);
    const views = this.#views;
    if (!id || !views) return;
    if (from === 'text' || from === 'page') {
      const card = views.link.of(id).find((node) => node.closest('.sources') && node.matches('.statement')) ?? views.link.of(views.index.attributions.get(id)?.source ?? '').find((node) => node.matches('.card'));
      if (card) bringIntoView(card.closest('.card') ?? card);
      return;
    }
    const words = from === 'passages' ? null : views.article?.find(id);
    if (words) return bringIntoView(words);
    const content = views.index.attributions.get(id)?.parts.content[0];
    const place = content && this.#place(content.start, content.end);
    if (place) bringIntoView(place, { flash: false });
  }

  /** @type {((start: number, end: number) => Range[]) | null} */
  #ranges = null;

  /** @param {number} start @param {number} end @returns {Element | null} */
  #place(start, end) {
    const range = this.#ranges?.(start, end)[0];
    return range?.startContainer.parentElement ?? null;
  }

  /** Marks the host's article. @param {import('./view/views.js').Views} views @param {HTMLElement} root @param {import('./strings.js').Strings} t @param {typeof import('./highlight.js')} marking */
  #visitHost(views, root, t, { canHighlight, highlight }) {
    const { host, target } = this.#read();
    if (!host || !target) return;
    if (host.text !== views.index.text) return this.#changed(root, t);
    this.#ranges = host.ranges;
    if (canHighlight()) {
      this.#marks = highlight(views.index, host.ranges);
      this.#host = new AbortController();
      target.addEventListener('click', (event) => this.#pressed(/** @type {MouseEvent} */ (event), views), { signal: this.#host.signal });
    } else root.prepend(this.#passages(views, t));
    this.#watching = new MutationObserver(() => {
      if (readHost(target).text === views.index.text) {
        // The same words in other nodes: mark them where they are now.
        this.#ranges = readHost(target).ranges;
        this.#marks?.clear();
        this.#marks &&= highlight(views.index, this.#ranges);
      } else {
        this.#leaveHost();
        this.#changed(root, t);
      }
    });
    this.#watching.observe(target, { childList: true, characterData: true, subtree: true });
  }

  /** The words are not those that were analysed: say so, mark nothing, offer to read again. @param {HTMLElement} root @param {import('./strings.js').Strings} t */
  #changed(root, t) {
    const again = el('button', { type: 'button', class: 'action', onclick: () => void this.analyze() }, t.analyseAgain);
    root.prepend(el('div', { class: 'status changed', part: 'status', role: 'status' }, el('p', null, t.textDiffers), again));
  }

  /** @param {MouseEvent} event @param {import('./view/views.js').Views} views */
  #pressed(event, views) {
    const page = /** @type {any} */ (document);
    const caret = page.caretPositionFromPoint?.(event.clientX, event.clientY);
    const range = caret ? null : page.caretRangeFromPoint?.(event.clientX, event.clientY);
    const node = caret?.offsetNode ?? range?.startContainer;
    if (!node) return;
    const id = this.#marks?.at(node, caret?.offset ?? range.startOffset);
    if (id) views.link.select(id, { from: 'page' });
  }

  /** In place of marks: every finding with its words, each leading to its place. @param {import('./view/views.js').Views} views @param {import('./strings.js').Strings} t */
  #passages(views, t) {
    const { context, index, link } = views;
    const items = index.ordered.map((attribution) =>
      el('li', { class: 'statement' }, numberButton(context, attribution, 'passages'), el('button', { type: 'button', class: 'said', onclick: () => link.select(attribution.id, { from: 'passages' }) }, shorten(index.contentOf(attribution), 160))),
    );
    return el('section', { class: 'view-part', part: 'passages', 'aria-label': t.passages }, el('h2', { class: 'title' }, t.passages), el('p', { class: 'quiet' }, t.noHighlights), el('ol', { class: 'statements' }, items));
  }

  #leaveHost() {
    this.#marks?.clear();
    this.#marks = null;
    this.#ranges = null;
    this.#watching?.disconnect();
    this.#host?.abort();
  }
}

/** @param {string} src @param {AbortSignal} signal @param {import('./strings.js').Strings} t @returns {Promise<Report>} */
async function fetchReport(src, signal, t) {
  const url = new URL(src, document.baseURI).href;
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const report = await response.json();
    if (report?.schema !== 'on-record/1') throw new Error(`its schema is ${report?.schema ?? 'not given'}, expected on-record/1`);
    return report;
  } catch (error) {
    throw new OnRecordError('load', t.loadReport(url, error instanceof Error ? error.message : String(error)));
  }
}

/** @type {CSSStyleSheet | undefined} */
let made;

/** How the element lays its views out. */
function layout() {
  if (!made) {
    made = new CSSStyleSheet();
    made.replaceSync(`
      :host { color: inherit; background: none; }
      .on-record { color: var(--ink); background: var(--paper); font: 1rem/1.5 var(--sans); border-radius: var(--radius); --sans: var(--on-record-font, var(--host-font)); --serif: var(--on-record-text-font, var(--host-font)); }
      .views { container: views / inline-size; display: grid; gap: 2rem; padding: var(--on-record-padding, clamp(1rem, 4%, 2rem)); }
      .views > section { min-inline-size: 0; }
      .title { font: 600 1.125rem/1.3 var(--sans); margin: 0 0 .9rem; }
      .status { padding: 1rem clamp(1rem, 4%, 2rem); color: var(--muted); }
      .status p { margin: 0 0 .5rem; }
      .status .error { color: var(--ink); border-inline-start: 4px solid var(--not); padding-inline-start: .8rem; margin: 0; overflow-wrap: anywhere; }
      .changed { padding: .8rem 1rem; border: 1px solid var(--line); border-radius: var(--radius); }
      .action { min-block-size: 32px; padding: .2rem .9rem; border: 1px solid var(--strong-line); border-radius: 8px; background: var(--surface); color: var(--ink); cursor: pointer; }
      .placeholder { min-block-size: 8rem; }
      .standing { border-block-start: 1px solid var(--line); padding-block-start: .9rem; }
    `);
  }
  return made;
}
