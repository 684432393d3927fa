"""Writes the paths of PyTorch's optimizers on Rosenbrock's function, thirty steps from (-1.2, 1)."""
import json, sys, torch
torch.set_default_dtype(torch.float64)
O = torch.optim
ROWS = [
  ("plain", {"rate": 1e-3}, lambda p: O.SGD(p, lr=1e-3)),
  ("momentum", {"rate": 1e-4, "momentum": 0.9}, lambda p: O.SGD(p, lr=1e-4, momentum=0.9)),
  ("nesterov", {"rate": 1e-4, "momentum": 0.9}, lambda p: O.SGD(p, lr=1e-4, momentum=0.9, nesterov=True)),
  ("adagrad", {}, lambda p: O.Adagrad(p)),
  ("adagrad", {"rate": 0.5, "epsilon": 1e-3}, lambda p: O.Adagrad(p, lr=0.5, eps=1e-3)),
  ("rmsprop", {}, lambda p: O.RMSprop(p)),
  ("rmsprop", {"rate": 0.003, "alpha": 0.9, "momentum": 0.8, "epsilon": 1e-6}, lambda p: O.RMSprop(p, lr=0.003, alpha=0.9, momentum=0.8, eps=1e-6)),
  ("adam", {}, lambda p: O.Adam(p)),
  ("adam", {"rate": 0.1, "beta1": 0.8, "beta2": 0.99, "epsilon": 1e-4}, lambda p: O.Adam(p, lr=0.1, betas=(0.8, 0.99), eps=1e-4)),
  ("adamw", {}, lambda p: O.AdamW(p)),
  ("adamw", {"rate": 0.05, "weight_decay": 0.5}, lambda p: O.AdamW(p, lr=0.05, weight_decay=0.5)),
  ("sgd", {"rate": 1e-4, "momentum": 0.5, "weight_decay": 0.1}, lambda p: O.SGD(p, lr=1e-4, momentum=0.5, weight_decay=0.1)),
  ("sgd", {"rate": 1e-3}, lambda p: O.SGD(p, lr=1e-3)),
]
out = []
for name, options, make in ROWS:
  x = torch.tensor([-1.2, 1.0], requires_grad=True)
  o = make([x])
  path = [x.tolist()]
  for _ in range(30):
    o.zero_grad()
    ((1 - x[0])**2 + 100*(x[1] - x[0]**2)**2).backward()
    o.step()
    path.append(x.tolist())
  out.append({"optimizer": name, "options": options, "path": path})
with open(sys.argv[1], "w") as f:
  for r in out: f.write(json.dumps(r) + "\n")
