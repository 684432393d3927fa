# Values and partial derivatives of every primitive, by mpmath 1.3.0 at 50 digits, as rows of PrimitiveRows.swift.
# Run: python3 primitives.py > ../PrimitiveRows.swift && swift format -i ../PrimitiveRows.swift
from mpmath import *

mp.dps = 50
def sgn(x): return mpf((x > 0) - (x < 0))
rows = {
    "add": (lambda x, y: x + y, [(1.3, -0.7)]),
    "subtract": (lambda x, y: x - y, [(1.3, -0.7)]),
    "multiply": (lambda x, y: x * y, [(1.3, -0.7)]),
    "divide": (lambda x, y: x / y, [(1.3, -0.7)]),
    "power": (lambda x, y: x**y, [(1.3, -0.7), (2.5, 2.0), (0.4, 3.0), (7.1, -1.0)]),
    "negate": (lambda x: -x, [1.3]),
    "abs": (abs, [1.3, -0.7]),
    "sign": (sgn, [1.3, -0.7]),
    "sqrt": (sqrt, [0.3, 17.0]),
    "exp": (exp, [-3.1, 0.7]),
    "expm1": (expm1, [1e-9, -0.6, 2.0]),
    "log": (log, [0.02, 1.7]),
    "log2": (lambda x: log(x) / log(2), [0.02, 1.7]),
    "log10": (lambda x: log(x) / log(10), [0.02, 1.7]),
    "log1p": (log1p, [1e-9, -0.6, 2.0]),
    "sin": (sin, [0.7, -20.5]),
    "cos": (cos, [0.7, -20.5]),
    "tan": (tan, [0.7, -20.5]),
    "asin": (asin, [0.3, -0.9]),
    "acos": (acos, [0.3, -0.9]),
    "atan": (atan, [0.3, -9.5]),
    "atan2": (atan2, [(0.3, 0.4), (-0.2, -0.9), (1.5, -0.1)]),
    "sinh": (sinh, [0.01, -2.5]),
    "cosh": (cosh, [0.01, -2.5]),
    "tanh": (tanh, [0.01, -2.5]),
    "asinh": (asinh, [0.01, -2.5]),
    "acosh": (acosh, [1.3, 25.0]),
    "atanh": (atanh, [0.01, -0.8]),
    "floor": (floor, [2.7, -2.7]),
    "ceil": (ceil, [2.7, -2.7]),
    "round": (nint, [2.7, -2.3]),
    "mod": (lambda x, y: x - y * floor(x / y), [(7.3, 2.1), (-7.3, 2.1), (7.3, -2.1)]),
    "min": (lambda x, y: min(x, y), [(1.0, 2.0), (2.5, -1.0)]),
    "max": (lambda x, y: max(x, y), [(1.0, 2.0), (2.5, -1.0)]),
    "gamma": (gamma, [0.3, 4.7, -1.6]),
    "lgamma": (lambda x: log(abs(gamma(x))), [0.3, 4.7, 60.5]),
    "digamma": (digamma, [0.3, 4.7, 25.0, -1.6]),
    "trigamma": (lambda x: psi(1, x), [0.3, 4.7, 25.0, -1.6]),
    "erf": (erf, [0.01, -1.3]),
    "erfc": (erfc, [0.01, -1.3, 6.0]),
    "erfinv": (erfinv, [0.01, -0.7, 0.999]),
    "erfcinv": (lambda p: erfinv(1 - p), [0.01, 1e-12, 1.4]),
    "sigmoid": (lambda x: 1 / (1 + exp(-x)), [0.7, -40.0, 3.0]),
    "logSigmoid": (lambda x: -log(1 + exp(-x)), [0.7, -40.0, 30.0]),
    "relu": (lambda x: max(x, mpf(0)), [0.7, -0.7]),
}

def number(v): return repr(float(v))

print("import Graph\n\n// Written by Reference/primitives.py: mpmath 1.3.0, 50 digits, rounded to double.")
print("let primitiveRows: [PrimitiveRow] = [")
for name, (f, points) in rows.items():
    for point in points:
        xs = [mpf(v) for v in (point if isinstance(point, tuple) else (point,))]
        value = f(*xs)
        if name == "trigamma":
            partials = []
        elif name == "erfcinv":
            partials = [-sqrt(pi) / 2 * exp(value**2)]
        else:
            partials = [diff(f, tuple(xs), tuple(int(i == k) for i in range(len(xs)))) for k in range(len(xs))]
        print(f"  PrimitiveRow(.{name}, {[float(x) for x in xs]}, {number(value)}, [{', '.join(map(number, partials))}]),")
print("]")
