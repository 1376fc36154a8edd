// The article with its findings: tinted words, a number at each, underlines that tell the form.

import { el } from './dom.js';
import { numberButton } from './marks.js';
import { toneOf } from './model.js';
import { pacer } from './pace.js';

/** @typedef {import('./marks.js').Context} Context */
/** @typedef {import('./model.js').Attribution} Attribution */
/** @typedef {{ start: number, end: number, part: 'source' | 'cue' | 'content', attribution: Attribution, first: boolean }} Piece */
/** @typedef {{ start: number, end: number, pieces: Piece[] }} Paragraph */
/** @typedef {{ start: number, end: number, over: Piece[] }} Segment */

/** Articles with more paragraphs than this are drawn in slices, and marked up stretch by stretch as they come into view. */
const EAGER = 80;
/** Paragraphs of such a stretch; those of the first are marked up at once: about as many as a window shows. */
const STRETCH = 16;

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

/** @param {Context} first */
export function textView(first) {
  let context = first;
  let list = paragraphs(context.index);
  const { text, report } = context.index;
  /** @type {HTMLElement[]} */
  const nodes = [];
  /** @type {Element[]} */
  const stretches = [];
  /** Stretches that have come into view; the last one may still grow. @type {Set<Element>} */
  const seen = new Set();
  /** @type {Set<number>} */
  const marked = new Set();
  const long = list.length > EAGER;
  const body = el('div', { class: 'article', lang: report.text.language ?? 'en' });

  const mark = (/** @type {number} */ at) => {
    if (marked.has(at)) return;
    marked.add(at);
    const node = nodes[at];
    const before = node.childElementCount;
    if (!list[at].pieces.length && !before) return;
    const focused = node.contains(document.activeElement) ? document.activeElement?.getAttribute('data-finding') : null;
    if (before) context.link.forget(node);
    node.replaceChildren(...segments(list[at]).flatMap((segment) => drawn(context, segment)));
    if (focused) /** @type {HTMLElement | null} */ (node.querySelector(`[data-finding="${focused}"]`))?.focus({ preventScroll: true });
  };

  const near = long
    ? new IntersectionObserver(
        (entries) => {
          for (const { isIntersecting, target } of entries) {
            if (!isIntersecting) continue;
            const first = stretches.indexOf(target) * STRETCH;
            for (let at = first; at < Math.min(first + STRETCH, nodes.length); at++) mark(at);
            seen.add(target);
            near?.unobserve(target);
          }
        },
        { rootMargin: '1200px 0px' },
      )
    : null;

  const zones = report.text.zones;
  let zone = 0;
  /** Puts the next paragraph in its place. */
  const next = () => {
    const at = nodes.length;
    const { start, end } = list[at];
    const words = start + Math.max(text.slice(start, end).search(/\S/), 0);
    while (zone < zones.length && zones[zone].end <= words) zone++;
    const kind = zones[zone] && zones[zone].start <= words ? zones[zone].kind : 'body';
    const node = el('p', { class: `zone-${kind}`, 'data-from': start }, text.slice(start, end));
    nodes.push(node);
    if (near && at % STRETCH === 0) {
      const stretch = el('div', { class: 'stretch' });
      stretches.push(stretch);
      body.append(stretch);
      near.observe(stretch);
    }
    const stretch = stretches.at(-1);
    (stretch ?? body).append(node);
    if (!stretch || at < STRETCH || seen.has(stretch)) mark(at);
  };

  while (nodes.length < Math.min(list.length, EAGER)) next();
  let stopped = false;
  const rest = async () => {
    for (const pace = pacer(); nodes.length < list.length && !stopped; await pace()) next();
  };
  void rest();

  const reveal = (/** @type {number} */ start) => {
    const at = Math.min(paragraphAt(list, start), list.length - 1);
    while (nodes.length <= at) next();
    if (at >= 0) mark(at);
    return nodes[at];
  };

  return {
    node: body,
    /** The number of a finding, its paragraph marked. @param {string} id @returns {HTMLElement | undefined} */
    find(id) {
      const attribution = context.index.attributions.get(id);
      if (!attribution) return undefined;
      const paragraph = reveal((attribution.parts.content[0] ?? attribution.parts.cue[0] ?? attribution.parts.source[0])?.start ?? 0);
      return /** @type {HTMLElement | undefined} */ (context.link.of(id).find((node) => body.contains(node) && node.matches('.number')) ?? paragraph);
    },
    /** The words at a position: the paragraph's marked segment there, else the paragraph. @param {number} start */
    at(start) {
      const paragraph = reveal(start);
      const segment = [...(paragraph?.querySelectorAll('[data-start]') ?? [])].findLast((node) => Number(node.getAttribute('data-start')) <= start);
      return /** @type {HTMLElement | undefined} */ (segment ?? paragraph);
    },
    /** Marks every paragraph (before printing). */
    markAll() {
      while (nodes.length < list.length) next();
      nodes.forEach((_, at) => mark(at));
    },
    /** Draws no further: another text takes this one's place. */
    stop() {
      stopped = true;
    },
    /** Other findings in the same text: what is in view is marked anew at once, the rest as it comes into view. @param {Context} other */
    update(other) {
      context = other;
      list = paragraphs(context.index);
      marked.clear();
      if (!near) nodes.forEach((_, at) => mark(at));
      seen.clear();
      for (const stretch of stretches) {
        near?.unobserve(stretch);
        near?.observe(stretch);
      }
    },
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
    if (index.isEdited(inner.attribution)) classes.push('is-edited');
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
