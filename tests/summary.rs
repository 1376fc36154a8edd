//! The summary's grammar: a checker of what no sentence may look like, over every snapshot of `tests/articles` and over the
//! same articles with paragraphs left out.
//!
//! The checker knows no grammar; it knows the marks of a sentence put together wrongly. Each of its rules has sentences that it
//! must refuse (the twins) beside the good ones that it must let pass.

use std::fs;
use std::path::PathBuf;

use on_record::{Model, Options, analyze};

/// What is wrong with a sentence of a summary, if anything.
fn faults(sentence: &str) -> Vec<&'static str> {
    let mut faults = Vec::new();
    let mut wrong = |is: bool, what: &'static str| {
        if is {
            faults.push(what);
        }
    };
    let outside = unquoted(sentence);
    let words: Vec<String> = outside
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').to_string())
        .filter(|word| !word.is_empty())
        .collect();
    let first = sentence.chars().next();
    wrong(first.is_none_or(|first| first.is_lowercase()), "begins small");
    let core = sentence.trim_end_matches(['”', '’', '"', '\'', '»', ')']);
    wrong(!sentence.ends_with(['.', '!', '?', '…']) && !core.ends_with(['.', '!', '?', '…']), "has no stop");
    let doubled = ["..", ",.", ",,", " ,", " ;", " .", "  ", ";.", ":.", ".”.", ".\".", ",”.", ",\".", "?.", "!."];
    wrong(doubled.iter().any(|marks| sentence.contains(marks) && !sentence.contains("...")), "has doubled marks");
    let count = |mark: char| sentence.matches(mark).count();
    wrong(count('“') != count('”') || count('"') % 2 == 1 || count('(') != count(')'), "leaves a mark open");
    let twice = |pair: &[String]| {
        pair[0].eq_ignore_ascii_case(&pair[1]) && !["that", "had"].contains(&pair[0].to_lowercase().as_str())
    };
    wrong(words.windows(2).any(twice), "says a word twice");
    let begins = words.first().map(String::as_str).unwrap_or_default();
    let lost = ["He", "She", "They", "I", "We", "Who", "Which", "And", "But", "Him", "Them"];
    wrong(lost.contains(&begins) && !sentence.starts_with(['“', '"', '‘']), "begins with a pronoun");
    let ends = words.last().map(|word| word.to_lowercase()).unwrap_or_default();
    let hanging =
        ["and", "or", "but", "of", "to", "the", "a", "an", "with", "for", "from", "because", "by", "at", "that"];
    let stop_in_words =
        core == sentence && core.trim_end_matches(['.', '!', '?', '…']).ends_with(|c: char| c.is_alphanumeric());
    wrong(stop_in_words && !sentence.contains('…') && hanging.contains(&ends.as_str()), "is cut short");
    for part in outside.trim_end_matches('.').split("; ") {
        wrong(is_bare(part), "gives a verb a bare object");
    }
    faults
}

/// "accuses the breach", "denies the suggestion that the win": a verb without what it needs.
fn is_bare(part: &str) -> bool {
    let lower = part.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().map(|word| word.trim_matches([',', '.', ':'])).collect();
    let after = |verbs: &[&str]| words.iter().position(|word| verbs.contains(word)).map(|at| &words[at + 1..]);
    if let Some(rest) = after(&["accuse", "accuses"])
        && !rest.iter().any(|word| matches!(*word, "of" | "for" | "by" | "over"))
    {
        return true;
    }
    let Some(rest) = after(&["denies", "denied", "deny", "rejects", "rejected"]) else { return false };
    let claim = ["suggestion", "claim", "allegation", "accusation", "claims", "suggestions"];
    let Some(that) = rest.iter().position(|word| *word == "that") else { return false };
    let named = that > 0 && claim.contains(&rest[that - 1]);
    let finite = |word: &&str| {
        [
            "is", "was", "are", "were", "has", "had", "have", "would", "will", "could", "did", "can", "may", "might",
            "should",
        ]
        .contains(word)
            || word.len() > 3 && (word.ends_with("ed") || word.ends_with("ew"))
    };
    named && rest.len() < that + 6 && !rest[that + 1..].iter().any(finite)
}

fn unquoted(text: &str) -> String {
    let (mut out, mut depth, mut straight) = (String::new(), 0u32, false);
    for character in text.chars() {
        match character {
            '“' | '«' => depth += 1,
            '”' | '»' => depth = depth.saturating_sub(1),
            '"' => straight = !straight,
            _ if depth == 0 && !straight => out.push(character),
            _ => {}
        }
    }
    out
}

#[test]
fn the_checker_lets_good_sentences_pass() {
    for good in [
        "Five or six sources, one named; the name of a senior Aune official is withheld.",
        "Kestrian officials say they have expressed interest in a shared gauge; Vardany denies any intention to close the dam.",
        "Ada Munk said: “It is late, and we know it.”",
        "Ada Munk asked: “Is it late?”",
        "The union accused the mill of hiding the report.",
        "Bo Lind denied the suggestion that the win was bought.",
        "Bo Lind said that that was all he had had.",
        "“It is late”, the aide said.",
    ] {
        assert_eq!(faults(good), Vec::<&str>::new(), "{good}");
    }
}

#[test]
fn the_checker_refuses_their_twins() {
    for (bad, fault) in [
        ("kestrian officials say they are late.", "begins small"),
        ("Bo Lind said it was late", "has no stop"),
        ("Bo Lind said it was late..", "has doubled marks"),
        ("Bo Lind called it “a long wait,”.", "has doubled marks"),
        ("Bo Lind said , it was late.", "has doubled marks"),
        ("Bo Lind said: “It is late.", "leaves a mark open"),
        ("Bo Lind said said it was late.", "says a word twice"),
        ("He said it was late.", "begins with a pronoun"),
        ("Bo Lind said it was because of.", "is cut short"),
        ("The insurers accuse the breach.", "gives a verb a bare object"),
        ("Two sources, one named; the insurers accuse the breach.", "gives a verb a bare object"),
        ("Bea Lind denies the suggestion that the win.", "gives a verb a bare object"),
    ] {
        assert!(faults(bad).contains(&fault), "{bad}: {:?}", faults(bad));
    }
}

fn articles() -> Vec<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut folders: Vec<PathBuf> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

/// The sentences of a text of one or more sentences that are our own: parted where a sentence of ours ends.
fn check(name: &str, headline: &str, sentences: &[String], failures: &mut Vec<String>) {
    let (numbers, positions) = headline.split_once(". ").map_or((headline, ""), |(numbers, rest)| (numbers, rest));
    let numbers = if positions.is_empty() { numbers.to_string() } else { format!("{numbers}.") };
    let all = std::iter::once(numbers.as_str()).chain([positions]).filter(|text| !text.is_empty());
    for text in all.chain(sentences.iter().map(String::as_str)) {
        let found = faults(text);
        if !found.is_empty() {
            failures.push(format!("{name}: {found:?}: {text}"));
        }
    }
    // Never a word of ours about truth.
    for word in ["true", "false", "credib", "reliab", "trustworth", "accura"] {
        if numbers.to_lowercase().contains(word) {
            failures.push(format!("{name}: a word about truth: {numbers}"));
        }
    }
}

#[test]
fn the_snapshots_summaries_are_grammatical() {
    let mut failures = Vec::new();
    for folder in articles() {
        let text = fs::read_to_string(folder.join("expected.txt")).unwrap();
        let mut lines = text.lines().take_while(|line| !line.is_empty());
        let headline = lines.next().unwrap().trim_start_matches("headline: ");
        let sentences: Vec<String> =
            lines.filter_map(|line| Some(line.strip_prefix("- ")?.rsplit_once(" [")?.0.to_string())).collect();
        assert!(!sentences.is_empty(), "{} has a summary", folder.display());
        check(&folder.file_name().unwrap().to_string_lossy(), headline, &sentences, &mut failures);
    }
    assert!(failures.is_empty(), "{} sentences\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn so_are_those_of_the_same_articles_with_paragraphs_left_out() {
    let mut failures = Vec::new();
    for (index, folder) in articles().iter().enumerate() {
        let text = fs::read_to_string(folder.join("article.txt")).unwrap();
        let paragraphs: Vec<&str> = text.split("\n\n").collect();
        let kept: Vec<&str> = paragraphs
            .iter()
            .enumerate()
            .filter(|(at, _)| at % 3 != index % 3)
            .map(|(_, paragraph)| *paragraph)
            .collect();
        let report = analyze(Model::embedded(), &kept.join("\n\n"), &Options::new()).unwrap();
        let sentences: Vec<String> = report.summary.sentences.iter().map(|one| one.text.clone()).collect();
        check(&folder.file_name().unwrap().to_string_lossy(), &report.summary.headline, &sentences, &mut failures);
        for sentence in &report.summary.sentences {
            assert!(!sentence.attributions.is_empty(), "{} has no attribution", sentence.text);
        }
        let again = analyze(Model::embedded(), &kept.join("\n\n"), &Options::new()).unwrap();
        assert_eq!(report.summary.headline, again.summary.headline, "the summary is the same each time");
    }
    assert!(failures.is_empty(), "{} sentences\n{}", failures.len(), failures.join("\n"));
}
