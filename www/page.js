// The page: takes a text, keeps the analysis up to date with it, and shows its report in linked views. Here its parts are put
// together; what they are and how they see one another stands in page/state.js.

import { about } from './engine.js';
import { handedText, openedFiles, workOffline } from './offline.js';
import { makeAnalysis } from './page/analysis.js';
import { makeFrame } from './page/frame.js';
import { makeGuide } from './page/guide.js';
import { makeHistory } from './page/history.js';
import { drawSamples, listen, openFile } from './page/input.js';
import { readText } from './page/read.js';
import { rehearse } from './page/rehearse.js';
import { makeRevision } from './page/revision.js';
import { makeScreen } from './page/screen.js';
import { applyTheme, recall } from './page/settings.js';
import { initial } from './page/state.js';
import { makeToast } from './page/toast.js';
import { strings } from './strings.js';
import { sheet } from './view/styles.js';
import { loadViews, viewNames } from './view/views.js';

document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet()];
applyTheme(document.body);

const query = new URLSearchParams(location.search);
const [t, makers] = await Promise.all([strings(query.get('lang') ?? recall('language') ?? navigator.language), loadViews(viewNames)]);

const at = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const input = /** @type {HTMLTextAreaElement} */ (at('text'));
const page = /** @type {import('./page/state.js').Page} */ ({ state: initial(), t, makers, at, input, ...makeToast(at('toast'), t) });
page.past = makeHistory(t, { toast: page.toast, open: ({ text, id, edits }) => page.analysis.take(text, { id, edits }) });
page.analysis = makeAnalysis(page);
page.screen = makeScreen(page);
page.guide = makeGuide(page);
page.revision = makeRevision(page);
page.frame = makeFrame(page);

const { take, receiver } = page.analysis;
page.screen.setMode('start');
listen(input, document.body, receiver);
addEventListener('beforeprint', page.screen.drawAll);
openedFiles((file) => void openFile(file, receiver));
const shared = await handedText();
if (shared) {
  const { text, note } = readText(shared);
  take(text, { note });
} else if (input.value.trim()) take(input.value);
document.body.dataset.ready = '';
await drawSamples(at('samples'), t, query.get('sample'), receiver);
// Warm: the first article then waits for nothing.
void about()
  .then(() => rehearse(page))
  .catch(() => {});
void workOffline((found, act) => {
  if (found === 'update') page.toast(t.newVersion, { label: t.reload, run: act });
  else if (found === 'refused') page.toast(t.offlineRefused);
});
