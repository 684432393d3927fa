#!/usr/bin/env python3
"""Computes the expected values of the reference rows anew and says which changed.

usage: regenerate.py [--write] [area ...]

Each line of <area>.jsonl is a row: `nabla` is what our tests evaluate, and `python` (with scipy, statsmodels, mpmath,
pandas and numpy at hand) or `r` (an R expression) is how another system gets its elements, column by column. Rows with
neither are certified tables or algebra, as their `source` says. Needs scipy, statsmodels, pandas and mpmath; Rscript
for `r`.
"""
import json
import math
import os
import pathlib
import subprocess
import sys

import laws
import mgh
import numpy
import pandas
import scipy
import scipy.stats
import statsmodels.api


def plain(value):
    flat = numpy.asarray(value, dtype=float).ravel(order="F").tolist()
    return [x if math.isfinite(x) else str(x) for x in flat]


def by_python(code):
    space = {"np": numpy, "numpy": numpy, "pd": pandas, "scipy": scipy, "stats": scipy.stats, "sm": statsmodels.api, "math": math, "laws": laws, "mgh": mgh}
    exec("import mpmath; mpmath.mp.dps = 60", space)
    *setup, last = code.split("\n")
    exec("\n".join(setup), space)
    return plain(eval(last, space))


def by_r(code):
    program = code.replace("\n", ";")
    wrapped = f"v <- {{ {program} }}; cat(sprintf('%.17g', as.numeric(unlist(v))), sep=' ')"
    # R without a system profile says so on standard output and asks these two for its options.
    bare = {"EDITOR": "vi", "PAGER": "cat", **os.environ}
    run = subprocess.run(["Rscript", "-e", wrapped], capture_output=True, text=True, check=True, env=bare)
    return plain([float(x) for x in run.stdout.splitlines()[-1].split()])


def agree(a, b, rtol, atol):
    numbers = [(float(x), float(y)) for x, y in zip(a, b)]
    same = all(x == y or abs(x - y) <= atol + rtol * abs(y) or x != x and y != y for x, y in numbers)
    return len(a) == len(b) and same


def main(arguments):
    write = "--write" in arguments
    areas = [a for a in arguments if not a.startswith("--")]
    folder = pathlib.Path(__file__).parent
    changed = 0
    for path in sorted(folder.glob("*.jsonl")):
        if areas and path.stem not in areas:
            continue
        rows = [json.loads(line) for line in path.read_text().splitlines()]
        for row in rows:
            if not ("python" in row or "r" in row):
                continue
            value = by_python(row["python"]) if "python" in row else by_r(row["r"])
            if "expected" not in row or not agree(row["expected"], value, row["rtol"], row.get("atol", 0)):
                changed += 1
                print(f"{path.stem}: {row['nabla'][:80]}\n  was {row.get('expected')}\n  is  {value}")
                row["expected"] = value
        if write:
            path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    print(f"{changed} changed")
    return 1 if changed and not write else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
