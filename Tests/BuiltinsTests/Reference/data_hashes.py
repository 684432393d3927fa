#!/usr/bin/env python3
"""Prints the SHA-256 of data sets as R keeps them, over the bytes that `quality` documents; needs Rscript.

The digests of Tests/TablesTests/DatasetTests.swift come from here: equal digests mean that every cell is the same.
"""
import hashlib
import struct
import subprocess


def numbers(code):
    wrapped = f"cat(sprintf('%.17g', as.numeric({code})), sep=' ')"
    run = subprocess.run(["Rscript", "-e", wrapped], capture_output=True, text=True, check=True)
    # Some installations greet on the lines before.
    return [float(x) for x in run.stdout.splitlines()[-1].split()]


def digest(columns):
    rows = len(columns[0][1])
    whole = b"nabla table 1\n" + struct.pack("<QQ", rows, len(columns))
    for name, cells in columns:
        spelled = name.encode()
        kind = b"t" if isinstance(cells[0], str) else b"n"
        whole += struct.pack("<Q", len(spelled)) + spelled + kind
        for cell in cells:
            if isinstance(cell, str):
                text = cell.encode()
                whole += b"\x01" + struct.pack("<Q", len(text)) + text
            else:
                whole += b"\x01" + struct.pack("<d", cell)
    return hashlib.sha256(whole).hexdigest()


iris = [(name.lower().replace(".", "_"), numbers(f"datasets::iris${name}"))
        for name in ["Sepal.Length", "Sepal.Width", "Petal.Length", "Petal.Width"]]
kinds = ["setosa", "versicolor", "virginica"]
iris.append(("species", [kinds[int(k) - 1] for k in numbers("datasets::iris$Species")]))
groups = [f"drug {int(g)}" for g in numbers("datasets::sleep$group")]
sleep = [("extra", numbers("datasets::sleep$extra")), ("group", groups), ("id", numbers("datasets::sleep$ID"))]
cars = [("speed", numbers("datasets::cars$speed")), ("dist", numbers("datasets::cars$dist"))]
nile = [("year", [1871.0 + k for k in range(100)]), ("flow", numbers("datasets::Nile"))]
for name, columns in [("iris", iris), ("cars", cars), ("sleep", sleep), ("nile", nile)]:
    print(name, digest(columns))
