"""A descent drawn as it goes: in place, not for long, and not where nobody wants it."""

import os
import re
import sys
import time

sys.path.insert(0, os.path.dirname(__file__))
from terminal import TerminalTest  # noqa: E402

SETUP = ["g(w) = (w[1] - 3)^2 + 10*(w[2] + 1)^2", ":descend g, [0, 0], rate = 0.04"]
FRAME = "└"


class Animating(TerminalTest):
    def begin(self, *settings, **environment):
        t = self.terminal(rows=90, **environment)
        for number, entry in enumerate([*SETUP], 1):
            t.submit(number, entry)
        for entry in settings:
            t.type(entry + "\r")
            t.prompt(3)
        return t

    def ends(self, t):
        """The table stands below one picture, and the prompt and the cursor are back."""
        t.prompt(4)
        self.assertIn("50 steps", t.screen.text)
        self.assertTrue(t.screen.shows_cursor)

    def test_fifty_steps_take_two_seconds_at_most(self):
        t = self.begin()
        start = time.monotonic()
        t.type(":step 50\r")
        self.ends(t)
        # A machine with other work to do is slow by itself, so the bound is generous; the pictures are counted.
        self.assertLess(time.monotonic() - start, 6)
        self.assertTrue(10 <= t.raw.count(FRAME) <= 32, t.raw.count(FRAME))
        self.assertEqual(t.screen.text.count(FRAME), 1, "the last picture stays, the others went")

    def test_the_last_picture_stays_on_the_screen(self):
        t = self.terminal(rows=30, columns=100)
        for number, entry in enumerate(SETUP, 1):
            t.submit(number, entry)
        t.type(":step 50\r")
        t.prompt(4)
        t.shows("50 steps")
        self.assertEqual(t.screen.text.count(FRAME), 1, t.screen.text)
        self.assertIn("k = 50, g(w) = ", t.screen.text)

    def test_each_picture_says_its_step(self):
        t = self.begin()
        t.type(":step 50\r")
        self.ends(t)
        steps = [int(found) for found in re.findall(r"k = (\d+), g\(w\) = ", t.raw)]
        self.assertEqual(steps[0], 0)
        self.assertEqual(steps[-1], 50)
        self.assertEqual(steps, sorted(steps))

    def test_one_variable_moves_too(self):
        t = self.terminal(rows=50)
        t.submit(1, "f(x) = x^2")
        t.submit(2, ":descend f, 5, rate = 0.1")
        t.type(":step 5\r")
        t.prompt(4)
        self.assertGreaterEqual(t.raw.count(FRAME), 3)
        self.assertEqual(t.screen.text.count(FRAME), 1)

    def test_it_can_be_turned_off_and_on(self):
        t = self.begin(":set animate off")
        t.type(":step 50\r")
        self.ends(t)
        self.assertNotIn(FRAME, t.raw)
        t.type(":set animate on\r")
        t.shows("animate on")
        t.type(":step 5\r")
        t.shows(FRAME)
        t.prompt(5)

    def test_other_words_are_refused(self):
        t = self.terminal()
        t.type(":set animate maybe\r")
        t.shows("on or off")
        t.prompt(1)

    def test_nothing_moves_without_colours_or_at_a_dumb_terminal(self):
        t = self.begin(NO_COLOR="1")
        t.type(":step 50\r")
        self.ends(t)
        self.assertNotIn(FRAME, t.raw)
        t = self.terminal(wait=False, TERM="dumb")
        t.shows("[1] ▸")
        for entry in [*SETUP, ":step 50"]:
            t.type(entry + "\r")
        t.shows("50 steps")
        self.assertNotIn(FRAME, t.raw)
        self.assertNotIn("\x1b[", t.raw)

    def test_a_key_or_ctrl_c_ends_it_and_keeps_the_steps(self):
        for key in ("\x03", "1 + 1\r"):
            t = self.begin()
            t.type(":step 50\r")
            t.wait(lambda s: FRAME in s.text, "the first picture")
            t.type(key)
            t.shows("50 steps")
            t.wait(lambda s: s.shows_cursor, "the cursor")
            self.assertEqual(t.screen.text.count(FRAME), 1)
            self.assertNotIn("^C", t.screen.text.split(FRAME)[1])

    def test_another_size_ends_it(self):
        t = self.begin()
        t.type(":step 50\r")
        t.wait(lambda s: FRAME in s.text, "the first picture")
        t.child.setwinsize(90, 60)
        t.screen.resize(90, 60)
        t.shows("50 steps")
        t.wait(lambda s: s.shows_cursor, "the cursor")
        t.type("1 + 1\r")
        t.shows("2")
