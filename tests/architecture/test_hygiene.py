"""What no file of the repository holds."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture import sources

# Written with character classes, so that this file does not hold what it forbids.
FORBIDDEN = {
    "a path of somebody's machine": r"(?<![\w.~-])/(?:wor[k]|roo[t]|hom[e]|tm[p]|User[s])/\w",
    "the address of a package registry": r"(?:registr)y[.]npm|(?:pyp)i[.]org|(?:pythonhoste)d[.]org",
    "a note for later": r"\b(?:TOD[O]|FIXM[E]|XX[X])\b",
    "an exception without its reason": r"#\s*noq[a]\b(?!: [A-Z0-9, ]+ [-–—] )"
    r"|#\s*type: ignor[e](?!\[[\w, -]+\]\s+# )",
}
WITHOUT_PURPOSE = {"migrations", "management", "commands", "templatetags"}
LOCKS = {"package-lock.json"}


def offences(pattern: str) -> Iterator[str]:
    """``file:line`` of every match in the text files of the repository."""
    expression = re.compile(pattern)
    for path in sources.texts():
        if path.name in LOCKS and "registry" not in pattern:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if expression.search(line):
                yield f"{sources.name(path)}:{number}: {line.strip()[:100]}"


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    assert list(offences(FORBIDDEN[what])) == []


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a path of somebody's machine", "see /ho|me/ana/plan.txt"),
        ("the address of a package registry", "https://files.python|hosted.org/x"),
        ("a note for later", "# TO|DO later"),
        ("an exception without its reason", "import x  # no|qa: F401"),
        ("an exception without its reason", "x = 1  # type: ig|nore[misc]"),
    ],
)
def test_the_patterns_find_what_they_name(what: str, line: str) -> None:
    assert re.search(FORBIDDEN[what], line.replace("|", ""))


def packages() -> list[Path]:
    """The ``__init__.py`` of every package that has a purpose of its own."""
    return [
        path
        for path in sources.code()
        if path.name == "__init__.py" and path.parent.name not in WITHOUT_PURPOSE
    ]


def test_every_package_says_what_it_is_for() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in packages()}
    silent = [sources.name(path) for path, tree in trees.items() if len(ast.get_docstring(tree) or "") < 20]
    assert silent == []


def test_the_front_end_lock_file_holds_hashes_and_no_address() -> None:
    lock = (sources.ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert lock.count('"integrity": "sha512-') == lock.count('"node_modules/')


@pytest.mark.parametrize("name", ["base", "dev", "lint", "node"])
def test_the_pinned_packages_hold_hashes_and_no_address(name: str) -> None:
    text = (sources.ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    pins = re.split(r"\n(?=\S)", text.strip())
    assert [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []
    assert "://" not in text
