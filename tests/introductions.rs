//! Whoever is introduced is found again: ways to introduce a source, crossed with ways to speak of it later and with what may stand
//! between, read by the whole product. Every cell of a table must hold; each table has its twins, who must not be taken for one.

use on_record::report::{Report, Source, Status};
use on_record::{Model, Options, analyze};

/// What may stand between an introduction and the next mention.
const BETWEEN: [&str; 3] = [" ", "\n\n", " Critics disagreed.\n\n"];
/// Opens every text, so that its first sentence is no headline.
const OPENING: &str = "The town hall roof leaks again.\n\n";

/// The sources of the attributions whose content has `word`.
fn speakers<'r>(report: &'r Report, word: &str) -> Vec<&'r Source> {
    let has = |attribution: &&on_record::report::Attribution| {
        attribution.parts.content.iter().any(|part| part.exact.contains(word))
    };
    let of = |id: &String| report.sources.iter().find(|source| source.id == *id);
    report.attributions.iter().filter(has).filter_map(|one| one.source.as_ref()).filter_map(of).collect()
}

/// Reads a text and adds what is wrong: each of `expected` is (a word of the content, a part of name or description, status).
fn check(wrong: &mut Vec<String>, text: &str, expected: &[(&str, &str, Status)]) -> Vec<Option<String>> {
    let report = analyze(Model::embedded(), &format!("{OPENING}{text}\n"), &Options::new()).unwrap();
    let mut ids = Vec::new();
    for &(word, called, status) in expected {
        let found = speakers(&report, word);
        let fits = |source: &&&Source| {
            let words = [&source.name, &source.description];
            source.status == status && words.into_iter().flatten().any(|words| words.contains(called))
        };
        let one = found.iter().find(fits);
        if one.is_none() {
            let found: Vec<_> = found.iter().map(|one| (&one.name, &one.description, one.status)).collect();
            wrong.push(format!("{text:?}: {word}: expected {called:?} ({status:?}), found {found:?}"));
        }
        ids.push(one.map(|source| source.id.clone()));
    }
    ids
}

fn same(wrong: &mut Vec<String>, text: &str, ids: &[Option<String>], wanted: bool) {
    if ids.iter().all(Option::is_some) && (ids[0] == ids[1]) != wanted {
        wrong.push(format!("{text:?}: one source where there are two, or the reverse"));
    }
}

fn report_all(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "{} cells fail\n{}", wrong.len(), wrong[..wrong.len().min(12)].join("\n"));
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "An" } else { "A" }
}

#[test]
fn whoever_is_named_with_an_office_is_found_by_it() {
    let offices = [
        "minister",
        "mayor",
        "chief executive",
        "police chief",
        "coach",
        "head teacher",
        "union leader",
        "lawyer",
        "chairman",
        "bishop",
        "surgeon",
        "general secretary",
        "harbour master",
        "prime minister",
        "home secretary",
        "town clerk",
        "company president",
        "editor",
        "owner",
    ];
    let introduced = [
        "The R, David Harlow, left for the airport on Monday.",
        "The R of the club, David Harlow, left for the airport on Monday.",
        "David Harlow, the R, left for the airport on Monday.",
        "David Harlow, R of the town's largest club, left for the airport on Monday.",
        "David Harlow, who is the R, left for the airport on Monday.",
        "^ David Harlow left for the airport on Monday.",
        "The R is David Harlow, who grew up on a farm.",
        "David Harlow has been the R since May.",
        "David Harlow became R in May after a long search.",
        "As R, David Harlow signed the plan in May.",
        "David Harlow (R) signed the plan in May.",
        "The club sent its R, David Harlow, to the talks on Monday.",
        "A crowd met R David Harlow at the airport on Monday.",
        "A crowd met the R, David Harlow, at the airport on Monday.",
    ];
    let again = [
        "The R said the lamps were broken.",
        "Harlow said the lamps were broken.",
        "Mr Harlow said the lamps were broken.",
        "\"The lamps are broken,\" said the R.",
    ];
    let mut wrong = Vec::new();
    for office in offices {
        let capital = office[..1].to_uppercase() + &office[1..];
        for first in introduced {
            for second in again {
                for between in BETWEEN {
                    let text = format!("{first}{between}{second}").replace('R', office).replace('^', &capital);
                    check(&mut wrong, &text, &[("lamps", "David Harlow", Status::Named)]);
                }
            }
        }
    }
    report_all(wrong);
}

#[test]
fn two_who_are_named_together_are_told_apart() {
    let offices =
        ["mayor", "minister", "coach", "surgeon", "editor", "captain", "farmer", "senator", "ambassador", "judge"];
    let introduced = [
        "The R, Ann Day, and the Q, Bob May, left on Monday.",
        "Ann Day, the R, met Bob May, the Q, on Monday.",
        "^ Ann Day met Q Bob May on Monday.",
        "Ann Day is the R. Bob May is the Q.",
        "Ann Day, who is the R, left on Monday. Bob May, who is the Q, stayed.",
        "The town's R, Ann Day, left on Monday. The town's Q, Bob May, stayed.",
    ];
    let again =
        ["The W said the lamps were broken.", "S said the lamps were broken.", "\"The lamps are broken,\" said the W."];
    let mut wrong = Vec::new();
    for (number, office) in offices.iter().enumerate() {
        let other = offices[(number + 3) % offices.len()];
        let capital = office[..1].to_uppercase() + &office[1..];
        for first in introduced {
            for second in again {
                for (who, surname, name) in [(*office, "Day", "Ann Day"), (other, "May", "Bob May")] {
                    let second = second.replace('W', who).replace('S', surname);
                    let first = first.replace('R', office).replace('Q', other).replace('^', &capital);
                    check(&mut wrong, &format!("{first} {second}"), &[("lamps", name, Status::Named)]);
                }
            }
        }
    }
    report_all(wrong);
}

#[test]
fn who_is_not_named_is_nobody_else() {
    let people = [
        "nurse",
        "police officer",
        "teacher",
        "diplomat",
        "engineer",
        "clerk",
        "doctor",
        "resident",
        "worker",
        "driver",
        "lawmaker",
        "prison guard",
        "shop owner",
        "adviser",
        "banker",
        "investigator",
    ];
    let (unnamed, withheld) = (Status::Unnamed, Status::Anonymous);
    let mut wrong = Vec::new();
    for one in people {
        let a = article(one);
        for between in BETWEEN {
            for second in [
                format!("The {one} said the lamps were broken."),
                format!("\"The lamps are broken,\" said the {one}."),
                format!("The same {one} said the lamps were broken."),
            ] {
                let text = format!("{a} {one} who asked not to be named said the boiler was old.{between}{second}");
                let ids = check(&mut wrong, &text, &[("boiler", one, withheld), ("lamps", one, withheld)]);
                same(&mut wrong, &text, &ids, true);
            }
            let text = format!("{a} {one} said the boiler was old.{between}A second {one} said the lamps were broken.");
            let ids = check(&mut wrong, &text, &[("boiler", one, unnamed), ("lamps", "second", unnamed)]);
            same(&mut wrong, &text, &ids, false);
            let text = format!("{a} {one} said the boiler was old.{between}The {one} asked not to be named.");
            check(&mut wrong, &text, &[("boiler", one, withheld)]);
            let text = format!("The mayor, Ann Day, left on Monday.{between}{a} {one} said the boiler was old.");
            check(&mut wrong, &text, &[("boiler", one, unnamed)]);
            let text = format!(
                "Two {one}s who asked not to be named said the boiler was old.{between}Both {one}s said the lamps were broken."
            );
            let ids = check(&mut wrong, &text, &[("boiler", one, withheld), ("lamps", one, withheld)]);
            same(&mut wrong, &text, &ids, true);
            let text = format!(
                "Two {one}s said the boiler was old.{between}One of them said the lamps were broken. The other said the floor was wet."
            );
            check(
                &mut wrong,
                &text,
                &[("boiler", one, unnamed), ("lamps", "ne of", unnamed), ("floor", "other", unnamed)],
            );
        }
    }
    report_all(wrong);
}

#[test]
fn bodies_and_texts_are_found_by_what_they_are() {
    let bodies = [
        ("Voldex", "company"),
        ("Harrow Bank", "bank"),
        ("Dockers United", "union"),
        ("The Ministry of Works", "ministry"),
        ("St Anne's Hospital", "hospital"),
        ("Marsh Rovers", "club"),
        ("Ostby University", "university"),
        ("The Coast Agency", "agency"),
        ("Norvik Air", "airline"),
        ("Ostby Council", "council"),
        ("The Homeland Party", "party"),
    ];
    let mut wrong = Vec::new();
    for between in BETWEEN {
        for (name, kind) in bodies {
            let called = name.trim_start_matches("The ");
            let text = format!("{name} said the boiler was old.{between}The {kind} said the lamps were broken.");
            let expected = [("boiler", called, Status::Institution), ("lamps", called, Status::Institution)];
            let ids = check(&mut wrong, &text, &expected);
            same(&mut wrong, &text, &ids, true);
        }
        for text in ["report", "letter", "memo", "study", "email", "survey"] {
            let a = article(text);
            let words = format!(
                "{a} {text} by the council said the boiler was old.{between}The {text} said the lamps were broken."
            );
            let ids =
                check(&mut wrong, &words, &[("boiler", text, Status::Document), ("lamps", text, Status::Document)]);
            same(&mut wrong, &words, &ids, true);
        }
    }
    report_all(wrong);
}
