"""Time of nabla ÷ time of pandas for grouping, sorting and joining a million rows, measured here, turn by turn.

Both group the same numbers: nabla writes nothing to disk, the columns are made by the same arithmetic on both sides.
Usage: tables.py path-to-nabla [--rounds n] [--quick]
"""

import argparse
import os
import sys

import numpy as np

sys.path.insert(0, os.path.dirname(__file__))
from ratios import Nabla, seconds  # noqa: E402

ROWS = 1_000_000
WORDS = ["north", "south", "east and west", "a region with a long name", "centre"]

# The same columns on both sides: k has 1000 different numbers, w five texts.
SETUP = f"""i = 0:{ROWS - 1};
words = [{", ".join(f'"{w}"' for w in WORDS)}];
t = table(k = mod(i * 7919, 1000), w = words[1 + mod(i * 31, 5)], x = mod(i * 7, 1013) / 8);
u = table(k = 0:999, y = (0:999) / 4);
"""

ROWS_TIMED = [
    ("sum of 10⁶ rows by 1000 numbers", 'group(t, by = "k", s = g -> sum(g.x))',
     lambda t, u: t.groupby("k", as_index=False).agg(s=("x", "sum")), 1.5),
    ("the same by 5 texts", 'group(t, by = "w", s = g -> sum(g.x))',
     lambda t, u: t.groupby("w", as_index=False).agg(s=("x", "sum")), 1.5),
    ("mean and count by both", 'group(t, by = ["w", "k"], m = g -> mean(g.x), n = rows)',
     lambda t, u: t.groupby(["w", "k"], as_index=False).agg(m=("x", "mean"), n=("x", "size")), 1.5),
    ("rows where x > 100", "where(t, row -> row.x > 100)", lambda t, u: t[t.x > 100], None),
    ("sorted by a number", 'sort(t, by = "x")', lambda t, u: t.sort_values("x", kind="stable"), None),
    ("joined with 1000 rows", 'join(t, u, on = "k")', lambda t, u: t.merge(u, on="k"), None),
]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("nabla")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="two rounds")
    options = parser.parse_args()
    try:
        import pandas as pd
    except ImportError:
        sys.exit("The comparison of tables needs pandas: install it for this Python, then run this again.")
    i = np.arange(ROWS)
    t = pd.DataFrame(
        {"k": (i * 7919 % 1000).astype(float), "w": np.array(WORDS, dtype=object)[i * 31 % 5], "x": i * 7 % 1013 / 8})
    u = pd.DataFrame({"k": np.arange(1000.0), "y": np.arange(1000) / 4})
    nabla = Nabla(options.nabla)
    for line in SETUP.strip().split("\n"):
        nabla.say(line)
    print(f"pandas {pd.__version__}, {ROWS} rows")
    for title, ours, theirs, aim in ROWS_TIMED:
        best, peer = [], []
        for _ in range(2 if options.quick else options.rounds):
            best.append(nabla.seconds(ours))
            peer.append(seconds(lambda: theirs(t, u)))
        ratio = min(best) / min(peer)
        mark = "" if aim is None or ratio <= aim else f"   above {aim}"
        print(f"{title:36} {min(best) * 1e3:8.1f} ms {min(peer) * 1e3:8.1f} ms   {ratio:5.2f}{mark}")
    nabla.close()


if __name__ == "__main__":
    main()
