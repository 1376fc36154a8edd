//! CSV (RFC 4180): a row for every attribution.
//!
//! A cell that a spreadsheet would run as a formula is written with an apostrophe before it, which spreadsheets show as
//! text (OWASP, "CSV injection").

use super::{Index, content, label, one_line, told_by};
use crate::Report;
use crate::report::words::badge;
use crate::report::{Quote, SourceState, Status};

const HEADS: [&str; 18] = [
    "id",
    "source",
    "status",
    "affiliation",
    "form",
    "act",
    "side",
    "target",
    "content",
    "cue",
    "via",
    "commitment",
    "cue_colour",
    "source_id",
    "start",
    "end",
    "parent",
    "edited",
];

/// The table, a line of heads first. `article`: a first column that names the article in every row.
pub(super) fn csv(report: &Report, article: Option<&str>) -> String {
    let mut out = String::new();
    row(&mut out, article.map(|_| "article").into_iter().chain(HEADS).map(str::to_string));
    let index = Index::new(report);
    for found in &report.attributions {
        let source = index.speaker(found);
        let words = |parts: &[Quote]| parts.iter().map(|part| one_line(&part.exact)).collect::<Vec<_>>().join(" … ");
        let status = match source {
            Some(source) => badge(source.status),
            None if found.source_state == SourceState::Hearsay => badge(Status::Hearsay),
            None => "Speaker unclear",
        };
        let (start, end) =
            (found.parts.content.first().map(|part| part.start), found.parts.content.last().map(|part| part.end));
        let cells = [
            found.id.clone(),
            source.map(label).unwrap_or_default(),
            status.to_string(),
            source.and_then(|source| source.affiliation.as_ref()).map(|value| value.value.clone()).unwrap_or_default(),
            found.form.word().to_string(),
            found.act.word().to_string(),
            found.stance.side.word().to_string(),
            found.stance.target.as_ref().map(|target| one_line(&target.exact)).unwrap_or_default(),
            content(found),
            words(&found.parts.cue),
            told_by(found).join(" < "),
            found.stance.commitment.word().to_string(),
            found.cue_colour.word().to_string(),
            found.source.clone().unwrap_or_default(),
            start.unwrap_or(0).to_string(),
            end.unwrap_or(0).to_string(),
            found.parent.clone().unwrap_or_default(),
            if index.edited(found) { "yes".to_string() } else { String::new() },
        ];
        row(&mut out, article.map(str::to_string).into_iter().chain(cells));
    }
    out
}

fn row(out: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.map(|cell| cell_of(&cell)).collect();
    out.push_str(&cells.join(","));
    out.push_str("\r\n");
}

fn cell_of(value: &str) -> String {
    let safe =
        if value.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{value}") } else { value.to_string() };
    if safe.contains([',', '"', '\n', '\r']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture::fixture;

    #[test]
    fn formulas_are_text_and_quotes_are_doubled() {
        let (report, _) = fixture();
        let table = csv(&report, None);
        let lines: Vec<&str> = table.split("\r\n").collect();
        assert_eq!(lines.len(), 5, "heads, three rows, and the end");
        assert!(lines[1].contains("'=Ada Munk <b>,Named"), "{}", lines[1]);
        assert!(lines[1].contains("\"“Tea & \"\"toast\"\" 😀, no more.”\""), "{}", lines[1]);
        assert!(lines[3].contains("No source given"), "{}", lines[3]);
    }

    #[test]
    fn cells() {
        for (value, cell) in [
            ("plain", "plain"),
            ("=1+1", "'=1+1"),
            ("+49", "'+49"),
            ("-1", "'-1"),
            ("@user", "'@user"),
            ("\tx", "'\tx"),
            ("a=b", "a=b"),
            ("a,b", "\"a,b\""),
            ("", ""),
        ] {
            assert_eq!(cell_of(value), cell);
        }
        assert_eq!(cell_of("\r=x"), "\"'\r=x\"");
    }

    #[test]
    fn many_articles_have_a_first_column() {
        let (report, _) = fixture();
        let table = csv(&report, Some("-x"));
        assert!(table.starts_with("article,id,"));
        assert!(table.split("\r\n").nth(1).unwrap().starts_with("'-x,a1,"));
    }
}
