//! Time of every stage, native, one thread: `cargo run --release --example stages [WORDS] [RUNS]`.
//!
//! The text is the project's own articles (`tests/articles`), repeated. Prints the least time of all runs, in microseconds a
//! word: on a busy machine the least is what comes nearest to the machine's own speed.

use std::time::{Duration, Instant};

use on_record::attribution::attributions;
use on_record::encode::Encoding;
use on_record::report::assemble;
use on_record::source::sources;
use on_record::stance::stances;
use on_record::text::Document;
use on_record::{Model, Offsets, Options};

fn text(words: usize) -> String {
    let mut places: Vec<_> = std::fs::read_dir("tests/articles").expect("run in the repository").flatten().collect();
    places.sort_by_key(std::fs::DirEntry::path);
    let articles: Vec<String> =
        places.iter().filter_map(|place| std::fs::read_to_string(place.path().join("article.txt")).ok()).collect();
    let mut text = String::new();
    let mut count = 0;
    for article in articles.iter().cycle() {
        if count >= words {
            break;
        }
        count += article.split_whitespace().count();
        text.push_str(article.trim_end());
        text.push_str("\n\n");
    }
    text
}

fn main() {
    let mut numbers = std::env::args().skip(1).filter_map(|number| number.parse::<usize>().ok());
    let (words, runs) = (numbers.next().unwrap_or(20_000), numbers.next().unwrap_or(10));
    let text = text(words);
    let start = Instant::now();
    let model = Model::embedded();
    println!("model       {:9.2} ms", start.elapsed().as_secs_f64() * 1e3);
    let options = Options::default().offsets(Offsets::Utf16);
    let names = ["document", "words", "encode", "attribution", "source", "stance", "report", "json", "whole"];
    let mut least = [Duration::MAX; 9];
    let mut counted = 0;
    for _ in 0..runs {
        let mut at = 0;
        let begun = Instant::now();
        let mut last = begun;
        let mut lap = || {
            let now = Instant::now();
            least[at] = least[at].min(now - last);
            last = now;
            at += 1;
        };
        let document = Document::new(&text);
        lap();
        let mut encoding = Encoding::new(&document, model);
        lap();
        while encoding.step(&document, model, usize::MAX) < document.tokens.len() {}
        lap();
        let mut attributions = attributions(&document, model, &encoding);
        lap();
        let sources = sources(&document, &encoding, &mut attributions, None);
        lap();
        let stances = stances(&document, model, &encoding, &attributions, &sources);
        lap();
        let report = assemble(&document, model, &options, &attributions, &sources, &stances);
        lap();
        std::hint::black_box(serde_json::to_vec(&report).expect("a report is JSON"));
        lap();
        least[8] = least[8].min(begun.elapsed());
        counted = document.words();
    }
    for (name, least) in names.iter().zip(least) {
        println!("{name:<11} {:9.3} µs/word", least.as_secs_f64() * 1e6 / counted as f64);
    }
    println!("words       {counted}; words/s {:.0}", counted as f64 / least[8].as_secs_f64());
}
