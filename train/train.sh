#!/bin/sh
# The tagger and its stance heads from the labelled articles to train/work/student-terms.pt and train/work/heads.npz:
#
#   sh train/train.sh
#
# Each stage is skipped where its output is there already; delete the file to have it made again. Fixed seeds; on a GPU where
# torch finds one, else on one core, where all of it takes about four and a half hours. What it needs, and what each stage does: train/README.md.
# ON_RECORD_TINY=1 rehearses every stage on a handful of articles, in train/work/tiny, in a few minutes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$here"
work=${ON_RECORD_WORK:-$here/work}
export ON_RECORD_ENCODER="${ON_RECORD_ENCODER:-$work/encoder}"
if [ -n "${ON_RECORD_TINY:-}" ]; then work=$work/tiny; fi
export ON_RECORD_WORK="$work" PYTHONPATH="$here" OMP_NUM_THREADS="${OMP_NUM_THREADS:-1}" PYTHONUNBUFFERED=1
mkdir -p "$work"
python=${PYTHON:-python}
few="${ON_RECORD_TINY:+--steps 12}"

# stage OUTPUT COMMAND…: runs the command unless the output is there. Its output counts only once the command has ended well.
stage() {
    output=$work/$1
    shift
    if [ -e "$output" ]; then return; fi
    echo "== $output"
    "$@" || { rm -f "$output"; exit 1; }
}

stage articles.pkl "$python" -m tagger.data
stage words.pkl "$python" -m tagger.vectors
for seed in 1 7; do
    stage "teacher-$seed.pt" "$python" -m tagger.teacher --seed $seed --out "$work/teacher-$seed.pt" $few
    stage "labels-$seed.pkl" "$python" -m tagger.label "$work/teacher-$seed.pt" "$work/labels-$seed.pkl"
done
labels="$work/labels-1.pkl $work/labels-7.pkl"
# first the tagger alone; then on from there, act, side and target too, in cycles whose ends are averaged
stage student-1.pt "$python" -m tagger.student --labels $labels --seed 1 --epochs 8 --rate 3e-3 --stance 0 --out "$work/student-1.pt" $few
stage student-2.pt "$python" -m tagger.student --labels $labels --seed 2 --epochs 5 --rate 2e-3 --stance 0 --breadth 2 --init "$work/student-1.pt" --out "$work/student-2.pt" $few
stage student.pt "$python" -m tagger.student --labels $labels --seed 3 --epochs 12 --cycles 4 --rate 2e-3 --breadth 2 --init "$work/student-2.pt" --with "$work/student-2.pt" --out "$work/student.pt" $few
stage student-terms.pt "$python" -m tagger.terms "$work/student.pt" "$work/student-terms.pt"
# the heads learn from the labels, and from what a large reader thinks of them and of what the product finds in unlabelled news
stage found.jsonl "$python" -m stance.found --out "$work/found.jsonl"
stage soft-stance.jsonl "$python" -m stance.teacher --student "$work/student-terms.pt" --found "$work/found.jsonl" --weights "$work/teacher-stance.pt" --out "$work/soft-stance.jsonl" ${ON_RECORD_TINY:+--epochs 0.02}
stage heads.pt "$python" -m stance.train_stance --student "$work/student-terms.pt" --extra "$work/found.jsonl" --taught "$work/soft-stance.jsonl" --epochs 10 --out "$work/heads.pt" ${ON_RECORD_TINY:+--epochs 0.2}
stage heads.npz "$python" -m stance.export "$work/heads.pt" --out "$work/heads.npz" --fixture "$work/fixture.npz"
"$python" export.py "$work/student-terms.pt" "$work/words.pkl" "$work/model.bin" --name rehearsal
"$python" stance_heads.py "$work/model.bin" --heads "$work/heads.npz"
echo "To put it into the product: HEADS=$work/heads.npz sh train/release.sh $work/student-terms.pt $work/words.pkl DEV.jsonl SCORER.py NAME"
