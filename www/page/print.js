// On paper: the report as it stands, or a sheet for a class, whose badges stand on its last pages.

import { el } from '../view/dom.js';

/** @param {import('./state.js').Page} page @returns {(lesson: boolean) => void} */
export function makePrint(page) {
  const { t, state, at } = page;
  return (lesson) => {
    const { views } = state;
    if (!views) return;
    page.screen.drawAll();
    /** @type {HTMLElement[]} */
    const added = [];
    if (lesson) {
      const rows = views.index.ordered.map((_, number) => el('tr', null, el('th', { scope: 'row' }, number + 1), Array.from({ length: 4 }, () => el('td', null))));
      const sheet = el('section', { class: 'lesson' }, el('h2', null, t.lesson), el('p', null, t.lessonTask), el('table', null, el('thead', null, el('tr', null, t.lessonHeads.map((head) => el('th', { scope: 'col' }, head)))), el('tbody', null, rows)));
      const answers = el('h2', { class: 'lesson' }, t.answers);
      at('reader').append(sheet);
      at('findings').prepend(answers);
      added.push(sheet, answers);
      document.body.classList.add('is-lesson');
    }
    window.print();
    document.body.classList.remove('is-lesson');
    for (const node of added) node.remove();
  };
}
