//! The report, schema `on-record/1`: what every door hands out and every renderer reads.
//!
//! JSON Schema and TypeScript types are generated from these types by the build; the doc comments become theirs.

use serde::{Deserialize, Serialize};

use crate::Offsets;
pub use crate::labels::*;
use crate::table::BTreeMap;

/// A stretch of the article. `exact` always equals the slice of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Span"))]
pub struct Quote {
    /// First unit, in the report's `offsets`.
    pub start: usize,
    /// One past the last unit.
    pub end: usize,
    /// The words.
    pub exact: String,
}

/// The report of one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// Always `on-record/1`.
    pub schema: String,
    /// What made the report.
    pub tool: Tool,
    /// Unit of every position.
    pub offsets: Offsets,
    /// About the text.
    pub text: TextInfo,
    /// Who speaks, in order of first mention.
    pub sources: Vec<Source>,
    /// What is ascribed, in order of position.
    pub attributions: Vec<Attribution>,
    /// What several stances are about: the columns of the matrix.
    pub topics: Vec<Topic>,
    /// Replies, agreements and contradictions, each with its evidence.
    pub relations: Vec<Relation>,
    /// Who was asked for comment and gave none.
    pub asked_for_comment: Vec<AskedForComment>,
    /// Sourcing notes: checkable sentences with evidence.
    pub notes: Vec<Note>,
    /// The summary.
    pub summary: Summary,
}

/// What made the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tool {
    /// Version of On Record.
    pub version: String,
    /// Name of the model.
    pub model: String,
    /// Hash of the model's bytes.
    pub model_hash: String,
}

/// About the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TextInfo {
    /// Length in the report's unit.
    pub length: usize,
    /// FNV-1a of the UTF-8 bytes, 16 hexadecimal digits.
    pub hash: String,
    /// Words.
    pub words: usize,
    /// Sentences.
    pub sentences: usize,
    /// Paragraphs.
    pub paragraphs: usize,
    /// ISO 639-1 code of the language the text seems to be in; null where it cannot be told.
    pub language: Option<String>,
    /// Headline, dateline, body and so on.
    pub zones: Vec<Zone>,
}

/// A part of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Zone {
    /// What it is.
    pub kind: ZoneKind,
    /// First unit.
    pub start: usize,
    /// One past the last unit.
    pub end: usize,
}

/// A word of the product's own and the words of the article that show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evidenced {
    /// The value.
    pub value: String,
    /// The words that show it.
    pub spans: Vec<Quote>,
}

/// A source: the person, people, body, outlet or text behind one or more mentions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// Identifier, from the position of the first mention.
    pub id: String,
    /// The fullest name the article gives.
    pub name: Option<String>,
    /// The fullest description the article gives.
    pub description: Option<String>,
    /// How the article discloses it.
    pub status: Status,
    /// The words that show the status.
    pub status_evidence: Vec<Quote>,
    /// Joint speakers: the ids of those who speak together.
    pub members: Vec<String>,
    /// The group this source belongs to.
    pub member_of: Option<String>,
    /// Country or organisation: the camp.
    pub affiliation: Option<Evidenced>,
    /// official, party, expert, affected, media or other.
    pub role: Option<Evidenced>,
    /// How many the article says they are ("three sources").
    pub count: Option<u32>,
    /// Whether a reader has corrected it.
    pub edited: bool,
    /// How closely the words place the source, 0 ("sources") to 3 ("a diplomat who attended the talks"); never shown as a number.
    pub specificity: u8,
    /// The words that state on what terms it is not named; the main clause first.
    pub terms: Vec<Quote>,
    /// Why it is not named, where the article says.
    pub reason: Option<WithheldReason>,
    /// The words that say how the source knows.
    pub basis: Vec<Quote>,
    /// Every mention.
    pub mentions: Vec<Quote>,
    /// The attributions, by id.
    pub attributions: Vec<String>,
    /// Words of this source inside quotation marks.
    pub words_quoted: usize,
}

/// Why a source is not named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WithheldReason {
    /// The class of the reason.
    pub class: ReasonClass,
    /// Whether it is a formula that explains nothing.
    pub formulaic: bool,
    /// The words.
    pub spans: Vec<Quote>,
}

/// A place where the article ascribes something to a source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Attribution {
    /// Identifier, from positions in code points.
    pub id: String,
    /// The source; null where none is expressed or it is unclear.
    pub source: Option<String>,
    /// Where the source was found.
    pub source_state: SourceState,
    /// The attribution this one is told in.
    pub parent: Option<String>,
    /// Through whom it reached the article; the channel nearest the source first.
    pub via: Vec<Via>,
    /// How much of the content is quoted.
    pub form: Form,
    /// What the source does.
    pub act: Act,
    /// The reporter's colouring of the cue.
    pub cue_colour: CueColour,
    /// The words.
    pub parts: Parts,
    /// The source's position.
    pub stance: Stance,
    /// In what voice it was given.
    pub voice: Voice,
    /// Calibrated probability that this is an attribution with this content, 0 to 1.
    pub confidence: f32,
    /// What led to the finding.
    pub reasons: Vec<String>,
    /// Whether a reader has corrected it.
    pub edited: bool,
}

/// The parts of an attribution, each a list: quotations are split.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Parts {
    /// Who.
    pub source: Vec<Quote>,
    /// The words that ascribe.
    pub cue: Vec<Quote>,
    /// What is ascribed.
    pub content: Vec<Quote>,
}

/// A channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Via {
    /// Its name, in the article's words.
    pub name: String,
    /// What it is.
    pub kind: ViaKind,
    /// The words; the first span names it.
    pub spans: Vec<Quote>,
}

/// A source's position in one attribution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stance {
    /// For, against or neither.
    pub side: Side,
    /// What the position is about; null where the text does not name it.
    pub target: Option<Target>,
    /// How sure the source says it is.
    pub commitment: Commitment,
    /// Whether it depends on a condition.
    pub conditional: bool,
    /// The words that decided act and side.
    pub evidence: Vec<Quote>,
}

/// What a stance is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Target {
    /// First unit.
    pub start: usize,
    /// One past the last unit.
    pub end: usize,
    /// The words.
    pub exact: String,
    /// An entity, act or policy, or a proposition.
    pub kind: TargetKind,
    /// The topic it belongs to.
    pub topic: Option<String>,
}

/// What several stances are about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Topic {
    /// Identifier.
    pub id: String,
    /// Its name, in the article's words.
    pub label: String,
    /// Thing or claim.
    pub kind: TargetKind,
    /// Where the article names it.
    pub spans: Vec<Quote>,
}

/// How two attributions stand to each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Relation {
    /// Agrees, disagrees or replies.
    pub kind: RelationKind,
    /// The first attribution.
    pub a: String,
    /// The second.
    pub b: String,
    /// Why, in a sentence.
    pub why: String,
}

/// Somebody was asked for comment and gave none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskedForComment {
    /// The attribution that says so.
    pub attribution: String,
    /// How it ended.
    pub how: CommentOutcome,
}

/// A checkable sentence about the sourcing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Note {
    /// A stable code.
    pub code: String,
    /// The sentence.
    pub sentence: String,
    /// Ids of the sources and attributions it speaks of.
    pub evidence: Vec<String>,
    /// The words it speaks of.
    pub spans: Vec<Quote>,
}

/// The summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Summary {
    /// How many sources, how many named, who stands where.
    pub headline: String,
    /// Three to six sentences of source, act and content.
    pub sentences: Vec<SummarySentence>,
    /// Numbers.
    pub counts: Counts,
}

/// A sentence of the summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SummarySentence {
    /// The sentence.
    pub text: String,
    /// The attributions it is made of.
    pub attributions: Vec<String>,
}

/// Numbers of the summary. Hearsay, the writer and those who only gave no comment are not counted as sources.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Counts {
    /// Sources counted.
    pub sources: usize,
    /// The fewest there can be, where a group and its member may be one.
    pub sources_at_least: usize,
    /// Attributions.
    pub attributions: usize,
    /// Sources by status; attributions for hearsay.
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<Status, usize>"))]
    pub by_status: ByStatus,
    /// Words in quotation marks by status.
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<Status, usize>"))]
    pub quoted_words_by_status: ByStatus,
    /// Quotations of one to three words.
    pub fragment_quotes: usize,
}

/// A number for every status that has one, in the order of the statuses.
pub type ByStatus = BTreeMap<Status, usize>;
