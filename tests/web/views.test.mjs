// The page's views: linked both ways, filtered, corrected, exported, in every state a reader may meet.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { root } from './harness.mjs';
import { shell } from './shell.mjs';

const on = shell();
const wide = { viewport: { width: 1366, height: 900 } };
const narrow = { viewport: { width: 360, height: 760 } };

/** The page with the sample article that has something of everything. */
async function sample(context = wide, query = '') {
  const opened = await on.page(`?sample=water-talks${query}`, context);
  await opened.page.locator('.article .number').first().waitFor({ state: 'attached' });
  await opened.page.locator('body[data-ready]:not([aria-busy])').waitFor();
  return opened;
}

/** The empty page, once it listens. */
async function start() {
  const opened = await on.page('', wide);
  await opened.page.locator('body[data-ready]').waitFor();
  return opened;
}

/** Pastes as a reader would. */
const paste = (page, data) =>
  page.evaluate((given) => {
    const transfer = new DataTransfer();
    for (const [type, value] of Object.entries(given)) transfer.setData(type, value);
    const field = document.querySelector('#text');
    field.focus();
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
  }, data);

test('the summary comes first, and each of its sentences opens its words', async () => {
  const { page, problems, close } = await sample();
  const order = await page.evaluate(() => document.querySelector('#overview').compareDocumentPosition(document.querySelector('#findings')) & Node.DOCUMENT_POSITION_FOLLOWING);
  assert.ok(order);
  await page.locator('.sentence').nth(1).click();
  assert.match(await page.locator('.segment.is-selected.is-content').first().innerText(), /We are closer/);
  assert.match(page.url(), /#a\d/);
  assert.deepEqual(problems, []);
  await close();
});

test('cards stand in the groups of the design, in their order, with counts', async () => {
  const { page, close } = await sample();
  const titles = await page.locator('.group-title').allInnerTexts();
  assert.deepEqual(titles.map((title) => title.replace(/\s*\d+$/, '')), ['On record: named people', 'On record: organisations, outlets, documents', 'Anonymous: not named', 'Groups in general', 'No source given (not counted as sources)', 'Asked for comment']);
  assert.match(await page.locator('.group-comment').innerText(), /Ruben Staal[^]*no answer in this text/);
  assert.doesNotMatch(await page.locator('.group-people').innerText(), /Ruben Staal/);
  await close();
});

test('a badge explains itself in the article’s own words, and Escape hides the explanation', async () => {
  const { page, close } = await sample();
  const badge = page.locator('.card .badge.is-anonymous').first();
  const tip = page.locator('.card .badge.is-anonymous + .tip').first();
  assert.ok(!(await tip.isVisible()));
  await badge.focus();
  assert.ok(await tip.isVisible());
  assert.match(await tip.innerText(), /“on condition of anonymity because the talks are continuing”.*Reason: “because the talks are continuing”/);
  await page.keyboard.press('Escape');
  assert.ok(!(await tip.isVisible()));
  await close();
});

test('words lead to their card and a card leads to its words', async () => {
  const { page, close } = await sample();
  await page.locator('.segment.is-content', { hasText: 'A promise about water' }).click();
  assert.match(await page.locator('.dock').innerText(), /A Kestrian diplomat/);
  assert.ok(await page.locator('.statement.is-selected').isVisible());
  await page.locator('.statement', { hasText: 'both governments to lower' }).getByRole('button').last().click();
  assert.match(await page.locator('.segment.is-selected.is-content').first().innerText(), /both governments/);
  await close();
});

test('pointing at a source lights up all its words', async () => {
  const { page, close } = await sample();
  await page.locator('.card', { hasText: 'Petra Hollande' }).first().locator('.card-name').hover();
  const lit = await page.locator('.segment.is-content.is-linked').allInnerTexts();
  assert.ok(lit.some((words) => words.includes('The Tolmin is')) && lit.some((words) => words.includes('the demand')));
  await close();
});

test('n and p walk through the findings, Escape ends it, and typing an n does not', async () => {
  const { page, close } = await sample();
  for (const key of ['n', 'n', 'n', 'p']) await page.keyboard.press(key);
  assert.match(await page.locator('.dock').innerText(), /Finding 2 of \d+/);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.dock').count(), 0);
  await page.locator('[data-filter="words"]').fill('n');
  assert.equal(await page.locator('.dock').count(), 0);
  await close();
});

test('the matrix is a table with a verb or a plain "not stated" in every cell, claims apart', async () => {
  const { page, close } = await sample();
  await page.getByRole('tab', { name: 'Positions' }).click();
  const table = page.getByRole('table');
  const cells = await table.locator('td').allInnerTexts();
  assert.ok(cells.every((cell) => cell.trim()));
  assert.ok(cells.some((cell) => /not stated in this article/.test(cell)));
  const row = table.getByRole('row', { name: /Petra Hollande/ });
  assert.match(await row.innerText(), /rejects[^]*denies/);
  assert.equal(await table.locator('td.is-claim', { hasText: 'denies' }).count(), 1);
  assert.deepEqual(await table.locator('.camp').allInnerTexts(), ['Vardany', 'Kestria', 'No camp given']);
  await close();
});

test('on a narrow screen the matrix is a list, the article a tab, and nothing is cut off', async () => {
  const { page, close } = await sample(narrow);
  await page.getByRole('tab', { name: 'Positions' }).click();
  assert.equal(await page.getByRole('table').count(), 0);
  assert.match(await page.locator('.matrix-list').innerText(), /Petra Hollande[^]*rejects/);
  await page.getByRole('tab', { name: 'Article' }).click();
  assert.ok(await page.locator('.article').isVisible());
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
  await close();
});

test('a filter leaves only what it names, in every view, and says how much', async () => {
  const { page, close } = await sample();
  await page.locator('[data-filter="side"]').focus();
  await page.locator('[data-filter="side"]').selectOption('against');
  assert.match(await page.locator('.filter-count').innerText(), /^\d of 20 findings shown/);
  assert.doesNotMatch(await page.locator('.sources').innerText(), /Denka Orlo/);
  assert.equal(await page.locator('.segment', { hasText: 'harvest' }).count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('data-filter')), 'side');
  await page.getByRole('button', { name: 'Show all', exact: true }).click();
  assert.match(await page.locator('.sources').innerText(), /Denka Orlo/);
  await close();
});

test('a wrong side is corrected, marked in the views and in the export, and undone', async () => {
  const { page, close } = await sample();
  await page.keyboard.press('n');
  await page.getByText('Correct', { exact: true }).click();
  await page.locator('[data-correct="side"]').selectOption('for');
  assert.ok((await page.locator('.edited').count()) >= 2);
  assert.match(await page.locator('#status').innerText(), /1 correction/);
  assert.ok(await page.locator('.segment.is-edited').count());
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('button', { name: 'Download: JSON', exact: true }).click();
  const made = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
  assert.equal(made.attributions.filter(({ edited }) => edited).length, 1);
  await page.locator('#status').getByRole('button', { name: 'Undo' }).click();
  assert.equal(await page.locator('.edited').count(), 0);
  await close();
});

test('a finding that is none is taken out, and the others keep their words', async () => {
  const { page, close } = await sample();
  await page.keyboard.press('n');
  await page.getByText('Correct', { exact: true }).click();
  await page.getByRole('button', { name: 'Not a statement by anyone' }).click();
  assert.equal(await page.locator('.article .number').count(), 19);
  await page.locator('#toast').getByRole('button', { name: 'Undo' }).click();
  assert.equal(await page.locator('.article .number').count(), 20);
  await close();
});

test('a missed statement is added by selecting its words', async () => {
  const { page, close } = await sample();
  await page.evaluate(() => getSelection().selectAllChildren([...document.querySelectorAll('.article p')].find((p) => p.textContent.includes('there was little faith'))));
  await page.getByRole('button', { name: 'Mark as a statement' }).click();
  await page.locator('.dock [data-correct="speaker"]').selectOption({ label: 'Amaury Klint' });
  await page.getByRole('button', { name: 'Add', exact: true }).last().click();
  assert.equal(await page.locator('.article .number').count(), 21);
  assert.match(await page.locator('.card', { hasText: 'Amaury Klint' }).first().innerText(), /In the border town/);
  await close();
});

test('a paste keeps paragraphs, drops menus, and says how it was read', async () => {
  const { page, close } = await start();
  await paste(page, { 'text/html': '<nav><a href="#">Home</a></nav><article><h1>Lift</h1><p>It is shut, Ada Quill said.</p><p>It is open, Bo Bell said.</p></article><aside>Read more about lifts and stairs and other things of this kind in our newsletter today</aside>', 'text/plain': 'Home Lift It is shut, Ada Quill said. It is open, Bo Bell said. Read more about lifts and stairs and other things of this kind in our newsletter today' });
  await page.locator('.article').waitFor();
  assert.deepEqual(await page.locator('.article p').evaluateAll((all) => all.map((p) => p.textContent.replace(/\d+/g, ''))), ['Lift', 'It is shut, Ada Quill said.', 'It is open, Bo Bell said.']);
  assert.match(await page.locator('#status').innerText(), /menus and markup were left out/);
  await close();
});

test('the source of a page that is pasted as text is read as a page', async () => {
  const { page, close } = await start();
  await paste(page, { 'text/plain': '<!doctype html><html><body><nav>Menu</nav><main><p>It is shut, Ada Quill said.</p></main></body></html>' });
  await page.locator('.article').waitFor();
  assert.doesNotMatch(await page.locator('.article').innerText(), /Menu|<p>/);
  assert.match(await page.locator('#status').innerText(), /source of a web page/);
  await close();
});

test('results follow as one types, and the editor keeps the focus', async () => {
  const { page, close } = await start();
  await page.locator('#text').click();
  await page.keyboard.type('It is shut, Ada Quill said. ');
  await page.locator('.card').waitFor();
  await page.keyboard.type('It is open, Bo Bell said.');
  await page.locator('.card', { hasText: 'Bo Bell' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'text');
  await page.getByRole('button', { name: 'Done' }).click();
  assert.ok(await page.locator('.article').isVisible());
  await close();
});

test('a long analysis shows how far it is, and cancelling keeps the text', async () => {
  const { page, close } = await start();
  const text = 'SLOWSLOW word. '.repeat(40_00);
  await page.locator('#text').fill(text);
  await page.getByRole('progressbar').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  assert.match(await page.locator('#status').innerText(), /Cancelled\. Your text is still here/);
  assert.equal(await page.locator('#text').inputValue(), text);
  await close();
});

for (const [state, text, words] of [
  ['white space', ' \n\t ', /Who said what/],
  ['nothing found', `${'The lift is blue and the stairs are green. '.repeat(8)}`, /ascribes nothing to anybody/],
  ['a headline only', 'Lift shut', /headline only/],
  ['binary', 'PK\u0003\u0004\u0000\u0000\u0001', /does not look like text/],
  ['an analysis that breaks off', 'TRAPTRAP', /Your text is untouched/],
]) {
  test(`state: ${state} is said in words, and nothing is lost`, async () => {
    const { page, close } = await start();
    await page.locator('#text').fill(text);
    await page.waitForFunction((pattern) => new RegExp(pattern).test(document.querySelector('main').innerText), words.source);
    assert.equal(await page.locator('#text').inputValue(), text);
    await close();
  });
}

test('a file that is dropped is read, Markdown without its marks', async () => {
  const { page, close } = await start();
  await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['# Lift\n\nIt is **shut**, Ada Quill said.'], 'lift.md', { type: 'text/markdown' }));
    document.querySelector('#text').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  });
  await page.locator('.article').waitFor();
  assert.deepEqual((await page.locator('.article p').allInnerTexts()).map((p) => p.replace(/^\d+\s*/, '')), ['Lift', 'It is shut, Ada Quill said.']);
  await close();
});

test('a very long text is drawn as needed, and a finding at its end is still one step away', async () => {
  const { page, close } = await start();
  const text = Array.from({ length: 3000 }, (_, at) => `Line ${at} of the long report goes on for a while, Ada Quill said.`).join('\n');
  await page.evaluate((given) => {
    document.querySelector('#text').value = given;
    document.querySelector('#text').dispatchEvent(new Event('input'));
  }, text);
  await page.locator('.card').first().waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  assert.ok((await page.locator('.article .segment').count()) < 3000);
  await page.keyboard.press('p');
  await page.locator('.article .number.is-selected').waitFor();
  assert.match(await page.locator('.dock').innerText(), /Finding 3,?000 of 3,?000/);
  await close();
});

test('articles are forgotten unless the reader asks, then kept, then erased', async () => {
  const { page, context, close } = await sample();
  const stored = (at) => at.evaluate(async () => (await indexedDB.databases()).some(({ name }) => name === 'on-record'));
  assert.equal(await stored(page), false);
  await page.getByRole('button', { name: 'History' }).click();
  await page.getByLabel('Keep articles in this browser').check();
  await page.waitForFunction(async () => (await indexedDB.databases()).length > 0);
  const again = await context.newPage();
  await again.goto(on.server.url);
  await again.locator('body[data-ready]').waitFor();
  await again.locator('#text').fill('It is shut, Ada Quill said.');
  await again.locator('.card').waitFor();
  await again.getByRole('button', { name: 'History' }).click();
  await again.locator('.history-entry', { hasText: 'Envoys edge' }).click();
  await again.locator('.card', { hasText: 'Petra Hollande' }).waitFor();
  await page.close();
  await again.getByRole('button', { name: 'History' }).click();
  await again.getByRole('button', { name: 'Erase all' }).click();
  await again.waitForFunction(async () => (await indexedDB.databases()).length === 0);
  await close();
});

test('the second language is complete', async () => {
  const [{ default: en }, { default: de }] = await Promise.all([import('../../www/strings.en.js'), import('../../www/strings.de.js')]);
  const shape = (value, path = '') => (value && typeof value === 'object' ? Object.entries(value).flatMap(([key, inner]) => shape(inner, `${path}.${key}`)) : [`${path}: ${typeof value}`]);
  assert.deepEqual(shape(de), shape(en));
  const { page, close } = await sample(wide, '&lang=de');
  assert.match(await page.locator('#findings').innerText(), /Quellen[^]*Haltungen[^]*Hinweise/);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'de');
  await close();
});

test('nothing is asked of any server while an article is read', async () => {
  const { page, close } = await start();
  await page.waitForLoadState('networkidle');
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.locator('#text').fill('It is shut, Ada Quill said.');
  await page.locator('.card').waitFor();
  await page.keyboard.press('Tab');
  assert.deepEqual(requests.filter((url) => !url.startsWith('blob:')), []);
  await close();
});

test('no text of an article can become markup: the sources never ask for it', () => {
  const files = (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? files(join(folder, entry.name)) : entry.name.endsWith('.js') ? [join(folder, entry.name)] : []));
  for (const file of files(join(root, 'www'))) {
    if (file.includes('/pkg/')) continue;
    const code = readFileSync(file, 'utf8');
    assert.doesNotMatch(code, /\.(innerHTML|outerHTML)\b|insertAdjacentHTML|document\.write|\beval\(|setAttribute\('style'/, file);
  }
  assert.doesNotMatch(readFileSync(join(root, 'www/index.html'), 'utf8'), /<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=/);
});

test('the page’s own styles and document say what the views and the words say', async () => {
  const css = readFileSync(join(root, 'www/page.css'), 'utf8');
  const sheet = readFileSync(join(root, 'www/view/styles.js'), 'utf8').replace(/var\(--on-record-[a-z-]+, (.*?)\);/g, '$1;');
  const tokens = (text, after) => [...text.slice(text.search(after)).split('}')[0].matchAll(/--[a-z-]+: [^;]+;/g)].map(([token]) => token);
  for (const theme of [/\.on-record \{/, /\.on-record:not\(\[data-theme="light"\]\) \{/, /\.on-record\[data-theme="dark"\] \{/]) {
    assert.ok(tokens(css, theme).length > 10);
    assert.deepEqual(tokens(css, theme), tokens(sheet, theme));
  }
  const { default: en } = await import('../../www/strings.en.js');
  const html = readFileSync(join(root, 'www/index.html'), 'utf8');
  for (const [id, [title, shows]] of Object.entries(en.sampleList)) assert.ok(html.includes(`data-sample="${id}"><strong>${title}</strong><span>${shows}</span>`), id);
  assert.deepEqual(readdirSync(join(root, 'www/samples')).sort(), Object.keys(en.sampleList).map((id) => `${id}.txt`).sort());
});

test('a wrong status is corrected for all that the source says, undone and made again', async () => {
  const { page, close } = await sample();
  await page.locator('.card', { hasText: 'Petra Hollande' }).first().locator('.number').first().click();
  await page.getByText('Correct', { exact: true }).click();
  const before = await page.locator('.article .number.is-anonymous').count();
  await page.locator('[data-correct="status"]').selectOption('anonymous');
  await page.locator('.group-withheld .card', { hasText: 'Petra Hollande' }).locator('.edited').first().waitFor();
  const after = await page.locator('.article .number.is-anonymous').count();
  assert.ok(after > before + 1, 'every one of its statements');
  assert.equal(await page.locator('.article .segment.is-edited').count() > 1, true);
  await page.keyboard.press('Escape');
  await page.locator('#status').getByRole('button', { name: 'Undo' }).click();
  assert.equal(await page.locator('.article .number.is-anonymous').count(), before);
  await page.locator('#status').getByRole('button', { name: 'Redo' }).click();
  assert.equal(await page.locator('.article .number.is-anonymous').count(), after);
  await close();
});
