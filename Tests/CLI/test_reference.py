"""The reference page: made from the catalog, the same each time, and current in the repository."""

import difflib
import os

from nabla import run

PAGE = os.path.join(os.path.dirname(__file__), "..", "..", "docs", "reference.md")


def test_the_page_in_the_repository_is_current():
    made = run("reference")
    assert made.returncode == 0 and not made.stderr
    with open(PAGE, encoding="utf-8") as file:
        kept = file.read()
    difference = "\n".join(difflib.unified_diff(kept.splitlines(), made.stdout.splitlines(), lineterm="", n=0))
    assert made.stdout == kept, f"run: nabla reference --output docs/reference.md\n{difference[:2000]}"


def test_it_can_be_written_to_a_file(tmp_path):
    path = tmp_path / "page.md"
    made = run("reference", "--output", str(path))
    assert (made.returncode, made.stdout, made.stderr) == (0, "", "")
    assert path.read_text(encoding="utf-8") == run("reference").stdout


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    made = run("reference", "--output", str(tmp_path / "none" / "page.md"))
    assert made.returncode == 2 and made.stderr.startswith("E530")


def test_markup_is_balanced():
    text = run("reference").stdout
    fences = [line for line in text.splitlines() if line.startswith("```")]
    assert len(fences) % 2 == 0
    assert all(line == line.rstrip() for line in text.splitlines())
    headings = [line for line in text.splitlines() if line.startswith("### ")]
    assert len(headings) == len(set(headings)) and len(headings) > 150
