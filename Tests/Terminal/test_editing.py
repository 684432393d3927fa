"""Editing an entry, on one line and on several."""

import os
import random
import sys

sys.path.insert(0, os.path.dirname(__file__))
from terminal import DELETE, DOWN, HOME, LEFT, RIGHT, UP, TerminalTest, paste  # noqa: E402


class Editing(TerminalTest):
    def test_unicode_moves_and_deletes_by_grapheme(self):
        t = self.terminal()
        t.type("αx\u0302é日b")
        t.line("[1] ▸ αx\u0302é日b")
        t.at(12)
        for column in (11, 9, 8, 7):
            t.type(LEFT)
            t.at(column)
        t.type(DELETE)
        t.line("[1] ▸ αé日b")
        t.type(RIGHT + RIGHT + "\x7f")
        t.line("[1] ▸ αéb")

    def test_a_mark_typed_in_the_middle_joins_its_letter(self):
        t = self.terminal()
        t.type("ab" + LEFT + "\u0302c")
        t.line("[1] ▸ a\u0302cb")
        t.at(8)

    def test_words_lines_and_undo(self):
        t = self.terminal()
        t.type("one + two\x17")
        t.line("[1] ▸ one +")
        t.type("\x19\x01zero \x05")
        t.line("[1] ▸ zero one + two")
        t.at(20)
        t.type("\x1bb\x1bb\x0b")
        t.line("[1] ▸ zero")
        t.type("\x1f")
        t.line("[1] ▸ zero one + two")

    def test_long_entries_wrap_and_shrink(self):
        t = self.terminal(columns=20, rows=8)
        t.type("a" * 14)
        t.wait(lambda s: s.lines == ["[1] ▸ " + "a" * 14] and t.cursor == (1, 0), "cursor on the next row")
        t.type("bc")
        t.wait(lambda s: s.lines == ["[1] ▸ " + "a" * 14, "bc"], "second row")
        t.type(HOME)
        t.wait(lambda s: t.cursor == (0, 6), "cursor at the start")
        t.type(DELETE * 3)
        t.wait(lambda s: s.lines == ["[1] ▸ " + "a" * 11 + "bc"], "one row")

    def test_wide_characters_do_not_straddle_rows(self):
        t = self.terminal(columns=9, rows=6)
        t.type("日本語")
        t.wait(lambda s: s.lines == ["[1] ▸ 日", "本語"] and t.cursor == (1, 4), "wrapped")

    def test_unknown_sequences_are_swallowed(self):
        t = self.terminal()
        t.type("ab\x1b[15~\x1b[1;2P\x1b[<0;10;10M\x1bOP\x1b[[Acd")
        t.line("[1] ▸ abcd")

    def test_malformed_utf8_becomes_replacement_characters(self):
        t = self.terminal()
        os.write(t.child.child_fd, b"a\xff\xe2b")
        t.line("[1] ▸ a\ufffd\ufffdb")

    def test_bracket_and_its_partner_are_marked(self):
        t = self.terminal()
        t.type("(a)")
        t.line("[1] ▸ (a)")
        self.assertIn("0;1;4", t.screen.styles)

    def test_clear_screen_keeps_the_entry(self):
        t = self.terminal()
        t.submit(1, "x = 1")
        t.type("abc\x0c")
        t.wait(lambda s: s.lines == ["[2] ▸ abc"] and t.cursor == (0, 9), "only the entry")


class Multiline(TerminalTest):
    def test_enter_continues_while_incomplete_and_submits_when_complete(self):
        t = self.terminal()
        t.type("A = [1 2\r")
        t.wait(lambda s: t.cursor == (1, 8), "an indented second line")
        self.assertEqual(t.screen.lines, ["[1] ▸ A = [1 2", "    ·"])
        t.type("3 4]\r")
        t.prompt(2)
        self.assertEqual(t.screen.lines[:2], ["[1] ▸ A = [1 2", "    ·   3 4]"])

    def test_alt_enter_always_starts_a_line(self):
        t = self.terminal()
        t.type("a = 1\x1b\rb = 2")
        t.line("    · b = 2")
        t.type("\r")
        t.prompt(2)

    def test_up_and_down_move_inside_and_then_through_history(self):
        t = self.terminal()
        t.submit(1, "x = 1")
        t.type("a = 1\x1b\rb = 2")
        t.line("    · b = 2")
        t.type(UP)
        t.line("[2] ▸ a = 1")
        t.type(UP)
        t.line("[2] ▸ x = 1")
        t.gone("b = 2")
        t.type(DOWN)
        t.line("[2] ▸ a = 1")
        t.shows("    · b = 2")
        t.type(DOWN)
        t.line("    · b = 2")

    def test_history_keeps_an_entry_whole(self):
        t = self.terminal()
        t.submit(1, "A = [1 2\r3 4]")
        t.type(UP)
        t.line("    ·   3 4]")
        t.shows("[2] ▸ A = [1 2")

    def test_blank_lines_end_what_stays_incomplete(self):
        t = self.terminal()
        t.type("f(1\r\r\r")
        t.wait(lambda s: t.current().startswith("[") and s.row > 1, "a new prompt")

    def test_a_paste_is_one_entry_and_does_not_submit(self):
        t = self.terminal()
        t.type(paste("x = 1\r\ny = 2\rz = 3\n"))
        t.line("    · z = 3")
        self.assertEqual(t.screen.lines, ["[1] ▸ x = 1", "    · y = 2", "    · z = 3"])
        t.type("\r")
        t.prompt(2)

    def test_a_long_paste_arrives_whole_and_taller_than_the_screen(self):
        t = self.terminal(rows=10)
        t.type(paste("\n".join(f"line_{k} = {k}" for k in range(60))))
        t.line("    · line_59 = 59")
        self.assertLessEqual(len(t.screen.lines), 10)
        t.type(UP * 59)
        t.line("[1] ▸ line_0 = 0")
        t.type("\r")
        t.prompt(2)
        everything = "\n".join(t.screen.scrolled + t.screen.lines)
        for k in range(60):
            self.assertIn(f"line_{k} = {k}\n", everything)

    def test_an_unsaved_line_over_1024_characters_survives_history(self):
        t = self.terminal(columns=200, rows=40)
        t.submit(1, "1")
        t.type(paste("y" * 3000) + "z")
        t.wait(lambda s: s.text.count("y") == 3000, "3000 characters")
        t.type(UP)
        t.line("[2] ▸ 1")
        t.type(DOWN)
        t.wait(lambda s: s.text.count("y") == 3000 and s.text.endswith("z"), "3000 characters again")


class Painting(TerminalTest):
    """Rows painted one key at a time are the rows painted afresh."""

    KEYS = ["a", "(", "]", "λ", "日", "x\u0302", " ", "+", "\x1b\r", "\x7f", DELETE, LEFT, RIGHT, HOME, "\x05", "\x17",
            "\x0b", "\x19", "\x1f", "\x1bb", "\x1bf", "exp\t", "\t", "\x1b[Z", "\\al\t", UP, DOWN, "\x12a", "\x07",
            paste("p\nq\n"), "\x1b[15~", "e" * 30, "\x14", "\x1bt", "\x1bu", "\x1by", "\x1b_", "\x13", "👩‍👩‍👧", "norm(\t",
            "\x12en\x12\x13"]

    @staticmethod
    def type(terminal, keys):
        terminal.type(keys)
        while terminal.read(0.05):
            pass

    VI = ["\x1b", "\x1b", "w", "b", "dw", "cw", "x", "p", "dd", "u", ".", "i", "A", "o", "R", "f(", "ci(", "%", "$", "0", "J",
          "3x", "yy", "P", "~", "n", "/en"]

    def test_random_keys(self):
        self.random_keys(self.KEYS, "emacs")

    def test_random_keys_of_vi(self):
        self.random_keys([key for key in self.KEYS if not key.startswith("\x1b") or len(key) > 2] + self.VI * 2, "vi")

    def random_keys(self, keys, mode):
        seed = int(os.environ.get("NABLA_SEED", "20"))
        generator = random.Random(seed)
        t = self.terminal(rows=12, columns=23)
        t.type(f":set mode {mode}\r")
        t.wait(lambda s: s.text.count("[1]") == 2, "the next prompt")
        for k in range(1, 4):
            t.type(f"entry_{k} = {k}\r")
            t.wait(lambda s: s.text.count(f"[{k + 1}]") == 1, "the next prompt")
        for step in range(int(os.environ.get("NABLA_STEPS", "40"))):
            for _ in range(generator.randrange(1, 12)):
                t.type(generator.choice(keys))
                while t.read(0.002):
                    pass
            # The menu closes and a search ends.
            self.type(t, "\x1b[15~\x07")
            painted, cursor = t.screen.lines, t.cursor
            self.type(t, "\x0c")
            if step:
                self.assertEqual((painted, cursor), (t.screen.lines, t.cursor), f"seed {seed}, step {step}")
            self.assertTrue(t.child.isalive())
