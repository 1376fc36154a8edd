// A report as the views ask for it: look-ups, numbers, groups and camps. Reads the report, builds no nodes.

/** @typedef {import('../report.js').Report} Report */
/** @typedef {import('../report.js').Source} Source */
/** @typedef {import('../report.js').Attribution} Attribution */
/** @typedef {import('../report.js').Status | 'unclear'} ShownStatus `unclear`: somebody speaks, the text does not show who. */
/** @typedef {'people' | 'bodies' | 'withheld' | 'collective' | 'unclear' | 'hearsay' | 'author' | 'comment'} GroupKey */

/**
 * @typedef {object} Group
 * @property {GroupKey} key
 * @property {Source[]} sources in order of first mention
 * @property {Attribution[]} attributions those without a source (hearsay, unclear, asked for comment)
 */

/** Which group of cards a status belongs to. @type {Record<ShownStatus, GroupKey>} */
const groupOf = {
  named: 'people',
  institution: 'bodies',
  outlet: 'bodies',
  document: 'bodies',
  unnamed: 'withheld',
  anonymous: 'withheld',
  vague: 'withheld',
  collective: 'collective',
  hearsay: 'hearsay',
  author: 'author',
  unclear: 'unclear',
};

/** Which colour a status has: unnamed and anonymous share one. @type {Record<ShownStatus, 'on' | 'not' | 'diffuse' | 'author'>} */
export const toneOf = {
  named: 'on',
  institution: 'on',
  outlet: 'on',
  document: 'on',
  unnamed: 'not',
  anonymous: 'not',
  vague: 'not',
  collective: 'diffuse',
  hearsay: 'diffuse',
  unclear: 'author',
  author: 'author',
};

/** Every status in the order of the page. @type {ShownStatus[]} */
export const statuses = ['named', 'institution', 'outlet', 'document', 'unnamed', 'anonymous', 'vague', 'collective', 'hearsay', 'author', 'unclear'];

/** The first position of an attribution's words. @param {Attribution} attribution */
export function startOf({ parts }) {
  let start = Infinity;
  for (const spans of [parts.content, parts.cue, parts.source]) if (spans[0]) start = Math.min(start, spans[0].start);
  return start;
}

/** A report with its look-ups. */
export class Index {
  /** @param {Report} report positions in UTF-16 units @param {string} text */
  constructor(report, text) {
    this.report = report;
    this.text = text;
    /** @type {Map<string, Source>} */
    this.sources = new Map(report.sources.map((source) => [source.id, source]));
    /** In the order of the text. */
    this.ordered = [...report.attributions].sort((a, b) => startOf(a) - startOf(b));
    /** @type {Map<string, Attribution>} */
    this.attributions = new Map(this.ordered.map((attribution) => [attribution.id, attribution]));
    /** The number that stands at each finding. @type {Map<string, number>} */
    this.numbers = new Map(this.ordered.map((attribution, at) => [attribution.id, at + 1]));
    /** @type {Map<string, Attribution[]>} */
    this.bySource = new Map();
    for (const attribution of this.ordered) {
      if (!attribution.source) continue;
      const list = this.bySource.get(attribution.source);
      if (list) list.push(attribution);
      else this.bySource.set(attribution.source, [attribution]);
    }
    /** @type {Map<string, import('../report.js').CommentOutcome>} */
    this.comments = new Map(report.asked_for_comment.map(({ attribution, how }) => [attribution, how]));
    this.topics = new Map(report.topics.map((topic) => [topic.id, topic]));
    /** Sources withheld of which a note says that no reason is given: where one may stand in words that no rule reads, none is denied. */
    this.unexplained = new Set(report.notes.flatMap(({ code, evidence }) => (code === 'reason_none' ? evidence : [])));
  }

  /** @param {Source} source */
  nameOf(source) {
    return source.name ?? source.description ?? source.mentions[0]?.exact ?? '';
  }

  /** The same at the head of a line: “the court” becomes “The court”, a name like eBay stays. @param {Source} source */
  titleOf(source) {
    return this.nameOf(source).replace(/^[a-z]+(?= |$)/, (word) => word[0].toUpperCase() + word.slice(1));
  }

  /** The same inside a sentence: “Two people” becomes “two people”. @param {Source} source */
  withinOf(source) {
    return this.nameOf(source).replace(/^(The|An?|One|Two|Three|Four|Five|Six|Some|Several|Many|Both|Another|Other)(?= )/, (word) => word.toLowerCase());
  }

  /** The status that an attribution is shown with. @param {Attribution} attribution @returns {ShownStatus} */
  statusOf({ source, source_state }) {
    const found = source ? this.sources.get(source) : undefined;
    return found?.status ?? (source_state === 'hearsay' ? 'hearsay' : 'unclear');
  }

  /** Who speaks, in words; null where nobody is given. @param {Attribution} attribution */
  speakerOf({ source }) {
    const found = source ? this.sources.get(source) : undefined;
    return found ? this.nameOf(found) : null;
  }

  /** Whether a reader has corrected a finding, or what is known of its source. @param {Attribution} attribution */
  isEdited({ edited, source }) {
    return edited || Boolean(source && this.sources.get(source)?.edited);
  }

  /** The channel to name, if any: the one nearest the source, not the article's own outlet. @param {Attribution} attribution */
  toldBy({ via }) {
    return via.find(({ kind }) => kind !== 'this_outlet') ?? null;
  }

  /** What is ascribed, as it stands in the article; split parts joined by an ellipsis. @param {Attribution} attribution */
  contentOf({ parts }) {
    return parts.content.map(({ exact }) => exact.replace(/\s+/g, ' ').trim()).join(' … ');
  }

  /** Whether the source only gave no comment: then it is in no other group and in no count. @param {Source} source */
  onlyComment(source) {
    const said = this.bySource.get(source.id) ?? [];
    return said.length > 0 && said.every(({ id }) => this.comments.has(id));
  }

  /** The groups of cards that have something in them, in the order of the page. @returns {Group[]} */
  groups() {
    /** @type {Map<GroupKey, Group>} */
    const groups = new Map();
    for (const key of /** @type {GroupKey[]} */ (['people', 'bodies', 'withheld', 'collective', 'unclear', 'hearsay', 'author', 'comment'])) {
      groups.set(key, { key, sources: [], attributions: [] });
    }
    const group = (/** @type {GroupKey} */ key) => /** @type {Group} */ (groups.get(key));
    for (const source of this.report.sources) if (!this.onlyComment(source)) group(groupOf[source.status]).sources.push(source);
    for (const attribution of this.ordered) {
      if (this.comments.has(attribution.id)) group('comment').attributions.push(attribution);
      else if (!attribution.source) group(groupOf[this.statusOf(attribution)]).attributions.push(attribution);
    }
    return [...groups.values()].filter(({ sources, attributions }) => sources.length + attributions.length);
  }

  /** Sources by camp, those without one last; inside a camp in order of first mention. @param {Source[]} sources */
  camps(sources) {
    /** @type {Map<string, { camp: string | null, sources: Source[] }>} */
    const camps = new Map();
    for (const source of sources) {
      const camp = source.affiliation?.value ?? null;
      const key = (camp ?? '').toLowerCase();
      const found = camps.get(key);
      if (found) found.sources.push(source);
      else camps.set(key, { camp, sources: [source] });
    }
    return [...camps.values()].sort((a, b) => Number(a.camp === null) - Number(b.camp === null));
  }
}

/**
 * What is shown; null and '' mean anything.
 * @typedef {{ status: string, source: string, side: string, words: string }} Filter
 */
/** @type {Filter} */
export const everything = { status: '', source: '', side: '', words: '' };

/**
 * The findings that a filter lets through; null where it lets through all.
 * @param {Index} index @param {Filter} filter @returns {Set<string> | null}
 */
export function passing(index, { status, source, side, words }) {
  const wanted = words.trim().toLowerCase();
  if (!status && !source && !side && !wanted) return null;
  const passes = (/** @type {Attribution} */ attribution) =>
    (!status || index.statusOf(attribution) === status) &&
    (!source || attribution.source === source) &&
    (!side || attribution.stance.side === side) &&
    (!wanted || `${index.speakerOf(attribution) ?? ''} ${index.contentOf(attribution)} ${attribution.parts.cue.map(({ exact }) => exact).join(' ')}`.toLowerCase().includes(wanted));
  return new Set(index.ordered.filter(passes).map(({ id }) => id));
}
