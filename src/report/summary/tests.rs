//! Sentences and headlines of labelled texts: what an editor would let stand, and what must not appear.

use crate::report::testing::{again, report, who};
use crate::report::types::*;

/// The sentences of a text with one source.
fn sentences(marked: &str, label: &str, status: Status, act: Act, side: Side) -> Vec<String> {
    let (_, report) = report(marked, vec![who(label, status, &[1])], &[(1, act, side)]);
    report.summary.sentences.into_iter().map(|sentence| sentence.text).collect()
}

fn one(marked: &str, label: &str, status: Status) -> String {
    sentences(marked, label, status, Act::State, Side::Neutral).into_iter().next().unwrap_or_else(|| "-".into())
}

#[test]
fn the_articles_grammar_is_kept() {
    for (marked, label, status, expected) in [
        // Source, cue, content: a pronoun gives way to the name.
        (
            "{s1|She} {c1|said} Monday {q1|that the talks in Aune were not secret}.",
            "Ada Munk",
            Status::Named,
            "Ada Munk said Monday that the talks in Aune were not secret.",
        ),
        (
            "{s1|The ministry} has {c1|rejected} {q1|the offer}.",
            "Interior Ministry",
            Status::Institution,
            "Interior Ministry has rejected the offer.",
        ),
        // What breaks off within a phrase is no sentence; what ends before another clause is.
        (
            "{s1|Police} {c1|sought} {q1|a grey van after three masked} people robbed the mill.",
            "the police",
            Status::Institution,
            "-",
        ),
        (
            "{s1|Police} {c1|sought} {q1|a grey van} after people robbed the mill.",
            "the police",
            Status::Institution,
            "The police sought a grey van.",
        ),
        // "That" of another sentence.
        ("{s1|She} {c1|said} {q1|that would be late}.", "Ada Munk", Status::Named, "-"),
        // Content first stays first.
        (
            "{q1|The bridge will stay closed}, {s1|the aide} {c1|said}.",
            "an aide to the mayor",
            Status::Unnamed,
            "The bridge will stay closed, an aide to the mayor said.",
        ),
        // A colon stays where it stands, and so does the comma that closes an aside; that of a quotation is not doubled.
        (
            "{s1|Ada Munk} {c1|was cautious:} {q1|she put the odds at one in ten}.",
            "Ada Munk",
            Status::Named,
            "Ada Munk was cautious: she put the odds at one in ten.",
        ),
        (
            "{q1|The mill, sold in May}, {c1|was criticised by} {s1|the aide}.",
            "the aide",
            Status::Unnamed,
            "The mill, sold in May, was criticised by the aide.",
        ),
        (
            "{q1|The mill} {c1|was criticised by} {s1|the aide}.",
            "the aide",
            Status::Unnamed,
            "The mill was criticised by the aide.",
        ),
        (
            "{q1|The mill “stinks of old fish,”} {s1|the aide} {c1|said}.",
            "the aide",
            Status::Unnamed,
            "The mill “stinks of old fish,” the aide said.",
        ),
        // Half a sentence on both sides of its speaker is none.
        ("{q1|A promise that}, {s1|the aide} {c1|says}, {q1|cannot be kept}.", "the aide", Status::Unnamed, "-"),
        (
            "{q1|Those steps}, {s1|she} {c1|said}, {q1|could include a new bridge}.",
            "Ada Munk",
            Status::Named,
            "Those steps, Ada Munk said, could include a new bridge.",
        ),
        (
            "{q1|The bridge is late}, {c1|according to} {s1|the report}.",
            "the report",
            Status::Document,
            "The bridge is late, according to the report.",
        ),
        (
            "{c1|According to} {s1|the report}, {q1|the bridge is late}.",
            "the report",
            Status::Document,
            "According to the report, the bridge is late.",
        ),
        // A transitive verb takes its object behind it.
        (
            "{q1|A policy of closing bridges}, which {s1|the union} has {c1|criticised}, goes on.",
            "the union",
            Status::Institution,
            "The union criticised a policy of closing bridges.",
        ),
        // "added" and "also" point to a sentence that is not there.
        ("{s1|He} {c1|added} {q1|that it was late}.", "Bo Lind", Status::Named, "Bo Lind said that it was late."),
        ("{s1|He} also {c1|denied} {q1|any delay}.", "Bo Lind", Status::Named, "Bo Lind denied any delay."),
        // A participle becomes finite.
        (
            "The city agreed, {s1|he} {c1|warning} {q1|that it was late}.",
            "Bo Lind",
            Status::Named,
            "Bo Lind warned that it was late.",
        ),
        // What makes no sentence is left out.
        ("{s1|His} {c1|fear} {q1|of bridges}.", "Bo Lind", Status::Named, "-"),
        ("{s1|He} meant {c1|to warn} {q1|that it was late}.", "Bo Lind", Status::Named, "-"),
        ("{s1|I} {c1|think} {q1|that it was late}.", "Bo Lind", Status::Named, "-"),
        ("{s1|He} {c1|accused} {q1|you of being late}.", "Bo Lind", Status::Named, "-"),
    ] {
        assert_eq!(one(marked, label, status), expected, "{marked}");
    }
}

#[test]
fn quotation_marks_are_the_articles_own() {
    for (marked, expected) in [
        ("{q1|“It is late, and we know it,”} {s1|she} {c1|said}.", "Ada Munk said: “It is late, and we know it”."),
        ("{q1|“Is it late?”} {s1|she} {c1|asked}.", "Ada Munk asked: “Is it late?”"),
        (
            "{q1|“It is late, and we know it.”} {s1|she} {c1|told} reporters.",
            "Ada Munk said: “It is late, and we know it.”",
        ),
        (
            "{q1|“No,”} {s1|she} {c1|said}. {q1|“It is not late at all.”}",
            "Ada Munk said: “No” … “It is not late at all.”",
        ),
        ("{s1|She} {c1|called} {q1|the plan “a long wait”}.", "Ada Munk called the plan “a long wait”."),
        ("{s1|She} {c1|said} {q1|the plan was late}.", "Ada Munk said the plan was late."),
        ("{q1|'It is late, and we know it,'} {s1|she} {c1|said}.", "Ada Munk said: 'It is late, and we know it'."),
    ] {
        assert_eq!(one(marked, "Ada Munk", Status::Named), expected, "{marked}");
    }
    // A mark left open makes no sentence.
    assert_eq!(one("{s1|She} {c1|said} {q1|the plan was “a long}", "Ada Munk", Status::Named), "-");
}

#[test]
fn on_what_terms_and_through_whom() {
    let sentence = one("{q1|“It is late and we know it,”} {s1|the aide} {c1|said}.", "a city aide", Status::Anonymous);
    assert_eq!(sentence, "A city aide, whose name is withheld, said: “It is late and we know it”.");
    let sentence =
        one("{q1|“It is late and we know it,”} {s1|aides} {c1|said}.", "aides to the mayor", Status::Anonymous);
    assert_eq!(sentence, "Aides to the mayor, whose names are withheld, said: “It is late and we know it”.");
    let sentence = one("{s1|He} {c1|said} {q1|it was late}, {v1|the Post} reported.", "Bo Lind", Status::Named);
    assert_eq!(sentence, "Bo Lind, as told by the Post, said it was late.");
    // The terms themselves are no statement.
    assert_eq!(
        sentences(
            "{s1|He} {c1|asked} {q1|not to be identified}. It rained.",
            "an aide",
            Status::Anonymous,
            Act::Urge,
            Side::For
        ),
        ["An aide, whose name is withheld, asked not to be identified."],
        "where nothing else is said they may stand"
    );
}

#[test]
fn titles_go_before_the_name_and_descriptions_behind_it() {
    for (description, expected) in [
        (Some("Mayor"), "Mayor Bo Lind said it was late."),
        (Some("the city's engineer"), "Bo Lind, the city's engineer, said it was late."),
        (Some("who chairs the board"), "Bo Lind, who chairs the board, said it was late."),
        (Some("Chief executive"), "Chief executive Bo Lind said it was late."),
        (Some("Mr"), "Bo Lind said it was late."),
        (Some("her spokesman"), "Bo Lind said it was late."),
        (Some("Mr Lind"), "Bo Lind said it was late."),
        (None, "Bo Lind said it was late."),
    ] {
        let mut source = who("Bo Lind", Status::Named, &[1]);
        source.source.description = description.map(str::to_string);
        let (_, report) = report("{s1|He} {c1|said} {q1|it was late}.", vec![source], &[]);
        assert_eq!(report.summary.sentences[0].text, expected, "{description:?}");
    }
}

#[test]
fn a_group_and_its_member_share_a_sentence_and_a_number() {
    let marked = "{s1|Aune officials} {c1|say} {q1|they want a new bridge over the river}. {q2|“We have the money for it and we \
                  have the time,”} {s2|a senior Aune official} {c2|said}. {s3|Bo Lind} {c3|rejected} {q3|{t3|the plan} as a waste}.";
    let mut member = who("a senior Aune official", Status::Anonymous, &[2]);
    member.source.member_of = Some("s0".into());
    let whos = vec![who("Aune officials", Status::Unnamed, &[1]), member, who("Bo Lind", Status::Named, &[3])];
    let acts = [(1, Act::Seek, Side::For), (3, Act::Reject, Side::Against)];
    let (_, report) = report(marked, whos, &acts);
    let summary = &report.summary;
    assert_eq!((summary.counts.sources, summary.counts.sources_at_least), (3, 2));
    assert_eq!(
        summary.headline,
        "Two or three sources, one named; the name of a senior Aune official is withheld, and Aune officials are not named. \
         Aune officials say they want a new bridge over the river; Bo Lind rejected the plan as a waste."
    );
    let shared = summary.sentences.iter().find(|sentence| sentence.attributions.len() == 2).unwrap();
    assert_eq!(
        shared.text,
        "Aune officials say they want a new bridge over the river; a senior Aune official, whose name is withheld, said: “We \
         have the money for it and we have the time”."
    );
}

#[test]
fn one_of_a_counted_group_is_no_further_person() {
    // How many are in the group, how many of them speak, and what the headline says.
    for (count, heard, expected) in [
        (2, 2, "Two sources, none of them a named person; the names of two are withheld."),
        (3, 2, "Two or three sources, none of them a named person; the names of aides to the mayor are withheld."),
        (3, 0, "One source, none of them a named person; the names of aides to the mayor are withheld."),
    ] {
        let marked = "{s1|Aides to the mayor} {c1|said} {q1|that it rained}. {s2|One} {c2|said} {q2|it was wet}. {s3|The other} \
                      {c3|said} {q3|it was late}.";
        let mut group = who("aides to the mayor", Status::Anonymous, &[1]);
        group.source.count = Some(count);
        let mut whos = vec![group];
        for (label, number) in [("one", 2), ("the other", 3)].into_iter().take(heard) {
            let mut member = who(label, Status::Anonymous, &[number]);
            member.source.member_of = Some("s0".into());
            whos.push(member);
        }
        let (_, report) = report(marked, whos, &[]);
        assert_eq!(report.summary.headline, expected, "{count} {heard}");
    }
}

#[test]
fn who_tells_it_is_said_once() {
    for (marked, expected) in [
        ("{s1|She} {c1|told} the Gazette {q1|that it was late}.", "Ada Munk told the Gazette that it was late."),
        (
            "{q1|“It is late, and we know it,”} {s1|she} {c1|told} the Gazette.",
            "Ada Munk, as told by the Gazette, said: “It is late, and we know it”.",
        ),
    ] {
        let (text, mut report) = report(marked, vec![who("Ada Munk", Status::Named, &[1])], &[]);
        report.attributions[0].via = vec![Via { name: "The Gazette".into(), kind: ViaKind::Outlet, spans: Vec::new() }];
        assert_eq!(again(&text, report).summary.sentences[0].text, expected, "{marked}");
    }
}

#[test]
fn two_camps_in_one_headline() {
    let marked = "{s1|Vardany} {c1|denies} {q1|{t1|any intention to close the valley}}. {s2|Kestria} {c2|warned} {q2|against \
                  {t2|the dam}}.";
    let whos = || vec![who("Vardany", Status::Institution, &[1]), who("Kestria", Status::Institution, &[2])];
    let (_, report) = report(marked, whos(), &[(1, Act::Deny, Side::Against), (2, Act::Warn, Side::Against)]);
    assert_eq!(
        report.summary.headline,
        "Two sources, no person among them. Vardany denies any intention to close the valley; Kestria warned against the dam."
    );
}

#[test]
fn a_headline_leans_on_nobody_else() {
    for (said, told) in [
        ("he would vote against the plan", false),
        ("it would fight the plan", true),
        ("it would look into it", true),
        ("they would look into it", false),
    ] {
        let marked = format!("{{s1|The mill}} {{c1|said}} {{q1|{said}}}.");
        let whos = vec![who("the mill", Status::Institution, &[1])];
        let (_, report) = report(&marked, whos, &[(1, Act::Reject, Side::Against)]);
        assert_eq!(report.summary.headline.contains(said), told, "{said}: {}", report.summary.headline);
    }
}

#[test]
fn nothing_found_and_nobody_named() {
    let (text, found) = report("It rained.", Vec::new(), &[]);
    assert_eq!(found.summary.headline, "No statement is ascribed to anyone in this text.");
    assert!(again(&text, found).summary.sentences.is_empty());
    let (_, found) = report("{c1|Reportedly}, {q1|it rained}.", Vec::new(), &[]);
    assert_eq!(found.summary.headline, "No source is given for what this text reports.");
    assert_eq!(found.summary.counts.by_status.get(&Status::Hearsay), Some(&1));
    assert_eq!(found.summary.counts.sources, 0);
}

#[test]
fn who_only_gave_no_comment_and_the_writer_are_not_counted() {
    let marked = "{s1|I} {c1|think} {q1|it is late}. {s2|The city} {c2|declined} {q2|to comment}. {s3|Bo Lind} {c3|said} {q3|no}.";
    let whos = vec![
        who("the writer", Status::Author, &[1]),
        who("The city", Status::Institution, &[2]),
        who("Bo Lind", Status::Named, &[3]),
    ];
    let (_, report) = report(marked, whos, &[(2, Act::NoComment, Side::Neutral)]);
    assert_eq!(report.summary.counts.sources, 1);
    assert_eq!(report.summary.counts.by_status.get(&Status::Institution), None);
    assert!(report.summary.headline.starts_with("One source, named."), "{}", report.summary.headline);
    assert!(report.summary.sentences.iter().all(|sentence| !sentence.text.contains("comment")));
}

#[test]
fn never_a_word_about_truth_or_a_grade() {
    let source =
        [include_str!("../words.rs"), include_str!("headline.rs"), include_str!("clause.rs"), include_str!("voice.rs")];
    for text in source {
        for word in ["\"true", "\"false", "credib", "reliab", "trustworth", "failed to", "refuses to answer"] {
            assert!(!text.to_lowercase().contains(word), "{word}");
        }
    }
}
