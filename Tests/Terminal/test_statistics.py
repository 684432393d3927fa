"""Tables, events, tests and models as a person meets them at a prompt."""

import os
import re
import sys
import unittest

sys.path.insert(0, os.path.dirname(__file__))
from terminal import TerminalTest  # noqa: E402


class Statistics(TerminalTest):
    def test_a_wide_table_says_what_it_leaves_out(self):
        # 60 columns hold some of the six, 100 all.
        t = self.terminal(columns=60, rows=40)
        t.submit(1, 'head(data("fraud"), 3)')
        names = next(line for line in t.screen.lines if "amount" in line)
        kept = [name for name in ["amount", "hour", "country_match", "new_device", "score", "fraud"] if name in names]
        self.assertLess(len(kept), 6)
        left = re.search(r"… (\d) more columns?: (.*)", t.screen.text)
        self.assertEqual(int(left[1]), 6 - len(kept))
        self.assertEqual(set(left[2].split(", ")) | set(kept),
                         {"amount", "hour", "country_match", "new_device", "score", "fraud"})
        self.assertTrue(all(len(line) <= 60 for line in t.screen.lines))
        t = self.terminal(columns=100, rows=40)
        t.submit(1, 'head(data("fraud"), 3)')
        row = next(line for line in t.screen.lines if "16.81" in line)
        self.assertEqual(row.split(), ["16.81", "21", "true", "false", "0.0124", "false"])
        self.assertNotIn("more column", t.screen.text)

    def test_a_long_table_shows_both_ends(self):
        t = self.terminal(rows=30)
        t.submit(1, 'data("cars")')
        rows = [line.split() for line in t.screen.lines]
        self.assertIn(["4", "2"], rows)
        self.assertIn(["25", "85"], rows)
        left = int(re.search(r"… (\d+) more rows", t.screen.text)[1])
        shown = [row for row in rows if len(row) == 2 and all(cell.isdigit() for cell in row)]
        self.assertEqual(left + len(shown), 50)

    def test_columns_complete_after_the_point_and_in_formulas(self):
        t = self.terminal()
        t.submit(1, 'c = data("cars");')
        t.clear(2)
        t.type("c.\t")
        t.wait(lambda s: [line.split()[:2] for line in s.lines[1:3]] == [["dist", "number"], ["speed", "number"]]
               or [line.split()[:2] for line in s.lines[1:3]] == [["speed", "number"], ["dist", "number"]], "both columns")
        t.type("\x15lm(dist ~ speed, c).coe\t")
        t.line("[2] ▸ lm(dist ~ speed, c).coef")
        # The table is not written yet.
        t.type("\x15lm(dis\t")
        t.wait(lambda s: any(line.split()[:2] == ["dist", "number"] and "column of c" in line for line in s.lines)
               or s.lines[0] == "[2] ▸ lm(dist", "the column dist")

    def test_an_event_is_shaded_under_its_density(self):
        t = self.terminal(rows=50)
        t.submit(1, "X = Normal(0, 1);")
        t.submit(2, "plot(X < 1)")
        self.assertIn("P(X < 1) = 0.841345", t.screen.text)  # Φ(1), SciPy: norm.cdf(1) = 0.8413447460685429
        self.assertIn("event", t.screen.text)
        shaded = [i for line in t.screen.lines for i, cell in enumerate(line) if cell == "⢕"]
        labels = next(line for line in t.screen.lines if re.search(r"-3 .* 0 .* 3", line))
        self.assertTrue(shaded)
        # Nothing is shaded right of 1.
        one = labels.index(" 1 ") + 1
        self.assertLessEqual(max(shaded), one + 1)
        self.assertGreaterEqual(max(shaded), one - 2)

    def test_a_test_is_said_in_one_sentence(self):
        t = self.terminal()
        t.submit(1, 'say(ttest(extra ~ group, data("sleep")))')
        said = " ".join(line.strip() for line in t.screen.lines)
        # R: t.test(extra ~ group, sleep): difference -1.58, interval -3.365 to 0.205, p 0.0794.
        self.assertIn("1.58 higher on average in drug 2 than in drug 1", said)
        self.assertIn("−0.205 to 3.37", said)
        self.assertIn("p = 0.079", said)

    def test_a_model_never_shows_half_an_interval(self):
        # R: lm(dist ~ speed, cars): speed 3.9324, se 0.4155, t 9.464, p 1.49e-12, interval 3.0970 to 4.7679.
        for columns in [50, 60, 70, 80, 100]:
            t = self.terminal(columns=columns, rows=40)
            t.submit(1, 'lm(dist ~ speed, data("cars"))')
            text = t.screen.text
            self.assertIn("3.93241", text)
            self.assertEqual("3.097 " in text or "3.0970" in text, "4.7679" in text, text)
            self.assertEqual("95 % interval" in text, "4.7679" in text, text)
            if columns >= 80:
                self.assertIn("-31.168 to -3.9903", text)


if __name__ == "__main__":
    unittest.main()
