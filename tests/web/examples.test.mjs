// The gallery of ways to embed, on the built site with the real engine: every live example, and every snippet as it is copied.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { dist, root, serve, site, summary, watch } from './harness.mjs';

const on = site();

/** Until an element shows its views. */
const shown = (page) => page.waitForFunction(() => document.querySelector('on-record')?.shadowRoot?.querySelector('.views'));
const words = (page) => page.evaluate(() => document.querySelector('on-record').shadowRoot.textContent);
const marked = (page) => page.evaluate(() => [...CSS.highlights.values()].flatMap((ranges) => [...ranges]).map(String));

/** The snippets of a section of the gallery, as a reader copies them. */
function snippets(id) {
  const gallery = readFileSync(join(dist, 'examples/index.html'), 'utf8');
  const [, section] = new RegExp(`<section id="${id}">([^]*?)</section>`).exec(gallery) ?? assert.fail(`the gallery has no section “${id}”`);
  const plain = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  return [...section.matchAll(/<pre><code>([^]*?)<\/code><\/pre>/g)].map(([, code]) => plain(code));
}

const ARTICLE = /<article>[^]*<\/article>/.exec(readFileSync(join(root, 'www/examples/article.html'), 'utf8'))[0];

/** Where hosts of our own lie: another site than the one that has On Record's files. */
let folder;
let host;
let files;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'on-record-host-'));
  host = await serve({ folder, headers: { 'Content-Security-Policy': '' } });
  files = await serve({ headers: { 'Access-Control-Allow-Origin': '*', 'Content-Security-Policy': '' } });
});
after(() => folder && rmSync(folder, { recursive: true }));

let count = 0;
/** A page of another site with a snippet in it. */
async function paste(html) {
  const name = `host${count++}`;
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'report.json'), readFileSync(join(dist, 'examples/report.json')));
  writeFileSync(join(folder, name, 'index.html'), `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,">${html.replaceAll('https://example.org/on-record/', files.url)}`);
  const context = await on.browser.newContext();
  const page = await context.newPage();
  const problems = watch(page);
  await page.goto(`${host.url}${name}/`);
  return { page, context, problems };
}

for (const [name, seen] of [
  ['article', /Ines Okafor/],
  ['blog', /Aron Lindell/],
  ['text', /Ines Okafor/],
  ['report', /Tom Aldous/],
]) {
  test(`example "${name}" shows its sources, under the strict policy`, async () => {
    const { page, problems, close } = await on.open(`examples/${name}.html`);
    await shown(page);
    assert.match(await words(page), seen);
    assert.deepEqual(problems, []);
    await close();
  });
}

test('the blog is read as it is seen: lists, captions and quotes in, asides, folded and hidden parts out', async () => {
  const { page, close } = await on.open('examples/blog.html');
  await shown(page);
  const { text } = await page.evaluate(() => ({ text: document.querySelector('on-record').text }));
  for (const line of ['The mill at Norrby, drawn for this page.', '“Forty jobs, all year round,” she said.', '“My grandmother ground flour here,” said Aron Lindell.', 'Ture Ek, who keeps the town\'s archive', 'Corrections']) assert.ok(text.includes(line), line);
  for (const line of ['wrong year', 'call the archive', 'Best buns']) assert.ok(!text.includes(line), line);
  assert.ok((await marked(page)).some((line) => line.includes('Forty jobs')));
  await close();
});

test('a publisher’s report was made by this engine from the text that the page has, and every finding is marked', async () => {
  const { page, close } = await on.open('examples/report.html');
  const from = on.server.requests.length;
  await page.reload();
  await shown(page);
  assert.deepEqual(on.server.requests.slice(from).filter((path) => /pkg|worker/.test(path)), []);
  const { report, text } = await page.evaluate(() => { const { report, text } = document.querySelector('on-record'); return { report, text }; });
  assert.equal(text, readFileSync(join(root, 'www/examples/article.txt'), 'utf8').trim());
  const made = JSON.parse(readFileSync(join(dist, 'examples/report.json'), 'utf8'));
  const { analyze } = await import('../../dist/node.js');
  const now = await analyze(readFileSync(join(root, 'www/examples/article.txt'), 'utf8'));
  assert.deepEqual(made.tool, now.tool, 'the report is stale: npm run build');
  assert.deepEqual(report.attributions, made.attributions, 'no finding lost its words');
  const lines = await marked(page);
  assert.ok(lines.length >= made.attributions.length, `${lines.length} marks of ${made.attributions.length} findings`);
  await close();
});

for (const name of ['react', 'vue', 'svelte']) {
  test(`the component in ${name} gets its text, hears a choice, and gets another text`, async () => {
    const { page, problems, close } = await on.open(`examples/${name}.html`);
    await shown(page);
    assert.match(await words(page), /Ines Okafor/);
    await page.evaluate(() => {
      const element = document.querySelector('on-record');
      const { attributions, sources } = element.report;
      element.select(attributions.find(({ source }) => sources.find(({ id }) => id === source)?.name?.includes('Okafor')).id);
    });
    await page.locator('output', { hasText: 'Okafor' }).waitFor();
    await page.getByRole('button', { name: 'Article 2' }).click();
    await page.waitForFunction(() => /Petra Lindqvist/.test(document.querySelector('on-record').shadowRoot.textContent));
    assert.deepEqual(problems, []);
    await close();
  });
}

test('example "frame" shows the page', async () => {
  const { page, close } = await on.open('examples/frame.html');
  await page.frameLocator('iframe').locator('.card').first().waitFor();
  await close();
});

for (const id of ['article', 'text', 'report', 'inline']) {
  test(`snippet "${id}" works as copied, on another site than the files`, async () => {
    const { page, context, problems } = await paste(`${ARTICLE}${snippets(id).at(-1)}`);
    await shown(page);
    assert.match(await words(page), /Ines Okafor/);
    if (id !== 'text') assert.ok((await marked(page)).some((line) => line.includes('silent tower')));
    assert.deepEqual(problems, []);
    await context.close();
  });
}

test('snippet "blog" gives the element the colours it says', async () => {
  const { page, context } = await paste(`<style>${snippets('blog')[0]}</style>${ARTICLE}${snippets('article')[0]}`);
  await shown(page);
  assert.equal(await page.locator('on-record .on-record').evaluate((ground) => getComputedStyle(ground).backgroundColor), 'rgb(246, 241, 231)');
  await context.close();
});

test('snippet "frame" shows the page', async () => {
  const { page, context } = await paste(snippets('frame')[0]);
  await page.frameLocator('iframe').locator('.card').first().waitFor();
  await context.close();
});

test('snippet "bookmarklet" opens the page’s article in On Record, and no server sees its text', async () => {
  const { page, context } = await paste(`<nav>Menu</nav>${ARTICLE}`);
  const asked = [];
  context.on('request', (request) => asked.push(request.url().split('#')[0]));
  const code = decodeURI(snippets('bookmarklet')[0].replace('https://example.org/on-record/', files.url)).replace(/^javascript:/, '');
  const [opened] = await Promise.all([context.waitForEvent('page'), page.evaluate(code)]);
  assert.match(await summary(opened), /\d/);
  assert.match(await opened.evaluate(() => document.body.innerText), /Ines Okafor/);
  assert.ok(!opened.url().includes('text='), 'nor does the history keep it');
  assert.ok(asked.length > 0 && asked.every((url) => !/Okafor|tower/.test(url)), asked.join(' '));
  await context.close();
});

test('the gallery’s own bookmarklet has this site’s address', async () => {
  const { page, problems, close } = await on.open('examples/bookmarklet.html');
  await page.waitForFunction((url) => document.querySelector('#bookmark').href.includes(`${url}#text=`), on.server.url);
  assert.deepEqual(problems, []);
  await close();
});

test('snippet "strict" is a policy that the element works under', async () => {
  const [name, policy] = /^([\w-]+): (.*)$/.exec(snippets('strict')[0]).slice(1);
  const strict = await serve({ headers: { [name]: policy } });
  const context = await on.browser.newContext();
  const page = await context.newPage();
  const problems = watch(page);
  await page.goto(`${strict.url}examples/article.html`);
  await shown(page);
  assert.deepEqual(problems, []);
  await context.close();
});

test('every example is linked from the gallery, and every link leads somewhere', async () => {
  const gallery = readFileSync(join(dist, 'examples/index.html'), 'utf8');
  const linked = [...gallery.matchAll(/href="([a-z]+\.html)"/g)].map(([, link]) => link);
  const there = readdirSync(join(dist, 'examples')).filter((name) => name.endsWith('.html') && name !== 'index.html');
  assert.deepEqual([...new Set(linked)].sort(), there.sort());
  const { page, problems, close } = await on.open('examples/');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('#article .copy').click();
  await page.getByText('Copied').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), snippets('article')[0]);
  assert.deepEqual(problems, []);
  await close();
});
