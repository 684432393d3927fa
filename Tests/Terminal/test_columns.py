"""Columns complete on Tab wherever the line names a table."""

import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(__file__))
from terminal import TerminalTest  # noqa: E402

TABLE = 'sales = table(amount = [10, 200], region = ["n", missing], rate = [0.5, 0.25])'


class Columns(TerminalTest):
    def test_one_column_completes_and_a_text_is_closed(self):
        t = self.terminal()
        t.submit(1, TABLE)
        t.clear(2)
        t.type("sales.am\t")
        t.line("[2] ▸ sales.amount")
        t.type('\x15sales["am\t')
        t.line('[2] ▸ sales["amount"')
        t.type('\x15group(sales, by = "reg\t, total = g -> sum(g.am\t')
        t.line('[2] ▸ group(sales, by = "region", total = g -> sum(g.amount')

    def test_the_menu_tells_the_kinds(self):
        t = self.terminal()
        t.submit(1, TABLE)
        t.clear(2)
        t.type('sort(sales, by = "r\t')
        t.wait(lambda s: any("rate" in row and "number" in row for row in s.lines[1:]), "rate, a number")
        t.wait(lambda s: any("region" in row and "text" in row and "1 missing" in row for row in s.lines[1:]),
               "region, a text, one missing")


if __name__ == "__main__":
    unittest.main()
