"""Reading a large file at the prompt: how far it is, and Ctrl-C."""

import os
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.dirname(__file__))
from terminal import TerminalTest  # noqa: E402


class Reading(TerminalTest):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = os.path.join(cls.folder.name, "large.csv")
        rows = "".join(f"{k},{k}.5,text number {k},2026-03-01\n" for k in range(100_000))
        with open(cls.path, "w") as file:
            file.write("id,x,text,day\n")
            for _ in range(80):
                file.write(rows)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_it_says_how_far_it_is_and_stops(self):
        t = self.terminal(columns=120)
        t.submit(1, "k = 41")
        t.clear(2)
        t.type(f't = read("{self.path}");\r')
        t.wait(lambda s: " of 8000000 · " in s.text and "Ctrl-C interrupts" in s.text, "progress")
        start = time.perf_counter()
        t.type("\x03")
        t.prompt(2)
        self.assertLess(time.perf_counter() - start, 1)
        t.shows("interrupted after")
        t.answer("k + 1", "42", 3)


if __name__ == "__main__":
    unittest.main()
