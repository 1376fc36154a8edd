//! The command-line tool, through the real binary.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const ARTICLE: &str =
    "The bridge is safe, the mayor said on Monday.\n“We tested it twice,” said Ada Munk, the city's engineer.\n";

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_on-record"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // A tool that has refused its arguments reads nothing.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A file of this test run.
fn file(name: &str, content: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cli");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path
}

#[test]
fn standard_input_gives_one_report() {
    let output = run(&[], ARTICLE.as_bytes());
    assert!(output.status.success(), "{}", stderr(&output));
    let report: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(report["schema"], "on-record/1");
    assert_eq!(report["offsets"], "byte");
    assert!(report.get("id").is_none());
}

#[test]
fn json_lines_in_json_lines_out() {
    let input = [
        r#"{"id": "a", "text": "It rained, Ada Munk said.", "further": [1]}"#,
        r#"{"id": 7, "text": "“No,” said Ada Munk."}"#,
        "",
        r#"{"text": "It snowed."}"#,
    ]
    .join("\n");
    let output = run(&["--input", "jsonl", "--offsets", "codepoint"], input.as_bytes());
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stdout(&output).starts_with("{\"id\":\"a\","), "the id comes first");
    let reports = lines(&output);
    assert_eq!(reports.len(), 3);
    assert_eq!(reports[1]["id"], 7, "an id keeps its type");
    assert_eq!(reports[2]["id"], "standard input, line 4");
    assert!(reports.iter().all(|report| report["offsets"] == "codepoint"));
}

#[test]
fn a_bad_line_does_not_hold_up_the_others() {
    let input = b"{\"id\":\"1\",\"text\":\"a\"}\nnot json\n{\"id\":\"3\"}\n{\"id\":\"4\",\"text\":\"one two three\"}\n{\"id\":\"5\",\"text\":\"a\"}\n";
    let output = run(&["--input", "jsonl", "--limit", "2"], input);
    assert_eq!(output.status.code(), Some(1));
    let found = lines(&output);
    assert_eq!(found.len(), 5, "a line out for every line in");
    assert!(found[0].get("error").is_none() && found[4].get("error").is_none());
    assert!(found[1]["error"].as_str().unwrap().contains("not JSON"));
    assert_eq!(found[2]["id"], "3");
    assert!(found[2]["error"].as_str().unwrap().contains("\"text\""));
    assert!(found[3]["error"].as_str().unwrap().contains("3 words"), "{}", found[3]);
    let told = stderr(&output);
    assert!(told.contains("line 2") && told.contains("line 3") && told.contains("line 4"), "{told}");
}

#[test]
fn files_and_their_names() {
    let one = file("one.txt", ARTICLE.as_bytes());
    let two = file("two.txt", b"It rained, Ada Munk said.");
    let (one, two) = (one.to_str().unwrap(), two.to_str().unwrap());
    let output = run(&[one, two], b"");
    assert!(output.status.success(), "{}", stderr(&output));
    let ids: Vec<Value> = lines(&output).iter().map(|line| line["id"].clone()).collect();
    assert_eq!(ids, [one, two]);

    let missing = run(&[one, "no-such-file.txt"], b"");
    assert_eq!(missing.status.code(), Some(1));
    assert!(stderr(&missing).contains("no-such-file.txt"), "{}", stderr(&missing));
    assert_eq!(lines(&missing).len(), 2, "the other file is analysed, the missing one is an error line");

    let rows = file("rows.jsonl", b"{\"id\":\"r\",\"text\":\"It rained, Ada Munk said.\"}");
    assert_eq!(lines(&run(&[rows.to_str().unwrap()], b""))[0]["id"], "r", "a .jsonl file is known by its name");
}

#[test]
fn every_format() {
    for (format, begins) in [
        ("json", "{"),
        ("jsonl", "{\"id\":\"standard input\""),
        ("markdown", "# "),
        ("csv", "id,source,"),
        ("html", "<!doctype html>"),
        ("web-annotation", "{"),
        ("tei", "<?xml"),
        ("brat", ""),
        ("json-ld", "{"),
    ] {
        let output = run(&["--format", format], ARTICLE.as_bytes());
        assert!(output.status.success(), "{format}: {}", stderr(&output));
        assert!(stdout(&output).starts_with(begins), "{format}: {}", stdout(&output));
    }
    let output = run(&["--format", "pdf"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("web-annotation"), "the formats there are: {}", stderr(&output));
}

#[test]
fn many_articles_in_one_table_and_not_in_one_page() {
    let input = b"{\"id\":\"a\",\"text\":\"It rained, Ada Munk said.\"}\n{\"id\":\"b\",\"text\":\"It rained, Ada Munk said.\"}\n";
    let table = run(&["--input", "jsonl", "--format", "csv"], input);
    assert!(table.status.success(), "{}", stderr(&table));
    assert_eq!(stdout(&table).matches("article,id,").count(), 1, "one line of heads");
    let page = run(&["--input", "jsonl", "--format", "html"], input);
    assert_eq!(page.status.code(), Some(2));
    assert!(stderr(&page).contains("one article"), "{}", stderr(&page));
}

#[test]
fn bytes_that_are_no_text() {
    let latin = run(&["--format", "json"], b"The caf\xe9 is open, the owner said.");
    assert!(latin.status.success(), "read as well as it can be");
    assert!(stderr(&latin).contains("byte 7"), "{}", stderr(&latin));
    let binary = run(&[], b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR");
    assert_eq!(binary.status.code(), Some(1));
    assert!(stderr(&binary).contains("plain text"), "{}", stderr(&binary));
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(ARTICLE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let output = run(&[], &utf16);
    let report: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(report["text"]["length"], ARTICLE.len());
}

#[test]
fn a_text_over_the_limit() {
    let output = run(&["--limit", "5"], ARTICLE.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("at most"), "{}", stderr(&output));
    assert_eq!(stdout(&output), "");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_on-record"))
        .args(["--input", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let row = b"{\"id\":\"a\",\"text\":\"It rained, Ada Munk said.\"}\n";
    let mut stdin = child.stdin.take().unwrap();
    for _ in 0..3 {
        if stdin.write_all(row).is_err() {
            break;
        }
    }
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(stderr(&output), "");
}

#[test]
fn help_says_what_goes_in_and_out() {
    let output = run(&["--help"], b"");
    let help = stdout(&output);
    for word in ["jsonl", "--offsets", "--limit", "--outlet", "Examples:", "not whether they are right"] {
        assert!(help.contains(word), "{word} is missing from\n{help}");
    }
}
