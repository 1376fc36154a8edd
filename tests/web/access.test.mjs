// The page for everyone: axe in every state, keyboard only, focus, target size, zoom, reduced motion, forced colours, paper.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { root } from './harness.mjs';
import { shell } from './shell.mjs';

const on = shell();
const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const WIDE = { width: 1366, height: 900 };
const NARROW = { width: 320, height: 640 };

/** The page with the sample article that has something of everything. */
async function sample(context = {}) {
  const opened = await on.page('?sample=water-talks', { viewport: WIDE, ...context });
  await opened.page.locator('.findings .card').first().waitFor({ state: 'attached' });
  await opened.page.locator('body[data-ready]:not([aria-busy])').waitFor();
  return opened;
}

const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const type = (page, text) => page.locator('#text').fill(text);
const article = async (page) => {
  if (await page.locator('#tab-text').isVisible()) await page.locator('#tab-text').click();
};
const correct = async (page) => {
  await page.keyboard.press('n');
  await page.locator('.correct summary').click();
};

/** state → [address, what is done there] */
const states = {
  'at the start': ['', null],
  'with a report': ['?sample=water-talks', null],
  'in German': ['?sample=water-talks&lang=de', null],
  'with the article': ['?sample=water-talks', article],
  'with the key to the marks open': ['?sample=water-talks', async (page) => (await article(page), page.locator('.key summary').click())],
  'with a finding chosen, to be corrected': ['?sample=water-talks', correct],
  'with somebody new as the speaker': ['?sample=water-talks', async (page) => (await correct(page), page.locator('[data-correct="speaker"]').selectOption('+'))],
  'with corrections': ['?sample=water-talks', async (page) => (await correct(page), await page.locator('[data-correct="side"]').selectOption('for'), page.locator('.edited').first().waitFor({ state: 'attached' }))],
  'with a statement to be added': ['?sample=water-talks', async (page) => {
    await article(page);
    await page.evaluate(() => getSelection().selectAllChildren([...document.querySelectorAll('.article p')].find((p) => p.textContent.includes('there was little faith'))));
    await press(page, 'Mark as a statement');
  }],
  'with positions': ['?sample=water-talks', (page) => page.getByRole('tab', { name: 'Positions' }).click()],
  'with notes': ['?sample=water-talks', (page) => page.getByRole('tab', { name: 'Notes' }).click()],
  'with a filter that nothing passes': ['?sample=water-talks', async (page) => (await page.locator('[data-filter="words"]').fill('zebra'), page.locator('.sources .quiet').waitFor())],
  'with the export open': ['?sample=water-talks', (page) => press(page, 'Export')],
  'with the history open': ['?sample=water-talks', (page) => press(page, 'History')],
  'with the settings open': ['?sample=water-talks', (page) => press(page, 'Settings')],
  'in the editor': ['?sample=water-talks', async (page) => (await article(page), press(page, 'Edit text'))],
  'with nothing found': ['#text=Nothing+here.', null],
  'with an error': ['', async (page) => (await type(page, 'TRAPTRAP'), page.getByRole('alert').waitFor())],
  'while it reads': ['', async (page) => (await type(page, 'SLOWSLOW word. '.repeat(4_000)), page.getByRole('progressbar').waitFor())],
  'with a very long text': ['', async (page) => (await type(page, Array.from({ length: 400 }, (_, at) => `Line ${at} of the report, Ada Quill said.`).join('\n')), await page.locator('.card').first().waitFor(), press(page, 'Done'))],
};

for (const [state, [path, act]] of Object.entries(states)) {
  test(`axe finds no violation ${state}; every target is large enough; nothing sticks out`, async () => {
    for (const [colorScheme, viewport] of /** @type {const} */ ([['light', WIDE], ['dark', NARROW]])) {
      const { page, close } = await on.page(path, { viewport, colorScheme, bypassCSP: true });
      await page.locator('body[data-ready]').waitFor();
      if (path) await page.locator('.findings .card, .remark').first().waitFor({ state: 'attached' });
      if (act) await act(page);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] }));
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}`), [], colorScheme);
      assert.deepEqual(await small(page), [], 'targets of less than 24 by 24 pixels');
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, 'nothing sticks out');
      await close();
    }
  });
}

/** What can be pressed and is smaller than 24 by 24 pixels (WCAG 2.2, 2.5.8). */
const small = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, a[href], select, input, textarea, summary, [role="tab"]')].flatMap((node) => {
      const { width, height } = (node.matches('input[type="radio"], input[type="checkbox"]') ? node.closest('label') ?? node : node).getBoundingClientRect();
      const visible = node.checkVisibility({ visibilityProperty: true }) && !node.matches('.hidden');
      return visible && (width < 23.9 || height < 23.9) ? [`${node.tagName} ${node.className} “${node.textContent.slice(0, 30)}” ${width.toFixed(0)} × ${height.toFixed(0)}`] : [];
    }),
  );

test('by keyboard alone: from the start to a finding and its card, every stop visible, none a trap', async () => {
  const { page, close } = await on.page('', { viewport: WIDE });
  await page.locator('body[data-ready]').waitFor();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'skip');
  for (let stop = 0; stop < 20 && !(await page.evaluate(() => document.activeElement.matches('.sample'))); stop++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('.findings .card').first().waitFor();
  await page.waitForFunction(() => document.activeElement.id === 'overview');
  const stops = [];
  for (let stop = 0; stop < 200; stop++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const node = document.activeElement;
      if (node === document.body) return null;
      const box = node.getBoundingClientRect();
      const { outlineStyle, outlineWidth } = getComputedStyle(node);
      return { what: `${node.tagName} ${node.className}`, seen: box.bottom > 0 && box.top < innerHeight && box.width > 0, ring: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 };
    });
    if (!at) break;
    stops.push(at);
  }
  assert.ok(stops.length > 60 && stops.length < 200, `${stops.length} stops`);
  assert.deepEqual(stops.filter(({ seen, ring }) => !seen || !ring), []);
  await page.locator('.sentence').first().focus();
  await page.keyboard.press('Enter');
  await page.locator('.dock').waitFor();
  await page.locator('.dock').getByRole('button', { name: 'Go to the source' }).focus();
  await page.keyboard.press('Enter');
  assert.ok(await page.evaluate(() => document.activeElement.closest('.card') !== null), 'the focus is on the card');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.dock').count(), 0);
  await close();
});

test('the focus is never lost: menus, filter, tabs, corrections, undo, the dock, the editor', async () => {
  const { page, close } = await sample();
  const focus = () => page.evaluate(() => (document.activeElement === document.body || !document.activeElement.checkVisibility() ? 'lost' : document.activeElement.id || document.activeElement.textContent.slice(0, 40)));
  const kept = async (after) => assert.notEqual(await focus(), 'lost', after);
  for (const menu of ['Export', 'History', 'Settings']) {
    await press(page, menu);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    assert.equal(await focus(), menu);
  }
  await page.locator('[data-filter="side"]').focus();
  await page.locator('[data-filter="side"]').selectOption('against');
  await kept('a filter');
  await press(page, 'Show all');
  await kept('the filter taken off');
  await page.getByRole('tab', { name: 'Sources' }).focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await focus(), 'tab-matrix');
  await page.keyboard.press('ArrowLeft');
  await page.locator('.article .number').first().focus();
  await page.keyboard.press('Enter');
  await kept('a finding chosen');
  await page.locator('.correct summary').click();
  for (const [field, value] of [['status', 'anonymous'], ['side', 'for']]) {
    await page.locator(`[data-correct="${field}"]`).focus();
    await page.locator(`[data-correct="${field}"]`).selectOption(value);
    await page.waitForTimeout(200);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('data-correct')), field);
  }
  await page.locator('#toast').getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForTimeout(200);
  await kept('undo in the toast');
  await page.locator('#status').getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForTimeout(200);
  await kept('the last undo');
  await page.keyboard.press('n');
  await page.getByRole('button', { name: /^Next finding/ }).focus();
  await page.keyboard.press('Enter');
  assert.match(await focus(), /^$|./);
  await kept('the next finding');
  await page.getByRole('button', { name: /^Close/ }).focus();
  await page.keyboard.press('Enter');
  await kept('the dock closed');
  await press(page, 'Edit text');
  assert.equal(await focus(), 'text');
  await page.getByRole('button', { name: 'Done' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForTimeout(200);
  await kept('the editor left');
  await press(page, 'New article');
  assert.equal(await focus(), 'text');
  await close();
});

test('at 200 % and at 400 % zoom every view is there, in one column, and nothing is cut off', async () => {
  for (const [zoom, viewport] of /** @type {const} */ ([[2, { width: 683, height: 450 }], [4, { width: 320, height: 256 }]])) {
    const { page, close } = await sample({ viewport, deviceScaleFactor: zoom });
    for (const tab of ['Article', 'Sources', 'Positions', 'Notes']) {
      await page.getByRole('tab', { name: tab }).click();
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, `${tab} at ${zoom * 100} %`);
      const cut = await page.evaluate(() => [...document.querySelectorAll('main *')].filter((node) => node.checkVisibility() && node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).overflowX === 'hidden' && !node.closest('.hidden, .panel-title, .lane-name')).map((node) => `${node.tagName} ${node.className}`));
      assert.deepEqual(cut, []);
    }
    await close();
  }
});

test('with reduced motion nothing moves: no animation, no smooth scrolling', async () => {
  const { page, close } = await sample({ reducedMotion: 'reduce' });
  await page.keyboard.press('n');
  assert.deepEqual(await page.evaluate(() => document.getAnimations().filter((one) => one.effect.getTiming().duration > 0).length), 0);
  const { page: moving, close: end } = await sample({ reducedMotion: 'no-preference' });
  await moving.keyboard.press('n');
  assert.ok(await moving.evaluate(() => document.getAnimations().length) > 0, 'and otherwise something does');
  await end();
  await close();
});

test('in forced colours status, choice and form are told without colours of ours', async () => {
  const { page, close } = await sample({ forcedColors: 'active' });
  await page.keyboard.press('n');
  const look = (selector) => page.evaluate((given) => {
    const { backgroundColor, borderStyle, borderRadius, textDecorationStyle } = getComputedStyle(document.querySelector(given));
    return { backgroundColor, borderStyle, borderRadius, textDecorationStyle };
  }, selector);
  const [named, unnamed, vague, body] = [await look('.article .number.is-named'), await look('.article .number.is-anonymous'), await look('.article .number.is-vague'), await look('.article .number.is-institution')];
  assert.notEqual(named.backgroundColor, unnamed.backgroundColor);
  assert.notEqual(unnamed.borderStyle, vague.borderStyle);
  assert.notEqual(named.borderRadius, body.borderRadius);
  assert.notEqual((await look('.segment.is-selected.is-content')).backgroundColor, (await look('.segment.is-content:not(.is-selected)')).backgroundColor);
  assert.notEqual((await look('.segment.form-direct')).textDecorationStyle, (await look('.segment.form-indirect')).textDecorationStyle);
  const tabs = await page.evaluate(() => [...document.querySelectorAll('[role="tab"]')].filter((tab) => tab.checkVisibility()).map((tab) => getComputedStyle(tab).borderBlockEndColor));
  assert.equal(new Set(tabs).size, 2, 'the chosen tab');
  await close();
});

test('on paper everything is drawn, in black on white; the class sheet keeps its answers for the last pages', async () => {
  const { page, close } = await sample({ colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.evaluate(() => {
    window.print = () => {
      const shown = (selector) => [...document.querySelectorAll(selector)].some((node) => node.checkVisibility());
      const style = (selector) => getComputedStyle(document.querySelector(selector));
      const before = (a, b) => {
        const [one, other] = [a, b].map((selector) => document.querySelector(selector));
        return Boolean(one && other && one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
      };
      (window.printed ??= []).push({
        tools: shown('.top, .tabs, .filter, .editor'),
        views: ['.article', '.cards', '.matrix'].map(shown),
        summary: shown('.overview'),
        ink: getComputedStyle(document.querySelector('.article')).color,
        paper: style('body').backgroundColor,
        numbers: new Set([...document.querySelectorAll('.article .number')].map((node) => { const { color, backgroundColor, borderStyle, borderRadius } = getComputedStyle(node); return `${color} ${backgroundColor} ${borderStyle} ${borderRadius}`; })).size,
        tints: new Set([...document.querySelectorAll('.article .segment.is-content')].map((node) => { const { backgroundColor, textDecorationColor, textDecorationStyle } = getComputedStyle(node); return `${backgroundColor} ${textDecorationColor} ${textDecorationStyle}`; })).size,
        sheet: document.querySelectorAll('.lesson tbody tr').length,
        order: before('.lesson table', '.card'),
        badgesFirst: before('.badge', '.lesson table'),
        newPage: style('.findings').breakBefore,
      });
    };
  });
  const print = (name) => page.evaluate((given) => {
    const menu = [...document.querySelectorAll('.top button')].find((button) => button.textContent === 'Export');
    menu.click();
    [...document.querySelectorAll('.menu-foot button')].find((button) => button.textContent.startsWith(given)).click();
  }, name);
  await print('Print');
  await print('Print for class');
  const [plain, lesson] = await page.evaluate(() => window.printed);
  assert.deepEqual([plain.tools, plain.views, plain.summary, plain.ink, plain.paper], [false, [true, true, true], true, 'rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  assert.ok(plain.numbers > 3 && plain.sheet === 0);
  assert.deepEqual([lesson.summary, lesson.numbers, lesson.tints, lesson.sheet, lesson.order, lesson.badgesFirst, lesson.newPage], [false, 1, 1, 20, true, false, 'page']);
  assert.equal(await page.locator('.lesson').count(), 0, 'and the screen is as before');
  await close();
});
