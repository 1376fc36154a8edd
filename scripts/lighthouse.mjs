// `npm run lighthouse`: Lighthouse over the built page, in a real Chromium: at the start, and with an article read. Prints the
// four scores and what costs points; fails below 95. On demand only: npm fetches Lighthouse for it, the project does not carry it.
//
// It measures dist/ as it is: `npm run build` first.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { findChromium } from './browsers.mjs';
import { serve } from './serve.mjs';
import { Stop, dist, main, root, run } from './setup.mjs';

const folder = join(root, 'target', 'lighthouse');
const VERSION = '13.5.0';
const LEAST = 95;
/** Lighthouse slows a desktop machine down to a phone; under this much of its own benchmark a machine is as slow as one already. */
const SLOW = 800;
const PAGES = { start: '', article: '?sample=water-talks' };

/** One run; again without the slowing down where this machine needs none. */
async function measured(name, preset, url, more = []) {
  const output = join(folder, `${name}.json`);
  const flags = ['--quiet', '--no-enable-error-reporting', '--output=json', `--output-path=${output}`, `--chrome-flags=--headless=new${process.getuid?.() === 0 ? ' --no-sandbox' : ''}`, ...(preset === 'desktop' ? ['--preset=desktop'] : []), ...more];
  await run('npm', ['exec', '--yes', '--loglevel=error', `--package=lighthouse@${VERSION}`, '--', 'lighthouse', url, ...flags], {
    env: { ...process.env, CHROME_PATH: await findChromium() },
    shell: process.platform === 'win32',
  });
  const report = JSON.parse(readFileSync(output, 'utf8'));
  const { benchmarkIndex } = report.environment;
  if (preset === 'desktop' || benchmarkIndex >= SLOW || more.length) return report;
  console.log(`this machine's benchmark index is ${benchmarkIndex}, that of a phone: measured without slowing it down further`);
  return measured(name, preset, url, ['--throttling.cpuSlowdownMultiplier=1']);
}

await main(async () => {
  if (!existsSync(join(dist, 'index.html'))) throw new Stop('dist/ is not there: run `npm run build` first');
  mkdirSync(folder, { recursive: true });
  const server = await serve();
  const low = [];
  try {
    for (const preset of ['mobile', 'desktop']) {
      for (const [name, path] of Object.entries(PAGES)) {
        const { categories, audits } = await measured(`${name}-${preset}`, preset, new URL(path, server.url).href);
        const scores = Object.values(categories).map(({ title, score }) => `${title} ${Math.round(score * 100)}`);
        console.log(`${name}, ${preset}: ${scores.join(', ')}`);
        for (const category of Object.values(categories)) {
          // An article opened by its address is analysed while the page loads: reported, and not gated.
          if (name === 'start' && category.score * 100 < LEAST) low.push(`${category.title} of ${name}, ${preset}`);
          for (const { id, weight } of category.auditRefs) {
            const { score, title, displayValue } = audits[id];
            if (weight > 0 && score !== null && score < 0.9) console.log(`  ${category.title}: ${title}${displayValue ? ` (${displayValue})` : ''}`);
          }
        }
      }
    }
  } finally {
    await server.close();
  }
  if (low.length) throw new Stop(`under ${LEAST}: ${low.join('; ')}`);
});
