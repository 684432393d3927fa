"""Time of nabla's lm and glm ÷ that of statsmodels and scikit-learn on the same data, each with one thread.

The data are made by formulas both sides evaluate, so that no file has to be read; turns alternate, the least of each
counts. Usage: models.py path-to-nabla [--rounds n] [--quick]
"""

import argparse
import os
import sys

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np  # noqa: E402
import statsmodels.api as sm  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402

sys.path.insert(0, os.path.dirname(__file__))
from ratios import Nabla, seconds  # noqa: E402


def columns(n, k):
    """An intercept and k - 1 columns that are far from dependent."""
    i = np.arange(1, n + 1, dtype=float)
    return np.column_stack([np.ones(n)] + [np.sin(i * (j + 0.37)) for j in range(1, k)])


def prepared(nabla, n, k, response):
    """The same columns on the other side, as X, and the response as y."""
    parts = " ".join(f"sin(i * {j + 0.37})" for j in range(1, k))
    for line in [f"i = 1:{n};", f"X = [ones({n}) {parts}];", f"y = {response};"]:
        nabla.say(line)


def compared(title, aim, nabla, expression, work, rounds):
    pairs = [(nabla.seconds(expression), seconds(work, budget=0)) for _ in range(rounds)]
    own, peer = (min(side) for side in zip(*pairs))
    mark = "" if aim is None or own / peer <= aim else f"   above {aim}"
    print(f"{title:44} {own * 1e3:8.1f} ms {peer * 1e3:8.1f} ms   {own / peer:5.2f}{mark}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("nabla")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="one round")
    options = parser.parse_args()
    rounds = 1 if options.quick else max(1, options.rounds)
    nabla = Nabla(options.nabla)

    x = columns(1_000_000, 10)
    y = x.sum(axis=1) + np.cos(np.arange(1, 1_000_001) * 0.77)
    prepared(nabla, 1_000_000, 10, "X * ones(10) + cos(i * 0.77)")

    def statsmodels_lm():
        fit = sm.OLS(y, x).fit()
        return fit.params, fit.bse

    compared("lm, 10⁶×10 ÷ statsmodels", 0.5, nabla, "lm(X, y)", statsmodels_lm, rounds)

    u = columns(100_000, 20)
    v = (u.sum(axis=1) + 3 * np.cos(np.arange(1, 100_001) * 0.77) > 0).astype(float)
    prepared(nabla, 100_000, 20, "X * ones(20) + 3cos(i * 0.77) > 0")
    binomial = 'glm(X, y, family = "binomial")'
    compared("glm, binomial, 10⁵×20 ÷ statsmodels", 0.7, nabla, binomial,
             lambda: sm.GLM(v, u, family=sm.families.Binomial()).fit(), rounds)
    # Without a penalty and to as many digits, or it would be another estimate; of the coefficients alone, so without an aim.
    fit = LogisticRegression(C=np.inf, fit_intercept=False, tol=1e-8, max_iter=1000)
    compared("glm, binomial, 10⁵×20 ÷ scikit-learn", None, nabla, binomial, lambda: fit.fit(u, v), rounds)
    nabla.close()


if __name__ == "__main__":
    main()
