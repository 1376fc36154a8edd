// What the page holds, and how its parts see it and one another.

import { everything } from '../view/model.js';

/** @typedef {import('../report.js').Report} Report */

export const initial = () => ({
  /** @type {Report | null} as the engine made it */
  found: null,
  /** @type {Report | null} the report that is shown: with the reader's corrections */
  report: null,
  /** @type {import('./correct.js').Edit[]} */
  edits: [],
  /** Corrections taken back, the last one first to be made again. @type {import('./correct.js').Edit[]} */
  undone: [],
  /** Of this article, in the history. */
  id: '',
  /** The text that it is of. */
  text: '',
  /** `wait`: a long text is being analysed, with nothing to show yet. @type {'start' | 'edit' | 'read' | 'wait'} */
  mode: 'start',
  filter: { ...everything },
  tab: 'sources',
  /** @type {import('./read.js').Reading['note']} how the text was read */
  note: null,
  /** @type {import('../view/views.js').Views | null} */
  views: null,
});

/** @typedef {ReturnType<typeof initial>} State */
/**
 * The page as its parts see it. Each part is made with it, and gives what the others may ask of it.
 * @typedef {object} Page
 * @property {State} state
 * @property {import('../strings.js').Strings} t
 * @property {import('../view/views.js').Makers} makers
 * @property {HTMLTextAreaElement} input
 * @property {(id: string) => HTMLElement} at an element of index.html
 * @property {(words: string, action?: { label: string, run: () => void }) => void} toast
 * @property {(words: string) => Promise<void>} copy
 * @property {ReturnType<typeof import('./history.js')['makeHistory']>} past
 * @property {ReturnType<typeof import('./analysis.js')['makeAnalysis']>} analysis
 * @property {ReturnType<typeof import('./screen.js')['makeScreen']>} screen
 * @property {ReturnType<typeof import('./guide.js')['makeGuide']>} guide
 * @property {ReturnType<typeof import('./revision.js')['makeRevision']>} revision
 * @property {ReturnType<typeof import('./frame.js')['makeFrame']>} frame
 */
