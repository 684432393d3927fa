"""10 000 bootstrap medians of 1 000: time of nabla ÷ time of SciPy, turn by turn, the least of each.

Both give percentile intervals. SciPy resamples all at once (vectorized); its batches are as large as memory allows.
Usage: resampling.py path-to-nabla [--rounds n]
"""

import argparse
import time

import numpy as np
import scipy.stats

from ratios import Nabla


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("nabla")
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    nabla = Nabla(given.nabla)
    nabla.say("x = randn(1000, seed = 7);")
    x = np.random.default_rng(7).standard_normal(1000)
    for name, statistic in [("median", np.median), ("mean", np.mean), ("std", np.std)]:
        ours, theirs = [], []
        for turn in range(given.rounds):
            ours.append(nabla.seconds(f'bootstrap({name}, x, 10000, method = "percentile")'))
            start = time.perf_counter()
            scipy.stats.bootstrap(
                (x,), statistic, n_resamples=10_000, vectorized=True, method="percentile",
                random_state=np.random.default_rng(turn))
            theirs.append(time.perf_counter() - start)
        print(
            f"10 000 bootstrap {name}s of 1 000 ÷ SciPy  {min(ours) * 1e3:.1f} ms  {min(theirs) * 1e3:.1f} ms  "
            f"{min(ours) / min(theirs):.2f}", flush=True)
    nabla.close()


if __name__ == "__main__":
    main()
