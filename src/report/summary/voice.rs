//! Voices: who shares a sentence of the summary, what each is called, and how much an attribution weighs.

use crate::Span;
use crate::case::Lower;
use crate::line::{holds, one_line};
use crate::report::facts::{Facts, not_named};
use crate::report::types::{Act, Attribution, Form, Side, Source, Status, ViaKind, ZoneKind};
use crate::report::words::{is_plural, word_count};

/// What stands before who tells it.
const TOLD: &str = "as reported by ";

/// What the summary calls a source.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    /// Its name, else its description.
    pub subject: String,
    /// What is set off behind it: title, withheld name, who tells it.
    pub asides: Vec<String>,
    /// Whether its verb is plural.
    pub plural: bool,
}

impl Label {
    /// The label as the subject of a sentence, its asides between commas, a comma after them.
    pub fn opening(&self) -> String {
        match self.asides.as_slice() {
            [] => self.subject.clone(),
            asides => format!("{}, {},", self.subject, asides.join(", ")),
        }
    }

    /// The label without who tells it, and who that is, without an article.
    pub fn without_teller(&self) -> Option<(Label, String)> {
        let told = self.asides.iter().position(|aside| aside.starts_with(TOLD))?;
        let mut plain = self.clone();
        let teller = plain.asides.remove(told);
        Some((plain, teller[TOLD.len()..].trim_start_matches("the ").to_string()))
    }

    /// The label at the end of a sentence.
    pub fn closing(&self) -> String {
        self.opening().trim_end_matches(',').to_string()
    }
}

/// The label of an attribution's speaker. `again`: the source has had a sentence already.
pub(super) fn label(facts: &Facts, source: &Source, attribution: &Attribution, again: bool) -> Label {
    let mut subject = facts.label(source);
    let plural = match source.status {
        Status::Named => holds(&subject, " and ") && !source.members.is_empty(),
        Status::Institution | Status::Outlet => {
            source.name.is_none() && is_plural(&subject) || source.members.len() > 1
        }
        _ => source.count.is_some_and(|count| count > 1) || is_plural(&subject),
    };
    let mut asides = Vec::new();
    if !again {
        match description(facts, source, &subject) {
            Some(Description::Title(title)) => subject = format!("{title} {subject}"),
            Some(Description::Aside(aside)) => asides.push(aside),
            None => {}
        }
        if source.status == Status::Anonymous && source.members.is_empty() {
            let names = if plural { "whose names are withheld" } else { "whose name is withheld" };
            asides.push(names.to_string());
        }
    }
    // The channel nearest the source comes first; the article's own outlet is first hand.
    if let Some(via) = attribution.via.iter().find(|via| via.kind != ViaKind::ThisOutlet) {
        let name = one_line(&via.name);
        let open = name.matches('"').count() % 2 == 1 || name.matches('“').count() != name.matches('”').count();
        let name = if open { name.replace(['"', '“', '”'], "") } else { name };
        asides.push(format!("{TOLD}{}", facts.lowered(&name)));
    }
    Label { subject, asides, plural }
}

/// Where a description stands: before the name or behind it.
#[derive(Debug, PartialEq)]
enum Description {
    /// "Mayor Gus Ferrante"
    Title(String),
    /// "Petra Hollande, Vardany's foreign minister,"
    Aside(String),
}

/// A named person's title or role, where it is short, says more than the name and needs no other sentence to be understood.
fn description(facts: &Facts, source: &Source, name: &str) -> Option<Description> {
    if source.status != Status::Named {
        return None;
    }
    let words = one_line(source.description.as_deref()?);
    let surname = name.split_whitespace().next_back().unwrap_or(name);
    let fits = (1..=9).contains(&word_count(&words)) && !words.contains([',', '“', '”', '"', ';', '(', ':']);
    if !fits || holds(&words, surname) || points_elsewhere(&words.lower()) {
        return None;
    }
    let first = words.split(' ').next()?;
    match first.trim_end_matches('.').lower().as_str() {
        // Courtesy says nothing; a pronoun leads elsewhere.
        "mr" | "mrs" | "ms" | "miss" | "mx" if !words.contains([' ']) => None,
        "our" | "my" | "your" => None,
        "a" | "an" | "the" | "one" | "who" | "whose" | "now" | "then" => {
            Some(Description::Aside(facts.lowered(&words)))
        }
        _ if ["'s ", "’s ", "s' ", "s’ "].iter().any(|owner| holds(&words, owner)) => {
            Some(Description::Aside(words))
        }
        // "R-Texas"
        _ if words.as_bytes().get(1) == Some(&b'-') => Some(Description::Aside(words)),
        _ if word_count(&words) <= 4
            && ![" of ", " at ", " in ", " for ", " from "].iter().any(|word| holds(&words, word)) =>
        {
            let titled =
                words.split(' ').skip(1).any(|word| word.starts_with(char::is_uppercase)) || !words.contains([' ']);
            Some(Description::Title(if titled { words } else { facts.lowered(&words) }))
        }
        _ => Some(Description::Aside(facts.lowered(&words))),
    }
}

/// The index of the voice of every source: a group and the members that may be it share one.
pub(super) fn voices(facts: &Facts) -> Vec<usize> {
    let sources = &facts.report.sources;
    let mut voices: Vec<usize> = (0..sources.len()).collect();
    for (index, source) in sources.iter().enumerate() {
        let group = source.member_of.as_deref().and_then(|id| facts.source_index(id));
        if let Some(group) = group.filter(|&group| not_named(sources[group].status)) {
            voices[index] = voices[group];
        }
    }
    voices
}

/// The camp of a source: whose side it speaks for, as far as the article says.
pub(super) fn camp(source: &Source) -> Option<String> {
    match (&source.affiliation, source.status) {
        (Some(affiliation), _) => Some(affiliation.value.lower()),
        (None, Status::Institution) => source.name.as_deref().map(Lower::lower),
        _ => None,
    }
}

/// Whether a pronoun that opens what is said cannot stand for the speaker: "Ada Munk said it was late".
pub(super) fn is_other(source: &Source, label: &Label, pronoun: &str) -> bool {
    // A name of which nothing tells whether it is a person's may be a firm's.
    let shown = || {
        source.role.is_some()
            || source.mentions.iter().any(|mention| one_of!(mention.exact.as_str(), "he she He She his her"))
    };
    let person = not_named(source.status) || source.status == Status::Named && shown();
    match pronoun {
        "it" => person,
        "he" | "she" => {
            label.plural || matches!(source.status, Status::Institution | Status::Outlet | Status::Document)
        }
        "they" => {
            person && !label.plural && !["family", "couple", "pair"].iter().any(|group| label.subject.ends_with(group))
        }
        _ => false,
    }
}

/// How much an attribution says of where the article's people stand. Only the order of weights matters.
pub(super) fn weight(facts: &Facts, attribution: &Attribution) -> f32 {
    let mut weight = attribution.confidence;
    // More often no attribution than one: not what a summary should say.
    if attribution.confidence < 0.5 {
        weight -= 2.5;
    }
    if attribution.stance.side != Side::Neutral {
        weight += 1.5;
    }
    weight += match attribution.act {
        Act::Deny | Act::Accuse | Act::Reject | Act::Warn => 1.25,
        Act::Support | Act::Criticise | Act::Urge | Act::Seek | Act::Commit | Act::Decide => 1.0,
        Act::Affirm | Act::Admit | Act::Doubt | Act::Expect => 0.5,
        Act::State => 0.0,
        Act::NoComment => -6.0,
    };
    let start = Facts::start(attribution);
    match facts.zone(start) {
        ZoneKind::Body => {}
        // The body says it again, in full.
        ZoneKind::Headline | ZoneKind::Bullets | ZoneKind::Dateline | ZoneKind::Byline | ZoneKind::Credit => {
            weight -= 4.0
        }
    }
    let share = facts.sentence(start) as f32 / facts.document.sentences.len().max(1) as f32;
    weight += match share {
        ..0.12 => 1.5,
        ..0.3 => 0.75,
        _ => 0.0,
    };
    let words: usize = attribution.parts.content.iter().map(|part| word_count(&part.exact)).sum();
    weight += match words {
        0..=3 => -1.5,
        4..=5 => 0.0,
        // Of a quotation, a few words say less.
        6 if attribution.form == Form::Direct => 0.0,
        6..=35 => 1.0,
        36..=60 => 0.25,
        _ => -1.0,
    };
    if attribution.form != Form::Indirect {
        weight += 0.5;
    }
    if attribution.parent.is_some() {
        weight -= 2.5;
    }
    // "…, maintaining that": the sentence's own verb says it with its tense.
    if attribution.form != Form::Direct && attribution.parts.cue.first().is_some_and(|cue| cue.exact.ends_with("ing")) {
        weight -= 1.0;
    }
    if facts.speaker(attribution).is_some_and(|source| is_about_terms(facts, source, attribution)) {
        weight -= 4.0;
    }
    // "accused her", "called it a surrender": who or what is meant stands in another sentence.
    let after_cue = attribution.parts.content.first().map_or("", |part| part.exact.as_str());
    let mut words = after_cue.split([' ', '’', '\'', ',', '“', '"', '‘']).filter(|word| !word.is_empty());
    let object = words.next().unwrap_or_default().lower();
    if attribution.form != Form::Direct && one_of!(object.as_str(), "him her them") {
        weight -= 3.0;
    } else if one_of!(object.as_str(), "it this these those")
        || attribution.form == Form::Direct && one_of!(object.as_str(), "that but and so or not")
    {
        weight -= 1.0;
    }
    weight
}

/// Whether an attribution tells on what terms its source speaks ("asked not to be named"): a matter for the notes.
fn is_about_terms(facts: &Facts, source: &Source, attribution: &Attribution) -> bool {
    let words = [&attribution.parts.cue, &attribution.parts.content].into_iter().flatten();
    let within = |span: Span| source.terms.iter().any(|terms| Facts::span(terms).overlaps(span));
    words.clone().any(|part| within(Facts::span(part)))
        || attribution.form == Form::Indirect
            && words.clone().any(|part| {
                let words = facts.document.slice(Facts::span(part)).lower();
                [
                    "anonym",
                    "identified",
                    "be named",
                    "be quoted",
                    "authorised to",
                    "authorized to",
                    "give her name",
                    "give his name",
                ]
                .iter()
                .any(|term| holds(&words, term))
            })
}

/// Whether a mention leans on somebody named before it: "his sister", "one of its authors".
pub(super) fn points_elsewhere(mention: &str) -> bool {
    mention.split(' ').any(|word| one_of!(word, "its his her their"))
}
