// The reader's corrections: made, taken back and made again, each a new report out of the one that was found.

import { refresh } from '../engine.js';
import { shorten } from '../view/dom.js';
import { addForm } from './correct-form.js';
import { corrected } from './correct.js';
import { selectedSpan } from './selection.js';

/** @typedef {import('./correct.js').Edit} Edit */

/** @param {import('./state.js').Page} page */
export function makeRevision(page) {
  const { state, t, at, toast } = page;

  /** @param {Edit[]} edits @param {Edit[]} undone */
  const change = (edits, undone) => {
    const { found, text } = state;
    if (!found) return;
    Object.assign(state, { edits, undone, report: corrected(found, text, edits) });
    page.past.remember(state.id, text, edits);
    void page.screen.redraw();
    void renew();
  };

  /** The summary and the notes of a corrected report, as the engine writes them. */
  const renew = async () => {
    const { report, text, edits } = state;
    if (!report || !edits.length) return;
    try {
      const renewed = await refresh(report, text);
      if (state.report !== report) return;
      state.report = renewed;
      void page.screen.redraw();
    } catch {
      // The summary then stays as it was; the corrections are in every view all the same.
    }
  };

  /** @param {Edit} edit */
  const correct = (edit) => {
    change([...state.edits, edit], []);
    toast(edit.kind === 'remove' ? t.removed : edit.kind === 'add' ? t.added : t.corrected, { label: t.undo, run: undo });
  };

  const undo = () => {
    const last = state.edits.at(-1);
    if (!last) return;
    change(state.edits.slice(0, -1), [...state.undone, last]);
    toast(t.undone, { label: t.redo, run: redo });
  };

  const redo = () => {
    const last = state.undone.at(-1);
    if (!last) return;
    change([...state.edits, last], state.undone.slice(0, -1));
    toast(t.redone, { label: t.undo, run: undo });
  };

  addEventListener('keydown', (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z' || target.closest('input, textarea, [contenteditable]')) return;
    if (!(event.shiftKey ? state.undone : state.edits).length) return;
    event.preventDefault();
    if (event.shiftKey) redo();
    else undo();
  });

  // A statement that was missed: its words are selected in the article.
  document.addEventListener('selectionchange', () => {
    const { views } = state;
    const span = views?.article && state.mode === 'read' ? selectedSpan(views.article.node) : null;
    if (!span || !views) return;
    toast(`“${shorten(views.index.text.slice(span.start, span.end), 40)}”`, { label: t.addMissing, run: () => {
      page.guide.dock(addForm(views.context, span, (edit) => (page.guide.closeDock(), correct(edit)), page.guide.closeDock));
      /** @type {HTMLElement | null} */ (at('dock').querySelector('select'))?.focus();
    } });
  });

  return { correct, undo, redo, renew };
}
