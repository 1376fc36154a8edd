//! TEI P5: the text with `<said>`, the sources in the header.
//!
//! `<said>` carries `who` and `direct`; what the source does and on which side points into a taxonomy in the header. A
//! `<said>` that another one or a line break cuts is written in pieces tied by `prev` and `next`.

use crate::table::HashMap;

use super::{EDITED, Index, escaped, label, one_line, weave};
use crate::report::words::badge;
use crate::report::{Form, Source, Status};
use crate::{Offsets, Report};

/// A TEI document.
pub(super) fn tei(report: &Report, text: &str) -> String {
    let report = report.to_offsets(text, Offsets::Byte);
    let spans = report
        .attributions
        .iter()
        .enumerate()
        .flat_map(|(index, found)| found.parts.content.iter().map(move |part| (part.start..part.end, index)));
    let spans: Vec<_> = spans.collect();
    let known = Index::new(&report);
    // Written once to count the pieces of each, once with the links between them.
    let mut pieces: HashMap<usize, usize> = HashMap::new();
    let count = |index: usize, before: usize| {
        pieces.insert(index, before + 1);
        String::new()
    };
    weave::lines(text, spans.iter().cloned(), count, "", |_| String::new());
    let open = |index: usize, before: usize| {
        let found = &report.attributions[index];
        let (id, last) = (&found.id, pieces.get(&index).copied().unwrap_or(1) - 1);
        let piece = |number: usize| if number == 0 { id.clone() } else { format!("{id}.{number}") };
        let mut tag = format!("<said xml:id=\"{}\"", piece(before));
        if let Some(source) = &found.source {
            tag += &format!(" who=\"#{source}\"");
        }
        tag += &format!(" direct=\"{}\"", found.form == Form::Direct);
        let edited = if known.edited(found) { " #edited" } else { "" };
        tag += &format!(" ana=\"#act.{} #side.{}{edited}\"", found.act.word(), found.stance.side.word());
        if before > 0 {
            tag += &format!(" prev=\"#{}\"", piece(before - 1));
        }
        if before < last {
            tag += &format!(" next=\"#{}\"", piece(before + 1));
        }
        tag + ">"
    };
    let paragraphs = weave::lines(text, spans.iter().cloned(), open, "</said>", escaped);
    let body: String = paragraphs.iter().map(|paragraph| format!("      <p>{}</p>\n", paragraph.trim())).collect();
    let body = if body.is_empty() { "      <p/>\n".to_string() } else { body };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n{}  <text>\n    <body>\n{body}    </body>\n  </text>\n</TEI>\n",
        header(&report, text)
    )
}

fn header(report: &Report, text: &str) -> String {
    let title = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("Untitled");
    let title = crate::report::words::shortened(title, 20);
    let people: String = report.sources.iter().filter(|source| !is_body(source)).map(person).collect();
    let bodies: String = report.sources.iter().filter(|source| is_body(source)).map(organisation).collect();
    let list = |name: &str, items: String| {
        if items.is_empty() { items } else { format!("        <{name}>\n{items}        </{name}>\n") }
    };
    let participants = list("listPerson", people) + &list("listOrg", bodies);
    let profile = if participants.is_empty() {
        participants
    } else {
        format!("    <profileDesc>\n      <particDesc>\n{participants}      </particDesc>\n    </profileDesc>\n")
    };
    let mut classes: Vec<(&str, &str)> = Vec::new();
    classes.extend(report.attributions.iter().map(|found| ("act", found.act.word())));
    classes.extend(report.attributions.iter().map(|found| ("side", found.stance.side.word())));
    crate::order::sort(&mut classes);
    classes.dedup();
    let category = |(kind, word): &(&str, &str)| {
        let words = word.replace('_', " ");
        format!("          <category xml:id=\"{kind}.{word}\"><catDesc>{words}</catDesc></category>\n")
    };
    let mut categories: String = classes.iter().map(category).collect();
    let known = Index::new(report);
    if report.attributions.iter().any(|found| known.edited(found)) {
        categories += &format!("          <category xml:id=\"edited\"><catDesc>{EDITED}</catDesc></category>\n");
    }
    let classes = if categories.is_empty() {
        categories
    } else {
        format!("      <classDecl>\n        <taxonomy>\n{categories}        </taxonomy>\n      </classDecl>\n")
    };
    format!(
        "  <teiHeader>\n    <fileDesc>\n      <titleStmt><title>{}</title></titleStmt>\n      \
         <publicationStmt><p>Not published: an analysis of a text.</p></publicationStmt>\n      \
         <sourceDesc><p>A text of {} words, fingerprint {}.</p></sourceDesc>\n    </fileDesc>\n    <encodingDesc>\n      \
         <appInfo><application ident=\"on-record\" version=\"{}\"><label>On Record</label></application></appInfo>\n{classes}    \
         </encodingDesc>\n{profile}  </teiHeader>\n",
        escaped(&title),
        report.text.words,
        escaped(&report.text.hash),
        escaped(&report.tool.version),
    )
}

fn is_body(source: &Source) -> bool {
    matches!(source.status, Status::Institution | Status::Outlet | Status::Document)
}

fn person(source: &Source) -> String {
    let name = match &source.name {
        Some(name) => format!("<persName>{}</persName>", escaped(&one_line(name))),
        None => format!("<note type=\"description\">{}</note>", escaped(&label(source))),
    };
    format!(
        "          <person xml:id=\"{}\">{name}<note type=\"status\">{}</note></person>\n",
        source.id,
        badge(source.status)
    )
}

fn organisation(source: &Source) -> String {
    format!(
        "          <org xml:id=\"{}\"><orgName>{}</orgName><note type=\"status\">{}</note></org>\n",
        source.id,
        escaped(&label(source)),
        badge(source.status)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture::fixture;

    #[test]
    fn well_formed_with_every_pointer_resolved() {
        let (report, text) = fixture();
        let tei = tei(&report, text);
        assert_balanced(&tei);
        assert!(
            tei.contains(
                "<said xml:id=\"a1\" who=\"#s1\" direct=\"true\" ana=\"#act.reject #side.against\" next=\"#a1.1\">"
            ),
            "{tei}"
        );
        assert!(
            tei.contains(
                "<said xml:id=\"a1.1\" who=\"#s1\" direct=\"true\" ana=\"#act.reject #side.against\" prev=\"#a1\">"
            ),
            "{tei}"
        );
        assert!(tei.contains("=Ada Munk &lt;b&gt;"));
        assert!(!tei.contains('\u{1}'), "XML holds no control characters");
        for pointer in tei.split("\"#").skip(1).flat_map(|rest| rest.split('"').next().unwrap().split(" #")) {
            assert!(tei.contains(&format!("xml:id=\"{pointer}\"")), "{pointer}");
        }
    }

    #[test]
    fn an_empty_text() {
        let (mut report, _) = fixture();
        (report.attributions, report.sources, report.text.length) = Default::default();
        assert_balanced(&tei(&report, ""));
    }

    /// Every start tag has its end tag, in order.
    pub(super) fn assert_balanced(xml: &str) {
        let mut open = Vec::new();
        for tag in xml.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap();
            if tag.starts_with('?') || tag.ends_with('/') || tag.starts_with('!') {
                continue;
            }
            match tag.strip_prefix('/') {
                Some(name) => assert_eq!(open.pop(), Some(name.to_string()), "in {xml}"),
                None => open.push(tag.split_whitespace().next().unwrap().to_string()),
            }
        }
        assert!(open.is_empty(), "{open:?} left open");
    }
}
