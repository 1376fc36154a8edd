// Out of the page: copy and download in every format of the engine, print, a finding as a quotation with its source.

import { about, render } from '../engine.js';
import { el } from '../view/dom.js';
import { menu } from './menu.js';

/** Formats that the page offers first, with the ending of their files. @type {Record<string, [string, string]>} */
const files = { json: ['json', 'application/json'], markdown: ['md', 'text/markdown'], csv: ['csv', 'text/csv'], html: ['html', 'text/html'], 'web-annotation': ['jsonld', 'application/ld+json'], tei: ['xml', 'application/tei+xml'], 'json-ld': ['jsonld', 'application/ld+json'], brat: ['ann', 'text/plain'] };

/**
 * @param {import('../strings.js').Strings} t
 * @param {() => { report: import('../report.js').Report, text: string } | null} current
 * @param {{ copy: (words: string) => Promise<void>, toast: (words: string) => void, print: (lesson: boolean) => void }} tools
 */
export function exportMenu(t, current, { copy, toast, print }) {
  const make = async (/** @type {string} */ format) => {
    const now = current();
    return now ? render(now.report, now.text, format) : '';
  };
  const attempt = (/** @type {() => Promise<void>} */ run) => () => void run().catch((error) => toast(error.message));
  return menu(t.share, (close) => {
    const item = (/** @type {string} */ format) => {
      const label = /** @type {Record<string, string>} */ (t.format)[format] ?? format;
      return el(
        'li',
        null,
        el('span', null, label),
        el('button', { type: 'button', class: 'small-button', 'aria-label': `${t.copy}: ${label}`, onclick: attempt(async () => copy(await make(format))) }, t.copy),
        el('button', { type: 'button', class: 'small-button', 'aria-label': `${t.download}: ${label}`, onclick: attempt(async () => download(await make(format), format)) }, t.download),
      );
    };
    const first = ['json', 'markdown', 'csv', 'html'];
    const list = el('ul', { class: 'export-list' }, first.map(item));
    // Added, not drawn anew: the focus may be among the first already.
    const rest = (/** @type {string[]} */ formats) => formats.filter((format) => format in files && !first.includes(format));
    void about().then(({ formats }) => list.append(...rest(formats).map(item))).catch(() => {});
    const out = (/** @type {boolean} */ lesson) => () => {
      close();
      print(lesson);
    };
    return [list, el('div', { class: 'menu-foot' }, el('button', { type: 'button', class: 'small-button', onclick: out(false) }, t.print), el('button', { type: 'button', class: 'small-button', onclick: out(true) }, t.printClass))];
  });
}

/** @param {string} content @param {string} format */
function download(content, format) {
  const [ending, type] = files[format];
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = el('a', { href: url, download: `on-record.${ending}` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A finding as one would cite it: the words, who said them, on what terms. Paraphrase gains no quotation marks. @param {import('../view/model.js').Index} index @param {import('../report.js').Attribution} attribution @param {import('../strings.js').Strings} t */
export function quoteOf(index, attribution, t) {
  const content = index.contentOf(attribution);
  const status = index.statusOf(attribution);
  const who = index.speakerOf(attribution);
  const via = index.toldBy(attribution);
  const source = [who ? `${who} (${t.status[status].badge.toLowerCase()})` : t.status[status].badge, via ? t.toldBy(via.name) : '', t.form[attribution.form].toLowerCase()].filter(Boolean).join(', ');
  return `${content}\n— ${source}${index.isEdited(attribution) ? ` [${t.edited}]` : ''}`;
}
