//! Datelines, and the article's own outlet as dateline, byline and credit give it.

use super::token::{Shape, Spacing};
use super::{Document, Token, ZoneKind};
use crate::Span;

/// Most tokens of a dateline.
const LONGEST: usize = 20;

/// The outlet the article itself names as its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlet<'t> {
    /// As the article writes it.
    pub name: &'t str,
    /// Where.
    pub span: Span,
}

/// Agencies and outlets that sign datelines, bylines and credits.
const AGENCIES: crate::list::List = list!(
    "AP Reuters REUTERS AFP PA UPI dpa DPA ANSA Xinhua XINHUA Bloomberg TASS Interfax IANS PTI ANI Kyodo \
     Yonhap CNN BBC Anadolu EFE Efe AAP RFE VOA JTA Bernama Thomson Associated Agence"
);

/// If a paragraph begins with a dateline, the number of its tokens: "LONDON (AP) —", "TEHRAN, Iran (Reuters) -",
/// "Muscat, June 12 –".
pub fn dateline_end(text: &str, tokens: &[Token]) -> Option<usize> {
    let word = |at: usize| tokens.get(at).map_or("", |token: &Token| token.span.of(text));
    let shape = |at: usize| tokens.get(at).map(|token| token.shape);
    let mut named = false;
    let (mut agency, mut dated) = (false, false);
    let mut at = 0;
    while at < tokens.len().min(LONGEST) {
        match shape(at)? {
            Shape::Mark => match word(at) {
                "(" => {
                    let close = (at + 1..(at + 8).min(tokens.len())).find(|&close| word(close) == ")")?;
                    agency |= (at + 1..close).any(|inner| AGENCIES.contains(&word(inner)));
                    agency |=
                        close - at <= 4 && (at + 1..close).all(|inner| !matches!(shape(inner), Some(Shape::Lower)));
                    at = close;
                }
                "—" | "–" | "-" | "―" => {
                    let dashes = 1 + usize::from(word(at + 1) == word(at) && tokens[at + 1].spacing == Spacing::None);
                    let free = tokens[at].spacing == Spacing::Space || agency || word(at) != "-";
                    let inner = word(at) == "-" && dashes == 1 && tokens[at].spacing == Spacing::None && !agency;
                    if inner && matches!(shape(at + 1), Some(Shape::Capitalised | Shape::Upper)) {
                        at += 1;
                        continue;
                    }
                    // Without agency or date, only a place in capitals tells a dateline from a sentence with a dash.
                    let signed = agency || dated || shape(0) == Some(Shape::Upper);
                    return (free && named && signed).then_some(at + dashes);
                }
                "," | "." | "/" | "’" | "'" => {}
                _ => return None,
            },
            Shape::Digits if named => dated = true,
            Shape::Upper | Shape::Capitalised | Shape::Mixed if !one_of!(word(at), "The In On A At") => named = true,
            Shape::Lower if one_of!(word(at), "and of de the near al el") => {}
            _ => return None,
        }
        at += 1;
    }
    None
}

/// The article's own outlet, where dateline, byline or credit names it; the dateline first.
pub fn own_outlet<'t>(document: &Document<'t>) -> Option<Outlet<'t>> {
    let signed = |kind: ZoneKind| document.zones.iter().filter(move |zone| zone.kind == kind);
    let at = |span: Span| Outlet { name: document.slice(span), span };
    for zone in signed(ZoneKind::Dateline) {
        let tokens = document.tokens_in(zone.span);
        let open = tokens.clone().find(|&index| document.word(index) == "(");
        let close = tokens.clone().rfind(|&index| document.word(index) == ")");
        if let Some((open, close)) = open.zip(close).filter(|(open, close)| open + 1 < *close) {
            return Some(at(cover(document, open + 1, close - 1)));
        }
    }
    for zone in signed(ZoneKind::Byline) {
        if let Some(span) = after_names(document, zone.span) {
            return Some(at(span));
        }
    }
    for zone in signed(ZoneKind::Credit) {
        if let Some(span) = holder(document, zone.span) {
            return Some(at(span));
        }
    }
    None
}

fn cover(document: &Document, first: usize, last: usize) -> Span {
    document.tokens[first].span.cover(document.tokens[last].span)
}

/// In a byline, an agency's name, or what follows "for", a bar, or a comma and ends in News, Press, Times ….
fn after_names(document: &Document, zone: Span) -> Option<Span> {
    const ENDINGS: crate::list::List = list!(
        "News Press Times Post Herald Tribune Guardian Reuters Agency Chronicle Journal Gazette Telegraph \
         Independent Radio Today Magazine Sport Courier Mail Star Sun"
    );
    let range = document.tokens_in(zone);
    let name = |at: usize| matches!(document.tokens[at].shape, Shape::Capitalised | Shape::Upper | Shape::Mixed);
    let last =
        range.clone().rfind(|&at| ENDINGS.contains(&document.word(at)) || AGENCIES.contains(&document.word(at)))?;
    let mut first = last;
    while first > range.start && name(first - 1) && !matches!(document.word(first - 1), "By" | "BY") {
        first -= 1;
    }
    let parted = first == range.start || one_of!(document.word(first - 1), ", | for – - — ( /");
    parted.then(|| cover(document, first, last))
}

/// In a credit: "© 2020 The Daily Example", "Associated Press writer Ann Day contributed …".
fn holder(document: &Document, zone: Span) -> Option<Span> {
    let range = document.tokens_in(zone);
    let name =
        |at: usize| range.contains(&at) && matches!(document.tokens[at].shape, Shape::Capitalised | Shape::Upper);
    let run = |first: usize| {
        let mut last = first;
        while name(last + 1) || one_of!(document.word_or_empty(last + 1), "of the and") && name(last + 2) {
            last += 1;
        }
        cover(document, first, last)
    };
    let sign = range.clone().find(|&at| one_of!(document.word(at), "© Copyright COPYRIGHT"));
    if let Some(sign) = sign {
        let first = (sign + 1..range.end.min(sign + 6)).find(|&at| name(at) && document.word(at) != "Copyright");
        return first.map(run);
    }
    let job = range.clone().find(|&at| one_of!(document.word(at), "writer writers journalist journalists"))?;
    let first = (range.start..job).rev().take_while(|&at| name(at)).last()?;
    Some(cover(document, first, job - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_are_told_from_sentences() {
        for (line, expected) in [
            ("LONDON (AP) — Rain fell.", Some("LONDON (AP) —")),
            ("TEHRAN, Iran (Reuters) - Rain fell.", Some("TEHRAN, Iran (Reuters) -")),
            ("Muscat, June 12 – Rain fell.", Some("Muscat, June 12 –")),
            ("NEW YORK — Rain fell.", Some("NEW YORK —")),
            ("WASHINGTON -- Rain fell.", Some("WASHINGTON --")),
            ("BADEN-BADEN, Germany (dpa) - Rain fell.", Some("BADEN-BADEN, Germany (dpa) -")),
            ("Rain – the first in weeks – fell.", None),
            ("Ann Day (right) said it rained.", None),
            ("The IAEA – a UN body – met.", None),
            ("In May 2020 – a bad year – it rained.", None),
            ("London is wet.", None),
        ] {
            let document = Document::new(line);
            let found = dateline_end(line, &document.tokens);
            let words = found.map(|end| document.tokens[0].span.cover(document.tokens[end - 1].span).of(line));
            assert_eq!(words, expected, "{line}");
        }
    }

    #[test]
    fn the_outlet_is_what_the_article_names() {
        let body = "\nRain fell on the harbour for most of the night, and the pier was closed until the morning by its owner.\n";
        for (text, expected) in [
            (format!("Rain falls\nLONDON (AP) — The rain{body}"), Some("AP")),
            (format!("Rain falls\nBy Ann Day, BBC News{body}"), Some("BBC News")),
            (format!("Rain falls\nBy Ann Day{body}"), None),
            (format!("Rain falls{body}© 2020 The Daily Example"), Some("The Daily Example")),
            (
                format!("Rain falls{body}Associated Press writer Bob Low contributed to this report."),
                Some("Associated Press"),
            ),
            (format!("Rain falls{body}The BBC reported rain."), None),
        ] {
            let document = Document::new(&text);
            assert_eq!(own_outlet(&document).map(|outlet| outlet.name), expected, "{text}");
        }
    }
}
