#!/usr/bin/env bash
# The whole path in one command: installs what is missing, builds, then draws the starter programs, pretrains an encoder on
# them, measures it, and writes a report. Everything it makes lies in demo/ (or the folder given as the only argument).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
tools/build.sh release progpretrain progpretrain-worker

out=${1:-demo}
program=build/release/progpretrain
rm -rf "$out"
mkdir -p "$out"
say() { printf '\n== %s\n' "$*"; }

say "This machine"
"$program" doctor

say "Screening the starter corpus: every program is drawn once in a worker"
"$program" screen --corpus starter

say "Pictures"
"$program" render --corpus starter --all --time 2 --size 128 --supersample 2 -o "$out/sheet.png"
"$program" render --corpus starter --all --time 2 --size 128 -o "$out/gallery.html"
"$program" render --corpus starter --id "$("$program" list --corpus starter --families raymarch --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["programs"][0]["id"])')" \
  --times 0:4:48 --size 192 -o "$out/animation.webp"

say "Pretraining (SimCLR) while the images are being drawn"
"$program" pretrain --corpus starter --method simclr --encoder resnet18-half --steps 500 --out "$out/run"

say "Training image 1000 of that run, drawn again"
"$program" render --run "$out/run" --request 1000 -o "$out/request-1000.png"

say "How diverse each program's images are, as the new encoder sees them"
"$program" ablate --corpus starter --checkpoint "$out/run" --out "$out/report"

say "Generation speed against bare dispatches"
"$program" bench stream --corpus starter --size 64 --seconds 2 --rounds 3 | tee "$out/bench.txt"

say "The encoder on labelled images that it has never seen"
"$program" eval --checkpoint "$out/run" | tee "$out/eval.txt"

say "What was made"
for made in sheet.png gallery.html animation.webp run/views.png run/checkpoints request-1000.png report/index.html eval.txt bench.txt; do
  printf '  %s\n' "$out/$made"
done
