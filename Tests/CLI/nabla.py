"""Drives the real binary: NABLA names it, else the newest build is taken."""

import atexit
import glob
import os
import shutil
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


def binary():
    named = os.environ.get("NABLA")
    if named:
        return os.path.abspath(named)
    built = glob.glob(f"{ROOT}/.build/**/debug/nabla", recursive=True)
    built += glob.glob(f"{ROOT}/.build/**/release/nabla", recursive=True)
    assert built, "build the product nabla first, or set NABLA"
    return max(built, key=os.path.getmtime)


def environment(home, **variables):
    """An environment that holds nothing of the person who runs the tests."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "HOME": str(home), "LANG": "C.UTF-8", **variables}


HOME = tempfile.mkdtemp(prefix="nabla-home-")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)


def run(*arguments, input="", home=HOME, timeout=60, **variables):
    """Runs the binary to its end; its output as text."""
    if isinstance(input, str):
        input = input.encode()
    done = subprocess.run(
        [binary(), *map(str, arguments)], input=input, capture_output=True, timeout=timeout,
        env=environment(home, **variables))
    done.stdout = done.stdout.decode()
    done.stderr = done.stderr.decode()
    return done
