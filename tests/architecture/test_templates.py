"""Templates hold no script, no style of their own, and none is forgotten."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture import sources

FORBIDDEN = {
    "a script in the page": r"<script(?![^>]*\bsrc=)",
    "an event handler": r"<[^>]*\son[a-z]+\s*=",
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "a style element": r"<style\b",
    "a script address": r"javascript:",
    "an htmx handler, which needs eval": r"\shx-on[:-]|\shx-vals\s*=\s*[\"']js:",
    "unescaped text": r"\|\s*safe\b|\{%\s*autoescape off",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what: str) -> None:
    expression = re.compile(FORBIDDEN[what], re.IGNORECASE)
    pages = [path for path in sources.templates() if path.suffix == ".html"]
    found = [sources.name(path) for path in pages if expression.search(path.read_text(encoding="utf-8"))]
    assert found == []


def overrides(name: str) -> bool:
    """True when the template stands in for one of a library, which calls it."""
    own = sources.ROOT / "maillage"
    places = (Path(config.path) for config in apps.get_app_configs())
    return any((place / "templates" / name).exists() for place in places if not place.is_relative_to(own))


def families() -> list[re.Pattern[str]]:
    """The names that Python builds, such as ``f"area/{kind}.html"``, as patterns."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in sources.code())
    built = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
    return [pattern for node in built if (pattern := family(node))]


def family(node: ast.JoinedStr) -> re.Pattern[str] | None:
    """The pattern of a formatted string that names templates; None when it names something else."""
    parts = [str(part.value) if isinstance(part, ast.Constant) else "" for part in node.values]
    names_templates = "/" in parts[0] and parts[-1].endswith((".html", ".txt"))
    return re.compile(r"[\w-]+".join(re.escape(part) for part in parts if part)) if names_templates else None


def test_every_template_is_used() -> None:
    written = {path: path.read_text(encoding="utf-8") for path in [*sources.code(), *sources.templates()]}
    exempt, built = sources.exemptions("unused template"), families()
    unused = []
    for path in sources.templates():
        name = path.relative_to(sources.TEMPLATES).as_posix()
        called = any(name in text for source, text in written.items() if source != path)
        called = called or any(pattern.fullmatch(name) for pattern in built)
        if not called and name not in exempt and not overrides(name):
            unused.append(name)
    assert unused == []


def test_a_name_built_in_python_stands_for_its_family_only() -> None:
    node = ast.parse('f"area/{kind}.html"', mode="eval").body
    assert isinstance(node, ast.JoinedStr)
    pattern = family(node)
    assert pattern is not None
    assert (bool(pattern.fullmatch("area/one.html")), bool(pattern.fullmatch("other/one.html"))) == (
        True,
        False,
    )
