#!/bin/sh
# Fits data/stance_weights.txt and data/stance_mix.txt on the labelled sets: `train/stance.sh [DIR]` in the repository. Needs numpy and
# scipy; DIR (default target/stance) gets what the product sees in every labelled attribution, and must not be committed.
# After new weights of the tagger only the mixing has to be fitted again: `train/stance.sh DIR mix`.
set -e
dir=${1:-target/stance}
gold=${ON_RECORD_GOLD:-../shared/gold}
mkdir -p "$dir"
cargo build --release --quiet --example stance_features
see=target/release/examples/stance_features
sets="seed polnear anonymity passages wikinews wire bbc train-breadth"
for set in $sets; do
  $see "$gold/$set.jsonl" > "$dir/g.$set.jsonl"
  $see --found "$gold/$set.jsonl" > "$dir/f.$set.jsonl"
done
(cd train && PYTHONPATH=. ON_RECORD_SHARED="${ON_RECORD_SHARED:-../../shared}" python3 -m tagger.own) > "$dir/own.jsonl"
$see "$dir/own.jsonl" > "$dir/g.own.jsonl"
$see --found "$dir/own.jsonl" > "$dir/f.own.jsonl"
$see "$gold/../corpora/polnear/train.jsonl" > "$dir/g.soft.jsonl"
$see --found "$gold/../corpora/polnear/train.jsonl" > "$dir/f.soft.jsonl"
[ "$2" = mix ] || python3 train/stance_lexicon.py --features "$dir" --gold "$gold" --held -1 --out data/stance_weights.txt
python3 train/stance_mix.py --features "$dir" --gold "$gold" --out data/stance_mix.txt
