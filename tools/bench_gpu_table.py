"""Second half of bench_gpu.sh: what its steps left in the folder PARTS becomes results.json and table.txt in OUT.

    bench_gpu_table.py PARTS OUT

Exits with 1 when a test failed or a measurement did not end.
"""
import json
import pathlib
import re
import sys

TARGET_GPU = "H200"


def read_json(path):
    try:
        return json.loads(path.read_text())
    except (OSError, ValueError):
        return None


def row_of(result, size_px):
    for row in (result or {}).get("rows", []):
        if row["size_px"] == size_px:
            return row
    return {}


class Table:
    def __init__(self, steps):
        self.steps, self.rows = steps, []

    def add(self, measure, step, result, size_px, value_of, bound, at_least, unit=""):
        """One row of the target table; a row that was not measured names the reason."""
        device = (result or {}).get("device", "")
        row = {"measure": measure, "target": bound, "at_least": at_least, "measured": None, "device": device}
        measured = row_of(result, size_px)
        if result is None:
            code = self.steps.get(step, (None, 0))[0]
            row["reason"] = "the step was not run" if code is None else "out of time" if code in (124, 137) else f"exit code {code}, see log.txt"
        elif not re.search("NVIDIA|AMD|Intel", device):
            row["reason"] = f"no GPU: {device}"
        elif not measured or (value := value_of(measured)) is None:
            row["reason"] = "; ".join(measured.get("skipped", {}).values()) or "no such row"
        else:
            row["measured"] = value
            row["passed"] = value >= bound if at_least else value <= bound
            row["on_target"] = TARGET_GPU in device
        row["unit"] = unit
        self.rows.append(row)

    def text(self):
        lines = [f"{'measure':<58}{'target':>12}  measured"]
        for row in self.rows:
            target = f"{'>=' if row['at_least'] else '<='} {row['target']:,g}{row['unit']}"
            if row["measured"] is None:
                found = f"not measured: {row['reason']}"
            else:
                value = row["measured"]
                digits = f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"
                found = f"{digits}{row['unit']}  {'pass' if row['passed'] else 'MISSED'}"
                if not row["on_target"]:
                    found += f" (on {row['device']}; the target is for the {TARGET_GPU})"
            lines.append(f"{row['measure']:<58}{target:>12}  {found}")
        return lines


def tests_of(parts, steps):
    """Per room: the numbers of test cases that passed and failed, and of those that lacked their hardware."""
    out = {}
    for name, (code, seconds) in steps.items():
        if not name.startswith("tests-"):
            continue
        path = parts / name
        text = path.read_text(errors="replace") if path.exists() else ""
        counts = re.search(r"test cases:\s*(\d+) \|\s*(\d+) passed \|\s*(\d+) failed", text)
        # doctest counts a test case whose hardware is missing as passed.
        skipped = text.count("SKIPPED:")
        passed, failed = (int(counts[2]) - skipped, int(counts[3])) if counts else (0, 0)
        out[name] = {"exit_code": code, "seconds": seconds, "passed": passed, "failed": failed, "skipped": skipped,
                     "ended": bool(counts)}
    return out


def main():
    parts, out = map(pathlib.Path, sys.argv[1:3])
    steps = {}
    for line in (parts / "steps").read_text().splitlines():
        name, code, seconds = line.split("\t")
        steps[name] = (int(code), int(seconds))
    results = {name: read_json(parts / f"{name}.json") for name in ("doctor", "stream", "peers", "pretrain", "corpus")}

    table = Table(steps)
    for size_px in (64, 224):
        for letter, ratio, bound in (("a", "ratio_peer", 25), ("b", "ratio_atlas", 4)):
            table.add(f"stream / peer ({letter}), {size_px} px", "peers.json", results["peers"], size_px,
                      lambda row, ratio=ratio: row[ratio], bound, True, "x")
    for size_px, bound in ((64, 200000), (224, 60000)):
        table.add(f"built-in corpus, {size_px} px, images/s", "stream.json", results["stream"], size_px,
                  lambda row: row["stream_images_s"], bound, True)
    table.add("live / resident step, ResNet-50 224 px 256 CE, bf16", "pretrain.json", results["pretrain"], 224,
              lambda row: row["ratio_live"], 1.10, False)
    for size_px in (64, 224):
        table.add(f"share of batch time outside the programs, {size_px} px", "stream.json", results["stream"], size_px,
                  lambda row: 100 * (1 - row["floor_share"]), 8, False, " %")

    tests = tests_of(parts, steps)
    lines = table.text() + ["", f"{'tests':<30}{'passed':>8}{'failed':>8}{'skipped':>9}{'s':>6}"]
    for name, test in tests.items():
        note = "" if test["ended"] else f"  did not end (exit code {test['exit_code']})"
        lines.append(f"{name:<30}{test['passed']:>8}{test['failed']:>8}{test['skipped']:>9}{test['seconds']:>6}{note}")
    lines.append("")
    lines += [f"doctor: {check['check']}: {'ok' if check['passed'] else 'FAILED'}: {check['detail']}"
              for check in (results["doctor"] or {}).get("checks", [])]
    lines.append(f"all steps: {sum(seconds for _, seconds in steps.values())} s")
    text = "\n".join(lines) + "\n"
    (out / "table.txt").write_text(text)
    (out / "results.json").write_text(json.dumps({"targets": table.rows, "tests": tests, "steps": steps, "results": results}, indent=1) + "\n")
    print(text, end="")
    failed = [name for name, (code, _) in steps.items() if code != 0 and name != "doctor.json"]
    # What passes only without the validation layers has failed: the log says what the layers found.
    if failed:
        print("did not succeed: " + ", ".join(failed), file=sys.stderr)
        sys.exit(1)


main()
