#!/usr/bin/env bash
# Installs what is missing, builds, runs all tests. Arguments go to ctest (tools/test.sh -R ring).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
tools/build.sh release
# Two at a time: the software Vulkan device and Torch use several cores each.
exec ctest --preset release -j 2 "$@"
