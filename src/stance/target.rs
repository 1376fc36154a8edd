//! Target: what a stance is about, the shortest verbatim stretch that names it.
//!
//! Where it stands follows from the word that decided: what "criticised" or "called for" governs, the subject of "was a
//! disgrace", what is to be done after "should". A pronoun gives way to the nearest name before it; where no rule applies
//! there is no target.

use super::act::Decision;
use super::learned::Learned;
use super::lexicon::{Lexicon, Where};
use super::phrase::{clause_end, clause_start, is_break, noun_end, skip, verb_end};
use super::reading::{Hit, Part, Piece, Reading, negates, plain};
use super::shorten::{FINITE, kind, shorten};
use super::{Act, Side, Target};
use crate::Span;
use crate::attribution::Attribution;
use crate::line::holds;
use crate::text::{Document, Shape};

/// How far back a pronoun's name is looked for, in tokens.
const BACK: usize = 90;

/// The target, or none: it is never guessed. The heads' choice where they are sure enough and it names something, else what
/// the rules find.
pub fn target(
    document: &Document,
    attribution: &Attribution,
    reading: &Reading,
    decision: &Decision,
    learned: Option<&Learned>,
) -> Option<Target> {
    if decision.side == Side::Neutral {
        return None;
    }
    let finder = Finder::new(document, attribution, reading);
    // "denied that the delay had been caused by a valve": that, and not the delay.
    let clause = decision.act == Act::Deny && finder.word(0) == "that" && finder.words.len() > 3 && finder.cue_denies();
    let learned = learned.filter(|learned| learned.margin > 0.0 && !clause).and_then(|learned| learned.target);
    let chosen = learned.filter(|span| finder.is_near(*span)).and_then(|span| finder.settled(span));
    let chosen = chosen.filter(|span| !finder.is_denial(*span, decision.act));
    let chosen = chosen.and_then(|span| finder.called(span));
    let span = within(chosen.or_else(|| finder.find(decision.act, decision.side))?, attribution);
    let span = shorten(document, span, decision.act)?;
    if matches!(decision.act, Act::Accuse | Act::Criticise | Act::Warn) && is_victim(document, span) {
        return None;
    }
    Some(Target { span, kind: kind(decision.act), topic: None })
}

/// A target that begins in what is said does not run on past it: "she had nothing to hide | and welcomed an inquiry".
fn within(span: Span, attribution: &Attribution) -> Span {
    let said = |part: &&Span| part.start <= span.start && span.start < part.end;
    let end = attribution.content.iter().find(said).map_or(span.end, |part| span.end.min(part.end));
    Span { start: span.start, end }
}

/// "Voters | had been cheated": who suffers what somebody is accused of is not accused.
fn is_victim(document: &Document, span: Span) -> bool {
    const SUFFER: crate::list::List = list!(
        "cheated robbed betrayed beaten killed overworked underpaid abandoned ignored misled deceived exploited bullied abused attacked \
         assaulted tortured denied deprived punished targeted neglected mistreated evicted sacked fired dismissed forced hurt injured \
         harmed silenced threatened intimidated harassed persecuted wronged poisoned shot defrauded tricked swindled humiliated told given \
         lied ordered made left treated swallowed drowned stolen"
    );
    let after = document.tokens_in(span).end;
    let small = |at: &usize| {
        one_of!(document.word_or_empty(*at), "had have has been was were are is be being will would never not simply")
    };
    let verb = (after..after + 4).find(|at| !small(at)).unwrap_or(after);
    one_of!(document.word_or_empty(verb.wrapping_sub(1)), "been was were are is be being never simply")
        && SUFFER.contains(&document.word_or_empty(verb))
}

struct Finder<'a> {
    document: &'a Document<'a>,
    attribution: &'a Attribution,
    reading: &'a Reading,
    /// The words of the content.
    words: Vec<&'a Piece>,
}

impl<'a> Finder<'a> {
    fn new(document: &'a Document<'a>, attribution: &'a Attribution, reading: &'a Reading) -> Self {
        let inside = |piece: &&Piece| matches!(piece.part, Part::Head | Part::Rest);
        Self { document, attribution, reading, words: reading.pieces.iter().filter(inside).collect() }
    }

    fn find(&self, act: Act, side: Side) -> Option<Span> {
        if self.words.is_empty() {
            return None;
        }
        let start = skip(&self.words, 0);
        if self.cue_governs(act) && !self.is_clause(start) {
            return self.object(start, act);
        }
        match act {
            Act::Urge => self.to_do(start, side).or_else(|| self.verb(start)),
            Act::Commit | Act::Seek => self.intended(start),
            Act::Reject => self.refused(start).or_else(|| self.of_content(act, side)),
            Act::Deny if self.cue_denies() => self.clause(start),
            Act::Deny => self.denied(start).or_else(|| self.called_false()),
            Act::Affirm | Act::Doubt | Act::Expect | Act::Admit => self.clause(self.opened(start)),
            Act::Warn => self.subject_of(start),
            _ => self.of_content(act, side),
        }
    }

    /// "called the vote | cowardly": what is called so, without what it is called; "called it | the best" names nothing.
    fn called(&self, span: Span) -> Option<Span> {
        let Reading { pieces, hits } = self.reading;
        let groups = &Lexicon::embedded().groups;
        let calls = |hit: &Hit| hit.part == Part::Cue && groups[hit.group].name == "call";
        let at = |piece: &Piece| self.document.tokens.get(piece.token).map(|token| token.span);
        let said = |hit: &&Hit| {
            hit.part == Part::Head
                && groups[hit.group].place == Where::Subject
                && at(&pieces[hit.first]).is_some_and(|first| span.start < first.start)
                && at(&pieces[hit.end - 1]).is_some_and(|last| last.end == span.end)
        };
        if !hits.iter().any(calls) {
            return Some(span);
        }
        let pronoun = self.words.first().filter(|first| one_of!(first.word.as_str(), "it him her them this that"));
        if pronoun.and_then(|first| at(first)).is_some_and(|first| first.end < span.start) {
            return None;
        }
        let cut = hits.iter().find(said);
        let before = cut.and_then(|hit| at(pieces.get(hit.first.checked_sub(1)?)?));
        let before = before.filter(|before| before.end > span.start);
        Some(before.map_or(span, |before| Span { start: span.start, end: before.end }))
    }

    /// Whether a stretch does not begin a sentence before the attribution: such are right one time in four.
    fn is_near(&self, span: Span) -> bool {
        let document = self.document;
        let sentence = |at: u32| {
            let token = document.tokens_touching(Span { start: at, end: at }).start;
            document.tokens.get(token).map(|token| token.sentence)
        };
        self.attribution.start().is_none_or(|first| first <= span.start || sentence(span.start) == sentence(first))
    }

    /// A stretch that the heads chose: without marks at its ends, a lone pronoun replaced by the name it stands for.
    fn settled(&self, span: Span) -> Option<Span> {
        let mut tokens = self.document.tokens_in(span);
        let marks = |at: usize| self.document.tokens[at].shape == Shape::Mark;
        while !tokens.is_empty() && marks(tokens.start) {
            tokens.start += 1;
        }
        while !tokens.is_empty() && marks(tokens.end - 1) {
            tokens.end -= 1;
        }
        let words = tokens.clone().map(|at| plain(self.document.word(at)));
        if words.clone().all(|word| is_empty_word(&word) || one_of!(word.as_str(), "her his '")) {
            let person = words.clone().next().is_some_and(|word| one_of!(word.as_str(), "he she him her"));
            let at = self.words.iter().position(|piece| piece.token == tokens.start);
            return at.filter(|_| person && tokens.len() == 1).and_then(|at| self.name_before(at));
        }
        let (first, last) =
            (self.document.tokens.get(tokens.start)?, self.document.tokens.get(tokens.end.checked_sub(1)?)?);
        Some(first.span.cover(last.span))
    }

    /// Whether the cue itself takes the target as its object.
    fn cue_governs(&self, act: Act) -> bool {
        let lexicon = Lexicon::embedded();
        self.reading.hits.iter().filter(|hit| hit.part == Part::Cue).any(|hit| {
            let group = &lexicon.groups[hit.group];
            group.place != Where::None && (group.act == Some(act) || matches!(group.place, Where::Object))
        })
    }

    /// Whether the content is a clause or a quotation rather than a phrase: it opens with "that" or a subject pronoun, or a
    /// whole sentence stands in quotation marks.
    fn is_clause(&self, start: usize) -> bool {
        let opens_with_that = self.words[..start].iter().any(|piece| piece.word == "that");
        let pronoun =
            self.words.get(start).is_some_and(|piece| one_of!(piece.word.as_str(), "he she they we i there it you"));
        opens_with_that || pronoun || self.attribution.form == crate::attribution::Form::Direct && self.words.len() > 8
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |piece| piece.word.as_str())
    }

    fn named(&self, piece: &Piece) -> bool {
        let written = self.document.tokens.get(piece.token).map(|token| token.shape);
        matches!(written, Some(Shape::Capitalised | Shape::Upper | Shape::Mixed))
    }

    /// The span of the words from `start` up to, not including, `end`, if they say anything.
    fn span(&self, start: usize, end: usize) -> Option<Span> {
        if start >= end {
            return None;
        }
        let words = &self.words[start..end];
        let says = |piece: &&Piece| piece.word.chars().any(char::is_alphanumeric) && !is_empty_word(&piece.word);
        words.iter().copied().find(|piece| says(piece))?;
        let at = |piece: &Piece| self.document.tokens.get(piece.token).map(|token| token.span);
        let first = words.iter().find(|piece| piece.word.chars().any(char::is_alphanumeric))?;
        Some(at(first)?.cover(at(words[words.len() - 1])?))
    }

    /// The noun phrase at `start`; a pronoun is replaced by the name it stands for.
    fn noun(&self, start: usize) -> Option<Span> {
        match self.word(start) {
            "he" | "him" | "she" | "her" | "his" if !self.possessive(start) => return self.name_before(start),
            "it" | "this" | "that" | "they" | "them" | "these" | "those" | "there" | "i" | "we" | "you" | "who"
            | "what" => {
                return None;
            }
            _ => {}
        }
        self.span(start, noun_end(&self.words, start, |piece| self.named(piece)))
    }

    /// "her plan", "his bid": a pronoun before a noun that is plainly one (no break, no auxiliary after it).
    fn possessive(&self, at: usize) -> bool {
        let next = self.word(at + 1);
        matches!(self.word(at), "his" | "her")
            && !is_break(next)
            && !matches!(
                next,
                "" | "of" | "for" | "to" | "as" | "in" | "on" | "by" | "with" | "about" | "over" | "and" | "because"
            )
    }

    fn verb(&self, start: usize) -> Option<Span> {
        self.span(start, verb_end(&self.words, start))
    }

    /// Where a claim begins behind words that only say how sure of it the source is: "no doubt that", "be surprised if".
    fn opened(&self, start: usize) -> usize {
        let behind = |at: &usize| match self.word(*at) {
            "doubt" => self.word(at + 1) == "that" && self.word(at.saturating_sub(1)) == "no",
            "surprised" => self.word(at + 1) == "if",
            _ => false,
        };
        (start..start + 8).find(behind).map_or(start, |at| at + 2)
    }

    fn clause(&self, start: usize) -> Option<Span> {
        self.span(start, clause_end(&self.words, start))
    }

    /// What the cue governs: "criticised | the plan", "wants | to leave", "accused | him of theft".
    fn object(&self, start: usize, act: Act) -> Option<Span> {
        const LEAD: crate::list::List = list!("for of on against about at with over from in by as whether upon");
        let mut at = start;
        if LEAD.contains(&self.word(at)) {
            at = skip(&self.words, at + 1);
        }
        if act == Act::Urge
            && self.word(at) != "to"
            && let Some(to) = (at..self.words.len().min(at + 9))
                .take_while(|at| !is_break(self.word(*at)))
                .find(|at| self.word(*at) == "to")
        {
            return self.verb(skip(&self.words, to + 1));
        }
        if self.word(at) == "to" {
            let not = usize::from(matches!(self.word(at + 1), "not" | "be"));
            return self.verb(skip(&self.words, at + 1 + not));
        }
        if self.word(at).ends_with("ing") && self.word(at).len() > 5 && !self.named(self.words[at]) {
            return self.verb(at);
        }
        if matches!(act, Act::Affirm | Act::Deny) && self.words.len() < 12 {
            return self.clause(at);
        }
        self.noun(at)
    }

    /// What should be done: the verb phrase after "should", "must", "need to".
    fn to_do(&self, start: usize, side: Side) -> Option<Span> {
        let end = self.words.len().min(start + 40);
        for at in start..end {
            let after = match self.word(at) {
                "should" | "must" | "shall" => at + 1,
                "need" | "needs" | "have" | "has" | "ought" | "got" | "time" | "important" | "required" | "vital"
                | "essential"
                    if self.word(at + 1) == "to" =>
                {
                    at + 2
                }
                "let" if self.word(at + 1) == "'" => at + 3,
                "let" if self.word(at + 1) == "us" => at + 2,
                "don" if side == Side::Against => at + 3,
                _ => continue,
            };
            let after = after + usize::from(one_of!(self.word(after), "not be also now never"));
            return self.verb(skip(&self.words, after));
        }
        None
    }

    /// What is wanted or promised: the verb phrase after "to", "will", "would".
    fn intended(&self, start: usize) -> Option<Span> {
        let end = self.words.len().min(start + 30);
        for at in start..end {
            let after = match self.word(at) {
                // "would not hesitate to close it": what is not shrunk from.
                "will" | "would" | "ll" if self.negation(at).is_some_and(|not| not <= at + 3) => continue,
                "to" | "will" | "would" | "ll" | "shall" => at + 1,
                _ => continue,
            };
            let after = after + usize::from(one_of!(self.word(after), "not never be also"));
            return self.verb(skip(&self.words, after));
        }
        self.noun(start)
    }

    /// What is refused: what follows "against", "oppose", or the verb phrase after "will not", "won't", "never".
    fn refused(&self, start: usize) -> Option<Span> {
        if let Some(hit) = self.best(Act::Reject, Side::Against, Where::Object)
            && let Some(after) = self.after(hit)
        {
            let governs = one_of!(self.reading.pieces[hit.end - 1].word.as_str(), "to of on in against");
            if governs || Lexicon::embedded().groups[hit.group].name == "reject" {
                return if self.word(after) == "to" { self.verb(after + 1) } else { self.noun(after) };
            }
        }
        let at = self.negation(start)?;
        self.verb(skip(&self.words, at + 1))
    }

    /// Whether the cue's own word denies what follows: "denied", "does not accept that".
    fn cue_denies(&self) -> bool {
        let groups = &Lexicon::embedded().groups;
        let pieces = &self.reading.pieces;
        self.reading.hits.iter().any(|hit| hit.part == Part::Cue && groups[hit.group].act == Some(Act::Deny))
            || (0..pieces.len()).any(|at| pieces[at].part == Part::Cue && negates(pieces, at))
    }

    /// Whether a stretch is itself the denial or refusal, not what is denied, and no word of the cue denies it: “we never paid”, the whole of what is said, or of a denial who it speaks of (“the firm | has not paid”).
    fn is_denial(&self, span: Span, act: Act) -> bool {
        let pieces = &self.reading.pieces;
        let token = |piece: &Piece| self.document.tokens.get(piece.token);
        let inside = |piece: &Piece| {
            token(piece).is_some_and(|token| span.start <= token.span.start && token.span.end <= span.end)
        };
        let negated = || (0..pieces.len()).any(|at| inside(&pieces[at]) && negates(pieces, at));
        let says = |piece: &Piece| piece.word.chars().any(char::is_alphanumeric);
        let whole = || self.words.iter().all(|piece| inside(piece) || !says(piece));
        let after = self.words.iter().position(|piece| token(piece).is_some_and(|token| token.span.start >= span.end));
        let subject = || after.is_some_and(|at| FINITE.contains(&self.word(at)));
        let refuses = || act == Act::Reject && after.is_some_and(|at| self.negation(at) == Some(at + 1));
        if act != Act::Deny {
            return negated() && whole() || subject() && refuses();
        }
        !self.cue_denies() && (negated() || whole() || subject() && self.called_false().is_none())
    }

    /// What is said to be false: the subject of "is untrue".
    fn called_false(&self) -> Option<Span> {
        let hit = self.best(Act::Deny, Side::Against, Where::Clause)?;
        let first = self.reading.pieces[hit.first].token;
        let at = self.words.iter().position(|piece| piece.token == first)?;
        let start = skip(&self.words, clause_start(&self.words, at));
        self.noun(start).filter(|_| start < at)
    }

    /// What is denied: the verb phrase after the negation.
    fn denied(&self, start: usize) -> Option<Span> {
        let at = self.negation(start)?;
        let from = skip(&self.words, at + 1 + usize::from(self.word(at + 1) == "to"));
        let done = |word: &str| word.ends_with("ed") || word.ends_with("ing") || word.ends_with("en");
        // "is not a question of cost", "there was no money": what is missing is nothing that was claimed.
        let before = self.word(at.saturating_sub(1 + usize::from(self.word(at) == "t") * 2));
        let missing = one_of!(before, "is are was were isn aren wasn weren be been") && !done(self.word(from));
        let short = self.word(at) == "no" && is_break(self.word(from + 1));
        self.verb(from).filter(|_| !missing && !short)
    }

    fn negation(&self, start: usize) -> Option<usize> {
        let end = self.words.len().min(start + 25);
        (start..end).find(|at| match self.word(*at) {
            "not" | "never" | "no" | "cannot" => true,
            "t" => *at > 0 && self.word(at - 1) == "'",
            _ => false,
        })
    }

    /// The subject of the first "could", "would", "will" or "is", else the phrase at the start.
    fn subject_of(&self, start: usize) -> Option<Span> {
        if one_of!(self.word(start), "of against about") {
            return self.object(start, Act::Warn);
        }
        self.noun(start)
    }

    /// The strongest match of the content for that act or side whose target stands at `place`.
    fn best(&self, act: Act, side: Side, place: Where) -> Option<&'a Hit> {
        let lexicon = Lexicon::embedded();
        let fits = |hit: &&Hit| {
            let group = &lexicon.groups[hit.group];
            let sided = group.side == Some(side) && !hit.negated
                || hit.negated && group.side.is_some_and(|other| other != side);
            matches!(hit.part, Part::Head | Part::Rest) && group.place == place && (group.act == Some(act) || sided)
        };
        self.reading.hits.iter().find(fits)
    }

    /// The place in `words` after a match.
    fn after(&self, hit: &Hit) -> Option<usize> {
        let last = self.reading.pieces.get(hit.end)?.token;
        let at = self.words.iter().position(|piece| piece.token == last)?;
        const LEAD: crate::list::List = list!("of for on to with at by about against in over from");
        Some(if LEAD.contains(&self.word(at)) && self.word(at) != "to" { at + 1 } else { at })
    }

    /// Praise or blame: what the verb of the content governs, or what its adjective is said of.
    fn of_content(&self, act: Act, side: Side) -> Option<Span> {
        let object = self.best(act, side, Where::Object);
        let subject = self.best(act, side, Where::Subject);
        if let Some(hit) = object.filter(|hit| subject.is_none_or(|other| hit.first <= other.first)) {
            let found = self.after(hit).and_then(|at| self.noun(skip(&self.words, at)));
            if found.is_some() {
                return found;
            }
        }
        if let Some(hit) = subject {
            let first = self.reading.pieces[hit.first].token;
            if let Some(at) = self.words.iter().position(|piece| piece.token == first) {
                let start = skip(&self.words, clause_start(&self.words, at));
                if let Some(found) = self.noun(start).filter(|_| start < at) {
                    return Some(found);
                }
            }
        }
        let start = skip(&self.words, 0);
        self.noun(start).or_else(|| self.first_name())
    }

    /// The first name of the content.
    fn first_name(&self) -> Option<Span> {
        let ordinary = |piece: &Piece| {
            one_of!(piece.word.as_str(), "i we the it he she they this but and that there you if no a what so my our")
        };
        let at = (1..self.words.len()).find(|at| {
            self.named(self.words[*at])
                && !ordinary(self.words[*at])
                && !matches!(self.word(at - 1), "" | "." | "?" | "!" | "“" | "\"")
        })?;
        self.span(at, noun_end(&self.words, at, |piece| self.named(piece)))
    }

    /// The nearest name before the word at `at`, other than the source's own.
    fn name_before(&self, at: usize) -> Option<Span> {
        let from = self.words.get(at)?.token;
        let tokens = &self.document.tokens;
        let own: Vec<&str> = self.attribution.source.iter().map(|span| self.document.slice(*span)).collect();
        let shaped = |at: usize| matches!(tokens[at].shape, Shape::Capitalised | Shape::Upper | Shape::Mixed);
        let mut at = from;
        while at > from.saturating_sub(BACK) && at > 0 {
            at -= 1;
            if !shaped(at) {
                continue;
            }
            let end = at + 1;
            while at > 0 && shaped(at - 1) && tokens[at - 1].sentence == tokens[at].sentence {
                at -= 1;
            }
            let starts_sentence =
                at == 0 || tokens[at - 1].sentence != tokens[at].sentence || is_break(self.document.word(at - 1));
            let word = self.document.word(end - 1);
            let lone = end - at == 1 && (starts_sentence || word.len() < 3);
            if lone || is_no_name(word) || own.iter().any(|source| holds(source, word)) {
                continue;
            }
            return Some(tokens[at].span.cover(tokens[end - 1].span));
        }
        None
    }
}

/// Capitalised words that name nobody.
fn is_no_name(word: &str) -> bool {
    one_of!(
        word,
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June \
         July August September October November December The But And He She It They We In On House Street \
         Democrats Republicans Americans"
    )
}

/// Words that name nothing by themselves.
fn is_empty_word(word: &str) -> bool {
    one_of!(
        word,
        "the a an it this that he she they them him we i you there s of to is be and in what who so not \
         no yes well me us"
    )
}
