// Corrections of a report: each is a small value, a list of them gives a new report, taking the last one off undoes it.
// What a reader has changed is marked `edited`, here and in every export.

/** @typedef {import('../report.js').Report} Report */
/** @typedef {import('../report.js').Attribution} Attribution */
/** @typedef {import('../report.js').Status} Status */
/** @typedef {import('../report.js').Side} Side */

/**
 * Who speaks instead: a source of the report, nobody (`hearsay`, `unresolved`), or somebody new.
 * @typedef {{ source: string } | { state: 'hearsay' | 'unresolved' } | { name: string, status: Status }} Speaker
 */
/**
 * @typedef {{ kind: 'speaker', attribution: string, speaker: Speaker }
 *   | { kind: 'side', attribution: string, side: Side }
 *   | { kind: 'status', source: string, status: Status }
 *   | { kind: 'remove', attribution: string }
 *   | { kind: 'add', start: number, end: number, speaker: Speaker, side: Side }} Edit
 */

/** The side that an act carries in its verb; another side needs a plainer verb. @type {Partial<Record<Attribution['act'], Side>>} */
const sideOfAct = { support: 'for', seek: 'for', commit: 'for', criticise: 'against', accuse: 'against', reject: 'against', deny: 'against', warn: 'against' };

/**
 * A report with corrections made, in order. The report given stays as it is.
 * @param {Report} report in UTF-16 units @param {string} text @param {Edit[]} edits @returns {Report}
 */
export function corrected(report, text, edits) {
  if (!edits.length) return report;
  const copy = structuredClone(report);
  for (const edit of edits) {
    if (edit.kind === 'add') add(copy, text, edit);
    else if (edit.kind === 'remove') remove(copy, edit.attribution);
    else if (edit.kind === 'status') {
      const source = copy.sources.find(({ id }) => id === edit.source);
      if (source) Object.assign(source, { status: edit.status, edited: true });
    }
    else {
      const attribution = copy.attributions.find(({ id }) => id === edit.attribution);
      if (!attribution) continue;
      if (edit.kind === 'speaker') speak(copy, attribution, edit.speaker);
      else takeSide(attribution, edit.side);
      attribution.edited = true;
    }
  }
  recount(copy, report);
  return copy;
}

/** @param {Report} report @param {Attribution} attribution @param {Speaker} speaker */
function speak(report, attribution, speaker) {
  if ('source' in speaker) {
    if (!report.sources.some(({ id }) => id === speaker.source)) return;
    Object.assign(attribution, { source: speaker.source, source_state: 'expressed' });
  } else if ('state' in speaker) Object.assign(attribution, { source: null, source_state: speaker.state });
  else {
    const known = report.sources.find(({ name, edited }) => edited && name === speaker.name);
    const id = known?.id ?? `s-edited-${report.sources.length}`;
    if (!known) {
      report.sources.push({
        id, name: speaker.name, description: null, status: speaker.status, status_evidence: [], members: [], member_of: null, affiliation: null, role: null, count: null, edited: true,
        specificity: 0, terms: [], reason: null, basis: [], mentions: [], attributions: [], words_quoted: 0,
      });
    }
    Object.assign(attribution, { source: id, source_state: 'expressed' });
  }
}

/** @param {Attribution} attribution @param {Side} side */
function takeSide(attribution, side) {
  const carried = sideOfAct[attribution.act];
  if (carried && carried !== side) attribution.act = 'state';
  attribution.stance.side = side;
  if (side === 'neutral') attribution.stance.target = null;
}

/** @param {Report} report @param {string} id */
function remove(report, id) {
  report.attributions = report.attributions.filter((attribution) => attribution.id !== id);
  for (const attribution of report.attributions) if (attribution.parent === id) attribution.parent = null;
  report.relations = report.relations.filter(({ a, b }) => a !== id && b !== id);
  report.asked_for_comment = report.asked_for_comment.filter(({ attribution }) => attribution !== id);
  for (const note of report.notes) note.evidence = note.evidence.filter((one) => one !== id);
  report.summary.sentences = report.summary.sentences.filter(({ attributions }) => !attributions.includes(id));
}

/** @param {Report} report @param {string} text @param {Extract<Edit, { kind: 'add' }>} edit */
function add(report, text, { start, end, speaker, side }) {
  const exact = text.slice(start, end);
  const point = [...text.slice(0, start)].length;
  let id = `a${point}-${point}`;
  for (let n = 1; report.attributions.some((other) => other.id === id); n++) id = `a${point}-${point}x${n}`;
  const quoted = quotedWords(exact);
  /** @type {Attribution} */
  const attribution = {
    id, source: null, source_state: 'unresolved', parent: null, via: [], form: quoted === 0 ? 'indirect' : quoted === words(exact) ? 'direct' : 'mixed', act: 'state', cue_colour: 'neutral',
    parts: { source: [], cue: [], content: [{ start, end, exact }] }, stance: { side, target: null, commitment: 'none', conditional: false, evidence: [] },
    voice: 'unstated', confidence: 1, reasons: ['Added by a reader.'], edited: true,
  };
  speak(report, attribution, speaker);
  report.attributions.push(attribution);
  report.attributions.sort((a, b) => (a.parts.content[0]?.start ?? 0) - (b.parts.content[0]?.start ?? 0));
}

const words = (/** @type {string} */ text) => text.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu)?.length ?? 0;

/** Words between quotation marks. @param {string} text */
const quotedWords = (text) => (text.match(/[“"«„‘‹][^”"»“’›]*[”"»“’›]?/g) ?? []).reduce((sum, part) => sum + words(part), 0);

/** The numbers that follow from what was corrected; what nobody touched keeps the engine's own. @param {Report} report @param {Report} was */
function recount(report, was) {
  const before = new Map(was.sources.map((source) => [source.id, source]));
  const comments = new Set(report.asked_for_comment.map(({ attribution }) => attribution));
  for (const source of report.sources) {
    const said = report.attributions.filter((attribution) => attribution.source === source.id);
    const ids = said.map(({ id }) => id);
    const old = before.get(source.id);
    if (old && old.attributions.length === ids.length && ids.every((id) => old.attributions.includes(id))) continue;
    source.attributions = ids;
    source.words_quoted = said.reduce((sum, { parts, form }) => sum + (form === 'indirect' ? 0 : parts.content.reduce((n, { exact }) => n + (form === 'direct' ? words(exact) : quotedWords(exact)), 0)), 0);
  }
  // A source that the corrections have left with nothing to say speaks no more.
  report.sources = report.sources.filter(({ id, attributions, members }) => attributions.length || members.length || !before.get(id)?.attributions.length || report.sources.some((other) => other.members.includes(id)));
  const { counts } = report.summary;
  const step = (/** @type {Report['sources'][number]} */ source) => source.status !== 'author' && !(source.attributions.length && source.attributions.every((id) => comments.has(id)));
  const difference = report.sources.filter(step).length - was.sources.filter(step).length;
  counts.sources += difference;
  counts.sources_at_least += difference;
  counts.attributions += report.attributions.length - was.attributions.length;
  /** @type {Record<string, number>} */
  const byStatus = { ...counts.by_status };
  /** @type {Record<string, number>} */
  const byQuoted = { ...counts.quoted_words_by_status };
  for (const [list, sign] of /** @type {const} */ ([[was, -1], [report, 1]])) {
    for (const source of list.sources.filter(step)) {
      byStatus[source.status] = (byStatus[source.status] ?? 0) + sign;
      byQuoted[source.status] = (byQuoted[source.status] ?? 0) + sign * source.words_quoted;
    }
  }
  const positive = (/** @type {Record<string, number>} */ all) => Object.fromEntries(Object.entries(all).filter(([, n]) => n > 0));
  Object.assign(counts, { by_status: positive(byStatus), quoted_words_by_status: positive(byQuoted) });
}
