// Which words of the article a reader has selected, as positions in its text.

/**
 * @param {HTMLElement} article the node of the text view: its paragraphs carry `data-from`, the numbers in them are no text
 * @returns {{ start: number, end: number } | null}
 */
export function selectedSpan(article) {
  const selection = article.ownerDocument.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!article.contains(range.commonAncestorContainer)) return null;
  let start = Infinity;
  let end = -1;
  for (const paragraph of article.querySelectorAll('[data-from]')) {
    if (!range.intersectsNode(paragraph)) continue;
    let at = Number(paragraph.getAttribute('data-from'));
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest('.number')) continue;
      const { length } = /** @type {Text} */ (node);
      if (range.intersectsNode(node)) {
        const from = node === range.startContainer ? range.startOffset : 0;
        const to = node === range.endContainer ? range.endOffset : length;
        if (from < to) [start, end] = [Math.min(start, at + from), Math.max(end, at + to)];
      }
      at += length;
    }
  }
  return end - start > 2 ? { start, end } : null;
}
