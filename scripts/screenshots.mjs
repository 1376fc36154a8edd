// `npm run screenshots`: the page as a reader sees it, to be looked at by eye: every sample article and every state, in light,
// dark, narrow and print. Writes to target/screenshots/, which git ignores.
//
//   npm run screenshots                      all
//   npm run screenshots -- water empty       only what has one of these words in its name
//   npm run screenshots -- --article FILE…   articles of one's own
//
// It shows dist/ as it is: `npm run build` first.
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import { chromium } from 'playwright-core';

import { findChromium } from './browsers.mjs';
import { serve } from './serve.mjs';
import { Stop, dist, main, root } from './setup.mjs';

const folder = join(root, 'target', 'screenshots');

const LOOKS = {
  light: { viewport: { width: 1366, height: 900 }, colorScheme: 'light' },
  dark: { viewport: { width: 1366, height: 900 }, colorScheme: 'dark' },
  narrow: { viewport: { width: 360, height: 780 }, colorScheme: 'light', deviceScaleFactor: 2 },
  'narrow-dark': { viewport: { width: 360, height: 780 }, colorScheme: 'dark', deviceScaleFactor: 2 },
  print: { viewport: { width: 794, height: 1123 }, colorScheme: 'light' },
};

const FRENCH = 'Le ministre a déclaré mardi que le pont serait fermé pendant deux ans. « Nous n’avons pas le choix », a-t-il dit devant les élus de la ville. Selon un responsable qui a demandé à ne pas être nommé, le coût des travaux dépasse le double de ce qui était prévu.\n\nLes habitants du quartier ont dit leur colère.';
const NOTHING = 'The lift is blue and the stairs are green. It rained for most of the week, and the river rose to the second step. '.repeat(6);

/** The sample articles. */
const ids = () => readdirSync(join(dist, 'samples')).map((name) => name.replace(/\.txt$/, ''));

/** A text of about as many words as asked for, made of the samples. */
function long(words) {
  const samples = ids().map((id) => readFileSync(join(dist, 'samples', `${id}.txt`), 'utf8'));
  const all = samples.join('\n\n');
  return Array.from({ length: Math.ceil(words / all.split(/\s+/).length) }, () => all).join('\n\n');
}

const fill = (text) => async (page) => {
  await page.evaluate((given) => {
    const field = document.querySelector('#text');
    const transfer = new DataTransfer();
    transfer.setData('text/plain', given);
    field.focus();
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
  }, text);
  await settled(page);
};

/** Until the analysis is over and drawn. */
const settled = (page) => page.waitForFunction(() => !document.body.hasAttribute('aria-busy') && document.querySelector('#overview .headline, .problem, .remark'), null, { timeout: 60_000 });

/** name → [path, what is done there, whether it is a whole set of views to look at] */
function states() {
  return {
    empty: ['', null],
    ...Object.fromEntries(ids().map((id) => [id, [`?sample=${id}`, settled]])),
    error: ['', fill('PK\u0003\u0004\u0000\u0000\u0001 not a text')],
    foreign: ['', fill(FRENCH)],
    nothing: ['', fill(NOTHING)],
    headline: ['', fill('Harbour board delays vote on crane')],
    'very-long': ['', fill(long(20_000))],
    positions: ['?sample=water-talks', async (page) => (await settled(page), page.getByRole('tab', { name: 'Positions' }).click())],
    notes: ['?sample=water-talks', async (page) => (await settled(page), page.getByRole('tab', { name: 'Notes' }).click())],
    chosen: ['?sample=water-talks', async (page) => (await settled(page), page.keyboard.press('n'), page.keyboard.press('n'))],
    correcting: ['?sample=water-talks', async (page) => (await settled(page), await page.keyboard.press('n'), page.locator('.correct summary').click())],
    export: ['?sample=water-talks', async (page) => (await settled(page), page.getByRole('button', { name: 'Export' }).click())],
    history: ['?sample=water-talks', async (page) => (await settled(page), page.getByRole('button', { name: 'History' }).click())],
    settings: ['?sample=water-talks', async (page) => (await settled(page), page.getByRole('button', { name: 'Settings' }).click())],
    editing: ['?sample=water-talks', async (page) => {
      await settled(page);
      const tab = page.locator('#tab-text');
      if (await tab.isVisible()) await tab.click();
      await page.getByRole('button', { name: 'Edit text' }).click();
    }],
    german: ['?sample=water-talks&lang=de', settled],
    'german-notes': ['?sample=water-talks&lang=de', async (page) => (await settled(page), page.getByRole('tab', { name: 'Hinweise' }).click())],
    article: ['?sample=water-talks', async (page) => {
      await settled(page);
      const tab = page.locator('#tab-text');
      if (await tab.isVisible()) await tab.click();
    }],
  };
}

/** Interface states are the same on paper. */
const SCREEN_ONLY = /^(empty|error|headline|export|history|settings|editing|chosen|correcting|positions|notes|article|german.*)$/;

await main(async () => {
  if (!existsSync(join(dist, 'index.html'))) throw new Stop('dist/ is not there: run `npm run build` first');
  const args = process.argv.slice(2);
  const own = args.includes('--article') ? args.splice(args.indexOf('--article')).slice(1) : [];
  const all = own.length ? Object.fromEntries(own.map((file) => [basename(join(file, '..')) + '-' + basename(file).replace(/\.\w+$/, ''), ['', fill(readFileSync(file, 'utf8'))]])) : states();
  const looks = Object.keys(LOOKS).filter((look) => !args.some((word) => word in LOOKS) || args.includes(look));
  const words = args.filter((word) => !(word in LOOKS));
  mkdirSync(folder, { recursive: true });
  const server = await serve();
  const browser = await chromium.launch({ executablePath: await findChromium(), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  try {
    for (const [name, [path, act]] of Object.entries(all)) {
      if (words.length && !words.some((word) => name.includes(word))) continue;
      for (const look of looks) {
        if (look === 'print' && SCREEN_ONLY.test(name)) continue;
        const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-GB', ...LOOKS[look] });
        const page = await context.newPage();
        await page.goto(new URL(path, server.url).href);
        await page.locator('body[data-ready]').waitFor();
        if (act) await act(page);
        const file = join(folder, `${name}-${look}`);
        if (look === 'print') {
          await page.emulateMedia({ media: 'print' });
          await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
          await page.pdf({ path: `${file}.pdf`, format: 'A4', preferCSSPageSize: true });
        }
        const menu = /^(export|history|settings|chosen|correcting|very-long)$/.test(name);
        await page.screenshot({ path: `${file}.png`, fullPage: !menu });
        console.log(`${file}.png`);
        await context.close();
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
});
