//! A sentence of source, act and content, in the article's own words.
//!
//! The article's grammar is kept wherever it can be: the stretch from the cue to the end of the content stays as it
//! stands, behind a full label in place of "he" or "the official". Only a quotation that comes before its speaker is turned
//! round. What cannot be made a sentence that way gives none, and another attribution takes its place.

use super::verb::{VerbForm, is_auxiliary, past_of, verb};
use super::voice::{Label, points_elsewhere};
use crate::Span;
use crate::case::Lower;
use crate::line::holds;
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
    // "Bo Lind told the Gazette": nobody needs to hear that the Gazette tells it.
    if let Some((plain, teller)) = label.without_teller()
        && let Some(found) = clause(facts, attribution, &plain).filter(|found| holds(found, &teller))
    {
        return Some(found);
    }
    if is_turned(facts, attribution) || is_cut(facts, attribution) {
        return None;
    }
    let found = match attribution.form {
        // Words inside a longer quotation ("“He hopes to win,” she said") have no marks of their own to keep.
        Form::Direct if attribution.parts.cue.is_empty() || opens_with_mark(facts, attribution) => {
            quotation(facts, attribution, label)
        }
        Form::Direct | Form::Mixed | Form::Indirect => reported(facts, attribution, label),
    }?;
    let found = tidy(&found);
    (balanced(&found) && !found.contains(['\u{fffc}'])).then_some(found)
}

/// Whether what is said breaks off within a phrase: "a van after three masked | people robbed".
fn is_cut(facts: &Facts, attribution: &Attribution) -> bool {
    let Some(last) = attribution.parts.content.last() else { return false };
    let rest = &facts.document.text[last.end..];
    let next = rest.strip_prefix(' ').unwrap_or_default().split([' ', ',', '.']).next().unwrap_or_default();
    let mut own = [&attribution.parts.cue, &attribution.parts.source].into_iter().flatten();
    next.starts_with(char::is_lowercase)
        && !one_of!(
            next,
            "and or but so in as after since when while which who where for on at to from with by of during because before until if than \
             although though whether despite amid he she they it"
        )
        && !next.ends_with("ing")
        && !own.any(|part| part.start == last.end + 1)
}

/// Whether the words beside the source would change what is said or leave it without a verb: "Not | all were pleased", "an
/// independent who | does not belong".
fn is_turned(facts: &Facts, attribution: &Attribution) -> bool {
    let Some(source) = attribution.parts.source.first() else { return false };
    let text = facts.document.text;
    let last_before =
        |at: usize| text[..at].trim_end_matches(' ').rsplit([' ', '\n']).next().unwrap_or_default().lower();
    let before = last_before(source.start);
    let own_last = last_before(source.end);
    one_of!(before.as_str(), "not no hardly barely neither nor without if unless")
        || one_of!(own_last.as_str(), "who which that whom whose")
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
    // "called “a gift”": the words are what the verb makes of something, not a sentence.
    let fragment = quote.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase) && word_count(&quote) < 8;
    if fragment {
        return None;
    }
    let opening = label.opening();
    let head = words.iter().find_map(|word| verb(word));
    // "said of", "spoke about": of whom stands elsewhere.
    let points = words
        .last()
        .is_some_and(|last| one_of!(*last, "of about on with at for in outside inside after before during"));
    Some(match head {
        Some(head) if points && head.speech => format!("{opening} {}: {quote}", plain_say(head.form)),
        // "told reporters" needs its reporters, "added" what went before; "said" needs neither.
        Some(head) if matches!(head.base, "tell" | "add") => format!("{opening} {}: {quote}", plain_say(head.form)),
        Some(head) if head.form == VerbForm::Ing && words.len() == 1 => format!("{opening} {}: {quote}", past_of(head)),
        Some(head)
            if (head.speech || matches!(head.base, "ask" | "be")) && head.form != VerbForm::Ing && words.len() <= 5 =>
        {
            format!("{opening} {cue}: {quote}")
        }
        // "his angry answer", "according to": the words are the speaker's, whatever led to them.
        _ => format!("{}: {quote}", label.closing()),
    })
}

fn opens_with_mark(facts: &Facts, attribution: &Attribution) -> bool {
    let first = attribution.parts.content.first().map(|part| facts.document.slice(Facts::span(part)).trim_start());
    first.is_some_and(|words| words.starts_with(['“', '‘', '"', '\'', '«', '„', '‹']))
}

/// The words in quotation marks, exactly as they stand; a comma that belonged to the article's sentence is left out, and
/// whole sentences beyond a length are. What follows a short beginning is joined to it.
fn quoted_words(facts: &Facts, attribution: &Attribution) -> Option<String> {
    let mut quotes: Vec<String> = Vec::new();
    for part in &attribution.parts.content {
        quotes.push(one_quote(&tidy(facts.document.slice(closed(facts, Facts::span(part)))))?);
        if quotes.iter().map(|quote| word_count(quote)).sum::<usize>() > 4 {
            break;
        }
    }
    (!quotes.is_empty()).then(|| quotes.join(" … "))
}

fn one_quote(quote: &str) -> Option<String> {
    let opening = quote.chars().next()?;
    let closing = match opening {
        '“' => '”',
        '‘' => '’',
        '"' | '\'' => opening,
        '«' => '»',
        '„' => '“',
        '‹' => '›',
        // A block quote or an answer in an interview, without marks: no marks are added.
        _ => return Some(cut_sentences(quote, LONG)),
    };
    let inner = quote[opening.len_utf8()..].trim_end();
    let inner = inner.strip_suffix(closing).unwrap_or(inner);
    // Marks that open a further paragraph of the same speech are no words.
    if inner.contains([opening]) && opening != closing {
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
    const TITLES: crate::list::List = list!("Mr Mrs Ms Dr Prof St Gen Sen Rep Gov Lt Col No vs Jr Sr");
    let last = text.split_whitespace().next_back().unwrap_or_default();
    TITLES.contains(&last) || last.chars().count() == 1 && last.chars().all(char::is_uppercase) || last.contains(['.'])
}

/// "X said that …", "…, X said", "according to X, …": in the article's order.
fn reported(facts: &Facts, attribution: &Attribution, label: &Label) -> Option<String> {
    let text = facts.document.text;
    let parts = &attribution.parts;
    let content = closed(facts, Facts::span(parts.content.first()?));
    let source = parts.source.first().map(Facts::span);
    let words = tidy(content.of(text));
    // "His fear of bridges", "Kestria's warning": a noun stands behind a possessive, not a verb.
    let possessive = source.map(|source| source.of(text).trim().lower()).is_some_and(|source| {
        one_of!(source.as_str(), "his her its their our my your whose")
            || source.ends_with("'s")
            || source.ends_with("’s")
    });
    if possessive {
        return None;
    }
    // "I don't accept that": its verb fits no other subject.
    let spoken = source.is_some_and(|source| has_other_persons(source.of(text)));
    let theirs = parts.cue.is_empty() || !spoken && !has_other_persons(&unquoted(&words));
    if !theirs || words.split(' ').next_back().is_some_and(is_hanging) && parts.content.len() == 1 {
        return None;
    }
    // "The ministry said Ada Munk" has lost its verb.
    let alone = parts.content.len() == 1 && parts.cue.first().is_some_and(|cue| cue.start < content.start as usize);
    let short = alone && word_count(&words) <= 3 && !words.split(' ').any(|word| is_auxiliary(word) || is_finite(word));
    let told = parts.cue.iter().flat_map(|cue| cue.exact.split(' ')).filter_map(verb).next_back();
    if short && told.is_some_and(|told| one_of!(told.base, "say tell state add think insist")) {
        return None;
    }
    let Some(cue) = parts.cue.first().map(Facts::span) else {
        // "Critics: the plan is dead."
        let whole = !["to ", "that "].iter().any(|first| words.starts_with(first));
        return whole.then(|| format!("{}: {}", label.closing(), cut_sentences(&words, LONG)));
    };
    let cue_words = tidy(cue.of(text));
    if cue_words.lower().starts_with("according") {
        return Some(if content.start > cue.start {
            format!("according to {}, {}", label.closing(), shortened(&words, LONGEST))
        } else {
            format!("{}, according to {}", shortened(&words, LONGEST), label.closing())
        });
    }
    if content.start < cue.start {
        return content_first(facts, attribution, label, content, cue);
    }
    source_first(facts, label, source, cue, content)
}

/// "The talks will resume, the official said", "the plan is opposed by the union": what is said comes first.
fn content_first(facts: &Facts, attribution: &Attribution, label: &Label, content: Span, cue: Span) -> Option<String> {
    let text = facts.document.text;
    let parts = &attribution.parts;
    let source = parts.source.first().map(Facts::span);
    if content.overlaps(cue) || source.is_some_and(|source| content.overlaps(source)) || content.end > cue.start {
        return None;
    }
    let words = tidy(content.of(text));
    // "…, which, critics charge, is …", "Trump has angered …, by insisting": half a sentence, or none.
    let first = words.split(' ').next().unwrap_or_default().lower();
    let relative = one_of!(first.as_str(), "which who whose whom where when by and or");
    if relative || !words.contains([' ']) {
        return None;
    }
    let finite = finite(&tidy(cue.of(text)))?;
    let head = finite.split(' ').find_map(verb);
    let finite = match head {
        Some(head) if head.base == "tell" && !finite.contains([' ']) => plain_say(head.form),
        _ => finite,
    };
    let passive = finite.ends_with(" by");
    let inverted = source.is_some_and(|source| source.start > cue.start);
    if passive && !inverted {
        return None;
    }
    // "…, which critics have denounced": the content is the verb's object and goes behind it.
    let speech = head.is_none_or(|head| head.speech) || finite.split(' ').filter_map(verb).any(|verb| verb.speech);
    if !passive && !speech && parts.content.len() == 1 {
        return Some(format!("{} {finite} {}", label.opening(), facts.lowered(&shortened(&words, LONGEST))));
    }
    // "Day, whose firm built it, was accused by": the comma that closes an aside, and that of a quotation, stand already.
    let aside = content.of(text).ends_with([',']) || text[content.end as usize..].starts_with([',']);
    let comma = match passive {
        true if !aside => " ",
        false if words.ends_with(",”") || words.ends_with(",\"") => " ",
        _ => ", ",
    };
    let middle = match inverted {
        true => format!("{finite} {}", label.closing()),
        false => format!("{} {finite}", label.opening()),
    };
    // "Those steps, the official said, could include …": the second half follows.
    let end = source.map_or(cue.end, |source| source.end.max(cue.end));
    let second = parts.content.get(1).map(Facts::span).filter(|second| {
        second.start >= end
            && word_count(&text[end as usize..second.start as usize]) == 0
            && !text[end as usize..second.start as usize].contains(['\n', '.'])
    });
    match second {
        // "a promise that, they say, cannot be kept"
        Some(_) if words.split(' ').next_back().is_some_and(|last| one_of!(last, "that which who whom")) => None,
        Some(second) => {
            let glue = match text[end as usize..second.start as usize].contains([':']) {
                true => ": ",
                false if passive => " ",
                false => ", ",
            };
            Some(format!(
                "{words}{comma}{middle}{glue}{}",
                cut_sentences(&tidy(closed(facts, second).of(text)), LONGEST)
            ))
        }
        None if words.split(' ').next_back().is_some_and(is_hanging)
            || parts.content.len() > 1 && word_count(&words) < 8 =>
        {
            None
        }
        None => Some(format!("{}{comma}{middle}", shortened(&words, LONGEST))),
    }
}

/// "The official said that the talks will resume": the stretch from the cue on stays as it is.
fn source_first(facts: &Facts, label: &Label, source: Option<Span>, cue: Span, content: Span) -> Option<String> {
    let text = facts.document.text;
    let subject = match source {
        Some(source) if keeps_its_words(source.of(text), label) => {
            let mention = tidy(source.of(text));
            // "The mediator, Ann Day" is closed by a comma, whether the mention holds it or not.
            if holds(&mention, ", ") { mention + "," } else { mention }
        }
        _ => label.opening(),
    };
    let cue_words = tidy(cue.of(text));
    let gap = match source {
        Some(source) if source.end <= cue.start => &text[source.end as usize..cue.start as usize],
        Some(source) if source.start > cue.start && source.start < content.start => return None,
        _ => "",
    };
    let marks = [',', ';', ':', '“', '”', '"', '(', ')', '—', '–', '\n'];
    let plain = word_count(gap) <= GAP && gap.starts_with(' ') && !gap.contains(marks);
    let between = tidy(if plain { gap } else { "" });
    let before_content = &text[cue.end.min(content.start) as usize..content.start as usize];
    if before_content.contains(['\n', '.', '!', '?']) || cue.end > content.start {
        return None;
    }
    let rest = &text[cue.end as usize..content.end as usize];
    // "The goal, she said, is to win": what is said began before the speaker.
    // "said | that would be late": what would stands in another sentence.
    let told = tidy(rest);
    let opens = told.strip_prefix("that ").unwrap_or(&told).split(' ').next().unwrap_or_default().lower();
    if opens == "than" {
        return None;
    }
    if is_auxiliary(&opens)
        && finite(&cue_words).is_some_and(|cue| cue.split(' ').filter_map(verb).any(|verb| verb.speech))
    {
        return None;
    }
    // "warned, though, that": a comma behind the cue is kept.
    let tail =
        if rest.starts_with(", ") && !rest.starts_with(", that") { format!(", {}", tidy(rest)) } else { tidy(rest) };
    let predicate = match between.split(' ').next() {
        Some("also") => finite(format!("{} {cue_words}", between.strip_prefix("also").unwrap_or(&between)).trim())?,
        Some(word) if !word.is_empty() && (is_auxiliary(word) || word.ends_with("ly") || is_adverb(word)) => {
            format!("{between} {cue_words}")
        }
        _ => finite(&cue_words)?,
    };
    // A predicate is a verb, even where an adverb stands before it.
    let verbal = predicate.split(' ').any(|word| is_auxiliary(word) || is_finite(word));
    let glue = match rest.chars().next() {
        // "was cautious: | it may rain"
        _ if cue.of(text).ends_with([':']) => ": ",
        Some(':') => ": ",
        Some(first) if first.is_whitespace() => " ",
        _ => "",
    };
    verbal.then(|| format!("{subject} {predicate}{glue}{}", cut_sentences(&tail, LONGEST)))
}

/// A text without what stands in it between quotation marks.
fn unquoted(text: &str) -> String {
    let (mut out, mut depth, mut straight) = (String::new(), 0u32, false);
    for character in text.chars() {
        match character {
            '“' | '«' => depth += 1,
            '”' | '»' => depth = depth.saturating_sub(1),
            '"' => straight = !straight,
            _ if depth == 0 && !straight => out.push(character),
            _ => {}
        }
    }
    out
}

/// Whether a mention says all that the label says, so that the article's own words can stand.
fn keeps_its_words(mention: &str, label: &Label) -> bool {
    let mention = tidy(mention).lower();
    label.asides.iter().all(|aside| !aside.starts_with("as told by") && !aside.starts_with("whose name"))
        && holds(&mention, &label.subject.lower())
        && !points_elsewhere(&mention)
        && !holds(&mention, " who ")
        && word_count(&mention) <= 14
}

/// Whether words outside quotation marks speak of "I", "we" or "you": another voice than the article's.
pub(super) fn has_other_persons(text: &str) -> bool {
    const PERSONS: crate::list::List = list!("i me my we us our you your i'd i'm i've we're we've you're");
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty() && *word != "US")
        .any(|word| PERSONS.contains(&word.lower().replace('’', "'").as_str()))
}

/// Words that a sentence cannot end with.
pub(super) fn is_hanging(word: &str) -> bool {
    const HANGING: crate::list::List = list!(
        "and or but that of to the a an with for from because if whether by at in on as than into about over under between his her \
         its their our my your is are was were be been has have had will would could should may might must not no very"
    );
    // The month ends one well.
    word != "May" && HANGING.contains(&word.lower().as_str())
}

/// The cue as a finite predicate: "saying" becomes "said"; a noun or an infinitive is none. "Also" and "added" point to a
/// sentence before, which is not there: they go.
fn finite(cue: &str) -> Option<String> {
    let (first, rest) = cue.split_once(' ').map_or((cue, ""), |(first, rest)| (first, rest));
    if is_auxiliary(first) {
        return Some(cue.to_string());
    }
    if first == "also" {
        return finite(rest);
    }
    if is_adverb(first) || first.ends_with("ly") {
        return finite(rest).map(|rest| format!("{first} {rest}"));
    }
    match verb(first) {
        Some(found) if found.base == "add" && rest.is_empty() => Some(plain_say(found.form)),
        Some(found) if found.form == VerbForm::Ing => Some(tidy(&format!("{} {rest}", past_of(found)))),
        _ if is_finite(first) => Some(cue.to_string()),
        _ => None,
    }
}

/// "Say" in the tense of another verb.
fn plain_say(form: VerbForm) -> String {
    match form {
        VerbForm::Base => "say",
        VerbForm::Third => "says",
        VerbForm::Past | VerbForm::Ing => "said",
    }
    .to_string()
}

fn is_finite(word: &str) -> bool {
    match verb(word) {
        Some(found) => found.form != VerbForm::Ing,
        None => word.len() > 4 && word.ends_with("ed") && word.chars().all(char::is_lowercase),
    }
}

fn is_adverb(word: &str) -> bool {
    const ADVERBS: crate::list::List = list!("also then later first once never again often still now twice even");
    ADVERBS.contains(&word.lower().as_str())
}

/// One line, single spaces, no marks left hanging at its ends, no comma after a space unless the article quotes it so.
fn tidy(text: &str) -> String {
    let mut line = String::new();
    let mut quoted = 0;
    for word in text.split_whitespace() {
        // A genitive stands with its word, wherever the parts of the clause met.
        let close = word.starts_with(',') || one_of!(word, "’s 's");
        if !line.is_empty() && (quoted > 0 || !close) {
            line.push(' ');
        }
        line += word;
        quoted += word.matches('“').count();
        quoted -= word.matches('”').count().min(quoted);
    }
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
    fn quoted_words_stay_as_they_stand() {
        assert_eq!(
            tidy("the fund said ,  on Monday, that it was late ,"),
            "the fund said, on Monday, that it was late"
        );
        assert_eq!(tidy("Tehran ’s explanations"), "Tehran’s explanations");
        assert_eq!(tidy("the fund said: “late ,  it seems” , once"), "the fund said: “late , it seems”, once");
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
            ("adding", Some("said")),
            ("also asserted", Some("asserted")),
            ("to warn", None),
            ("warnings", None),
            ("hostility", None),
            ("", None),
        ] {
            assert_eq!(finite(cue).as_deref(), expected, "{cue}");
        }
    }
}
