//! Stances: what each source does in an attribution, which side it takes, toward what.

mod act;
mod colour;
mod commitment;
mod inflect;
mod learned;
mod lexicon;
mod phrase;
mod reading;
mod relation;
mod target;
mod topic;
mod trap;
mod verdict;
mod weights;

use crate::Span;
use crate::attribution::Attribution;
use crate::encode::Encoding;
pub use crate::labels::{Act, CommentOutcome, Commitment, CueColour, RelationKind, Side, TargetKind};
use crate::model::Model;
use crate::source::Sources;
use crate::text::Document;

/// What a stance is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The words.
    pub span: Span,
    /// An entity, act or policy, or a proposition.
    pub kind: TargetKind,
    /// Index of the topic.
    pub topic: Option<usize>,
}

/// A source's position in one attribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Stance {
    /// What the source does.
    pub act: Act,
    /// The reporter's colouring of the cue.
    pub cue_colour: CueColour,
    /// For, against or neither.
    pub side: Side,
    /// What it is about; never guessed, and always none where the side is neutral.
    pub target: Option<Target>,
    /// How sure the source says it is.
    pub commitment: Commitment,
    /// Whether it depends on a condition.
    pub conditional: bool,
    /// The words that decided.
    pub evidence: Vec<Span>,
    /// Set where the source was asked and gave no comment.
    pub no_comment: Option<CommentOutcome>,
}

/// What several stances are about.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// In the article's words.
    pub label: String,
    /// Thing or claim.
    pub kind: TargetKind,
    /// Where the article names it.
    pub spans: Vec<Span>,
}

/// How two attributions (by index) stand to each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// Agrees, disagrees or replies.
    pub kind: RelationKind,
    /// First attribution.
    pub a: usize,
    /// Second attribution.
    pub b: usize,
    /// Why, in a sentence.
    pub why: String,
}

/// Where everybody stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stances {
    /// One for each attribution, in the same order.
    pub list: Vec<Stance>,
    /// The columns of the matrix.
    pub topics: Vec<Topic>,
    /// Replies, agreements, contradictions.
    pub relations: Vec<Relation>,
}

/// The names of what the lexicon and the shape of one attribution show: what the weights are fitted on.
pub fn features(document: &Document, attribution: &Attribution) -> Vec<String> {
    reading::Reading::new(document, attribution).features(document, attribution)
}

/// Reads the stance of every attribution. Order matters: the target depends on the side, topics on all targets.
pub fn stances(
    document: &Document,
    model: &Model,
    encoding: &Encoding,
    attributions: &[Attribution],
    sources: &Sources,
) -> Stances {
    let mut list: Vec<Stance> =
        attributions.iter().map(|attribution| stance(document, model, encoding, attribution)).collect();
    let topics = topic::gather(document, attributions, sources, &mut list);
    let relations = relation::relate(document, attributions, sources, &list);
    Stances { list, topics, relations }
}

/// The stance of one attribution, before topics are gathered.
fn stance(document: &Document, model: &Model, encoding: &Encoding, attribution: &Attribution) -> Stance {
    let reading = reading::Reading::new(document, attribution);
    let learned = learned::learned(document, model, encoding, attribution);
    let decision = act::decide(document, attribution, &reading, learned.as_ref());
    let target = target::target(document, attribution, &reading, &decision, learned.as_ref());
    let (commitment, conditional) = commitment::commitment(&reading, decision.act, reading.asks(document));
    Stance {
        act: decision.act,
        cue_colour: colour::colour(&reading),
        side: decision.side,
        target,
        commitment,
        conditional,
        evidence: decision.evidence,
        no_comment: decision.outcome,
    }
}
