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
        cls.path = os.path.join(cls.folder.name, "large.jsonl")
        # JSON lines take the longest: a table of separated values is there before there is anything to say.
        rows = "".join(f'{{"id": {k}, "x": {k}.5, "text": "text number {k}"}}\n' for k in range(100_000))
        with open(cls.path, "w") as file:
            for _ in range(40):
                file.write(rows)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_it_says_how_far_it_is_and_stops(self):
        t = self.terminal(columns=120)
        t.submit(1, "k = 41")
        t.clear(2)
        t.type(f't = read("{self.path}");\r')
        t.wait(lambda s: "Ctrl-C interrupts" in s.text, "progress")
        start = time.perf_counter()
        t.type("\x03")
        t.prompt(2)
        self.assertLess(time.perf_counter() - start, 1)
        t.shows("interrupted after")
        t.answer("k + 1", "42", 3)


if __name__ == "__main__":
    unittest.main()
