"""Signals, resizing, plain terminals and speed."""

import os
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(__file__))
from terminal import NABLA, PATIENCE, UP, TerminalTest, pexpect  # noqa: E402


class Control(TerminalTest):
    def test_ctrl_c_drops_the_entry(self):
        t = self.terminal()
        t.type("abc")
        t.line("[1] ▸ abc")
        t.type("\x03")
        t.prompt(1)
        self.assertEqual(t.screen.lines, ["[1] ▸ abc^C", "[1] ▸"])
        t.submit(1, "1")

    def test_ctrl_c_after_the_first_entry(self):
        t = self.terminal()
        t.submit(1, "x = 1")
        t.type("abc")
        t.line("[2] ▸ abc")
        t.type("\x03")
        t.line("[2] ▸")
        t.shows("[2] ▸ abc^C")

    def test_ctrl_c_in_many_lines_and_in_a_search(self):
        t = self.terminal()
        t.type("[1\r2\r3" + UP + UP)
        t.line("[1] ▸ [1")
        t.type("\x03")
        t.wait(lambda s: s.lines[-2:] == ["    ·   3^C", "[1] ▸"], "a fresh prompt below")
        t.type("\x12zz\x03")
        t.prompt(1)

    def test_ctrl_d_leaves_only_when_empty(self):
        t = self.terminal()
        t.type("ab\x01\x04")
        t.line("[1] ▸ b")
        t.type("\x04\x04")
        self.assertEqual(t.end(), (0, None))

    def test_hang_up_and_termination_end_cleanly(self):
        for number in (signal.SIGTERM, signal.SIGHUP):
            t = self.terminal()
            t.type("abc")
            t.line("[1] ▸ abc")
            t.child.kill(number)
            self.assertIsNone(t.end()[1])

    def test_resize_repaints(self):
        t = self.terminal(columns=40, rows=10)
        t.type("a" * 30)
        t.line("[1] ▸ " + "a" * 30)
        t.screen.resize(10, 60)
        t.child.setwinsize(10, 60)
        t.type("b" * 15)
        t.line("[1] ▸ " + "a" * 30 + "b" * 15)
        self.assertEqual(len(t.screen.lines), 1)

    def test_ctrl_z_stops_and_fg_goes_on(self):
        shell = pexpect.spawn("bash", ["--norc", "--noprofile", "-i"], encoding="utf-8", timeout=PATIENCE,
                              env=dict(os.environ, TERM="xterm", LANG="C.UTF-8", LC_ALL="C.UTF-8", PS1="sh> ", NO_COLOR="1",
                                       HOME=self.state, XDG_STATE_HOME=self.state))
        self.addCleanup(lambda: shell.close(force=True))
        shell.expect_exact("sh> ")
        shell.send(NABLA + "\r")
        shell.expect_exact("▸")
        shell.send("40 + ")
        shell.expect_exact("40 + ")
        shell.send("\x1a")
        shell.expect("Stopped")
        shell.send("fg\r")
        shell.expect_exact("40 + ")
        shell.send("2\r")
        shell.expect_exact("[2]")
        shell.send("\x04")
        shell.expect_exact("sh> ")
        shell.send("echo back\r")
        shell.expect_exact("back")

    def test_terminal_is_left_as_it_was(self):
        t = self.terminal()
        t.type("\x04")
        t.end()
        self.assertTrue(t.screen.shows_cursor)
        self.assertFalse(t.screen.pastes_bracketed)


class Plain(TerminalTest):
    def test_dumb_terminal_prompts_without_sequences(self):
        t = self.terminal(wait=False, TERM="dumb")
        t.shows("[1] ▸")
        t.type("[1\r2]\r")
        t.shows("[2] ▸")
        t.type("\x04")
        t.end()
        self.assertNotIn("\x1b", t.raw)

    def test_no_color_edits_without_colour(self):
        t = self.terminal(NO_COLOR="1")
        t.submit(1, "alphabet = 12")
        t.type("alp")
        t.line("[2] ▸ alp")
        self.assertEqual(t.screen.styles, set())

    def test_locale_without_utf8_has_an_ascii_prompt(self):
        t = self.terminal(wait=False, LANG="C")
        t.line("[1] >")

    def test_a_pipe_has_no_prompt_and_no_sequences(self):
        done = subprocess.run([NABLA], input="x = [1\n2]\nx\n", capture_output=True, text=True, timeout=PATIENCE)
        self.assertNotIn("\x1b", done.stdout + done.stderr)
        self.assertNotIn("▸", done.stdout)
        self.assertTrue(done.stdout)


class Speed(TerminalTest):
    def test_first_echo(self):
        t = self.terminal()
        times = []
        for letter in "abcdefghijklmnopqrst":
            t.read(0.01)
            start = time.perf_counter()
            t.child.send(letter)
            while not t.current().endswith(letter):
                t.read(1)
            times.append(time.perf_counter() - start)
        times.sort()
        print(f"\nmedian echo {times[len(times) // 2] * 1000:.2f} ms", file=sys.stderr)
        # Far above the aim of 1 ms, so that a busy machine does not fail it.
        self.assertLess(times[len(times) // 2], 0.02)
