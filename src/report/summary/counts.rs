//! Numbers of the summary.

use crate::table::{BTreeMap, HashSet};

use crate::report::facts::{Facts, not_named};
use crate::report::types::{Act, Counts, Status};

/// Counts. Hearsay, the writer and those who only gave no comment are not sources.
pub(super) fn counts(facts: &Facts) -> Counts {
    let counted = facts.counted();
    let mut by_status: BTreeMap<Status, usize> = BTreeMap::new();
    for source in &counted {
        *by_status.of(source.status) += 1;
    }
    let mut quoted_words_by_status: BTreeMap<Status, usize> = BTreeMap::new();
    let mut fragment_quotes = HashSet::new();
    for attribution in &facts.report.attributions {
        let Some(status) = facts.status(attribution) else { continue };
        if status == Status::Hearsay && attribution.act != Act::NoComment {
            *by_status.of(Status::Hearsay) += 1;
        }
        let words = facts.words_quoted(attribution);
        if words > 0 {
            *quoted_words_by_status.of(status) += words;
        }
        fragment_quotes.extend(facts.fragments(attribution).into_iter().map(|span| span.start));
    }
    if facts.report.sources.iter().any(|source| source.status == Status::Author) {
        by_status.insert(Status::Author, 1);
    }
    // "American officials" and "a senior US official": the one may be among the others, and all that is heard of them.
    let is_counted: HashSet<&str> = counted.iter().map(|source| source.id.as_str()).collect();
    let groups: HashSet<&str> = counted
        .iter()
        .filter_map(|source| source.member_of.as_deref())
        .filter(|group| is_counted.contains(group))
        .filter(|group| facts.source(group).is_some_and(|group| not_named(group.status)))
        .collect();
    Counts {
        sources: counted.len(),
        sources_at_least: counted.len() - groups.len(),
        attributions: facts.report.attributions.len(),
        by_status,
        quoted_words_by_status,
        fragment_quotes: fragment_quotes.len(),
    }
}
