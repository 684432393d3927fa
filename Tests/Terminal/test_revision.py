"""Cells changed where they stand, and the line that tells how far long work is."""

import os
import re
import sys
import time

sys.path.insert(0, os.path.dirname(__file__))
from terminal import TerminalTest  # noqa: E402


class Revising(TerminalTest):
    def test_a_cell_comes_back_to_be_edited(self):
        t = self.terminal()
        t.submit(1, "a = 2")
        t.submit(2, "b = 3a")
        t.type(":edit 1\r")
        t.line("[1] ▸ a = 2")
        t.type("5\r")
        t.line("[3*] ▸ ")
        lines = [line.strip() for line in t.screen.lines]
        self.assertIn("a = 25", lines)
        self.assertIn("[2*] is stale   :rerun stale", lines)
        t.type(":rerun stale\r")
        t.prompt(3)
        self.assertIn("b = 75", [line.strip() for line in t.screen.lines])

    def test_a_failed_change_comes_back_with_the_cursor_at_the_mark(self):
        t = self.terminal()
        t.submit(1, "a = 2")
        t.submit(2, "b = a")
        t.type(":edit 1\r")
        t.line("[1] ▸ a = 2")
        t.type("\x15a = 1 + oops\r")
        t.line("[1] ▸ a = 1 + oops")
        t.at(6 + len("a = 1 + "))
        self.assertIn("[1] fails; nothing changed", t.screen.text)
        t.type("\x03")
        t.prompt(3)
        t.answer("a", "2", 4)

    def test_a_cell_of_several_lines_comes_back_whole(self):
        t = self.terminal()
        t.type("f(x) = (\rx^2\r)\r")
        t.prompt(2)
        t.submit(2, "f(3)")
        t.type(":edit 1\r")
        t.line("    · )")
        t.type("\x1b[A" + "\x01\x0bx^3\r")
        t.wait(lambda s: s.text.rstrip().endswith("[3*] ▸"), "the next prompt")
        t.type(":rerun stale\r")
        t.prompt(3)
        self.assertIn("27", [line.strip() for line in t.screen.lines])


class Progressing(TerminalTest):
    def test_long_work_shows_its_time_and_leaves_nothing(self):
        t = self.terminal()
        t.clear(1)
        t.type("iterate(x -> x/2 + 1, 1, 1e12)\r")
        t.wait(lambda s: " of 1000000000000 · " in s.text and "Ctrl-C interrupts" in s.text, "progress")
        self.assertEqual(len(t.screen.lines), 2)
        t.type("\x03")
        t.prompt(1)
        self.assertNotIn("Ctrl-C", t.screen.text)
        self.assertRegex(t.screen.lines[1], r"^      interrupted after \d\.?\d* s; nothing changed$")

    def test_short_work_shows_nothing(self):
        t = self.terminal()
        t.clear(1)
        t.answer("sum(1:1000)", "500500", 2)
        self.assertNotIn("computing", t.raw)
        self.assertNotRegex(t.screen.text, r"\d s\n")

    def test_steps_are_counted_and_kept(self):
        t = self.terminal()
        t.submit(1, "f(w) = sum([(w - k)^2 for k in 1:500])")
        t.submit(2, ":descend f, 0, rate = 1e-9")
        t.clear(3)
        t.type(":step 1000000\r")
        t.wait(lambda s: any(line.startswith("step ") and "of 1000000 · " in line for line in s.lines), "steps")
        self.assertIn("Ctrl-C keeps the steps taken", t.screen.text)
        t.type("\x03")
        t.prompt(4)
        t.submit(4, "gd.reason")
        self.assertIn("interrupted", t.screen.text)

    def test_one_call_that_nothing_can_interrupt_shows_its_time(self):
        t = self.terminal()
        t.clear(1)
        t.type("svd(randn(2200, 2200, seed = 1)).S[1] > 0\r")
        t.wait(lambda s: re.search(r"^in one piece · [1-9]\d* s of about \d+ s · Ctrl-C waits for its end$", s.text, re.M),
               "how long it takes")
        time.sleep(0.5)
        t.type("\x03")
        t.wait(lambda s: "Ctrl-C" not in s.text and s.text.rstrip().endswith("▸"), "the prompt", patience=90)

    def test_a_cell_that_took_long_says_so(self):
        t = self.terminal()
        t.submit(1, "slow(n) = if n < 2 then n else slow(n - 1) + slow(n - 2)")
        t.clear(2)
        t.type("slow(32)\r")
        t.wait(lambda s: s.text.rstrip().endswith("[3] ▸"), "the prompt")
        self.assertRegex(t.screen.text, r"\n      2178309\n(      [\d.]+ (min \d+ )?s\n)?")


if __name__ == "__main__":
    import unittest

    unittest.main()
