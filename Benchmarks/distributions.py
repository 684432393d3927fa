"""Tails and quantiles of many points: time of nabla ÷ time of SciPy, turn by turn, the least of each.

Usage: distributions.py path-to-nabla [--rounds n] [--quick]
"""

import argparse

import numpy as np
import scipy.stats as st

from ratios import Nabla, line, seconds

AIM = 0.5
# Our spelling, SciPy's law.
LAWS = [
    ("Normal(0, 1)", st.norm()), ("Normal(3, 2)", st.norm(3, 2)), ("StudentT(3)", st.t(3)), ("StudentT(30)", st.t(30)),
    ("ChiSquared(4)", st.chi2(4)), ("F(5, 12)", st.f(5, 12)), ("Beta(2, 3)", st.beta(2, 3)),
    ("Beta(50, 30)", st.beta(50, 30)), ("Gamma(2, 3)", st.gamma(2, scale=3)), ("Exponential(2)", st.expon(scale=0.5)),
    ("LogNormal(0, 1)", st.lognorm(1)), ("Weibull(2, 1)", st.weibull_min(2)), ("Cauchy(0, 1)", st.cauchy()),
    ("Logistic(0, 1)", st.logistic()), ("Binomial(40, 0.3)", st.binom(40, 0.3)), ("Poisson(12)", st.poisson(12)),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("nabla", help="the binary")
    parser.add_argument("--rounds", type=int, default=5, help="turns of each row; the least time counts")
    parser.add_argument("--quick", action="store_true", help="fewer points, one turn")
    given = parser.parse_args()
    count = 20_000 if given.quick else 200_000
    rounds = 1 if given.quick else max(1, given.rounds)
    nabla = Nabla(given.nabla)
    # The same points on both sides: evenly spread shares, and their quantiles.
    nabla.say(f"ps = linspace(0.0005, 0.9995, {count});")
    shares = np.linspace(0.0005, 0.9995, count)
    print(f"÷ SciPy, {count} points")
    for name, law in LAWS:
        nabla.say(f"X = {name}; xs = quantile(X, ps);")
        points = law.ppf(shares)
        for title, ours, work in [
            ("cdf", "cdf(X, xs)", lambda: law.cdf(points)), ("ccdf", "ccdf(X, xs)", lambda: law.sf(points)),
            ("quantile", "quantile(X, ps)", lambda: law.ppf(shares)), ("pdf", "pdf(X, xs)", None),
        ]:
            if work is None:
                work = (lambda: law.pmf(points)) if hasattr(law.dist, "pmf") else (lambda: law.pdf(points))
            pairs = [(min(nabla.seconds(ours) for _ in range(2)), seconds(work, budget=0.02)) for _ in range(rounds)]
            line(f"{title} of {name}", *map(min, zip(*pairs)), AIM)
    nabla.close()


if __name__ == "__main__":
    main()
