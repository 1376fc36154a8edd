// Makes the PNG icons from www/icons/icon.svg. Run by hand after the SVG changes: `node scripts/icons.mjs`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import { findChromium } from './browsers.mjs';
import { main, root } from './setup.mjs';

await main(async () => {
  const folder = join(root, 'www/icons');
  const svg = readFileSync(join(folder, 'icon.svg'), 'utf8');
  // A maskable icon bleeds to the edge and keeps what matters in the middle four fifths.
  const full = svg.replace('rx="14"', '').replace('viewBox="0 0 64 64"', 'viewBox="-8 -8 80 80"').replace('<rect width="64" height="64"', '<rect x="-8" y="-8" width="80" height="80"');
  const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox'] });
  for (const [name, size, source] of [['icon-192', 192, svg], ['icon-512', 512, svg], ['icon-maskable-512', 512, full]]) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>html,body{margin:0;background:transparent}svg{display:block;width:${size}px;height:${size}px}</style>${source}`);
    writeFileSync(join(folder, `${name}.png`), await page.screenshot({ omitBackground: true }));
    await page.close();
  }
  await browser.close();
});
