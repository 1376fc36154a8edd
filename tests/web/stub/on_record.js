// Stands in for the bindings of the engine, so that the shell (worker, element, page) can be tested apart from it: slow, broken
// and huge reports on request. A text with a plain "Name said" or “…” gives findings; certain words make it misbehave.

/** @param {string} text @param {string} words @param {number} [from] */
function span(text, words, from = 0) {
  const start = text.indexOf(words, from);
  if (start < 0) throw new Error(`not in the text: ${words}`);
  return { start, end: start + words.length, exact: words };
}

const count = (/** @type {string} */ text, /** @type {RegExp} */ what) => (text.match(what) ?? []).length;

/** An empty report of a text. @param {string} text */
export function emptyReport(text) {
  return {
    schema: 'on-record/1',
    tool: { version: '0.0.0-stub', model: 'stub', model_hash: '0' },
    offsets: 'utf16',
    text: { length: text.length, hash: '0', words: count(text, /\S+/g), sentences: count(text, /[.!?]/g), paragraphs: count(text, /[^\n]+/g), language: 'en', zones: /** @type {any[]} */ ([]) },
    sources: /** @type {any[]} */ ([]),
    attributions: /** @type {any[]} */ ([]),
    topics: /** @type {any[]} */ ([]),
    relations: /** @type {any[]} */ ([]),
    asked_for_comment: /** @type {any[]} */ ([]),
    notes: /** @type {any[]} */ ([]),
    summary: { headline: 'No sources.', sentences: /** @type {any[]} */ ([]), counts: { sources: 0, sources_at_least: 0, attributions: 0, by_status: {}, quoted_words_by_status: {}, fragment_quotes: 0 } },
  };
}

/**
 * A report put together from short notes about a text.
 * @param {string} text
 * @param {any[]} people `{ id, name, words, status, … }`
 * @param {any[]} said `{ who, words, cue, content: [..], … }`
 * @param {any[]} [topics] `{ id, label, kind }`
 */
export function madeReport(text, people, said, topics = []) {
  const report = emptyReport(text);
  const spans = (/** @type {string[] | undefined} */ list) => (list ?? []).map((words) => span(text, words));
  report.topics = topics.map(({ id, label, kind = 'thing', words }) => ({ id, label, kind, spans: spans([words ?? label]) }));
  report.attributions = said.map((one, at) => {
    const content = spans(one.content);
    const near = Math.max(0, content[0].start - 200);
    const part = (/** @type {string | undefined} */ words) => (words ? [span(text, words, near)] : []);
    const target = one.target ? { ...span(text, one.target), kind: one.kind ?? 'thing', topic: one.topic ?? null } : null;
    return {
      id: `a${content[0].start}-${at}`, source: one.who ?? null, source_state: one.who ? 'expressed' : (one.state ?? 'hearsay'), parent: null,
      via: (one.via ?? []).map((/** @type {any} */ via) => ({ ...via, spans: spans([via.name]) })), form: one.form ?? 'indirect', act: one.act ?? 'state', cue_colour: 'neutral',
      parts: { source: part(one.words), cue: part(one.cue), content },
      stance: { side: one.side ?? 'neutral', target, commitment: one.commitment ?? 'none', conditional: Boolean(one.conditional), evidence: [] },
      voice: one.voice ?? 'unstated', confidence: 0.9, reasons: [`the words “${one.cue ?? ''}” ascribe what follows`], edited: false,
    };
  });
  report.sources = people.map((one) => ({
    id: one.id, name: one.name ?? null, description: one.description ?? null, status: one.status, status_evidence: [], members: one.members ?? [], member_of: one.member_of ?? null,
    affiliation: one.camp ? { value: one.camp, spans: [] } : null, role: one.role ? { value: one.role, spans: [] } : null, count: one.count ?? null, edited: false, specificity: 1,
    terms: spans(one.terms), reason: one.reason ? { class: 'ongoing_talks', formulaic: false, spans: spans([one.reason]) } : null, basis: spans(one.basis), mentions: spans([one.words ?? one.name]),
    attributions: report.attributions.filter(({ source }) => source === one.id).map(({ id }) => id),
    words_quoted: report.attributions.filter(({ source, form }) => source === one.id && form !== 'indirect').reduce((sum, { parts }) => sum + count(parts.content.map((/** @type {any} */ c) => c.exact).join(' '), /\S+/g), 0),
  }));
  const { counts } = report.summary;
  counts.attributions = report.attributions.length;
  for (const source of report.sources) {
    counts.sources++;
    counts.by_status[source.status] = (counts.by_status[source.status] ?? 0) + 1;
    if (source.words_quoted) counts.quoted_words_by_status[source.status] = (counts.quoted_words_by_status[source.status] ?? 0) + source.words_quoted;
  }
  counts.sources_at_least = counts.sources;
  report.summary.headline = `${counts.sources} sources, ${counts.by_status.named ?? 0} named.`;
  report.summary.sentences = report.attributions.slice(0, 5).map(({ id, source, parts }) => ({ text: `${people.find((one) => one.id === source)?.name ?? people.find((one) => one.id === source)?.description ?? 'Somebody'}: ${parts.content[0].exact}`, attributions: [id] }));
  return report;
}

/** @type {Map<string, (text: string) => any>} a beginning of a text → its report */
export const known = new Map();

/** @param {string} text */
function found(text) {
  for (const [begins, make] of known) if (text.startsWith(begins)) return make(text);
  /** @type {any[]} */
  const said = [];
  /** @type {any[]} */
  const people = [];
  for (const match of text.matchAll(/([^.\n]*?[,.]|“[^”\n]*”) ([A-Z][a-z]+ [A-Z][a-z]+|an official|sources) (said|denied|warned)\b/g)) {
    const [, content, who, cue] = match;
    const start = match.index;
    const id = `s-${who.replace(' ', '-')}`;
    if (!people.some((one) => one.id === id)) people.push({ id, name: /^[A-Z]/.test(who) ? who : null, description: who, words: who, status: /^[A-Z]/.test(who) ? 'named' : who === 'sources' ? 'vague' : 'unnamed' });
    const from = start + content.length + 1;
    said.push({ id, start, content, who, cue, from });
  }
  const report = madeReport(text, people, []);
  report.attributions = said.map(({ id, start, content, who, cue, from }) => ({
    id: `a${start}-${from}`, source: id, source_state: 'expressed', parent: null, via: [], form: content.startsWith('“') ? 'direct' : 'indirect', act: cue === 'denied' ? 'deny' : cue === 'warned' ? 'warn' : 'state', cue_colour: 'neutral',
    parts: { source: [{ start: from, end: from + who.length, exact: who }], cue: [{ start: from + who.length + 1, end: from + who.length + 1 + cue.length, exact: cue }], content: [{ start, end: start + content.length, exact: content }] },
    stance: { side: cue === 'said' ? 'neutral' : 'against', target: null, commitment: 'certain', conditional: false, evidence: [] }, voice: 'unstated', confidence: 0.9, reasons: [], edited: false,
  }));
  for (const source of report.sources) source.attributions = report.attributions.filter((one) => one.source === source.id).map(({ id }) => id);
  report.summary.counts.attributions = said.length;
  report.summary.sentences = report.attributions.slice(0, 3).map((one) => ({ text: one.parts.content[0].exact, attributions: [one.id] }));
  return report;
}

export default async function init() {}

export class Analysis {
  #text;
  #done = 0;
  #tokens;
  /** @param {string} text @param {any} [options] */
  constructor(text, options = {}) {
    this.#text = text;
    this.#tokens = count(text, /\S+/g);
    const most = options.maxWords ?? 1_000_000;
    if (this.#tokens > most) throw Object.assign(new Error(`the text has ${this.#tokens} words, and at most ${most} are analysed at once`), { name: 'OnRecordError', code: 'too_long' });
  }
  stepFor() {
    let tokens = 5_000;
    if (this.#text.includes('TRAPTRAP')) throw new WebAssembly.RuntimeError('unreachable');
    if (this.#text.includes('SLOWSLOW')) {
      const until = performance.now() + 60;
      while (performance.now() < until);
      tokens = 1;
    }
    this.#done = Math.min(this.#tokens, this.#done + tokens);
    return { done: this.#done >= this.#tokens, tokens: this.#tokens, tokensDone: this.#done };
  }
  finish() {
    return found(this.#text);
  }
  free() {}
}

/** @param {any} report @param {string} _text @param {string} format */
export function render(report, _text, format) {
  return format === 'json' ? JSON.stringify(report, null, 2) : `${format}: ${report.attributions.length} findings`;
}
export const refresh = (/** @type {any} */ report) => report;
export const formats = () => ['json', 'markdown', 'csv', 'html'];
export const version = () => '0.0.0-stub';
