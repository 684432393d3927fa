"""`nabla eval --json` and `--json --lines`: what other programs read."""

import json
import math
import random

import pytest

from fuzz import fuzz
from nabla import run


def answers(*lines):
    done = run("eval", "--json", "--lines", input="".join(line + "\n" for line in lines))
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == len(lines)
    assert done.returncode == (1 if any("error" in answer for answer in found) else 0)
    return found


@pytest.mark.parametrize("line, value", [
    ("1/3", 1 / 3), ("0.1 + 0.2", 0.1 + 0.2), ("1e300*1e300", "Infinity"), ("-1e300*1e300", "-Infinity"),
    ("nan", "NaN"), ("5e-324", 5e-324), ("2^53 + 1", 2.0**53), ("x = 3; y = x^2", 9), ("[1, 2, 3];", [1, 2, 3]),
    ("[1 2; 3 4]", [[1, 2], [3, 4]]), ("[1 2]", [[1, 2]]), ("1 + 2i", {"re": 1, "im": 2}),
    ("{a = 1, b = [1, nan]}", {"a": 1, "b": [1, "NaN"]}), ("x -> 2*x", {"function": "x -> 2*x"}),
    ("\"a\\\"b\\n\"", "a\"b\n"), ("1 < 2", True), ("[1, 2] < 2", [True, False]),
    ("missing", None), ("", None), ("# nothing", None), ("a, b = [1, 2]", {"a": 1, "b": 2}),
    ("[[1, 2] for k in 1:2]", [[1, 2], [1, 2]]),
])
def test_values(line, value):
    [answer] = answers(line)
    assert answer == {"value": value}


@pytest.mark.parametrize("line, code, marked", [
    ("nothing + 1", "E102", "nothing"), ("1 + nothing", "E102", "nothing"), ("\"é𝔘\" + nothing", "E102", "nothing"),
    ("α = 1; nothing", "E102", "nothing"), (":frobnicate", "E501", "frobnicate"),
])
def test_places_are_code_points(line, code, marked):
    [answer] = answers(line)
    error = answer["error"]
    assert error["code"] == code and error["message"]
    assert line[error["start"]:error["end"]] == marked


def test_each_line_begins_anew():
    first, second, third = answers("x = 1", "x", "out")
    assert first == {"value": 1} and "error" in second and "error" in third


def test_messages_name_the_mistake_and_the_way_out():
    [answer] = answers("nothing + 1")
    assert "unknown name nothing" in answer["error"]["message"]
    [answer] = answers("sqrt(-1)")
    [value] = answers(answer["error"]["try"])
    assert value == {"value": {"re": 0, "im": 1}}


def test_remarks_come_after_the_value():
    [answer] = answers("e = 3")
    assert list(answer) == ["value", "notes"] and answer["value"] == 3 and "e" in answer["notes"][0]


def test_one_input():
    done = run("eval", "--json", "1/3")
    assert (done.returncode, json.loads(done.stdout)) == (0, {"value": 1 / 3})
    done = run("eval", "--json", "1/")
    assert done.returncode == 1 and json.loads(done.stdout)["error"]["code"].startswith("E0")


def test_no_line_ends_the_process():
    choose = random.Random(2)
    pieces = [
        "1", "x", "[", "]", "(", ")", "{", "}", "1e400", "1e308", "^", "\\", "'", "=", ":", ";", ",", "->", "∇", "√", "‖", "é",
        "\t", "\0", "\x1b", "\ufeff", "𝔘", "\"", "#", "end", "for", "in", "if", "then", "else", "I", "nan", "inf", "[1 2; 3 4]",
        "[]", "zeros(1e9, 1e9)", "1:1e15", "1:0:2", "f(n) = f(n + 1); f(1)", "map", "x -> x", ".", "!", "~", "|", "?help", ":undo",
        ":open /", ":save /nonexistent/x", ":time", ":step", ":quit", "factorial(171)", "A[9223372036854775807]", "[1,2][1e300]",
    ]
    lines = ["".join(choose.choices(pieces, k=choose.randint(1, 7))).replace("\n", "") for _ in range(1500)]
    data = b"".join(line.encode() + b"\n" for line in lines) + b"\xff\xfe\x80\n1+1"
    done = run("eval", "--json", "--lines", input=data, timeout=300)
    found = done.stdout.splitlines()
    assert len(found) == len(lines) + 2
    assert json.loads(found[-1]) == {"value": 2}
    for line, answer in zip(lines, map(json.loads, found)):
        assert set(answer) - {"notes"} in ({"value"}, {"error"}), line
        if "error" in answer:
            error = answer["error"]
            assert error["code"][0] == "E" and 0 <= error["start"] <= error["end"] <= len(line), (line, answer)


def test_full_precision_survives():
    choose = random.Random(3)
    numbers = [math.ldexp(choose.random(), choose.randint(-1000, 1000)) for _ in range(300)]
    found = answers(*(repr(x) for x in numbers))
    assert [answer["value"] for answer in found] == numbers


def test_mutated_lines_are_all_answered():
    assert fuzz(10_000, seed=11) > 0
