"""Each state a person meets, led to with keys. `captures.py --update` writes what is then seen into Golden/.

Durations and counts of what was done by then are all that may differ from run to run; they are replaced before a
capture is compared.
"""

import copy
import os
import re
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(__file__))
from terminal import LEFT, PATIENCE, UP, Terminal  # noqa: E402

GOLDEN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Golden")
VOLATILE = [
    (re.compile(r"(\d+ (d|h|min) )+\d+ (h|min|s) left|\d+ s left|days left"), "0 s left"),
    (re.compile(r"\d+ of (?=\d{7})"), "0 of "),
    (re.compile(r"\d+(\.\d+)? (s|ms|µs|ns)\b(?! left)"), "0 s"),
]
ENDLESS = "iterate(x -> x/2 + 1, 1, 1e12)"
SCENES = {}


def scene(function=None, **options):
    """A state, named by its function; the options are the terminal's."""
    def register(function):
        SCENES[function.__name__] = (function, options)
        return function
    return register(function) if function else register


def say(t, *entries, first=1, failing=False):
    """Submits entries and waits for the prompt that follows each."""
    number = first
    for entry in entries:
        t.type(entry + "\r")
        number += not failing
        if failing:
            # Its own prompt looks like the next until something is typed at it.
            t.wait(lambda s: sum(bool(re.match(rf"\[{number}\*?\] ", line)) for line in s.lines) > 1, f"prompt {number} again")
        t.wait(lambda s: s.lines and re.fullmatch(rf"\[{number}\*?\] [▸>]", s.lines[-1]), f"prompt {number}")


def rest(t):
    """Until nothing more comes, or a while of it: what tells its progress never ends."""
    end = time.monotonic() + 3
    while t.read(0.15) and time.monotonic() < end:
        pass


@scene
def banner(t):
    pass


@scene
def values(t):
    say(t, "A = [4 2; 1 3]", "λ, V = eig(A)", "1/3", "x = linspace(0, 1, 5)")


@scene
def function(t):
    say(t, "f(x) = x^2 * exp(-x)", "f'", "f'(2)")


@scene
def error(t):
    say(t, "A = [4 2; 1 3];")
    say(t, "A * [1, 2, 3]", first=2, failing=True)
    say(t, "Inv(A)", first=2, failing=True)


@scene
def failed_entry_again(t):
    say(t, "A = [4 2; 1 3];")
    say(t, "1 + A * [1, 2, 3]", first=2, failing=True)
    t.type(UP)


@scene
def several_lines(t):
    t.type("A = [4 2\r1 3\r] + eye(")


@scene
def brackets(t):
    t.type("f(x) = (a = [x, x^2]; sum(a))" + LEFT)


@scene
def colours(t):
    t.type('if rate > 0.5 then "high" else missing  # a ? remark')


@scene
def ghost(t):
    say(t, "alphabet = 12", "learning_rate = 0.1")
    t.type("learn")


@scene
def menu(t):
    t.type("eig\t")
    t.shows("eigvals(A)")
    t.type("\t")


@scene
def menu_of_many(t):
    t.type("l\t")
    t.shows("more")
    t.type("\t\t\t")


@scene
def menu_of_names(t):
    say(t, "radius = 2.5;", "rank_of_A = 3;", "rates = [0.1, 0.2, 0.3];", "r = {alpha = 1, beta = [1, 2]};")
    t.type("ra\t")


@scene
def menu_of_commands(t):
    t.type(":s\t")


@scene
def signature(t):
    t.type("norm([3, 4], \t")
    t.shows("p = 2")


@scene
def signature_of_several(t):
    t.type("descend(x -> x^2, 3, rate = \t")


@scene
def files(t):
    for name in ("lines.mlsession", "line_search.mlsession"):
        with open(os.path.join(t.folder, name), "w") as file:
            file.write("#!mlsession 1\n\n")
    os.mkdir(os.path.join(t.folder, "lessons"))
    t.type(':open "l\t')
    t.shows("folder")


@scene
def search(t):
    say(t, "λ = 0.5", "日本 = 3", "y = 2λ + 日本", "x = 1")
    t.type("own\x12λ")


@scene
def search_again(t):
    say(t, "λ = 0.5", "日本 = 3", "y = 2λ + 日本", "x = 1")
    t.type("\x12λ\x12")


@scene
def search_without_result(t):
    say(t, "λ = 0.5")
    t.type("\x12λλ")


@scene
def vi_normal(t):
    say(t, ":set mode vi", failing=True)
    t.type("f(x) = x^2 + 1")
    rest(t)
    t.type("\x1b")
    rest(t)
    t.type("0f(")


@scene
def vi_replace(t):
    say(t, ":set mode vi", failing=True)
    t.type("f(x) = x^2 + 1")
    rest(t)
    t.type("\x1b")
    rest(t)
    t.type("0Rgh")


@scene
def interrupted(t):
    t.type(ENDLESS + "\r")
    t.wait(lambda s: s.row == 3, "the evaluation under way")
    t.type("\x03")
    t.shows("interrupted after")


@scene
def progress(t):
    t.type("A = rand(1400, 1400); eig(A).values[1];\r")
    t.shows("Ctrl-C waits for its end")


@scene
def progress_of_many(t):
    t.type(ENDLESS + "\r")
    t.shows("left")


@scene
def changing_a_cell(t):
    say(t, "rate = 0.5;", "y = 2rate;")
    t.type(":edit 1\r")
    t.line("[1] ▸ rate = 0.5;")


@scene
def stale(t):
    say(t, "rate = 0.5;", "y = 2rate;")
    t.type(":edit 1\r")
    t.line("[1] ▸ rate = 0.5;")
    t.type("\x7f\x7f7\r")
    t.wait(lambda s: s.lines[-1] == "[3*] ▸", "the mark of stale cells")
    say(t, ":cells", first=3, failing=True)


@scene
def cells(t):
    say(t, "A = [4 2; 1 3];", "f(x) = x^2;", "A * [1, 2]")
    say(t, ":cells", first=4, failing=True)


@scene
def vars(t):
    say(t, "A = [4 2; 1 3];", "f(x) = x^2;", "rate = 0.1;", "name = \"iris\";", "r = {alpha = 1, beta = [1, 2]};")
    say(t, ":vars", first=6, failing=True)


@scene
def settings(t):
    say(t, ":set", failing=True)


@scene(rows=40)
def chart(t):
    say(t, ":plot sin(x), cos(x) for x in -pi:pi")


@scene(rows=50)
def descent(t):
    say(t, "g(w) = (w[1] - 3)^2 + 10*(w[2] + 1)^2", ":descend g, [0, 0], rate = 0.04", ":step 3")


@scene(rows=40)
def help_page(t):
    say(t, "?eig", failing=True)


@scene
def wide_characters(t):
    say(t, "日本 = 3;", "\"日本語\"")
    say(t, "日本 + Foo", first=3, failing=True)
    t.type("x̂ + 日本 + \"👩‍👩‍👧\" + é" + LEFT * 5)


@scene(NO_COLOR="1")
def no_color(t):
    say(t, "A = [4 2; 1 3]")
    say(t, "A * [1, 2, 3]", first=2, failing=True)
    t.type("norm(A, \t")


@scene(LANG="C")
def ascii(t):
    say(t, "A = [4 2; 1 3]", "f(x) = x^2 * exp(-x)", "f'")
    say(t, "A * [1, 2, 3]", first=4, failing=True)
    t.type("lin\t")


@scene(columns=60)
def narrow(t):
    say(t, "A = [4 2; 1 3]", "λ, V = eig(A)")
    t.type("eig\t")


@scene(COLORFGBG="0;15")
def light(t):
    say(t, "A = [4 2; 1 3]")
    say(t, "A * [1, 2, 3]", first=2, failing=True)
    t.type('if A then "text" else eig(A')


@scene
def theme_none(t):
    say(t, ":set theme none", failing=True)
    say(t, "Foo", failing=True)
    t.type('if A then "text" else (2)')


@scene
def editor_failed(t):
    t.type("x = [1, 2]\x18\x05")
    t.shows("the entry is as it was")


def settle(screen):
    """Puts zeros in the place of what differs from run to run, styles and cursor with it."""
    for row, cells in enumerate(screen.cells):
        for pattern, text in VOLATILE:
            place = 0
            while found := pattern.search("".join(cells), place):
                start, end = found.span()
                screen.looks[row][start:end] = [screen.looks[row][start]] * len(text)
                cells[start:end] = text
                place = start + len(text)
                if screen.row == row and screen.column >= end:
                    screen.column += len(text) - (end - start)


def capture(name, expected=None):
    """What is seen in a state once nothing more comes, volatile parts replaced; at once when it is what is expected."""
    lead, options = SCENES[name]
    with tempfile.TemporaryDirectory() as folder:
        t = Terminal(os.path.join(folder, "state"), folder=folder, EDITOR="false", VISUAL="", **options)
        try:
            t.wait(lambda s: s.lines and re.fullmatch(r"\[1\] [▸>]", s.lines[-1]), "the first prompt")
            lead(t)
            end = time.monotonic() + (PATIENCE if expected else 0)
            while True:
                rest(t)
                screen = copy.deepcopy(t.screen)
                settle(screen)
                if screen.capture == expected or time.monotonic() > end:
                    return screen.capture
        finally:
            t.child.close(force=True)


def golden(name):
    return os.path.join(GOLDEN, name + ".txt")


if __name__ == "__main__":
    names = [name for name in sys.argv[1:] if name != "--update"] or sorted(SCENES)
    for name in names:
        seen = capture(name)
        if "--update" in sys.argv:
            os.makedirs(GOLDEN, exist_ok=True)
            with open(golden(name), "w") as file:
                file.write(seen)
        else:
            print(f"== {name}\n{seen}")
