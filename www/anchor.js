// Finding a report's words in a text that may have changed since: the position first, then the exact quotation with its context;
// where neither holds, no place at all rather than a wrong one.

/** Characters of context compared on either side of a quotation. */
const CONTEXT = 32;

/** How far from its old place a quotation is looked for, in characters. */
const REACH = 20_000;

/** How much of the context must agree when the exact words stand in more than one place: 1 is all of it. */
const ENOUGH = 0.5;

/** @typedef {{ start: number, end: number, exact: string }} Span */

/** One space for every run of white space, so that a page's line breaks do not count. @param {string} text */
const plain = (text) => text.replace(/\s+/g, ' ');

/** Words shorter than this, in characters, need context to be found at all. */
const SHORT = 12;

/**
 * Where a span of the text `was` stands in the text `now`; null where that cannot be said.
 * @param {Span} span @param {string | null} was the text that was analysed; null where only its report is at hand: then the words
 *   must stand in one place only
 * @param {string} now
 * @returns {{ start: number, end: number } | null}
 */
export function anchor(span, was, now) {
  const { start, end, exact } = span;
  if (!exact) return null;
  if (was === null) {
    const at = now.indexOf(exact);
    const alone = at >= 0 && now.indexOf(exact, at + 1) < 0;
    return alone && (exact.length >= SHORT || at === start) ? { start: at, end: at + exact.length } : null;
  }
  if (now.slice(start, end) === exact && (was === now || agreement(was, start, end, now, start) >= ENOUGH || exact.length > CONTEXT)) return { start, end };
  let best = null;
  let bestScore = -1;
  let second = -1;
  const from = Math.max(0, start - REACH);
  const to = Math.min(now.length, end + REACH);
  for (let at = now.indexOf(exact, from); at >= 0 && at < to; at = now.indexOf(exact, at + 1)) {
    const score = agreement(was, start, end, now, at);
    if (score > bestScore) [second, bestScore, best] = [bestScore, score, at];
    else if (score > second) second = score;
  }
  // Short words stand in many places: their context must agree. Two places that agree alike are no answer.
  if (best === null || bestScore === second) return null;
  if (bestScore < ENOUGH && (second >= 0 || exact.length <= CONTEXT)) return null;
  return { start: best, end: best + exact.length };
}

/** The share of the context around a span that is the same around another place. @param {string} was @param {number} start @param {number} end @param {string} now @param {number} at */
function agreement(was, start, end, now, at) {
  const before = [plain(was.slice(Math.max(0, start - CONTEXT), start)), plain(now.slice(Math.max(0, at - CONTEXT), at))];
  const after = [plain(was.slice(end, end + CONTEXT)), plain(now.slice(at + end - start, at + end - start + CONTEXT))];
  let same = 0;
  while (same < before[0].length && before[0].at(-1 - same) === before[1].at(-1 - same)) same++;
  let alike = 0;
  while (alike < after[0].length && after[0][alike] === after[1][alike]) alike++;
  const all = before[0].length + after[0].length;
  return all ? (same + alike) / all : 1;
}

/**
 * A report moved to the text `now`: spans that stand there get their new positions, the others are left out.
 * @param {import('./report.js').Report} report in UTF-16 units @param {string | null} was @param {string} now
 * @returns {{ report: import('./report.js').Report, lost: number }} `lost`: contents that have no place in the text
 */
export function anchorReport(report, was, now) {
  if (was === now) return { report, lost: 0 };
  // Where every one of its words stands at its own place, the text is the one that was analysed.
  if (was === null && inPlace(report, now)) return { report, lost: 0 };
  let lost = 0;
  /** @param {any} value @param {string} key @returns {any} */
  const moved = (value, key) => {
    if (Array.isArray(value)) {
      return value.flatMap((item) => {
        const at = isSpan(item) ? anchor(item, was, now) : null;
        if (!isSpan(item)) return [moved(item, key)];
        if (!at && key === 'content') lost++;
        return at ? [{ ...item, ...at }] : [];
      });
    }
    if (!value || typeof value !== 'object') return value;
    /** @type {Record<string, any>} */
    const copy = {};
    for (const [name, inner] of Object.entries(value)) copy[name] = name === 'zones' ? [] : moved(inner, name);
    return copy;
  };
  return { report: moved(report, ''), lost };
}

/** Whether every span of a value stands in the text where it says. @param {any} value @param {string} text @returns {boolean} */
function inPlace(value, text) {
  if (!value || typeof value !== 'object') return true;
  if (isSpan(value) && text.slice(value.start, value.end) !== value.exact) return false;
  return Object.values(value).every((inner) => inPlace(inner, text));
}

/** @param {any} value @returns {value is Span} */
const isSpan = (value) => typeof value?.exact === 'string' && typeof value.start === 'number';

/**
 * A report with positions in UTF-16 units, whatever its own unit is.
 * @param {import('./report.js').Report} report @param {string} text the article that it was made from
 * @returns {import('./report.js').Report}
 */
export function inUtf16(report, text) {
  if (report.offsets === 'utf16') return report;
  const bytes = report.offsets === 'byte';
  /** Position in the report's unit → position in the string. */
  const places = new Map();
  let unit = 0;
  let at = 0;
  for (const char of text) {
    places.set(unit, at);
    const code = char.codePointAt(0) ?? 0;
    unit += bytes ? (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4) : 1;
    at += char.length;
  }
  places.set(unit, at);
  /** @param {any} value @returns {any} */
  const turned = (value) => {
    if (Array.isArray(value)) return value.map(turned);
    if (!value || typeof value !== 'object') return value;
    /** @type {Record<string, any>} */
    const copy = {};
    for (const [name, inner] of Object.entries(value)) copy[name] = turned(inner);
    if (typeof value.start === 'number' && typeof value.end === 'number') {
      copy.start = places.get(value.start) ?? value.start;
      copy.end = places.get(value.end) ?? copy.start + (value.end - value.start);
    }
    return copy;
  };
  const copy = turned(report);
  return { ...copy, offsets: 'utf16', text: { ...copy.text, length: text.length } };
}
