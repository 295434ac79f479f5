#!/usr/bin/env bash
# Makes programs/selection_encoder.safetensors anew, the encoder with which `progpretrain synth --select` looks at candidates:
# SimCLR on programs/starter, programs/families and 600 synthesised programs of a seed that no pack uses.
#   tools/make_selection_encoder.sh [STEPS]
# Everything on the way lies in build/selection_encoder; a run that was stopped goes on from its last checkpoint. Training is
# bit-equal on the same device and thread count only: a file made elsewhere selects almost, not exactly, the same programs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
steps=${1:-2500}
program=build/release/progpretrain
work=build/selection_encoder
corpus=$work/programs.db
mkdir -p "$work"

if [[ ! -e $work/run/config.json ]]; then
  "$program" import programs/starter programs/families --corpus "$corpus"
  "$program" synth --count 600 --seed 20261 --corpus "$corpus"
  "$program" pretrain --method simclr --encoder resnet18-quarter --size-px 64 --batch 96 --seed 1 --steps "$steps" \
    --corpus "$corpus" --out "$work/run"
else
  "$program" pretrain --resume --out "$work/run"
fi
"$program" export --checkpoint "$work/run" -o programs/selection_encoder.safetensors
"$program" eval --checkpoint programs/selection_encoder.safetensors
