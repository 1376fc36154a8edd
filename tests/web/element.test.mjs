// <on-record> in pages of others: a guest that reads, marks and leaves everything as it was.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { HOST_ARTICLE, shell } from './shell.mjs';

const on = shell();
const define = '<script type="module" src="define.js"></script>';
const TEXT = 'The lift will stay closed, Ada Quill said.\nIt is unsafe, an official warned.';

/** What an element shows. */
const words = (page, selector = 'on-record') => page.evaluate((css) => document.querySelector(css).shadowRoot.textContent, selector);

/** Until an element shows a report. */
const shown = (page, selector = 'on-record') => page.waitForFunction((css) => document.querySelector(css)?.shadowRoot?.querySelector('.views'), selector);

test('importing the element on a server does nothing and fails nothing', async () => {
  const { OnRecordElement } = await import('../../www/element.js');
  await import('../../www/define.js');
  assert.equal(typeof OnRecordElement, 'function');
});

test('the text inside is analysed and shown, with the views asked for in their order', async () => {
  const { page, problems, close } = await on.host(`<on-record view="sources summary">${TEXT}</on-record>${define}`);
  await shown(page);
  assert.deepEqual(await page.locator('on-record section[part]').evaluateAll((all) => all.map((one) => one.getAttribute('part'))), ['sources', 'summary']);
  assert.match(await words(page, 'on-record'), /Ada Quill/);
  assert.deepEqual(problems, []);
  await close();
});

test('without JavaScript the text inside is there to read', async () => {
  const { page, close } = await on.host(`<on-record>${TEXT}</on-record>${define}`, { javaScriptEnabled: false });
  assert.ok(await page.getByText('The lift will stay closed').isVisible());
  await close();
});

test('an article of the page is read as it is seen, and marked without a change to its nodes', async () => {
  const { page, problems, close } = await on.host(`${HOST_ARTICLE}<on-record for="article"></on-record>${define}`);
  const before = await page.locator('article').evaluate((article) => article.outerHTML);
  await shown(page);
  const seen = await page.evaluate(() => ({
    text: document.querySelector('on-record').text,
    marked: [...CSS.highlights].flatMap(([name, ranges]) => [...ranges].map((range) => `${name}: ${range}`)),
  }));
  assert.match(seen.text, /^Lift closed\nThe lift will stay closed, Ada Quill said\. It broke on Monday\.\n“We are\nsorry,” Dee Drum said\.$/);
  assert.doesNotMatch(seen.text, /Menu|Hidden/);
  assert.ok(seen.marked.some((mark) => mark.startsWith('on-record-on-') && mark.includes('The lift will')));
  assert.equal(await page.locator('article').evaluate((article) => article.outerHTML), before);
  assert.deepEqual(problems, []);
  await close();
});

test('a press on marked words selects their finding, and the event says which', async () => {
  const { page, close } = await on.host(`${HOST_ARTICLE}<on-record for="article"></on-record>${define}`);
  await shown(page);
  const chosen = page.evaluate(() => new Promise((resolve) => addEventListener('on-record-select', ({ detail, composed, bubbles }) => resolve({ id: detail.id, name: detail.source?.name, composed, bubbles }))));
  await page.locator('article em').click();
  const detail = await chosen;
  assert.equal(detail.name, 'Ada Quill');
  assert.ok(detail.id && detail.composed && detail.bubbles);
  await close();
});

test('when the article changes the marks go, the reader is told, and a press analyses again', async () => {
  const { page, close } = await on.host(`${HOST_ARTICLE}<on-record for="article"></on-record>${define}`);
  await shown(page);
  await page.evaluate(() => (document.querySelector('article p').textContent = 'The lift is open again, Uma Ford said.'));
  const notice = page.locator('on-record .changed');
  await notice.waitFor();
  assert.equal(await page.evaluate(() => [...CSS.highlights.values()].reduce((sum, ranges) => sum + ranges.size, 0)), 0);
  await notice.getByRole('button').click();
  await page.waitForFunction(() => document.querySelector('on-record').text.includes('Uma Ford'));
  await page.waitForFunction(() => [...CSS.highlights.values()].some((ranges) => ranges.size > 0));
  await close();
});

test('the same words in new nodes are marked where they are now', async () => {
  const { page, close } = await on.host(`${HOST_ARTICLE}<on-record for="article"></on-record>${define}`);
  await shown(page);
  await page.evaluate(() => {
    const em = document.querySelector('article em');
    em.replaceWith(em.textContent);
  });
  await page.waitForFunction(() => [...CSS.highlights.values()].some((ranges) => [...ranges].some((range) => range.startContainer.isConnected && String(range).includes('The lift will'))));
  assert.equal(await page.locator('on-record .changed').count(), 0);
  await close();
});

test('where the browser cannot mark words, the passages are listed and lead to their place', async () => {
  writeFileSync(join(on.folder, 'no-highlights.js'), `Object.defineProperty(CSS, 'highlights', { value: undefined })`);
  const { page, close } = await on.host(`<script src="no-highlights.js"></script>${HOST_ARTICLE}<on-record for="article"></on-record>${define}`);
  await shown(page);
  const passage = page.locator('on-record [part="passages"] .said').first();
  assert.match(await passage.innerText(), /The lift will/);
  await passage.click();
  await close();
});

test('an article that is not there is an error in words and an event', async () => {
  const { page, close } = await on.host(`<on-record for="#nowhere" loading="eager"></on-record>${define}`);
  await page.locator('on-record [role="alert"]').waitFor();
  assert.match(await words(page, 'on-record'), /#nowhere/);
  await close();
});

test('several elements share one worker', async () => {
  const { page, close } = await on.host(`${`<on-record>${TEXT}</on-record>`.repeat(3)}${define}`);
  await page.waitForFunction(() => [...document.querySelectorAll('on-record')].every((element) => element.report));
  assert.equal(page.workers().length, 1);
  await close();
});

test('nothing is loaded or analysed before the element comes near the view', async () => {
  const { page, close } = await on.host(`<p style="height: 5000px">Far</p><on-record>${TEXT}</on-record>${define}`, { bypassCSP: true });
  await page.waitForTimeout(300);
  assert.equal(page.workers().length, 0);
  assert.equal(await page.evaluate(() => document.querySelector('on-record').report), null);
  await page.evaluate(() => document.querySelector('on-record').scrollIntoView());
  await shown(page);
  await close();
});

test('a second definition changes nothing', async () => {
  const { page, problems, close } = await on.host(`<on-record>${TEXT}</on-record>${define}<script type="module" src="define.js?again"></script>`);
  await shown(page);
  assert.deepEqual(problems, []);
  await close();
});

test('properties set before the class is there are kept, and a new text replaces the old', async () => {
  const { page, close } = await on.host(`<on-record loading="eager"></on-record>`);
  await page.evaluate(() => (document.querySelector('on-record').text = 'All is well, Ada Quill said.'));
  await page.evaluate((url) => import(url), new URL('define.js', on.server.url).href);
  await shown(page);
  assert.equal(await page.evaluate(() => document.querySelector('on-record').report.sources[0].name), 'Ada Quill');
  await page.evaluate(() => (document.querySelector('on-record').text = 'All is lost, Bo Bell said.'));
  await page.waitForFunction(() => document.querySelector('on-record').report?.sources[0].name === 'Bo Bell');
  await close();
});

test('a report made before is shown without the engine', async () => {
  const first = await on.host(`<on-record loading="eager">${TEXT}</on-record>${define}`);
  await shown(first.page);
  const report = await first.page.evaluate(() => document.querySelector('on-record').report);
  await first.close();
  writeFileSync(join(on.folder, 'report.json'), JSON.stringify(report));
  const asked = on.server.requests.length;
  const { page, problems, close } = await on.host(`<on-record src="report.json">${TEXT}</on-record>${define}`);
  await shown(page);
  assert.match(await words(page, 'on-record'), /Ada Quill/);
  assert.equal(page.workers().length, 0);
  assert.ok(!on.server.requests.slice(asked).some((path) => /pkg|worker/.test(path)));
  assert.deepEqual(problems, []);
  await close();
});

test('a report that is not there is named in the error', async () => {
  const { page, close } = await on.host(`<on-record src="gone.json" loading="eager">${TEXT}</on-record>${define}`);
  await page.locator('on-record [role="alert"]').waitFor();
  assert.match(await words(page, 'on-record'), /gone\.json.*404/);
  await close();
});

test('it speaks the language asked for, and the page’s without', async () => {
  const { page, close } = await on.host(`<div lang="de"><on-record id="a">${TEXT}</on-record></div><on-record id="b" lang="en">${TEXT}</on-record>${define}`);
  await shown(page, '#a');
  await shown(page, '#b');
  assert.match(await words(page, '#a'), /Quellen/);
  assert.match(await words(page, '#b'), /Sources/);
  await close();
});

test('it works under Trusted Types and without inline styles', async () => {
  const policy = `<meta http-equiv="Content-Security-Policy" content="script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; require-trusted-types-for 'script'">`;
  const { page, problems, close } = await on.host(`${HOST_ARTICLE}<on-record for="article" view="summary bar sources matrix notes"></on-record>${define}`, {}, policy);
  await shown(page);
  assert.deepEqual(problems, []);
  await close();
});

test('markup in an article stays text', async () => {
  const { page, problems, close } = await on.host(`<on-record id="x" loading="eager"></on-record>${define}`);
  await page.evaluate(() => (document.querySelector('#x').text = '“<img src=x onerror=alert(1)> <b>bold</b>” Ada Quill said.'));
  await shown(page);
  assert.equal(await page.evaluate(() => document.querySelector('#x').shadowRoot.querySelectorAll('img, b, script').length), 0);
  assert.match(await words(page, '#x'), /<img src=x onerror/);
  assert.deepEqual(problems, []);
  await close();
});
