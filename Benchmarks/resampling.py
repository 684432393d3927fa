"""10 000 bootstrap medians of 1 000: time of nabla ÷ time of SciPy, turn by turn, the least of each.

Both give percentile intervals. SciPy resamples all at once (vectorized); its batches are as large as memory allows.
Usage: resampling.py path-to-nabla [--rounds n] [--quick]
"""

import argparse
import os
import sys

import numpy as np
import scipy.stats

sys.path.insert(0, os.path.dirname(__file__))
from ratios import Nabla, seconds  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("nabla")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="one round")
    options = parser.parse_args()
    rounds = 1 if options.quick else max(1, options.rounds)
    nabla = Nabla(options.nabla)
    nabla.say("x = randn(1000, seed = 7);")
    x = np.random.default_rng(7).standard_normal(1000)
    for name, statistic in [("median", np.median), ("mean", np.mean), ("std", np.std)]:
        ours, theirs = [], []
        for turn in range(rounds):
            ours.append(nabla.seconds(f'bootstrap({name}, x, 10000, method = "percentile")'))
            theirs.append(seconds(lambda: scipy.stats.bootstrap(
                (x,), statistic, n_resamples=10_000, vectorized=True, method="percentile",
                random_state=np.random.default_rng(turn)), budget=0))
        ratio = min(ours) / min(theirs)
        mark = "" if ratio <= 1 else "   above 1"
        print(f"{f'10 000 bootstrap {name}s of 1 000 ÷ SciPy':44} {min(ours) * 1e3:8.1f} ms {min(theirs) * 1e3:8.1f} ms"
              f"   {ratio:5.2f}{mark}", flush=True)
    nabla.close()


if __name__ == "__main__":
    main()
