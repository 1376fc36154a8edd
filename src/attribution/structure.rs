//! What the tagger cannot see: quotations without a cue, colon and Q&A forms, nesting.

use super::claims::form;
use super::{
    Attribution, SourceState, headline, inversion, labels, lexical, quoted, quoting, repair, signed, subjects,
    viewpoint,
};
use crate::Span;
use crate::text::Document;

/// Mends what the tagger found and adds the attributions that show by structure alone.
pub fn complete(document: &Document, found: &mut Vec<Attribution>, chances: &[f32]) {
    quoted::mend(document, found);
    repair::mend(document, found);
    repair::join_nouns(document, found);
    subjects::mend(document, found);
    quoting::mend(document, found);
    let nothing = |one: &Attribution| {
        subjects::is_unsaid(document, one)
            || repair::passive::is_done_to(document, one)
            || repair::is_excuse(document, one)
            || headline::names_a_thing(document, one)
    };
    found.retain(|one| !nothing(one));
    inversion::add(document, found);
    labels::add(document, found);
    signed::add(document, found);
    viewpoint::add(document, found);
    lexical::add(document, found, chances);
}

/// Puts the attributions in order, with their links, and gives each nested one its parent.
pub fn settle(document: &Document, found: &mut Vec<Attribution>) {
    for one in found.iter_mut() {
        tidy(one);
        one.form = form(document, &one.content);
    }
    order(found);
    nest(found);
}

/// Puts spans in order, joins those that overlap, and takes cue and own source out of the content.
fn tidy(one: &mut Attribution) {
    for spans in [&mut one.source, &mut one.cue, &mut one.content] {
        spans.retain(|span| !span.is_empty());
        crate::order::sort(spans);
        spans.dedup_by(|after, before| {
            let overlap = after.start < before.end;
            if overlap {
                before.end = before.end.max(after.end);
            }
            overlap
        });
    }
    for taken in one.cue.iter().chain(&one.source) {
        let parts = one.content.iter().flat_map(|part| without(*part, *taken));
        one.content = parts.collect();
    }
}

/// What is left of a span without another.
fn without(span: Span, taken: Span) -> Vec<Span> {
    if !span.overlaps(taken) {
        return vec![span];
    }
    let before = Span { start: span.start, end: taken.start.max(span.start) };
    let after = Span { start: taken.end.min(span.end), end: span.end };
    [before, after].into_iter().filter(|part| !part.is_empty()).collect()
}

/// Sorts by the first span of cue and content (and of the source, where it is the attribution's own), and drops what has no
/// content left.
fn order(found: &mut Vec<Attribution>) {
    let key = |one: &Attribution| {
        let own = if one.carried_from.is_some() { &[][..] } else { &one.source[..] };
        one.cue.iter().chain(&one.content).chain(own).min().copied()
    };
    let mut places: Vec<usize> = (0..found.len()).filter(|&index| !found[index].content.is_empty()).collect();
    crate::order::sort_by_key(&mut places, |&index| key(&found[index]));
    let mut now = vec![None; found.len()];
    for (new, &old) in places.iter().enumerate() {
        now[old] = Some(new);
    }
    let mut sorted: Vec<Attribution> = places.iter().map(|&old| found[old].clone()).collect();
    for (index, one) in sorted.iter_mut().enumerate() {
        let carried = one.carried_from.is_some();
        one.carried_from = one.carried_from.and_then(|from| now[from]).filter(|&from| from < index);
        if carried && one.carried_from.is_none() && one.source.is_empty() {
            one.source_state = SourceState::Unresolved;
        }
    }
    *found = sorted;
}

/// Sets the parent of an attribution whose cue and content lie inside another's content: the smallest such.
fn nest(found: &mut [Attribution]) {
    // Contents in order of their start; an outer one starts no later and is no more than a window away.
    let mut contents: Vec<(u32, u32, usize)> = Vec::new();
    for (index, one) in found.iter().enumerate() {
        contents.extend(one.content.iter().map(|span| (span.start, span.end, index)));
    }
    crate::order::sort(&mut contents);
    let parents: Vec<Option<usize>> = (0..found.len()).map(|inner| parent(found, &contents, inner)).collect();
    for (one, parent) in found.iter_mut().zip(parents) {
        one.parent = parent;
    }
}

/// Spans of content looked back for one that holds a cue.
const NEARBY: usize = 24;

fn parent(found: &[Attribution], contents: &[(u32, u32, usize)], inner: usize) -> Option<usize> {
    let one = &found[inner];
    let cue = *one.cue.first()?;
    let after = contents.partition_point(|&(start, ..)| start <= cue.start);
    let nearby = contents[after.saturating_sub(NEARBY)..after].iter();
    let holds = |outer: usize| {
        let inside = |span| found[outer].content.iter().any(|whole| whole.contains(span));
        outer != inner
            && one.cue.iter().chain(&one.content).all(|&span| inside(span))
            && found[outer].content != one.content
    };
    let size = |index: usize| found[index].content.iter().map(|span| span.len()).sum::<usize>();
    let outer = nearby.filter(|&&(_, end, outer)| end >= cue.end && holds(outer)).map(|&(.., outer)| outer);
    outer.min_by_key(|&outer| size(outer))
}
