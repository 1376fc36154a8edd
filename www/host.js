// Reading an article that stands in a page, and finding positions of its text there again. The page's nodes are never touched.

/** Elements that end a line. */
const BLOCK = new Set('ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL'.split(' '));

/** Elements whose text is no part of an article. */
const SKIP = new Set('SCRIPT STYLE NOSCRIPT TEMPLATE NAV ASIDE FORM BUTTON SELECT TEXTAREA INPUT SVG CANVAS IFRAME OBJECT VIDEO AUDIO MATH DIALOG ON-RECORD HEAD'.split(' '));

/**
 * The text of an element, and the ranges of the page that a stretch of it stands in.
 * @typedef {{ text: string, ranges: (start: number, end: number) => Range[] }} HostText
 */

/**
 * An element's text, a line a block, and where each character of it stands.
 * @param {Element} root
 * @returns {HostText}
 */
export function readHost(root) {
  let text = '';
  /** @type {{ node: Text, start: number, end: number, map: number[] }[]} `map[i]` is the offset in the node of character start + i */
  const runs = [];
  const line = () => {
    text = text.replace(/ +$/, '');
    if (text && !text.endsWith('\n')) text += '\n';
  };

  const walk = (/** @type {Node} */ node, /** @type {boolean} */ pre) => {
    if (node instanceof Text) return take(node, pre);
    if (!(node instanceof Element) || SKIP.has(node.tagName.toUpperCase())) return;
    if (node.tagName === 'BR') return line();
    if (hidden(node)) return;
    const block = BLOCK.has(node.tagName);
    if (block) line();
    const keeps = pre || node.tagName === 'PRE';
    // What is folded away shows its first line only.
    const folded = node.tagName === 'DETAILS' && !node.hasAttribute('open');
    for (const child of folded ? node.querySelectorAll(':scope > summary') : node.childNodes) walk(child, keeps);
    if (block) line();
  };

  const take = (/** @type {Text} */ node, /** @type {boolean} */ pre) => {
    const start = text.length;
    /** @type {number[]} */
    const map = [];
    let out = '';
    for (let at = 0; at < node.data.length; at++) {
      const char = node.data[at];
      const space = /[ \t\r\n\f]/.test(char);
      if (space && !(pre && char === '\n')) {
        const last = out ? out.at(-1) : text.at(-1);
        if (last === undefined || last === ' ' || last === '\n') continue;
        out += ' ';
      } else out += char;
      map.push(at);
    }
    if (!out) return;
    text += out;
    runs.push({ node, start, end: text.length, map });
  };

  for (const child of root.childNodes) {
    // What an element's author gave to one of its slots stands beside the text, not in it.
    if (!(root.shadowRoot && child instanceof Element && child.slot)) walk(child, root.tagName === 'PRE');
  }
  const whole = text.replace(/\s+$/, '');

  return {
    text: whole,
    ranges(start, end) {
      const ranges = [];
      for (let at = firstEndingAfter(runs, start); at < runs.length && runs[at].start < end; at++) {
        const run = runs[at];
        const from = run.map[Math.max(start, run.start) - run.start];
        const to = run.map[Math.min(end, run.end) - run.start - 1];
        if (from === undefined || to === undefined) continue;
        const range = root.ownerDocument.createRange();
        range.setStart(run.node, from);
        range.setEnd(run.node, to + 1);
        ranges.push(range);
      }
      return ranges;
    },
  };
}

/** @param {{ end: number }[]} runs @param {number} position */
function firstEndingAfter(runs, position) {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (runs[middle].end > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Whether an element is not shown: hidden, display: none, or only for screen readers' convenience. @param {Element} element */
function hidden(element) {
  if (element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true') return true;
  const style = element.ownerDocument.defaultView?.getComputedStyle(element);
  return style?.display === 'none' || style?.visibility === 'hidden';
}
