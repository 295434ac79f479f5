#!/usr/bin/python3
"""Says what a corpus is worth: trains encoders on corpora at equal budget, probes them, compares the corpora.

    tools/corpus_study.py --progpretrain build/release/progpretrain --foreign C.db --images SET --data SET... --work FOLDER

Every run trains one encoder on --programs programs drawn at random by its seed, for --steps steps:

    open        open21k
    foreign     --foreign: a screened corpus of other programs (`progpretrain import`, `screen`)
    parameters  open21k, with declared parameters that move (--parameters-sigma)
    programs-N  open21k, N programs, for --growth-steps: what more programs are worth shows late
    families-N  open21k, programs of N families (another choice with every seed)
    real        --images: the pictures of a labelled set instead of programs, supervised; for its feature space only

Linear probes on the labelled sets of --data follow, then `progpretrain compare` of open21k, open21k-random, the foreign
corpus and the baselines, with a foreign and the real encoder as feature spaces; and again of the first three alone, with
parameters that move, with 8 frames only, raw (with flagged programs), and with --curve-programs programs for long curves of clusters. What is
in the work folder is not done again; what was made there with other arguments or other programs ends the study. Prints the
tables as Markdown and writes study.json.

The interval of a mean over seeds is Student's; that of a difference of two arms is Welch's, one-sided for the bound of
non-inferiority. "Detectable" is the smallest difference that such a comparison finds with 80 % power.
"""
import argparse
import functools
import hashlib
import json
import math
import pathlib
import random
import statistics
import subprocess
import sys

BASELINES = ("dead_leaves", "fractal_ifs", "spectrum_noise", "white_noise")
# Quantiles of Student's t for 1, 2, ... degrees of freedom; the last entry serves all larger ones (it is conservative).
T_95 = (6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812)
T_975 = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228)
T_80 = (1.376, 1.061, 0.978, 0.941, 0.920, 0.906, 0.896, 0.889, 0.883, 0.879)


def quantile(table, freedom):
    return table[max(0, min(int(freedom), len(table)) - 1)]


def arms(options):
    """{arm: (seeds, arguments of pretrain for a seed)}."""
    number = ["--num-programs", str(options.programs)]
    foreign = ["--corpus", str(options.foreign)]
    out = {
        "open": (options.seeds, lambda seed: ["--corpus", "open21k", *number]),
        "foreign": (options.seeds, lambda seed: [*foreign, *number]),
    }
    if options.sigma > 0:
        out["parameters"] = (options.grid_seeds + 1, lambda seed: [
            "--corpus", "open21k", *number, "--parameters-sigma", str(options.sigma)])
    for count in options.program_counts:
        out[f"programs-{count}"] = (options.grid_seeds, lambda seed, count=count: [
            "--corpus", "open21k", "--num-programs", str(count)])
    for count in options.family_counts:
        out[f"families-{count}"] = (options.grid_seeds, lambda seed, count=count: [
            "--corpus", "open21k", *number, "--families",
            ",".join(random.Random(seed).sample(options.families, count))])
    return out


def run(options, *arguments):
    return subprocess.run([options.progpretrain, *map(str, arguments)], check=True, stdout=subprocess.PIPE, text=True).stdout


@functools.cache
def programs(progpretrain, corpus):
    return json.loads(subprocess.run([progpretrain, "list", "--corpus", corpus, "--json", "--quiet"], check=True,
                                     stdout=subprocess.PIPE, text=True).stdout)["programs"]


def families(options):
    return sorted({row["family"] for row in programs(options.progpretrain, "open21k")})


def identity(options, corpus):
    """Which programs a corpus holds, as a hash of their ids."""
    ids = sorted(row["id"] for row in programs(options.progpretrain, str(corpus)))
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()


def made_of(options, arguments, corpora):
    return json.dumps({"arguments": [str(word) for word in arguments],
                       "corpora": {str(corpus): identity(options, corpus) for corpus in corpora}}, indent=1) + "\n"


def is_done(folder, stamp):
    """Whether `folder` is complete. Ends the study when something else was made there."""
    if not (folder / "ok").exists():
        return False
    if (folder / "ok").read_text() != stamp:
        sys.exit(f"{folder} was made with other arguments or of other programs (its file ok has them): remove it, or take another --work")
    return True


def train(options, name, arguments):
    """Trains in WORK/runs/NAME unless that is complete; a run that was interrupted goes on."""
    folder = options.work / "runs" / name
    arguments = [str(word) for word in arguments]
    corpora = [arguments[at + 1] for at, word in enumerate(arguments) if word == "--corpus"]
    stamp = made_of(options, arguments, corpora)
    if is_done(folder, stamp):
        return folder
    print(f"{folder}: training", file=sys.stderr)
    if (folder / "config.json").exists():
        run(options, "pretrain", "--resume", "--out", folder, "--quiet")
    else:
        run(options, "pretrain", *arguments, "--out", folder, "--quiet")
    (folder / "ok").write_text(stamp)
    return folder


def train_all(options):
    """{arm: [run folders]}."""
    def recipe(arm):
        steps = options.growth_steps if arm.startswith("programs-") else options.steps
        return ["--steps", steps, "--warmup-steps", steps // 8, "--log-every", 50]
    out = {arm: [] for arm in arms(options)}
    for group in (("open", "foreign"), out):  # seed by seed, so that a study which is cut short has all arms of a group
        for seed in range(1, max(options.seeds, options.grid_seeds + 1) + 1):
            for arm in group:
                seeds, arguments = arms(options)[arm]
                if seed <= seeds and len(out[arm]) < seed:
                    out[arm].append(train(options, f"{arm}-{seed}", [*recipe(arm), *arguments(seed), "--seed", seed]))
    return out


def real_encoder(options):
    return train(options, "real", ["--images", options.images, "--method", "ce", "--steps", options.real_steps, "--log-every", 50])


def probe(options, runs):
    """{set: {run name: accuracy in percent}}, with the floors under "pixels" and "random encoder"."""
    sets = [pathlib.Path(data).name for data in options.data]
    probed = {folder.name: folder / "probes.json" for folders in runs.values() for folder in folders}
    def known(name):
        return json.loads(probed[name].read_text()) if probed[name].exists() else {}
    missing = [name for name in probed if not all(its in known(name) for its in sets)]
    if missing:
        rows = json.loads(run(options, "eval", "--checkpoint", *(probed[name].parent for name in missing), "--data", *options.data,
                              "--probe", "linear", "--json", "--quiet"))["rows"]
        for row in rows:
            file = probed[pathlib.Path(row["checkpoint"]).name]
            file.write_text(json.dumps({**known(file.parent.name), row["set"]: row}, indent=1) + "\n")
    out = {its: {} for its in sets}
    for name in probed:
        for its, row in known(name).items():
            if its in out:
                out[its].update({name: 100 * row["trained"]["accuracy"], "pixels": 100 * row["pixels"]["accuracy"],
                                 "random encoder": 100 * row["random"]["accuracy"], "test images": row["num_test"]})
    return out


def mean_text(values):
    mean = statistics.mean(values)
    if len(values) < 2:
        return f"{mean:.1f}"
    half = quantile(T_975, len(values) - 1) * statistics.stdev(values) / math.sqrt(len(values))
    return f"{mean:.1f} +- {half:.1f}"


def difference(ours, theirs):
    """Mean difference, its one-sided 95 % lower bound (Welch), and what could be detected."""
    parts = [statistics.variance(values) / len(values) for values in (ours, theirs)]
    error = math.sqrt(sum(parts))
    freedom = sum(parts) ** 2 / sum(part ** 2 / (len(values) - 1) for part, values in zip(parts, (ours, theirs)))
    mean = statistics.mean(ours) - statistics.mean(theirs)
    return (mean, mean - quantile(T_95, freedom) * error,
            (quantile(T_975, freedom) + quantile(T_80, freedom)) * error)


def tables(options, accuracies, runs):
    sets = list(accuracies)
    lines = ["| encoder | seeds | " + " | ".join(f"{name}, {its['test images']} test images" for name, its in accuracies.items()) + " |",
             "|---|---:|" + "---:|" * len(sets)]
    for floor in ("pixels", "random encoder"):
        lines.append(f"| {floor} | | " + " | ".join(f"{accuracies[name][floor]:.1f}" for name in sets) + " |")
    for arm, folders in runs.items():
        cells = [mean_text([accuracies[name][folder.name] for folder in folders]) for name in sets]
        lines.append(f"| {arm} | {len(folders)} | " + " | ".join(cells) + " |")
    lines += ["", "| difference | " + " | ".join(sets) + " |", "|---|" + "---|" * len(sets)]
    for ours, theirs in (("open", "foreign"), ("parameters", "open"), ("parameters", "foreign")):
        if min(len(runs.get(ours, [])), len(runs[theirs])) < 2:
            continue
        cells = []
        for name in sets:
            mean, low, detectable = difference(*([accuracies[name][folder.name] for folder in runs[arm]] for arm in (ours, theirs)))
            cells.append(f"{mean:+.2f}, at least {low:+.2f} (95 %); detectable {detectable:.2f}")
        lines.append(f"| {ours} - {theirs} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def compare(options, checkpoints):
    corpora = ["open21k", "open21k-random", str(options.foreign)]
    baselines = options.work / f"baselines-{options.compared}"
    baselines.mkdir(exist_ok=True)
    for name in BASELINES:
        file = baselines / (name + ".db")
        if not file.exists():
            run(options, "synth", "--baseline", name, "--count", options.compared, "--seed", 1, "--corpus", file, "--quiet")
    spaces = [word for checkpoint in checkpoints for word in ("--checkpoint", checkpoint)]
    size = ["--programs", options.compared, "--frames", 32]
    comparisons = [("compare", [*corpora, *(str(baselines / (name + ".db")) for name in BASELINES)], size)]
    if options.sigma > 0:  # baselines have no parameters that could move
        comparisons.append(("compare-parameters", corpora, [*size, "--parameters-sigma", options.sigma]))
    comparisons.append(("compare-few", corpora, ["--programs", options.compared, "--frames", 8]))
    comparisons.append(("compare-raw", corpora, [*size, "--raw"]))
    if options.curve_programs > 0:
        comparisons.append(("compare-curve", corpora, ["--programs", options.curve_programs, "--frames", 8, "--clusters", 10000]))
    for name, its_corpora, arguments in comparisons:
        out = options.work / name
        arguments = [*its_corpora, *arguments, "--size", 64, "--seed", 0, *spaces]
        stamp = made_of(options, arguments, its_corpora)
        if not is_done(out, stamp):
            run(options, "compare", *arguments, "-o", out, "--quiet")
            (out / "ok").write_text(stamp)
        print(f"{out}/CORPUS.md: {' '.join(map(str, arguments))}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--progpretrain", required=True, help="the executable")
    parser.add_argument("--foreign", required=True, type=pathlib.Path, help="a screened corpus to compare with")
    parser.add_argument("--images", required=True, type=pathlib.Path, help="labelled real images for the real encoder")
    parser.add_argument("--data", required=True, nargs="+", help="labelled sets that encoders are probed on")
    parser.add_argument("--work", required=True, type=pathlib.Path)
    parser.add_argument("--seeds", type=int, default=5, help="runs of open and foreign")
    parser.add_argument("--grid-seeds", type=int, default=2, help="runs of the other arms (parameters: one more)")
    parser.add_argument("--steps", type=int, default=400)
    parser.add_argument("--growth-steps", type=int, default=1000, help="of the arms with different numbers of programs")
    parser.add_argument("--real-steps", type=int, default=1500)
    parser.add_argument("--programs", type=int, default=1024, help="of each run")
    parser.add_argument("--program-counts", type=int, nargs="*", default=[64, 1024, 16384])
    parser.add_argument("--family-counts", type=int, nargs="*", default=[4, 16])
    parser.add_argument("--sigma", type=float, default=0.25, help="how far declared parameters move; 0: without that arm")
    parser.add_argument("--compared", type=int, default=300, help="programs of each corpus in `compare`")
    parser.add_argument("--curve-programs", type=int, default=4000, help="programs of each corpus for the long curves of clusters; 0: without them")
    parser.add_argument("--no-compare", action="store_true", help="only train and probe")
    options = parser.parse_args()
    if len({pathlib.Path(data).name for data in options.data}) < len(options.data):
        parser.error("two folders of --data have the same name")
    options.work.mkdir(parents=True, exist_ok=True)
    options.families = families(options)
    runs = train_all(options)
    real = real_encoder(options)
    accuracies = probe(options, runs)
    text = tables(options, accuracies, runs)
    (options.work / "study.json").write_text(json.dumps({"steps": options.steps, "programs": options.programs, "accuracy": accuracies}, indent=1) + "\n")
    (options.work / "probes.md").write_text(text + "\n")
    print(text)
    if not options.no_compare:
        compare(options, [runs["foreign"][0], real])


if __name__ == "__main__":
    main()
