"""The program under a pseudo-terminal, and what a test of it needs.

    NABLA=.build/static/release/nabla python3 -m unittest discover Tests/Terminal

Tests of the editor start with an empty screen: the banner is cleared away.
"""

import os
import sys
import tempfile
import time
import unittest

import pexpect

sys.path.insert(0, os.path.dirname(__file__))
from screen import Screen  # noqa: E402

NABLA = os.path.abspath(os.environ.get("NABLA", ".build/static/release/nabla"))
UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
HOME, END, DELETE, BACK_TAB = "\x1b[H", "\x1b[F", "\x1b[3~", "\x1b[Z"
PATIENCE = float(os.environ.get("NABLA_PATIENCE", "10"))


def paste(text):
    return f"\x1b[200~{text}\x1b[201~"


class Terminal:
    """The program and the screen it draws on."""

    def __init__(self, state, rows=24, columns=80, arguments=(), folder=None, **environment):
        self.folder = folder
        clean = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "NO_COLOR", "COLORFGBG", "TMPDIR"))}
        clean.update(TERM="xterm-256color", LANG="C.UTF-8", HOME=state, XDG_STATE_HOME=state)
        clean.update(environment)
        self.screen = Screen(rows, columns)
        self.child = pexpect.spawn(NABLA, list(arguments), env=clean, encoding="utf-8", codec_errors="replace",
                                   dimensions=(rows, columns), timeout=PATIENCE, cwd=folder)
        self.child.delaybeforesend = None
        self.raw = ""

    def read(self, seconds=0.02):
        try:
            text = self.child.read_nonblocking(65536, seconds)
        except pexpect.TIMEOUT:
            return False
        self.raw += text
        self.screen.feed(text)
        return True

    def wait(self, condition, what, patience=PATIENCE):
        end = time.monotonic() + patience
        while not condition(self.screen):
            try:
                self.read()
            except pexpect.EOF:
                if condition(self.screen):
                    return
                raise AssertionError(f"ended while waiting for {what}:\n{self.screen.text}")
            if time.monotonic() > end:
                raise AssertionError(f"no {what} in:\n{self.screen.text}\ncursor {self.cursor}")

    @property
    def cursor(self):
        return self.screen.row, self.screen.column

    def current(self):
        return self.screen.text_of(self.screen.cells[self.screen.row])

    def type(self, text):
        self.child.send(text)

    def shows(self, text):
        self.wait(lambda screen: text in screen.text, repr(text))

    def line(self, text):
        """Waits until the row with the cursor reads `text`."""
        self.wait(lambda _: self.current() == text.rstrip(), f"line {text!r}")

    def gone(self, text):
        self.wait(lambda screen: text not in screen.text, f"end of {text!r}")

    def at(self, column):
        self.wait(lambda screen: screen.column == column, f"cursor at column {column}")

    def prompt(self, number):
        self.line(f"[{number}] ▸ ")

    def submit(self, number, text):
        self.type(text + "\r")
        self.prompt(number + 1)

    def clear(self, number):
        self.type("\x0c")
        self.wait(lambda screen: screen.lines == [f"[{number}] ▸"] and screen.row == 0, "an empty screen")

    def answer(self, text, shown, number):
        """Submits and waits until a row reads `shown` and the next prompt stands below."""
        self.type(text + "\r")
        self.wait(lambda screen: shown in [line.strip() for line in screen.lines], f"row {shown!r}")
        self.prompt(number)

    def end(self):
        end = time.monotonic() + PATIENCE
        try:
            while time.monotonic() < end:
                self.read()
        except pexpect.EOF:
            pass
        self.child.close()
        return self.child.exitstatus, self.child.signalstatus


class TerminalTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.state = folder.name
        self.open = []
        self.addCleanup(lambda: [terminal.child.close(force=True) for terminal in self.open])

    def terminal(self, wait=True, **options):
        terminal = Terminal(self.state, **options)
        self.open.append(terminal)
        if wait:
            terminal.prompt(1)
            terminal.clear(1)
        return terminal
