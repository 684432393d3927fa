"""Writes SpecialReference.swift: special functions at 50 digits, by mpmath. Run from this folder.

Arguments are doubles taken exactly. A row is: function, arguments, value.
"""
import mpmath
from mpmath import mp, mpf

mp.dps = 50


def spread(low, high, n):
    """n doubles, evenly spread by logarithm."""
    ratio = (high / low) ** (1 / (n - 1))
    return [float("%.12g" % (low * ratio**i)) for i in range(n)]


def both(values):
    return [-v for v in values] + list(values)


def erfcinv(p):
    if p > mpf("0.5"):
        return mpmath.erfinv(1 - p)
    start = mpmath.sqrt(-mpmath.log(p * mpmath.sqrt(mpmath.pi)))
    return mpmath.findroot(lambda x: mpmath.log(mpmath.erfc(x)) - mpmath.log(p), start)


def gamma_q(a, x):
    return mpmath.gammainc(a, x, regularized=True)


def gamma_p(a, x):
    return mpmath.gammainc(a, 0, x, regularized=True)


def beta_i(a, b, x):
    return mpmath.betainc(a, b, 0, x, regularized=True)


one = {
    "gamma": (mpmath.gamma, spread(1e-300, 170, 25) + [-0.5, -1.5, -10.3, -150.7, 1 + 1e-10, 171.5]),
    "lgamma": (
        lambda x: mpmath.log(abs(mpmath.gamma(x))),
        spread(1e-300, 1e300, 25) + [1 + 1e-10, 1 - 1e-10, 2 + 1e-10, 2 - 1e-12, 0.7, 1.4, 2.9, -0.5, -20.3],
    ),
    "digamma": (mpmath.digamma, spread(1e-10, 1e10, 20) + [1.5, 2.5, -0.5, -7.3]),
    "trigamma": (lambda x: mpmath.polygamma(1, x), spread(1e-10, 1e10, 20) + [-0.5, -7.3]),
    "erf": (mpmath.erf, both(spread(1e-300, 5, 20))),
    "erfc": (mpmath.erfc, spread(1e-10, 26, 25) + [-1e-10, -0.5, -3.0]),
    "erfinv": (mpmath.erfinv, both(spread(1e-300, 0.9, 12)) + [0.99, 0.9999, 1 - 1e-12]),
    "erfcinv": (erfcinv, spread(1e-300, 0.5, 20) + [0.9, 1.1, 1.5, 1.999]),
    "zeta": (mpmath.zeta, [-11.5, -3.5, -1, -0.5, 0, 0.5, 0.999999, 1.000001, 1.5, 2, 3, 10, 50, 1e3]),
    "lambert_w": (mpmath.lambertw, spread(1e-300, 1e300, 20) + [-1e-5, -0.1, -0.3, -0.367]),
    "log1p": (mpmath.log1p, both(spread(1e-300, 0.9, 10)) + [1e10, 1e300]),
    "expm1": (mpmath.expm1, both(spread(1e-300, 700, 15))),
    "sigmoid": (lambda x: 1 / (1 + mpmath.exp(-x)), both(spread(1e-10, 700, 12))),
    "log_sigmoid": (lambda x: -mpmath.log1p(mpmath.exp(-x)), both(spread(1e-10, 700, 12))),
}
two = {
    "beta": (mpmath.beta, [(1e-3, 1e3), (0.5, 0.5), (1e-10, 1e-10), (200, 300), (1e5, 2), (1e-3, 1e5), (3.7, 80.1)]),
    "gamma_p": (gamma_p, [(a, a * s) for a in (0.01, 0.5, 3, 50, 1e3) for s in (0.01, 0.3, 0.9, 1, 1.1, 2)]),
    "gamma_q": (gamma_q, [(a, a * s) for a in (0.01, 0.5, 3, 50, 1e3) for s in (0.1, 0.9, 1, 1.1, 1.5)] + [(2, 300), (10, 700)]),
    "bessel_j": (mpmath.besselj, [(n, x) for n in (0, 1, 2, 10, 0.5, 2.5) for x in (1e-5, 0.3, 1, 5, 10, 50.5, 300)]),
    "choose": (mpmath.binomial, [(5.5, 3), (-2.5, 4), (0.5, 10), (1e6 + 0.5, 5), (2000.5, 1500), (0.5, 2000)]),
}
three = {
    "beta_i": (
        beta_i,
        [(a, b, x) for a in (0.1, 0.5, 5, 100) for b in (0.5, 3, 80) for x in (1e-10, 0.01, 0.3, 0.5, 0.9, 0.999)],
    )
}

rows = []
for table in (one, two, three):
    for name, (f, points) in table.items():
        for point in points:
            arguments = point if isinstance(point, tuple) else (point,)
            exact = [mpf(float(v)) for v in arguments]
            value = mpmath.re(f(*exact))
            if value == 0 or abs(value) < mpf("2.3e-308") or abs(value) > mpf("1.79e308"):
                continue
            rows.append(
                f"{name} {' '.join(repr(float(v)) for v in arguments)} {mpmath.nstr(value, 25)}"
            )

with open("../SpecialReference.swift", "w") as out:
    out.write(f"// Written by Reference/special.py with mpmath {mpmath.__version__} at {mp.dps} digits.\n")
    out.write("let specialReference = \"\"\"\n")
    out.writelines(f"  {'; '.join(rows[i:i + 2])}\n" for i in range(0, len(rows), 2))
    out.write("  \"\"\"\n")
print(len(rows), "rows")
