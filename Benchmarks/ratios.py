"""Time of nabla ÷ time of its peer, both measured here, turn by turn, the least of each: other programs only add.

nabla is timed by its own :time inside one process, so that starting it is not counted; CPython and NumPy by
perf_counter inside this one. Usage: ratios.py path-to-nabla [--rounds n] [--quick]
"""

import argparse
import math
import os
import platform
import pty
import re
import select
import statistics
import subprocess
import sys
import time

import numpy as np

UNITS = {"ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1.0}
SPOKEN = re.compile(r"([0-9.e+-]+) (ns|µs|ms|s)\b")


class Nabla:
    """One nabla that reads lines from a pipe."""

    def __init__(self, path):
        self.process = subprocess.Popen(
            [path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, bufsize=1)

    def say(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def seconds(self, expression):
        self.say(":time " + expression)
        answer = self.process.stdout.readline()
        found = SPOKEN.search(answer)
        if not found:
            sys.exit(f"nabla did not time {expression}: {answer.strip()}")
        return float(found.group(1)) * UNITS[found.group(2)]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def seconds(work, budget=0.1):
    """The least time of some work, done again and again for a while."""
    times, start = [], time.perf_counter()
    while not times or time.perf_counter() - start < budget:
        before = time.perf_counter()
        work()
        times.append(time.perf_counter() - before)
    return min(times)


def f(x):
    return x**2 + 3 * math.sin(x)


def branch(x):
    return 2 * x if x > 500 else 1 - x


def block(x):
    a = x**2
    b = a + 1
    return a * b - x


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


NUMBERS = [1e3 * i / 999_999 for i in range(1_000_000)]
ARRAY = np.array(NUMBERS)
SETUP = """f(x) = x^2 + 3*sin(x);
branch(x) = if x > 500 then 2x else 1 - x;
block(x) = (a = x^2; b = a + 1; a*b - x);
fib(n) = if n < 2 then n else fib(n - 1) + fib(n - 2);
xs = linspace(0, 1000, 1000000);
us = linspace(-10, 10, 1000000);
ls = linspace(0.001, 1000, 1000000);
rs = rand(1000000);
change(v) = (v[5] = 1; v);"""

US = np.linspace(-10, 10, 1_000_000)
LS = np.linspace(0.001, 1000, 1_000_000)

RS = np.random.default_rng(1).random(1_000_000)


def changed(array):
    copy = array.copy()
    copy[4] = 1.0
    return copy


# Title, what we aim at, ours, the peer's.
ROWS = [
    ("CPython", [
        ("f(x) = x² + 3 sin x mapped over 10⁶", 0.15, "map(f, xs)", lambda: list(map(f, NUMBERS))),
        ("  the same in a comprehension", 0.15, "[x^2 + 3*sin(x) for x in xs]",
         lambda: [x**2 + 3 * math.sin(x) for x in NUMBERS]),
        ("a conditional over 10⁶", 0.15, "map(branch, xs)", lambda: list(map(branch, NUMBERS))),
        ("a block with locals over 10⁶", 0.15, "map(block, xs)", lambda: list(map(block, NUMBERS))),
        ("fib(25) by recursion", 0.15, "fib(25)", lambda: fib(25)),
    ]),
    ("NumPy", [
        ("x.^2 + 3 sin x along 10⁶", 0.2, "xs .^ 2 + 3*sin(xs)", lambda: ARRAY**2 + 3 * np.sin(ARRAY)),
        ("exp along 10⁶", 1.1, "exp(us)", lambda: np.exp(US)),
        ("log along 10⁶", 1.1, "log(ls)", lambda: np.log(LS)),
        ("sin along 10⁶", 1.1, "sin(xs)", lambda: np.sin(ARRAY)),
        ("sum of 10⁶, ours compensated", 2.0, "sum(us)", lambda: np.sum(US)),
        ("sorting 10⁶ random numbers", 4.0, "sort(rs)", lambda: np.sort(RS)),
        ("one array < another, 10⁶", 1.5, "us < ls", lambda: US < LS),
        ("a copy with one element changed, 10⁶", 1.5, "change(us)", lambda: changed(US)),
    ]),
]


def algebra(quick):
    """The rows of linear algebra, with the matrices they need on both sides."""
    sizes, setup, rows = [16, 128] if quick else [16, 128, 512], [], []
    for n in sizes:
        # The same matrices on both sides, full of numbers that are nothing special.
        setup.append(f"M{n} = [sin(p + 3q + 0.1p*q) for p in 1:{n}, q in 1:{n}];")
        setup.append(f"A{n} = reshape(M{n}, {n}, {n}) + {n}I; S{n} = A{n}*A{n}'; b{n} = A{n}[:, 1];")
        i, j = np.meshgrid(np.arange(1, n + 1), np.arange(1, n + 1), indexing="ij")
        m = np.sin(i + 3 * j + 0.1 * i * j)
        a = np.asfortranarray(m.T + n * np.eye(n))
        s, b, raw = np.asfortranarray(a @ a.T), a[:, 0].copy(), np.asfortranarray(m.T)
        linalg, own = np.linalg, []
        own += [
            (f"A*A, {n}×{n}", 0.3 if n <= 16 else 1.05, f"A{n}*A{n}", lambda a=a: a @ a),
            (f"A\\b, {n}×{n}", 0.9, f"A{n} \\ b{n}", lambda a=a, b=b: linalg.solve(a, b)),
            (f"chol, {n}×{n}", 0.9, f"chol(S{n})", lambda s=s: linalg.cholesky(s)),
            (f"qr, {n}×{n}", 0.9, f"qr(A{n})", lambda a=a: linalg.qr(a)),
            (f"svd, {n}×{n}", 1.05, f"svd(A{n})", lambda a=a: linalg.svd(a)),
            (f"eig of a symmetric matrix, {n}×{n}", 1.05, f"eig(S{n})", lambda s=s: linalg.eigh(s)),
        ]
        if n <= 128:
            own.append((f"eig, {n}×{n}", 1.05, f"eig(A{n})", lambda a=a: linalg.eig(a)))
        # What takes microseconds is done a hundred times over, or reading the line would be most of it.
        rows += [hundredfold(row) for row in own] if n <= 16 else own
    return setup, ("NumPy, linear algebra", rows)


def hundredfold(row):
    title, target, ours, work = row

    def again():
        for _ in range(100):
            work()

    return title + " ×100", target, f"iterate(x -> {ours}, 0, 100)", again


class Terminal:
    """A nabla at a pseudo-terminal, as a person meets it."""

    def __init__(self, path, home):
        self.start = time.perf_counter()
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", HOME=home, XDG_STATE_HOME=home)
            os.execv(path, [path])
        self.seen = b""

    def wait(self, pattern, limit=5.0):
        """Seconds until what is shown matches; None if it never does."""
        while not re.search(pattern, self.seen):
            if not select.select([self.handle], [], [], limit)[0]:
                return None
            try:
                self.seen += os.read(self.handle, 65536)
            except OSError:
                return None
        return time.perf_counter()

    def close(self):
        os.close(self.handle)
        os.waitpid(self.pid, 0)


def terminal(path, rounds):
    """Seconds from the start to the prompt, and from the first key to its echo."""
    prompts, echoes = [], []
    home = os.path.join(os.path.dirname(path), "benchmark-home")
    os.makedirs(home, exist_ok=True)
    for _ in range(rounds):
        at = Terminal(path, home)
        ready = at.wait(rb"\[1\]")
        if ready is None:
            at.close()
            return None
        prompts.append(ready - at.start)
        at.seen = b""
        pressed = time.perf_counter()
        os.write(at.handle, b"7")
        shown = at.wait(rb"7")
        if shown is not None:
            echoes.append(shown - pressed)
        os.write(at.handle, b"\x15\x04")
        at.close()
    return min(prompts), statistics.median(echoes)


def spoken(seconds):
    for unit in ("ns", "µs", "ms"):
        if seconds < 1e3 * UNITS[unit]:
            return f"{seconds / UNITS[unit]:.3g} {unit}"
    return f"{seconds:.3g} s"


def line(title, ours, peer, target):
    ratio = ours / peer
    verdict = "" if ratio <= target else "  above"
    print(f"  {title:<40} {spoken(ours):>9} {spoken(peer):>9} {ratio:>7.3f} {target:>6.2f}{verdict}", flush=True)


def machine(path):
    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo") as info:
            model = next(text.split(":", 1)[1].strip() for text in info if text.startswith("model name"))
    except (OSError, StopIteration):
        pass
    version = subprocess.run([path, "--version"], capture_output=True, text=True).stdout.strip()
    print(f"{model}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {platform.platform()}")
    # OpenBLAS says which processor's kernels it chose; one it does not know gets the oldest.
    said = subprocess.run([path, "eval", "1"], capture_output=True, text=True, env={**os.environ, "OPENBLAS_VERBOSE": "2"})
    core = re.findall(r"Core: (\w+)", said.stdout + said.stderr)
    print(f"OpenBLAS kernels for {core[-1] if core else 'an unknown core'}; NumPy brings its own OpenBLAS")
    print(f"{version} · CPython {platform.python_version()} · NumPy {np.__version__} · one thread each\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("nabla", help="the binary")
    parser.add_argument("--rounds", type=int, default=9, help="turns of each row; the least time counts")
    parser.add_argument("--quick", action="store_true", help="small matrices only, one turn")
    options = parser.parse_args()
    rounds = 1 if options.quick else max(1, options.rounds)

    machine(options.nabla)
    print(f"  {'':<40} {'nabla':>9} {'peer':>9} {'ratio':>7} {'aim':>6}")
    imports = [sys.executable, "-c", "import numpy"]
    peer = min(seconds(lambda: subprocess.run(imports, check=True), budget=0) for _ in range(2 * rounds + 1))
    started = terminal(options.nabla, 2 * rounds + 1)
    print("start")
    if started is None:
        print("  nabla showed no prompt at a terminal")
    else:
        line("to the prompt ÷ import numpy", started[0], peer, 0.1)
        print(f"  {'first key to its echo, at most 1 ms':<40} {spoken(started[1]):>9}")

    nabla = Nabla(options.nabla)
    setup, rows = algebra(options.quick)
    for text in SETUP.splitlines() + setup:
        nabla.say(text)
    for name, group in ROWS + [rows]:
        print(f"÷ {name}")
        for title, target, ours, work in group:
            pairs = [(min(nabla.seconds(ours) for _ in range(3)), seconds(work)) for _ in range(rounds)]
            line(title, *map(min, zip(*pairs)), target)
    nabla.close()


if __name__ == "__main__":
    main()
