#!/bin/sh
# Fits the weights of the scorers of the sources, data/antecedent_weights.txt and data/clause_weights.txt:
#
#   sh train/scorers.sh [SHARED]
#
# SHARED (default ../shared) holds the labelled sets and the scorer. What the product sees in them goes to train/work/traces, which holds text of
# the sets and must not be committed. Needs cargo, and python with numpy and scipy. Run it after new weights of the tagger and after changes of
# what the scorers see; twice, where the features changed, as the choices of the first fit are seen by the next.
set -eu
cd "$(dirname "$0")/.."
shared=$(cd "${1:-../shared}" && pwd)
work=train/work/traces
mkdir -p "$work/gold"
ln -sfn "$shared/eval" "$work/eval"
ln -sfn "$shared/gold/train.jsonl" "$work/gold/train.jsonl"
ln -sfn "$shared/gold/train-breadth.jsonl" "$work/gold/train-breadth.jsonl"
(cd train && PYTHONPATH=. ON_RECORD_SHARED="$shared" python3 -m tagger.own) > "$work/gold/own.jsonl"
cargo build -q --release --features trace --example gold_spans --target-dir target/trace
for set in train train-breadth own; do
    target/trace/release/examples/gold_spans --gold "$work/gold/$set.jsonl" > "$work/$set.jsonl" 2> "$work/$set.trace"
done
python3 train/antecedents.py --traces "$work" --gold "$work/gold"
python3 train/clause_owners.py --traces "$work" --gold "$work/gold"
