"""Vi's keys."""

import os
import sys
import time

sys.path.insert(0, os.path.dirname(__file__))
from terminal import UP, TerminalTest  # noqa: E402


class Vi(TerminalTest):
    def vi(self, **options):
        with open(os.path.join(self.state, ".editrc"), "w") as file:
            file.write("bind -v\n")
        return self.terminal(**options)

    def escape(self, t):
        t.type("\x1b")
        t.wait(lambda _: "◂" in t.current() or t.current().startswith("    ·"), "the normal state")

    def test_editrc_chooses_vi_and_the_mark_shows_the_state(self):
        t = self.vi()
        t.type("one two")
        t.line("[1] ▸ one two")
        self.escape(t)
        t.line("[1] ◂ one two")
        t.type("bdw")
        t.line("[1] ◂ one")
        t.type("xA!")
        t.line("[1] ▸ one!")
        self.escape(t)
        t.type("0R1")
        t.line("[1] ▾ 1ne!")

    def test_it_can_be_set_and_taken_back(self):
        t = self.terminal()
        t.type(":set mode vi\r")
        t.shows("mode vi")
        t.prompt(1)
        t.type("abc")
        t.line("[1] ▸ abc")
        self.escape(t)
        t.line("[1] ◂ abc")
        t.type("x\r")
        t.wait(lambda s: s.text.count("[1] ▸") > 1 and t.current() == "[1] ▸", "a new prompt in the insert state")
        t.type(":set mode emacs\r")
        t.shows("mode emacs")
        t.prompt(1)
        t.type("abc\x1bb\x1bd+")
        t.line("[1] ▸ +")

    def test_clusters_and_several_lines(self):
        t = self.vi()
        t.type("f(x\u0302, 日本)\x1b\r👩‍👩‍👧b")
        t.line("    · 👩‍👩‍👧b")
        self.escape(t)
        t.type("0x")
        t.line("    · b")
        t.type("k0f日xfx")
        t.line("[1] ◂ f(x\u0302, 本)")
        t.type("0llx")
        t.line("[1] ◂ f(, 本)")
        t.type("ci(a")
        t.line("[1] ▸ f(a)")

    def test_an_entry_taller_than_the_screen(self):
        t = self.vi(rows=6)
        for k in range(12):
            t.type(f"a{k}\x1b\r")
        t.type("end")
        t.line("    · end")
        self.escape(t)
        t.type("ggdd")
        t.line("[1] ◂ a1")
        t.type("Gccx")
        t.line("    · x")

    def test_history_search_undo_and_repeat(self):
        t = self.vi()
        t.submit(1, "alpha = 1;")
        t.submit(2, "beta = 2;")
        self.escape(t)
        t.type("k")
        t.line("[3] ◂ beta = 2;")
        t.type("k")
        t.line("[3] ◂ alpha = 1;")
        t.type("jj")
        t.line("[3] ◂")
        t.type("/lph\r")
        # Enter ends the pattern; what was found is there to be changed.
        t.line("[3] ◂ alpha = 1;")
        t.type("\r")
        t.prompt(4)
        self.assertIn("[3] ▸ alpha = 1;", t.screen.text)
        t.type("a b c")
        self.escape(t)
        t.type("0dw.")
        t.line("[4] ◂ c")
        t.type("u")
        t.line("[4] ◂ b c")
        t.type("\x12")
        t.line("[4] ◂ c")

    def test_fast_escapes_are_commands(self):
        t = self.vi()
        t.type("abc\x1b0x\x1bA!")
        t.line("[1] ▸ bc!")

    def test_arrows_keep_the_state(self):
        t = self.vi()
        t.submit(1, "7")
        t.type("x")
        self.escape(t)
        t.type(UP)
        t.line("[2] ◂ 7")
        time.sleep(0.05)
        t.at(6)
