"""Mutated inputs through the real binary: every line must come back as one JSON object, and the process must live.

    python3 Tests/CLI/fuzz.py [COUNT] [SEED]     (1,000,000 and 1 unless given)
"""

import json
import random
import subprocess
import sys

from nabla import binary, environment

CORPUS = """
1 + 2*3 - 4/5^2
-2^2; 2^3^2; 2x^2 where x
A = [4 2; 1 3]; A \\ [1, 2]
[1 -2]; [1 - 2]; [f (x)]; [a * -b]
x = 1:10; x[end - 1] + x[[1, 3]]
f(x, n = 2) = x^n; f(3, n = 4)
[k^2 for k in 1:9 if mod(k, 2) == 1]
(a = 3; b = a^2; a + b)
if 0 < 1 < 2 and not false then "yes" else "no"
λ, V = eig([2 1; 1 2]); V' * V
grad(w -> (w[1] - 3)^2 + 10*w[2]^2)([0, 0])
map(x -> x^2, 1:5) |> sum
{rate = 0.1, name = "a\\n"}.rate
√2 + π·∞ - x² ≤ ‖[3, 4]‖ ≠ 5
sqrt(-1 + 0i) * 2i / (1 - 3i)
iterate(x -> x/2 + 1, 1, 20)
[missing, 1, 2] > 1 or true
A[2, :] = [7, 8]
svd([1 2; 3 4; 5 6]).S
y ~ a*b + log(x) - 1
f''(2) + ∇g([1, 2])
P(X > 2 | X > 1)
det([1 2 3; 4 5 6; 7 8 9]) # comment
"text with ; and ) and \\" inside"
1e308*10 - 1e-320 + .5 + 1_000
choose(100, 50) + gamma(0.5) + erf(1e-10)
""".strip().split("\n")

PIECES = list("()[]{}+-*/\\^'!.,;:=<>|~&%#\"@$_ \t0123456789eixABfλπ√²⁻¹ᵀ′∇‖≤∈→") + [
    "->", "|>", "==", ".*", "./", ".^", "for ", " in ", "if ", " then ", " else ", "and ", "or ", "not ", "end", "true",
    "missing", "[", "]", "((", "))", "1:", "x̂", "\u0301", "\x00", "\x1b[31m", "日本", "🙂", "sum(", "eig(", "map(", "zeros(2)",
]


def mutated(random_source):
    line = random_source.choice(CORPUS)
    for _ in range(random_source.choice([1, 1, 2, 3, 6])):
        at = random_source.randrange(len(line) + 1)
        kind = random_source.randrange(5)
        if kind == 0:
            line = line[:at] + random_source.choice(PIECES) + line[at:]
        elif kind == 1:
            line = line[:at] + line[at + random_source.choice([1, 1, 2, 5]):]
        elif kind == 2:
            line = line[:at] + random_source.choice(PIECES) + line[at + 1:]
        elif kind == 3:
            other = random_source.choice(CORPUS)
            line = line[:at] + other[random_source.randrange(len(other)):]
        else:
            end = min(len(line), at + random_source.randrange(1, 8))
            line = line[:end] + line[at:end] * random_source.choice([1, 2, 30]) + line[end:]
    # Sizes and counts are kept small: the subject is what breaks, not how long a billion steps take.
    for large in ("000000", "99999", "e9", "e1", "e2", "e3"):
        line = line.replace(large, "1")
    return line.replace("\n", " ").replace("\r", " ")


def fuzz(count, seed, batch=20_000):
    """Sends `count` mutated lines; gives how many were errors. Raises at the first that has no answer."""
    source = random.Random(seed)
    errors = 0
    for start in range(0, count, batch):
        lines = [mutated(source) for _ in range(min(batch, count - start))]
        done = subprocess.run(
            [binary(), "eval", "--json", "--lines"], input="\n".join(lines).encode() + b"\n", capture_output=True,
            timeout=1200, env=environment("/nonexistent"))
        answers = done.stdout.decode().splitlines()
        assert len(answers) == len(lines), (
            f"{len(answers)} answers to {len(lines)} lines, exit {done.returncode}; no answer to: "
            f"{lines[len(answers)]!r}\n{done.stderr.decode()[-2000:]}")
        for line, answer in zip(lines, answers):
            try:
                told = json.loads(answer)
            except ValueError:
                raise AssertionError(f"not JSON: {answer!r} for {line!r}")
            assert ("value" in told) != ("error" in told), (line, answer)
            if "error" in told:
                errors += 1
                place = told["error"]
                assert place["message"] and place["code"].startswith("E"), (line, answer)
                assert 0 <= place["start"] <= place["end"] <= len(line), (line, answer)
    return errors


if __name__ == "__main__":
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    print(f"{total} lines, {fuzz(total, seed)} of them errors, none without an answer")
