"""Cuts, undo, case, clusters, and the keys of the search."""

import os
import stat
import sys
import time

sys.path.insert(0, os.path.dirname(__file__))
from terminal import DOWN, LEFT, RIGHT, UP, TerminalTest, paste  # noqa: E402

FAMILY = "👩‍👩‍👧"


class Keys(TerminalTest):
    def test_undo_and_redo(self):
        t = self.terminal()
        t.type("one two\x17\x17")
        t.line("[1] ▸")
        t.type("\x1f")
        t.line("[1] ▸ one")
        t.type("\x1f")
        t.line("[1] ▸ one two")
        t.type("\x1b_")
        t.line("[1] ▸ one")
        t.type("\x18\x15")
        t.line("[1] ▸ one two")

    def test_cuts_in_a_row_and_older_cuts(self):
        t = self.terminal()
        t.type("one two three\x17\x17\x01\x0b")
        t.line("[1] ▸")
        t.type("\x19")
        t.line("[1] ▸ one")
        t.type("\x1by")
        t.line("[1] ▸ two three")
        t.type("\x1by")
        t.line("[1] ▸ one")
        # Only right after a paste there is one to replace.
        t.type("x\x1by")
        t.line("[1] ▸ one x")

    def test_clusters_are_exchanged_cut_and_pasted_whole(self):
        t = self.terminal()
        t.type(f"x\u0302日{FAMILY}")
        t.line(f"[1] ▸ x\u0302日{FAMILY}")
        t.at(11)
        t.type("\x14")
        t.line(f"[1] ▸ x\u0302{FAMILY}日")
        t.type(LEFT + LEFT + "\x0b")
        t.line("[1] ▸ x\u0302")
        t.type("\x19\x7f")
        t.line(f"[1] ▸ x\u0302{FAMILY}")
        t.type("\x7f\x7f")
        t.line("[1] ▸")

    def test_words(self):
        t = self.terminal()
        t.type("sin(λx, two)\x1bb\x1bu")
        t.line("[1] ▸ sin(λx, TWO)")
        t.type("\x1bt")
        t.line("[1] ▸ sin(TWO, λx)")
        t.type("\x1b<\x1bc")
        t.line("[1] ▸ Sin(TWO, λx)")
        t.type("\x1bd")
        t.line("[1] ▸ Sin, λx)")

    def test_a_closing_bracket_goes_back_a_step(self):
        t = self.terminal()
        t.type("A = [\r1 2\r")
        t.wait(lambda s: t.cursor == (2, 8), "an indented third line")
        t.type("]")
        t.line("    · ]")

    def test_a_word_of_the_hint(self):
        t = self.terminal()
        t.submit(1, "alpha = pi + 1;")
        t.type("al")
        t.line("[2] ▸ alpha = pi + 1;")
        t.at(8)
        t.type("\x1bf")
        t.at(11)
        t.type("\x1b[1;3C")
        t.at(16)
        t.type("\x05")
        t.at(21)


class Searching(TerminalTest):
    def search(self):
        t = self.terminal(columns=60)
        for number, entry in enumerate(["λ∈ = 1", "日本 = 2", "λ∈ + 日本", "x\u0302 = 4", "é = 5"], 1):
            t.type(entry + "\r")
            t.wait(lambda s: t.current().startswith("[") and t.current().endswith("▸"), "a prompt")
        t.type("\x0c")
        t.wait(lambda s: len(s.lines) == 1, "an empty screen")
        return t

    def test_back_and_forth(self):
        t = self.search()
        t.type("mine\x12日")
        t.line("search '日' λ∈ + 日本")
        t.at(len("search '日' λ∈ + ") + 1)
        t.type("\x12")
        t.line("search '日' 日本 = 2")
        t.type("\x13")
        t.line("search '日' λ∈ + 日本")
        t.type("\x13")
        t.line("not found '日' λ∈ + 日本")
        t.type("\x07")
        self.assertTrue(t.screen.styles >= {"0;7"}, t.screen.styles)
        t.wait(lambda s: t.current().endswith("▸ mine"), "what was typed before")

    def test_the_pattern_of_last_time(self):
        t = self.search()
        t.type("\x12日\x07")
        t.wait(lambda s: t.current().endswith("▸"), "the empty entry")
        t.type("\x12\x12")
        t.line("search '日' λ∈ + 日本")

    def test_clusters_are_looked_for_whole(self):
        t = self.search()
        t.type("\x12x")
        t.line("not found 'x'")
        t.type("\u0302")
        t.line("search 'x\u0302' x\u0302 = 4")
        t.type("\x7f")
        t.line("search ''")
        t.type("e\u0301")
        t.line("search 'e\u0301' é = 5")

    def test_arrows_edit_and_enter_submits(self):
        t = self.search()
        t.type("\x12∈ +" + RIGHT)
        t.wait(lambda s: t.current().endswith("▸ λ∈ + 日本"), "the entry found")
        t.type("\x05\x7f\x7f9\r")
        t.shows("λ∈ + 9")
        t.type("\x12= 1\r")
        t.wait(lambda s: any(row.endswith("▸ λ∈ = 1") for row in s.lines), "the entry found, submitted")

    def test_several_lines(self):
        t = self.terminal()
        t.submit(1, "A = [1 2\r3 4];")
        t.type("\x12 4")
        t.line("    ·   3 4];")
        t.type(UP)
        t.line("[2] ▸ A = [1 2")
        t.type(DOWN + "\x7f\x7f")
        t.line("    ·  4];")


class Elsewhere(TerminalTest):
    """^X^E."""

    def script(self, body, name="my editor"):
        path = os.path.join(self.state, name)
        with open(path, "w") as file:
            file.write("#!/bin/sh\n" + body)
        os.chmod(path, 0o755)
        return path

    def test_words_of_the_variable_are_arguments(self):
        path = self.script('printf "%s|%s|%s" "$#" "$1" "$2" > "$3"\n')
        t = self.terminal(VISUAL=f"'{path}' --wait \"two words\"")
        t.type("old\x18\x05")
        t.line("[1] ▸ 3|--wait|two words")

    def test_the_terminal_is_cooked_and_comes_back(self):
        path = self.script('stty -a | grep -q " icanon" && read line && printf "%s = [1\n2]" "$line" > "$1"\n')
        t = self.terminal(VISUAL="", EDITOR=f"'{path}'")
        t.type("old\x18\x05")
        t.shows("old")
        time.sleep(0.1)
        t.type("typed\r")
        t.line("    · 2]")
        t.shows("[1] ▸ typed = [1")
        t.type(LEFT + LEFT + "3")
        t.line("    · 32]")

    def test_what_was_there_is_what_is_edited_and_the_file_is_ones_own(self):
        seen = os.path.join(self.state, "seen")
        path = self.script(f'cp -p "$1" {seen}; printf " + 1" >> "$1"\n')
        t = self.terminal(VISUAL=f"'{path}'")
        t.type(paste("λ = [1\n2]") + "\x18\x05")
        t.wait(lambda s: "+ 1" in t.current(), "the entry as edited")
        with open(seen) as file:
            self.assertEqual(file.read(), "λ = [1\n2]\n")
        self.assertEqual(stat.S_IMODE(os.stat(seen).st_mode), 0o600)

    def test_a_failure_loses_nothing_and_says_why(self):
        for editor, words in (("false", "false ended with status 1"), ("/nonexistent/vi", "cannot be run"),
                              (self.script("kill -9 $$\n"), "was ended by signal 9")):
            t = self.terminal(VISUAL=f"'{editor}'")
            t.type("x = [1, 2]" + LEFT + "\x18\x05")
            t.shows(words)
            t.wait(lambda s: "the entry is as it was" in " ".join(s.text.split()), "what the entry is")
            t.line("[1] ▸ x = [1, 2]")
            t.type("\r")
            t.prompt(2)

    def test_interrupting_the_editor_does_not_interrupt_the_notebook(self):
        path = self.script('trap "exit 3" INT; echo ready; sleep 20 & wait\n')
        t = self.terminal(VISUAL=f"'{path}'")
        t.type("x = 1\x18\x05")
        t.shows("ready")
        t.type("\x03")
        t.shows("ended with status 3")
        t.line("[1] ▸ x = 1")
        t.type("\r")
        t.prompt(2)
