//! Reading: the words of one attribution, and what the lexicon sees in them.
//!
//! Only a bounded number of words is read of each attribution, so the work stays linear in the text.

use super::lexicon::{Lexicon, Where};
use crate::Span;
use crate::attribution::{Attribution, Form};
use crate::text::Document;

/// Most words read of a source, a cue, a content.
const MOST: [usize; 3] = [14, 18, 110];
/// Words of the content that count as its opening.
const OPENING: usize = 12;
/// Longest gap between two parts whose words are read too.
const BETWEEN: usize = 6;
/// Words before a match in which a negation reaches it.
const SCOPE: usize = 4;
/// Words before an attribution in which a claim stands that it may answer, and a question.
const LATELY: usize = 28;
const JUST: usize = 8;

/// Which part of the attribution a word belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The source.
    Source,
    /// The cue.
    Cue,
    /// The opening of the content.
    Head,
    /// The rest of the content.
    Rest,
    /// Between the parts.
    Between,
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Part::Source => "source",
            Part::Cue => "cue",
            Part::Head => "head",
            Part::Rest => "rest",
            Part::Between => "between",
        }
    }
}

/// A word that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Index of its token; `usize::MAX` marks a jump in the text.
    pub token: usize,
    /// Where it belongs.
    pub part: Part,
    /// In lower case, apostrophes plain.
    pub word: String,
}

/// An entry of the lexicon found in the words read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the lexicon's group.
    pub group: usize,
    /// First piece.
    pub first: usize,
    /// One past the last piece.
    pub end: usize,
    /// The part its first word belongs to.
    pub part: Part,
    /// Whether a negation reaches it.
    pub negated: bool,
}

/// What was read of an attribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The words, in order of position.
    pub pieces: Vec<Piece>,
    /// What the lexicon found, in order of position.
    pub hits: Vec<Hit>,
}

/// Whether a word negates.
pub fn negates(pieces: &[Piece], at: usize) -> bool {
    match pieces[at].word.as_str() {
        "not" | "never" | "no" | "nobody" | "none" | "neither" | "nor" | "without" | "cannot" | "hardly" | "barely"
        | "nothing" | "few" | "little" | "refuse" | "refused" | "refuses" | "refusing" | "fail" | "failed"
        | "fails" | "stopped" => true,
        "t" => at > 0 && pieces[at - 1].word == "'",
        _ => false,
    }
}

/// Whether a negation reaches back no further than here.
fn ends_scope(word: &str) -> bool {
    matches!(word, "" | "," | ";" | ":" | "." | "?" | "!" | "but" | "because" | "although" | "that" | "—" | "–" | "if")
}

/// A word as the lexicon writes it.
pub fn plain(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.chars().map(|c| if c == '’' || c == 'ʼ' { '\'' } else { c }).map(crate::case::small).collect()
}

impl Reading {
    /// Reads an attribution.
    pub fn new(document: &Document, attribution: &Attribution) -> Reading {
        let mut at: Vec<(usize, Part)> = Vec::new();
        let tokens = |spans: &[Span], most: usize| -> Vec<usize> {
            spans.iter().flat_map(|span| document.tokens_in(*span)).take(most).collect()
        };
        at.extend(tokens(&attribution.source, MOST[0]).into_iter().map(|token| (token, Part::Source)));
        at.extend(tokens(&attribution.cue, MOST[1]).into_iter().map(|token| (token, Part::Cue)));
        let content = tokens(&attribution.content, MOST[2]);
        at.extend(
            content
                .iter()
                .enumerate()
                .map(|(place, token)| (*token, if place < OPENING { Part::Head } else { Part::Rest })),
        );
        crate::order::sort(&mut at);
        at.dedup_by_key(|(token, _)| *token);
        let mut pieces: Vec<Piece> = Vec::with_capacity(at.len() + 8);
        let mut before: Option<usize> = None;
        for (token, part) in at {
            if let Some(before) = before.filter(|before| before + 1 < token) {
                if token - before <= BETWEEN + 1 {
                    pieces.extend((before + 1..token).map(|token| piece(document, token, Part::Between)));
                } else {
                    pieces.push(Piece { token: usize::MAX, part: Part::Between, word: String::new() });
                }
            }
            pieces.push(piece(document, token, part));
            before = Some(token);
        }
        let hits = hits(&pieces);
        Reading { pieces, hits }
    }

    /// The span from piece `first` up to, not including, `end`.
    pub fn span(&self, document: &Document, first: usize, end: usize) -> Option<Span> {
        let real = |piece: &&Piece| piece.token != usize::MAX;
        let from = self.pieces.get(first..end)?.iter().find(real)?;
        let to = self.pieces[first..end].iter().rev().find(real)?;
        Some(document.tokens[from.token].span.cover(document.tokens[to.token].span))
    }

    /// Whether the content ends as a question.
    pub fn asks(&self, document: &Document) -> bool {
        let content = self.pieces.iter().rev().find(|piece| matches!(piece.part, Part::Head | Part::Rest));
        content.is_some_and(|last| asks(document, last.token))
    }

    /// Names of the features of the attribution, without repeats.
    pub fn features(&self, document: &Document, attribution: &Attribution) -> Vec<String> {
        let lexicon = Lexicon::embedded();
        let mut names = vec!["bias".to_owned()];
        let acting = |hit: &&Hit| lexicon.groups[hit.group].place != Where::None;
        let plain_cue = !self.hits.iter().filter(|hit| hit.part == Part::Cue).any(|hit| acting(&hit));
        for hit in &self.hits {
            let [name, entry] = self.names(hit);
            if plain_cue && matches!(hit.part, Part::Head | Part::Rest) {
                names.push(format!("plain>{name}"));
            }
            names.push(name);
            names.push(entry);
        }
        self.structure(document, attribution, plain_cue, &mut names);
        crate::order::sort(&mut names);
        names.dedup();
        names
    }

    /// The two features of a match: its group by place, and the entry itself.
    pub fn names(&self, hit: &Hit) -> [String; 2] {
        let group = &Lexicon::embedded().groups[hit.group].name;
        let not = if hit.negated { "-not" } else { "" };
        let place = match hit.part {
            Part::Head | Part::Rest => "content",
            other => other.name(),
        };
        let words: Vec<&str> = self.pieces[hit.first..hit.end].iter().map(|piece| piece.word.as_str()).collect();
        [format!("{}.{group}{not}", hit.part.name()), format!("{place}:{group}:{}{not}", words.join("_"))]
    }

    fn structure(&self, document: &Document, attribution: &Attribution, plain_cue: bool, names: &mut Vec<String>) {
        let mut say = |name: &str| names.push(name.to_owned());
        if plain_cue {
            say("plain");
        }
        if attribution.source.is_empty() {
            say("source.none");
        }
        if attribution.cue.is_empty() {
            say("cue.none");
        }
        say(match attribution.form {
            Form::Direct => "form.direct",
            Form::Mixed => "form.mixed",
            Form::Indirect => "form.indirect",
        });
        if let (Some(cue), Some(content)) = (attribution.cue.first(), attribution.content.first()) {
            say(if content.start < cue.start { "order.content-cue" } else { "order.cue-content" });
        }
        let in_part = |part: Part| self.pieces.iter().filter(move |piece| piece.part == part);
        let is_word = |piece: &&Piece| piece.word.chars().any(char::is_alphanumeric);
        let content = || self.pieces.iter().filter(|piece| matches!(piece.part, Part::Head | Part::Rest));
        let length = content().filter(is_word).count();
        say(match length {
            0..=3 => "long.3",
            4..=8 => "long.8",
            9..=20 => "long.20",
            21..=50 => "long.50",
            _ => "long.more",
        });
        if let Some(first) = content().find(is_word) {
            say(&format!("open.{}", opening(document, first)));
        }
        if self.asks(document) {
            say("end.?");
        } else if content().any(|piece| piece.word == "?") {
            say("has.?");
        }
        if content().any(|piece| piece.word == "!") {
            say("has.!");
        }
        if content().any(|piece| piece.word.starts_with(|c: char| c.is_ascii_digit())) {
            say("has.digits");
        }
        let cue: Vec<&Piece> = in_part(Part::Cue).collect();
        let be = |word: &str| one_of!(word, "is are was were be been being 's got");
        if cue.first().is_some_and(|piece| be(&piece.word)) {
            say("cue.be");
        }
        if cue.iter().any(|piece| be(&piece.word)) && cue.last().is_some_and(|piece| piece.word.ends_with("ed")) {
            say("cue.passive");
        }
        if let Some(last) = cue.iter().rev().copied().find(is_word)
            && one_of!(last.word.as_str(), "to for of on at against about with from by in over as that")
        {
            say(&format!("cue.last.{}", last.word));
        }
        if (0..self.pieces.len()).any(|at| self.pieces[at].part == Part::Cue && negates(&self.pieces, at)) {
            say("cue.not");
        }
        let head_not =
            (0..self.pieces.len()).filter(|at| self.pieces[*at].part == Part::Head && negates(&self.pieces, *at));
        let head_not = head_not.count() > 0;
        if head_not {
            say("head.not");
        }
        let Some(first) = self.pieces.iter().map(|piece| piece.token).min() else { return };
        let before = |reach: usize| first.saturating_sub(reach)..first;
        if before(LATELY).any(|token| is_claim(document, token)) {
            say(if head_not { "before.claim-not" } else { "before.claim" });
        }
        if before(JUST).any(|token| document.word(token) == "?") {
            say("before.?");
        }
    }
}

fn piece(document: &Document, token: usize, part: Part) -> Piece {
    Piece { token, part, word: plain(document.word(token)) }
}

/// Whether a word tells of a claim, an accusation or a denial, or "asked whether".
fn is_claim(document: &Document, token: usize) -> bool {
    const CLAIM: &[&str] = &[
        "accus", "alleg", "claim", "suggest", "rumor", "rumour", "deni", "deny", "blam", "criticis", "criticiz",
        "complain", "disput", "insinuat",
    ];
    let word = plain(document.word(token));
    let next = || document.tokens.get(token + 1).map(|_| plain(document.word(token + 1))).unwrap_or_default();
    CLAIM.iter().any(|start| word.starts_with(start))
        || word == "asked" && one_of!(next().as_str(), "whether if about why")
}

fn asks(document: &Document, token: usize) -> bool {
    let end = (token + 3).min(document.tokens.len());
    (token < end) && (token..end).take(3).any(|at| document.word(at) == "?")
}

/// What kind of word opens the content.
fn opening(document: &Document, first: &Piece) -> &'static str {
    match first.word.as_str() {
        "that" => "that",
        "to" => "to",
        "whether" | "if" => "whether",
        "how" | "why" | "what" | "who" | "when" | "where" | "which" => "wh",
        "i" | "we" => "we",
        "he" | "she" | "they" => "they",
        "it" | "this" | "these" | "those" | "there" => "it",
        "my" | "our" => "our",
        "you" | "your" => "you",
        "the" | "a" | "an" | "his" | "her" | "their" | "its" => "the",
        "yes" => "yes",
        "no" | "not" | "never" | "nothing" | "nobody" | "don" => "no",
        "is" | "are" | "do" | "does" | "did" | "will" | "would" | "can" | "could" => "aux",
        "for" | "of" | "on" | "about" | "against" | "with" | "as" | "from" | "by" | "in" | "at" | "over" => {
            "preposition"
        }
        word if word.ends_with("ing") && word.len() > 5 => "ing",
        word if word.starts_with(|c: char| c.is_ascii_digit()) => "digits",
        _ if document.word(first.token).starts_with(char::is_uppercase) => "name",
        _ => "other",
    }
}

fn hits(pieces: &[Piece]) -> Vec<Hit> {
    let lexicon = Lexicon::embedded();
    let words: Vec<&str> = pieces.iter().map(|piece| piece.word.as_str()).collect();
    let mut hits: Vec<Hit> = Vec::new();
    for at in 0..words.len() {
        for found in lexicon.matches(&words, at) {
            // A longer match of the same group that already covers this one says the same.
            if hits.iter().rev().take(12).any(|hit| hit.group == found.group && hit.end >= found.end) {
                continue;
            }
            let negated = (at.saturating_sub(SCOPE)..at)
                .rev()
                .take_while(|before| !ends_scope(&pieces[*before].word))
                .any(|before| negates(pieces, before));
            hits.push(Hit { group: found.group, first: at, end: found.end, part: pieces[at].part, negated });
        }
    }
    hits
}
