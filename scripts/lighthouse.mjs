// `npm run lighthouse`: Lighthouse over the built page, in a real Chromium: at the start, and with an article read. Prints the
// four scores and what costs points; fails below 95. On demand only: npm fetches Lighthouse for it, the project does not carry it.
//
// It measures dist/ as it is: `npm run build` first.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { findChromium } from './browsers.mjs';
import { serve } from './serve.mjs';
import { Stop, dist, main, root, run } from './setup.mjs';

const VERSION = '13.5.0';
const LEAST = 95;
const PAGES = { start: '', article: '?sample=water-talks' };

await main(async () => {
  if (!existsSync(join(dist, 'index.html'))) throw new Stop('dist/ is not there: run `npm run build` first');
  const folder = join(root, 'target', 'lighthouse');
  mkdirSync(folder, { recursive: true });
  const server = await serve();
  const low = [];
  try {
    for (const preset of ['mobile', 'desktop']) {
      for (const [name, path] of Object.entries(PAGES)) {
        const output = join(folder, `${name}-${preset}.json`);
        const flags = ['--quiet', '--no-enable-error-reporting', '--output=json', `--output-path=${output}`, `--chrome-flags=--headless=new${process.getuid?.() === 0 ? ' --no-sandbox' : ''}`, ...(preset === 'desktop' ? ['--preset=desktop'] : [])];
        await run('npm', ['exec', '--yes', `--package=lighthouse@${VERSION}`, '--', 'lighthouse', new URL(path, server.url).href, ...flags], {
          env: { ...process.env, CHROME_PATH: await findChromium() },
          shell: process.platform === 'win32',
        });
        const { categories, audits } = JSON.parse(readFileSync(output, 'utf8'));
        const scores = Object.values(categories).map(({ title, score }) => `${title} ${Math.round(score * 100)}`);
        console.log(`${name}, ${preset}: ${scores.join(', ')}`);
        for (const category of Object.values(categories)) {
          if (category.score * 100 < LEAST) low.push(`${category.title} of ${name}, ${preset}`);
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
