"""Signals and resizing at every moment: while editing, with a menu open, while something runs."""

import os
import random
import re
import signal
import sys
import time

sys.path.insert(0, os.path.dirname(__file__))
from terminal import NABLA, PATIENCE, UP, TerminalTest, pexpect  # noqa: E402

ENDLESS = "iterate(x -> x/2 + 1, 1, 1e12)"
# What a terminal, a window manager, a resource limit or a stray script may send, and what is to come of it.
SURVIVED = ["USR1", "USR2", "ALRM", "VTALRM", "PROF", "IO", "STKFLT", "PIPE", "XFSZ", "URG", "CHLD", "WINCH", "CONT",
            "RTMIN", "RTMAX"]
ENDING = ["HUP", "TERM", "QUIT", "PWR", "XCPU"]
CRASHING = ["SEGV", "BUS", "ILL", "FPE", "TRAP", "ABRT", "SYS"]


def number(name):
    return getattr(signal, "SIG" + name)


class Signals(TerminalTest):
    def journals(self):
        return os.listdir(os.path.join(self.state, "nabla", "journals"))

    def test_signals_without_a_meaning_change_nothing(self):
        t = self.terminal()
        t.submit(1, "k = 41;")
        t.type("k +")
        for name in SURVIVED:
            t.child.kill(number(name))
            time.sleep(0.005)
        t.type(" 1")
        t.line("[2] ▸ k + 1")
        t.type("\r")
        t.shows("42")
        t.prompt(3)
        t.clear(3)
        t.type(ENDLESS + "\r")
        t.wait(lambda s: s.row == 1, "the evaluation under way")
        for name in SURVIVED:
            t.child.kill(number(name))
            time.sleep(0.005)
        t.type("\x03")
        t.shows("interrupted after")
        t.prompt(3)

    def test_signals_that_ask_to_end_keep_the_journal(self):
        for name in ENDING:
            for text in ("abc", ENDLESS + "\r"):
                t = self.terminal()
                t.submit(1, "a = 7;")
                t.type(text)
                t.shows(text.strip())
                time.sleep(0.05)
                t.child.kill(number(name))
                self.assertEqual(t.end(), (130, None), name)
                self.assertTrue(t.screen.shows_cursor)
                self.assertFalse(t.screen.pastes_bracketed, name)
                self.assertEqual(len(self.journals()), 1, name)
                t = self.terminal(wait=False)
                t.shows("Recover it? [y/n]")
                t.type("y\r")
                t.shows("recovered 1 cell")
                t.prompt(2)
                t.type("\x04")
                t.end()
                self.assertEqual(len(self.journals()), 1, name)
                for left in self.journals():
                    os.remove(os.path.join(self.state, "nabla", "journals", left))

    def test_a_crash_leaves_a_usable_terminal_and_the_journal(self):
        for name in CRASHING:
            t = self.terminal()
            t.submit(1, "a = 7;")
            t.type("abc")
            t.line("[2] ▸ abc")
            t.child.kill(number(name))
            self.assertEqual(t.end()[1], number(name))
            self.assertIn("nabla ended unexpectedly", t.screen.text)
            self.assertTrue(t.screen.shows_cursor)
            self.assertFalse(t.screen.pastes_bracketed, name)
            t = self.terminal(wait=False)
            t.shows("Recover it? [y/n]")
            t.type("n\r")
            t.prompt(1)
            t.type("\x04")
            t.end()

    def test_a_second_request_ends_at_once(self):
        t = self.terminal()
        t.type("A = rand(900, 900); eig(A);\r")
        t.wait(lambda s: s.row == 1, "the evaluation under way")
        t.child.kill(signal.SIGTERM)
        time.sleep(0.05)
        t.child.kill(signal.SIGTERM)
        self.assertIn(t.end(), [(None, signal.SIGTERM), (130, None)])

    def test_a_terminal_that_goes_away_keeps_the_journal(self):
        t = self.terminal()
        t.submit(1, "a = 7;")
        self.open.remove(t)
        t.child.ptyproc.fileobj.close()
        t.child.ptyproc.closed = t.child.closed = True
        deadline = time.monotonic() + PATIENCE
        while t.child.isalive() and time.monotonic() < deadline:
            time.sleep(0.01)
        self.assertFalse(t.child.isalive())
        self.assertEqual(len(self.journals()), 1)


class Jobs(TerminalTest):
    """Under a shell."""

    def shell(self):
        shell = pexpect.spawn("bash", ["--norc", "--noprofile", "-i"], encoding="utf-8", timeout=PATIENCE,
                              env=dict(os.environ, TERM="xterm", LANG="C.UTF-8", LC_ALL="C.UTF-8", PS1="sh> ",
                                       NO_COLOR="1", HOME=self.state, XDG_STATE_HOME=self.state))
        self.addCleanup(lambda: shell.close(force=True))
        shell.expect_exact("sh> ")
        shell.send(NABLA + "\r")
        shell.expect_exact("[1] ▸")
        return shell

    def test_stopped_while_evaluating(self):
        shell = self.shell()
        shell.send(ENDLESS + "\r")
        time.sleep(0.3)
        shell.send("\x1a")
        shell.expect("Stopped")
        shell.expect_exact("sh> ")
        shell.send("stty -a | tr ' ;' '\\n\\n' | grep -c -E '^(icanon|echo)$'\r")
        # Both are on again; bash writes its own sequences around the answer.
        shell.expect("\r2\r\n")
        shell.send("fg\r")
        time.sleep(0.2)
        shell.send("\x03")
        shell.expect_exact("interrupted after")
        shell.expect_exact("[1] ▸")
        shell.send("6*7\r")
        shell.expect_exact("42")
        shell.send("\x04")
        shell.expect_exact("sh> ")

    def test_stopped_again_and_again_with_a_menu_open(self):
        shell = self.shell()
        for _ in range(3):
            shell.send("eig\t")
            shell.expect_exact("eigvals(A)")
            shell.send("\x1a")
            shell.expect("Stopped")
            shell.expect_exact("sh> ")
            shell.send("fg\r")
            shell.expect_exact("eig")
            shell.send("\x15")
        shell.send("40 + 2\r")
        shell.expect_exact("42")

    def test_started_in_the_background_it_waits_for_the_terminal(self):
        shell = self.shell()
        shell.send("\x04")
        shell.expect_exact("sh> ")
        shell.send(NABLA + " &\r")
        shell.expect("Stopped|sh> ")
        shell.send("fg\r")
        shell.expect_exact("[1] ▸")
        shell.send("40 + 2\r")
        shell.expect_exact("42")
        shell.send("\x04")
        shell.expect_exact("sh> ")


class Resizing(TerminalTest):
    def resize(self, t, rows, columns):
        t.screen.resize(rows, columns)
        t.child.setwinsize(rows, columns)

    def storm(self, t, count=50):
        generator = random.Random(5)
        for _ in range(count):
            t.child.setwinsize(generator.randrange(4, 40), generator.randrange(12, 130))
            time.sleep(0.02)

    def quiet(self, t):
        while t.read(0.1):
            pass

    def test_a_storm_while_editing(self):
        t = self.terminal()
        t.type("A = [1 2\r3 4")
        self.storm(t)
        self.quiet(t)
        self.resize(t, 24, 80)
        t.type("]\x0c")
        t.wait(lambda s: s.lines == ["[1] ▸ A = [1 2", "    ·   3 4]"] and t.cursor == (1, 12), "the entry")
        t.type("\r")
        t.shows("2×2 matrix")
        t.prompt(2)

    def test_a_storm_with_a_menu_open(self):
        t = self.terminal()
        t.type("eig\t\t")
        t.shows("> eig")
        self.storm(t)
        self.quiet(t)
        self.resize(t, 24, 80)
        t.type("\t\x0c")
        t.line("[1] ▸ eigvals")

    def test_a_storm_while_something_runs(self):
        t = self.terminal()
        t.type(ENDLESS + "\r")
        t.wait(lambda s: s.row == 1, "the evaluation under way")
        self.storm(t)
        self.resize(t, 24, 80)
        t.type("\x03")
        t.shows("interrupted after")
        t.prompt(1)
        t.answer("6*7", "42", 2)

    def test_a_menu_follows_the_width(self):
        t = self.terminal(columns=100)
        t.type("eig\t")
        t.wait(lambda s: any("function" in row for row in s.lines), "a menu with kinds")
        self.resize(t, 24, 50)
        t.wait(lambda s: any("eigvals(A)" in row for row in s.lines)
               and not any("function" in row for row in s.lines), "a narrow menu")
        self.quiet(t)
        self.assertTrue(all(len(row) < 50 for row in t.screen.lines), t.screen.text)
        t.type("\x1b")
        t.wait(lambda s: s.lines == ["[1] ▸ eig"], "the entry alone")

    def test_a_search_follows_the_width(self):
        t = self.terminal()
        t.submit(1, "rate = 0.1;")
        t.type("\x12ra")
        t.line("search 'ra' rate = 0.1;")
        self.resize(t, 24, 60)
        self.quiet(t)
        t.line("search 'ra' rate = 0.1;")

    def test_tiny_and_huge(self):
        t = self.terminal()
        t.type("x = [1, 2, 3]; sum(x)")
        for rows, columns in ((1, 1), (2, 3), (1, 200), (300, 1000), (24, 80)):
            self.resize(t, rows, columns)
            self.quiet(t)
            self.assertTrue(t.child.isalive(), (rows, columns))
        t.type("\x0c")
        t.line("[1] ▸ x = [1, 2, 3]; sum(x)")
        t.type("\r")
        t.wait(lambda s: re.search(r"^ +6$", s.text, re.M), "the sum")


class Ahead(TerminalTest):
    """Keys typed while something runs."""

    def test_they_are_not_echoed_and_all_count(self):
        t = self.terminal()
        t.submit(1, "a = 1;")
        t.clear(2)
        t.type("sum([1/k for k in 1:300000]);\rb = 2\x01\x12a =\r")
        t.shows("a = 1")
        t.prompt(4)
        rows = t.screen.lines
        self.assertEqual(rows[0], "[2] ▸ sum([1/k for k in 1:300000]);")
        self.assertEqual(rows[1], "[3] ▸ a = 1;", t.screen.text)
