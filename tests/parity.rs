//! The product's tagger against a second one, written in numpy with floats (`train/reference.py`), on the same model
//! file: features, vocabulary, encoder, tag head and link head. After a new model.bin:
//! `python train/reference.py data/model.bin tests/fixtures/parity.json`.

use on_record::Model;
use on_record::encode::{Encoding, Linker};
use on_record::text::Document;
use serde::Deserialize;

#[derive(Deserialize)]
struct Fixture {
    model: String,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    repeat: usize,
    words: usize,
    from_token: usize,
    tags: Vec<[f32; 5]>,
    links: Vec<Link>,
}

#[derive(Deserialize)]
struct Link {
    cue: usize,
    start: usize,
    chances: Vec<[f32; 2]>,
}

/// A number on the edge between two of the 255 steps of an activation may fall to either side.
const TOLERANCE: f32 = 0.03;

#[test]
fn agrees_with_the_reference() {
    let fixture: Fixture =
        serde_json::from_str(include_str!("fixtures/parity.json")).expect("the fixture is well made");
    let model = Model::embedded();
    if fixture.model != model.hash() {
        // Further sections (calibration, stance heads) change the hash and nothing here; other tagger weights do.
        println!("the fixture was made from another model file: where this fails, make it anew as said above");
    }
    for case in &fixture.cases {
        let text = case.text.repeat(case.repeat);
        let document = Document::new(&text);
        assert_eq!(document.tokens.len(), case.words, "tokens");
        let mut encoding = Encoding::new(&document, model);
        while encoding.step(&document, model, usize::MAX) < document.tokens.len() {}
        let mut worst = 0.0f32;
        for (at, expected) in case.tags.iter().enumerate() {
            let token = case.from_token + at;
            let tags = encoding.tags(token);
            let given = [tags.cue_begins, tags.cue, tags.source, tags.content, tags.withheld];
            for (given, expected) in given.iter().zip(expected) {
                worst = worst.max((given - expected).abs());
                let word = document.word(token);
                assert!((given - expected).abs() < TOLERANCE, "token {token} “{word}”: {given}, not {expected}");
            }
        }
        println!("tags: at most {worst} apart");
        let (mut linker, mut worst) = (Linker::default(), 0.0f32);
        for link in &case.links {
            let (start, chances) = linker.belongs(&encoding, model, link.cue, link.cue);
            let end = start + chances.len();
            assert!(start >= link.start && end <= link.start + link.chances.len(), "window of cue {}", link.cue);
            for (at, expected) in link.chances.iter().enumerate() {
                let token = link.start + at;
                if !(start..end).contains(&token) {
                    // The product stops asking where nothing belongs any more.
                    assert!(
                        expected.iter().all(|&chance| chance < 0.1),
                        "cue {}, token {token}: {expected:?}",
                        link.cue
                    );
                    continue;
                }
                let given = chances[token - start];
                for (given, expected) in given[1..].iter().zip(expected) {
                    worst = worst.max((given - expected).abs());
                    let word = document.word(token);
                    assert!(
                        (given - expected).abs() < TOLERANCE,
                        "cue {}, “{word}”: {given}, not {expected}",
                        link.cue
                    );
                }
            }
        }
        println!("links: at most {worst} apart");
    }
}
