//! Words a second, native, one thread: `cargo bench --bench analyze`.
//!
//! The text is the page's six invented sample articles, three times over (about 10,000 words). Stages are timed apart: `document`
//! (rules), `encode` (net), `attributions` (link head and structure), then the whole pipeline. Kernels are chosen at run time
//! (AVX2 where it is found); `ON_RECORD_KERNELS=baseline` keeps to what every machine of the architecture has.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use on_record::attribution::attributions;
use on_record::encode::Encoding;
use on_record::text::Document;
use on_record::{Model, Options, analyze};

const ARTICLES: [&str; 6] = [
    include_str!("../www/samples/bridge-trial.txt"),
    include_str!("../www/samples/ferry-merger.txt"),
    include_str!("../www/samples/harbour-interview.txt"),
    include_str!("../www/samples/peat-study.txt"),
    include_str!("../www/samples/quarry-row.txt"),
    include_str!("../www/samples/water-talks.txt"),
];

fn encode(document: &Document, model: &Model) -> Encoding {
    let mut encoding = Encoding::new(document, model);
    while encoding.step(document, model, usize::MAX) < document.tokens.len() {}
    encoding
}

fn benches(criterion: &mut Criterion) {
    let text = ARTICLES.join("\n\n").repeat(3);
    let model = Model::embedded();
    let document = Document::new(&text);
    let encoding = encode(&document, model);
    let mut group = criterion.benchmark_group("words");
    group.throughput(Throughput::Elements(document.words() as u64)).sample_size(20);
    group.bench_function("document", |bencher| bencher.iter(|| Document::new(&text)));
    group.bench_function("encode", |bencher| bencher.iter(|| encode(&document, model)));
    group.bench_function("attributions", |bencher| bencher.iter(|| attributions(&document, model, &encoding)));
    let options = Options::default();
    group.bench_function("analyze", |bencher| bencher.iter(|| analyze(model, &text, &options).expect("within limits")));
    group.finish();
    let load = || Model::from_bytes(include_bytes!("../data/model.bin").as_slice()).expect("whole");
    criterion.bench_function("load the model", |bencher| bencher.iter(load));
}

criterion_group!(all, benches);
criterion_main!(all);
