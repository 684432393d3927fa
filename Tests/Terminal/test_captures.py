"""Each state a person meets, cell by cell and style by style, against Golden/."""

import os
import sys
import unittest
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.dirname(__file__))
import captures  # noqa: E402


class Captures(unittest.TestCase):
    maxDiff = None

    def test_every_state_looks_as_it_did(self):
        expected = {}
        for name in captures.SCENES:
            with open(captures.golden(name)) as file:
                expected[name] = file.read()
        with ThreadPoolExecutor(4) as pool:
            seen = dict(zip(expected, pool.map(captures.capture, expected, expected.values())))
        for name, text in expected.items():
            with self.subTest(name):
                self.assertEqual(seen[name], text)

    def test_every_golden_has_a_scene(self):
        self.assertEqual(sorted(os.listdir(captures.GOLDEN)), sorted(name + ".txt" for name in captures.SCENES))
