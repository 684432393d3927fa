"""The 35 functions of Moré, Garbow & Hillstrom, Testing Unconstrained Optimization Software, TOMS 7(1), 1981.

`residuals[k]` is the k-th vector of residuals; `least(k, x)` the least sum of its squares that SciPy finds from x.
"""
import numpy as np
from scipy.optimize import least_squares, root

bard = [.14, .18, .22, .25, .29, .32, .35, .39, .37, .58, .73, .96, 1.34, 2.1, 4.39]
gauss = [.0009, .0044, .0175, .054, .1295, .242, .3521, .3989, .3521, .242, .1295, .054, .0175, .0044, .0009]
meyer = [34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872]
kowalik = [.1957, .1947, .1735, .16, .0844, .0627, .0456, .0342, .0323, .0235, .0246]
kowalik_u = [4, 2, 1, .5, .25, .167, .125, .1, .0833, .0714, .0625]
osborne1 = [.844, .908, .932, .936, .925, .908, .881, .85, .818, .784, .751, .718, .685, .658, .628, .603, .58, .558, .538, .522, .506, .49, .478, .467, .457, .448, .438, .431, .424, .42, .414, .411, .406]
osborne2 = [1.366, 1.191, 1.112, 1.013, .991, .885, .831, .847, .786, .725, .746, .679, .608, .655, .616, .606, .602, .626, .651, .724, .649, .649, .694, .644, .624, .661, .612, .558, .533, .495, .5, .423, .395, .375, .372, .391, .396, .405, .428, .429, .523, .562, .607, .653, .672, .708, .633, .668, .645, .632, .591, .559, .597, .625, .739, .71, .729, .72, .636, .581, .428, .292, .162, .098, .054]


def helical(x):
    turn = np.arctan(x[1] / x[0]) / (2 * np.pi) + (0.5 if x[0] < 0 else 0)
    return [10 * (x[2] - 10 * turn), 10 * (np.hypot(x[0], x[1]) - 1), x[2]]


def watson(x):
    n = len(x)
    r = []
    for i in range(1, 30):
        t = i / 29
        r.append(sum((j - 1) * x[j - 1] * t ** (j - 2) for j in range(2, n + 1)) - sum(x[j - 1] * t ** (j - 1) for j in range(1, n + 1)) ** 2 - 1)
    return r + [x[0], x[1] - x[0] ** 2 - 1]


def penalty2(x):
    n, a = len(x), 1e-5 ** 0.5
    r = [x[0] - 0.2]
    r += [a * (np.exp(x[i - 1] / 10) + np.exp(x[i - 2] / 10) - np.exp(i / 10) - np.exp((i - 1) / 10)) for i in range(2, n + 1)]
    r += [a * (np.exp(x[i - n] / 10) - np.exp(-0.1)) for i in range(n + 1, 2 * n)]
    return r + [sum((n - j + 1) * x[j - 1] ** 2 for j in range(1, n + 1)) - 1]


def integral(x):
    n = len(x)
    h = 1 / (n + 1)
    t = [h * i for i in range(1, n + 1)]
    c = [(x[j] + t[j] + 1) ** 3 for j in range(n)]
    return [x[i] + h / 2 * ((1 - t[i]) * sum(t[j] * c[j] for j in range(i + 1)) + t[i] * sum((1 - t[j]) * c[j] for j in range(i + 1, n))) for i in range(n)]


def boundary(x):
    n = len(x)
    h = 1 / (n + 1)
    y = [0, *x, 0]
    return [2 * y[i] - y[i - 1] - y[i + 1] + h * h * (y[i] + i * h + 1) ** 3 / 2 for i in range(1, n + 1)]


def tridiagonal(x):
    y = [0, *x, 0]
    return [(3 - 2 * y[i]) * y[i] - y[i - 1] - 2 * y[i + 1] + 1 for i in range(1, len(x) + 1)]


def banded(x):
    n = len(x)
    return [x[i] * (2 + 5 * x[i] ** 2) + 1 - sum(x[j] * (1 + x[j]) for j in range(max(0, i - 5), min(n, i + 2)) if j != i) for i in range(n)]


def chebyquad(x):
    n = len(x)
    return [np.mean(np.cos(i * np.arccos(np.clip(2 * np.asarray(x) - 1, -1, 1)))) + (1 / (i * i - 1) if i % 2 == 0 else 0) for i in range(1, n + 1)]


exp, cos, sin = np.exp, np.cos, np.sin
residuals = {
    1: lambda x: [10 * (x[1] - x[0] ** 2), 1 - x[0]],
    2: lambda x: [-13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1], -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1]],
    3: lambda x: [1e4 * x[0] * x[1] - 1, exp(-x[0]) + exp(-x[1]) - 1.0001],
    4: lambda x: [x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2],
    5: lambda x: [y - x[0] * (1 - x[1] ** i) for i, y in ((1, 1.5), (2, 2.25), (3, 2.625))],
    6: lambda x: [2 + 2 * i - exp(i * x[0]) - exp(i * x[1]) for i in range(1, 11)],
    7: helical,
    8: lambda x: [y - x[0] - i / ((16 - i) * x[1] + min(i, 16 - i) * x[2]) for i, y in enumerate(bard, 1)],
    9: lambda x: [x[0] * exp(-x[1] * ((8 - i) / 2 - x[2]) ** 2 / 2) - y for i, y in enumerate(gauss, 1)],
    10: lambda x: [x[0] * exp(x[1] / (45 + 5 * i + x[2])) - y for i, y in enumerate(meyer, 1)],
    11: lambda x: [exp(-abs(25 + (-50 * np.log(i / 100)) ** (2 / 3) - x[1]) ** x[2] / x[0]) - i / 100 for i in range(1, 100)],
    12: lambda x: [exp(-i / 10 * x[0]) - exp(-i / 10 * x[1]) - x[2] * (exp(-i / 10) - exp(-i)) for i in range(1, 11)],
    13: lambda x: [x[0] + 10 * x[1], 5 ** .5 * (x[2] - x[3]), (x[1] - 2 * x[2]) ** 2, 10 ** .5 * (x[0] - x[3]) ** 2],
    14: lambda x: [10 * (x[1] - x[0] ** 2), 1 - x[0], 90 ** .5 * (x[3] - x[2] ** 2), 1 - x[2], 10 ** .5 * (x[1] + x[3] - 2), (x[1] - x[3]) / 10 ** .5],
    15: lambda x: [y - x[0] * (u * u + u * x[1]) / (u * u + u * x[2] + x[3]) for y, u in zip(kowalik, kowalik_u)],
    16: lambda x: [(x[0] + i / 5 * x[1] - exp(i / 5)) ** 2 + (x[2] + x[3] * sin(i / 5) - cos(i / 5)) ** 2 for i in range(1, 21)],
    17: lambda x: [y - x[0] - x[1] * exp(-10 * i * x[3]) - x[2] * exp(-10 * i * x[4]) for i, y in enumerate(osborne1)],
    18: lambda x: [x[2] * exp(-t * x[0]) - x[3] * exp(-t * x[1]) + x[5] * exp(-t * x[4]) - exp(-t) + 5 * exp(-10 * t) - 3 * exp(-4 * t) for t in np.arange(1, 14) / 10],
    19: lambda x: [y - x[0] * exp(-t * x[4]) - x[1] * exp(-((t - x[8]) ** 2) * x[5]) - x[2] * exp(-((t - x[9]) ** 2) * x[6]) - x[3] * exp(-((t - x[10]) ** 2) * x[7]) for y, t in zip(osborne2, np.arange(65) / 10)],
    20: watson,
    21: lambda x: [r for i in range(0, len(x), 2) for r in (10 * (x[i + 1] - x[i] ** 2), 1 - x[i])],
    22: lambda x: [r for i in range(0, len(x), 4) for r in (x[i] + 10 * x[i + 1], 5 ** .5 * (x[i + 2] - x[i + 3]), (x[i + 1] - 2 * x[i + 2]) ** 2, 10 ** .5 * (x[i] - x[i + 3]) ** 2)],
    23: lambda x: [1e-5 ** .5 * (v - 1) for v in x] + [sum(v * v for v in x) - .25],
    24: penalty2,
    25: lambda x: [v - 1 for v in x] + [(s := sum(j * (v - 1) for j, v in enumerate(x, 1))), s * s],
    26: lambda x: [len(x) - sum(cos(v) for v in x) + i * (1 - cos(v)) - sin(v) for i, v in enumerate(x, 1)],
    27: lambda x: [v + sum(x) - len(x) - 1 for v in x[:-1]] + [np.prod(x) - 1],
    28: boundary, 29: integral, 30: tridiagonal, 31: banded,
    32: lambda x: [v - 2 / 20 * sum(x) - 1 for v in x] + [-2 / 20 * sum(x) - 1] * (20 - len(x)),
    33: lambda x: [i * sum(j * v for j, v in enumerate(x, 1)) - 1 for i in range(1, 21)],
    34: lambda x: [-1] + [i * sum(j * x[j - 1] for j in range(2, len(x))) - 1 for i in range(1, 19)] + [-1],
    35: chebyquad,
}


def least(k, start):
    """The least sum of squares found from a start, polished by restarts."""
    x, best = np.array(start, float), np.inf
    for method in ("lm", "trf", "lm"):
        found = least_squares(lambda v: np.array(residuals[k](v)), x, method=method, jac="2-point" if method == "lm" else "3-point", xtol=1e-15, ftol=1e-15, gtol=1e-15, x_scale=1.0 if method == "lm" else "jac", max_nfev=20000)
        if 2 * found.cost < best:
            x, best = found.x, 2 * found.cost
    return [best]
