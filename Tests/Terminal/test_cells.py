"""What a person sees of a notebook: cells, values, errors, help, charts."""

import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(__file__))
from terminal import NABLA, PATIENCE, UP, TerminalTest, paste  # noqa: E402


class Cells(TerminalTest):
    def test_the_first_screen(self):
        t = self.terminal(wait=False)
        t.prompt(1)
        self.assertEqual(
            t.screen.lines, ["nabla 0.1 · ?help · ?topics · Tab completes · Ctrl-D leaves", "", "[1] ▸"])

    def test_values_stand_under_the_text(self):
        t = self.terminal()
        t.type("A = [4 2; 1 3]\r")
        t.prompt(2)
        self.assertEqual(
            t.screen.lines,
            ["[1] ▸ A = [4 2; 1 3]", "      A = 2×2 matrix", "        4  2", "        1  3", "", "[2] ▸"])

    def test_from_the_tenth_cell_on_values_move_with_the_prompt(self):
        t = self.terminal()
        for number in range(1, 10):
            t.submit(number, f"x = {number};")
        t.clear(10)
        t.type("2^10\r")
        t.prompt(11)
        self.assertEqual(t.screen.lines, ["[10] ▸ 2^10", "       1024", "", "[11] ▸"])

    def test_ans_and_out_survive_an_error(self):
        t = self.terminal()
        t.answer("6*7", "42", 2)
        t.answer("ans + 1", "43", 3)
        t.answer("unheard_of", "E102 unknown name unheard_of", 3)
        t.answer("ans + out[1]", "85", 4)

    def test_a_paste_of_statements_is_one_cell(self):
        t = self.terminal()
        t.type(paste("a = 2\nb = a^5\na + b\n"))
        t.line("    · a + b")
        t.type("\r")
        t.prompt(2)
        t.answer("out[1]", "34", 3)

    def test_words_that_leave(self):
        for word in ("exit", "quit", ":quit"):
            t = self.terminal()
            t.type(word + "\r")
            self.assertEqual(t.end(), (0, None), word)


class Errors(TerminalTest):
    def test_up_brings_a_failed_cell_back_at_its_mark(self):
        t = self.terminal()
        t.submit(1, "A = [4 2; 1 3];")
        t.answer("1 + A * [1, 2, 3]", "E201 shapes do not fit", 2)
        t.type(UP)
        t.line("[2] ▸ 1 + A * [1, 2, 3]")
        t.at(len("[2] ▸ 1 + "))
        # From the mark on, what the error suggests.
        t.type("\x0bA * [1, 2]\r")
        # [4 2; 1 3] [1, 2] = [8, 7], and 1 more.
        t.shows("9  8")
        t.prompt(3)

    def test_the_name_meant_is_offered(self):
        t = self.terminal()
        t.submit(1, "A = [4 2; 1 3];")
        t.answer("Inv(A)", "Did you mean inv?", 2)

    def test_the_mark_stands_under_wide_characters(self):
        t = self.terminal()
        t.submit(1, "日本 = 3;")
        t.clear(2)
        t.answer("日本 + Foo", "E102 unknown name Foo", 2)
        rows = t.screen.cells
        mark = next(row for row in rows if "‾" in row)
        line = rows[rows.index(mark) - 1]
        columns = [column for column, character in enumerate(mark) if character == "‾"]
        self.assertEqual("".join(line[column] for column in columns), "Foo")

    def test_errors_are_red_and_the_mark_is(self):
        t = self.terminal()
        t.answer("Foo + 1", "E102 unknown name Foo", 1)
        self.assertIn("\x1b[31mE102", t.raw)
        self.assertIn("\x1b[31m‾‾‾", t.raw)

    def test_without_colour_nothing_is_coloured(self):
        t = self.terminal(NO_COLOR="1")
        t.answer("Foo + 1", "E102 unknown name Foo", 1)
        t.type(":plot sin(x), cos(x) for x in -pi:pi\r")
        t.prompt(2)
        self.assertEqual(t.screen.styles, set())

    def test_a_seven_bit_terminal_gets_seven_bits(self):
        t = self.terminal(wait=False, LANG="C", rows=40)
        t.line("[1] >")
        t.type("[1 2; 3 4] * [1, 2, 3]\r:plot sin(x) for x in 0:1\r")
        t.line("[2] >")
        self.assertTrue(t.raw.isascii(), [c for c in t.raw if not c.isascii()][:5])
        t.shows("2x2")


class Help(TerminalTest):
    def test_help_on_a_function(self):
        t = self.terminal(rows=40)
        t.type("?sin\r")
        t.shows("sin(x)")
        t.shows("elementary functions")
        t.prompt(1)

    def test_find_looks_through_the_summaries(self):
        t = self.terminal(rows=40)
        t.type(":find determinant\r")
        t.shows("The determinant of a square matrix")
        t.shows("      det")
        t.prompt(1)


class Completing(TerminalTest):
    def completes(self, t, text, line):
        t.type(text + "\t")
        t.line(line)
        t.type("\x03")
        t.wait(lambda s: s.lines[-1].endswith("▸"), "a fresh prompt")

    def test_names_arguments_fields_commands_and_topics(self):
        t = self.terminal(rows=40, columns=100)
        t.submit(1, "gradient_at_start = 5;")
        t.submit(2, "g(w) = w[1]^2 + w[2]^2;")
        t.submit(3, ":descend g, [1, 1]")
        self.completes(t, "2*eigval", "[4] ▸ 2*eigvals")
        self.completes(t, "2*gradient_", "[4] ▸ 2*gradient_at_start")
        self.completes(t, "descend(g, [0, 0], mom", "[4] ▸ descend(g, [0, 0], momentum =")
        self.completes(t, "gd.iter", "[4] ▸ gd.iterations")
        self.completes(t, ":und", "[4] ▸ :undo")
        self.completes(t, "?eigval", "[4] ▸ ?eigvals")
        self.completes(t, "2\\alph", "[4] ▸ 2α")

    def test_a_menu_shows_signatures_and_summaries(self):
        t = self.terminal()
        t.type("eig\t")
        t.wait(lambda s: any("eigvals(A)" in row for row in s.lines[1:]), "a menu with signatures")
        t.type("\x1b")
        t.wait(lambda s: s.lines == ["[1] ▸ eig"], "what was typed")


class Charts(TerminalTest):
    STEPS = ["g(w) = (w[1] - 3)^2 + 10*(w[2] + 1)^2", ":descend g, [0, 0], rate = 0.04", ":step 3"]

    def test_steps_redraw_one_chart_in_place(self):
        t = self.terminal(rows=50)
        for number, entry in enumerate(self.STEPS, 1):
            t.submit(number, entry)
        # By hand: w = [0.663936, -0.992], so g = 2.336064² + 10·0.008².
        t.shows("g fell from 19 to 5.45784")
        self.assertEqual(t.screen.text.count("└"), 1, "the last frame stays, the others went")
        self.assertGreaterEqual(t.raw.count("└"), 3, "there were others")
        self.assertTrue(t.screen.shows_cursor)

    def test_a_pipe_gets_the_table_alone(self):
        done = subprocess.run(
            [NABLA], input="\n".join(self.STEPS) + "\n", capture_output=True, text=True, timeout=PATIENCE,
            env=dict(os.environ, HOME=self.state, TERM="xterm"))
        self.assertIn("g fell from 19 to 5.45784", done.stdout)
        self.assertNotIn("└", done.stdout)
        self.assertNotIn("\x1b", done.stdout)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_charts_fit_the_terminal_as_it_is_now(self):
        t = self.terminal(columns=100, rows=30)
        t.screen.resize(30, 50)
        t.child.setwinsize(30, 50)
        t.type(":plot sin(x) for x in 0:6\r")
        t.prompt(2)
        self.assertEqual(t.screen.text.count("└"), 1)
        self.assertTrue(all(len(line) <= 50 for line in t.screen.lines))
