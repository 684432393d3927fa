# PyTorch 2.x's published SGD rule with momentum and nesterov=True (torch.optim.SGD, documentation, algorithm), run in
# exact rationals by Python 3.11's fractions: g = ∇f; b = μ b + g (b = g at first); g = g + μ b; x = x − η g.
from fractions import Fraction as F

x, b = [F(1), F(1)], None
rate, mu = F(3, 100), F(9, 10)
print([float(v) for v in x])
for _ in range(5):
    g = [2 * x[0], 20 * x[1]]
    b = g if b is None else [mu * p + q for p, q in zip(b, g)]
    x = [v - rate * (q + mu * p) for v, p, q in zip(x, b, g)]
    print([float(v) for v in x])
