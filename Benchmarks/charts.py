"""What a chart costs, from the line typed to the last row read, beside what its peers cost for a picture of the same kind and size.

nabla is timed through a pipe: evaluation, drawing and printing, less what an empty answer takes. The peers, plotext and
uniplot, are timed inside this process, building the picture as a string, of data alike. Usage: charts.py path-to-nabla [--rounds n] [--quick]
"""

import argparse
import os
import statistics
import subprocess
import sys
import time

import numpy as np
import plotext
import uniplot

SIZE = ", width = 60, height = 15)"
DONE = "chart done"

SETUP = """n = 1000000; s = linspace(0, 1, n); noisy = sin(20s) + 0.1*randn(n); r = randn(n); q = randn(n); u = rand(n);
xs = linspace(0, 10, 400); ys = sin(xs); b = randn(1000); c = randn(1000); A = reshape(randn(400), 20, 20);
labels = ["north", "south", "east", "west"]; high = [3, 1, 2, -1]; g = [labels[mod(k, 4) + 1] for k in 1:1000];"""

XS = np.linspace(0, 10, 400)
YS = np.sin(XS)
DRAWS = np.random.default_rng(1).standard_normal(1000)
OTHER = np.random.default_rng(2).standard_normal(1000)
NAMES, HIGH = ["north", "south", "east", "west"], [3, 1, 2, -1]
MANY = np.random.default_rng(3).standard_normal(1_000_000)
RISING = np.linspace(0, 1, 1_000_000)


def drawn(*steps):
    """A picture by plotext of 60×15."""

    def work():
        plotext.clear_figure()
        plotext.plotsize(60, 15)
        for name, *arguments in steps:
            getattr(plotext, name)(*arguments)
        return plotext.build()

    return work


def joined(x, y, lines):
    """A picture by uniplot, whose size is that of the plot without its axes."""
    return lambda: uniplot.plot_to_string(xs=x, ys=y, lines=lines, width=54, height=11)


# Title, what is typed, and the peer.
SMALL = [
    ("line of 400", "plot(xs, ys", "uniplot", joined(XS, YS, True)),
    ("  the same", "plot(xs, ys", "plotext", drawn(("plot", XS.tolist(), YS.tolist()))),
    ("a function over a range", "plot(sin, 0, 10", None, None),
    ("scatter of 1000", "scatter(b, c", "uniplot", joined(DRAWS, OTHER, False)),
    ("histogram of 1000", "hist(b", "plotext", drawn(("hist", DRAWS.tolist(), 15))),
    ("density of 1000", "density(b", None, None),
    ("boxes of 4 groups", "box(b, group = g", "plotext",
     drawn(("box", NAMES, [DRAWS[k::4].tolist() for k in range(4)]))),
    ("bars", "bar(labels, high", "plotext", drawn(("bar", NAMES, HIGH))),
    ("stems", "stem(1:30, 1 ./ (1:30)", None, None),
    ("area", "area(xs, ys", None, None),
    ("heatmap of 20×20", "heatmap(A", None, None),
    ("contours of a function", "contour((x, y) -> x^2 + 2y^2, [-2, 2], [-2, 2]", None, None),
    ("vector field", "field((x, y) -> [-y, x], [-2, 2], [-2, 2]", None, None),
    ("arrows", "arrows([3, 1], [-1, 2]", None, None),
    ("grid map", "grid_map([2 1; 1 2]", None, None),
    ("spectrum", "spectrum(eig([0 -1; 1 0.5])", None, None),
    ("scree", "scree(A", None, None),
    ("tangent", "tangent(x -> x^2, 1", None, None),
    ("area between two curves", "area(x -> x, x -> x^2, 0, 2", None, None),
    ("surface (aim 5 ms)", "surface((x, y) -> x^2 - y^2, [-2, 2], [-2, 2]", None, None),
    ("loss curve", "loss_curve([1, 0.5, 0.25], [1.1, 0.7, 0.6]", None, None),
]
LARGE = [
    ("line of 10⁶", "plot(s, noisy", "uniplot", joined(RISING, MANY, True)),
    ("line of 10⁶ in no order", "plot(r, q", None, None),
    ("scatter of 10⁶", "scatter(r, q", "uniplot", joined(RISING, MANY, False)),
    ("histogram of 10⁶", "hist(r", None, None),
    ("density of 10⁶", "density(r", None, None),
    ("box of 10⁶", "box(r", None, None),
]


class Nabla:
    """One nabla that answers lines from a pipe."""

    def __init__(self, path):
        self.process = subprocess.Popen(
            [path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, bufsize=1)

    def answer(self, line):
        self.process.stdin.write(f'{line}\n"{DONE}"\n')
        self.process.stdin.flush()
        rows = []
        while True:
            row = self.process.stdout.readline()
            if not row:
                sys.exit(f"nabla ended at {line}")
            if DONE in row:
                return rows
            rows.append(row)

    def seconds(self, line, times):
        found = []
        for _ in range(times):
            before = time.perf_counter()
            rows = self.answer(line)
            found.append(time.perf_counter() - before)
            if not rows or rows[0].startswith("E"):
                sys.exit(f"nabla did not draw {line}: {''.join(rows)}")
        return statistics.median(found)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def seconds(work, times):
    found = []
    for _ in range(times):
        before = time.perf_counter()
        work()
        found.append(time.perf_counter() - before)
    return statistics.median(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("nabla", help="the binary")
    parser.add_argument("--rounds", type=int, default=5, help="turns of each row; the median counts")
    parser.add_argument("--quick", action="store_true", help="one turn")
    options = parser.parse_args()
    rounds = 1 if options.quick else max(1, options.rounds)
    nabla = Nabla(options.nabla)
    for line in SETUP.splitlines():
        nabla.answer(line)
    nothing = nabla.seconds("1", 21)
    print(f"charts at 60×15, load {os.getloadavg()[0]:.1f}")
    print(f"  {'':<28} {'nabla':>9} {'aim':>7}   peer")
    for rows, aim, times in [(SMALL, 1, 5 * rounds), (LARGE, 35, rounds)]:
        for title, typed, name, work in rows:
            ours = (nabla.seconds(typed + SIZE, times) - nothing) * 1e3
            peer = "" if work is None else f"{seconds(work, rounds) * 1e3:9.3g} ms {name}"
            verdict = "" if ours <= aim else "  above"
            print(f"  {title:<28} {ours:>6.3g} ms {aim:>4} ms {peer}{verdict}", flush=True)
    nabla.close()


if __name__ == "__main__":
    main()
