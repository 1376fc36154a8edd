//! Markdown (CommonMark): the report to read, or to paste into a note.

use super::{EDITED, Index, STANDING_LINE, content, label, one_line, position, told_by};
use crate::Report;
use crate::report::words::{badge, form, heading};
use crate::report::{Attribution, SourceState, Status};
use crate::table::HashSet;

/// Summary, sources by group, statements, notes.
pub(super) fn markdown(report: &Report) -> String {
    let mut out = format!("# Who said what\n\n**{}**\n\n", text(&report.summary.headline));
    for sentence in &report.summary.sentences {
        out += &format!("- {}\n", text(&sentence.text));
    }
    out += &format!("\n*{STANDING_LINE}*\n");
    let index = Index::new(report);
    sources(&mut out, report, &index);
    if !report.attributions.is_empty() {
        out += "\n## Statements\n\n";
        for (number, found) in report.attributions.iter().enumerate() {
            out += &statement(&index, number + 1, found);
        }
    }
    if !report.notes.is_empty() {
        out += "\n## Sourcing notes\n\n";
        for note in &report.notes {
            out += &format!("- {}\n", text(&note.sentence));
        }
    }
    out
}

fn sources(out: &mut String, report: &Report, index: &Index) {
    let mut open = "";
    // Where a reason may stand in words that no rule reads, none is denied.
    let none = report.notes.iter().filter(|note| note.code == "reason_none");
    let unexplained: HashSet<&str> = none.flat_map(|note| note.evidence.iter().map(String::as_str)).collect();
    for source in index.listed(report) {
        let under = heading(source.status);
        if under != open {
            *out += &format!("\n## {under}\n\n");
            open = under;
        }
        *out += &format!("- **{}**", text(&label(source)));
        if let (Some(_), Some(description)) = (&source.name, &source.description) {
            *out += &format!(", {}", text(&one_line(description)));
        }
        *out += &format!(" ({}", badge(source.status));
        if source.status == Status::Anonymous
            && let Some(terms) = source.terms.first()
        {
            *out += &format!(". The article says so: “{}”", text(&one_line(&terms.exact)));
            let denied = unexplained.contains(source.id.as_str());
            *out += if denied { ". No reason given in this article" } else { "" };
        }
        let count = source.attributions.len();
        *out += &format!(") · {count} {}", if count == 1 { "statement" } else { "statements" });
        *out += &if source.edited { format!(" · {EDITED}\n") } else { "\n".to_string() };
    }
    if !report.asked_for_comment.is_empty() {
        *out += "\n## Asked for comment\n\n";
        for (who, how, _) in index.asked(report) {
            *out += &format!("- {}: {how}\n", text(&who));
        }
    }
}

fn statement(index: &Index, number: usize, found: &Attribution) -> String {
    let who = match index.speaker(found) {
        Some(source) => format!("**{}** ({})", text(&label(source)), badge(source.status)),
        None if found.source_state == SourceState::Hearsay => "**No source given**".to_string(),
        None => "**Speaker unclear**".to_string(),
    };
    let target = position(found).map_or_else(String::new, |position| format!(", {}", text(&position)));
    let via: Vec<String> = told_by(found).iter().map(|name| text(name)).collect();
    let told = if via.is_empty() { String::new() } else { format!(", as told by {}", via.join(", as told by ")) };
    let edited = if index.edited(found) { format!(" ({EDITED})") } else { String::new() };
    format!("{number}. {who}{told}, {}{target}{edited}: {}\n", form(found.form), text(&content(found)))
}

/// Text that Markdown takes as text: marks that would format, link or start HTML are escaped; control characters go.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' => {
                out.extend(['\\', character])
            }
            character if character.is_control() => out.push(' '),
            character => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture::fixture;

    #[test]
    fn text_stays_text() {
        let (report, _) = fixture();
        let markdown = markdown(&report);
        assert!(markdown.contains("=Ada Munk \\<b\\>"), "{markdown}");
        assert!(!markdown.contains("<b>"), "{markdown}");
        assert!(markdown.contains("- Ada \\*Munk\\* said."));
        assert!(markdown.contains("1. **=Ada Munk"), "{markdown}");
        assert!(markdown.contains("**No source given**, reported"), "{markdown}");
        assert!(markdown.contains(STANDING_LINE));
        assert!(!markdown.contains('\u{1}'));
    }

    #[test]
    fn an_empty_report_has_its_headline() {
        let (mut report, _) = fixture();
        (report.attributions, report.sources, report.notes) = Default::default();
        let markdown = markdown(&report);
        assert!(markdown.contains("Two sources") && !markdown.contains("## Statements"));
    }
}
