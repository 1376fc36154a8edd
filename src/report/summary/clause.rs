//! A sentence of source, act and content, in the article's own words.
//!
//! The article's grammar is kept wherever it can be: the stretch from the cue to the end of the content stays as it
//! stands, behind a full label in place of "he" or "the official". Only a quotation that comes before its speaker is turned
//! round. What cannot be made a sentence that way gives none, and another attribution takes its place.

use super::verb::{VerbForm, is_auxiliary, past_of, verb};
use super::voice::Label;
use crate::Span;
use crate::report::facts::Facts;
use crate::report::types::{Attribution, Form};
use crate::report::words::{capitalised, shortened, word_count};

/// Most words of a sentence's content before it is cut at the end of a sentence, and before it is cut anywhere.
const LONG: usize = 40;
const LONGEST: usize = 55;
/// Most words between a source and its cue that are kept ("also", "has repeatedly").
const GAP: usize = 4;

/// The clause, without a capital of its own making at its start and without a full stop; none where the article's words
/// make no sentence.
pub(super) fn clause(facts: &Facts, attribution: &Attribution, label: &Label) -> Option<String> {
    let found = match attribution.form {
        Form::Direct => quotation(facts, attribution, label),
        Form::Mixed | Form::Indirect => reported(facts, attribution, label),
    }?;
    let found = tidy(&found);
    (balanced(&found) && !found.contains('\u{fffc}')).then_some(found)
}

/// `clause` as a sentence.
pub(super) fn sentence(clause: &str) -> String {
    let inner = clause.trim_end_matches(['”', '’', '"', '\'', '»', ')']);
    let stop = if inner.ends_with(['.', '!', '?', '…']) && inner.len() < clause.len()
        || clause.ends_with(['!', '?', '…', '.'])
    {
        ""
    } else {
        "."
    };
    format!("{}{stop}", capitalised(clause))
}

/// "X said: “…”": a quotation, its speaker in front.
fn quotation(facts: &Facts, attribution: &Attribution, label: &Label) -> Option<String> {
    let quote = quoted_words(facts, attribution)?;
    let cue = attribution.parts.cue.first().map(|cue| tidy(&cue.exact)).unwrap_or_default();
    let words: Vec<&str> = cue.split(' ').filter(|word| !word.is_empty()).collect();
    let Some(first) = words.first() else { return Some(format!("{}: {quote}", label.closing())) };
    if first.eq_ignore_ascii_case("according") {
        return Some(format!("According to {}: {quote}", label.closing()));
    }
    let opening = label.opening();
    let head = words.iter().find_map(|word| verb(word));
    Some(match head {
        // "told reporters" needs its reporters; "said" does not.
        Some(head) if head.base == "tell" || head.form == VerbForm::Ing && words.len() == 1 => {
            let plain = if head.base == "tell" { verb("say")? } else { head };
            let written = match head.form {
                VerbForm::Base => plain.base.to_string(),
                VerbForm::Third => super::verb::present_of(plain.base, false),
                VerbForm::Past | VerbForm::Ing => past_of(plain).to_string(),
            };
            format!("{opening} {written}: {quote}")
        }
        Some(head)
            if (head.speech || matches!(head.base, "ask" | "be")) && head.form != VerbForm::Ing && words.len() <= 5 =>
        {
            format!("{opening} {cue}: {quote}")
        }
        // "his angry answer", "according to": the words are the speaker's, whatever led to them.
        _ => format!("{}: {quote}", label.closing()),
    })
}

/// The words in quotation marks, exactly as they stand; a comma that belonged to the article's sentence is left out, and
/// whole sentences beyond a length are.
fn quoted_words(facts: &Facts, attribution: &Attribution) -> Option<String> {
    let mut quote = String::new();
    for part in &attribution.parts.content {
        let part = tidy(facts.document.slice(closed(facts, Facts::span(part))));
        if quote.is_empty() {
            quote = part;
        } else if word_count(&quote) < 6 {
            quote = format!("{quote} {part}");
        } else {
            break;
        }
    }
    let opening = quote.chars().next()?;
    let closing = match opening {
        '“' => '”',
        '‘' => '’',
        '"' | '\'' => opening,
        '«' => '»',
        '„' => '“',
        '‹' => '›',
        // A block quote or an answer in an interview, without marks: no marks are added.
        _ => return Some(cut_sentences(&quote, LONG)),
    };
    let inner = quote[opening.len_utf8()..].trim_end();
    let inner = inner.strip_suffix(closing).unwrap_or(inner);
    // Marks that open a further paragraph of the same speech are no words.
    if inner.contains(opening) && opening != closing {
        let depth = inner.chars().fold(0i32, |depth, c| depth + i32::from(c == opening) - i32::from(c == closing));
        if depth != 0 {
            let first = inner.split(opening).next()?.trim();
            return Some(format!("{opening}{}{closing}", cut_sentences(first, LONG)));
        }
    }
    let inner = inner.trim_end_matches([',', ' ', '—', '–']);
    (!inner.is_empty()).then(|| format!("{opening}{}{closing}", cut_sentences(inner, LONG)))
}

/// Where a span ends just before its closing mark, the span with the mark.
fn closed(facts: &Facts, span: Span) -> Span {
    let rest = &facts.document.text[span.end as usize..];
    let marks = rest.chars().take_while(|c| matches!(c, '.' | ',' | '!' | '?')).count();
    let mark = rest.chars().nth(marks);
    let text = span.of(facts.document.text);
    let open = text.matches('“').count() > text.matches('”').count() || text.matches('"').count() % 2 == 1;
    match mark {
        Some(mark @ ('”' | '"')) if open => {
            Span::new(span.start as usize, span.end as usize + marks + mark.len_utf8())
        }
        _ => span,
    }
}

/// The first whole sentences of up to `most` words; where the first alone is too long, its first words and an ellipsis.
fn cut_sentences(text: &str, most: usize) -> String {
    if word_count(text) <= most {
        return text.to_string();
    }
    let mut end = 0;
    for (at, mark) in text.match_indices(['.', '!', '?']) {
        let rest = &text[at + mark.len()..];
        let next = rest.trim_start().chars().next();
        let ends = rest.starts_with(' ') && next.is_some_and(char::is_uppercase) && !ends_in_abbreviation(&text[..at]);
        if !ends {
            continue;
        }
        if word_count(&text[..at]) > most && end > 0 {
            break;
        }
        end = at + mark.len();
        if word_count(&text[..end]) > most {
            break;
        }
    }
    let cut = if end > 0 { &text[..end] } else { text };
    shortened(cut, LONGEST)
}

fn ends_in_abbreviation(text: &str) -> bool {
    const TITLES: &[&str] =
        &["Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Gen", "Sen", "Rep", "Gov", "Lt", "Col", "No", "vs", "Jr", "Sr"];
    let last = text.split_whitespace().next_back().unwrap_or_default();
    TITLES.contains(&last) || last.chars().count() == 1 && last.chars().all(char::is_uppercase) || last.contains('.')
}

/// "X said that …", "…, X said", "according to X, …": in the article's order.
fn reported(facts: &Facts, attribution: &Attribution, label: &Label) -> Option<String> {
    let text = facts.document.text;
    let parts = &attribution.parts;
    let content = first_stretch(facts, attribution)?;
    let source = parts.source.first().map(Facts::span);
    let cue = parts.cue.first().map(Facts::span);
    let content_words = || shortened(&tidy(content.of(text)), LONGEST);
    let Some(cue) = cue else {
        // "Critics: the plan is dead."
        return Some(format!("{}: {}", label.closing(), content_words()));
    };
    let cue_words = tidy(cue.of(text));
    let subject = |source: Option<Span>| match source {
        Some(source) if keeps_its_words(source.of(text), label) => tidy(source.of(text)),
        _ => label.opening(),
    };
    let according = cue_words.to_lowercase().starts_with("according");
    if according {
        return Some(if content.start > cue.start {
            format!("according to {}, {}", label.closing(), content_words())
        } else {
            format!("{}, according to {}", content_words(), label.closing())
        });
    }
    if content.start < cue.start {
        // "…, the official said", "…, said the official".
        let before = source.is_none_or(|source| source.start < cue.start);
        let finite = finite(&cue_words)?;
        if content.overlaps(cue) || source.is_some_and(|source| content.contains(source)) {
            return None;
        }
        return Some(match (before, parts.source.is_empty()) {
            (false, false) => format!("{}, {finite} {}", content_words(), label.closing()),
            _ => format!("{}, {} {finite}", content_words(), label.opening()),
        });
    }
    // Source, cue, content; or cue and content alone.
    let between = match source {
        Some(source) if source.end <= cue.start => {
            let gap = &text[source.end as usize..cue.start as usize];
            let plain = word_count(gap) <= GAP
                && gap.starts_with(' ')
                && !gap.contains([',', ';', ':', '“', '”', '"', '(', ')', '—', '–', '\n']);
            if plain { gap } else { "" }
        }
        Some(source) if source.start > cue.start && source.start < content.start => return None,
        _ => "",
    };
    let tail = tidy(&text[cue.end as usize..content.end as usize]);
    if text[cue.end as usize..content.start as usize].contains('\n') {
        return None;
    }
    let between = tidy(between);
    let predicate = match between.split(' ').next() {
        Some(word) if !word.is_empty() && (is_auxiliary(word) || word.ends_with("ly") || is_adverb(word)) => {
            format!("{between} {cue_words}")
        }
        _ => finite(&cue_words)?,
    };
    // A predicate is a verb, even where an adverb stands before it.
    let verbal = predicate.split(' ').any(|word| is_auxiliary(word) || is_finite(word));
    let glue = if tail.starts_with([',', '.', ':', ';', '’', '\'']) { "" } else { " " };
    verbal.then(|| format!("{} {predicate}{glue}{}", subject(source), cut_sentences(&tail, LONGEST)))
}

/// The first stretch of the content, together with what follows behind the speaker of a split sentence.
fn first_stretch(facts: &Facts, attribution: &Attribution) -> Option<Span> {
    let spans: Vec<Span> = attribution.parts.content.iter().map(Facts::span).collect();
    let first = closed(facts, *spans.first()?);
    // A sentence split round its speaker reads ill without the other half.
    let short = word_count(first.of(facts.document.text)) < 3;
    if spans.len() > 1 && short { None } else { Some(first) }
}

/// Whether a mention says all that the label says, so that the article's own words can stand.
fn keeps_its_words(mention: &str, label: &Label) -> bool {
    let mention = tidy(mention).to_lowercase();
    label.asides.iter().all(|aside| !aside.starts_with("as told by") && !aside.starts_with("whose name"))
        && mention.contains(&label.subject.to_lowercase())
        && !mention.contains(" who ")
        && word_count(&mention) <= 14
}

/// The cue as a finite predicate: "saying" becomes "said"; a noun or an infinitive is none.
fn finite(cue: &str) -> Option<String> {
    let (first, rest) = cue.split_once(' ').map_or((cue, ""), |(first, rest)| (first, rest));
    if is_auxiliary(first) {
        return Some(cue.to_string());
    }
    if is_adverb(first) || first.ends_with("ly") {
        return finite(rest).map(|rest| format!("{first} {rest}"));
    }
    match verb(first) {
        Some(found) if found.form == VerbForm::Ing => Some(tidy(&format!("{} {rest}", past_of(found)))),
        _ if is_finite(first) => Some(cue.to_string()),
        _ => None,
    }
}

fn is_finite(word: &str) -> bool {
    match verb(word) {
        Some(found) => found.form != VerbForm::Ing,
        None => word.len() > 4 && word.ends_with("ed") && word.chars().all(char::is_lowercase),
    }
}

fn is_adverb(word: &str) -> bool {
    const ADVERBS: &[&str] =
        &["also", "then", "later", "first", "once", "never", "again", "often", "still", "now", "twice", "even"];
    ADVERBS.contains(&word.to_lowercase().as_str())
}

/// One line, single spaces, no marks left hanging at its ends.
fn tidy(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.trim_end_matches([',', ';', ':', ' ', '—', '–']).trim_start_matches([',', ';', ':', ' ', '—', '–']).to_string()
}

/// Whether quotation marks and brackets come in pairs.
fn balanced(text: &str) -> bool {
    let count = |mark: char| text.matches(mark).count();
    count('“') == count('”') && count('"') % 2 == 0 && count('(') == count(')') && count('«') == count('»')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_once() {
        assert_eq!(sentence("the fund said: “It is late.”"), "The fund said: “It is late.”");
        assert_eq!(sentence("the fund said: “It is late”"), "The fund said: “It is late”.");
        assert_eq!(sentence("is it late?"), "Is it late?");
        assert_eq!(sentence("the fund said it was late"), "The fund said it was late.");
    }

    #[test]
    fn long_speech_is_cut_at_a_sentence() {
        let text =
            format!("{} We thank Mr. Brown. {}", "word ".repeat(20).trim().to_string() + ".", "More ".repeat(40));
        let cut = cut_sentences(&text, 30);
        assert!(cut.ends_with("We thank Mr. Brown."), "{cut}");
        let endless = "word ".repeat(100);
        assert!(cut_sentences(&endless, 30).ends_with(" …"));
        assert_eq!(cut_sentences("Short. Quite short.", 30), "Short. Quite short.");
    }

    #[test]
    fn cues_become_finite_or_nothing() {
        for (cue, expected) in [
            ("said", Some("said")),
            ("maintaining", Some("maintained")),
            ("has also warned", Some("has also warned")),
            ("repeatedly denied", Some("repeatedly denied")),
            ("adding to", Some("added to")),
            ("to warn", None),
            ("warnings", None),
            ("hostility", None),
            ("", None),
        ] {
            assert_eq!(finite(cue).as_deref(), expected, "{cue}");
        }
    }
}
