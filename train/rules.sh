#!/bin/sh
# Counts again how often what each rule adds is right, and writes the shares into src/attribution/confidence.rs:
#
#   sh train/rules.sh [SHARED]
#
# SHARED (default ../shared) holds the labelled sets and the scorer. Run it after new weights and after changes of the rules.
set -eu
cd "$(dirname "$0")/.."
shared=${1:-../shared}
mkdir -p train/work
cargo build -q --release --example gold_spans
set --
# gold/polnear.jsonl is left out: most of its articles are dev's.
for gold in corpora/polnear/dev gold/seed gold/anonymity gold/passages gold/wikinews gold/wire gold/bbc; do
    reports=train/work/rules.$(basename "$gold").jsonl
    target/release/examples/gold_spans "$shared/$gold.jsonl" > "$reports"
    set -- "$@" "$shared/$gold.jsonl" "$reports"
done
python3 train/rule_confidence.py "$shared/eval/attribution_eval.py" src/attribution/confidence.rs "$@"
