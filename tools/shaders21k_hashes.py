#!/usr/bin/env python3
"""SHA-256 hashes of the 19,622 Shadertoy programs of Shaders-21k that survive: makes the list, and checks programs against it.

    shaders21k_hashes.py make  LIST.xz FOLDER           the list: lines "ID SHA256", compressed, without any text
    shaders21k_hashes.py check LIST FOLDER MATCHING     writes the rows that match to MATCHING (JSON lines) and prints a report

FOLDER is searched for *.jsonl (rows as in Vipitis/shadertoys-dataset) and for *.json and *.fragment (one program as
Shadertoy's site or API tells it). The hash of a program is that of its passes' texts in the order below, UTF-8, with a NUL
between them; what surrounds a text (title, tags, counts) is not part of it.
"""
import hashlib
import json
import lzma
import sys
from pathlib import Path

PASSES = ["image", "common", "buffer_a", "buffer_b", "buffer_c", "buffer_d", "cube_a", "sound"]
LFS_POINTER = "version https://git-lfs"
LISTED = 20  # ids of a kind that the report names


def hash_of(row):
    texts = "\0".join(row.get(name + "_code") or "" for name in PASSES)
    return hashlib.sha256(texts.encode("utf-8", "surrogatepass")).hexdigest()


def is_program(row):
    """Whether what strangers wrote has the shape of a row."""
    texts = [row.get(name + "_code") for name in PASSES]
    return isinstance(row.get("id"), str) and isinstance(texts[0], str) and all(text is None or isinstance(text, str) for text in texts)


def row_of_site(document):
    """A program with its passes in a list as a row with a column for each pass; None when it is no program."""
    shader = document.get("Shader", document) if isinstance(document, dict) else None
    if not isinstance(shader, dict) or not isinstance(shader.get("renderpass"), list):
        return None
    info = shader.get("info")
    if not isinstance(info, dict) or not all(isinstance(each, dict) for each in shader["renderpass"]):
        return None
    row = {"id": info.get("id"), "name": info.get("name"), "author": info.get("username"),
           "description": info.get("description"), "tags": info.get("tags") or []}
    for each in shader["renderpass"]:
        kind = str(each.get("type", "")).lower()
        if kind == "buffer":
            kind = "buffer_" + str(each.get("name", "")).strip().lower()[-1:]
        name = "cube_a" if kind == "cubemap" else kind
        row[name + "_code"] = each.get("code") or ""
        row[name + "_inputs"] = each.get("inputs") or []
    return row


def rows_of(folder):
    root = Path(folder)
    files = [root] if root.is_file() else sorted(path for path in root.rglob("*") if path.is_file())
    for path in files:
        if path.suffix == ".jsonl":
            with path.open(encoding="utf-8", errors="replace") as lines:
                for line in lines:
                    if line.startswith(LFS_POINTER):
                        sys.exit(f"{path} is a pointer of Git LFS, not the data: install git-lfs and clone again")
                    try:
                        row = json.loads(line)
                    except (ValueError, RecursionError):
                        continue
                    if isinstance(row, dict) and is_program(row):
                        yield row
        elif path.suffix in (".json", ".fragment"):
            try:
                row = row_of_site(json.loads(path.read_text(encoding="utf-8", errors="replace")))
            except (ValueError, RecursionError):
                continue
            if row and is_program(row):
                yield row


def read_list(path):
    raw = Path(path).read_bytes()
    text = lzma.decompress(raw) if raw.startswith(b"\xfd7zXZ") else raw
    return dict(line.split() for line in text.decode().splitlines() if line.strip())


def make(list_path, folder):
    lines = sorted(f"{row['id']} {hash_of(row)}\n" for row in rows_of(folder))
    Path(list_path).write_bytes(lzma.compress("".join(lines).encode(), preset=9))
    print(f"{list_path}: {len(lines)} programs")


def some(ids):
    ids = sorted(ids)
    return " ".join(ids[:LISTED]) + (" ..." if len(ids) > LISTED else "")


def check(list_path, folder, matching):
    expected = read_list(list_path)
    found, differing, others = set(), set(), 0
    with open(matching, "w", encoding="utf-8", errors="surrogatepass") as out:
        for row in rows_of(folder):
            identity = row.get("id")
            if identity not in expected:
                others += 1
            elif hash_of(row) != expected[identity]:
                differing.add(identity)
            elif identity not in found:
                found.add(identity)
                out.write(json.dumps(row) + "\n")
    differing -= found
    missing = set(expected) - found - differing
    print(f"{len(found)} of {len(expected)} programs are as they were, {len(differing)} differ, {len(missing)} are missing; "
          f"{others} others were passed over")
    if differing:
        print("differ:  " + some(differing))
    if missing:
        print("missing: " + some(missing))
    return 0 if found else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"] and len(sys.argv) == 4:
        make(*sys.argv[2:])
    elif sys.argv[1:2] == ["check"] and len(sys.argv) == 5:
        sys.exit(check(*sys.argv[2:]))
    else:
        sys.exit(__doc__)
