"""A small terminal: what stands on the screen after the bytes a program wrote.

It understands what nabla's painter writes and fails on anything else, so that a new sequence is noticed.
"""

import re
import unicodedata

# What the letters of a capture's second half stand for: SGR parameters.
LOOKS = {
    (): ".", ("1",): "b", ("2",): "d", ("1", "4"): "m", ("7",): "v", ("31",): "r", ("32",): "g", ("33",): "y",
    ("34",): "u", ("35",): "p", ("36",): "a", ("93",): "Y", ("95",): "P", ("96",): "A", ("38;5;28",): "G",
    ("38;5;130",): "o", ("38;5;94",): "O", ("38;5;125",): "q", ("94",): "U", ("90",): "k",
}

SEQUENCE = re.compile(r"\x1b\[([?]?)([0-9;]*)([A-Za-z])")


def width(character):
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


class Screen:
    def __init__(self, rows=24, columns=80):
        self.rows, self.columns = rows, columns
        self.cells = [[] for _ in range(rows)]
        # How each cell looks: the letter of its style.
        self.looks = [[] for _ in range(rows)]
        self.style = ()
        self.joins = False
        self.scrolled = []
        self.row = self.column = 0
        self.wraps = False
        self.shows_cursor = True
        self.pastes_bracketed = False
        self.styles = set()
        self.rest = ""

    def feed(self, text):
        text = self.rest + text
        self.rest = ""
        place = 0
        while place < len(text):
            character = text[place]
            if character == "\x1b":
                match = SEQUENCE.match(text, place)
                if not match:
                    if len(text) - place < 24:
                        self.rest = text[place:]
                        return
                    raise AssertionError(f"unknown sequence {text[place:place + 24]!r}")
                self.sequence(*match.groups())
                place = match.end()
            else:
                self.put(character)
                place += 1

    def sequence(self, private, parameters, final):
        count = int(parameters.split(";")[0] or 1) if parameters else 1
        if private:
            if parameters == "25":
                self.shows_cursor = final == "h"
            elif parameters == "2004":
                self.pastes_bracketed = final == "h"
            else:
                raise AssertionError(f"unknown mode {parameters}")
            return
        if final == "m":
            self.styles.add(parameters)
            codes = re.findall(r"38;5;\d+|\d+", parameters) or ["0"]
            for code in codes:
                self.style = () if code == "0" else self.style + (code,)
            return
        # As on real terminals, erasing while the cursor hangs past a full row erases its last cell.
        if final == "K":
            self.cut(self.row, self.column)
        elif final == "J":
            first = 0 if parameters == "2" else self.row + 1
            if first:
                self.cut(self.row, self.column)
            for row in range(first, self.rows):
                self.cut(row, 0)
        elif final == "A":
            self.row = max(0, self.row - count)
        elif final == "B":
            self.row = min(self.rows - 1, self.row + count)
        elif final == "C":
            self.column = min(self.columns - 1, self.column + count)
        elif final == "H":
            self.row = self.column = 0
        else:
            raise AssertionError(f"unknown sequence {parameters}{final}")
        self.wraps = False

    def cut(self, row, column):
        self.cells[row] = self.cells[row][:column]
        self.looks[row] = self.looks[row][:column]

    def line_feed(self):
        if self.row + 1 < self.rows:
            self.row += 1
        else:
            self.scrolled.append(self.text_of(self.cells.pop(0)))
            self.cells.append([])
            self.looks.pop(0)
            self.looks.append([])

    def put(self, character):
        if character == "\r":
            self.column, self.wraps = 0, False
        elif character == "\n":
            self.line_feed()
            self.wraps = False
        elif character == "\x08":
            self.column = max(0, self.column - 1)
        elif character == "\x07":
            pass
        elif ord(character) < 32:
            raise AssertionError(f"unknown control {character!r}")
        elif width(character) == 0 or self.joins and ord(character) >= 0x1F000:
            # Terminals that know emoji sequences draw what follows a joiner into the same cell.
            self.joins = character == "\u200d"
            row = self.cells[self.row]
            place = self.column if self.wraps else self.column - 1
            while place > 0 and row[place] == "":
                place -= 1
            row[place] += character
        else:
            self.joins = False
            self.put_wide(character, width(character))

    def put_wide(self, character, size):
        if self.wraps or self.column + size > self.columns:
            self.column, self.wraps = 0, False
            self.line_feed()
        row = self.cells[self.row]
        looks = self.looks[self.row]
        row.extend(" " * (self.column + size - len(row)))
        looks.extend("." * (self.column + size - len(looks)))
        row[self.column] = character
        if size == 2:
            row[self.column + 1] = ""
        looks[self.column : self.column + size] = [LOOKS[self.style]] * size
        self.column += size
        if self.column >= self.columns:
            self.column, self.wraps = self.columns - 1, True

    def resize(self, rows, columns):
        """As a terminal that does not reflow: rows are cut or added below."""
        self.rows, self.columns = rows, columns
        while len(self.cells) > rows and not self.cells[-1]:
            self.cells.pop()
            self.looks.pop()
        while len(self.cells) > rows:
            self.scrolled.append(self.text_of(self.cells.pop(0)))
            self.looks.pop(0)
            self.row = max(0, self.row - 1)
        self.cells += [[] for _ in range(rows - len(self.cells))]
        self.looks += [[] for _ in range(rows - len(self.looks))]
        self.cells = [row[:columns] for row in self.cells]
        self.looks = [row[:columns] for row in self.looks]
        self.column = min(self.column, columns - 1)

    @staticmethod
    def text_of(cells):
        return "".join(cells).rstrip()

    @property
    def lines(self):
        lines = [self.text_of(row) for row in self.cells]
        while lines and not lines[-1]:
            lines.pop()
        return lines

    @property
    def capture(self):
        """What can be seen: the rows, then the style of each of their cells, then the cursor."""
        texts = self.lines
        looks = ["".join(row).rstrip(".") for row in self.looks[: len(texts)]]
        shown = "" if self.shows_cursor else " hidden"
        return "\n".join(
            [f"{self.columns}x{self.rows} cursor {self.row},{self.column}{shown}", "", *texts, "", *looks, ""])

    @property
    def text(self):
        return "\n".join(self.lines)
