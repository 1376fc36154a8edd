import start, { Analysis } from './pkg/on_record.js';
import { workOffline } from './offline.js';

await start();
const out = document.getElementById('summary');
document.getElementById('article').addEventListener('input', (event) => {
  const analysis = new Analysis(event.target.value, {});
  while (!analysis.step(1000).done);
  const report = analysis.finish();
  analysis.free();
  out.textContent = report.summary.headline || `${report.attributions.length} attributions in ${report.text.words} words`;
});
workOffline((state) => (document.documentElement.dataset.offline = state));
