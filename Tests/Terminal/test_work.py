"""A derivation at a terminal: one step a key, everything revealed stays, nothing waits where nobody watches."""

import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(__file__))
from terminal import NABLA, PATIENCE, TerminalTest  # noqa: E402

KEYS = "Enter shows it · a all · q leaves"
# What comes next below so many rows of the whole.
NEXT = {4: "clear column 1", 6: "back substitution", 7: "row 1", 8: "the result"}
SYSTEM = ":work [2 1; 5 3] \\ [1, 2]"
WHOLE = [
    f"[1] ▸ {SYSTEM}",
    "      Goal    A x = b, written as [A b]",
    "              ⎡ 2  1  │  1 ⎤",
    "              ⎣ 5  3  │  2 ⎦",
    "      1  clear column 1     ⎡ 2    1  │     1 ⎤   pivot 2",
    "                            ⎣ 0  1/2  │  -1/2 ⎦   R₂ ← R₂ − 5/2 R₁",
    "      2  back substitution  x₂ = (−1/2) / (1/2) = −1",
    "      3  row 1              x₁ = (1 − 1·(−1)) / 2 = 1",
    "      Result  x = ⎡  1 ⎤",
    "                  ⎣ -1 ⎦",
    "      Check   A x = ⎡ 2  1 ⎤ ⎡  1 ⎤ = ⎡ 1 ⎤",
    "                    ⎣ 5  3 ⎦ ⎣ -1 ⎦   ⎣ 2 ⎦",
    "              A x and b are equal",
    "",
    "[2] ▸",
]


class Revealing(TerminalTest):
    def waits(self, t, rows):
        """The first rows of the whole stand on the screen, and the hint below them."""
        t.wait(lambda s: s.lines == WHOLE[:rows] + [f"      next: {NEXT[rows]} · {KEYS}"], f"{rows} rows and the hint")

    def test_enter_reveals_one_step_after_another(self):
        t = self.terminal()
        t.type(SYSTEM + "\r")
        for rows in (4, 6, 7, 8):
            self.waits(t, rows)
            t.type("\r")
        t.prompt(2)
        self.assertEqual(t.screen.lines, WHOLE)
        t.answer("ans.steps", "3", 3)

    def test_blank_and_down_reveal_too(self):
        t = self.terminal()
        t.type(SYSTEM + "\r")
        self.waits(t, 4)
        t.type(" ")
        self.waits(t, 6)
        t.type("\x1b[B")
        self.waits(t, 7)
        t.type("\x1b[A")
        time.sleep(0.1)
        self.waits(t, 7)
        t.type("\r")
        self.waits(t, 8)

    def test_typing_on_ends_it_and_loses_no_key(self):
        t = self.terminal()
        t.type(SYSTEM + "\r")
        self.waits(t, 4)
        t.type("xy = 2")
        t.line("[2] ▸ xy = 2")
        t.type("\r")
        t.answer("xy", "2", 4)

    def test_the_short_form_does_not_wait(self):
        t = self.terminal()
        t.type(SYSTEM + ", brief = true\r")
        t.prompt(2)

    def test_a_reveals_the_rest(self):
        t = self.terminal()
        t.type(SYSTEM + "\r")
        self.waits(t, 4)
        t.type("a")
        t.prompt(2)
        self.assertEqual(t.screen.lines, WHOLE)

    def test_q_and_ctrl_c_stop_and_keep_the_cell(self):
        for key in ("q", "\x03", "\x1b", "\x04"):
            t = self.terminal()
            t.type(SYSTEM + "\r")
            self.waits(t, 4)
            t.type("\r")
            self.waits(t, 6)
            t.type(key)
            t.prompt(2)
            self.assertEqual(t.screen.lines, WHOLE[:6] + ["      stopped; 3 more steps", "", "[2] ▸"])
            t.answer("ans.value", "1  -1", 3)
            t.type(":quit\r")
            self.assertEqual(t.end(), (0, None))

    def test_the_terminal_is_as_before(self):
        t = self.terminal()
        t.type(SYSTEM + "\r")
        self.waits(t, 4)
        t.type("q")
        t.prompt(2)
        # Typing echoes, history and Ctrl-C work.
        t.type("1 + 1")
        t.line("[2] ▸ 1 + 1")
        t.type("\x03")
        t.prompt(2)
        t.answer("1 + 1", "2", 3)

    def test_resizing_keeps_the_hint(self):
        t = self.terminal()
        t.type(SYSTEM + "\r")
        self.waits(t, 4)
        t.child.setwinsize(24, 90)
        t.screen.resize(24, 90)
        time.sleep(0.1)
        self.waits(t, 4)
        t.type("a")
        t.prompt(2)

    def test_one_who_types_ahead_sees_it_all(self):
        t = self.terminal()
        t.type(SYSTEM + "\r1 + 1\r")
        t.prompt(3)
        self.assertNotIn("next:", t.screen.text)
        self.assertIn("A x and b are equal", t.screen.text)

    def test_no_pause_in_a_pipe_or_at_a_dumb_terminal(self):
        done = subprocess.run(
            [NABLA], input=SYSTEM + "\n1 + 1\n", capture_output=True, text=True, timeout=PATIENCE,
            env={"HOME": self.state, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"})
        self.assertEqual(done.stdout.splitlines(), [line[6:] for line in WHOLE[1:13]] + ["2"])
        t = self.terminal(wait=False, TERM="dumb")
        t.shows("[1] ▸")
        t.type(SYSTEM + "\r")
        t.shows("[2] ▸")
        self.assertNotIn("next:", t.screen.text)
        self.assertIn("A x and b are equal", t.screen.text)

    def test_an_error_does_not_wait(self):
        t = self.terminal()
        t.type(":work det([1 2])\r")
        t.shows("E202")
        t.prompt(1)
