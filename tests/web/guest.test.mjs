// <on-record> as a guest: it takes over the look of its page, shares what can be shared, and leaves without a trace.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';

import { HOST_ARTICLE, shell } from './shell.mjs';

const on = shell();
const define = '<script type="module" src="define.js"></script>';
const TEXT = 'The lift will stay closed, Ada Quill said.\nIt is unsafe, an official warned.';
const MARKS = `${HOST_ARTICLE}<on-record for="article"></on-record>${define}`;

/** Until an element shows a report. */
const shown = (page, selector = 'on-record') => page.waitForFunction((css) => document.querySelector(css)?.shadowRoot?.querySelector('.views'), selector);

before(() => {
  for (const [name, css] of Object.entries({ dark: 'body { background: #101418; color: #eee }', paper: 'body { background: oklch(0.97 0.01 90) }', switched: 'body.night { background: #000 }', font: 'body { font-family: "Courier New", monospace }', both: ':root { color-scheme: light dark }' })) writeFileSync(join(on.folder, `${name}.css`), css);
});

/** The theme that an element puts on, in a page with a stylesheet and for a reader who likes it light or dark. */
async function theme(css, colorScheme, attributes = '') {
  const opened = await on.host(`<on-record ${attributes}>${TEXT}</on-record>${define}`, { colorScheme }, css ? `<link rel="stylesheet" href="${css}.css">` : '');
  await shown(opened.page);
  const { worn, ground } = await opened.page.evaluate(() => {
    const node = document.querySelector('on-record').shadowRoot.querySelector('.on-record');
    return { worn: node.dataset.theme, ground: getComputedStyle(node).backgroundColor };
  });
  const [red] = /\d+/.exec(ground);
  assert.equal(Number(red) < 128 ? 'dark' : 'light', worn, ground);
  return { ...opened, worn };
}

for (const [name, css, reader, attributes, expected] of [
  ['a dark page, for a reader who likes it light', 'dark', 'light', '', 'dark'],
  ['a light page, for a reader who likes it dark', 'paper', 'dark', '', 'light'],
  ['a page of no colour that knows no dark', '', 'dark', '', 'light'],
  ['a page of no colour that knows both, for a reader who likes it dark', 'both', 'dark', '', 'dark'],
  ['a page of no colour that knows both, for a reader who likes it light', 'both', 'light', '', 'light'],
  ['a dark page, but told to be light', 'dark', 'dark', 'theme="light"', 'light'],
  ['a light page, but told to be dark', 'paper', 'light', 'theme="dark"', 'dark'],
]) {
  test(`theme: ${name}`, async () => {
    const { worn, close } = await theme(css, reader, attributes);
    assert.equal(worn, expected);
    await close();
  });
}

test('theme: a page that switches takes the element along', async () => {
  const { page, worn, close } = await theme('switched', 'light');
  assert.equal(worn, 'light');
  await page.evaluate(() => document.body.classList.add('night'));
  await page.waitForFunction(() => document.querySelector('on-record').shadowRoot.querySelector('.on-record').dataset.theme === 'dark');
  await page.evaluate(() => document.querySelector('on-record').setAttribute('theme', 'light'));
  await page.waitForFunction(() => document.querySelector('on-record').shadowRoot.querySelector('.on-record').dataset.theme === 'light');
  await close();
});

test('type: the page’s, unless a variable says another', async () => {
  const { page, close } = await on.host(`<on-record id="a">${TEXT}</on-record><on-record id="b" class="own">${TEXT}</on-record>${define}`, {}, '<link rel="stylesheet" href="font.css"><link rel="stylesheet" href="own.css">');
  writeFileSync(join(on.folder, 'own.css'), '.own { --on-record-font: Verdana, sans-serif }');
  await page.reload();
  await shown(page, '#a');
  await shown(page, '#b');
  const fonts = await page.evaluate(() => ['#a', '#b'].map((css) => getComputedStyle(document.querySelector(css).shadowRoot.querySelector('.standing')).fontFamily));
  assert.deepEqual(fonts, ['"Courier New", monospace', 'Verdana, sans-serif']);
  await close();
});

test('direction: from right to left in a page that is, with nothing sticking out', async () => {
  const { page, close } = await on.host(`<div dir="rtl"><on-record id="a">${TEXT}</on-record></div><on-record id="b">${TEXT}</on-record>${define}`, { viewport: { width: 400, height: 800 } });
  await shown(page, '#a');
  await shown(page, '#b');
  const seen = await page.evaluate(() =>
    ['#a', '#b'].map((css) => {
      const root = document.querySelector(css).shadowRoot.querySelector('.views');
      const title = root.querySelector('.title').getBoundingClientRect();
      const box = root.getBoundingClientRect();
      return { direction: getComputedStyle(root).direction, align: getComputedStyle(root.querySelector('.title')).textAlign, out: root.scrollWidth > root.clientWidth + 1, inside: title.left >= box.left && title.right <= box.right + 1 };
    }),
  );
  assert.deepEqual(seen.map(({ direction }) => direction), ['rtl', 'ltr']);
  for (const { align, out, inside } of seen) {
    assert.ok(['start', '-webkit-auto', 'auto'].includes(align), align);
    assert.ok(!out && inside);
  }
  await close();
});

test('while it reads, what is in the slot is shown, and then it is not', async () => {
  const { page, close } = await on.host(`<on-record>${'SLOWSLOW '.repeat(30)}${TEXT}<p slot="loading">One moment</p></on-record>${define}`);
  await page.getByText('One moment').waitFor();
  await shown(page);
  assert.equal(await page.getByText('One moment').isVisible(), false);
  await close();
});

test('every part of the manual is there to be styled', async () => {
  const { page, close } = await on.host(`<on-record>${TEXT}</on-record>${define}`, {}, '<link rel="stylesheet" href="parts.css">');
  writeFileSync(join(on.folder, 'parts.css'), ['root', 'summary', 'bar', 'sources', 'matrix', 'text', 'notes', 'standing'].map((part) => `on-record::part(${part}) { outline: 3px solid rgb(1, 2, 3) }`).join('\n'));
  await page.reload();
  await shown(page);
  const styled = await page.evaluate(() => [...document.querySelector('on-record').shadowRoot.querySelectorAll('[part]')].filter((node) => getComputedStyle(node).outlineColor === 'rgb(1, 2, 3)').map((node) => node.getAttribute('part')));
  assert.deepEqual(styled, ['root', 'summary', 'bar', 'sources', 'matrix', 'text', 'notes', 'standing']);
  await close();
});

test('several elements of one article mark it once each, and the one that leaves takes its own marks only', async () => {
  const { page, close } = await on.host(`${HOST_ARTICLE}<on-record id="a" for="article"></on-record><on-record id="b" for="article"></on-record>${define}`);
  await shown(page, '#a');
  await shown(page, '#b');
  const marks = () => page.evaluate(() => [...CSS.highlights.values()].reduce((sum, ranges) => sum + ranges.size, 0));
  const both = await marks();
  assert.equal(page.workers().length, 1);
  await page.evaluate(() => document.querySelector('#a').remove());
  assert.equal(await marks(), both / 2);
  await page.evaluate(() => document.querySelector('#b').remove());
  assert.equal(await marks(), 0);
  await close();
});

test('an element that is moved shows its report again, and reads nothing twice', async () => {
  const { page, close } = await on.host(`${MARKS}<div id="there"></div>`);
  await shown(page);
  await page.evaluate(() => {
    globalThis.again = 0;
    addEventListener('on-record-analyzed', () => globalThis.again++);
    document.querySelector('#there').append(document.querySelector('on-record'));
  });
  await page.waitForFunction(() => [...CSS.highlights.values()].some((ranges) => ranges.size > 0));
  await shown(page);
  assert.equal(await page.evaluate(() => globalThis.again), 0);
  await page.evaluate(() => {
    const element = document.querySelector('on-record');
    element.remove();
    element.setAttribute('for', 'article p');
    document.body.append(element);
  });
  await page.waitForFunction(() => globalThis.again === 1 && document.querySelector('on-record').text.startsWith('The lift'));
  await close();
});

test('an element that goes away while it reads ends its analysis and says nothing', async () => {
  const { page, problems, close } = await on.host(`<on-record loading="eager">${'SLOWSLOW '.repeat(300)}</on-record>${define}`);
  await page.locator('on-record slot').waitFor({ state: 'attached' });
  await page.evaluate(() => {
    globalThis.said = 0;
    for (const name of ['analyzed', 'error']) addEventListener(`on-record-${name}`, () => globalThis.said++);
    document.querySelector('on-record').remove();
  });
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => globalThis.said), 0);
  assert.deepEqual(problems, []);
  await close();
});

test('words that stand outside their place are never marked: a report of another text marks what is surely the same', async () => {
  const { page, close } = await on.host(MARKS);
  await shown(page);
  const report = await page.evaluate(() => document.querySelector('on-record').report);
  await close();
  // The same article, a sentence of it twice, and one sentence gone.
  const changed = HOST_ARTICLE.replace('<p>The lift', '<p>New. The lift').replace('“We are<br>sorry,” Dee Drum said.', 'No more.');
  writeFileSync(join(on.folder, 'other-report.json'), JSON.stringify(report));
  const other = await on.host(`${changed}<on-record for="article" src="other-report.json"></on-record>${define}`);
  await shown(other.page);
  const marks = await other.page.evaluate(() => [...CSS.highlights.values()].flatMap((ranges) => [...ranges]).map(String));
  assert.ok(marks.join('').includes('The lift will'), marks.join(' | '));
  assert.ok(!marks.join('').includes('sorry') && !marks.join('').includes('No more'));
  await other.close();
});

test('a press on a passage leads to its words, where words cannot be marked', async () => {
  writeFileSync(join(on.folder, 'no-highlights.js'), `Object.defineProperty(CSS, 'highlights', { value: undefined })`);
  writeFileSync(join(on.folder, 'far.css'), '.far { height: 4000px }');
  const { page, close } = await on.host(`<script src="no-highlights.js"></script><on-record for="article"></on-record><div class="far"></div>${HOST_ARTICLE}${define}`, {}, '<link rel="stylesheet" href="far.css">');
  await shown(page);
  await page.locator('on-record [part="passages"] .said').first().click();
  await page.waitForFunction(() => {
    const { top, bottom } = document.querySelector('article em').getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
  await close();
});

test('a finding chosen in the element leads to its words in the article, which light up', async () => {
  const { page, close } = await on.host(`<on-record for="article"></on-record><div class="far"></div>${HOST_ARTICLE}${define}`, {}, '<link rel="stylesheet" href="far.css">');
  writeFileSync(join(on.folder, 'far.css'), '.far { height: 4000px }');
  await page.reload();
  await shown(page);
  await page.evaluate(() => {
    const element = document.querySelector('on-record');
    element.select(element.report.attributions[0].id);
  });
  await page.waitForFunction(() => document.querySelector('article em').getBoundingClientRect().top < innerHeight);
  assert.match(await page.evaluate(() => [...CSS.highlights.get('on-record-selected')].map(String).join('')), /The lift will/);
  await page.evaluate(() => document.querySelector('on-record').select(null));
  assert.equal(await page.evaluate(() => CSS.highlights.get('on-record-selected').size), 0);
  await close();
});

test('an element in the shadow of another finds its article there, and then in the page', async () => {
  const { page, close } = await on.host(`<div id="in"></div><div id="out"></div>${HOST_ARTICLE}${define}`);
  await page.evaluate((article) => {
    const inside = document.querySelector('#in').attachShadow({ mode: 'open' });
    inside.innerHTML = `${article.replaceAll('Ada Quill', 'Uma Ford')}<on-record for="article"></on-record>`;
    document.querySelector('#out').attachShadow({ mode: 'open' }).innerHTML = '<on-record for="article"></on-record>';
  }, HOST_ARTICLE);
  const text = (id) => page.waitForFunction((css) => document.querySelector(css).shadowRoot.querySelector('on-record').report && document.querySelector(css).shadowRoot.querySelector('on-record').text, id).then((value) => value.jsonValue());
  assert.match(await text('#in'), /Uma Ford/);
  assert.match(await text('#out'), /Ada Quill/);
  await close();
});
