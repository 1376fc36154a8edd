// Chromium, through playwright-core.
import { launch, watch } from '../harness.mjs';
import { callOf, untilOf } from './index.mjs';

export async function start() {
  const browser = await launch();
  return {
    async open() {
      const context = await browser.newContext({ reducedMotion: 'reduce' });
      const page = await context.newPage();
      const run = async (work, ...args) => JSON.parse(await page.evaluate(callOf(work, args)));
      return { goto: (url) => page.goto(url), reload: () => page.reload(), run, until: untilOf(run), problems: watch(page), close: () => context.close() };
    },
    close: () => browser.close(),
  };
}
