"""What a session from a stranger may touch, and what it may make a terminal do."""

import os
import unicodedata
import xml.etree.ElementTree as ElementTree

import pytest

from nabla import run

HEAD = "---\nnabla: 1\n---\n\n"


def session(folder, *lines, name="a.mlsession"):
    path = folder / name
    path.write_text(HEAD + "".join(f"    {line}\n" for line in lines))
    return path


@pytest.fixture
def tree(tmp_path):
    """home with a session's folder in it, and beside it what the session must not touch."""
    for folder in ("home", "home/sub", "other"):
        (tmp_path / folder).mkdir()
    (tmp_path / "home/mine.txt").write_text("mine")
    (tmp_path / "other/secret.txt").write_text("secret")
    (tmp_path / "home/file.txt").symlink_to("../other/secret.txt")
    (tmp_path / "home/folder").symlink_to("../other")
    (tmp_path / "home/dangling.txt").symlink_to("../other/new.txt")
    os.mkfifo(tmp_path / "home/pipe.txt")
    return tmp_path


OUTSIDE = [
    "../other/secret.txt", "file.txt", "folder/secret.txt", "sub/../../other/secret.txt", "/etc/passwd",
    "~/secret.txt", "/dev/stdin", "/dev/zero", "/proc/self/environ", "pipe.txt", "a\\0b.txt", "n" * 300 + ".txt",
    "x/" * 3000 + "y.txt", "..", ".", "/",
]


@pytest.mark.parametrize("path", OUTSIDE)
@pytest.mark.parametrize("command", ["run", "verify"])
def test_replayed_code_reads_nothing_outside(tree, command, path):
    file = session(tree / "home", f'> read("{path}")')
    done = run(command, file, home=tree / "other")
    assert done.returncode == 1 and "secret" not in done.stdout.replace("secret.txt", "")
    assert "root:" not in done.stdout + done.stderr and "E5" in done.stderr or "E0" in done.stderr, done.stderr


@pytest.mark.parametrize("path", [
    "new.txt", "mine.txt", "file.txt", "dangling.txt", "folder/new.txt", "../other/new.txt", "/tmp/nabla-never.txt",
    "~/new.txt", "pipe.txt", "sub/../../other/new.svg", "/dev/stdout.txt",
])
@pytest.mark.parametrize("command", ["run", "verify"])
def test_replayed_code_writes_nothing(tree, command, path):
    file = session(tree / "home", f'> write(plot([1, 2]), "{path}")')
    before = sorted((str(p), p.is_file() and p.read_text()) for p in tree.rglob("*"))
    done = run(command, file, home=tree / "other")
    assert done.returncode == 1 and "E532" in done.stderr, done.stderr
    if path == "new.txt":
        assert "--allow-write" in done.stderr
    assert sorted((str(p), p.is_file() and p.read_text()) for p in tree.rglob("*")) == before
    # Lent one folder, it does not get another.
    if path not in ("new.txt", "mine.txt"):
        done = run(command, "--allow-write", tree / "home", file, home=tree / "other")
        assert done.returncode == 1 and "E53" in done.stderr
        assert sorted((str(p), p.is_file() and p.read_text()) for p in tree.rglob("*")) == before


@pytest.mark.parametrize("command", ["run", "verify"])
def test_folders_can_be_lent(tree, command):
    file = session(tree / "home", '> a = read("mine.txt")', '> b = read("../other/secret.txt")')
    done = run(command, "--allow-read", tree / "other", file)
    assert done.returncode == 0, done.stderr
    file = session(tree / "home", '> write(plot([1, 2]), "../other/p.svg");', '> write(plot([1, 2]), "../other/p.txt");')
    assert run(command, file).returncode == 1 and not (tree / "other/p.svg").exists()
    done = run(command, "--allow-write", tree / "other", file)
    assert done.returncode == 0, done.stderr
    ElementTree.parse(tree / "other/p.svg")
    assert "┤" in (tree / "other/p.txt").read_text()


def test_a_folder_that_is_lent_must_be_one(tree):
    file = session(tree / "home", "> 1")
    for option in ("--allow-read", "--allow-write"):
        for path in ("none", tree / "home/mine.txt", "\x1b[31m"):
            done = run("run", option, path, file)
            assert done.returncode == 2 and "no folder" in done.stderr and "\x1b" not in done.stderr


def test_commands_of_replayed_files_touch_no_disk(tree):
    file = session(
        tree / "home", "> :save stolen.mlsession", "> :save! a.mlsession", "> :open ../other/secret.txt", "> :quit",
        "> 1")
    before = file.read_bytes()
    done = run("run", "--keep-going", "--allow-write", tree, file)
    assert done.stderr.count("E503") == 4 and done.stdout.endswith("      1\n"), done.stderr
    assert file.read_bytes() == before and not (tree / "home/stolen.mlsession").exists()


def test_what_a_person_types_may_write(tmp_path):
    target = tmp_path / "c.svg"
    done = run("eval", "--width", 300, f'write(plot(sin, 0, 1), "{target}")')
    assert done.returncode == 0, done.stderr
    size = target.stat().st_size
    shown = f"{size} B" if size < 1000 else f"{size / 1e3:.1f} kB"
    assert done.stdout == f"wrote {target} ({shown})\n"
    ElementTree.parse(target)
    done = run("eval", f'write(plot(sin, 0, 1), "{tmp_path}/c.png")')
    assert done.returncode == 1 and done.stderr.startswith("E537") and ".svg" in done.stderr and ".txt" in done.stderr
    done = run("eval", f'write(3, "{target}")')
    assert done.returncode == 1 and "a chart" in done.stderr
    assert not [p for p in tmp_path.iterdir() if p != target], "nothing half done is left"


def test_the_size_of_a_picture(tmp_path):
    target = tmp_path / "c.svg"
    for options, size in (
        ("", "640 400"), (", width = 1200, height = 700", "1200 700"), (", width = 320", "320 200"),
    ):
        run("eval", f'write(plot(sin, 0, 1), "{target}"{options})')
        assert ElementTree.parse(target).getroot().get("viewBox") == f"0 0 {size}"
    run("eval", f'write(plot(sin, 0, 1, width = 50, height = 12), "{target}")')
    assert ElementTree.parse(target).getroot().get("viewBox") == "0 0 500 240"
    text = tmp_path / "c.txt"
    run("eval", f'write(plot(sin, 0, 1), "{text}", width = 100, height = 20)')
    rows = text.read_text().split("\n")
    assert len(rows) == 21 and rows[-1] == "" and 90 < max(map(len, rows)) <= 100


# ESC, BEL, CSI as one C1 character, OSC, DEL, NUL and the overrides of the direction of writing.
CONTROLS = "\x1b[31m\x07\x9b5m\x9d0;x\x9c\x7f\u202e\u2066\u200f\u2028"


def obeyed(text):
    """What a terminal would act on."""
    return [c for c in text if c != "\n" and (unicodedata.category(c) in ("Cc", "Zl", "Zp") or c in "\u202e\u2066\u200f")]


@pytest.mark.parametrize("lines", [
    [f'> "a{CONTROLS}b"'],  # a text
    [f'> ["{CONTROLS}", "b"]'],
    [f'> {{a = "{CONTROLS}"}}'],
    [f"> 1 + {CONTROLS}"],  # the excerpt of an error
    [f"> 1 # {CONTROLS}"],  # a comment
    [f"> nothing{CONTROLS}"],
    [f"> :nothing{CONTROLS}"],
    [f"> :save {CONTROLS}"],
    [f'> read("{CONTROLS}")'],
    [f'> write(plot([1]), "{CONTROLS}.txt")'],
    [f'> write(plot([1]), "x.{CONTROLS}")'],
    [f'> plot([1, 2], title = "{CONTROLS}", x = "{CONTROLS}")'],
    [f'> scatter([1, 2], [1, 2], group = ["{CONTROLS}", "b"])'],
    ["> 1", f"| {CONTROLS}"],  # a record
    ["> nothing", f"! E201 {CONTROLS}"],
    [f"= false :: {CONTROLS}"],  # an assertion
    [f'= "{CONTROLS}" == 1'],
    [f"> 1 #~ skip {CONTROLS}"],
    [f"> 1 #~ {CONTROLS}"],  # the file itself is wrong
    [f"? exercise {CONTROLS} do", "? check 1 == 1"],
    [f"? {CONTROLS}"],
    ["> 1", f"! {CONTROLS}"],
], ids=lambda lines: lines[0].encode("unicode_escape").decode()[:24])
def test_nothing_in_a_file_reaches_the_terminal_raw(tmp_path, lines):
    path = session(tmp_path, *lines, name="a.mlsession")
    for command in (["run", "--keep-going"], ["verify"], ["open"]):
        done = run(*command, path)
        assert obeyed(done.stdout) == [] and obeyed(done.stderr) == [], (command, done.stdout, done.stderr)


def test_names_of_files_are_printed_visibly(tmp_path):
    path = session(tmp_path, "> 1", "| 2", name="a\x1b[31m\u202e.mlsession")
    for arguments in (["verify", path], ["run", path], ["verify", "--update", path], ["open", path]):
        done = run(*arguments)
        assert obeyed(done.stdout) == [] and obeyed(done.stderr) == [], arguments


def test_json_has_nothing_a_terminal_obeys():
    done = run("eval", "--json", f'"{CONTROLS}"')
    assert obeyed(done.stdout) == [], done.stdout


def test_special_files_are_no_sessions(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, "/dev/zero", "/dev/null", "/dev/full"):
        for command in ("run", "verify", "open"):
            done = run(command, path, timeout=10)
            assert done.returncode == 2 and "E53" in done.stderr, (command, path, done.stderr)
