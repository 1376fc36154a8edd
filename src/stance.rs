//! Stances: what each source does in an attribution, which side it takes, toward what.

mod act;
mod colour;
mod commitment;
mod inflect;
mod learned;
mod lexicon;
mod mix;
mod phrase;
mod reading;
mod relation;
mod settled;
mod shorten;
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
use weights::Scores;

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
    /// How likely the side is, as far as the weights tell: 0 to 1.
    pub sure: f32,
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

/// What the model's heads say of one attribution: log-probabilities of the acts and of the sides, in the order of `ALL`; none
/// where the model has no heads.
pub fn heads(
    document: &Document,
    model: &Model,
    encoding: &Encoding,
    attribution: &Attribution,
) -> Option<(Vec<f32>, Vec<f32>)> {
    let learned = learned::learned(document, model, encoding, attribution)?;
    Some((learned.act.to_vec(), learned.side.to_vec()))
}

/// Reads the stance of every attribution. Order matters: the side depends on what the source says elsewhere, the target on
/// the side, topics on all targets.
pub fn stances(
    document: &Document,
    model: &Model,
    encoding: &Encoding,
    attributions: &[Attribution],
    sources: &Sources,
) -> Stances {
    let read = |attribution| Read::new(document, model, encoding, attribution);
    let reads: Vec<Read> = attributions.iter().map(read).collect();
    let mut scores: Vec<Scores> = reads.iter().map(|read| read.scores).collect();
    mix::Mix::embedded().together(&mut scores, |index| sources.credits.get(index)?.source);
    let mut list: Vec<Stance> = reads.iter().zip(&scores).map(|(read, scores)| read.stance(document, scores)).collect();
    let topics = topic::gather(document, attributions, sources, &mut list);
    let relations = relation::relate(document, attributions, sources, &list);
    Stances { list, topics, relations }
}

/// One attribution, read by itself.
struct Read<'a> {
    attribution: &'a Attribution,
    reading: reading::Reading,
    learned: Option<learned::Learned>,
    scores: Scores,
}

impl<'a> Read<'a> {
    fn new(document: &Document, model: &Model, encoding: &Encoding, attribution: &'a Attribution) -> Self {
        let reading = reading::Reading::new(document, attribution);
        let learned = learned::learned(document, model, encoding, attribution);
        let scores = act::weigh(document, attribution, &reading, learned.as_ref());
        Self { attribution, reading, learned, scores }
    }

    /// The stance, before topics are gathered.
    fn stance(&self, document: &Document, scores: &Scores) -> Stance {
        let Self { attribution, reading, learned, .. } = self;
        let decision = act::decide(document, attribution, reading, scores);
        let target = target::target(document, attribution, reading, &decision, learned.as_ref());
        let (commitment, conditional) = commitment::commitment(reading, decision.act, reading.asks(document));
        Stance {
            act: decision.act,
            cue_colour: colour::colour(reading),
            side: decision.side,
            target,
            commitment,
            conditional,
            evidence: decision.evidence,
            sure: decision.sure,
            no_comment: decision.outcome,
        }
    }
}
