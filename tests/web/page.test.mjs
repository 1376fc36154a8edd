// The page on real input: a pasted article gives a summary, soon, and without holding up the reader.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { ARTICLE, root, site, summary } from './harness.mjs';
import { traced } from './tracing.mjs';

const on = site();

test('a pasted article gives a summary, under the strict policy and without an error', { timeout: 60_000 }, async () => {
  const { page, problems, close } = await on.open();
  await page.locator('textarea').first().fill(ARTICLE);
  assert.match(await summary(page), /\d/);
  assert.deepEqual(problems, []);
  await close();
});

/** A text of so many words, out of the sample articles. */
function text(words) {
  const folder = join(root, 'www/samples');
  const samples = readdirSync(folder).filter((name) => name.endsWith('.txt')).map((name) => readFileSync(join(folder, name), 'utf8').trim());
  let whole = '';
  for (let at = 0; whole.split(/\s+/).length <= words; at++) whole += `${samples[at % samples.length]}\n\n`;
  return whole.split(/(?<=\s)(?=\S)/).slice(0, words).join('').trim();
}

/** Pastes and waits until the result is painted; marks `from` and `to`. Gives the time between, in ms. */
const painted = (page, given) =>
  page.evaluate(
    (pasted) =>
      new Promise((resolve) => {
        const transfer = new DataTransfer();
        transfer.setData('text/plain', pasted);
        const field = document.querySelector('#text');
        field.focus();
        performance.mark('from');
        const from = performance.now();
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
        const look = () => {
          if (!document.querySelector('.findings .card') || document.body.hasAttribute('aria-busy')) return requestAnimationFrame(look);
          // A message that is sent in a frame is heard after it is painted.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            performance.mark('to');
            resolve(performance.now() - from);
          };
          port2.postMessage(null);
        };
        requestAnimationFrame(look);
      }),
    given,
  );

/** Tasks of more than 50 ms of work are what a reader feels; a slow or busy machine gets some room. */
const LONG = 50;
const ROOM = { long: 3, longest: 250 };

test('an article is painted soon after it is pasted, and no task holds up the reader', { timeout: 400_000 }, async (context) => {
  const { page, close } = await on.open('', { viewport: { width: 1366, height: 900 } });
  await page.locator('body[data-ready]').waitFor();
  const again = () => page.getByRole('button', { name: 'New article' }).click();
  await painted(page, text(400));
  await again();
  const work = {};
  for (const words of [800, 20_000, 100_000]) {
    const { value, tasks } = await traced(on.browser, page, () => painted(page, text(words)));
    const long = tasks.filter(({ ms }) => ms > LONG);
    work[words] = tasks.reduce((sum, { ms }) => sum + ms, 0);
    const figures = `${words} words: painted after ${value.toFixed(0)} ms; on the page's thread ${work[words].toFixed(0)} ms of work, ${long.length} tasks over ${LONG} ms, longest ${tasks[0].ms.toFixed(0)} ms (${tasks[0].what.slice(0, 3).join(', ')})`;
    context.diagnostic(figures);
    assert.ok(long.length <= ROOM.long && tasks[0].ms < ROOM.longest, figures);
    // Drawn as needed: the nodes of the page do not grow with the text, but for its plain paragraphs.
    const { nodes, paragraphs } = await page.evaluate(() => ({ nodes: document.querySelectorAll('*').length, paragraphs: document.querySelectorAll('.article p').length }));
    assert.ok(nodes - paragraphs < 6_000, `${nodes} nodes`);
    if (words > 50_000) {
      // And usable: the last finding is one key away, and a filter answers.
      await page.keyboard.press('p');
      await page.locator('.article .number.is-selected').waitFor();
      await page.keyboard.press('Escape');
      await page.locator('[data-filter="side"]').selectOption('against');
      assert.match(await page.locator('.filter-count').innerText(), /of [\d,]+ findings shown/);
    }
    await again();
  }
  assert.ok(work[100_000] < 60 * work[800], `the page's own work does not grow faster than the text: ${JSON.stringify(work)}`);
  await close();
});

test('the page rehearses where nobody sees or hears it, and leaves nothing of it', { timeout: 60_000 }, async () => {
  const { page, close } = await on.open('');
  await page.addInitScript(() => {
    const seen = (globalThis.rehearsed = []);
    const note = ({ addedNodes, removedNodes }) => {
      for (const node of addedNodes) if (node.className === 'rehearsal') seen.push([node.inert, node.getAttribute('aria-hidden')]);
      for (const node of removedNodes) if (node.className === 'rehearsal') seen.push([node.querySelectorAll('.card').length > 3, document.body.dataset.mode]);
    };
    new MutationObserver((records) => records.forEach(note)).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  await page.waitForFunction(() => globalThis.rehearsed.length > 1, null, { timeout: 30_000 });
  assert.deepEqual(await page.evaluate(() => globalThis.rehearsed), [[true, 'true'], [true, 'start']]);
  assert.equal(await page.locator('.card, .rehearsal').count(), 0);
  assert.equal(await page.locator('#text').inputValue(), '');
  await close();
});

test('in German the notes are German; what stays English says so, to readers and to screen readers', { timeout: 60_000 }, async () => {
  const { page, close } = await on.open('?sample=water-talks&lang=de');
  await page.getByRole('tab', { name: 'Hinweise' }).click();
  const notes = page.locator('.note > span:first-child');
  assert.ok((await notes.count()) > 5);
  assert.deepEqual(await page.locator('.note > [lang="en"]').allInnerTexts(), [], 'every note has German words');
  assert.match(await notes.first().innerText(), /^\d+ Quellen: \d+ × Namentlich/);
  assert.equal(await page.locator('.headline').getAttribute('lang'), 'en');
  assert.match(await page.locator('#status').innerText(), /auf Englisch/);
  await close();
});

test('a stranger’s article: its first line counts what the cards show, every badge explains itself, every sentence leads to its words', { timeout: 60_000 }, async () => {
  const { page, close } = await on.open('', { reducedMotion: 'reduce' });
  await page.locator('textarea').first().fill(readFileSync(join(root, 'tests/articles/ward-inquiry/article.txt'), 'utf8'));
  await page.locator('.card').first().waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  const counted = Number((await page.locator('.bar figcaption .aside').first().innerText()).match(/\d+/)[0]);
  const statuses = await page.locator('.bar').first().locator('.legend strong').allInnerTexts();
  assert.equal(statuses.reduce((sum, n) => sum + Number(n), 0), counted);
  for (const tip of await page.locator('.sources .tip').allTextContents()) assert.ok(tip.length > 20 && !/[{}]|undefined/.test(tip), tip);
  const sentences = page.locator('.sentence');
  for (let at = 0; at < (await sentences.count()); at++) {
    await sentences.nth(at).click();
    const words = await page.locator('.article .segment.is-selected.is-content').first();
    assert.ok(await words.isVisible());
    const box = await words.boundingBox();
    assert.ok(box.y >= 0 && box.y < page.viewportSize().height, 'in view after one press');
  }
  await close();
});
