// The key to the marks in the text: what a number's shape and the line under the words mean.

import { el, icon } from './dom.js';
import { toneOf } from './model.js';

/** @param {import('../strings.js').Strings} t */
export function legend(t) {
  const shapes = /** @type {const} */ ([
    ['named', t.legendShapes.people],
    ['institution', t.legendShapes.bodies],
    ['unnamed', t.legendShapes.withheld],
    ['collective', t.legendShapes.diffuse],
    ['hearsay', t.legendShapes.nobody],
  ]);
  return el(
    'details',
    { class: 'key view-part' },
    el('summary', null, t.legend),
    el('ul', null, shapes.map(([status, words]) => el('li', { class: `tone-${toneOf[status]}` }, el('span', { class: `number is-${status}`, 'aria-hidden': 'true' }, '1'), icon(status), words))),
    el('ul', null, /** @type {const} */ (['direct', 'mixed', 'indirect']).map((form) => el('li', { class: 'tone-author' }, el('span', { class: `segment is-content form-${form}` }, t.form[form])))),
  );
}
