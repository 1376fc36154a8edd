// Measures the product on the labelled sets beside the repository and prints one table.
//
//   npm run score              the whole pipeline
//   npm run score -- --gold    the sets' own spans, then sources and stances: those stages apart from the tagger
//
// Both scorers of ../shared/eval read the product's own JSON Lines, code-point positions. The sets `unseen` and `articles` are the project's own
// (tests/passages: written to be measured with, and never learned from). Where ../shared is absent there is nothing to measure
// with, and the script says so.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, closeSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const shared = join(root, '..', 'shared');
const gold = process.argv.includes('--gold');
const work = join(root, 'target', 'score');
const SETS = ['seed', 'polnear', 'anonymity', 'passages', 'wikinews', 'wire', 'bbc', 'unseen', 'articles', 'voices', 'genres'];
/** Sets of the project's own: files of tests/passages. */
const OWN = ['unseen', 'articles', 'voices', 'genres'];

if (!existsSync(join(shared, 'gold'))) {
  console.log(`score: skipped, the labelled sets are not at ${shared}`);
  process.exit(0);
}
mkdirSync(work, { recursive: true });
execFileSync('cargo', ['build', '--release', '--quiet', '--example', 'gold_spans'], { cwd: root, stdio: 'inherit' });

const jsonLines = (text) => text.trim().split('\n').map((line) => JSON.parse(line));

/** Reports of one labelled file, as JSON Lines. */
function analyse(file, name) {
  const out = join(work, `${name}.jsonl`);
  const fd = openSync(out, 'w');
  const args = gold ? ['--gold', file] : [file];
  execFileSync(join(root, 'target/release/examples/gold_spans'), args, { stdio: ['ignore', fd, 'inherit'] });
  closeSync(fd);
  return out;
}

/** Where the labels of a set are. The project's own are in a notation for people: they are turned into the others' shape. */
function labelled(name) {
  if (name === 'dev') return join(shared, 'corpora/polnear/dev.jsonl');
  if (!OWN.includes(name)) return join(shared, 'gold', `${name}.jsonl`);
  const folder = join(root, 'tests/passages');
  const file = join(work, `${name}.gold.jsonl`);
  const files = readdirSync(folder).filter((one) => one.startsWith(`${name}-`)).sort().map((one) => join(folder, one));
  writeFileSync(file, execFileSync('python3', [join(root, 'train/passages.py'), ...files], { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 26 }));
  return file;
}

/** What a scorer of ../shared/eval says, as its own JSON. */
function scored(scorer, file, out) {
  const json = `${out}.${scorer}.json`;
  execFileSync('python3', [join(shared, 'eval', `${scorer}.py`), file, out, '--json', json], { stdio: 'ignore' });
  return JSON.parse(readFileSync(json, 'utf8'));
}

const cell = (value) => (value === null || value === undefined ? '-' : Number(value).toFixed(1));
const rows = [];
const findingNames = ['found', 'speaker', 'status', 'group', 'unnamed f1', 'terms f1', 'via f1', 'act', 'side', 'target f1', 'whole'];

for (const name of ['dev', ...SETS]) {
  const file = labelled(name);
  const out = analyse(file, name);
  const spans = scored('attribution_eval', file, out).prf;
  const relation = spans.relation;
  const findings = name === 'dev' ? {} : scored('findings_eval', file, out);
  rows.push([
    name, `${cell(relation[2])} (${cell(relation[0])}/${cell(relation[1])})`, cell(spans.content[2]),
    ...['direct', 'mixed', 'indirect'].map((kind) => cell(spans[`relation ${kind}`]?.[2])),
    ...findingNames.map((key) => cell(findings[key])),
  ]);
}

/** Clauses of anonymity: precision, recall, F1 of those that the reports give their sources; right where half the letters are shared. */
function clauses() {
  const held = execFileSync('python3', ['-m', 'tagger.clauses', '--held'], { cwd: join(root, 'train'), maxBuffer: 1 << 26 });
  const labelled = jsonLines(held.toString());
  const file = join(work, 'snippets.gold.jsonl');
  writeFileSync(file, labelled.map(({ id, text }) => JSON.stringify({ id, text, attributions: [] }) + '\n').join(''));
  const reports = new Map(jsonLines(readFileSync(analyse(file, 'snippets'), 'utf8')).map((report) => [report.id, report]));
  const shared = ([a, b], [c, d]) => Math.max(0, Math.min(b, d) - Math.max(a, c)) / Math.max(b - a, d - c);
  const count = { right: 0, found: 0, hit: 0, labelled: 0 };
  for (const { id, spans } of labelled) {
    const terms = reports.get(id).sources.flatMap((source) => source.terms.map(({ start, end }) => `${start}-${end}`));
    const found = [...new Set(terms)].map((term) => term.split('-').map(Number));
    count.found += found.length;
    count.labelled += spans.length;
    count.right += found.filter((one) => spans.some((span) => shared(span, one) >= 0.5)).length;
    count.hit += spans.filter((span) => found.some((one) => shared(span, one) >= 0.5)).length;
  }
  const [precision, recall] = [count.right / count.found, count.hit / count.labelled];
  const f1 = (2 * precision * recall) / (precision + recall);
  const percent = (value) => cell(100 * value);
  return `Clauses of anonymity, ${labelled.length} snippets held out, ${count.labelled} clauses: F1 ${percent(f1)} (${percent(precision)}/${percent(recall)})`;
}

const head = ['set', 'relation F1 (P/R)', 'content F1', 'direct', 'mixed', 'indirect', ...findingNames];
const line = (cells) => `| ${cells.join(' | ')} |`;
console.log([line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'));
if (!gold) console.log(`\n${clauses()}`);
