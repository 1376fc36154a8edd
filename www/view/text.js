// The article with its findings: tinted words, a number at each, underlines that tell the form.

import { el } from './dom.js';
import { numberButton } from './marks.js';
import { toneOf } from './model.js';

/** @typedef {import('./marks.js').Context} Context */
/** @typedef {import('./model.js').Attribution} Attribution */
/** @typedef {{ start: number, end: number, part: 'source' | 'cue' | 'content', attribution: Attribution, first: boolean }} Piece */
/** @typedef {{ start: number, end: number, pieces: Piece[] }} Paragraph */
/** @typedef {{ start: number, end: number, over: Piece[] }} Segment */

/** Articles with more paragraphs than this are marked up paragraph by paragraph as they come into view. */
const EAGER = 80;

/** The paragraphs of a text (its lines that are not blank), with the parts of findings in each. @param {Context['index']} index @returns {Paragraph[]} */
export function paragraphs(index) {
  /** @type {Paragraph[]} */
  const list = [];
  for (let start = 0; start < index.text.length; ) {
    const newline = index.text.indexOf('\n', start);
    const end = newline < 0 ? index.text.length : newline;
    if (/\S/.test(index.text.slice(start, end))) list.push({ start, end, pieces: [] });
    start = end + 1;
  }
  for (const attribution of index.ordered) {
    for (const part of /** @type {const} */ (['source', 'cue', 'content'])) {
      attribution.parts[part].forEach(({ start, end }, at) => {
        for (let p = paragraphAt(list, start); p < list.length && list[p].start < end; p++) {
          const from = Math.max(start, list[p].start);
          const to = Math.min(end, list[p].end);
          if (from < to) list[p].pieces.push({ start: from, end: to, part, attribution, first: part === 'content' && at === 0 && from === start });
        }
      });
    }
  }
  return list;
}

/** The index of the first paragraph that ends after a position. @param {Paragraph[]} list @param {number} position */
export function paragraphAt(list, position) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle].end > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A paragraph cut where any part begins or ends; the shortest part, the innermost, stands last. @param {Paragraph} paragraph @returns {Segment[]} */
export function segments({ start, end, pieces }) {
  const cuts = [...new Set([start, end, ...pieces.flatMap((piece) => [piece.start, piece.end])])].sort((a, b) => a - b);
  const sorted = [...pieces].sort((a, b) => a.start - b.start);
  /** @type {Piece[]} */
  let open = [];
  let next = 0;
  return cuts.slice(0, -1).map((cut, at) => {
    open = open.filter((piece) => piece.end > cut);
    for (; next < sorted.length && sorted[next].start <= cut; next++) open.push(sorted[next]);
    const over = [...open].sort((a, b) => b.end - b.start - (a.end - a.start));
    return { start: cut, end: cuts[at + 1], over };
  });
}

/** @param {Context} context */
export function textView(context) {
  const { index, link, shown } = context;
  const list = paragraphs(index);
  /** @type {(HTMLElement | undefined)[]} */
  const nodes = [];
  /** @type {Set<number>} */
  const marked = new Set();
  const body = el('div', { class: 'article', lang: index.report.text.language ?? 'en' });

  const mark = (/** @type {number} */ at) => {
    const node = nodes[at];
    if (!node || marked.has(at)) return;
    marked.add(at);
    if (list[at].pieces.length) node.replaceChildren(...segments(list[at]).flatMap((segment) => drawn(context, segment)));
  };

  const zones = index.report.text.zones;
  const zoneAt = (/** @type {number} */ start) => zones.find((zone) => zone.start <= start && start < zone.end)?.kind ?? 'body';
  list.forEach(({ start, end }, at) => {
    const zone = zoneAt(start + (index.text.slice(start, end).search(/\S/) || 0));
    const node = el('p', { class: `zone-${zone}`, 'data-from': start }, index.text.slice(start, end));
    nodes[at] = node;
    body.append(node);
  });

  if (list.length <= EAGER) list.forEach((_, at) => mark(at));
  else {
    const places = new Map(nodes.map((node, at) => [/** @type {Element} */ (node), at]));
    const near = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          if (!isIntersecting) continue;
          mark(places.get(target) ?? -1);
          near.unobserve(target);
        }
      },
      { rootMargin: '1200px 0px' },
    );
    body.classList.add('is-long');
    for (const node of nodes) if (node) near.observe(node);
  }

  const reveal = (/** @type {number} */ start) => {
    const at = Math.min(paragraphAt(list, start), list.length - 1);
    mark(at);
    return nodes[at];
  };

  return {
    node: body,
    /** The number of a finding, its paragraph marked. @param {string} id @returns {HTMLElement | undefined} */
    find(id) {
      const attribution = index.attributions.get(id);
      if (!attribution) return undefined;
      const paragraph = reveal((attribution.parts.content[0] ?? attribution.parts.cue[0] ?? attribution.parts.source[0])?.start ?? 0);
      return /** @type {HTMLElement | undefined} */ (link.of(id).find((node) => body.contains(node) && node.matches('.number')) ?? paragraph);
    },
    /** The words at a position: the paragraph's marked segment there, else the paragraph. @param {number} start */
    at(start) {
      const paragraph = reveal(start);
      const segment = [...(paragraph?.querySelectorAll('[data-start]') ?? [])].findLast((node) => Number(node.getAttribute('data-start')) <= start);
      return /** @type {HTMLElement | undefined} */ (segment ?? paragraph);
    },
    /** Marks every paragraph (before printing). */
    markAll() {
      list.forEach((_, at) => mark(at));
    },
    shown,
  };
}

/** @param {Context} context @param {Segment} segment @returns {Node[]} */
function drawn(context, { start, end, over }) {
  const { index, link, shown } = context;
  const words = document.createTextNode(index.text.slice(start, end));
  const visible = over.filter(({ attribution }) => !shown || shown.has(attribution.id));
  if (!visible.length) return [words];
  const contents = visible.filter(({ part }) => part === 'content');
  const inner = contents.at(-1);
  const classes = ['segment'];
  if (inner) {
    classes.push('is-content', `tone-${toneOf[index.statusOf(inner.attribution)]}`, `form-${inner.attribution.form}`);
    if (contents.length > 1) classes.push('is-nested');
    if (inner.attribution.edited) classes.push('is-edited');
  }
  const source = visible.filter(({ part }) => part === 'source').at(-1);
  if (source) classes.push('is-source', `name-${toneOf[index.statusOf(source.attribution)]}`);
  if (visible.some(({ part }) => part === 'cue')) classes.push('is-cue');
  const chosen = (inner ?? visible[visible.length - 1]).attribution;
  const span = el('span', { class: classes.join(' '), 'data-start': start, onclick: () => !getSelectedText(span) && link.select(chosen.id, { from: 'text' }) }, words);
  link.add(span, ...new Set(visible.map(({ attribution }) => attribution.id)));
  const numbers = visible.filter((piece) => piece.first && piece.start === start).map(({ attribution }) => numberButton(context, attribution, 'text'));
  return [...numbers, span];
}

/** Whether the reader is just selecting words rather than pressing. @param {HTMLElement} node */
function getSelectedText(node) {
  const selection = node.ownerDocument.getSelection();
  return selection && !selection.isCollapsed ? selection.toString() : '';
}
