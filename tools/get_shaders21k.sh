#!/usr/bin/env bash
# For who wants the programs of Shaders-21k that survive (19,622 of Shadertoy; their authors' licences forbid us to ship them):
#   tools/get_shaders21k.sh PATH_OR_URL [CORPUS.db]
# PATH_OR_URL: a folder or file of JSON lines as in Vipitis/shadertoys-dataset (data/annotated/20k_*.jsonl), the folder
# shader_codes of shaders21k, an archive of either (zip, tar), or a URL of one, or of a git repository. Every program is
# checked against the hash that it had (programs/shaders21k.sha256.xz: no text); those that are as they were are imported into
# CORPUS.db (default shaders21k.db) with their licences, and it is said how many are missing or differ.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if (($# < 1 || $# > 2)); then sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; fi
source=$1
corpus=${2:-shaders21k.db}
hashes=${PROGPRETRAIN_SHADERS21K_HASHES:-$here/programs/shaders21k.sha256.xz}
program=${PROGPRETRAIN:-$here/build/release/progpretrain}
[[ -x $program ]] || { echo "get_shaders21k: $program is missing: build it (tools/build.sh) or set PROGPRETRAIN" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
case $source in
  *.git | git@* | https://huggingface.co/datasets/*)
    [[ $source == *.git || $source == git@* ]] || source=${source%%/tree/*}
    git clone -q --depth 1 "$source" "$work/source"
    source=$work/source ;;
  http://* | https://* | file://*)
    name=$(basename "${source%%[?#]*}")
    curl -fL --retry 3 -o "$work/$name" "$source"
    source=$work/$name ;;
esac
[[ -e $source ]] || { echo "get_shaders21k: $source: no such file or folder" >&2; exit 2; }
case $source in
  *.zip | *.tar | *.tar.gz | *.tgz | *.tar.xz)
    mkdir "$work/unpacked"
    # Members that climb out of the folder are refused or made harmless by either.
    if [[ $source == *.zip ]]; then python3 -m zipfile -e "$source" "$work/unpacked"; else tar -xf "$source" -C "$work/unpacked"; fi
    source=$work/unpacked ;;
esac

# The name is the origin that the corpus keeps.
mkdir "$work/checked"
if ! python3 "$here/tools/shaders21k_hashes.py" check "$hashes" "$source" "$work/checked/shaders21k.jsonl"; then
  echo "get_shaders21k: nothing to import from $1" >&2
  exit 1
fi
corpus=$(realpath -m "$corpus")
cd "$work/checked"
"$program" import shaders21k.jsonl --corpus "$corpus"
