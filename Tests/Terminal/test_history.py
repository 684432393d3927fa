"""Earlier entries: kept, searched, hinted; and completion."""

import os
import signal
import sys

sys.path.insert(0, os.path.dirname(__file__))
from terminal import BACK_TAB, RIGHT, UP, TerminalTest  # noqa: E402


class History(TerminalTest):
    def path(self):
        return os.path.join(self.state, "nabla", "history")

    def test_history_lasts_and_belongs_to_its_owner(self):
        t = self.terminal()
        t.submit(1, "1 + 10")
        # Names would be kept for the next start, which would ask about them first.
        t.submit(2, "[1\r2]")
        t.type("\x04")
        t.end()
        self.assertEqual(os.stat(self.path()).st_mode & 0o777, 0o600)
        t = self.terminal()
        t.type(UP)
        t.line("    ·   2]")
        t.type(UP + UP)
        t.line("[1] ▸ 1 + 10")

    def test_two_at_once_keep_every_entry(self):
        one, two = self.terminal(), self.terminal()
        for k in range(1, 6):
            one.submit(k, f"one = {k}")
            two.submit(k, f"two = {k}")
        with open(self.path()) as file:
            lines = file.read().splitlines()
        self.assertEqual(sorted(lines), sorted([f"{n} = {k}" for n in ("one", "two") for k in range(1, 6)]))

    def test_each_meets_the_entries_of_the_other(self):
        one, two = self.terminal(), self.terminal()
        for k in range(1, 6):
            one.submit(k, f"one_{k} = {k};")
            two.submit(k, f"two_{k} = {k};")
        # One's own come first, newest first; then those the other has written since the start.
        for k in range(5, 0, -1):
            one.type(UP)
            one.line(f"[6] ▸ one_{k} = {k};")
        for k in range(5, 0, -1):
            one.type(UP)
            one.line(f"[6] ▸ two_{k} = {k};")
        one.type("\x03")
        one.prompt(6)
        two.submit(6, "late = 6;")
        one.type("\x12late")
        one.line("search 'late' late = 6;")
        one.type("\r")
        one.prompt(7)
        with open(self.path()) as file:
            lines = file.read().splitlines()
        self.assertEqual(lines[:4], ["one_1 = 1;", "two_1 = 1;", "one_2 = 2;", "two_2 = 2;"])
        self.assertEqual(lines[-2:], ["late = 6;"] * 2)
        # The next start meets each once.
        three = self.terminal()
        three.type(UP)
        three.line("[1] ▸ late = 6;")
        three.type(UP)
        three.line("[1] ▸ two_5 = 5;")

    def test_ten_at_once_keep_every_entry_whole(self):
        terminals = [self.terminal() for _ in range(10)]
        for k in range(1, 6):
            for name, t in enumerate(terminals):
                t.type(f"x_{name}_{k} = [{k}\r{name}];\r")
        for t in terminals:
            t.prompt(6)
        with open(self.path()) as file:
            lines = sorted(file.read().splitlines())
        self.assertEqual(lines, sorted(f"x_{name}_{k} = [{k}\\n  {name}];" for name in range(10) for k in range(1, 6)))
        self.assertEqual(os.stat(self.path()).st_mode & 0o777, 0o600)

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

    def test_a_call_shows_how_it_is_written_until_it_is_closed(self):
        t = self.terminal()
        t.type("2*norm([3, 4], \t")
        t.shows("norm(x, [p = 2])")
        self.assertIn("\x1b[0;36m[p = 2]\x1b[0;2m)", t.raw)
        self.assertEqual(t.current(), "[1] ▸ 2*norm([3, 4],")
        t.type("\t")
        t.line("[1] ▸ 2*norm([3, 4], p = ")
        t.type("1")
        t.shows("norm(x, [p = 2])")
        t.type(")")
        t.wait(lambda s: s.lines == ["[1] ▸ 2*norm([3, 4], p = 1)"], "no signature")
        t.type("\x7f\t")
        t.shows("norm(x")
        t.type("\x1b")
        t.wait(lambda s: s.lines == ["[1] ▸ 2*norm([3, 4], p = 1"], "no signature")

    def test_ones_own_function_shows_its_parameters(self):
        t = self.terminal()
        t.submit(1, "decay(x, rate = 0.5) = exp(-rate*x);")
        t.type("decay(\t")
        t.shows("decay(x, rate = 0.5)")
        t.type("1, rat\t")
        t.line("[2] ▸ decay(1, rate = ")

    def test_files_and_folders(self):
        for name in ("two words.mlsession", "日本.mlsession", "table.csv", ".hidden.mlsession"):
            with open(os.path.join(self.state, name), "w") as file:
                file.write("#!mlsession 1\n\n")
        os.makedirs(os.path.join(self.state, "lessons", "x\u0302"))
        t = self.terminal(folder=self.state)
        for text, line in ((':open "tw\t', ':open "two words.mlsession"'), (":open 日\t", ":open 日本.mlsession"),
                           (':open "les\t\t', ':open "lessons/x\u0302/'), (":open ta\t", ":open ta"),
                           (':save! "ta\t', ':save! "table.csv"'), (":open .h\t", ":open .hidden.mlsession"),
                           (':open "nowhere/\t', ':open "nowhere/'), (f":open {self.state}/tw\t", None)):
            t.type(text)
            if line:
                t.line("[1] ▸ " + line)
            else:
                t.wait(lambda s: "two words.mlsession" in s.text, "the file of that path")
            t.type("\x03\x0c")
            t.wait(lambda s: s.lines == ["[1] ▸"], "a fresh prompt")

    def test_capitals_do_not_hide_a_name(self):
        t = self.terminal()
        t.type("EIGV\t")
        t.line("[1] ▸ eigvals")

    def test_menu_at_the_bottom_of_the_screen(self):
        t = self.terminal(rows=6)
        for k in range(1, 5):
            t.submit(k, f"x = {k}")
        t.type("e\t")
        t.wait(lambda s: "more" in s.text, "a menu")
        t.type("\x7fq")
        t.line("[5] ▸ q")
