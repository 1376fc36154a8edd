#!/bin/sh
# Retrains and exports the shipped heads:  sh train.sh CHECKPOINT
set -e
PYTHON=${PYTHON:-python}
$PYTHON train_stance.py --student "$1" --out heads.pt --name "shipped"
$PYTHON export.py heads.pt --out heads.npz --fixture fixture.npz --measure
