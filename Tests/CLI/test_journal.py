"""What was accepted survives `kill -9`: once the prompt stands again, the input before it is on the disk."""

import os
import random
import re
import signal
import subprocess
import time

import pexpect
import pytest

from nabla import binary, environment

PROMPT = re.compile(r"\[(\d+)\] (?:▸|>) ")


def start(home):
    child = pexpect.spawn(
        binary(), env=environment(home, TERM="dumb"), encoding="utf-8", timeout=30, dimensions=(50, 100), echo=False)
    return child


def journals(home):
    folder = home / ".local/state/nabla/journals"
    return sorted(folder.iterdir()) if folder.exists() else []


def type_until_killed(home, rng):
    """Types cells and kills the process at a random moment; how many prompts came back."""
    child = start(home)
    child.expect(PROMPT)
    accepted = 0
    deadline = time.monotonic() + rng.uniform(0.0, 0.4)
    for number in range(1, 100_000):
        if time.monotonic() >= deadline:
            break
        child.send(f"x{number} = {number}^2\n")
        # Sometimes the process is killed while it evaluates or writes.
        if rng.random() < 0.1 and time.monotonic() + 0.01 >= deadline:
            time.sleep(rng.uniform(0, 0.003))
            break
        child.expect(PROMPT)
        accepted = number
    os.kill(child.pid, signal.SIGKILL)
    child.close(force=True)
    return accepted


@pytest.mark.parametrize("moment", range(20))
def test_nothing_accepted_is_lost(tmp_path, moment):
    accepted = type_until_killed(tmp_path, random.Random(moment))
    child = start(tmp_path)
    if accepted == 0 and not journals(tmp_path):
        child.expect(PROMPT)
        recovered = 0
    else:
        child.expect(r"Recover")
        child.send("y\n")
        match = child.expect([r"recovered (\d+) cell"])
        recovered = int(child.match.group(1))
        # The one under way may have been kept already, but none that was accepted is missing.
        assert accepted <= recovered <= accepted + 1
        child.expect(PROMPT)
        if accepted:
            child.send(f"x{accepted}\n")
            child.expect(rf"{accepted ** 2}\r?\n")
            child.expect(PROMPT)
    child.sendeof()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    # What was not saved is offered at the next start; a notebook without names is not.
    assert len(journals(tmp_path)) == (1 if accepted or recovered else 0)


def test_recovery_survives_a_second_crash(tmp_path):
    child = start(tmp_path)
    child.expect(PROMPT)
    for line in ("a = 1", "b = a + 1", ":undo", "c = a + 5", "nothing", ":keep"):
        child.send(line + "\n")
        child.expect(PROMPT)
    os.kill(child.pid, signal.SIGKILL)
    child.close(force=True)
    for _ in range(2):
        child = start(tmp_path)
        child.expect("Recover")
        child.send("y\n")
        child.expect(PROMPT)
        child.send("c\n")
        child.expect(r"6\r?\n")
        child.expect(PROMPT)
        child.send("b\n")
        child.expect("E102")
        child.expect(PROMPT)
        os.kill(child.pid, signal.SIGKILL)
        child.close(force=True)


def test_a_refused_recovery_is_not_offered_again(tmp_path):
    child = start(tmp_path)
    child.expect(PROMPT)
    child.send("a = 1\n")
    child.expect(PROMPT)
    other = start(tmp_path)  # a notebook that still runs is not offered
    assert other.expect([PROMPT, "Recover"]) == 0
    other.close(force=True)
    os.kill(child.pid, signal.SIGKILL)
    child.close(force=True)
    child = start(tmp_path)
    child.expect("Recover")
    child.send("n\n")
    child.expect(PROMPT)
    child.close(force=True)
    child = start(tmp_path)
    assert child.expect([PROMPT, "Recover"]) == 0
    child.close(force=True)


def piped(home, *arguments, **options):
    return subprocess.Popen(
        [binary(), *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment(home), **options)


def close(process):
    for stream in (process.stdin, process.stdout, process.stderr):
        stream.close()


def test_a_stream_of_inputs_is_kept_too(tmp_path):
    choose = random.Random(5)
    for _ in range(5):
        process = piped(tmp_path)
        accepted = 0
        for number in range(1, choose.randint(2, 30)):
            process.stdin.write(f"x{number} = {number}^2\n".encode())
            process.stdin.flush()
            assert process.stdout.readline() == f"x{number} = {number ** 2}\n".encode()
            accepted = number - 1  # the answer may be seen before the next line is asked for
        process.kill()
        process.wait()
        close(process)
        # Without a person nobody can be asked, but it is said.
        process = piped(tmp_path)
        _, said = process.communicate(b"")
        assert b"kept" in said and b"recover" in said and process.returncode == 0
        child = start(tmp_path)
        child.expect("Recover")
        child.send("y\n")
        child.expect(r"recovered (\d+) cell")
        assert accepted <= int(child.match.group(1)) <= accepted + 1
        child.expect(PROMPT)
        child.sendeof()
        child.expect(pexpect.EOF)
        child.close()
        # Recovered at the prompt and not saved: offered once more.
        assert len(journals(tmp_path)) == 1
        journals(tmp_path)[0].unlink()


@pytest.mark.parametrize("number, kept", [(signal.SIGINT, False), (signal.SIGTERM, True), (signal.SIGHUP, True)])
@pytest.mark.parametrize("opening", [False, True])
def test_an_idle_stream_ends_when_asked(tmp_path, number, kept, opening):
    file = tmp_path / "a.mlsession"
    file.write_text("---\nnabla: 1\n---\n\n    > a = 1\n")
    # Started as a shell without job control starts its background jobs, but with the signals as they are at birth.
    process = piped(tmp_path, *(["open", str(file)] if opening else []), restore_signals=True)
    process.stdin.write(b"x = 1\n")
    process.stdin.flush()
    assert process.stdout.readline() == b"x = 1\n"
    time.sleep(0.2)
    process.send_signal(number)
    assert process.wait(timeout=5) == 130
    close(process)
    assert bool(journals(tmp_path)) == kept


def test_two_notebooks_at_once_are_both_kept(tmp_path):
    children = {}
    for name in ("a", "b"):
        children[name] = start(tmp_path)
        children[name].expect(PROMPT)
    for number in range(1, 6):
        for name, child in children.items():
            child.send(f"{name}{number} = {number}\n")
            child.expect(PROMPT)
    assert len(journals(tmp_path)) == 2
    for child in children.values():
        os.kill(child.pid, signal.SIGKILL)
        child.close(force=True)
    # One is taken up by each of the next two, neither twice and each whole.
    found = []
    running = []
    for _ in range(2):
        child = start(tmp_path)
        child.expect("Recover")
        child.send("y\n")
        child.expect(r"recovered (\d+) cell")
        assert child.match.group(1) == "5"
        child.expect(PROMPT)
        child.send("a5\n")
        found.append(child.expect([r"\b5\r?\n", "E102"]))
        child.expect(PROMPT)
        running.append(child)
    assert sorted(found) == [0, 1]
    for child in running:
        child.sendeof()
        child.expect("not saved")
        child.expect(pexpect.EOF)
        child.close()
    # Nothing was saved, so both are kept for the next start.
    assert len(journals(tmp_path)) == 2
