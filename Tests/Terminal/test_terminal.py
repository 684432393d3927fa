"""Drives the REPL through a pseudo-terminal.

    NABLA=.build/release/nabla python3 -m unittest discover Tests/Terminal

What these tests expect of the program: the prompt is `[n] ▸ ` (`[n] > ` in a locale without UTF-8), n counts accepted
entries, blank entries are asked for again, the history is $XDG_STATE_HOME/nabla/history, an entry with an open bracket
is incomplete, `e`, `exp` and `expm` begin names that complete.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import pexpect

sys.path.insert(0, os.path.dirname(__file__))
from screen import Screen  # noqa: E402

NABLA = os.path.abspath(os.environ.get("NABLA", ".build/debug/nabla"))
UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
HOME, END, DELETE, BACK_TAB = "\x1b[H", "\x1b[F", "\x1b[3~", "\x1b[Z"
PATIENCE = float(os.environ.get("NABLA_PATIENCE", "10"))


def paste(text):
    return f"\x1b[200~{text}\x1b[201~"


class Terminal:
    """The program and the screen it draws on."""

    def __init__(self, state, rows=24, columns=80, **environment):
        clean = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "NO_COLOR"))}
        clean.update(TERM="xterm-256color", LANG="C.UTF-8", HOME=state, XDG_STATE_HOME=state)
        clean.update(environment)
        self.screen = Screen(rows, columns)
        self.child = pexpect.spawn(NABLA, env=clean, encoding="utf-8", codec_errors="replace",
                                   dimensions=(rows, columns), timeout=PATIENCE)
        self.child.delaybeforesend = None
        self.raw = ""

    def read(self, seconds=0.02):
        try:
            text = self.child.read_nonblocking(65536, seconds)
        except pexpect.TIMEOUT:
            return False
        self.raw += text
        self.screen.feed(text)
        return True

    def wait(self, condition, what):
        end = time.monotonic() + PATIENCE
        while not condition(self.screen):
            try:
                self.read()
            except pexpect.EOF:
                if condition(self.screen):
                    return
                raise AssertionError(f"ended while waiting for {what}:\n{self.screen.text}")
            if time.monotonic() > end:
                raise AssertionError(f"no {what} in:\n{self.screen.text}\ncursor {self.cursor}")

    @property
    def cursor(self):
        return self.screen.row, self.screen.column

    def current(self):
        return self.screen.text_of(self.screen.cells[self.screen.row])

    def type(self, text):
        self.child.send(text)

    def shows(self, text):
        self.wait(lambda screen: text in screen.text, repr(text))

    def line(self, text):
        """Waits until the row with the cursor reads `text`."""
        self.wait(lambda _: self.current() == text.rstrip(), f"line {text!r}")

    def gone(self, text):
        self.wait(lambda screen: text not in screen.text, f"end of {text!r}")

    def at(self, column):
        self.wait(lambda screen: screen.column == column, f"cursor at column {column}")

    def prompt(self, number):
        self.line(f"[{number}] ▸ ")

    def submit(self, number, text):
        self.type(text + "\r")
        self.prompt(number + 1)

    def end(self):
        end = time.monotonic() + PATIENCE
        try:
            while time.monotonic() < end:
                self.read()
        except pexpect.EOF:
            pass
        self.child.close()
        return self.child.exitstatus, self.child.signalstatus


class TerminalTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.state = folder.name
        self.open = []
        self.addCleanup(lambda: [terminal.child.close(force=True) for terminal in self.open])

    def terminal(self, wait=True, **options):
        terminal = Terminal(self.state, **options)
        self.open.append(terminal)
        if wait:
            terminal.prompt(1)
        return terminal


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

    def test_external_editor(self):
        editor = os.path.join(self.state, "editor")
        with open(editor, "w") as file:
            file.write('#!/bin/sh\nprintf "%s" "7*6" > "$1"\n')
        os.chmod(editor, 0o755)
        t = self.terminal(VISUAL=editor)
        t.type("old\x18\x05")
        t.line("[1] ▸ 7*6")

    def test_vi_mode_from_editrc(self):
        with open(os.path.join(self.state, ".editrc"), "w") as file:
            file.write("bind -v\n")
        t = self.terminal()
        t.type("one two")
        t.line("[1] ▸ one two")
        t.type("\x1b")
        time.sleep(0.1)
        t.type("bdw")
        t.line("[1] ▸ one")
        t.type("xA!")
        t.line("[1] ▸ one!")


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


class History(TerminalTest):
    def path(self):
        return os.path.join(self.state, "nabla", "history")

    def test_history_lasts_and_belongs_to_its_owner(self):
        t = self.terminal()
        t.submit(1, "first = 1")
        t.submit(2, "second = [1\r2]")
        t.type("\x04")
        t.end()
        self.assertEqual(os.stat(self.path()).st_mode & 0o777, 0o600)
        t = self.terminal()
        t.type(UP)
        t.line("    ·   2]")
        t.type(UP + UP)
        t.line("[1] ▸ first = 1")

    def test_two_at_once_keep_every_entry(self):
        one, two = self.terminal(), self.terminal()
        for k in range(1, 6):
            one.submit(k, f"one = {k}")
            two.submit(k, f"two = {k}")
        with open(self.path()) as file:
            lines = file.read().splitlines()
        self.assertEqual(sorted(lines), sorted([f"{n} = {k}" for n in ("one", "two") for k in range(1, 6)]))

    def test_kill_loses_nothing(self):
        t = self.terminal()
        t.submit(1, "kept = 1")
        t.child.kill(signal.SIGKILL)
        t.end()
        with open(self.path()) as file:
            self.assertEqual(file.read(), "kept = 1\n")

    def test_search_finds_unicode_goes_on_and_cancels(self):
        t = self.terminal()
        t.submit(1, "λ = 1")
        t.submit(2, "x = 2")
        t.submit(3, "λ = 3")
        t.type("own\x12λ")
        t.line("search 'λ' λ = 3")
        t.type("\x12")
        t.line("search 'λ' λ = 1")
        t.type("\x07")
        t.line("[4] ▸ own")
        t.type("\x12x =\x05")
        t.line("[4] ▸ x = 2")

    def test_hint_from_history_is_taken_by_right(self):
        t = self.terminal()
        t.submit(1, "alphabet = 12")
        t.type("alp")
        t.line("[2] ▸ alphabet = 12")
        t.at(9)
        t.type(RIGHT)
        t.at(19)

    def test_a_hint_is_not_submitted(self):
        t = self.terminal()
        t.submit(1, "7 + 100")
        t.submit(2, "7")
        self.assertIn("[2] ▸ 7", t.screen.lines)


class Completing(TerminalTest):
    def test_latex_names_become_symbols(self):
        t = self.terminal()
        t.type("\\alpha\t + \\nabl\t + x\\^2\t \\le\t")
        t.line("[1] ▸ α + ∇ + x² ≤")

    def test_menu_lists_cycles_and_closes(self):
        t = self.terminal()
        t.type("exp\t")
        t.wait(lambda s: "expm" in s.text, "a menu")
        rows = t.screen.lines[1:]
        self.assertLessEqual(len(rows), 8)
        self.assertTrue(all(row.startswith("  exp") for row in rows), rows)
        t.type("\t")
        t.wait(lambda s: s.lines[1].startswith("> exp"), "a selection")
        t.type("\t")
        t.wait(lambda s: s.lines[2].startswith("> exp"), "the next one")
        t.type(BACK_TAB)
        t.wait(lambda s: s.lines[1].startswith("> exp"), "the first one again")
        t.type("(")
        t.wait(lambda s: len(s.lines) == 1, "no menu")
        self.assertTrue(t.current().startswith("[1] ▸ exp"))

    def test_escape_gives_back_what_was_typed(self):
        t = self.terminal()
        t.type("exp\t\t\t")
        t.wait(lambda s: any(row.startswith("> ") for row in s.lines[1:]), "a selection")
        t.type("\x1b")
        t.wait(lambda s: s.lines == ["[1] ▸ exp"], "what was typed")

    def test_menu_at_the_bottom_of_the_screen(self):
        t = self.terminal(rows=6)
        for k in range(1, 5):
            t.submit(k, f"x = {k}")
        t.type("e\t")
        t.wait(lambda s: "more" in s.text, "a menu")
        t.type("\x7fq")
        t.line("[5] ▸ q")


class Control(TerminalTest):
    def test_ctrl_c_drops_the_entry(self):
        t = self.terminal()
        t.type("abc")
        t.line("[1] ▸ abc")
        t.type("\x03")
        t.prompt(1)
        self.assertEqual(t.screen.lines, ["[1] ▸ abc^C", "[1] ▸"])
        t.submit(1, "1")

    def test_ctrl_c_in_many_lines_and_in_a_search(self):
        t = self.terminal()
        t.type("[1\r2\r3" + UP + UP)
        t.line("[1] ▸ [1")
        t.type("\x03")
        t.wait(lambda s: s.lines[-2:] == ["    ·   3^C", "[1] ▸"], "a fresh prompt below")
        t.type("\x12zz\x03")
        t.prompt(1)

    def test_ctrl_d_leaves_only_when_empty(self):
        t = self.terminal()
        t.type("ab\x01\x04")
        t.line("[1] ▸ b")
        t.type("\x04\x04")
        self.assertEqual(t.end(), (0, None))

    def test_hang_up_and_termination_end_cleanly(self):
        for number in (signal.SIGTERM, signal.SIGHUP):
            t = self.terminal()
            t.type("abc")
            t.line("[1] ▸ abc")
            t.child.kill(number)
            self.assertIsNone(t.end()[1])

    def test_resize_repaints(self):
        t = self.terminal(columns=40, rows=10)
        t.type("a" * 30)
        t.line("[1] ▸ " + "a" * 30)
        t.screen.resize(10, 60)
        t.child.setwinsize(10, 60)
        t.type("b" * 15)
        t.line("[1] ▸ " + "a" * 30 + "b" * 15)
        self.assertEqual(len(t.screen.lines), 1)

    def test_ctrl_z_stops_and_fg_goes_on(self):
        shell = pexpect.spawn("bash", ["--norc", "--noprofile", "-i"], encoding="utf-8", timeout=PATIENCE,
                              env=dict(os.environ, TERM="xterm", LANG="C.UTF-8", LC_ALL="C.UTF-8", PS1="sh> ", NO_COLOR="1",
                                       HOME=self.state, XDG_STATE_HOME=self.state))
        self.addCleanup(lambda: shell.close(force=True))
        shell.expect_exact("sh> ")
        shell.send(NABLA + "\r")
        shell.expect_exact("▸")
        shell.send("40 + ")
        shell.expect_exact("40 + ")
        shell.send("\x1a")
        shell.expect("Stopped")
        shell.send("fg\r")
        shell.expect_exact("40 + ")
        shell.send("2\r")
        shell.expect_exact("[2]")
        shell.send("\x04")
        shell.expect_exact("sh> ")
        shell.send("echo back\r")
        shell.expect_exact("back")

    def test_terminal_is_left_as_it_was(self):
        t = self.terminal()
        t.type("\x04")
        t.end()
        self.assertTrue(t.screen.shows_cursor)
        self.assertFalse(t.screen.pastes_bracketed)


class Plain(TerminalTest):
    def test_dumb_terminal_prompts_without_sequences(self):
        t = self.terminal(wait=False, TERM="dumb")
        t.shows("[1] ▸")
        t.type("[1\r2]\r")
        t.shows("[2] ▸")
        t.type("\x04")
        t.end()
        self.assertNotIn("\x1b", t.raw)

    def test_no_color_edits_without_colour(self):
        t = self.terminal(NO_COLOR="1")
        t.submit(1, "alphabet = 12")
        t.type("alp")
        t.line("[2] ▸ alp")
        self.assertEqual(t.screen.styles, set())

    def test_locale_without_utf8_has_an_ascii_prompt(self):
        t = self.terminal(wait=False, LANG="C")
        t.line("[1] >")

    def test_a_pipe_has_no_prompt_and_no_sequences(self):
        done = subprocess.run([NABLA], input="x = [1\n2]\nx\n", capture_output=True, text=True, timeout=PATIENCE)
        self.assertNotIn("\x1b", done.stdout + done.stderr)
        self.assertNotIn("▸", done.stdout)
        self.assertTrue(done.stdout)


class Speed(TerminalTest):
    def test_first_echo(self):
        t = self.terminal()
        times = []
        for letter in "abcdefghijklmnopqrst":
            t.read(0.01)
            start = time.perf_counter()
            t.child.send(letter)
            while not t.current().endswith(letter):
                t.read(1)
            times.append(time.perf_counter() - start)
        times.sort()
        print(f"\nmedian echo {times[len(times) // 2] * 1000:.2f} ms", file=sys.stderr)
        # Far above the aim of 1 ms, so that a busy machine does not fail it.
        self.assertLess(times[len(times) // 2], 0.02)


if __name__ == "__main__":
    unittest.main()
