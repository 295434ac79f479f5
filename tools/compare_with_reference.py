#!/usr/bin/python3
"""Compares this engine's pictures of real programs with those of an OpenGL reference.

    tools/compare_with_reference.py DATA... --reference FOLDER --progpretrain build/release/progpretrain --work FOLDER

DATA: JSON lines (files, or folders of *.jsonl), one Shadertoy program a line with `id`, `image_code`, `image_inputs`
and the code of the other passes. A seeded sample of the single-pass programs without inputs is imported, screened and
drawn at 64 x 64, and drawn by the reference: FOLDER/gl_render.py makes pictures, FOLDER/compare.py judges them. Black
and upside-down frames are judged as well: a comparison that accepts them shows nothing. The reference's pictures and
the engine's corpus stay in the work folder; the same sample is drawn by the reference only once.

WebGL starts every variable at zero, desktop OpenGL at whatever is in memory. Programs that differ are therefore drawn
by the reference once more with their variables zeroed (Mesa's option glsl_zero_init, and an assignment for mainImage's
output); those that then agree are named as such. The table stays as it is.

Prints one table, then every program that is missing or differs. Exits with 1 when a target is missed.
"""
import argparse
import json
import os
import pathlib
import random
import re
import subprocess
import sys

import numpy

SIZE_PX = 64
OTHER_PASSES = ("common", "buffer_a", "buffer_b", "buffer_c", "buffer_d", "cube_a", "sound")
TARGETS = {"drawn": 0.995, "matched": 0.985, "black": 0.02, "upside_down": 0.10}


def single_pass_programs(sources):
    """{id: row} of the programs that consist of one pass and read no input."""
    files = []
    for source in map(pathlib.Path, sources):
        files += sorted(source.glob("*.jsonl")) if source.is_dir() else [source]
    programs = {}
    for file in files:
        for line in file.open(encoding="utf-8"):
            row = json.loads(line)
            if not row.get("image_inputs") and not any(row.get(name + "_code") for name in OTHER_PASSES):
                programs[row["id"]] = row
    return programs


def write_sample(programs, count, seed, folder):
    """Writes the sample as ID.frag files for the reference and as sample.jsonl for the engine; returns its ids."""
    ids = sorted(i for i in programs if re.fullmatch(r"[\w-]+", i))
    if count < len(ids):
        ids = sorted(random.Random(seed).sample(ids, count))
    folder.mkdir(parents=True, exist_ok=True)
    for program in ids:
        (folder / f"{program}.frag").write_text(programs[program]["image_code"], encoding="utf-8")
    (folder / "sample.jsonl").write_text("".join(json.dumps(programs[i]) + "\n" for i in ids), encoding="utf-8")
    return ids


def run(command, **options):
    print("+ " + " ".join(map(str, command)), file=sys.stderr, flush=True)
    return subprocess.run(list(map(str, command)), check=True, **options)


def draw_reference(args, folder, sources, ids, name, environment=None):
    """The reference's pictures (npz) of sources/ID.frag; made once."""
    out = folder / f"{name}_{args.time:g}.npz"
    if not out.exists():
        listing, partial = folder / f"{name}.txt", folder / f"{name}_partial.npz"
        listing.write_text("".join(f"{sources / i}.frag\n" for i in ids))
        run([sys.executable, args.reference / "gl_render.py", "--size", SIZE_PX, "--time", args.time, "--list", listing,
             "--jobs", args.jobs, "--limit", args.limit, "--out", partial], stdout=sys.stderr,
            env=dict(os.environ, **(environment or {})))
        partial.rename(out)
    return out


def draw_zeroed_reference(args, folder, sources, ids):
    """The reference's pictures of the programs with all their variables zero at the start, as WebGL has them."""
    zeroed = folder / "zeroed"
    zeroed.mkdir(exist_ok=True)
    head = re.compile(r"(\bmainImage\s*\(\s*out\s+(?:\w+\s+)?vec4\s+(\w+)\s*,[^)]*\)\s*\{)")
    for program in ids:
        text = (sources / f"{program}.frag").read_text(encoding="utf-8")
        (zeroed / f"{program}.frag").write_text(head.sub(r"\1 \2 = vec4(0.0);", text), encoding="utf-8")
    (folder / f"zeroed_{args.time:g}.npz").unlink(missing_ok=True)
    return draw_reference(args, folder, zeroed, ids, "zeroed", {"glsl_zero_init": "true"})


def draw_ours(args, folder, sources):
    """Imports, screens and draws; returns (frames, their ids, {id: row of `list`})."""
    tool, corpus, pictures = args.progpretrain, folder / "corpus.db", folder / "pictures"
    for file in folder.glob("corpus.db*"):
        file.unlink()
    environment = dict(os.environ, XDG_CACHE_HOME=str((args.work / "cache").resolve()))
    common = {"env": environment, "stdout": sys.stderr}
    run([tool, "import", sources / "sample.jsonl", "--corpus", corpus, "--jobs", args.jobs], **common)
    run([tool, "screen", "--warm", "--corpus", corpus, "--device", "cpu", "--jobs", args.jobs], **common)
    run([tool, "render", "--corpus", corpus, "--device", "cpu", "--all", "--time", args.time, "--size", SIZE_PX,
         "--format", "npy", "--out", pictures, "--quiet"], **common)
    listed = run([tool, "list", "--corpus", corpus, "--device", "cpu", "--json", "--quiet"], env=environment,
                 stdout=subprocess.PIPE).stdout
    frames = numpy.load(pictures / "frames.npy")
    ids = json.loads((pictures / "frames.json").read_text())["ids"]
    return frames, ids, {row["id"]: row for row in json.loads(listed)["programs"]}


def drawn_in(reference):
    """Ids of the programs that the reference drew."""
    archive = numpy.load(reference)
    return {str(i) for i, status in zip(archive["ids"], archive["status"]) if status == "ok"}


def judge(args, folder, reference, name, frames, ids):
    """compare.py on these frames: ({id: how it differs}, number of matches)."""
    frames_path, ids_path = folder / f"{name}.npy", folder / f"{name}.json"
    numpy.save(frames_path, frames)
    ids_path.write_text(json.dumps({"ids": ids}))
    text = run([sys.executable, args.reference / "compare.py", reference, frames_path, ids_path, "--worst", len(ids)],
               stdout=subprocess.PIPE, text=True).stdout
    differing = dict(re.findall(r"^differs (\S+) (.*)$", text, re.M))
    return differing, int(re.search(r"^matched (\d+) of", text, re.M)[1])


def describe(row):
    """What the engine says about a program, on one line."""
    if row is None:
        return "was not imported"
    words = [row["verdict"], *row["flags"], row["reason"].replace("\n", " ")[:160]]
    return " ".join(word for word in words if word)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="+", help="JSON lines of real programs, files or folders")
    parser.add_argument("--reference", type=pathlib.Path, required=True, help="folder with gl_render.py and compare.py")
    parser.add_argument("--progpretrain", type=pathlib.Path, required=True, help="the engine's binary")
    parser.add_argument("--work", type=pathlib.Path, required=True, help="folder for everything this makes")
    parser.add_argument("--sample", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--time", type=float, default=1.0, help="moment in seconds")
    parser.add_argument("--limit", type=float, default=20.0, help="seconds the reference has for one program")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()

    folder = args.work / f"sample_{args.sample}_{args.seed}"
    programs = single_pass_programs(args.data)
    ids = write_sample(programs, args.sample, args.seed, folder / "sources")
    reference = draw_reference(args, folder, folder / "sources", ids, "reference")
    frames, drawn_ids, rows = draw_ours(args, folder, folder / "sources")

    drawn_by_reference = drawn_in(reference)
    missing = sorted(drawn_by_reference - set(drawn_ids))
    differing, matched = judge(args, folder, reference, "ours", frames, drawn_ids)
    black = judge(args, folder, reference, "black", numpy.zeros_like(frames), drawn_ids)[1]
    unset = set()
    if differing:
        zeroed = draw_zeroed_reference(args, folder, folder / "sources", list(differing))
        unset = drawn_in(zeroed) - set(judge(args, folder, zeroed, "ours", frames, drawn_ids)[0])
    upside_down = judge(args, folder, reference, "upside_down", frames[:, :, ::-1], drawn_ids)[1]

    total = max(1, len(drawn_by_reference))
    counts = {"drawn": total - len(missing), "matched": matched, "black": black, "upside_down": upside_down}
    print(f"{len(programs)} single-pass programs without inputs; sample of {len(ids)}, seed {args.seed}, "
          f"time {args.time:g} s, {SIZE_PX} px; the reference drew {len(drawn_by_reference)}")
    passed = True
    for name, count in counts.items():
        share, target = count / total, TARGETS[name]
        at_least = name in ("drawn", "matched")
        good = share >= target if at_least else share <= target
        passed = passed and good
        print(f"{name:12} {count:6} {share:8.2%}   target {'>=' if at_least else '<='} {target:.1%}   "
              f"{'ok' if good else 'MISSED'}")
    print(f"of the {len(differing)} that differ, {len(unset)} read variables that they never set")
    for program in missing:
        print(f"missing {program}: {describe(rows.get(program))}")
    for program, how in differing.items():
        note = "agrees once its variables start at zero; " if program in unset else ""
        print(f"differs {program} {how}: {note}{describe(rows.get(program))}")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
