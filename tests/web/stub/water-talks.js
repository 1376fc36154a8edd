// A report of the sample article "water-talks" put together by hand, with something of everything that the views can show.

import { madeReport } from './on_record.js';

/** @param {string} text */
export function waterTalks(text) {
  const report = madeReport(
    text,
    [
      { id: 's1', description: 'officials on both sides', words: 'officials on both sides', status: 'unnamed', role: 'official' },
      { id: 's2', description: 'a senior Vardanian official', words: 'a senior Vardanian official', status: 'anonymous', camp: 'Vardany', role: 'official', terms: ['on condition of anonymity because the talks are continuing'], reason: 'because the talks are continuing' },
      { id: 's3', description: 'Kestrian diplomats', words: 'Kestrian diplomats', status: 'unnamed', camp: 'Kestria', role: 'official' },
      { id: 's4', description: 'a Kestrian diplomat who has attended every round of the talks since March', words: 'a Kestrian diplomat', status: 'anonymous', camp: 'Kestria', role: 'official', terms: ['was not authorised to discuss them publicly'], reason: 'not authorised to discuss them publicly', basis: ['has attended every round of the talks since March'], member_of: 's3' },
      { id: 's5', name: 'Petra Hollande', description: 'Vardany’s foreign minister', words: 'Petra Hollande', status: 'named', camp: 'Vardany', role: 'official' },
      { id: 's6', name: 'Joram Adeyle', description: 'Kestria’s prime minister', words: 'Joram Adeyle', status: 'named', camp: 'Kestria', role: 'official' },
      { id: 's7', name: 'Kestria', words: 'Kestria says', status: 'institution', camp: 'Kestria' },
      { id: 's8', description: 'a survey by the river commission', words: 'A survey published last year by the river commission', status: 'document' },
      { id: 's9', description: 'two people briefed on the draft', words: 'Two people briefed on the draft', status: 'vague', count: 2, basis: ['briefed on the draft'] },
      { id: 's10', name: 'the Ostrel Courier', words: 'the Ostrel Courier', status: 'outlet' },
      { id: 's11', name: 'Amaury Klint', description: 'the United Nations mediator', words: 'Amaury Klint', status: 'named', camp: 'United Nations', role: 'official' },
      { id: 's12', name: 'Denka Orlo', description: 'grows onions on nine hectares', words: 'Denka Orlo', status: 'named', role: 'affected' },
      { id: 's13', description: 'critics of the accord in Vardany', words: 'Critics of the accord in Vardany', status: 'collective' },
      { id: 's14', name: 'Ruben Staal', words: 'Ruben Staal', status: 'named', camp: 'Vardany' },
    ],
    [
      { who: 's1', words: 'officials on both sides', cue: 'said', content: ['Negotiators from Vardany and Kestria have agreed on most of a draft accord to share the waters of the Sarel river'], act: 'state' },
      { who: 's2', words: 'a senior Vardanian official', cue: 'said', content: ['“We are closer than we have been at any point in eleven years, and we intend to finish,”'], form: 'direct', act: 'seek', side: 'for', target: 'a draft accord', topic: 't1' },
      { who: 's2', words: 'The official', cue: 'added', content: ['the two delegations would meet again on Tuesday and that a text could be initialled before the end of the month'], act: 'expect', commitment: 'possible' },
      { who: 's3', words: 'They', cue: 'said', content: ['the draft would leave farmers in the southern provinces exposed in dry years'], act: 'criticise', side: 'against', target: 'a draft accord', topic: 't1' },
      { who: 's3', words: 'they', cue: 'warned', content: ['their government would not sign without an outside inspector at the Tolmin dam'], act: 'warn', side: 'for', conditional: true, target: 'an outside inspector', topic: 't2' },
      { who: 's4', words: 'a Kestrian diplomat who has attended every round of the talks since March', cue: 'said', content: ['“A promise about water is worth nothing in August if nobody is allowed to read the gauge,”'], form: 'direct', act: 'urge', side: 'for', target: 'an outside inspector', topic: 't2' },
      { who: 's5', words: 'Petra Hollande', cue: 'rejected', content: ['the demand'], act: 'reject', side: 'against', target: 'an outside inspector', topic: 't2' },
      { who: 's5', words: 'she', cue: 'told', content: ['“The Tolmin is a Vardanian dam on Vardanian soil,”', '“We will publish the figures every day. We will not have foreign inspectors living in the control room.”'], form: 'direct', act: 'reject', side: 'against', target: 'foreign inspectors', topic: 't2' },
      { who: 's5', words: 'Hollande', cue: 'denied', content: ['her government had held back water last summer to put pressure on its neighbour'], act: 'deny', side: 'against', target: 'her government had held back water last summer', kind: 'claim', topic: 't3' },
      { who: 's6', words: 'Joram Adeyle', cue: 'made', content: ['her government had held back water last summer to put pressure on its neighbour'], act: 'accuse', side: 'for', target: 'her government had held back water last summer', kind: 'claim', topic: 't3', voice: 'statement' },
      { who: 's7', words: 'Kestria', cue: 'says', content: ['the flow at the border has fallen by a third since then'], act: 'state', voice: 'body' },
      { who: 's8', words: 'A survey published last year by the river commission', cue: 'put', content: ['the fall at 19 percent'], act: 'state' },
      { who: 's9', words: 'Two people briefed on the draft', cue: 'said', content: ['it would set a minimum flow for each month and create a fund, paid into by both sides, to line the irrigation canals'], act: 'state' },
      { who: 's10', words: 'the Ostrel Courier', cue: 'According to', content: ['the European Union has offered to pay for the gauges'], act: 'state' },
      { who: 's11', words: 'Amaury Klint', cue: 'urged', content: ['both governments to lower their voices'], act: 'urge' },
      { who: 's11', words: 'he', cue: 'said', content: ['“I have asked them for one quiet week,”', '“I would settle for four days.”'], form: 'direct', act: 'seek' },
      { who: 's12', words: 'Denka Orlo', cue: 'said', content: ['“My father was told in 1987 that it would be sorted out by the harvest,”', '“He did not say which harvest.”'], form: 'direct', act: 'criticise' },
      { who: 's13', words: 'Critics of the accord in Vardany', cue: 'called', content: ['it a surrender'], act: 'criticise', side: 'against', target: 'the accord', topic: 't1' },
      { state: 'hearsay', cue: 'reportedly', content: ['resigned in April over the question of inspections'], act: 'state' },
      { who: 's14', words: 'He', cue: 'did not respond', content: ['requests for comment'], act: 'no_comment' },
    ],
    [
      { id: 't1', label: 'a draft accord' },
      { id: 't2', label: 'an outside inspector', words: 'an outside inspector' },
      { id: 't3', label: 'her government had held back water last summer', kind: 'claim' },
    ],
  );
  report.text.zones = [
    { kind: 'headline', start: 0, end: text.indexOf('\n') },
    { kind: 'byline', start: text.indexOf('\n') + 1, end: text.indexOf('\n', text.indexOf('\n') + 1) },
  ];
  report.asked_for_comment = [{ attribution: report.attributions.at(-1).id, how: 'no_response' }];
  report.notes = [{ code: 'unnamed_share', sentence: '4 of 13 sources are not named; the article gives a reason for two of them.', evidence: ['s1', 's2', 's3', 's4'], spans: [...report.sources[1].terms, ...report.sources[3].terms] }];
  report.summary.headline = 'Thirteen sources, four of them named. Vardany wants the accord and rejects inspectors; Kestria warns against the draft without them.';
  return report;
}
