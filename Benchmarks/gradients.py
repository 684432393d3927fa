"""What gradients cost beside their peers: a training step of a network 784-128-10 with a batch of 64 (forward, loss,
gradient, update) against NumPy written by hand and JAX compiled, and smaller ones; all in double precision with one
thread each, turn by turn, the least of each: other programs only add.

nabla is timed by its own :time inside one process, the others by perf_counter inside this one. Where JAX is not
installed its columns stay empty. Usage: gradients.py path-to-nabla [--rounds n] [--quick]
"""

import argparse
import os
import re
import subprocess
import sys
import time

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")
os.environ.setdefault("JAX_PLATFORMS", "cpu")

import numpy as np

try:
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)
except ImportError:
    jax = None

UNITS = {"ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1.0}
SPOKEN = re.compile(r"([0-9.e+-]+) (ns|µs|ms|s)\b")

SETUP = """X = rand(784, 64); Y = zeros(10, 64);
for_each(k) = mod(7k, 10) + 1; Y = [if i == for_each(j) then 1 else 0 for i in 1:10, j in 1:64]; Y = reshape(Y, 64, 10)';
W1 = randn(128, 784)/28; b1 = zeros(128); W2 = randn(10, 128)/11; b2 = zeros(10);
loss(W1, b1, W2, b2) = (H = tanh(W1*X .+ b1); Z = W2*H .+ b2; (sum(log(ones(1, 10)*exp(Z))) - sum(Y .* Z))/64)
move(p) = (g = grad(loss)(p.W1, p.b1, p.W2, p.b2); {W1 = p.W1 - 0.1*g[1], b1 = p.b1 - 0.1*g[2], W2 = p.W2 - 0.1*g[3], b2 = p.b2 - 0.1*g[4]})
p0 = {W1 = W1, b1 = b1, W2 = W2, b2 = b2};
flat(t) = (A = reshape(t[1:100352], 128, 784); C = reshape(t[100481:101760], 10, 128); H = tanh(A*X .+ t[100353:100480]); Z = C*H .+ t[101761:101770]; (sum(log(ones(1, 10)*exp(Z))) - sum(Y .* Z))/64)
t0 = [reshape(W1, 100352); b1; reshape(W2, 1280); b2]; d = step(descend(flat, t0, rate = 0.1), 2);
rosenbrock(x) = sum(100*(x[2:end] - x[1:end-1].^2).^2 + (1 - x[1:end-1]).^2); x0 = linspace(-1, 1, 1000);
s(x) = sin(x)*exp(-x^2/2) + log(1 + x^2);
q(x) = sum(exp(sin(x))) + norm(x)^4; x1 = linspace(-1, 1, 10000); v1 = cos(x1);"""


class Nabla:
    """One nabla that reads lines from a pipe."""

    def __init__(self, path):
        self.process = subprocess.Popen(
            [path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, bufsize=1)
        for line in SETUP.splitlines():
            self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def seconds(self, expression):
        self.process.stdin.write(":time " + expression + "\n")
        self.process.stdin.flush()
        seen = []
        while True:
            answer = self.process.stdout.readline()
            seen.append(answer)
            if not answer:
                sys.exit(f"nabla ended: {''.join(seen)}")
            found = SPOKEN.search(answer)
            if found and " run" in answer:
                # Of many runs the shortest, as of the peers.
                found = list(SPOKEN.finditer(answer))[-1] if "shortest" in answer else found
                return float(found.group(1)) * UNITS[found.group(2)]
            if answer.startswith("E"):
                sys.exit("".join(seen) + self.process.stdout.readline() + self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def seconds(work, budget=0.2):
    """The least time of some work, done again and again for a while."""
    times, start = [], time.perf_counter()
    while not times or time.perf_counter() - start < budget:
        before = time.perf_counter()
        work()
        times.append(time.perf_counter() - before)
    return min(times)


RANDOM = np.random.default_rng(1)
X = RANDOM.random((64, 784))
Y = np.eye(10)[(7 * np.arange(1, 65)) % 10]
PARAMETERS = [RANDOM.standard_normal((784, 128)) / 28, np.zeros(128), RANDOM.standard_normal((128, 10)) / 11, np.zeros(10)]


def by_hand(parameters):
    """The step as one writes it in NumPy."""
    w1, b1, w2, b2 = parameters
    h = np.tanh(X @ w1 + b1)
    z = h @ w2 + b2
    e = np.exp(z)
    total = e.sum(axis=1, keepdims=True)
    loss = (np.log(total).sum() - (Y * z).sum()) / 64
    dz = (e / total - Y) / 64
    da = (dz @ w2.T) * (1 - h * h)
    gradient = [X.T @ da, da.sum(axis=0), h.T @ dz, dz.sum(axis=0)]
    return loss, [p - 0.1 * g for p, g in zip(parameters, gradient)]


def rosenbrock(x):
    inner = x[1:] - x[:-1] ** 2
    g = np.zeros_like(x)
    g[:-1] = -400 * x[:-1] * inner - 2 * (1 - x[:-1])
    g[1:] += 200 * inner
    return g


def product(x, v):
    """The Hessian of Σ exp(sin x) + ‖x‖⁴ times v, by hand."""
    s, c = np.sin(x), np.cos(x)
    e = np.exp(s)
    return (e * c * c - e * s) * v + 4 * (x @ x) * v + 8 * x * (x @ v)


def compiled():
    """The same in JAX, compiled once; None where it is not installed."""
    if jax is None:
        return None
    x, y = jnp.array(X), jnp.array(Y)

    def loss(parameters):
        w1, b1, w2, b2 = parameters
        h = jnp.tanh(x @ w1 + b1)
        z = h @ w2 + b2
        return (jnp.log(jnp.exp(z).sum(axis=1)).sum() - (y * z).sum()) / 64

    @jax.jit
    def move(parameters):
        value, gradient = jax.value_and_grad(loss)(parameters)
        return value, [p - 0.1 * g for p, g in zip(parameters, gradient)]

    banana = jax.jit(jax.grad(lambda x: jnp.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)))
    scalar = jax.jit(jax.grad(lambda x: jnp.sin(x) * jnp.exp(-(x**2) / 2) + jnp.log(1 + x**2)))

    def smooth(x):
        return jnp.sum(jnp.exp(jnp.sin(x))) + (x @ x) ** 2

    second = jax.jit(lambda x, v: jax.jvp(jax.grad(smooth), (x,), (v,))[1])
    start = [jnp.array(p) for p in PARAMETERS]
    long, other = jnp.linspace(-1, 1, 1000), jnp.linspace(-1, 1, 10000)
    along = jnp.cos(other)
    work = [
        lambda: jax.block_until_ready(move(start)), lambda: banana(long).block_until_ready(),
        lambda: scalar(0.7).block_until_ready(), lambda: second(other, along).block_until_ready(),
    ]
    for each in work:
        each()
    return work


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("nabla", help="the binary")
    parser.add_argument("--rounds", type=int, default=7, help="turns of each row; the least counts")
    parser.add_argument("--quick", action="store_true", help="one turn")
    options = parser.parse_args()
    rounds = 1 if options.quick else max(1, options.rounds)
    nabla = Nabla(options.nabla)
    long, other = np.linspace(-1, 1, 1000), np.linspace(-1, 1, 10000)
    along = np.cos(other)
    peers = compiled() or [None] * 4
    # A loop of so many turns, as the peers run: the function is traced once, as JAX compiles once.
    rows = [
        ("training step, 784-128-10", "iterate(move, p0, 50)", 50, lambda: by_hand(PARAMETERS), peers[0], (0.5, 1.1)),
        ("  one alone, traced anew", "move(p0)", 1, lambda: by_hand(PARAMETERS), peers[0], None),
        ("  by step(descend)", "step(d, 50)", 50, lambda: by_hand(PARAMETERS), peers[0], None),
        ("∇ of Rosenbrock, n = 1000", "iterate(x -> x - 1e-5*grad(rosenbrock)(x), x0, 200)", 200,
         lambda: rosenbrock(long), peers[1], None),
        ("derivative of a formula", "iterate(x -> x - 1e-5*s'(x), 0.7, 1000)", 1000, None, peers[2], None),
        ("hvp, n = 10 000", "iterate(v -> hvp(q, x1, v)/100, v1, 100)", 100, lambda: product(other, along), peers[3],
         None),
    ]
    print(f"gradients, load {os.getloadavg()[0]:.1f}" + ("" if jax else " (JAX is not installed)"))
    print(f"  {'':<28} {'nabla':>10} {'NumPy':>10} {'ratio':>6} {'JAX':>10} {'ratio':>6}")
    for title, typed, turns, hand, other_work, aims in rows:
        ours, theirs, jit = [], [], []
        for _ in range(rounds):
            ours.append(nabla.seconds(typed) / turns)
            if hand:
                theirs.append(seconds(hand))
            if other_work:
                jit.append(seconds(other_work))
        own = min(ours)
        line = f"  {title:<28} {own * 1e6:>7.4g} µs"
        for found in (theirs, jit):
            if found:
                line += f" {min(found) * 1e6:>7.4g} µs {own / min(found):>6.2f}"
            else:
                line += f" {'':>10} {'':>6}"
        if aims and theirs and own / min(theirs) > aims[0]:
            line += f"  above {aims[0]} of NumPy"
        if aims and jit and own / min(jit) > aims[1]:
            line += f"  above {aims[1]} of JAX"
        print(line.rstrip(), flush=True)
    nabla.close()


if __name__ == "__main__":
    main()
