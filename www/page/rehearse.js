// A rehearsal while nobody waits: what draws a report runs once, out of sight, so that the browser has compiled it and has the
// fonts before the first article comes. A third of what that article would otherwise wait for.

import { analyze } from '../engine.js';
import { el } from '../view/dom.js';
import { frame } from '../view/pace.js';
import { buildViews } from '../view/views.js';

/** Something of everything that is drawn: a name, a name withheld, a body, a document, sides for and against. */
const TEXT = `Council splits over bridge

“We do not want it,” said Ann Day, the mayor. She called the plan a waste of money.

An official, who spoke on condition of anonymity, said the bridge would be built. The ministry backed the plan. According to the
report, it will cost 4 million.`;

/** A moment in which the page has nothing to do. */
const idle = () => new Promise((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(resolve));

/** @param {import('./state.js').Page} page */
export async function rehearse({ state, t, makers }) {
  const waiting = () => state.mode === 'start' && !document.hidden;
  if (!waiting()) return;
  const report = await analyze(TEXT);
  const stage = el('div', { class: 'rehearsal', 'aria-hidden': 'true', inert: true });
  const views = buildViews(report, TEXT, t, makers, { page: true });
  document.body.append(stage);
  // A view a frame: none holds up a reader who comes meanwhile.
  for (const name of /** @type {const} */ (['summary', 'bar', 'text', 'sources', 'matrix', 'notes'])) {
    await idle();
    if (!waiting()) break;
    stage.append(views.node(name));
    await frame();
  }
  views.article?.stop();
  stage.remove();
}
