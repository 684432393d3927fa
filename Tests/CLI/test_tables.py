"""Tables from files and back, checked against Python's csv, json and struct modules."""

import csv
import gzip
import io
import json
import os
import random
import struct
import zipfile

import pytest

from nabla import run

ROWS = 100_000


def value(folder, code, *options):
    done = run("eval", "--json", *options, code, input="", timeout=120, home=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)["value"]


def message(code):
    done = run("eval", code)
    assert done.returncode == 1 and not done.stdout
    return " ".join(done.stderr.split())


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """10⁵ rows as Python's csv module writes them, with everything that needs quotes."""
    path = tmp_path_factory.mktemp("tables") / "large.csv"
    draw = random.Random(7)
    texts = ["plain", "with, comma", 'with "quotes"', "two\nlines", "é 日本 😀", " blanks ", ";|\t", "x" * 300]
    rows = [
        [k, repr(draw.gauss(0, 1) * 10 ** draw.randrange(-30, 30)) if draw.random() > 0.1 else "",
         draw.choice(texts), "true" if draw.random() < 0.5 else "false",
         f"{draw.randrange(1900, 2100)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"]
        for k in range(ROWS)
    ]
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "x", "text", "flag", "day"])
        writer.writerows(rows)
    return path


def test_a_large_file_is_what_csv_reads(large):
    with open(large, newline="", encoding="utf-8") as file:
        names, *rows = csv.reader(file)
    table = value(large.parent, f'read("{large}")')
    assert list(table) == names
    columns = list(zip(*rows))
    assert table["id"] == [int(k) for k in columns[0]]
    assert table["x"] == [float(x) if x else None for x in columns[1]]
    assert table["text"] == list(columns[2])
    assert table["flag"] == [f == "true" for f in columns[3]]
    assert table["day"] == list(columns[4])


@pytest.mark.parametrize("ending", ["csv", "tsv", "jsonl"])
def test_what_is_written_is_read(large, ending, tmp_path):
    copy = tmp_path / f"copy.{ending}"
    code = f'write(read("{large}", rows = 2000), "{copy}"); read("{copy}")'
    assert value(tmp_path, code) == value(tmp_path, f'read("{large}", rows = 2000)')
    if ending == "jsonl":
        with open(copy, encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        assert len(rows) == 2000 and rows[3]["id"] == 3
    else:
        with open(copy, newline="", encoding="utf-8") as file:
            assert len(list(csv.reader(file, delimiter="\t" if ending == "tsv" else ","))) == 2001


def test_arrays_cross_to_numpy_and_back(tmp_path):
    path = tmp_path / "a.npy"
    assert value(tmp_path, f'write([1 2; 3 4.5], "{path}"); read("{path}")') == [[1, 2], [3, 4.5]]
    data = path.read_bytes()
    assert data[:8] == b"\x93NUMPY\x01\x00" and struct.unpack("<4d", data[-32:]) == (1, 3, 2, 4.5)
    assert value(tmp_path, f'write([1, 2], "{path}"); read("{path}")') == [1, 2]


@pytest.mark.parametrize("name, data, words", [
    ("a.xlsx", None, "E555 .*CSV UTF-8"), ("a.ods", None, "E555 .*CSV UTF-8"), ("a.npz", None, "E555 .*\\.npy"),
    ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "E555 .*CSV UTF-8"), ("a.csv.gz", gzip.compress(b"a\n1\n"), "E555 .*gunzip"),
    ("a.parquet", b"PAR1....PAR1", "E555 .*read_parquet"), ("a.csv", b"", "E551"), ("b.csv", b"a,b\n1,2\n3\n", "E552 .*Line 3 "),
    ("c.csv", b'a\n"x\n', "E553 .*line 2"), ("d.csv", b"a\n\xff\n", "E550 .*Line 2, character 1.*latin1"),
    ("e.jsonl", b'{"a":1}\n{"a":}\n', "E556 .*Line 2, character 6"), ("f.jsonl", b'{"a":[1]}', "E557 .*Line 1"),
    ("g.npy", b"\x93NUMPY\x01\x00", "E558"), ("h.npy", b"none", "E558"),
])
def test_what_cannot_be_read_is_told_why(tmp_path, name, data, words):
    import re

    path = tmp_path / name
    if data is None:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr("content", "x")
        data = made.getvalue()
    path.write_bytes(data)
    said = message(f'read("{path}")')
    assert re.search(words, said), said


def test_tables_of_strangers_stay_in_their_folder(tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "secret.csv").write_text("key\n1234\n")
    (tmp_path / "home/link.csv").symlink_to("../secret.csv")
    for path in ("../secret.csv", "link.csv", str(tmp_path / "secret.csv"), "/dev/zero", "/proc/self/environ"):
        session = tmp_path / "home/a.mlsession"
        session.write_text(f'---\nnabla: 1\n---\n\n    > read("{path}", ",")\n')
        done = run("run", session)
        assert done.returncode == 1 and "1234" not in done.stdout + done.stderr and "E53" in done.stderr


def test_a_file_cut_while_it_is_read_ends_nothing(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" + "1,2\n" * 3_000_000)
    import subprocess
    import time

    from nabla import HOME, binary, environment

    process = subprocess.Popen(
        [binary(), "eval", f'length(read("{path}").a)'], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment(HOME))
    maps = f"/proc/{process.pid}/maps"
    while True:
        with open(maps) as file:
            if str(path) in file.read():
                break
        assert process.poll() is None, "the file is mapped, not copied"
        time.sleep(0.001)
    os.truncate(path, 5000)
    out, err = process.communicate(timeout=120)
    # Zeros are read where the file was; what that gives is no table, unless all was read before.
    if process.returncode == 0:
        assert out.strip() == b"3000000", (out, err)
    else:
        assert process.returncode == 1 and b"E536" in err, (process.returncode, out, err)


def test_columns_of_single_lines_are_counted_before_they_are_made(tmp_path):
    path = tmp_path / "keys.jsonl"
    path.write_text("".join(f'{{"k{k}": 1}}\n' for k in range(20_000)))
    done = run("eval", "--memory", 256, f'cols(read("{path}"))', timeout=120)
    assert done.returncode == 1 and done.stderr.startswith("E402"), done.stderr[:300]


def test_a_text_is_copied_only_where_it_fits(tmp_path):
    path = tmp_path / "long.txt"
    with open(path, "wb") as file:
        file.truncate(200 << 20)
    for options in ("", ', encoding = "latin1"'):
        done = run("eval", "--memory", 150, f'read("{path}"{options})', timeout=120)
        assert done.returncode == 1 and done.stderr[:4] == "E402", done.stderr[:300]


@pytest.mark.parametrize("sign", ["e", ".", "+", "-", "1"])
def test_a_part_of_cells_separates_nothing(tmp_path, sign):
    done = run("eval", f'write(table(a = [1.5, 2]), "{tmp_path}/a.csv", sep = "{sign}")')
    assert done.returncode == 1 and "E202" in done.stderr and not os.path.exists(tmp_path / "a.csv"), done.stderr


def test_any_other_sign_separates(tmp_path):
    code = (f't = table(a = ["x y", "a:b"], b = [1.5, -2]); write(t, "{tmp_path}/a.csv", sep = " "); '
            f'write(t, "{tmp_path}/b.csv", sep = ":"); '
            f'read("{tmp_path}/a.csv", sep = " ") == t and read("{tmp_path}/b.csv", sep = ":") == t')
    assert value(tmp_path, code) is True
