"""Every kind of chart as a file: well-formed, whole in itself, the same bytes each time."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

from nabla import run

SVG = "{http://www.w3.org/2000/svg}"

CHARTS = [
    "plot(sin, -3, 3)", "plot([sin, cos], -pi, pi)", "plot([1, 2, 3], [1, 4, 9], x = \"n\", y = \"squares\")",
    "plot([2 1; 1 2])", "plot(1:1000, log = \"xy\")", "scatter([1, 2, 3], [2, 1, 3], group = [\"a\", \"b\", \"a\"])",
    "hist([1, 2, 2, 3, 3, 3])", "heatmap([1 0.5; 0.5 1])", "contour((x, y) -> x^2 + 2y^2, [-3, 3], [-2, 2])",
    "plot(step(descend((x, y) -> x^2 + 2y^2, [4, -3], rate = 0.1), 5))", "sparkline([1, 5, 2, 4])",
    "bar([\"a\", \"b\"], [3, -1])", "stem([1, 2, 3], [1, -1, 2])", "box([1, 2, 3, 9])", "density([1, 2, 2, 3, 4])",
    "field((x, y) -> [-y, x], [-2, 2], [-2, 2])", "grid_map([2 1; 1 2])", "spectrum([0 1; -1 0])", "scree([3 1; 1 2])",
    "arrows([1, 2], [2, 1])", "plot([nan, nan])", "plot([1e300, -1e300])", "plot(zeros(0))",
]


@pytest.mark.parametrize("chart", CHARTS)
def test_every_kind_is_a_picture(tmp_path, chart):
    target = tmp_path / "c.svg"
    done = run("eval", f'c = {chart}; write(c, "{target}"); write(c, "{target}", width = 1200, height = 700);')
    assert done.returncode == 0, done.stderr
    first = target.read_bytes()
    root = ElementTree.fromstring(first)
    assert root.tag == SVG + "svg" and root.get("viewBox") == "0 0 1200 700" and root.get("role") == "img"
    names = {element.get("id") for element in root.iter()}
    assert set(root.get("aria-labelledby").split()) <= names
    assert root.find(SVG + "title").text and root.find(SVG + "desc").text
    kinds = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert kinds <= {"svg", "title", "desc", "style", "rect", "path", "text", "g", "clipPath", "pattern"}
    for element in root.iter():
        for value in element.attrib.values():
            for number in re.findall(r"-?\d+(?:\.\d+)?", value if element.tag != SVG + "svg" else ""):
                assert "e" not in number and len(number.partition(".")[2]) <= 1
            assert "NaN" not in value and "inf" not in value
    run("eval", f'c = {chart}; write(c, "{target}", width = 1200, height = 700);')
    assert target.read_bytes() == first


def test_words_of_a_person_stay_words(tmp_path):
    target = tmp_path / "c.svg"
    words = "</text><script>alert(1)</script>&\\\"'"
    done = run("eval", f'write(bar(["{words}", "b"], [1, 2], title = "{words}"), "{target}");')
    assert done.returncode == 0, done.stderr
    root = ElementTree.parse(target).getroot()
    assert not [e for e in root.iter() if e.tag.endswith("script")]
    assert root.find(SVG + "title").text == words.replace("\\\"", "\"")
