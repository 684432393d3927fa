"""What grows without end ends in an error with a code, and never in a signal, whatever it is made of."""

import subprocess

import pytest

from nabla import binary, environment, run

pytestmark = pytest.mark.skipif(
    "--memory" not in subprocess.run([binary(), "eval", "--help"], capture_output=True, text=True).stdout,
    reason="this nabla takes no --memory")


@pytest.mark.parametrize("source", [
    "iterates(x -> [x; x], [1, 2], 60)",
    "iterate(x -> [x; x], [1, 2], 60)",
    "f(n) = if n == 0 then zeros(1000) else {a = f(n - 1), b = zeros(10000)}; f(5000)",
    "[k for k in 1:1e9]",
    "[zeros(1000) for k in 1:1e6]",
    "[{a = k} for k in 1:1e7]",
    "iterates(x -> x + 1, 0, 1e9)",
    "map(k -> {a = zeros(k)}, 1:100000)",
    "fold((a, k) -> {a = a, b = k}, 0, 1:1e7)",
    "zeros(20000, 20000)",
    "rand(1e8)",
    "sort(1:1e8)",
    "A = zeros(3000, 3000); svd(A)",
    "A = zeros(1500, 1500); kron(A, A)",
    "outer(1:10000, 1:10000)",
    "[k*1i for k in 1:1e7]",
    "f(n) = [f(n - 1), f(n - 1)]; f(3)",
])
def test_growth_ends_in_an_error(source):
    done = run("eval", "--memory", 128, source, timeout=120)
    assert done.returncode == 1, (done.returncode, done.stderr[-300:])
    # A long call of LAPACK announces itself before it fails.
    said = [line for line in done.stderr.splitlines() if "cannot be interrupted" not in line]
    assert said and said[0][:4] in ("E401", "E402", "E405"), done.stderr[-300:]
