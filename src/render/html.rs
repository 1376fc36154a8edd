//! HTML: a page that stands by itself, without scripts and without any request.
//!
//! The summary, the sources, the text with every statement marked and numbered, the notes; links lead from each to the
//! words.

use super::{EDITED, Index, STANDING_LINE, escaped, label, one_line, position, told_by, weave};
use crate::report::words::{badge, form, heading, shortened};
use crate::report::{Attribution, Status, StatusGroup};
use crate::{Offsets, Report};

const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1b1b1f;--paper:#fff;--line:#c9c9d2;--on:#e3ecfa;--not:#fbeecb;--diffuse:#ececf0}
@media(prefers-color-scheme:dark){:root{--ink:#ececf1;--paper:#17171b;--line:#4a4a55;--on:#24344f;--not:#4b3d16;--diffuse:#33333c}}
body{font:1rem/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:44rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.3rem;line-height:1.4}h2{font-size:1.05rem;margin-top:2rem}
mark{color:inherit;background:var(--diffuse);border-radius:.15em}mark.on_record{background:var(--on)}mark.not_named{background:var(--not)}
mark:target{outline:2px solid currentColor}sup{font-size:.7em}li{margin:.3rem 0}small,.standing{opacity:.8}a{color:inherit}
.text{border-top:1px solid var(--line);border-bottom:1px solid var(--line);padding:.5rem 0}";

/// The page.
pub(super) fn html(report: &Report, text: &str) -> String {
    let report = report.to_offsets(text, Offsets::Byte);
    let title = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("Who said what");
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{} · On Record</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n",
        escaped(&shortened(title, 16)),
        escaped(&report.summary.headline),
    );
    let index = Index::new(&report);
    if !report.summary.sentences.is_empty() {
        out += "<ul>\n";
        for sentence in &report.summary.sentences {
            let links: String = sentence.attributions.iter().map(|id| link(&index, id)).collect();
            out += &format!("<li>{}{links}</li>\n", escaped(&sentence.text));
        }
        out += "</ul>\n";
    }
    out += &format!("<p class=\"standing\">{}</p>\n", escaped(STANDING_LINE));
    sources(&mut out, &report, &index);
    marked_text(&mut out, &report, &index, text);
    if !report.notes.is_empty() {
        out += "<h2>Sourcing notes</h2>\n<ul>\n";
        for note in &report.notes {
            let links: String =
                note.evidence.iter().filter(|id| id.starts_with('a')).map(|id| link(&index, id)).collect();
            out += &format!("<li>{}{links}</li>\n", escaped(&note.sentence));
        }
        out += "</ul>\n";
    }
    out + "</main>\n</body>\n</html>\n"
}

/// The number of an attribution, leading to its words.
fn link(index: &Index, id: &str) -> String {
    index.number(id).map_or_else(String::new, |number| format!(" <sup><a href=\"#{id}\">{number}</a></sup>"))
}

fn sources(out: &mut String, report: &Report, index: &Index) {
    let mut open = "";
    for source in index.listed(report) {
        let under = heading(source.status);
        if under != open {
            *out += if open.is_empty() { "" } else { "</ul>\n" };
            *out += &format!("<h2>{under}</h2>\n<ul>\n");
            open = under;
        }
        let mut line = format!("<b>{}</b>", escaped(&label(source)));
        if let (Some(_), Some(description)) = (&source.name, &source.description) {
            line += &format!(", {}", escaped(&one_line(description)));
        }
        line += &format!(" <small>{}", badge(source.status));
        if let (Status::Anonymous, Some(terms)) = (source.status, source.terms.first()) {
            line += &format!(". The article says so: “{}”", escaped(&one_line(&terms.exact)));
        }
        line += &if source.edited { format!(". {EDITED}") } else { String::new() };
        let links: String = source.attributions.iter().map(|id| link(index, id)).collect();
        *out += &format!("<li>{line}</small>{links}</li>\n");
    }
    *out += if open.is_empty() { "" } else { "</ul>\n" };
    if !report.asked_for_comment.is_empty() {
        *out += "<h2>Asked for comment</h2>\n<ul>\n";
        for (who, how, id) in index.asked(report) {
            *out += &format!("<li>{}: {how}{}</li>\n", escaped(&who), link(index, id));
        }
        *out += "</ul>\n";
    }
}

fn marked_text(out: &mut String, report: &Report, index: &Index, text: &str) {
    let spans = report.attributions.iter().enumerate();
    let spans =
        spans.flat_map(|(index, found)| found.parts.content.iter().map(move |part| (part.start..part.end, index)));
    let open = |at: usize, before: usize| {
        let found = &report.attributions[at];
        let group = index.speaker(found).map_or(StatusGroup::Diffuse, |source| source.status.group());
        let class = format!("class=\"{}\" title=\"{}\"", group.word(), escaped(&title(index, found)));
        // The first piece carries the id and the number.
        match before {
            0 => {
                let edited = if index.edited(found) { format!(" {EDITED}") } else { String::new() };
                format!("<mark id=\"{}\" {class}><sup>{}{edited}</sup>", found.id, at + 1)
            }
            _ => format!("<mark {class}>"),
        }
    };
    *out += "<h2>The text</h2>\n<div class=\"text\">\n";
    for paragraph in weave::lines(text, spans, open, "</mark>", escaped) {
        *out += &format!("<p>{paragraph}</p>\n");
    }
    *out += "</div>\n";
}

fn title(index: &Index, found: &Attribution) -> String {
    let told: String = told_by(found).iter().map(|name| format!(", as reported by {name}")).collect();
    let position = position(found).map_or_else(String::new, |position| format!(", {position}"));
    format!("{}{told}, {}{position}", index.who(found), form(found.form))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture::fixture;

    #[test]
    fn nothing_of_the_text_is_markup() {
        let (report, text) = fixture();
        let page = html(&report, text);
        assert!(!page.contains("<b> said") && page.contains("=Ada Munk &lt;b&gt; said"), "{page}");
        assert!(!page.contains("<script") && !page.contains("javascript:"), "no scripts");
        assert!(page.contains("<mark id=\"a1\" class=\"on_record\""), "{page}");
        assert!(page.contains("<mark id=\"a2\" class=\"not_named\""), "{page}");
        assert!(page.contains("&quot;toast&quot;"));
        for id in page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(page.contains(&format!("id=\"{id}\"")), "{id}");
        }
    }

    #[test]
    fn quotes_cannot_leave_an_attribute() {
        let (mut report, text) = fixture();
        report.sources[0].name = Some("\" onload=\"x".into());
        let page = html(&report, text);
        assert!(!page.contains("\" onload=\""), "{page}");
    }
}
