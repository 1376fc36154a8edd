// The forms with which a reader corrects a finding, or adds one that was missed.

import { el } from '../view/dom.js';
import { statuses } from '../view/model.js';

/** @typedef {import('./correct.js').Edit} Edit */
/** @typedef {import('./correct.js').Speaker} Speaker */
/** @typedef {import('../view/marks.js').Context} Context */

const NEW = '+';
const HEARSAY = '?';
const UNCLEAR = '';

/**
 * Who speaks: the sources of the report, nobody, or somebody new.
 * @param {Context} context @param {string} chosen @param {((speaker: Speaker) => void) | null} onChange at once, or null where a form is sent
 */
function speakerField(context, chosen, onChange) {
  const { index, t } = context;
  const select = el(
    'select',
    { class: 'field', 'data-correct': 'speaker' },
    index.report.sources.map((source) => el('option', { value: source.id }, index.nameOf(source))),
    el('option', { value: UNCLEAR }, t.status.unclear.badge),
    el('option', { value: HEARSAY }, t.noSource),
    el('option', { value: NEW }, t.newSource),
  );
  select.value = chosen;
  const name = el('input', { class: 'field', type: 'text', 'aria-label': t.newSourceName, placeholder: t.newSourceName });
  const status = statusSelect(context, { 'aria-label': t.correctStatus });
  const add = el('button', { type: 'button', class: 'small-button' }, t.add);
  const fresh = el('div', { class: 'correct-new', hidden: true }, name, status, onChange && add);
  /** @returns {Speaker | null} */
  const value = () => {
    if (select.value === NEW) return name.value.trim() ? { name: name.value.trim(), status: /** @type {any} */ (status.value) } : null;
    if (select.value === HEARSAY) return { state: 'hearsay' };
    return select.value === UNCLEAR ? { state: 'unresolved' } : { source: select.value };
  };
  const send = () => {
    const speaker = value();
    if (speaker) onChange?.(speaker);
    else name.focus();
  };
  select.addEventListener('change', () => {
    fresh.hidden = select.value !== NEW;
    if (!fresh.hidden) name.focus();
    else if (onChange) send();
  });
  add.addEventListener('click', send);
  return { node: el('div', { class: 'correct-field' }, el('label', null, el('span', { class: 'aside' }, t.correctSpeaker), select), fresh), value };
}

/** The statuses that a source can have. @param {Context} context @param {Record<string, any>} attributes */
const statusSelect = ({ t }, attributes) => el('select', { class: 'field', ...attributes }, statuses.filter((one) => one !== 'hearsay' && one !== 'unclear').map((one) => el('option', { value: one }, t.status[one].badge)));

/** How the article discloses the source: of all its statements. @param {Context} context @param {import('../report.js').Source} source @param {(edit: Edit) => void} onEdit */
function statusField(context, source, onEdit) {
  const select = statusSelect(context, { 'data-correct': 'status', onchange: () => onEdit({ kind: 'status', source: source.id, status: /** @type {any} */ (select.value) }) });
  select.value = source.status;
  return el('label', { class: 'correct-field' }, el('span', { class: 'aside' }, context.t.correctStatus), select);
}

/** @param {Context} context @param {string} chosen @param {((side: import('../report.js').Side) => void) | null} onChange */
function sideField({ t }, chosen, onChange) {
  const select = el('select', { class: 'field', 'data-correct': 'side' }, /** @type {const} */ (['for', 'against', 'neutral']).map((side) => el('option', { value: side }, t.side[side])));
  select.value = chosen;
  const value = () => /** @type {import('../report.js').Side} */ (select.value);
  if (onChange) select.addEventListener('change', () => onChange(value()));
  return { node: el('label', { class: 'correct-field' }, el('span', { class: 'aside' }, t.correctSide), select), value };
}

/**
 * @param {Context} context @param {import('../report.js').Attribution} attribution @param {boolean} open
 * @param {(edit: Edit) => void} onEdit
 */
export function correctForm(context, attribution, open, onEdit) {
  const { index, t } = context;
  const { id } = attribution;
  const source = attribution.source ? index.sources.get(attribution.source) : undefined;
  const chosen = attribution.source ?? (attribution.source_state === 'hearsay' ? HEARSAY : UNCLEAR);
  return el(
    'details',
    { class: 'correct', open },
    el('summary', { 'data-correct': 'open' }, t.correct),
    el(
      'div',
      { class: 'correct-fields' },
      speakerField(context, chosen, (speaker) => onEdit({ kind: 'speaker', attribution: id, speaker })).node,
      source && statusField(context, source, onEdit),
      sideField(context, attribution.stance.side, (side) => onEdit({ kind: 'side', attribution: id, side })).node,
      el('button', { type: 'button', class: 'small-button', onclick: () => onEdit({ kind: 'remove', attribution: id }) }, t.notAttribution),
    ),
  );
}

/**
 * @param {Context} context @param {{ start: number, end: number }} span
 * @param {(edit: Edit) => void} onEdit @param {() => void} onClose
 */
export function addForm(context, { start, end }, onEdit, onClose) {
  const { index, t } = context;
  const speaker = speakerField(context, index.report.sources[0]?.id ?? UNCLEAR, null);
  const side = sideField(context, 'neutral', null);
  const send = () => {
    const who = speaker.value();
    if (who) onEdit({ kind: 'add', start, end, speaker: who, side: side.value() });
  };
  return el(
    'section',
    { class: 'dock view-part', 'aria-label': t.addMissing },
    el('strong', null, t.addMissing),
    el('p', { class: 'dock-said' }, el('span', { class: 'dock-quote' }, index.text.slice(start, Math.min(end, start + 260)))),
    el('div', { class: 'correct-fields' }, speaker.node, side.node),
    el('div', { class: 'dock-actions' }, el('button', { type: 'button', class: 'small-button is-main', onclick: send }, t.add), el('button', { type: 'button', class: 'small-button', onclick: onClose }, t.cancel)),
  );
}
