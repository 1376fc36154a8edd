//! What must never be, said once and looked for in the sources: which stage may know of which, what the page may not do,
//! and what may not come into the repository.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The stages from the ground up. A stage knows those before it.
const STAGES: &[(&str, &[&str])] = &[
    ("span", &[]),
    ("labels", &[]),
    ("hash", &[]),
    ("order", &[]),
    ("case", &[]),
    ("list", &[]),
    ("line", &[]),
    ("data", &[]),
    ("table", &[]),
    ("error", &[]),
    ("options", &["span", "error"]),
    ("text", &["span", "labels", "order", "case", "list", "table", "error", "options"]),
    ("model", &["span", "labels", "hash", "case", "table", "error", "options"]),
    ("encode", &["span", "labels", "case", "list", "table", "error", "options", "text", "model"]),
    (
        "attribution",
        &["span", "labels", "order", "case", "list", "table", "error", "options", "text", "model", "encode"],
    ),
    (
        "source",
        &[
            "span",
            "labels",
            "order",
            "case",
            "list",
            "line",
            "table",
            "error",
            "options",
            "text",
            "model",
            "encode",
            "attribution",
        ],
    ),
    (
        "stance",
        &[
            "span",
            "labels",
            "order",
            "case",
            "list",
            "line",
            "table",
            "error",
            "options",
            "text",
            "model",
            "encode",
            "attribution",
            "source",
        ],
    ),
    (
        "report",
        &[
            "span",
            "labels",
            "hash",
            "order",
            "case",
            "list",
            "line",
            "table",
            "error",
            "options",
            "text",
            "model",
            "encode",
            "attribution",
            "source",
            "stance",
        ],
    ),
    (
        "render",
        &["span", "labels", "order", "case", "list", "line", "table", "error", "options", "report", "text::OffsetMap"],
    ),
];

/// Names that `lib.rs` re-exports, and the modules they come from.
const ROOT_NAMES: &[(&str, &str)] = &[
    ("Error", "error"),
    ("ErrorKind", "error"),
    ("Model", "model"),
    ("Offsets", "options"),
    ("Options", "options"),
    ("Analysis", "pipeline"),
    ("Progress", "pipeline"),
    ("analyze", "pipeline"),
    ("Report", "report"),
    ("Span", "span"),
];

#[test]
fn dependencies_run_down_only() {
    let mut wrong = Vec::new();
    for file in files("src", &["rs"]) {
        let path = file.strip_prefix(root().join("src")).expect("below src");
        let first = path.components().next().expect("a file").as_os_str().to_string_lossy();
        let stage = first.trim_end_matches(".rs");
        let Some((_, allowed)) = STAGES.iter().find(|(name, _)| *name == stage) else { continue };
        for used in crate_paths(&production(&read(&file))) {
            let head = used.split("::").next().unwrap_or_default();
            let module = ROOT_NAMES.iter().find(|(name, _)| *name == head).map_or(head, |(_, module)| module);
            let fine = module == stage || allowed.contains(&module) || allowed.contains(&used.as_str());
            if !fine {
                wrong.push(format!("{}: {stage} must not know crate::{used}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_door_to_javascript_names_javascript() {
    let names = ["wasm_bindgen", "js_sys", "web_sys"];
    never(&files("src", &["rs"]), &names, &["src/wasm.rs", "src/wasm/", "src/bin/bindgen.rs"]);
}

#[test]
fn the_library_has_no_regex_engine() {
    let manifest = read(&root().join("Cargo.toml"));
    let library = manifest.split("[dev-dependencies]").next().expect("a manifest");
    assert!(!library.lines().any(|line| line.starts_with("regex")), "regex costs 777 KB of WebAssembly");
}

#[test]
fn the_page_sends_nothing_and_makes_no_markup_of_text() {
    let scripts = files("www", &["js", "html"]);
    let sends = ["XMLHttpRequest", "sendBeacon", "WebSocket", "EventSource", "RTCPeerConnection", "document.cookie"];
    never(&scripts, &sends, &[]);
    let markup = ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"];
    never(&scripts, &markup, &[]);
    // The page's own files: its samples, the engine. Everything else comes from the reader.
    never(&scripts, &["fetch("], &["www/sw.js", "www/page.js", "www/page/", "www/element.js", "www/examples/"]);
}

#[test]
fn the_element_and_the_views_do_not_know_the_engine_s_files() {
    let mut scripts = files("www/view", &["js"]);
    scripts
        .extend([root().join("www/element.js"), root().join("www/define.js")].into_iter().filter(|file| file.exists()));
    never(&scripts, &["/pkg/", "core.js"], &[]);
}

#[test]
fn nothing_is_loaded_from_another_host() {
    let allowed = ["http://www.w3.org/", "https://schema.org", "http://localhost"];
    let mut wrong = Vec::new();
    for file in files("www", &["js", "html", "css", "svg", "webmanifest"]) {
        if file.starts_with(root().join("www/examples")) {
            continue;
        }
        for (number, line) in read(&file).lines().enumerate() {
            for (at, _) in line.match_indices("http").filter(|(at, _)| line[*at..].contains("://")) {
                let url = &line[at..];
                let is_url = url.starts_with("http://") || url.starts_with("https://");
                if is_url && !allowed.iter().any(|start| url.starts_with(start)) {
                    wrong.push(format!("{}:{}: {}", shown(&file), number + 1, line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn lexicons_say_where_they_come_from() {
    for file in files("data", &["txt"]) {
        let text = read(&file);
        let head: String = text.lines().take_while(|line| line.starts_with('#')).collect::<Vec<_>>().join("\n");
        assert!(head.contains("MIT OR Apache-2.0"), "{} needs a header with its origin and licence", shown(&file));
    }
}

#[test]
fn files_hold_one_idea() {
    let mut sources = files("src", &["rs"]);
    sources.extend(files("www", &["js", "css"]));
    sources.extend(files("scripts", &["mjs", "js"]));
    let long: Vec<String> = sources
        .iter()
        .map(|file| (shown(file), read(file).lines().count()))
        .filter(|(_, lines)| *lines > 650)
        .map(|(file, lines)| format!("{file}: {lines} lines; which second idea moved in?"))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// The labelled articles beside the repository are other people's: no eight words in a row of them may stand in it.
#[test]
fn no_text_of_the_labelled_sets_is_in_the_repository() {
    const RUN: usize = 8;
    let gold = root().join("../shared/gold");
    if !gold.exists() {
        println!("skipped: the labelled sets are not at {}", gold.display());
        return;
    }
    let mut known = HashSet::new();
    for file in walk(&gold).into_iter().filter(|file| has_end(file, &["jsonl"])) {
        for line in read(&file).lines() {
            let text = serde_json::from_str::<serde_json::Value>(line).ok();
            let text = text.as_ref().and_then(|value| value["text"].as_str()).unwrap_or_default().to_string();
            known.extend(words(&text).windows(RUN).map(hash));
        }
    }
    let mut wrong = Vec::new();
    for folder in ["src", "tests", "data", "www", "docs", "benches", "examples", "train", "scripts"] {
        for file in files(folder, &["rs", "toml", "txt", "js", "mjs", "html", "md", "json", "jsonl", "py"]) {
            let text = read(&file);
            let words = words(&text);
            // The formula of anonymity is everybody's.
            let formula = |run: &[String]| run.iter().any(|word| word == "anonymity");
            if let Some(run) = words.windows(RUN).find(|run| known.contains(&hash(run)) && !formula(run)) {
                wrong.push(format!("{}: {}", shown(&file), run.join(" ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

// ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────────────

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn shown(file: &Path) -> String {
    file.strip_prefix(root()).unwrap_or(file).display().to_string().replace('\\', "/")
}

fn read(file: &Path) -> String {
    String::from_utf8_lossy(&fs::read(file).unwrap_or_default()).into_owned()
}

fn has_end(file: &Path, ends: &[&str]) -> bool {
    file.extension().is_some_and(|end| ends.iter().any(|wanted| end == *wanted))
}

/// Every file below a folder of the repository with one of these ends.
fn files(folder: &str, ends: &[&str]) -> Vec<PathBuf> {
    walk(&root().join(folder)).into_iter().filter(|file| has_end(file, ends)).collect()
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        match path.is_dir() {
            true if path.ends_with("node_modules") || path.ends_with("work") => {}
            true => found.extend(walk(&path)),
            false => found.push(path),
        }
    }
    found.sort();
    found
}

/// Fails if one of `names` stands in code of one of `files`; a path of `but` ending in `/` spares a folder.
fn never(files: &[PathBuf], names: &[&str], but: &[&str]) {
    let mut wrong = Vec::new();
    for file in files {
        let path = shown(file);
        if but.iter().any(|spared| path == *spared || (spared.ends_with('/') && path.starts_with(spared))) {
            continue;
        }
        for (number, line) in read(file).lines().enumerate() {
            let code = without_comment(line);
            for name in names.iter().filter(|name| code.contains(**name)) {
                wrong.push(format!("{path}:{}: {name}", number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A line up to its `//`, if that is no part of a URL; nothing of a line inside a block comment.
fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with('*') || line.trim_start().starts_with("/*") {
        return "";
    }
    let slashes = line.match_indices("//").find(|(at, _)| *at == 0 || !line[..*at].ends_with(':'));
    slashes.map_or(line, |(at, _)| &line[..at])
}

/// A Rust file without comments and without the tests at its foot.
fn production(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    code.lines().map(without_comment).collect::<Vec<_>>().join("\n")
}

/// Every path that starts with `crate::`, groups taken apart: `crate::{Error, text::{A, B}}` gives three.
fn crate_paths(code: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for (at, start) in code.match_indices("crate::") {
        expand("", &code[at + start.len()..], &mut paths);
    }
    paths
}

/// Reads one path at the start of `code` and returns what follows it.
fn expand<'c>(prefix: &str, code: &'c str, paths: &mut Vec<String>) -> &'c str {
    let mut rest = code.trim_start();
    let mut path = prefix.to_string();
    loop {
        if let Some(group) = rest.strip_prefix('{') {
            rest = group;
            loop {
                rest = expand(&path, rest, paths).trim_start();
                if let Some(alias) = rest.strip_prefix("as ") {
                    rest = alias.trim_start_matches(|letter: char| letter.is_alphanumeric() || letter == '_');
                }
                match rest.chars().next() {
                    Some(',') => rest = rest[1..].trim_start(),
                    Some('}') => return &rest[1..],
                    // A file that does not compile.
                    Some(letter) => rest = &rest[letter.len_utf8()..],
                    None => return rest,
                }
                if let Some(after) = rest.strip_prefix('}') {
                    return after;
                }
            }
        }
        let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
        path.push_str(&rest[..end]);
        rest = &rest[end..];
        match rest.strip_prefix("::") {
            Some(after) => {
                path.push_str("::");
                rest = after;
            }
            None => {
                if end > 0 {
                    paths.push(path);
                }
                return rest;
            }
        }
    }
}

fn words(text: &str) -> Vec<String> {
    let split = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    split.map(str::to_lowercase).collect()
}

fn hash(run: &[String]) -> u64 {
    run.iter()
        .flat_map(|word| word.bytes().chain([0]))
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[test]
fn paths_are_taken_apart() {
    let code = "use crate::{Error, text::{Document, zone::Zone as Z}, Span};\nlet x = crate::report::fnv1a(b);";
    assert_eq!(crate_paths(code), ["Error", "text::Document", "text::zone::Zone", "Span", "report::fnv1a"]);
}
