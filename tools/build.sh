#!/usr/bin/env bash
# Installs what is missing and builds: tools/build.sh [preset, default release] [target...]. Used by demo.sh and test.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
preset=${1:-release}
targets=("${@:2}")
libtorch=$(tools/bootstrap.sh)
cmake --preset "$preset" -DLIBTORCH_ROOT="$libtorch" >&2
cmake --build --preset "$preset" ${targets[@]:+--target "${targets[@]}"} >&2
