//! People and a text that speak side by side: "three officials and a memo", "court documents and two former clerks".

use super::super::lexicon::Class;
use super::super::reader::Reader;

/// The people and the text, each as its tokens; with "a former employee, court filings and emails" both texts.
pub(super) fn people_and_text(reader: &Reader, first: usize, end: usize) -> Option<Vec<(usize, usize)>> {
    let second = and_document(reader, first, end)?;
    let text = |from: usize, to: usize| (from..to).any(|at| reader.class(at).is(Class::DOCUMENT));
    let comma = (first + 1..second - 1).rev().find(|&at| reader.word(at) == ",").filter(|&at| text(at, second - 1));
    let mut members = vec![(first, comma.unwrap_or(second - 1)), (second, end)];
    if let Some(comma) = comma {
        members.insert(1, (comma + 1, second - 1));
    }
    Some(members)
}

/// "Three people who worked on the ship and emails seen by the paper": where the text begins that speaks beside people.
fn and_document(reader: &Reader, first: usize, end: usize) -> Option<usize> {
    let kind = |at: usize, class: Class| reader.class(at).is(class) && !reader.class(at).is(Class::FUNCTION);
    let people = |at: usize| kind(at, Class::PERSON | Class::VAGUE) && !kind(at, Class::BODY | Class::DOCUMENT);
    let lead = (first..end).find(|&at| people(at) || kind(at, Class::DOCUMENT) || reader.is(at, list!("of by and")));
    // "Court documents seen by the Herald and two former employees": the other way round.
    if let Some(text) = lead.filter(|&at| kind(at, Class::DOCUMENT) && reader.plural(at)) {
        let shown = |at: &usize| reader.capital(*at) || reader.is(*at, list!("seen obtained reviewed by the"));
        let and = (text + 1..end).find(|at| !shown(at)).filter(|&at| reader.is(at, list!("and")))?;
        let noun = (and + 1..end.min(and + 6)).find(|&at| people(at))?;
        return (reader.plural(noun) && !reader.is(and + 1, list!("the their its other"))).then_some(and + 1);
    }
    let lead = lead.filter(|&at| people(at))?;
    let and = (lead + 1..end).rev().find(|&at| reader.is(at, list!("and")) && reader.word(at - 1) != ",")?;
    let noun = (and + 1..end.min(and + 6)).take_while(|&at| !reader.mark(at) || reader.word(at) == "-");
    let noun = noun.take_while(|&at| !people(at) || kind(at + 1, Class::DOCUMENT)).find(|&at| {
        kind(at, Class::DOCUMENT) && !kind(at, Class::BODY) && !kind(at + 1, Class::PERSON | Class::DOCUMENT)
    })?;
    // "People familiar with the letter and the report" know both.
    let shown = (noun + 1..end.min(noun + 3))
        .any(|at| reader.is(at, list!("seen obtained reviewed viewed examined shared leaked provided filed")));
    let known = (lead + 1..and)
        .any(|at| reader.is(at, list!("familiar knowledge privy briefed aware read seen involved of about")) && !shown);
    // "A guest who came and recalled her words": a verb, and no text that speaks.
    let nominal = (and + 1..noun).all(|at| {
        let adjective = !reader.class(at).is(Class::FUNCTION) && !reader.small(at).ends_with("ed") || reader.mark(at);
        adjective && !reader.capital(at)
            || reader.is(at, list!("a an the two three four several leaked related unpublished"))
    });
    // "Economist at Fact and Opinion Research"
    (nominal && !known && !reader.capital(noun)).then_some(and + 1)
}
