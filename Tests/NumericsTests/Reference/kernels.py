"""Writes KernelReference.swift: the vector kernels' functions at extreme points, correctly rounded.

Run: python3 kernels.py > ../KernelReference.swift && swift format -i ../KernelReference.swift (mpmath 1.3)
"""

import math
import struct

from mpmath import mp, mpf

# Enough for the sine of 1e300.
mp.prec = 2400

POSITIVE = [0.0, 5e-324, 1e-300, 1e-9, 0.1, 0.5, 0.9, 1.0, 1.5707963267948966, 2.0, 3.141592653589793, 3.7, 5.5,
            20.0, 300.0, 709.0, 1e5, 1048575.9999, 1048577.0, 1e17, 1e300, math.inf]
POINTS = [sign * x for x in POSITIVE for sign in (1, -1)] + [math.nan]


def bits(x):
    return "0x%016X" % struct.unpack("<Q", struct.pack("<d", x))[0]


def rounded(value):
    """The nearest double of a number of any precision."""
    if value == 0 or mp.isnan(value):
        return float(value)
    return float(mpf(value)) if abs(value) > mpf(2) ** -1021 else math.ldexp(int(mp.nint(value * mpf(2) ** 1074)), -1074)


def sigmoid(x):
    return 1 / (1 + mp.exp(-x))


# For each kernel: the function, where it is defined, and its limits at −∞ and ∞.
INF, NAN = math.inf, math.nan
EVERYWHERE = lambda x: True
FUNCTIONS = {
    "sqrt": (mp.sqrt, lambda x: x >= 0, NAN, INF),
    "square": (lambda x: x * x, EVERYWHERE, INF, INF),
    "reciprocal": (lambda x: 1 / x, EVERYWHERE, -0.0, 0.0),
    "exp": (mp.exp, EVERYWHERE, 0.0, INF),
    "expm1": (lambda x: mp.expm1(x), EVERYWHERE, -1.0, INF),
    "log": (mp.log, lambda x: x >= 0, NAN, INF),
    "log2": (lambda x: mp.log(x) / mp.log(2), lambda x: x >= 0, NAN, INF),
    "log10": (mp.log10, lambda x: x >= 0, NAN, INF),
    "log1p": (mp.log1p, lambda x: x >= -1, NAN, INF),
    "sin": (mp.sin, EVERYWHERE, NAN, NAN),
    "cos": (mp.cos, EVERYWHERE, NAN, NAN),
    "tan": (mp.tan, EVERYWHERE, NAN, NAN),
    "asin": (mp.asin, lambda x: abs(x) <= 1, NAN, NAN),
    "acos": (mp.acos, lambda x: abs(x) <= 1, NAN, NAN),
    "atan": (mp.atan, EVERYWHERE, -math.pi / 2, math.pi / 2),
    "sinh": (mp.sinh, EVERYWHERE, -INF, INF),
    "cosh": (mp.cosh, EVERYWHERE, INF, INF),
    "tanh": (mp.tanh, EVERYWHERE, -1.0, 1.0),
    "asinh": (lambda x: mp.sign(x) * mp.asinh(abs(x)), EVERYWHERE, -INF, INF),
    "acosh": (mp.acosh, lambda x: x >= 1, NAN, INF),
    "atanh": (mp.atanh, lambda x: abs(x) <= 1, NAN, NAN),
    "erf": (mp.erf, EVERYWHERE, -1.0, 1.0),
    "erfc": (mp.erfc, EVERYWHERE, 2.0, 0.0),
    "sigmoid": (sigmoid, EVERYWHERE, 0.0, 1.0),
    "logSigmoid": (lambda x: -mp.log1p(mp.exp(-x)), EVERYWHERE, -INF, -0.0),
}


POLES = {("log", 0): -INF, ("log2", 0): -INF, ("log10", 0): -INF, ("log1p", -1): -INF, ("atanh", 1): INF,
         ("atanh", -1): -INF}


def value(name, x):
    function, defined, low, high = FUNCTIONS[name]
    if math.isnan(x) or not defined(x):
        return NAN
    if math.isinf(x):
        return high if x > 0 else low
    if name == "reciprocal" and x == 0:
        return math.copysign(INF, x)
    if (name, x) in POLES:
        return POLES[(name, x)]
    # exp of anything past this overflows or vanishes as a double, and mpmath would take for ever to say so.
    if abs(x) > 1e4 and name in ("exp", "expm1", "sinh", "cosh", "tanh", "erf", "erfc", "sigmoid"):
        return high if x > 0 else low
    if abs(x) > 1e4 and name == "logSigmoid":
        return x if x < 0 else -0.0
    return rounded(function(mpf(x)).real if hasattr(function(mpf(x)), "real") else function(mpf(x)))


print("import Numerics\n")
print("// Written by Reference/kernels.py with mpmath: doubles by their bits, so that none is changed by its reading.\n")
print("enum KernelReference {")
print("  static let points: [UInt64] = [" + ", ".join(bits(x) for x in POINTS) + "]\n")
print("  static let values: [(kernel: UnaryKernel, bits: [UInt64])] = [")
for name in FUNCTIONS:
    print(f"    (.{name}, [" + ", ".join(bits(value(name, x)) for x in POINTS) + "]),")
print("  ]\n}")
