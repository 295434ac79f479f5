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
program=$(realpath "$program")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dataset='^https://huggingface\.co/datasets/[^/]+/[^/]+(/tree/.*)?$'
if [[ $source =~ $dataset || $source == *.git || $source == git@* ]]; then
  git clone -q --depth 1 "${source%%/tree/*}" "$work/source"
  source=$work/source
elif [[ $source =~ ^(https?|file):// ]]; then
  name=$(basename "${source%%[?#]*}")
  curl -fL --retry 3 -o "$work/$name" "$source"
  source=$work/$name
fi
[[ -e $source ]] || { echo "get_shaders21k: $source: no such file or folder" >&2; exit 2; }
if [[ -f $source ]]; then
  # Members that climb out of the folder are refused or made harmless by either.
  if python3 -c 'import sys, zipfile; sys.exit(not zipfile.is_zipfile(sys.argv[1]))' "$source"; then
    python3 -m zipfile -e "$source" "$work/unpacked"
    source=$work/unpacked
  elif tar -tf "$source" > "$work/members" 2> "$work/no-archive"; then
    mkdir "$work/unpacked"
    tar -xf "$source" -C "$work/unpacked"
    source=$work/unpacked
  fi
fi

# The name is the origin that the corpus keeps.
mkdir "$work/checked"
if ! python3 "$here/tools/shaders21k_hashes.py" check "$hashes" "$source" "$work/checked/shaders21k.jsonl"; then
  echo "get_shaders21k: nothing to import from $1" >&2
  exit 1
fi
corpus=$(realpath -m "$corpus")
cd "$work/checked"
"$program" import shaders21k.jsonl --corpus "$corpus"
