//! A position in few words: who, what they do, toward what. "The port denies any plan to close the eastern quay".

use super::clause::has_other_persons;
use super::verb::{VerbForm, is_auxiliary, verb};
use super::voice::Label;
use crate::Span;
use crate::report::facts::Facts;
use crate::report::types::{Act, Attribution, Side};
use crate::report::words::{act_verb, plural_verb, word_count};
use crate::text::Shape;

const PRONOUNS: &str = "how why where whether it he she they him her them this that these those us you we i me nobody nothing everyone everybody \
    someone somebody anything something what who one such";
const DETERMINERS: &str = "a an the any some all his her its their our no every each more both another";
/// A phrase that begins or ends with one of these is no name of a thing.
const LOOSE: &str = "and or but nor so without with of in on at by for from to into about over as if when while because than that \
    up down out off not please yes well even only just also too very going being please let never ever";
/// Before a verb without its subject: "would look into", "let them drive".
const BEFORE_VERBS: &str = "to not never i we you they he she it them us let lets let's who i'll we'll you'll they'll i'd we'd \
    they'd just also always still";
/// Before a noun that stands alone.
const BEFORE_NOUNS: &str = "of for in on against about over with from the a an his her its their any no more by into toward \
    towards";

/// Source, verb and target; none where the target's words do not fit behind the verb.
pub(super) fn position(facts: &Facts, attribution: &Attribution, label: &Label) -> Option<String> {
    let (act, side) = (attribution.act, attribution.stance.side);
    // "Decides for" and "speaks for" say little without the decision and the words.
    if matches!(act, Act::State | Act::Decide | Act::NoComment) {
        return None;
    }
    let target = attribution.stance.target.as_ref()?;
    let span = Span::new(target.start, target.end);
    let (words, before) = with_determiner(facts, span);
    let words = without_gerund(&words);
    // "support for Ukraine and commitment to peace": the second noun is cut from its own words.
    let next =
        facts.document.tokens.get(facts.document.tokens_in(span).end).map(|next| facts.document.slice(next.span));
    let words = match words.rsplit_once(" and ") {
        Some((whole, rest)) if !rest.contains(' ') && matches!(next, Some("to" | "of" | "for" | "in" | "with")) => {
            whole
        }
        _ => words,
    };
    if !stands_free(facts, span) || has_other_persons(words) || label.subject.contains(words) {
        return None;
    }
    let phrase = phrase(&if before.is_empty() { facts.lowered(words) } else { words.to_string() }, &before)?;
    let opening = label.opening();
    let blames = act == Act::Accuse && attribution.parts.cue.iter().any(|cue| cue.exact.contains("blam"));
    let verb = if blames { "blames" } else { act_verb(act, side) };
    let verb = if label.plural { plural_verb(verb) } else { verb.to_string() };
    // "hopes it is a good season for quiet songs to triumph": the infinitive is the source's own only next to the cue.
    let near = attribution.parts.cue.last().is_some_and(|cue| {
        let between = cue.end..target.start;
        !between.is_empty() && word_count(facts.document.text.get(between).unwrap_or("a b c d")) <= 1
    });
    // "warned that their government would not sign" warns against no government, and "denied that it would change the flag"
    // denies no flag: a thing is the object only next to the verb, or behind a preposition.
    let behind = ["against", "of", "about", "for", "over", "on"].contains(&before.to_lowercase().as_str());
    let clause = before.eq_ignore_ascii_case("that");
    let shown = match act {
        Act::Warn => behind,
        Act::Accuse => near,
        Act::Deny | Act::Urge | Act::Seek | Act::Commit => (near || behind) && !clause,
        _ => near || behind,
    };
    match phrase {
        Phrase::Thing if !shown => None,
        Phrase::Thing => Some(format!("{opening} {verb} {}", facts.lowered(words))),
        Phrase::Clause => matches!(act, Act::Deny | Act::Affirm | Act::Doubt | Act::Expect | Act::Admit)
            .then(|| format!("{opening} {verb} that {}", facts.lowered(words))),
        Phrase::Infinitive => (near && matches!((act, side), (Act::Seek | Act::Commit, Side::For)))
            .then(|| format!("{opening} {verb} to {}", words.trim_start_matches("to "))),
    }
}

/// What some words can be behind a verb.
#[derive(Debug, PartialEq)]
enum Phrase {
    /// An object: "the draft", "any plan to close".
    Thing,
    /// A clause that "that" may introduce.
    Clause,
    /// A verb that "to" may introduce.
    Infinitive,
}

/// The words of a target, one line, and the word before them; a determiner before them is theirs.
fn with_determiner(facts: &Facts, span: Span) -> (String, String) {
    let document = facts.document;
    let first = document.tokens_in(span).start;
    let words = document.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    // Past an opening quotation mark: "aims to “engage in dialogue”".
    let quote = |index: usize| matches!(document.word(index), "“" | "\"" | "‘" | "'");
    let first = if first > 0 && first < document.tokens.len() && quote(first - 1) { first - 1 } else { first };
    let before = |back: usize| {
        let index = first.checked_sub(back)?;
        let token = document.tokens.get(index)?;
        (token.shape != Shape::Mark).then(|| token.span.of(document.text))
    };
    match (before(1), before(2)) {
        (Some(one), two) if among(DETERMINERS, one) && !among(DETERMINERS, words.split(' ').next().unwrap_or("")) => {
            (format!("{one} {words}"), two.unwrap_or_default().into())
        }
        (one, _) => (words, one.unwrap_or_default().into()),
    }
}

/// "ministers of presiding": what they are accused of would need the rest of the sentence.
fn without_gerund(words: &str) -> &str {
    match words.rsplit_once(" of ").or_else(|| words.rsplit_once(" for ")) {
        Some((party, rest))
            if rest.split(' ').next().is_some_and(|word| word.ends_with("ing")) && !party.is_empty() =>
        {
            party
        }
        _ => words,
    }
}

/// Whether a span is a phrase of its own: not cut out of a word, nor from a noun that follows it ("Western" countries), nor
/// a single word whose capital may be its sentence's.
fn stands_free(facts: &Facts, span: Span) -> bool {
    const FOLLOW: &str = "of in at on by for from to with into about over as if when while because than that who which whose and \
        or but nor so was is are were has have had will would could should can may might must do does did not now today yesterday \
        next last this after before during until since against under between among through without within also already again \
        still just only too there here where how why what it he she they";
    let (text, tokens) = (facts.document.text, facts.document.tokens_in(span));
    if text[..span.start as usize].ends_with(['\'', '’']) {
        return false;
    }
    let next = facts.document.tokens.get(tokens.end);
    let cut = next.is_some_and(|next| {
        let word = next.span.of(text);
        next.shape == Shape::Lower && !among(FOLLOW, word) && verb(word).is_none() && !word.ends_with("ly")
    });
    let sentence = facts.document.sentences.get(facts.sentence(span.start as usize));
    let opens = tokens.len() == 1 && sentence.is_some_and(|sentence| sentence.first as usize == tokens.start);
    !cut && !opens
}

fn phrase(words: &str, before: &str) -> Option<Phrase> {
    let count = word_count(words);
    let first = words.split(' ').next()?;
    let last = words.split(' ').next_back()?;
    let odd = words.contains(" - ")
        || words.contains(['“', '”', '"', ';', ':', '?', '!', '(', ')', '\u{fffc}', '…'])
        || words.matches('\'').count() == 1
            && !words.contains("'s")
            && !words.contains("s' ")
            && !words.contains("n't")
        || words.ends_with([',', '.', '’', '\'']) && !words.ends_with("s’") && !words.ends_with("s'");
    let title = matches!(
        last.trim_end_matches('.'),
        "Mr" | "Mrs" | "Ms" | "Dr" | "Sir" | "Prof" | "Gen" | "Sen" | "Rep" | "Gov"
    );
    if title
        || !(1..=14).contains(&count)
        || odd
        || among(LOOSE, last)
        || among(PRONOUNS, last)
        || is_auxiliary(first)
        || is_auxiliary(last)
    {
        return None;
    }
    let clause = words.split(' ').skip(1).any(is_auxiliary) && !words.contains(" who ") && !words.contains(" that ");
    if clause && count > 2 && !among(LOOSE, first) {
        return Some(Phrase::Clause);
    }
    if first == "to" && count > 1 {
        return Some(Phrase::Infinitive);
    }
    if among(PRONOUNS, first) || among(LOOSE, first) {
        return None;
    }
    let determined = among(DETERMINERS, first) || first.ends_with("'s") || first.ends_with("’s");
    let proper = first.starts_with(char::is_uppercase) || first.starts_with(|c: char| c.is_ascii_digit());
    // "forty of them", "called the plan": a pronoun or another verb inside shows words that belong elsewhere.
    let stray = words.split(' ').any(|word| {
        among("him them us me you it himself themselves", word)
            || verb(word).is_some_and(|verb| verb.form == VerbForm::Past)
    });
    if stray {
        return None;
    }
    if determined || proper {
        return Some(Phrase::Thing);
    }
    if before.eq_ignore_ascii_case("to") {
        return Some(Phrase::Infinitive);
    }
    if is_auxiliary(before)
        || among(BEFORE_VERBS, before)
        || verb(first).is_some_and(|verb| verb.form == VerbForm::Base)
    {
        return None;
    }
    // A lone small word may be an adjective ("not secret"): only a noun has something before it that announces it.
    if count == 1 && !among(BEFORE_NOUNS, before) && verb(before).is_none() {
        return None;
    }
    Some(Phrase::Thing)
}

fn among(list: &str, word: &str) -> bool {
    let word = word.to_lowercase().replace('’', "'");
    !word.is_empty() && list.split_whitespace().any(|one| one == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_is_accused_of_is_left_out() {
        assert_eq!(without_gerund("ministers of presiding"), "ministers");
        assert_eq!(without_gerund("the council of elders"), "the council of elders");
    }

    #[test]
    fn phrases_and_their_twins() {
        for (words, before, expected) in [
            ("any plan to close the eastern quay", "denies", Some(Phrase::Thing)),
            ("de-escalation of tensions with Iran", "in", Some(Phrase::Thing)),
            ("de-escalation", "in", Some(Phrase::Thing)),
            ("secret", "not", None),
            ("Brandt", "accused", Some(Phrase::Thing)),
            ("Nobody", "", None),
            ("his client had seen the email", "that", Some(Phrase::Clause)),
            ("those who are late", "criticised", None),
            ("the men who are late", "criticised", Some(Phrase::Thing)),
            ("stay in close contact", "to", Some(Phrase::Infinitive)),
            ("to stay in close contact", "agreed", Some(Phrase::Infinitive)),
            ("stay in close contact", "will", None),
            ("drive an hour", "to", Some(Phrase::Infinitive)),
            ("Ormond and called the plan", "with", None),
            ("forty of them", "that", None),
            ("without the company there", "that", None),
            ("and a little embarrassing", "", None),
            ("the council of 'treating the dale", "accused", None),
            ("Mr", "", None),
            ("declared not guilty", "be", None),
            ("up spending twelve years there", "ended", None),
            ("", "", None),
        ] {
            assert_eq!(phrase(words, before), expected, "{before} | {words}");
        }
    }
}
