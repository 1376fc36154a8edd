// A rehearsal while nobody waits: an article is read and drawn once, out of sight, so that the browser has compiled what does both
// and has the fonts at hand before the first article comes. It stops as soon as there is something to do.

import { analyze } from '../engine.js';
import { el } from '../view/dom.js';
import { frame } from '../view/pace.js';
import { buildViews } from '../view/views.js';

/** Something of everything that is drawn: a name, a name withheld, a body, a document, sides for and against. */
const TEXT = `“We do not want it,” said Ann Day, the mayor. She called the plan a waste of money.

An official, who spoke on condition of anonymity, said the bridge would be built. The ministry backed the plan. According to the
report, it will cost 4 million.

`;
/** How often it is repeated: a thousand words, after which the browser has compiled for good what runs often. */
const TIMES = 20;

/** A moment in which the page has nothing to do. */
const idle = () => new Promise((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(resolve));

/** @param {import('./state.js').Page} page */
export async function rehearse({ state, t, makers, input }) {
  const waiting = () => state.mode === 'start' && !input.value && !document.hidden;
  if (!waiting()) return;
  const stop = new AbortController();
  const text = TEXT.repeat(TIMES);
  const report = await analyze(text, { signal: stop.signal, onProgress: () => void (waiting() || stop.abort()) });
  const stage = el('div', { class: 'rehearsal', 'aria-hidden': 'true', inert: true });
  const views = buildViews(report, text, t, makers, { page: true });
  document.body.append(stage);
  // A view a frame: none holds up a reader who comes meanwhile.
  for (const name of /** @type {const} */ (['summary', 'bar', 'text', 'sources'])) {
    await idle();
    if (!waiting()) break;
    stage.append(views.node(name));
    await frame();
  }
  views.article?.stop();
  stage.remove();
}
