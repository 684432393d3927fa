"""Distributions to fifty digits, from definitions alone: series and continued fractions in mpmath's arithmetic.

`value(question, law, parameters, x)` is what `question(law(parameters), x)` should give.
"""
import functools

import mpmath
from mpmath import mp, mpf

mp.dps = 60
TINY = mpf(10) ** -400


def fraction(first, terms):
    """Lentz's continued fraction first + a1/(b1 + a2/(b2 + …))."""
    f = first if first else TINY
    c, d = f, mpf(0)
    for a, b in terms:
        d = 1 / (b + a * d)
        c = b + a / c
        step = c * d
        f *= step
        if abs(step - 1) < mpf(10) ** -55:
            return f
    raise ArithmeticError("no convergence")


def gamma_tails(a, x):
    """P(a, x) and Q(a, x); the one computed directly is the smaller or nearly so."""
    a, x = mpf(a), mpf(x)
    if x <= 0:
        return mpf(0), mpf(1)
    log = a * mp.log(x) - x
    if x < a + 1:
        term, total, n = 1 / a, 1 / a, a
        while term > total * mpf(10) ** -60:
            n += 1
            term *= x / n
            total += term
        p = mp.exp(log - mp.loggamma(a)) * total
        return p, 1 - p
    def terms():
        i = 0
        while i < 10**7:
            i += 1
            yield -i * (i - a), x + 1 - a + 2 * i
    q = mp.exp(log - mp.loggamma(a)) / fraction(x + 1 - a, terms())
    return 1 - q, q


def beta_tails(a, b, x, y=None):
    """I_x(a, b) and I_y(b, a)."""
    a, b, x = mpf(a), mpf(b), mpf(x)
    y = 1 - x if y is None else mpf(y)
    if x <= 0:
        return mpf(0), mpf(1)
    if y <= 0:
        return mpf(1), mpf(0)
    if x > (a + 1) / (a + b + 2):
        return tuple(reversed(beta_tails(b, a, y, x)))
    def terms():
        m = 0
        while m < 10**7:
            yield -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), mpf(1)
            m += 1
            yield m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), mpf(1)
    log = a * mp.log(x) + b * mp.log(y) - mp.log(a) - (mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b))
    lower = mp.exp(log) / fraction(mpf(1), terms())
    return lower, 1 - lower


def normal_tails(z):
    if abs(z) < 40:
        with mp.workdps(60 + int(z * z)):
            return mp.erfc(-z / mp.sqrt(2)) / 2, mp.erfc(z / mp.sqrt(2)) / 2
    w = abs(z)
    def terms():
        for k in range(1, 10**6):
            yield mpf(k), w
    far = mp.npdf(w) / fraction(w, terms())
    return (far, 1 - far) if z < 0 else (1 - far, far)


def log_choose(n, k):
    return mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1)


def hyper_mass(k, N, K, n):
    if k < max(0, n + K - N) or k > min(n, K):
        return mpf(0)
    return mp.exp(log_choose(K, k) + log_choose(N - K, n - k) - log_choose(N, n))


@functools.lru_cache(maxsize=10000)
def told(law, v, x):
    """density, P(X <= x), P(X > x)"""
    v = [mpf(p) for p in v]
    x = mpf(x)
    e, zero, one = mp.exp, mpf(0), mpf(1)
    if law == "Normal":
        z = (x - v[0]) / v[1]
        return mp.npdf(z) / v[1], *normal_tails(z)
    if law == "LogNormal":
        if x <= 0:
            return zero, zero, one
        z = (mp.log(x) - v[0]) / v[1]
        return mp.npdf(z) / v[1] / x, *normal_tails(z)
    if law == "StudentT":
        n = v[0]
        density = e(mp.loggamma((n + 1) / 2) - mp.loggamma(n / 2) - (n + 1) / 2 * mp.log1p(x * x / n)) / mp.sqrt(n * mp.pi)
        far = beta_tails(n / 2, mpf(1) / 2, n / (n + x * x), x * x / (n + x * x))[0] / 2
        return (density, far, 1 - far) if x < 0 else (density, 1 - far, far)
    if law in ("ChiSquared", "Gamma"):
        a, s = (v[0] / 2, mpf(2)) if law == "ChiSquared" else (v[0], v[1])
        if x <= 0:
            return zero, zero, one
        return e((a - 1) * mp.log(x / s) - x / s - mp.loggamma(a)) / s, *gamma_tails(a, x / s)
    if law == "F":
        a, b = v[0] / 2, v[1] / 2
        whole = v[0] * x + v[1]
        u, w = v[0] * x / whole, v[1] / whole
        density = e(a * mp.log(u) + b * mp.log(w) - mp.loggamma(a) - mp.loggamma(b) + mp.loggamma(a + b)) / x
        return density, *beta_tails(a, b, u, w)
    if law == "Beta":
        a, b = v
        density = e((a - 1) * mp.log(x) + (b - 1) * mp.log(1 - x) - mp.loggamma(a) - mp.loggamma(b) + mp.loggamma(a + b))
        return density, *beta_tails(a, b, x)
    if law == "Exponential":
        return v[0] * e(-v[0] * x), -mp.expm1(-v[0] * x), e(-v[0] * x)
    if law == "Weibull":
        z = (x / v[1]) ** v[0]
        return v[0] / x * z * e(-z), -mp.expm1(-z), e(-z)
    if law == "Pareto":
        if x < v[0]:
            return zero, zero, one
        l = mp.log(x / v[0])
        return v[1] / x * e(-v[1] * l), -mp.expm1(-v[1] * l), e(-v[1] * l)
    if law == "Uniform":
        w = v[1] - v[0]
        return 1 / w, (x - v[0]) / w, (v[1] - x) / w
    if law == "Cauchy":
        z = (x - v[0]) / v[1]
        far = mp.atan(1 / abs(z)) / mp.pi if z else mpf(1) / 2
        density = 1 / (mp.pi * v[1] * (1 + z * z))
        return (density, far, 1 - far) if z < 0 else (density, 1 - far, far)
    if law == "Laplace":
        z = (x - v[0]) / v[1]
        far = e(-abs(z)) / 2
        return (far / v[1], far, 1 - far) if z < 0 else (far / v[1], 1 - far, far)
    if law == "Logistic":
        z = (x - v[0]) / v[1]
        return e(-z) / (1 + e(-z)) ** 2 / v[1], 1 / (1 + e(-z)), 1 / (1 + e(z))
    k = mp.floor(x)
    at = k == x and k >= 0
    if law == "Binomial":
        n, p = v
        mass = e(log_choose(n, k) + k * mp.log(p) + (n - k) * mp.log1p(-p)) if at and k <= n else zero
        if k < 0 or k >= n:
            return mass, *((zero, one) if k < 0 else (one, zero))
        return mass, *reversed(beta_tails(k + 1, n - k, p))
    if law == "Bernoulli":
        return told("Binomial", (1, v[0]), x)
    if law == "Poisson":
        mass = e(k * mp.log(v[0]) - v[0] - mp.loggamma(k + 1)) if at else zero
        return (mass, zero, one) if k < 0 else (mass, *reversed(gamma_tails(k + 1, v[0])))
    if law == "Geometric":
        miss = mp.log1p(-v[0])
        mass = v[0] * e(k * miss) if at else zero
        return (mass, zero, one) if k < 0 else (mass, -mp.expm1((k + 1) * miss), e((k + 1) * miss))
    if law == "NegativeBinomial":
        r, p = v
        mass = e(mp.loggamma(k + r) - mp.loggamma(r) - mp.loggamma(k + 1) + r * mp.log(p) + k * mp.log1p(-p)) if at else zero
        return (mass, zero, one) if k < 0 else (mass, *beta_tails(r, k + 1, p))
    if law == "Hypergeometric":
        N, K, n = v
        mass = hyper_mass(k, N, K, n) if at else zero
        low, high = max(mpf(0), n + K - N), min(n, K)
        def run(j, step):
            term, total = hyper_mass(j, N, K, n), mpf(0)
            while low <= j <= high and term > total * mpf(10) ** -58:
                total += term
                term *= (j * (N - K - n + j) / ((K - j + 1) * (n - j + 1))) if step < 0 else (
                    (K - j) * (n - j) / ((j + 1) * (N - K - n + j + 1)))
                j += step
            return total
        if k < low or k >= high:
            return mass, *((zero, one) if k < low else (one, zero))
        if k < n * K / N:
            lower = run(k, -1)
            return mass, lower, 1 - lower
        upper = run(k + 1, 1)
        return mass, 1 - upper, upper
    raise ValueError(law)


DISCRETE = ("Binomial", "Bernoulli", "Poisson", "Geometric", "NegativeBinomial", "Hypergeometric")


def quantile(law, v, p, upper):
    """The root by bisection of the smaller tail; of discrete laws the least whole number."""
    p, v = mpf(p), tuple(v)
    def is_reached(x):
        _, below, above = told(law, v, x)
        return above <= p if upper else below >= p
    if law in DISCRETE:
        low, high = mpf(-1), mpf(1)
        while not is_reached(high):
            low, high = high, 2 * high
        while high - low > 1:
            middle = mp.floor((low + high) / 2)
            low, high = (low, middle) if is_reached(middle) else (middle, high)
        return high
    # In a scale where every double has its place: sinh about the middle.
    bounded = law in ("Beta",)
    to = (lambda t: 1 / (1 + mp.exp(-t))) if bounded else (lambda t: mp.exp(t)) if law in (
        "Gamma", "ChiSquared", "F", "LogNormal", "Weibull", "Exponential", "Pareto") else (lambda t: mp.sinh(t))
    low, high = mpf(-700), mpf(700)
    for _ in range(75):
        middle = (low + high) / 2
        low, high = (low, middle) if is_reached(to(middle)) else (middle, high)
    return to((low + high) / 2)


def value(question, law, v, x):
    if question in ("quantile", "upper_quantile"):
        return quantile(law, v, x, question == "upper_quantile")
    density, below, above = told(law, tuple(v), x)
    plain = {"pdf": density, "cdf": below, "ccdf": above}
    if question in plain:
        return plain[question]
    chosen = plain[question[3:]]
    return mp.log(chosen) if chosen > 0 else mpf("-inf")


def values(question, law, v, xs):
    return [float(value(question, law, v, x)) for x in xs]
