#!/bin/sh
# From a checkpoint to everything that a new data/model.bin brings with it:
#
#   sh train/release.sh CHECKPOINT.pt WORDS.pkl POLNEAR/dev.jsonl attribution_eval.py [NAME]
#
# HEADS=heads.npz in the environment puts the stance heads in. They read the tagger's states, so heads trained on another
# checkpoint's states must not be taken over: train them anew, or leave them out (the stance lexicon then works alone).
#
# CONTENT=0.37 is the least probability of a word of content, VOCABULARY=20500 the number of words, where the product wants others than
# the checkpoint has.
#
# exports the weights, measures them on dev, fits the calibration table, exports again with it, makes the parity fixture anew,
# runs the parity test and prints the scores. Afterwards `sh train/rules.sh` counts how often rules are right. Needs cargo, and python with torch and numpy. Leaves intermediates in train/work.
set -eu
checkpoint=$1 words=$2 dev=$3 scorer=$4 name=${5:-tagger-1}
cd "$(dirname "$0")/.."
mkdir -p train/work
reports=train/work/dev.reports.jsonl
export_model() { python train/export.py "$checkpoint" "$words" data/model.bin --name "$name" ${CONTENT:+--content "$CONTENT"} ${VOCABULARY:+--vocabulary "$VOCABULARY"} "$@"; }
export_model
cargo run -q --release --example gold_spans -- "$dev" > "$reports"
python train/calibrate.py "$scorer" "$dev" "$reports" train/work/calibration.json
export_model --calibration train/work/calibration.json
if [ -n "${HEADS:-}" ]; then python train/stance_heads.py data/model.bin --heads "$HEADS"; fi
python train/reference.py data/model.bin tests/fixtures/parity.json
cargo run -q --release --example gold_spans -- "$dev" > "$reports"
python "$scorer" "$dev" "$reports"
cargo test -q --test parity
