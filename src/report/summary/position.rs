//! A position in few words, as the article says it: who, and the stretch from the verb to the end of a phrase. "The port denies
//! any plan to close the eastern quay", "Kestrian envoys say they want a shared gauge".
//!
//! No verb of ours is put before words of the article's: what it says of a source is told with its own verb, or not at all. So
//! nothing can be said that the text does not say, and its grammar holds. A long clause is cut where a further clause or a
//! participle begins, unless what is cut would change what is said ("if", "but", "unless").

use super::clause::{clause, has_other_persons, is_hanging};
use super::verb::{VerbForm, is_auxiliary, verb};
use super::voice::{Label, is_other};
use crate::case::Lower;
use crate::line::{one_line, places};
use crate::list::List;
use crate::report::facts::Facts;
use crate::report::types::{Act, Attribution, Form};
use crate::report::words::word_count;

/// Most words of a position.
const MOST: usize = 24;
/// Words of a clause that is not cut, where a cut can be made.
const SHORT: usize = 18;
/// Words before which a clause may end: what follows tells when, where or why.
const TAILS: List = list!(
    "held which who whose while because after before following amid during when since despite where although though including saying adding citing calling taking making"
);
/// Words that turn what was said: a clause that has one of them behind its cut is not cut there.
const TURNS: List = list!("if unless but until provided except without not never no than only whether or");
/// Pronouns that stand for something outside the clause, wherever they stand in it.
const ELSEWHERE: List =
    list!("this these those such him them there here itself himself herself themselves same latter former it's that's");
/// Words that open a clause and are no subject.
const CLAUSES: List = list!("what where when why how if as which that who whether while because although");
/// Pronouns that may open what is said, when they stand for the speaker.
const OPENING: List = list!("it he she they");

/// A position: the whole clause, and how much of it is its subject.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Position {
    pub text: String,
    subject: usize,
}

impl Position {
    /// Who.
    pub fn subject(&self) -> &str {
        &self.text[..self.subject]
    }

    /// The verb and what follows.
    pub fn predicate(&self) -> &str {
        &self.text[self.subject..]
    }
}

/// Source, verb and what is said, in at least `fewest` words; none where the article's words make no short clause that can be
/// understood alone.
pub(super) fn position(facts: &Facts, attribution: &Attribution, label: &Label, fewest: usize) -> Option<Position> {
    // What a quotation is for or against is seldom a phrase that stands by itself.
    if matches!(attribution.act, Act::State | Act::NoComment) || attribution.form == Form::Direct {
        return None;
    }
    let (cue, content) = (attribution.parts.cue.first()?, attribution.parts.content.first()?);
    let behind = attribution.parts.source.first().is_some_and(|source| source.start > cue.start);
    if content.start < cue.start || behind || !agrees(&cue.exact, label.plural) {
        return None;
    }
    let whole = clause(facts, attribution, label)?;
    let found = brief(&whole, SHORT).or_else(|| brief(&whole, MOST))?;
    // Where the words said begin in the clause: what stands before them is the speaker and the verb.
    let said_words: Vec<&str> = content.exact.split_whitespace().collect();
    let first = said_words.get(..said_words.len().min(2))?.join(" ");
    let at = places(found, &first).next_back().filter(|at| *at > 0)?;
    let (lead, said) = found.split_at(at);
    let speech = lead.split(' ').filter_map(verb).any(|verb| verb.speech);
    let mut told = said.strip_prefix("that ").unwrap_or(said).split(' ');
    let opening = told.next().unwrap_or_default();
    // "It was time to leave" names what it is.
    let said_later = told.clone().take(2).any(|word| one_of!(word, "is was be been")) && told.any(|word| word == "to");
    if !said_later && facts.speaker(attribution).is_some_and(|source| is_other(source, label, opening)) {
        return None;
    }
    if word_count(said) < fewest || !stands_alone(said, speech) || has_other_persons(lead) || is_headline(found) {
        return None;
    }
    let mention = attribution.parts.source.first().map(|source| one_line(&source.exact));
    let subject = [Some(label.opening()), mention.clone().map(|mention| mention + ","), mention];
    let subject = subject.into_iter().flatten().find(|subject| found.starts_with(subject.as_str()))?;
    let opens = subject.split(' ').next().unwrap_or_default();
    let lowered = facts.lowered(found);
    let text = unstopped(&lowered);
    (!among(CLAUSES, opens) && !among(list!("the a an"), &subject) && subject.len() < text.len())
        .then_some(Position { subject: subject.len(), text })
}

/// Whether a cue has a finite verb, and one that fits the number of its subject.
fn agrees(cue: &str, plural: bool) -> bool {
    let words: Vec<&str> = cue.split_whitespace().collect();
    if words.iter().any(|word| is_auxiliary(word)) {
        return true;
    }
    let plain = |word: &&&str| word.len() > 4 && word.ends_with("ed");
    match words.iter().find_map(|word| verb(word)) {
        Some(found) => match found.form {
            VerbForm::Past => true,
            VerbForm::Third => !plural,
            VerbForm::Base => plural || found.base.ends_with("ed"),
            VerbForm::Ing => false,
        },
        None => words.iter().any(|word| plain(&word) || word.ends_with('s') && !plural),
    }
}

/// Whether a clause is written as a headline: most of its longer words with capitals.
fn is_headline(clause: &str) -> bool {
    let long = || clause.split(' ').filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3);
    let capitals = long().filter(|word| word.starts_with(char::is_uppercase)).count();
    long().count() > 4 && 3 * capitals > 2 * long().count()
}

/// A clause without the stop or comma before its closing quotation mark, which was that of the article's sentence.
fn unstopped(clause: &str) -> String {
    let inner = clause.trim_end_matches(['”', '’', '"', '\'', '»']);
    let marks = &clause[inner.len()..];
    if marks.is_empty() { clause.to_string() } else { format!("{}{marks}", inner.trim_end_matches([',', '.', ' '])) }
}

/// A clause of at most `most` words: itself, or its beginning up to where a further clause begins.
fn brief(clause: &str, most: usize) -> Option<&str> {
    if word_count(clause) <= most {
        return Some(clause);
    }
    let starts: Vec<usize> = clause.match_indices(' ').map(|(at, _)| at).collect();
    let cut = starts.iter().enumerate().rev().find_map(|(index, &at)| {
        let next = clause[at + 1..].split(' ').next().unwrap_or_default();
        let kept = clause[..at].trim_end_matches(',');
        // "scolded him for suggesting | during", "even | when": what is kept would hang.
        let last = kept.rsplit(' ').next().unwrap_or_default();
        let hangs = is_hanging(last) || last.ends_with("ing") || among(list!("even just only ever so"), last);
        let fits = index < most && among(TAILS, next) && !hangs && balanced(kept);
        fits.then_some((kept, &clause[at..]))
    });
    let (kept, tail) = cut?;
    let turns = tail.split(' ').any(|word| among(TURNS, word.trim_matches(|c: char| !c.is_alphanumeric())));
    (!turns).then_some(kept)
}

/// Whether what is said can be understood alone, and is whole. `speech`: behind a verb that a clause may follow.
fn stands_alone(said: &str, speech: bool) -> bool {
    let words: Vec<&str> = said
        .split(' ')
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’'))
        .collect();
    let Some(last) = words.last() else { return false };
    let from = usize::from(words.first() == Some(&"that"));
    let opening = words.get(from).copied().unwrap_or_default();
    // "… and vowing" goes on.
    let goes_on = words.len() > 1 && last.ends_with("ing") && one_of!(words[words.len() - 2], "and or but");
    if words.len() < 2 || goes_on || is_hanging(last) || said.ends_with(['-', '…', ':']) {
        return false;
    }
    // "accused her of lying", "called it a day": who or what is meant stands in another sentence.
    if !speech && (among(OPENING, opening) || one_of!(opening, "her his their its")) {
        return false;
    }
    let lost = |(at, word): (usize, &&str)| {
        among(ELSEWHERE, word)
            || at > from
                && among(list!("it he she"), word)
                && (!among(OPENING, opening) || at < 6 && *word == "it" && opening != "it")
    };
    if words.iter().enumerate().any(lost) {
        return false;
    }
    // "said that in the northern talks" is cut before its verb.
    let finite = |word: &&str| {
        is_auxiliary(word)
            || word.ends_with("n't")
            || word.ends_with("n’t")
            || word.len() > 4 && word.ends_with("ed")
            || verb(word).is_some_and(|verb| verb.form != VerbForm::Ing)
    };
    let clause = words.first() == Some(&"that") || among(OPENING, opening);
    !clause || words[from..].iter().skip(1).any(finite)
}

fn balanced(text: &str) -> bool {
    let count = |mark: char| text.matches(mark).count();
    count('“') == count('”') && count('"') % 2 == 0 && count('(') == count(')') && count('«') == count('»')
}

fn among(list: List, word: &str) -> bool {
    let word = word.lower();
    if word.contains(['’']) {
        list.contains(&word.replace('’', "'").as_str())
    } else {
        list.contains(&word.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_clause_is_cut_where_another_begins() {
        let kept = "Aune officials said they had asked for a new bridge over the river";
        assert_eq!(brief(&format!("{kept} held up by a single arch since the flood of last year"), 16), Some(kept));
        assert_eq!(
            brief(&format!("{kept}, which has been closed to carts since the flood of last year"), 16),
            Some(kept)
        );
        // Its condition belongs to what is said.
        assert_eq!(brief(&format!("{kept} before winter if the town pays for most of it in the end"), 16), None);
        assert_eq!(brief(kept, 16), Some(kept));
        assert_eq!(brief(&"word ".repeat(30), 16), None);
    }

    #[test]
    fn number_of_the_verb() {
        for (cue, plural, fits) in [
            ("denies", false, true),
            ("deny", true, true),
            ("denied", true, true),
            ("has denied", false, true),
            ("deny", false, false),
            ("denies", true, false),
            ("denying", false, false),
            ("warnings", true, false),
        ] {
            assert_eq!(agrees(cue, plural), fits, "{cue} {plural}");
        }
    }

    #[test]
    fn marks_at_the_end_and_headlines() {
        assert_eq!(unstopped("Ada Munk called it “a long wait,”"), "Ada Munk called it “a long wait”");
        assert_eq!(unstopped("Ada Munk left the U.S."), "Ada Munk left the U.S.");
        assert!(is_headline("Aune Accused Of Hiding Costs To Save Mayor"));
        assert!(!is_headline("the Aune Harbour Board rejected the costs of a new quay"));
    }

    #[test]
    fn what_stands_alone_and_its_twins() {
        for (said, speech) in [
            ("that his client had seen the email", true),
            ("any plan to close the eastern quay", false),
            ("they have expressed interest in talks", true),
            ("the breach was caused by poor maintenance", true),
            ("the firm of hiding the report", false),
        ] {
            assert!(stands_alone(said, speech), "{said}");
        }
        for (said, speech) in [
            ("it", false),
            ("her of hiding the report", false),
            ("it a waste of money", false),
            ("that in the harbour at noon", true),
            ("the claim that the bridge and", true),
            ("that this was no surprise", true),
            ("the firm after it closed", false),
            ("", true),
        ] {
            assert!(!stands_alone(said, speech), "{said}");
        }
    }
}
