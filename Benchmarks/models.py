"""Time of nabla's lm and glm ÷ that of statsmodels and scikit-learn on the same data, each with one thread.

Usage: models.py path-to-nabla [--rounds n]. Needs numpy, statsmodels and scikit-learn. The data are made by formulas
both sides evaluate, so that no file has to be read; nabla is timed by its own :time, the least of several turns counts.
"""

import argparse
import os
import re
import subprocess
import sys
import time

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np
import statsmodels.api as sm
from sklearn.linear_model import LogisticRegression

UNITS = {"ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1.0}
SPOKEN = re.compile(r"([0-9.e+-]+) (ns|µs|ms|s)\b")


def least(work, rounds):
    times = []
    for _ in range(rounds):
        before = time.perf_counter()
        work()
        times.append(time.perf_counter() - before)
    return min(times)


def columns(n, k):
    """An intercept and k - 1 columns that are far from dependent."""
    i = np.arange(1, n + 1, dtype=float)
    return np.column_stack([np.ones(n)] + [np.sin(i * (j + 0.37)) for j in range(1, k)])


def setup(n, k):
    parts = " ".join(f"sin(i * {j + 0.37})" for j in range(1, k))
    return [f"i = 1:{n};", f"X = [ones({n}) {parts}];"]


def nabla(path, lines, expression, rounds):
    text = "\n".join(lines + [f":time {expression}"] * rounds) + "\n"
    run = subprocess.run([path], input=text, capture_output=True, text=True)
    found = [float(a) * UNITS[u] for a, u in SPOKEN.findall(run.stdout)]
    if len(found) < rounds:
        sys.exit(f"nabla did not time {expression}: {run.stdout[-300:]}{run.stderr[-300:]}")
    return min(found[-rounds:])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("nabla")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()

    x = columns(1_000_000, 10)
    y = x.sum(axis=1) + np.cos(np.arange(1, 1_000_001) * 0.77)
    peer = least(lambda: (lambda m: (m.params, m.bse))(sm.OLS(y, x).fit()), given.rounds)
    lines = setup(1_000_000, 10) + ["y = X * ones(10) + cos(i * 0.77);"]
    own = nabla(given.nabla, lines, "lm(X, y)", given.rounds)
    print(f"lm, 1e6×10 ÷ statsmodels             {own:8.3f} s {peer:8.3f} s  {own / peer:5.2f}  (aim 0.50)")

    x = columns(100_000, 20)
    y = (x.sum(axis=1) + 3 * np.cos(np.arange(1, 100_001) * 0.77) > 0).astype(float)
    lines = setup(100_000, 20) + ["y = X * ones(20) + 3cos(i * 0.77) .> 0;"]
    lines = [line.replace(" .> ", " > ") for line in lines]
    own = nabla(given.nabla, lines, 'glm(X, y, family = "binomial")', given.rounds)
    peer = least(lambda: sm.GLM(y, x, family=sm.families.Binomial()).fit(), given.rounds)
    print(f"glm, binomial, 1e5×20 ÷ statsmodels  {own:8.3f} s {peer:8.3f} s  {own / peer:5.2f}  (aim 0.70)")
    fit = LogisticRegression(C=np.inf, fit_intercept=False, tol=1e-8, max_iter=1000)
    peer = least(lambda: fit.fit(x, y), given.rounds)
    print(f"glm, binomial, 1e5×20 ÷ scikit-learn {own:8.3f} s {peer:8.3f} s  {own / peer:5.2f}  (aim 0.70)")


main()
