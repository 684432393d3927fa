"""How long a file of 10⁶ rows and 8 columns takes to become a table, beside Polars and pandas, in the same minutes.

The file has whole numbers, three columns of fractions of 4, 2 and up to 17 digits, two of texts and one of dates, which
the peers are told to parse as well. Each is timed in a process of its own that lives through all rounds, in turns; the
least of them counts, since other programs can only add. Usage: reading.py path-to-nabla [--rounds n] [--rows n] [--quick]
"""

import argparse
import datetime
import os
import random
import subprocess
import sys
import tempfile
import time

DONE = "table done"
WORDS = ["north", "south", "east", "west", "north-east", "centre", "harbour", "old town"]

PEERS = {
    "Polars": "import polars; read = lambda path: polars.read_csv(path, try_parse_dates=True)",
    "pandas": "import pandas; read = lambda path: pandas.read_csv(path, parse_dates=['day'])",
}
SERVER = """
import sys, time
for path in sys.stdin:
    before = time.perf_counter()
    table = read(path.rstrip('\\n'))
    print(time.perf_counter() - before, len(table), flush=True)
    del table
"""


def write(path, rows):
    draw = random.Random(1)
    first = datetime.date(2020, 1, 1)
    days = [str(first + datetime.timedelta(days=k)) for k in range(2000)]
    with open(path, "w", encoding="utf-8") as file:
        file.write("id,price,share,amount,count,region,note,day\n")
        for k in range(rows):
            file.write(
                f"{k},{draw.gauss(0, 1):.4f},{draw.random()!r},{draw.random() * 1000:.2f},{draw.randrange(10000)},"
                f"{WORDS[draw.randrange(8)]},customer {draw.randrange(100000)},{days[draw.randrange(2000)]}\n")


class Nabla:
    def __init__(self, binary):
        self.process = subprocess.Popen(
            [binary], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def seconds(self, path, rows):
        before = time.perf_counter()
        # The table is bound to no name, so that the next one finds its memory free.
        self.process.stdin.write(f'length(read("{path}").id)\n"{DONE}"\n')
        self.process.stdin.flush()
        answer = []
        while DONE not in (row := self.process.stdout.readline()):
            if not row:
                sys.exit("nabla ended")
            answer.append(row)
        found = time.perf_counter() - before
        if str(rows) not in "".join(answer):
            sys.exit(f"nabla did not read {rows} rows: {''.join(answer)}")
        return found


class Peer:
    def __init__(self, code):
        self.process = subprocess.Popen(
            [sys.executable, "-c", code + SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def seconds(self, path, rows):
        self.process.stdin.write(path + "\n")
        self.process.stdin.flush()
        seconds, found = self.process.stdout.readline().split()
        if int(found) != rows:
            sys.exit(f"a peer read {found} rows of {rows}")
        return float(seconds)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("nabla", help="the binary")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--quick", action="store_true", help="three rounds")
    options = parser.parse_args()
    rounds = 3 if options.quick else max(1, options.rounds)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "big.csv")
        write(path, options.rows)
        readers = {"nabla": Nabla(options.nabla), **{name: Peer(code) for name, code in PEERS.items()}}
        least = dict.fromkeys(readers, float("inf"))
        for _ in range(rounds):
            for name, reader in readers.items():
                least[name] = min(least[name], reader.seconds(path, options.rows))
        size = os.path.getsize(path) / 1e6
        print(f"a file of {options.rows}×8, {size:.0f} MB, load {os.getloadavg()[0]:.1f}")
        ours = least["nabla"]
        print(f"  {'nabla':<10} {ours * 1e3:7.0f} ms")
        for name in PEERS:
            ratio = ours / least[name]
            aim = "   aim 0.9" + ("  above" if ratio > 0.9 else "") if name == "Polars" else ""
            print(f"  {name:<10} {least[name] * 1e3:7.0f} ms   ratio {ratio:.2f}{aim}")
        for reader in readers.values():
            reader.process.stdin.close()
            reader.process.wait()


if __name__ == "__main__":
    main()
