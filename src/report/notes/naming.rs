//! Notes on who is named: sources by status, the share that is not, on what terms and why, how they know.

use crate::Span;
use crate::case::Lower;
use crate::table::HashSet;

use super::{contents, distinct, ids, mentions, named_in_list, note, some_of, source_ids};
use crate::report::facts::{Facts, not_named};
use crate::report::types::{Act, Attribution, Form, Note, ReasonClass, Source, Status, StatusGroup};
use crate::report::words::{capitalised, counted, is_plural, listed, number, shortened, word_count};

pub(super) fn notes(facts: &Facts, notes: &mut Vec<Note>) {
    let counted_sources = facts.counted();
    if counted_sources.is_empty() {
        return;
    }
    let hidden: Vec<&Source> = counted_sources.iter().copied().filter(|source| not_named(source.status)).collect();
    notes.push(by_status(facts, &counted_sources));
    if !hidden.is_empty() {
        notes.push(share(facts, &hidden, counted_sources.len()));
        // What is said of two aides stands, though one and the other are counted in their place.
        let of = hidden.len();
        let heard: Vec<&Source> = facts.heard().into_iter().filter(|source| not_named(source.status)).collect();
        terms(facts, &heard, notes);
        basis(facts, &heard, of, notes);
        vague(facts, &heard, notes);
    }
    first(facts, notes);
}

fn by_status(facts: &Facts, sources: &[&Source]) -> Note {
    let many = |status: Status| sources.iter().filter(|source| source.status == status).count();
    let kinds = [
        (Status::Named, "named person", "named people"),
        (Status::Institution, "organisation or government", "organisations or governments"),
        (Status::Outlet, "news outlet", "news outlets"),
        (Status::Document, "document or data source", "documents or data sources"),
        (Status::Unnamed, "not named", "not named"),
        (Status::Anonymous, "with the name withheld", "with names withheld"),
        (Status::Vague, "not identified at all", "not identified at all"),
        (Status::Collective, "group in general", "groups in general"),
    ];
    let parts: Vec<String> = kinds
        .iter()
        .filter(|(status, ..)| many(*status) > 0)
        .map(|(status, one, several)| counted(many(*status), one, several))
        .collect();
    let sentence = format!("{}: {}.", capitalised(&counted(sources.len(), "source", "sources")), listed(&parts));
    let at_least = facts.report.summary.counts.sources_at_least;
    let sentence = if at_least < sources.len() {
        format!("{sentence} They may be only {}, as a group and one of its members may be the same.", number(at_least))
    } else {
        sentence
    };
    note("sources_by_status", sentence, source_ids(sources), Vec::new())
}

/// By source, by statement and by quoted words: three shares that may differ widely.
fn share(facts: &Facts, hidden: &[&Source], of: usize) -> Note {
    let speaks =
        |found: &&Attribution| found.act != Act::NoComment && facts.status(found).is_some_and(|s| s != Status::Author);
    let all: Vec<&Attribution> = facts.report.attributions.iter().filter(speaks).collect();
    let theirs: Vec<&Attribution> =
        all.iter().copied().filter(|found| facts.status(found).is_some_and(not_named)).collect();
    let quoted = &facts.report.summary.counts.quoted_words_by_status;
    let words: usize = quoted.values().sum();
    let their_words: usize = quoted.iter().filter(|(status, _)| not_named(**status)).map(|(_, words)| words).sum();
    let be = if hidden.len() == 1 { "is" } else { "are" };
    // Where two are called the same, a list would seem to count another number.
    let labels = distinct(hidden.iter().map(|source| facts.label(source)));
    let who = if labels.len() == hidden.len() { format!(" ({})", some_of(labels, 4)) } else { String::new() };
    let mut sentence = format!(
        "{} of {} {} {be} not named{who}; {} of {}",
        capitalised(&number(hidden.len())),
        number(of),
        if of == 1 { "source" } else { "sources" },
        number(theirs.len()),
        counted(all.len(), "statement", "statements"),
    );
    if words > 0 {
        sentence += &format!(" and {their_words} of {words} quoted words");
    }
    sentence += &format!(" {} theirs.", if theirs.len() == 1 && words == 0 { "is" } else { "are" });
    let evidence = source_ids(hidden).into_iter().chain(ids(&theirs)).collect();
    note("share_not_named", sentence, evidence, mentions(hidden))
}

/// What the article says of why each is not named.
fn terms(facts: &Facts, hidden: &[&Source], notes: &mut Vec<Note>) {
    // What is said of two aides is not said again of one and of the other.
    let of_group = |source: &Source| {
        let group = source.member_of.as_deref().and_then(|group| facts.source(group));
        group.is_some_and(|group| hidden.iter().any(|one| one.id == group.id) && group.reason == source.reason)
    };
    for source in hidden.iter().filter(|source| source.reason.is_some() && !of_group(source)) {
        let Some(reason) = &source.reason else { continue };
        let words = reason.spans.first().map(|span| shortened(&span.exact, 24)).unwrap_or_default();
        let label = facts.label(source);
        let verb = if is_plural(&label) { "are" } else { "is" };
        let (code, sentence) = if reason.formulaic {
            ("reason_formulaic", format!("The reason why {label} {verb} not named is a standing phrase: “{words}”."))
        } else {
            (
                "reason_given",
                format!("The article says why {label} {verb} not named{}: “{words}”.", class(reason.class)),
            )
        };
        notes.push(note(code, sentence, vec![source.id.clone()], reason.spans.clone()));
    }
    // Two entries that the article calls the same may be one: a reason given for one is not denied for the other.
    let explained: HashSet<String> =
        hidden.iter().filter(|source| source.reason.is_some()).map(|source| facts.label(source)).collect();
    let silent: Vec<&Source> = hidden
        .iter()
        .copied()
        .filter(|source| source.reason.is_none() && !explained.contains(&facts.label(source)))
        .collect();
    let (mut withheld, unsaid): (Vec<&Source>, Vec<&Source>) =
        silent.into_iter().partition(|source| source.status == Status::Anonymous);
    withheld.retain(|source| source.terms.iter().all(|terms| !may_explain(facts, Facts::span(terms))));
    if !withheld.is_empty() {
        let names = if withheld.len() == 1 && !is_plural(&facts.label(withheld[0])) { "the name" } else { "the names" };
        let sentence = format!(
            "The article says that {names} of {} {} withheld, and gives no reason.",
            named_in_list(facts, &withheld, 4),
            if names == "the name" { "is" } else { "are" }
        );
        let spans = withheld.iter().flat_map(|source| source.terms.iter().cloned()).collect();
        notes.push(note("reason_none", sentence, source_ids(&withheld), spans));
    }
    if !unsaid.is_empty() {
        let verb = if unsaid.len() == 1 && !is_plural(&facts.label(unsaid[0])) { "is" } else { "are" };
        let sentence = format!(
            "No terms and no reason are stated for {}, who {verb} not named.",
            named_in_list(facts, &unsaid, 5)
        );
        notes.push(note("terms_none", sentence, source_ids(&unsaid), mentions(&unsaid)));
    }
}

/// Whether a reason may stand in or beside words that keep a name back, in words that no rule reads as one: "He drinks with half the
/// board, so no name". What the article does say must not be denied.
fn may_explain(facts: &Facts, terms: Span) -> bool {
    let text = facts.document.slice(terms);
    let Some(sentence) = facts.document.sentences.get(facts.sentence(terms.start as usize)) else { return true };
    let around = facts.document.slice(sentence.span).lower();
    let mut around = around.split(|c: char| !c.is_alphabetic());
    // "asked us not to describe the post", "was not free to speak"
    let names = |word: &str| {
        one_of!(
            word,
            "name names named naming anonymity anonymous anonymously unnamed unidentified nameless attribution record background"
        ) || word.starts_with("identi")
    };
    !text.lower().split(|c: char| !c.is_alphabetic()).any(names)
        || word_count(text) > SHORT
        || around.any(|word| {
            one_of!(
                word,
                "because since so lest if while until fear fears feared fearing afraid worried citing cited reprisal reprisals retaliation \
                 repercussions risk sacked fired barred banned forbidden policy rules law authorised authorized allowed permitted lose"
            )
        })
}

/// Most words of a clause of anonymity that hardly hold a reason.
const SHORT: usize = 10;

fn class(class: ReasonClass) -> &'static str {
    match class {
        ReasonClass::NotAuthorised => " (not authorised to speak)",
        ReasonClass::Sensitivity => " (the matter is sensitive)",
        ReasonClass::OngoingTalks => " (talks go on)",
        ReasonClass::Safety => " (safety)",
        ReasonClass::JobOrLegal => " (job or legal risk)",
        ReasonClass::Privacy => " (privacy)",
        ReasonClass::Candour => " (to speak openly)",
        ReasonClass::Policy => " (a rule of the body)",
        ReasonClass::Other => "",
    }
}

fn basis(facts: &Facts, hidden: &[&Source], of: usize, notes: &mut Vec<Note>) {
    let knows: Vec<&Source> = hidden.iter().copied().filter(|source| !source.basis.is_empty()).collect();
    if knows.is_empty() {
        return;
    }
    let how: Vec<String> = knows
        .iter()
        .take(3)
        .map(|source| format!("{} (“{}”)", facts.label(source), shortened(&source.basis[0].exact, 14)))
        .collect();
    let sentence = format!(
        "The article says how {} of {} not named can know: {}.",
        number(knows.len()),
        counted(of, "source", "sources"),
        listed(&how)
    );
    let spans = knows.iter().flat_map(|source| source.basis.iter().cloned()).collect();
    notes.push(note("basis_given", sentence, source_ids(&knows), spans));
}

fn vague(facts: &Facts, hidden: &[&Source], notes: &mut Vec<Note>) {
    for source in hidden.iter().filter(|source| source.status == Status::Vague) {
        let count = source.attributions.len();
        let words = shortened(&facts.label(source), 12);
        let sentence = format!(
            "Only “{words}” stands behind {}: no name, job or affiliation.",
            counted(count, "statement", "statements")
        );
        let evidence = [source.id.clone()].into_iter().chain(source.attributions.iter().cloned()).collect();
        notes.push(note("vague_source", sentence, evidence, mentions(&[source])));
    }
}

/// Who carries the lead, and whose the first quotation is.
fn first(facts: &Facts, notes: &mut Vec<Note>) {
    let body = |found: &&Attribution| facts.zone(Facts::start(found)).word() == "body" && found.act != Act::NoComment;
    let in_order = || facts.report.attributions.iter().filter(body);
    let hidden =
        |found: &Attribution| facts.speaker(found).filter(|source| source.status.group() == StatusGroup::NotNamed);
    // The lead: what is ascribed in the first paragraph of the body.
    let lead = in_order().next().filter(|found| {
        let paragraph = |at: usize| facts.document.sentences.get(facts.sentence(at)).map(|sentence| sentence.paragraph);
        let body_start = facts
            .document
            .zones
            .iter()
            .find(|zone| zone.kind.word() == "body")
            .map_or(0, |zone| zone.span.start as usize);
        paragraph(Facts::start(found)) == paragraph(body_start)
    });
    if let Some(lead) = lead {
        let who = match (facts.speaker(lead), facts.status(lead)) {
            (Some(source), Some(status)) if status.group() == StatusGroup::NotNamed => {
                let label = facts.label(source);
                let several = is_plural(&label) || !source.members.is_empty();
                Some(format!("{label}, who {} not named", if several { "are" } else { "is" }))
            }
            (Some(source), Some(Status::Named)) => Some(format!("{}, who is named", facts.label(source))),
            (Some(source), Some(status)) if status != Status::Author => Some(facts.label(source)),
            (None, Some(Status::Hearsay)) => Some("nobody: no source is given".into()),
            _ => None,
        };
        if let Some(who) = who {
            let evidence = lead.source.iter().cloned().chain([lead.id.clone()]).collect();
            notes.push(note("lead", format!("The lead rests on {who}."), evidence, contents(&[lead])));
        }
    }
    let quotation = in_order().find(|found| found.form == Form::Direct);
    if let Some((found, source)) = quotation.and_then(|found| Some((found, hidden(found)?))) {
        let label = facts.label(source);
        let verb = if is_plural(&label) { "are" } else { "is" };
        let sentence = format!("The first quotation is from {label}, who {verb} not named.");
        notes.push(note(
            "first_quotation_not_named",
            sentence,
            vec![source.id.clone(), found.id.clone()],
            contents(&[found]),
        ));
    }
}
