//! Repairs of what the tagger found: impersonal and passive subjects taken for sources, relative pronouns, contents that run
//! into the next sentence.

pub mod passive;
mod sources;

use super::claims::{Claims, is_word, span};
use super::grammar::{is_adverb, is_auxiliary, is_be, is_determiner, is_pronoun, subject};
use super::{Attribution, SourceState};
use crate::Span;
use crate::table::HashMap;
use crate::text::verbs;
use crate::text::{Document, Shape, Spacing};

/// Tokens of a relative clause that are looked through for its pronoun.
const CLAUSE: usize = 24;
/// Most tokens between a verb of asking and "for comment".
const MOST_ASKED: usize = 8;

/// Mends sources and contents in place.
pub fn mend(document: &Document, found: &mut [Attribution]) {
    for one in found.iter_mut() {
        stay_in_sentence(document, one);
        drop_genitive(document, one);
        sources::stay_in_paragraph(document, one);
        sources::drop_antecedent(document, one);
        sources::begin_source(document, one);
        sources::with_its_noun(document, one);
        as_it_is_seen(document, one);
        drop_loose_end(document, one);
        end_cue(document, one);
        sources::end_source(document, one);
        sources::set_off(document, one);
        sources::lone_subject(document, one);
        coordinate(document, one);
    }
    end_before_cue(document, found);
    tell_all(document, found);
    participles(document, found);
    let claims = Claims::new(document, found);
    for (index, one) in found.iter_mut().enumerate() {
        inverted(document, one);
        impersonal(document, one);
        passive::mend(document, one);
        asked(document, one);
        heard(document, one);
        negated(document, one);
        speaker_in_cue(document, one);
        relative(document, &claims, index, one);
    }
}

/// A content does not begin with the genitive ending of the word before it ("’s explanations").
fn drop_genitive(document: &Document, one: &mut Attribution) {
    let Some(part) = one.content.first_mut() else { return };
    let Some((first, last)) = ends(document, *part) else { return };
    let attached = document.tokens[first].spacing == Spacing::None && first > 0;
    if attached && matches!(document.word(first), "’" | "'") && first + 2 <= last && document.word(first + 1) == "s" {
        part.start = document.tokens[first + 2].span.start;
    }
}

/// A content does not end in a conjunction, a preposition or an article that belongs to what follows.
fn drop_loose_end(document: &Document, one: &mut Attribution) {
    let Some(part) = one.content.last_mut() else { return };
    let Some((first, last)) = ends(document, *part) else { return };
    let loose = |token: usize| {
        one_of!(
            document.word(token),
            "and but or in during the a as while because who which that when before after by from with ,"
        )
    };
    // "She had never been on strike before.": nothing follows it.
    if one_of!(document.word_or_empty(last + 1), ". ! ?") && document.word(last) != "," {
        return;
    }
    let kept = (first..=last).rev().take(3).find(|&token| !loose(token));
    if let Some(kept) = kept.filter(|&kept| kept < last && kept > first) {
        part.end = document.tokens[kept].span.end;
    }
}

/// "said she agreed and called the plan a waste": a content does not end in the cue of the words that follow it.
fn end_before_cue(document: &Document, found: &mut [Attribution]) {
    let cues: HashMap<u32, Span> = found
        .iter()
        .filter_map(|one| one.cue.last().zip(one.content.first()))
        .filter(|(cue, content)| cue.end <= content.start && content.start - cue.end <= 1)
        .map(|(cue, _)| (cue.end, *cue))
        .collect();
    for one in found.iter_mut() {
        let Some(part) = one.content.last_mut() else { continue };
        let Some(cue) = cues.get(&part.end).filter(|cue| cue.start > part.start) else { continue };
        let Some((first, last)) = ends(document, Span { start: part.start, end: cue.start }) else { continue };
        let kept = (first..=last).rev().find(|&token| !one_of!(document.word(token), "and but or , that who which"));
        if let Some(kept) = kept {
            part.end = document.tokens[kept].span.end;
        }
    }
}

/// "rejected on Friday | reports that …": behind a verb and a time, the noun is what is rejected, and no verb of the same subject.
pub fn join_nouns(document: &Document, found: &mut Vec<Attribution>) {
    let noun = |one: &Attribution| {
        let (first, last) = ends(document, *one.cue.first()?)?;
        let claims = first == last
            && one_of!(document.word(first), "reports claims allegations accusations suggestions rumours rumors")
            && document.word_or_empty(first + 1) == "that";
        claims.then_some(first)
    };
    let nouns: Vec<(usize, usize)> =
        found.iter().enumerate().filter_map(|(index, one)| Some((index, noun(one)?))).collect();
    if nouns.is_empty() {
        return;
    }
    let end = |one: &Attribution| Some(ends(document, *one.cue.last()?)?.1);
    let mut by_end: HashMap<usize, usize> = HashMap::new();
    for (index, one) in found.iter().enumerate() {
        if let Some(end) = end(one) {
            by_end.entry(end).or_insert(index);
        }
    }
    for (index, at) in nouns {
        let Some(last) = found[index].content.last().copied() else { continue };
        let verb = (at.saturating_sub(4)..at).rev().find(|&token| !is_time(document.word(token)));
        let verb = verb.filter(|&verb| verb + 1 < at && verbs::frames(document.word(verb)).is_some());
        let Some(verb) = verb else { continue };
        let content = vec![Span { start: document.tokens[at].span.start, end: last.end }];
        if let Some(&other) = by_end.get(&verb) {
            found[other].content = content;
            found[index].content.clear();
        } else {
            found[index].cue = vec![document.tokens[verb].span];
            found[index].content = content;
        }
    }
    found.retain(|one| !one.content.is_empty());
}

fn is_time(word: &str) -> bool {
    one_of!(
        word,
        "on late early yesterday today again Monday Tuesday Wednesday Thursday Friday Saturday Sunday morning afternoon evening night"
    )
}

/// "said that in the talks they | conveyed a warning": a content that ends in whoever speaks next tells what that one says too.
fn tell_all(document: &Document, found: &mut [Attribution]) {
    let told: HashMap<u32, (Span, Span)> = found
        .iter()
        .filter_map(|one| Some((one.source.last()?, one.cue.first()?, one.content.last()?)))
        .filter(|(source, cue, content)| {
            source.end < cue.start && cue.start - source.end <= 1 && cue.end < content.start
        })
        .map(|(source, _, content)| (source.end, (*source, *content)))
        .collect();
    for one in found.iter_mut() {
        let Some(part) = one.content.last_mut() else { continue };
        let Some((source, content)) = told.get(&part.end).filter(|(source, _)| source.start >= part.start) else {
            continue;
        };
        let sentence = |span: &Span| document.tokens.get(document.tokens_in(*span).start).map(|token| token.sentence);
        if one.cue.iter().all(|cue| cue.end <= part.start) && sentence(source) == sentence(content) {
            part.end = content.end;
        }
    }
}

/// "promised on Monday to pay", "said on the Senate floor": a cue does not end in what begins a time or a place, nor in another
/// sentence.
fn end_cue(document: &Document, one: &mut Attribution) {
    let Some(part) = one.cue.last_mut() else { return };
    let Some((first, last)) = ends(document, *part) else { return };
    let next = document.tokens.get(last + 1).map_or(u32::MAX, |token| token.span.start);
    if one.content.iter().chain(&one.source).any(|other| other.start == next) {
        return;
    }
    let sentence = document.tokens[first].sentence;
    let loose = |token: usize| {
        document.tokens[token].sentence != sentence || one_of!(document.word(token), "on in at during by the a an")
    };
    let kept = (first..=last).rev().find(|&token| !loose(token)).unwrap_or(last);
    part.end = document.tokens[kept].span.end;
}

/// "As Low sees | it, the pier is lost": the pronoun is the cue's.
fn as_it_is_seen(document: &Document, one: &mut Attribution) {
    let Some((_, last)) = one.cue.last().and_then(|cue| ends(document, *cue)) else { return };
    if document.word_or_empty(last + 1) != "it" || !one_of!(document.word(last), "sees saw puts put tells told has had")
    {
        return;
    }
    let pronoun = document.tokens[last + 1].span;
    let Some(part) = one.content.iter_mut().find(|part| part.start == pronoun.start) else { return };
    let next = document.tokens.get(last + 3).filter(|_| document.word(last + 2) == ",");
    match next.filter(|next| next.span.start < part.end) {
        Some(next) => part.start = next.span.start,
        None if part.end == pronoun.end => part.end = part.start,
        None => return,
    }
    if let Some(cue) = one.cue.last_mut() {
        cue.end = pronoun.end;
    }
    one.content.retain(|part| !part.is_empty());
}

/// "declined the offer and has since left": what the subject did besides is not what it declined. Holds for contents that are a
/// noun phrase or an infinitive, which have no finite verb of their own before that.
fn coordinate(document: &Document, one: &mut Attribution) {
    let ([cue], Some(part)) = (&one.cue[..], one.content.last_mut()) else { return };
    let Some((first, last)) = ends(document, *part) else { return };
    let subject = is_pronoun(document.word(first)) || one_of!(document.word(first), "I we you");
    if part.start < cue.end || document.tokens[first].quotation.is_some() || subject {
        return;
    }
    for token in first..last {
        let word = document.word(token);
        let joins = token > first && matches!(word, "and" | "but");
        let next = (token + 1..last).take(4).find(|&next| !is_adverb(document.word(next)));
        if joins && next.is_some_and(|next| begins_predicate(document, next)) {
            let comma = document.word(token - 1) == "," && token - 1 > first;
            part.end = document.tokens[token - 1 - usize::from(comma)].span.end;
            return;
        }
        let named = token > first
            && (is_pronoun(document.word(token - 1))
                || !matches!(document.tokens[token - 1].shape, Shape::Lower | Shape::Mark));
        let verb = named && document.tokens[token].shape == Shape::Lower && verbs::frames(word).is_some();
        let finite = is_auxiliary(word) || is_past(document, token) || verb;
        if is_clause_word(word) || finite {
            return;
        }
    }
}

/// "has left", "visited the pier", "despised them": a finite verb with what belongs to it, not a participle before a noun.
fn begins_predicate(document: &Document, token: usize) -> bool {
    let after = document.word_or_empty(token + 1);
    let object = is_determiner(after) || one_of!(after, "him them it himself herself for on up out");
    one_of!(document.word(token), "has had have was were is are did") || is_past(document, token) && object
}

fn is_past(document: &Document, token: usize) -> bool {
    let word = document.word(token);
    document.tokens[token].shape == Shape::Lower && word.len() > 4 && word.ends_with("ed")
}

/// Words that open a clause, whose verb may have a second beside it.
fn is_clause_word(word: &str) -> bool {
    one_of!(word, "that which who whether if how what why where when there because as while")
}

/// "…, saying he would go": a participle without a source has that of the attribution before it in the sentence.
fn participles(document: &Document, found: &mut [Attribution]) {
    for index in 0..found.len() {
        let one = &found[index];
        let Some((cue, _)) = one.cue.first().filter(|_| one.source.is_empty()).and_then(|span| ends(document, *span))
        else {
            continue;
        };
        if !document.word(cue).ends_with("ing") {
            continue;
        }
        let sentence = document.tokens[cue].sentence;
        let nearby = found[index.saturating_sub(4)..index].iter().rev();
        let before = nearby.filter(|other| !other.source.is_empty() && !other.cue.is_empty()).find(|other| {
            ends(document, other.cue[0])
                .is_some_and(|(first, _)| first < cue && document.tokens[first].sentence == sentence)
        });
        let named = before.map(|other| other.source.clone()).or_else(|| {
            let start = document.tokens_of_sentence(sentence as usize).start;
            let verb = (start + 1..cue.min(start + 40)).find(|&at| {
                super::grammar::is_auxiliary(document.word(at)) || verbs::frames(document.word(at)).is_some()
            })?;
            Some(vec![span(document, subject(document, verb, start)?)])
        });
        if let Some(named) = named {
            found[index].source = named;
            found[index].source_state = SourceState::Expressed;
        }
    }
}

/// "The pier, said Low, is shut": the name after the verb is the source, what stands before is content.
fn inverted(document: &Document, one: &mut Attribution) {
    let ([source], [cue]) = (&one.source[..], &one.cue[..]) else { return };
    let (Some((first, last)), Some((_, end))) = (ends(document, *cue), ends(document, *source)) else { return };
    let parted = end + 1 == first && document.word(end) == "," || end + 2 == first && document.word(end + 1) == ",";
    if first != last || !parted || !verbs::quotes(document.word(first)) {
        return;
    }
    let mut after = last + 1;
    while document.tokens.get(after).is_some_and(|token| matches!(token.shape, Shape::Capitalised | Shape::Upper))
        || document.word_or_empty(after) == "."
    {
        after += 1;
    }
    if after == last + 1 || document.word_or_empty(after) != "," {
        return;
    }
    let name = span(document, last + 1..after);
    let rest = one.content.iter().filter_map(|part| {
        let start = part.start.max(if part.overlaps(name) { name.end } else { 0 });
        (start < part.end).then_some(Span { start, end: part.end })
    });
    let mut content: Vec<Span> = rest.collect();
    content.push(*source);
    crate::order::sort(&mut content);
    one.content = content;
    one.source = vec![name];
    one.reasons.push("a name after the verb, between commas".into());
}

/// "…," added Low: a name that the cue took in after its verb is the source, where there is no other.
fn speaker_in_cue(document: &Document, one: &mut Attribution) {
    let [cue] = one.cue[..] else { return };
    let Some((first, last)) = ends(document, cue) else { return };
    let name =
        |token: &usize| matches!(document.tokens[*token].shape, Shape::Capitalised | Shape::Upper | Shape::Mixed);
    let pronoun = document.word(first);
    let speaks = match pronoun {
        "he" | "He" | "she" | "She" | "they" | "They" | "we" | "We" | "I" => true,
        "it" | "It" => {
            let words = || (first + 1..=last).map(|token| document.word(token));
            let being = words().any(|word| is_be(word) || one_of!(word, "s seems seemed appears appeared"));
            !being || words().any(|word| word.ends_with("ing") && word != "being")
        }
        _ => false,
    };
    if one.source.is_empty() && first < last && speaks {
        one.source = vec![span(document, first..first + 1)];
        one.cue = vec![span(document, first + 1..last + 1)];
        one.source_state = SourceState::Expressed;
        return;
    }
    let start = (first..=last).rev().take_while(name).last();
    let Some(start) = start.filter(|&start| start > first && one.source.is_empty()) else { return };
    if verbs::frames(document.word(start - 1)).is_some() {
        one.cue = vec![span(document, first..start)];
        one.source = vec![span(document, start..last + 1)];
        one.source_state = SourceState::Expressed;
    }
}

/// First and last token of a span.
pub fn ends(document: &Document, span: Span) -> Option<(usize, usize)> {
    let tokens = document.tokens_in(span);
    (!tokens.is_empty()).then(|| (tokens.start, tokens.end - 1))
}

/// Unquoted content stays in the cue's sentence, where it has words there.
fn stay_in_sentence(document: &Document, one: &mut Attribution) {
    let Some((cue, _)) = one.cue.first().and_then(|span| ends(document, *span)) else { return };
    let sentence = document.tokens[cue].sentence;
    let kept: Vec<Span> = one
        .content
        .iter()
        .flat_map(|part| {
            let tokens = document.tokens_in(*part);
            let stays = |&token: &usize| {
                document.tokens[token].sentence == sentence || document.tokens[token].quotation.is_some()
            };
            let kept: Vec<usize> = tokens.filter(stays).collect();
            let runs = kept.chunk_by(|before, after| before + 1 == *after);
            runs.map(|run| span(document, run[0]..run[run.len() - 1] + 1)).collect::<Vec<Span>>()
        })
        .filter(|part| document.tokens_in(*part).any(|token| is_word(document, token)))
        .collect();
    if !kept.is_empty() {
        one.content = kept;
    }
}

/// "It was announced that …", "there are fears that …": nobody speaks.
fn impersonal(document: &Document, one: &mut Attribution) {
    let [source] = one.source[..] else { return };
    let word = document.slice(source);
    let Some((cue, last)) = one.cue.first().and_then(|span| ends(document, *span)) else { return };
    let group: Vec<&str> = (cue..=last).map(|token| document.word(token)).collect();
    let no_speaker = match word {
        "It" | "it" if !group.iter().any(|word| word.ends_with("ing") && *word != "being") => {
            group.iter().any(|word| {
                is_be(word) || one_of!(*word, "seems seemed appears appeared emerged became transpired turned")
            })
        }
        "There" | "there" => true,
        _ => false,
    };
    if no_speaker {
        one.source.clear();
        one.source_state = SourceState::Hearsay;
        one.reasons.push("an impersonal subject speaks for nobody".into());
    }
}

/// "The Gazette has contacted him for comment": the one who was asked is who has not spoken.
fn asked(document: &Document, one: &mut Attribution) {
    let ([_], [cue], [content]) = (&one.source[..], &one.cue[..], &one.content[..]) else { return };
    let (Some((first, last)), Some((start, end))) = (ends(document, *cue), ends(document, *content)) else { return };
    let asks = one_of!(document.word(last), "contacted approached asked") && last + 1 == start;
    if !asks || (first..last).any(|at| is_be(document.word(at))) {
        return;
    }
    let comment = |&at: &usize| document.word(at) == "for" && one_of!(document.word(at + 1), "comment comments");
    let Some(ask) = (start + 1..end).take(MOST_ASKED).find(comment) else { return };
    one.source = vec![span(document, start..ask)];
    one.content = vec![span(document, ask..end + 1)];
    one.reasons.push("who is asked for comment".into());
}

/// "A court has heard that …": it listens, and nobody is named who says it.
fn heard(document: &Document, one: &mut Attribution) {
    let ([source], [cue]) = (&one.source[..], &one.cue[..]) else { return };
    let (Some((first, last)), Some((_, end))) = (ends(document, *source), ends(document, *cue)) else { return };
    let listens = (first..=last)
        .any(|at| one_of!(document.word(at), "court jury inquest inquiry tribunal hearing trial jurors committee"));
    if listens && one_of!(document.word(end), "heard hears") && document.word_or_empty(end + 1) != "from" {
        one.source.clear();
        one.source_state = SourceState::Hearsay;
        one.reasons.push("a court hears and does not say".into());
    }
}

/// "Not everyone opposed the plan": the source is not everyone.
fn negated(document: &Document, one: &mut Attribution) {
    let Some(part) = one.source.first_mut() else { return };
    let Some((first, _)) = ends(document, *part) else { return };
    if first > 0
        && one_of!(document.word(first), "everyone everybody all every many")
        && one_of!(document.word(first - 1), "Not not")
    {
        part.start = document.tokens[first - 1].span.start;
    }
}

/// "declined to comment, citing the investigation": why somebody says nothing is not said besides.
pub fn is_excuse(document: &Document, one: &Attribution) -> bool {
    let Some((cue, last)) = one.cue.first().and_then(|cue| ends(document, *cue)) else { return false };
    if cue != last || document.word(cue) != "citing" {
        return false;
    }
    let floor = document.tokens_of_sentence(document.tokens[cue].sentence as usize).start;
    let before = floor.max(cue.saturating_sub(CLAUSE))..cue;
    let silent = |at: usize| {
        one_of!(document.word(at), "declined refused declines refuses declining refusing")
            && one_of!(document.word_or_empty(at + 1), "to comment")
            && one_of!(
                document.word_or_empty(at + 1 + usize::from(document.word_or_empty(at + 1) == "to")),
                "comment say answer discuss speak talk elaborate be confirm disclose identify name give"
            )
    };
    before.into_iter().any(|at| silent(at) || one_of!(document.word(at), "not t") && document.word(at + 1) == "comment")
}

/// "…, who said": the words before the relative pronoun name the source; they join it.
fn relative(document: &Document, claims: &Claims, index: usize, one: &mut Attribution) {
    let [source] = one.source[..] else { return };
    if !matches!(document.slice(source), "who" | "which") {
        return;
    }
    let Some((pronoun, _)) = ends(document, source) else { return };
    let floor = document.tokens_of_sentence(document.tokens[pronoun].sentence as usize).start;
    let end = pronoun - usize::from(pronoun > floor && document.word(pronoun - 1) == ",");
    let Some(named) = subject(document, end, floor) else { return };
    if named.clone().any(|token| claims.content(token) == Some(index) || claims.cue(token) == Some(index)) {
        return;
    }
    one.source.insert(0, span(document, named));
    one.reasons.push("a relative pronoun, with the words it stands for".into());
}
