//! What the summary and the notes ask again and again of a half-made report (positions still in bytes).

use crate::case::Lower;
use crate::line::{one_line, place};
use crate::list::List;
use crate::source::means_people;
use crate::table::{HashMap, HashSet};

use super::types::{Act, Attribution, Form, Quote, Report, Source, SourceState, Status, StatusGroup, ZoneKind};
use crate::Span;
use crate::text::{Document, QuotationKind, Shape};

/// A report and its document, indexed.
pub(super) struct Facts<'a> {
    pub document: &'a Document<'a>,
    pub report: &'a Report,
    sources: HashMap<&'a str, usize>,
    attributions: HashMap<&'a str, usize>,
    /// Words that the text writes small somewhere: a capital elsewhere is only that of a sentence or a headline.
    small: HashSet<&'a str>,
}

impl<'a> Facts<'a> {
    pub fn new(document: &'a Document<'a>, report: &'a Report) -> Self {
        let sources = report.sources.iter().enumerate().map(|(index, source)| (source.id.as_str(), index)).collect();
        let attributions = report.attributions.iter().enumerate().map(|(index, found)| (found.id.as_str(), index));
        let lower = document.tokens.iter().filter(|token| token.shape == Shape::Lower);
        let small = lower.map(|token| token.span.of(document.text)).collect();
        Self { document, report, sources, attributions: attributions.collect(), small }
    }

    pub fn source(&self, id: &str) -> Option<&'a Source> {
        self.sources.get(id).map(|&index| &self.report.sources[index])
    }

    pub fn source_index(&self, id: &str) -> Option<usize> {
        self.sources.get(id).copied()
    }

    pub fn attribution(&self, id: &str) -> Option<&'a Attribution> {
        self.attributions.get(id).map(|&index| &self.report.attributions[index])
    }

    /// The speaker of an attribution.
    pub fn speaker(&self, attribution: &Attribution) -> Option<&'a Source> {
        attribution.source.as_deref().and_then(|id| self.source(id))
    }

    /// The status of an attribution's speaker; none where somebody speaks and it is unclear who.
    pub fn status(&self, attribution: &Attribution) -> Option<Status> {
        match self.speaker(attribution) {
            Some(source) => Some(source.status),
            None if attribution.source_state == SourceState::Hearsay => Some(Status::Hearsay),
            None => None,
        }
    }

    /// The attributions of a source, its own and those of the joint speakers it is one of.
    pub fn said_by(&self, source: &'a Source) -> impl Iterator<Item = &'a Attribution> + '_ {
        source.attributions.iter().filter_map(|id| self.attribution(id))
    }

    /// The sources that are heard: not the writer, not joint speakers (their members count), not those who only gave no
    /// comment, not those who say nothing at all.
    pub fn heard(&self) -> Vec<&'a Source> {
        let mut speaks: Vec<bool> = self
            .report
            .sources
            .iter()
            .map(|source| self.said_by(source).any(|found| found.act != Act::NoComment))
            .collect();
        for (index, source) in self.report.sources.iter().enumerate() {
            if speaks[index] {
                for member in source.members.iter().filter_map(|id| self.source_index(id)) {
                    speaks[member] = true;
                }
            }
        }
        let counts = |(index, source): &(usize, &Source)| {
            speaks[*index]
                && source.members.is_empty()
                && source.status != Status::Author
                && source.status != Status::Hearsay
        };
        self.report.sources.iter().enumerate().filter(counts).map(|(_, source)| source).collect()
    }

    /// The sources that count: those that are heard, but "two aides", of whom one and the other are heard too, are those two.
    pub fn counted(&self) -> Vec<&'a Source> {
        let mut sources = self.heard();
        let mut parts: HashMap<&str, u32> = HashMap::new();
        for source in &sources {
            if let Some(group) = &source.member_of {
                *parts.entry(group).or_default() += source.count.unwrap_or(1);
            }
        }
        sources.retain(|source| {
            source.count.is_none_or(|count| parts.get(source.id.as_str()).is_none_or(|&parts| parts < count))
        });
        sources
    }

    /// The stretch of the text that a position of the half-made report names.
    pub fn span(quote: &Quote) -> Span {
        Span::new(quote.start, quote.end)
    }

    /// Words of `span` in quotation marks that mark speech.
    pub fn quoted_words(&self, span: Span) -> usize {
        let tokens = &self.document.tokens[self.document.tokens_in(span)];
        tokens.iter().filter(|token| token.quotation.is_some() && token.shape != Shape::Mark).count()
    }

    /// Words in quotation marks of an attribution's content.
    pub fn words_quoted(&self, attribution: &Attribution) -> usize {
        attribution.parts.content.iter().map(|quote| self.quoted_words(Self::span(quote))).sum()
    }

    /// The quotations of one to three words that an attribution's content holds beside words that are not quoted, or is.
    pub fn fragments(&self, attribution: &Attribution) -> Vec<Span> {
        let quotations = &self.document.quotations;
        let mut found = Vec::new();
        for part in attribution.parts.content.iter().map(Self::span) {
            let first = quotations.partition_point(|quotation| quotation.span.start < part.start);
            for quotation in quotations[first..].iter().take_while(|quotation| quotation.span.start < part.end) {
                let words = self.document.tokens[self.document.tokens_in(quotation.inner)]
                    .iter()
                    .filter(|token| token.shape != Shape::Mark)
                    .count();
                let speech = matches!(quotation.kind, QuotationKind::Speech | QuotationKind::Scare);
                if speech && quotation.closed && quotation.parent.is_none() && (1..=3).contains(&words) {
                    found.push(quotation.span);
                }
            }
        }
        // A short answer between other quoted sentences of the same speaker is no fragment.
        if attribution.form == Form::Direct && found.len() < attribution.parts.content.len() {
            found.clear();
        }
        found
    }

    /// Where in the page a byte lies.
    pub fn zone(&self, at: usize) -> ZoneKind {
        let zones = &self.document.zones;
        let after = zones.partition_point(|zone| zone.span.start as usize <= at);
        after.checked_sub(1).map_or(ZoneKind::Body, |index| zones[index].kind)
    }

    /// The first byte of an attribution.
    pub fn start(attribution: &Attribution) -> usize {
        let parts = &attribution.parts;
        let all = parts.source.iter().chain(&parts.cue).chain(&parts.content);
        all.map(|quote| quote.start).min().unwrap_or(0)
    }

    /// Index of the sentence that holds a byte.
    pub fn sentence(&self, at: usize) -> usize {
        self.document.sentences.partition_point(|sentence| sentence.span.start as usize <= at).saturating_sub(1)
    }

    /// What the article calls a source, as it stands inside a sentence: its name (a body's with its "the"), else its
    /// description, else its first mention.
    pub fn label(&self, source: &Source) -> String {
        let fallback =
            || source.mentions.first().map_or_else(|| "a source".to_string(), |mention| one_line(&mention.exact));
        match (&source.name, &source.description) {
            (Some(name), _) if matches!(source.status, Status::Named | Status::Author) => one_line(name),
            (Some(name), _) => self.with_article(source, &one_line(name)),
            (None, Some(description)) => self.lowered(&one_line(description)),
            (None, None) => self.lowered(&fallback()),
        }
    }

    /// "the Interior Ministry", where the text says so; "Voltara", where it does not.
    fn with_article(&self, source: &Source, name: &str) -> String {
        let lowered = self.lowered(name);
        if lowered.starts_with("the ") || !name.starts_with(char::is_uppercase) {
            return lowered;
        }
        let text = self.document.text;
        let (mut with, mut without) = (0, 0);
        for (mention, within) in
            source.mentions.iter().filter_map(|mention| Some((mention, place(&mention.exact, name)?))).take(12)
        {
            let at = mention.start + within;
            let before = text[..at].trim_end();
            let article = before.ends_with(" the") || before.ends_with("The") || before.ends_with("\nthe");
            // "the Iran team": the article is another word's.
            let alone = !text[at + name.len()..].trim_start_matches(' ').starts_with(char::is_alphabetic);
            match article {
                true if alone || name.contains([' ']) => with += 1,
                true => {}
                false => without += 1,
            }
        }
        if with > 0 && with >= without { format!("the {name}") } else { name.to_string() }
    }

    /// Words that begin with the capital of a sentence, without it: "A senior official", "Council leader".
    pub fn lowered(&self, words: &str) -> String {
        let first = words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let mut characters = first.chars();
        let capital = characters.next().is_some_and(char::is_uppercase) && characters.all(char::is_lowercase);
        let small = first.lower();
        let rest = &words[first.len()..];
        let among = |list: List| list.contains(&small.as_str());
        if !capital && among(DETERMINERS) {
            // "one of Three former ministers"
            return match rest.strip_prefix(" of ") {
                Some(group) => format!("{first} of {}", self.lowered(group)),
                None => words.to_string(),
            };
        }
        // A second capital makes a name of both: "Home Office", "Labour Party".
        let name = rest.trim_start().starts_with(char::is_uppercase);
        let common = among(DETERMINERS)
            || !name && (among(NOUNS) || means_people(&small) || self.small.contains(small.as_str()));
        if !capital || first == "I" || !common {
            return words.to_string();
        }
        self.lowered(&format!("{small}{rest}"))
    }
}

/// Words before a noun, which are never names.
const DETERMINERS: List = list!(
    "a an the one two three four five six seven eight nine ten several some many most both other another few all no its his her their our this that these those every each"
);
/// Words that begin descriptions and are no names, though a short text may write them at the start of a sentence only, beside the
/// nouns for people.
const NOUNS: List = list!(
    "people critics campaigners supporters opponents police lawyers opposition government council senior former local federal state activists investors environmental others everyone nobody everybody today yesterday tomorrow families rebels"
);

/// Whether a source is somebody whom the article does not name.
pub(super) fn not_named(status: Status) -> bool {
    status.group() == StatusGroup::NotNamed
}
