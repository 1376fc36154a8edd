// The look of the views, as one sheet that the element adopts in its shadow and the page in its document.
// Custom properties named --on-record-… are the host's to set; the others are worked out from them.

const css = `
:host, .on-record {
  --paper: var(--on-record-background, #fbfaf7); --surface: var(--on-record-surface, #fff); --ink: var(--on-record-color, #1d1c1a);
  --muted: #5c5952; --line: #e3dfd6; --strong-line: #8b867b; --accent: var(--on-record-accent, #1c4e8c); --accent-ink: #fff; --hover: #f1eee7;
  --on: #1b5a9e; --on-tint: #e4eef9; --on-lit: #bcd8f5;
  --not: #76398f; --not-tint: #f3e9f7; --not-lit: #e2c5ee;
  --diffuse: #7c5200; --diffuse-tint: #f9efd9; --diffuse-lit: #f1d79c;
  --author: #4b5460; --author-tint: #eceef0; --author-lit: #d3d8de;
  --serif: var(--on-record-text-font, Charter, "Bitstream Charter", "Iowan Old Style", "Sitka Text", Cambria, Georgia, "Liberation Serif", serif);
  --sans: var(--on-record-font, system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif);
  --radius: var(--on-record-radius, 10px);
}
@media screen and (prefers-color-scheme: dark) {
  :host(:not([theme="light"])), .on-record:not([data-theme="light"]) {
    --paper: var(--on-record-background, #141517); --surface: var(--on-record-surface, #1c1e21); --ink: var(--on-record-color, #eae7e0);
    --muted: #aaa69d; --line: #33363b; --strong-line: #7d8189; --accent: var(--on-record-accent, #93c1f5); --accent-ink: #10233a; --hover: #272a2e;
    --on: #93c1f5; --on-tint: #1b2c40; --on-lit: #2b4d75; --not: #d9aaee; --not-tint: #33213d; --not-lit: #57366a;
    --diffuse: #e6b960; --diffuse-tint: #352a12; --diffuse-lit: #5d4715; --author: #b9c1cc; --author-tint: #282c32; --author-lit: #414851;
  }
}
@media screen { :host([theme="dark"]), .on-record[data-theme="dark"] {
  --paper: var(--on-record-background, #141517); --surface: var(--on-record-surface, #1c1e21); --ink: var(--on-record-color, #eae7e0);
  --muted: #aaa69d; --line: #33363b; --strong-line: #7d8189; --accent: var(--on-record-accent, #93c1f5); --accent-ink: #10233a; --hover: #272a2e;
  --on: #93c1f5; --on-tint: #1b2c40; --on-lit: #2b4d75; --not: #d9aaee; --not-tint: #33213d; --not-lit: #57366a;
  --diffuse: #e6b960; --diffuse-tint: #352a12; --diffuse-lit: #5d4715; --author: #b9c1cc; --author-tint: #282c32; --author-lit: #414851;
} }
:host { display: block; color: var(--ink); background: var(--paper); font: 1rem/1.5 var(--sans); border-radius: var(--radius); }
:host([hidden]) { display: none; }
:where(.on-record) * , :where(:host) * { box-sizing: border-box; }
.tone-on { --tone: var(--on); --tint: var(--on-tint); --lit: var(--on-lit); }
.tone-not { --tone: var(--not); --tint: var(--not-tint); --lit: var(--not-lit); }
.tone-diffuse { --tone: var(--diffuse); --tint: var(--diffuse-tint); --lit: var(--diffuse-lit); }
.tone-author { --tone: var(--author); --tint: var(--author-tint); --lit: var(--author-lit); }
.icon { inline-size: 1em; block-size: 1em; fill: currentColor; flex: none; vertical-align: -.12em; }
.hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.aside { color: var(--muted); font-weight: 400; font-size: .9em; }
.quiet, .help { color: var(--muted); margin: 0; max-inline-size: 65ch; }
.help { font-size: .875rem; margin-block-end: 1.25rem; }
button { font: inherit; color: inherit; }
:where(.view-part) button { background: none; border: 0; padding: 0; margin: 0; text-align: start; cursor: pointer; }
:focus-visible { outline: 2.5px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.edited { font-size: .75rem; font-weight: 600; color: var(--muted); border: 1px dashed var(--strong-line); border-radius: 4px; padding: 0 .35em; margin-inline-start: .4em; font-style: normal; }

/* number of a finding: filled = on record, hollow = not named, dashed = nobody identified; round = people, square = bodies and texts */
.view-part .number { display: inline-flex; align-items: center; justify-content: center; min-inline-size: 24px; block-size: 24px; padding: 0 .3em; border: 1.5px solid var(--tone); border-radius: 12px; background: var(--surface); color: var(--tone); font: 600 .75rem/1 var(--sans); font-variant-numeric: tabular-nums; text-align: center; vertical-align: .1em; user-select: none; -webkit-user-select: none; }
.view-part .number.is-named, .number.is-institution, .number.is-outlet, .number.is-document { background: var(--tone); color: var(--surface); }
.view-part .number.is-institution, .view-part .number.is-outlet, .view-part .number.is-document { border-radius: 5px; }
.view-part .number.is-vague, .view-part .number.is-collective, .view-part .number.is-hearsay, .view-part .number.is-unclear { border-style: dashed; }
.view-part .number.is-hearsay, .view-part .number.is-unclear { border-radius: 5px; }
.view-part .number:hover, .number.is-linked { box-shadow: 0 0 0 3px var(--lit); }
.number.is-selected { box-shadow: 0 0 0 3px var(--tone); outline-offset: 5px; }
.numbers { display: inline-flex; flex-wrap: wrap; gap: 6px; }

.badge-box { display: inline-block; }
.card-head, .dock-who { position: relative; }
.view-part .badge { display: inline-flex; align-items: center; gap: .4em; min-block-size: 24px; padding: .1em .65em; border: 1px solid var(--tone); border-radius: 99px; background: var(--tint); color: var(--tone); font-size: .8125rem; font-weight: 600; cursor: help; }
.view-part .badge.is-unnamed, .view-part .badge.is-anonymous { background: transparent; }
.view-part .badge.is-vague, .view-part .badge.is-collective, .view-part .badge.is-hearsay, .view-part .badge.is-unclear { background: transparent; border-style: dashed; }
.tip { position: absolute; z-index: 5; inset-block-start: calc(100% + 2px); inset-inline-start: 0; inline-size: max-content; max-inline-size: min(22rem, 100%); padding: .6em .8em; border-radius: 8px; background: var(--ink); color: var(--paper); font: 400 .875rem/1.45 var(--sans); box-shadow: 0 6px 24px #0004; visibility: hidden; opacity: 0; transition: opacity .12s; }
.tip::before { content: ""; position: absolute; inset: -8px 0 auto; block-size: 8px; }
.badge-box:hover .tip, .badge:focus-visible + .tip, .badge:focus + .tip { visibility: visible; opacity: 1; }
.badge-box.is-hushed .tip { visibility: hidden; opacity: 0; }

.summary .headline { font: 400 clamp(1.35rem, 1.05rem + 1.3vw, 1.95rem)/1.3 var(--serif); margin: 0 0 1.1rem; max-inline-size: 42ch; text-wrap: pretty; letter-spacing: -.005em; }
.summary .notice { margin: 0 0 1rem; padding: .7rem 1rem; border-inline-start: 4px solid var(--diffuse); background: var(--diffuse-tint); border-radius: 4px; }
.sentences { list-style: none; margin: 0; padding: 0; display: grid; gap: .35rem; max-inline-size: 75ch; }
.sentences li { display: flex; gap: .75rem; align-items: baseline; padding: .3rem .5rem; margin-inline: -.5rem; border-radius: 8px; }
.sentences .numbers { flex: none; }
.view-part .sentence { flex: 1; text-decoration: underline transparent; text-underline-offset: .2em; }
.view-part .sentence:hover { text-decoration-color: currentColor; }
.sentences li.is-linked { background: var(--hover); }

.bars { display: grid; gap: 1.75rem; align-content: start; }
.bars figure { margin: 0; min-inline-size: 0; }
.bars figcaption { font-weight: 600; font-size: .9375rem; margin-block-end: .6rem; }
.bars figcaption .aside { margin-inline-start: .5em; }
.track { display: flex; gap: 3px; block-size: 28px; }
.share { display: flex; align-items: center; justify-content: center; min-inline-size: 24px; flex-basis: 0; background: var(--tone); color: var(--surface); border: 2px solid var(--tone); border-radius: 4px; font-size: .8125rem; overflow: hidden; }
.share.is-unnamed, .share.is-anonymous { background: var(--tint); color: var(--tone); }
.share.is-vague, .share.is-collective, .share.is-hearsay { background: transparent; color: var(--tone); border-style: dashed; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 1.25rem; margin: .65rem 0 0; padding: 0; font-size: .875rem; }
.legend li { display: inline-flex; align-items: center; gap: .4em; }
.legend .icon { color: var(--tone); }
.legend strong { font-variant-numeric: tabular-nums; }
.strip ol { list-style: none; margin: 0; padding: 0; display: grid; gap: 2px; }
.view-part .lane { display: grid; grid-template-columns: minmax(6.5rem, 14rem) 1fr; gap: 1rem; align-items: center; inline-size: 100%; min-block-size: 28px; padding: 0 .4rem; margin-inline: -.4rem; border-radius: 6px; }
.view-part .lane:hover, .lane.is-linked { background: var(--hover); }
.lane-name { display: flex; align-items: center; gap: .45em; min-inline-size: 0; font-size: .875rem; }
.lane-name > span:not(.hidden) { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.lane-name .icon { color: var(--tone); }
.lane-track { position: relative; block-size: 16px; background: linear-gradient(var(--line), var(--line)) center / 100% 1px no-repeat; }
.tick { position: absolute; inset-block: 0; min-inline-size: 5px; border: 1.5px solid var(--tone); border-radius: 3px; background: var(--tone); }
.tick.form-mixed { background: var(--lit); }
.tick.form-indirect { background: var(--surface); }
.tick.is-selected, .tick.is-linked { box-shadow: 0 0 0 2px var(--surface), 0 0 0 4px var(--tone); z-index: 1; }

.group { margin-block-end: 2rem; }
.group-title, .positions h3 { font-size: .9375rem; font-weight: 650; margin: 0 0 .7rem; display: flex; align-items: baseline; gap: .6em; }
.group-title .count { color: var(--muted); font-weight: 400; font-variant-numeric: tabular-nums; }
.cards { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); }
.card { background: var(--surface); border: 1px solid var(--line); border-inline-start: 4px solid var(--tone); border-radius: var(--radius); padding: .95rem 1.1rem 1rem; scroll-margin: 6rem; }
.card.tone-not { border-inline-start-style: double; border-inline-start-width: 6px; }
.card.tone-diffuse { border-inline-start-style: dashed; }
.card.tone-author { border-inline-start-style: dotted; }
.card.is-linked { border-color: var(--tone); }
.card.is-flashed { box-shadow: 0 0 0 3px var(--lit); }
.card-head { display: flex; flex-wrap: wrap; align-items: center; gap: .35rem .75rem; }
.card-name { font: 600 1.0625rem/1.35 var(--sans); margin: 0; overflow-wrap: anywhere; }
.view-part .name-button { min-block-size: 24px; text-decoration: underline transparent; text-underline-offset: .2em; }
.sentence::first-letter { text-transform: uppercase; }
.view-part .name-button:hover { text-decoration-color: currentColor; }
.facts { margin: .25rem 0 0; color: var(--muted); font-size: .9rem; overflow-wrap: anywhere; }
.facts .icon { margin-inline-end: .35em; }
.evidence-list { margin: .7rem 0 0; display: grid; gap: .3rem; font-size: .9rem; }
.evidence-list > div { display: grid; grid-template-columns: 7.5rem 1fr; gap: .75rem; }
.evidence-list dt { color: var(--muted); }
.evidence-list dd { margin: 0; min-inline-size: 0; }
.view-part .words, .evidence button { font-family: var(--serif); text-decoration: underline; text-decoration-color: var(--strong-line); text-underline-offset: .22em; overflow-wrap: anywhere; min-block-size: 24px; }
.view-part .words:hover { background: var(--hover); }
.statements { list-style: none; margin: .8rem 0 0; padding: 0; display: grid; gap: .55rem; }
.statement { display: flex; gap: .7rem; align-items: flex-start; border-radius: 8px; }
.statement .number { flex: none; margin-block-start: 1px; }
.statement-body { min-inline-size: 0; display: grid; gap: .05rem; }
.verb { font-weight: 600; font-size: .9375rem; }
.view-part .said { font: 400 1rem/1.45 var(--serif); overflow-wrap: anywhere; min-block-size: 24px; }
.view-part .said:hover, .statement.is-linked .said { text-decoration: underline; text-decoration-color: var(--strong-line); text-underline-offset: .2em; }
.who { display: block; font-weight: 600; }
.view-part .more { margin-block-start: .7rem; min-block-size: 28px; color: var(--accent); font-size: .9rem; font-weight: 600; }
.view-part .more:hover { text-decoration: underline; }

.table-box { overflow: auto; max-inline-size: 100%; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
.matrix { border-collapse: separate; border-spacing: 0; inline-size: 100%; font-size: .9rem; }
.matrix caption { text-align: start; padding: .8rem 1rem; color: var(--muted); caption-side: top; }
.matrix th, .matrix td { padding: .65rem .8rem; text-align: start; vertical-align: top; border-block-start: 1px solid var(--line); }
.matrix thead th { font-weight: 600; min-inline-size: 8rem; vertical-align: bottom; overflow-wrap: break-word; }
.matrix .kind { color: var(--muted); font-weight: 400; font-size: .8125rem; padding-block-end: 0; }
.matrix .kind + .kind, .matrix td:not(.is-claim) + .is-claim, .matrix th:not(.is-claim) + .is-claim { border-inline-start: 3px double var(--strong-line); }
.matrix thead tr:last-child th { border-block-start: 0; }
.matrix tbody th[scope=row], .matrix .corner { position: sticky; inset-inline-start: 0; background: var(--surface); z-index: 1; min-inline-size: 8.5rem; max-inline-size: 13rem; font-weight: 600; }
.matrix th[scope=row] .icon { color: var(--tone); margin-inline-end: .45em; }
.matrix th.is-linked { text-decoration: underline; text-underline-offset: .2em; text-decoration-thickness: 2px; text-decoration-color: var(--tone); }
.matrix .camp th { background: var(--hover); padding-block: .4rem; font-size: .8125rem; font-weight: 600; }
.none { color: var(--muted); font-size: .8125rem; }
.stance { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .5rem; }
.stance + .stance { margin-block-start: .5rem; }
.view-part .stance-verb { display: inline-flex; align-items: center; gap: .4em; font-weight: 600; min-block-size: 24px; }
.view-part .stance-verb:hover, .stance.is-linked .stance-verb { text-decoration: underline; text-underline-offset: .2em; }
.sign { font-size: .7em; margin-inline-end: .45em; }
.stance-verb .sign { margin: 0; }
.key { margin-block-end: 1.25rem; font-size: .875rem; }
.key summary { min-block-size: 24px; cursor: pointer; color: var(--muted); }
.key ul { list-style: none; margin: .6rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: .45rem 1.4rem; }
.key li { display: inline-flex; align-items: center; gap: .45em; }
.key li .icon { color: var(--tone); }
.key .segment { font-family: var(--serif); font-size: 1rem; cursor: default; }
.stance .aside { flex-basis: 100%; }
.matrix-list { display: none; }
.matrix-list ul { list-style: none; margin: 0 0 1.5rem; padding: 0; display: grid; gap: .6rem; }
.matrix-list li { background: var(--surface); border: 1px solid var(--line); border-radius: 8px; padding: .6rem .8rem; display: grid; gap: .2rem; }
.matrix-list .who .icon { color: var(--tone); margin-inline-end: .45em; }
.matrix-other { margin-block-start: 1.75rem; }
@container views (max-width: 479px) { .table-box { display: none; } .matrix-list { display: block; } .view-part .lane { grid-template-columns: 1fr; gap: 0; padding-block: .2rem; } .evidence-list > div { grid-template-columns: 1fr; gap: 0; } }

.notes { margin: 0; padding: 0; list-style: none; display: grid; gap: .6rem; max-inline-size: 75ch; }
.note { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); padding: .8rem 1rem; display: grid; gap: .5rem; }
.note.is-linked { border-color: var(--strong-line); }
.evidence { display: flex; flex-wrap: wrap; gap: .2rem .9rem; }

.article { font: 400 1.125rem/1.75 var(--serif); max-inline-size: 68ch; overflow-wrap: break-word; }
.article p { margin: 0 0 1.1em; white-space: pre-line; scroll-margin: 8rem; }
.stretch { content-visibility: auto; contain-intrinsic-size: auto 90em; }
.article .zone-headline { font-size: 1.5rem; line-height: 1.3; font-weight: 600; margin-block-end: .6em; text-wrap: balance; }
.article .zone-byline, .article .zone-credit { font: 400 .9375rem/1.5 var(--sans); color: var(--muted); }
.article .zone-bullets { padding-inline-start: 1.2em; text-indent: -1.2em; margin-block-end: .4em; }
.article .zone-bullets::before { content: "•"; display: inline-block; inline-size: 1.2em; text-indent: 0; }
.article .number { margin-inline: .1em .3em; }
.segment { cursor: pointer; border-radius: 2px; scroll-margin: 8rem; }
.segment.is-content { background: var(--tint); text-decoration: underline 1.5px var(--tone); text-underline-offset: .28em; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
.segment.form-mixed { text-decoration-style: dashed; }
.segment.form-indirect { text-decoration-style: dotted; }
.segment.is-nested { text-decoration-thickness: 3px; }
.segment.is-edited { outline: 1px dashed var(--strong-line); outline-offset: 1px; }
.segment.is-source { font-weight: 600; }
.segment.name-on { color: var(--on); } .segment.name-not { color: var(--not); } .segment.name-diffuse { color: var(--diffuse); }
.segment.is-cue { font-style: italic; }
.segment.is-linked { background: var(--lit, var(--hover)); }
.segment.is-cue.is-linked:not(.is-content), .segment.is-source.is-linked:not(.is-content) { background: var(--hover); box-shadow: 0 0 0 2px var(--hover); }
.segment.is-selected.is-content { background: var(--lit); text-decoration-thickness: 3px; }
.segment.is-selected:not(.is-content) { box-shadow: 0 2px 0 var(--ink); }
.segment.is-found { animation: found 1.6s ease-out; }
@keyframes found { 0%, 40% { outline: 3px solid var(--accent); outline-offset: 3px; } 100% { outline: 3px solid transparent; outline-offset: 8px; } }
.standing { color: var(--muted); font-size: .875rem; margin: 0; max-inline-size: 75ch; }

@media (prefers-reduced-motion: reduce) { .tip { transition: none; } .segment.is-found { animation: none; outline: 3px solid var(--accent); } }
@media (forced-colors: active) {
  .segment.is-content { background: Canvas; color: CanvasText; text-decoration-color: LinkText; }
  .segment.is-selected, .segment.is-linked { background: Highlight; color: HighlightText; forced-color-adjust: none; }
  .number.is-named, .number.is-institution, .number.is-outlet, .number.is-document, .share.is-named, .share.is-institution, .share.is-outlet, .share.is-document { background: CanvasText; color: Canvas; forced-color-adjust: none; border-color: CanvasText; }
  .tick { background: CanvasText; forced-color-adjust: none; border-color: CanvasText; } .tick.form-indirect { background: Canvas; }
  .tip { border: 1px solid CanvasText; }
}
@media print { .tip { display: none; } .cards, .card, .note, .matrix tr { break-inside: avoid; } .stretch { content-visibility: visible; } .table-box { overflow: visible; } .segment.is-content { background: none; } .number { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;

/** @type {CSSStyleSheet | undefined} */
let made;

/** The sheet; made once, shared by every element and the page. */
export function sheet() {
  if (!made) {
    made = new CSSStyleSheet();
    made.replaceSync(css);
  }
  return made;
}
