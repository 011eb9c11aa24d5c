"""Templates hold no script, no style of their own, and none is forgotten."""

from __future__ import annotations

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


def test_every_template_is_used() -> None:
    files = [*sources.code(), *sources.templates()]
    written = {path: path.read_text(encoding="utf-8") for path in files}
    exempt = sources.exemptions("unused template")
    unused = []
    for path in sources.templates():
        name = path.relative_to(sources.TEMPLATES).as_posix()
        called = any(name in text for source, text in written.items() if source != path)
        if not called and name not in exempt and not overrides(name):
            unused.append(name)
    assert unused == []
