// Reading an article of a page: what is seen, as it is seen, and every character's place in the page.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { shell } from './shell.mjs';

const on = shell();

const CASES = [
  ['inline markup joins', '<p>The <em>lift</em> is <a href="#x"><b>clo</b>sed</a>.</p>', 'The lift is closed.'],
  ['paragraphs part', '<p>One.</p><p>Two.</p>', 'One.\nTwo.'],
  ['spans do not part', '<span>One.</span><span>Two.</span>', 'One.Two.'],
  ['a break ends a line', '<p>One<br>two<br/>three</p>', 'One\ntwo\nthree'],
  ['a word-break chance does not', '<p>on<wbr>line</p>', 'online'],
  ['white space is one space', '<p>\n  One\n\t two   <i> three</i>\n</p>', 'One two three'],
  ['but not in preformatted text', '<pre>One\ntwo</pre>', 'One\ntwo'],
  ['a space that does not break is kept', '<p>10&nbsp;km</p>', '10\u00a0km'],
  ['list items part', '<ul><li>One</li><li>two <ol><li>three</li></ol></li></ul>', 'One\ntwo\nthree'],
  ['cells part', '<table><tr><td>One</td><td>two</td></tr></table>', 'One\ntwo'],
  ['captions are read', '<figure><img alt="not this" src="icons/icon.svg"><figcaption>The lift.</figcaption></figure>', 'The lift.'],
  ['block quotations are read', '<blockquote><p>Closed.</p><cite>The mayor</cite></blockquote>', 'Closed.\nThe mayor'],
  ['hidden parts are not', '<p>One</p><p hidden>no</p><p class="none">no</p><p class="unseen">no</p><p aria-hidden="true">no</p><p>two</p>', 'One\ntwo'],
  ['what is shown after all is', '<p class="none" hidden></p><p>One</p>', 'One'],
  ['folded parts show their first line', '<details><summary>More</summary><p>no</p></details>', 'More'],
  ['unfolded parts show all', '<details open><summary>More</summary><p>yes</p></details>', 'More\nyes'],
  ['menus, asides, forms and buttons are not the article', '<nav>no</nav><aside>no</aside><form>no</form><button>no</button><p>One</p><script type="text/plain">no</script><style></style><noscript>no</noscript>', 'One'],
  ['an element of our own is not', '<p>One</p><on-record>no</on-record>', 'One'],
  ['comments are nothing', '<p>One<!-- no --> two</p>', 'One two'],
  ['characters of four bytes and other scripts stay', '<p>😀 naïve 東京 שלום</p>', '😀 naïve 東京 שלום'],
  ['nothing is nothing', '<p> \n </p>', ''],
];

test('an article of a page', async (t) => {
  writeFileSync(join(on.folder, 'hidden.css'), '.none { display: none } .unseen { visibility: hidden }');
  const { page, close } = await on.host('<article></article>', {}, '<link rel="stylesheet" href="hidden.css">');
  for (const [name, html, text] of CASES) {
    await t.test(name, async () => {
      const read = await page.evaluate(readBack, [html, new URL('host.js', on.server.url).href]);
      assert.equal(read.text, text);
      assert.deepEqual(read.wrong, []);
      assert.ok(read.same);
    });
  }
  await close();
});

/** In the page: an article's text, and every stretch of it that is not found again in the page letter by letter. */
async function readBack([html, url]) {
  const { readHost } = await import(url);
  const article = document.querySelector('article');
  article.innerHTML = html;
  const before = article.outerHTML;
  const { text, ranges } = readHost(article);
  const plain = (words) => words.replace(/\s+/g, '');
  const wrong = [];
  for (let start = 0; start < text.length; start++) {
    for (const end of [start + 1, start + 7, text.length]) {
      if (end > text.length) continue;
      const back = ranges(start, end).map(String).join('');
      if (plain(back) !== plain(text.slice(start, end))) wrong.push([text.slice(start, end), back]);
    }
  }
  return { text, wrong, same: article.outerHTML === before };
}
