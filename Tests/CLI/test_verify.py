"""Updating a session in place, reporting on it to continuous integration, and the limits it runs in."""

import os
import resource
import stat
import subprocess
import time
import xml.etree.ElementTree as ElementTree

import pytest

from nabla import HOME, binary, environment, run

HEAD = b"---\nnabla: 1\nseed: 7\n---\n"


def written(folder, body, name="a.mlsession"):
    path = folder / name
    path.write_bytes(HEAD + body)
    return path


# Rows: the file below its header, and what an update makes of it.
@pytest.mark.parametrize("before, after", [
    (b"\n    >  1 + 1  # two\n    |   3\n\nProse \t\n", b"\n    >  1 + 1  # two\n    | 2\n\nProse \t\n"),
    (b"\n    > 1/3\n    |  0.333\n    > 2\n    | 3", b"\n    > 1/3\n    |  0.333\n    > 2\n    | 2"),
    (b"\r\n    > 1 + 1\r\n    | 3\r\n    > 5\r\n    |    5 \t\r\n", b"\r\n    > 1 + 1\r\n    | 2\r\n    > 5\r\n    |    5 \t\r\n"),
    (b"\n    > [1, 2]\n    | 2-vector\n    |  1 3\n", b"\n    > [1, 2]\n    | 2-vector\n    |   1  2\n"),
    (b"\n    > 4\n    | 4\n    | gone\n", b"\n    > 4\n    | 4\n"),
    (b"\n    > 4;\n    > [1; 2]\n    | 2-vector\n", b"\n    > 4;\n    > [1; 2]\n    | 2-vector\n    |   1  2\n"),
    (b"\n    > nothing\n    ! E201 x\n", None),
    ("\n    > \"é e\u0301\"\n    | x\n".encode(), "\n    > \"é e\u0301\"\n    | é e\u0301\n".encode()),
    (b"\n```\n    > 1\n    | 2\n```\n\n    > 1\n    | 2\n", b"\n```\n    > 1\n    | 2\n```\n\n    > 1\n    | 1\n"),
])
def test_an_update_touches_only_what_no_longer_holds(tmp_path, before, after):
    path = written(tmp_path, before)
    path.chmod(0o640)
    done = run("verify", "--update", path)
    if after is None:
        updated = path.read_bytes()
        assert updated.startswith(HEAD + b"\n    > nothing\n    ! E102 ") and done.returncode == 0
    else:
        assert path.read_bytes() == HEAD + after and done.returncode == 0, done.stderr
    assert stat.S_IMODE(path.stat().st_mode) == 0o640 and list(tmp_path.iterdir()) == [path]
    again = path.read_bytes(), path.stat().st_mtime_ns
    assert run("verify", "--update", path).returncode == 0
    assert (path.read_bytes(), path.stat().st_mtime_ns) == again, "what holds is not even written"


def test_an_update_draws_a_stale_picture_anew(tmp_path):
    path = written(tmp_path, b'\n    > plot([1, 2, 3], title = "three") # stays\n')
    drawn = run("run", path).stdout.split("\n", 1)[1]
    rows = [line[6:] for line in drawn.rstrip("\n").split("\n")]
    record = "".join(f"    | {row}\n" for row in rows)
    glyphs = record.translate(str.maketrans({chr(c): "⠁" for c in range(0x2801, 0x2900)}))
    assert glyphs != record
    head = '\n    > plot([1, 2, 3], title = "three") # stays\n'
    # The picture alone may differ, and with it nothing is rewritten; unless it is to be compared.
    path = written(tmp_path, (head + glyphs).encode())
    assert run("verify", "--update", path).returncode == 0 and path.read_bytes() == HEAD + (head + glyphs).encode()
    compared = head.replace("# stays", "#~ glyphs")
    path = written(tmp_path, (compared + glyphs).encode())
    assert run("verify", path).returncode == 1
    assert run("verify", "--update", path).returncode == 0 and path.read_bytes() == HEAD + (compared + record).encode()
    # A caption that no longer holds takes the picture with it.
    path = written(tmp_path, (head + glyphs.replace("three", "two")).encode())
    assert run("verify", "--update", path).returncode == 0 and path.read_bytes() == HEAD + (head + record).encode()


def test_an_update_keeps_what_somebody_wrote_meanwhile(tmp_path):
    path = written(tmp_path, b"\n    > sum(map(k -> sum(1:k), 1:3000))\n    | 1\n")
    process = subprocess.Popen(
        [binary(), "verify", "--update", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment(HOME))
    # It is read at once and replayed for a while.
    time.sleep(0.15)
    if process.poll() is None:
        path.write_bytes(HEAD + b"\nSomebody's words.\n")
        _, said = process.communicate(timeout=60)
        if b"E536" in said:
            assert process.returncode == 2 and path.read_bytes() == HEAD + b"\nSomebody's words.\n"
    process.communicate()


def test_updating_standard_input_is_a_mistake():
    done = run("verify", "--update", "-", input="---\nnabla: 1\n---\n")
    assert done.returncode == 2 and "--update needs a file" in done.stderr
    done = run("verify", "-", input="---\nnabla: 1\n---\n\n    > 1\n    | 1\n")
    assert done.returncode == 0 and done.stdout == "-: 1 of 1 reproduce\n"


def test_junit(tmp_path):
    good = written(tmp_path, b"\n    > x = 1\n    | x = 1\n    > y = 2 #~ skip \"later\" <&>\n    = x == 1\n", "good.mlsession")
    bad = written(
        tmp_path, b'\n    > "<&>\\"\x1b[31m"\n    | 3\n    = 1 == 2 :: one & two\n    ? exercise e do\n    ? check 1 == 1\n',
        "bad <&\">.mlsession")
    broken = tmp_path / "broken.mlsession"
    broken.write_text("---\nnabla: 1\nmood: good\n---\n")
    report = tmp_path / "report.xml"
    done = run("verify", "--junit", report, good, bad, broken, tmp_path / "none.mlsession")
    assert done.returncode == 2
    root = ElementTree.parse(report).getroot()
    assert root.tag == "testsuites"
    assert {k: root.get(k) for k in ("tests", "failures", "errors", "skipped")} == {
        "tests": "8", "failures": "3", "errors": "2", "skipped": "1"}
    suites = root.findall("testsuite")
    assert [s.get("name") for s in suites] == [str(good), str(bad), str(broken), str(tmp_path / "none.mlsession")]
    for suite in suites:
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases)
        for outcome in ("failure", "error", "skipped"):
            count = "skipped" if outcome == "skipped" else outcome + "s"
            assert int(suite.get(count)) == sum(case.find(outcome) is not None for case in cases)
        assert abs(float(suite.get("time")) - sum(float(case.get("time")) for case in cases)) < 1e-4
        assert all(case.get("file") == suite.get("file") for case in cases)
    first, skipped, assertion = suites[0].findall("testcase")
    assert first.get("name") == "line 6: x = 1" and first.get("line") == "6" and len(first) == 0
    assert skipped.find("skipped").get("message") == '"later" <&>'
    assert assertion.get("name") == "line 9: = x == 1"
    text, failed, exercise = suites[1].findall("testcase")
    assert text.get("name") == 'line 6: "<&>\\"␛[31m"' and f"{bad}:7" in text.find("failure").text
    assert f"{bad}:8" in failed.find("failure").text and "one & two" in failed.find("failure").text
    assert exercise.get("name") == "line 9: exercise e"
    assert "E513" in suites[2].find("testcase").find("error").get("message")
    assert suites[2].find("testcase").get("line") == "3"


def test_junit_tells_of_a_time_out(tmp_path):
    path = written(tmp_path, b"\n    > 1\n    > iterate(x -> x + 1, 0, 1e12)\n    > 2\n")
    report = tmp_path / "report.xml"
    done = run("verify", "--timeout", "0.3", "--junit", report, path)
    assert done.returncode == 124
    cases = ElementTree.parse(report).getroot().findall("testsuite/testcase")
    assert [case.find("error") is not None for case in cases] == [False, True]
    assert float(cases[1].get("time")) > 0.1


def test_a_report_that_cannot_be_written_is_said(tmp_path):
    path = written(tmp_path, b"\n    > 1\n")
    done = run("verify", "--junit", tmp_path / "none/report.xml", path)
    assert done.returncode == 2 and "E530" in done.stderr


def test_presets_reach_every_kind_of_assignment(tmp_path):
    path = written(
        tmp_path, b"\n    > n = 3; m = n + 1\n    | m = 4\n    > a, b = 5, 6\n    > n\n    | 3\n    = n == 3\n")
    path.write_bytes(path.read_bytes().replace(b"a, b = 5, 6", b"L, U, P = lu([1 2; 3 4]);"))
    done = run("verify", "--set", "n=10", path)
    assert done.returncode == 1 and done.stderr.count("line ") == 3 and "11" in done.stderr
    done = run("run", "--set", "n=10", "--set", "m=0", "--set", "unused=1", path)
    assert done.returncode == 0 or "= n == 3" in done.stderr
    assert "m = 0" in done.stdout
    # A definition is replaced like any assignment, and the value may use what is known, but no name of the session.
    path = written(tmp_path, b"\n    > f(x) = x^2\n    > f(3)\n")
    assert run("run", "--set", "f=x -> x + 1", path).stdout.endswith("\n      4\n")
    assert run("run", "--set", "f=x -> pi", path).returncode == 0
    assert run("run", "--set", "f=g", path).returncode == 2
    done = run("verify", "--set", "x=1", "--set", "x=2", "-", input="---\nnabla: 1\n---\n\n    > x = 0\n    = x == 2\n")
    assert done.returncode == 0, "the last one counts"


@pytest.mark.parametrize("command", ["run", "verify", "eval", "json", "stream"])
def test_time_outs_everywhere(tmp_path, command):
    forever = "iterate(x -> x + 1, 0, 1e12)"
    path = written(tmp_path, f"\n    > {forever}\n    > 1\n".encode())
    arguments, text = {
        "run": (["run", path], ""), "verify": (["verify", path], ""), "eval": (["eval", forever], ""),
        "json": (["eval", "--json", "--lines"], forever + "\n1\n"), "stream": ([], forever + "\n1\n"),
    }[command]
    start = time.monotonic()
    done = run(*arguments, "--timeout", "0.3", input=text)
    assert done.returncode == 124 and time.monotonic() - start < 5
    if command != "json":
        assert "E404" in done.stderr and done.stderr.count("E404") == 1
    # Time that suffices changes nothing.
    assert run("eval", "--timeout", "60", "1 + 1").stdout == "2\n"


def peak(*arguments):
    """How a run ended and the most memory it occupied, in MiB."""
    read, write = os.pipe()
    process = subprocess.Popen(
        [binary(), *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(HOME))
    os.close(read)
    os.close(write)
    said = process.stderr.read().decode()
    process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    process.stderr.close()
    return process.returncode, said, usage.ru_maxrss / 1024


# Rows: what is asked for within 200 MiB, and the code it ends with.
@pytest.mark.parametrize("expression, code", [
    ("sum(zeros(1000, 1000))", None),
    ("sum(map(k -> sum(zeros(1e6)), 1:50))", None),
    ("zeros(10000, 10000);", "E402"),
    ("A = ones(3000, 3000); B = ones(3000, 3000); C = A + B; sum(C)", "E40"),
    ("eye(6000) * 2;", "E402"),
    ("x = 1:1e9;", "E402"),
    ("[k for k in 1:1e9];", "E402"),
    ("iterates(x -> x + 1, 0, 1e8);", "E40"),
    ("map(k -> zeros(1e5), 1:10000);", "E405"),
    ("fold((a, k) -> [a; zeros(1e5)], [0.0; 0.0], 1:10000);", "E40"),
])
def test_memory(expression, code):
    status, said, most = peak("eval", "--memory", "200", expression)
    assert status == (0 if code is None else 1), said
    if code is None:
        assert said == ""
    else:
        assert said.startswith(code), said
    assert most < 260


def test_a_session_goes_on_after_it_ran_out_of_memory(tmp_path):
    path = written(tmp_path, b"\n    > map(k -> zeros(1e5), 1:10000);\n    ! E405\n    > 1 + 1\n    | 2\n")
    done = run("verify", "--memory", "150", path)
    assert done.returncode == 0, done.stderr
    done = run("--memory", "150", input="map(k -> zeros(1e5), 1:10000);\n1 + 1\nzeros(1e5, 1e5);\n3\n")
    assert done.stdout == "2\n3\n" and done.returncode == 1
    assert "E405" in done.stderr and "150 MiB" in done.stderr


@pytest.mark.parametrize("value", ["0", "-1", "63", "x", "1.5", "nan", "99999999999999999999"])
def test_a_memory_says_what_it_must_be(value):
    done = run("eval", "--memory", value, "1")
    assert done.returncode == 2 and "MiB" in done.stderr and "64" in done.stderr


def test_run_reads_standard_input(tmp_path):
    text = "---\nnabla: 1\nseed: 3\n---\n# Words\n\n    > x = rand()\n    > x < 1\n    | true\n"
    path = tmp_path / "a.mlsession"
    path.write_text(text)
    assert run("run", "-", input=text).stdout == run("run", path).stdout != ""
    done = run("run", "-", input="no session")
    assert done.returncode == 2 and "E511" in done.stderr
    assert run("run", "-", input=b"---\nnabla: 1\n---\n\xff\n").returncode == 2
    done = run("run", "--quiet", "-", input="---\nnabla: 1\n---\n\n    > nothing\n")
    assert done.returncode == 1 and done.stdout == "" and "E102" in done.stderr


def test_overlooked_input_is_mentioned(tmp_path):
    path = written(tmp_path, b"\n- a list\n\n      > hidden = 1\n\nText\n    > hidden = 2\n\n    > 1\n    | 1\n")
    for command in ("run", "verify"):
        done = run(command, path)
        assert done.returncode == 0 and "Lines 8, 11 look like input but are prose" in done.stderr
        assert run(command, "--quiet", path).stderr == ""
