//! Puts the report together: owned strings, identifiers, and at the end positions in the caller's unit.

use crate::table::HashSet;

use super::notes::notes;
use super::summary::summary;
use super::types::*;
use crate::attribution::Attribution as FoundAttribution;
use crate::model::Model;
use crate::source::{Evidenced as FoundValue, Sources};
use crate::stance::Stances;
use crate::text::{Document, OffsetMap};
use crate::{Offsets, Options, Span};

/// The report of one article.
pub fn assemble(
    document: &Document,
    model: &Model,
    options: &Options,
    attributions: &[FoundAttribution],
    sources: &Sources,
    stances: &Stances,
) -> Report {
    let border = Border { text: document.text, codepoints: OffsetMap::new(document.text, Offsets::Codepoint) };
    let attribution_ids = border.attribution_ids(attributions);
    let source_ids = border
        .ids("s", sources.list.iter().map(|source| source.mentions.first().map_or(0, |span| span.start as usize)));
    let topic_ids =
        border.ids("t", stances.topics.iter().map(|topic| topic.spans.first().map_or(0, |span| span.start as usize)));
    let mut credited: Vec<Vec<usize>> = vec![Vec::new(); sources.list.len()];
    for (attribution, credit) in sources.credits.iter().enumerate() {
        if let Some(source) = credit.source {
            credited[source].push(attribution);
        }
    }
    let of_source = |index: usize| credited[index].iter().copied();

    let report_sources = sources.list.iter().enumerate().map(|(index, source)| Source {
        id: source_ids[index].clone(),
        name: source.name.clone(),
        description: source.description.clone(),
        status: source.status,
        status_evidence: border.quotes(&source.status_evidence),
        members: source.members.iter().map(|&member| source_ids[member].clone()).collect(),
        member_of: source.member_of.map(|group| source_ids[group].clone()),
        affiliation: source.affiliation.as_ref().map(|value| border.evidenced(value)),
        role: source.role.as_ref().map(|value| border.evidenced(value)),
        count: source.count,
        edited: false,
        specificity: source.specificity,
        terms: border.quotes(&source.terms),
        reason: source.reason.as_ref().map(|reason| WithheldReason {
            class: reason.class,
            formulaic: reason.formulaic,
            spans: border.quotes(&reason.spans),
        }),
        basis: border.quotes(&source.basis),
        mentions: border.quotes(&source.mentions),
        attributions: of_source(index).map(|at| attribution_ids[at].clone()).collect(),
        words_quoted: of_source(index).map(|at| words_quoted(document, &attributions[at])).sum(),
    });

    let report_attributions = attributions.iter().zip(&sources.credits).zip(&stances.list).enumerate().map(
        |(index, ((found, credit), stance))| Attribution {
            id: attribution_ids[index].clone(),
            source: credit.source.map(|source| source_ids[source].clone()),
            source_state: found.source_state,
            parent: found.parent.map(|parent| attribution_ids[parent].clone()),
            via: credit
                .via
                .iter()
                .map(|via| Via { name: via.name.clone(), kind: via.kind, spans: border.quotes(&via.spans) })
                .collect(),
            form: found.form,
            act: stance.act,
            cue_colour: stance.cue_colour,
            parts: Parts {
                source: border.quotes(&found.source),
                cue: border.quotes(&found.cue),
                content: border.quotes(&found.content),
            },
            stance: Stance {
                side: stance.side,
                target: stance.target.as_ref().map(|target| {
                    let Quote { start, end, exact } = border.quote(target.span);
                    let topic = target.topic.map(|topic| topic_ids[topic].clone());
                    Target { start, end, exact, kind: target.kind, topic }
                }),
                commitment: stance.commitment,
                conditional: stance.conditional,
                evidence: border.quotes(&stance.evidence),
            },
            voice: credit.voice,
            confidence: found.confidence,
            reasons: found.reasons.clone(),
            edited: false,
        },
    );

    let mut report = Report {
        schema: "on-record/1".into(),
        tool: Tool { version: env!("CARGO_PKG_VERSION").into(), model: model.name().into(), model_hash: model.hash() },
        offsets: Offsets::Byte,
        text: TextInfo {
            length: document.text.len(),
            hash: text_hash(document.text),
            words: document.words(),
            sentences: document.sentences.len(),
            paragraphs: document.paragraphs.len(),
            language: document.language.code.map(str::to_string),
            zones: document
                .zones
                .iter()
                .map(|zone| Zone { kind: zone.kind, start: zone.span.start as usize, end: zone.span.end as usize })
                .collect(),
        },
        sources: report_sources.collect(),
        attributions: report_attributions.collect(),
        topics: stances
            .topics
            .iter()
            .zip(&topic_ids)
            .map(|(topic, id)| Topic {
                id: id.clone(),
                label: topic.label.clone(),
                kind: topic.kind,
                spans: border.quotes(&topic.spans),
            })
            .collect(),
        relations: stances
            .relations
            .iter()
            .map(|relation| Relation {
                kind: relation.kind,
                a: attribution_ids[relation.a].clone(),
                b: attribution_ids[relation.b].clone(),
                why: relation.why.clone(),
            })
            .collect(),
        asked_for_comment: stances
            .list
            .iter()
            .zip(&attribution_ids)
            .filter_map(|(stance, id)| stance.no_comment.map(|how| AskedForComment { attribution: id.clone(), how }))
            .collect(),
        notes: Vec::new(),
        summary: Summary { headline: String::new(), sentences: Vec::new(), counts: Counts::default() },
    };
    report.summary = summary(document, &report);
    report.notes = notes(document, &report);
    report.into_offsets(document.text, options.offsets)
}

/// Words of an attribution's content that stand in quotation marks.
fn words_quoted(document: &Document, attribution: &FoundAttribution) -> usize {
    let quoted = |span: &Span| {
        let tokens = &document.tokens[document.tokens_in(*span)];
        tokens.iter().filter(|token| token.quotation.is_some() && token.shape != crate::text::Shape::Mark).count()
    };
    attribution.content.iter().map(quoted).sum()
}

/// Where spans become words, and positions identifiers.
struct Border<'t> {
    text: &'t str,
    codepoints: OffsetMap<'t>,
}

impl Border<'_> {
    fn quote(&self, span: Span) -> Quote {
        Quote { start: span.start as usize, end: span.end as usize, exact: span.of(self.text).to_string() }
    }

    fn quotes(&self, spans: &[Span]) -> Vec<Quote> {
        spans.iter().map(|&span| self.quote(span)).collect()
    }

    fn evidenced(&self, found: &FoundValue) -> Evidenced {
        Evidenced { value: found.value.clone(), spans: self.quotes(&found.spans) }
    }

    /// `a` + start of the content + `-` + start of the cue, else of the source, else of the content.
    fn attribution_ids(&self, attributions: &[FoundAttribution]) -> Vec<String> {
        let start = |spans: &[Span]| spans.first().map(|span| self.codepoints.at(span.start as usize));
        let ids = attributions.iter().map(|found| {
            let content = start(&found.content).unwrap_or(0);
            let anchor = start(&found.cue).or(start(&found.source)).unwrap_or(content);
            format!("a{content}-{anchor}")
        });
        unique(ids)
    }

    fn ids(&self, letter: &str, starts: impl Iterator<Item = usize>) -> Vec<String> {
        unique(starts.map(|start| format!("{letter}{}", self.codepoints.at(start))))
    }
}

/// The same ids, a letter added where one stands twice.
fn unique(ids: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    ids.map(|id| {
        let variants = std::iter::once(id.clone()).chain((1u32..).map(|n| format!("{id}x{n}")));
        let free = variants.into_iter().find(|variant| !seen.contains(variant)).expect("numbers do not run out");
        seen.insert(free.clone());
        free
    })
    .collect()
}

/// The hash of a text as the report writes it: FNV-1a, 16 hexadecimal digits.
pub fn text_hash(text: &str) -> String {
    format!("{:016x}", crate::hash::fnv1a(text.as_bytes()))
}
