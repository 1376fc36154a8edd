//! Renderers: from the report to other forms.
//!
//! Each reads the report and the article it was made from, and nothing else: it decides nothing about the text. Formats
//! that count otherwise than the report convert its positions ([`Report::to_offsets`]).

mod brat;
mod csv;
mod html;
mod json;
mod json_ld;
mod markdown;
mod tei;
mod weave;
mod web_annotation;

use crate::line::one_line;
use crate::table::{HashMap, HashSet};

use crate::Report;
use crate::report::words;
use crate::report::{Act, AskedForComment, Attribution, Side, Source, SourceState, ViaKind};

/// An export format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// The report, indented.
    Json,
    /// Summary, sources, statements and notes, to read (CommonMark).
    Markdown,
    /// A table of attributions (RFC 4180), safe to open in a spreadsheet.
    Csv,
    /// A page without scripts: the summary, the text with its statements marked, sources and notes.
    Html,
    /// W3C Web Annotation Data Model: an annotation for every attribution, with text position and quote selectors.
    WebAnnotation,
    /// TEI P5: the text with `<said>`, and the sources as `<listPerson>` and `<listOrg>`.
    Tei,
    /// brat standoff: text-bound annotations, relations and attributes.
    Brat,
    /// schema.org `Quotation` and `Claim`.
    JsonLd,
}

impl Format {
    /// Every format, with the word that names it everywhere.
    pub const ALL: &'static [(Format, &'static str)] = &[
        (Format::Json, "json"),
        (Format::Markdown, "markdown"),
        (Format::Csv, "csv"),
        (Format::Html, "html"),
        (Format::WebAnnotation, "web-annotation"),
        (Format::Tei, "tei"),
        (Format::Brat, "brat"),
        (Format::JsonLd, "json-ld"),
    ];

    /// The format that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(format, _)| *format)
    }

    /// The word that names the format.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(format, _)| *format == self).map_or("", |(_, word)| word)
    }

    /// The usual end of a file's name, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Json | Format::WebAnnotation => "json",
            Format::Markdown => "md",
            Format::Csv => "csv",
            Format::Html => "html",
            Format::Tei => "xml",
            Format::Brat => "ann",
            Format::JsonLd => "jsonld",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Json => "application/json",
            Format::Markdown => "text/markdown;charset=utf-8",
            Format::Csv => "text/csv;charset=utf-8",
            Format::Html => "text/html;charset=utf-8",
            Format::WebAnnotation | Format::JsonLd => "application/ld+json",
            Format::Tei => "application/tei+xml",
            Format::Brat => "text/plain;charset=utf-8",
        }
    }
}

/// Renders a report. `text` is the article it was made from.
pub fn render(report: &Report, text: &str, format: Format) -> String {
    match format {
        Format::Json => indented(report),
        Format::Markdown => markdown::markdown(report),
        Format::Csv => csv::csv(report, None),
        Format::Html => html::html(report, text),
        Format::WebAnnotation => web_annotation::web_annotation(report, text),
        Format::Tei => tei::tei(report, text),
        Format::Brat => brat::brat(report, text),
        Format::JsonLd => json_ld::json_ld(report),
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn indented(report: &Report) -> String {
    serde_json::to_string_pretty(report).expect("a report is plain data") + "\n"
}

/// In the browser the host's own JSON writes the object (wasm.rs), and no second writer is downloaded.
#[cfg(target_arch = "wasm32")]
fn indented(_: &Report) -> String {
    String::new()
}

/// The CSV table with a first column that names the article, for tables of many articles. The first line holds the heads.
pub fn csv_of_article(report: &Report, article: &str) -> String {
    csv::csv(report, Some(article))
}

/// What the article calls a source.
fn label(source: &Source) -> String {
    let words = source.name.as_deref().or(source.description.as_deref());
    let words = words.or(source.mentions.first().map(|mention| mention.exact.as_str())).unwrap_or("a source");
    one_line(words)
}

/// A report's identifiers, looked up in constant time.
struct Index<'r> {
    sources: HashMap<&'r str, &'r Source>,
    attributions: HashMap<&'r str, usize>,
    asked: HashSet<&'r str>,
}

impl<'r> Index<'r> {
    fn new(report: &'r Report) -> Self {
        let numbered = report.attributions.iter().enumerate();
        Self {
            sources: report.sources.iter().map(|source| (source.id.as_str(), source)).collect(),
            attributions: numbered.map(|(index, found)| (found.id.as_str(), index)).collect(),
            asked: report.asked_for_comment.iter().map(|asked| asked.attribution.as_str()).collect(),
        }
    }

    /// The source of an attribution.
    fn speaker(&self, attribution: &Attribution) -> Option<&'r Source> {
        self.sources.get(attribution.source.as_deref()?).copied()
    }

    /// Whether a reader has corrected an attribution, or what is known of its source.
    fn edited(&self, attribution: &Attribution) -> bool {
        attribution.edited || self.speaker(attribution).is_some_and(|source| source.edited)
    }

    /// The number by which readers know an attribution, from 1.
    fn number(&self, id: &str) -> Option<usize> {
        self.attributions.get(id).map(|index| index + 1)
    }

    /// The sources to list, by status: not those who were only asked for comment and gave none.
    fn listed(&self, report: &'r Report) -> Vec<&'r Source> {
        let only_asked = |source: &Source| {
            !source.attributions.is_empty() && source.attributions.iter().all(|id| self.asked.contains(id.as_str()))
        };
        let mut listed: Vec<&Source> = report.sources.iter().filter(|source| !only_asked(source)).collect();
        crate::order::sort_by_key(&mut listed, |source| source.status);
        listed
    }

    /// Who was asked for comment, and how it ended.
    fn asked(&self, report: &'r Report) -> Vec<(String, &'static str, &'r str)> {
        let who = |asked: &AskedForComment| {
            let found = self.attributions.get(asked.attribution.as_str()).map(|&index| &report.attributions[index]);
            found.and_then(|found| self.speaker(found)).map_or("Somebody".to_string(), label)
        };
        let asked = report.asked_for_comment.iter();
        asked.map(|asked| (who(asked), words::outcome(asked.how), asked.attribution.as_str())).collect()
    }

    /// Whose words an attribution holds, and on what terms: "Ada Munk (Named)".
    fn who(&self, attribution: &Attribution) -> String {
        match self.speaker(attribution) {
            Some(source) => format!("{} ({})", label(source), words::badge(source.status)),
            None if attribution.source_state == SourceState::Hearsay => "No source given".into(),
            None => "Speaker unclear".into(),
        }
    }
}

/// The position an attribution takes, in words: "denies the report"; nothing where it takes none.
fn position(attribution: &Attribution) -> Option<String> {
    // "the steering pump" alone would read as said.
    if attribution.act == Act::NoComment {
        return Some(words::act_verb(Act::NoComment, Side::Neutral).into());
    }
    match (&attribution.stance.target, attribution.stance.side) {
        (_, Side::Neutral) | (None, _) => None,
        (Some(target), side) => Some(format!("{} {}", words::act_verb(attribution.act, side), one_line(&target.exact))),
    }
}

/// The channels between a source and the article, nearest the source first; the article's own outlet is none.
fn told_by(attribution: &Attribution) -> Vec<String> {
    attribution.via.iter().filter(|via| via.kind != ViaKind::ThisOutlet).map(|via| one_line(&via.name)).collect()
}

/// What a correction is marked with in every export that people read.
const EDITED: &str = "edited by a reader";

/// What stands under every export that people read.
const STANDING_LINE: &str =
    "Shows what the article says about its sources, not whether they are right. Made automatically: check the words.";

/// The content of an attribution as one line; what stood between its parts is shown as left out.
fn content(attribution: &Attribution) -> String {
    let parts: Vec<String> = attribution.parts.content.iter().map(|part| one_line(&part.exact)).collect();
    parts.join(" … ")
}

/// Text inside XML or HTML, attribute values included. Characters that XML 1.0 forbids become U+FFFD.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(character),
            '\r' => out.push_str("&#13;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
pub(crate) mod fixture;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_shows_in_every_export_and_only_there() {
        let (untouched, text) = fixture::fixture();
        let mut statement = untouched.clone();
        statement.attributions[0].edited = true;
        let mut source = untouched.clone();
        source.sources[0].edited = true;
        for &(format, word) in Format::ALL {
            let marks = |report: &Report| {
                let written = render(report, text, format).to_lowercase();
                // JSON carries the field in every report, CSV its column.
                let mark = match format {
                    Format::Json => "\"edited\": true",
                    Format::Csv => ",yes\r\n",
                    _ => "edited",
                };
                written.matches(mark).count()
            };
            assert_eq!(marks(&untouched), 0, "{word}: nobody has edited anything");
            assert!(marks(&statement) > 0, "{word}: a corrected statement");
            assert!(marks(&source) > 0, "{word}: a corrected source");
        }
    }
}
