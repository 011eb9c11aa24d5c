"""A client that reads every page it receives: what a browser would refuse or a person would notice fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

from django.template import engines
from django.test import Client

UNDEFINED = "UNDEFINED-VARIABLE"
FORBIDDEN = {
    "an event handler in the page": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script in the page": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "a leftover template tag": re.compile(r"\{\{|\{%|%\}|\}\}"),
    "an undefined template variable": re.compile(UNDEFINED),
    "an absent value shown as Python has it": re.compile(r">\s*None\s*<"),
}
_IDS = re.compile(r"\sid=\"([^\"]*)\"")
_LABELS = re.compile(r"\s(?:for|aria-labelledby|aria-describedby)=\"([^\"]*)\"")
_CONTROLS = re.compile(r"<(?:input|select|textarea)\b[^>]*>", re.IGNORECASE)
_CODE = re.compile(r"<code>.*?</code>", re.DOTALL)
_TAGS = re.compile(r"<[^>]+>")


class PageClient(Client):
    """Django's client; ``get`` and ``post`` check each HTML answer. ``htmx=True`` asks for the fragment."""

    def request(self, **request: Any) -> Any:
        """Answer, then look at what came."""
        answer = super().request(**request)
        if answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming:
            check(answer.content.decode(), whole=answer.content.lstrip()[:15].lower() == b"<!doctype html>")
        return answer

    def fragment(self, url: str, data: dict[str, Any] | None = None, *, post: bool = False) -> Any:
        """What HTMX would receive."""
        headers = {"HX-Request": "true"}
        return self.post(url, data, headers=headers) if post else self.get(url, data, headers=headers)


def check(html: str, *, whole: bool = True) -> None:
    """Fail on what no page may hold; references between parts are checked on whole pages."""
    shown = _CODE.sub("", html)
    for what, pattern in FORBIDDEN.items():
        match = pattern.search(shown)
        assert not match, f"{what}: {shown[max(0, match.start() - 120) : match.end() + 80]}"
    ids = _IDS.findall(html)
    twice = {one for one in ids if ids.count(one) > 1}
    assert not twice, f"the same id twice: {twice}"
    if whole:
        named = {name for group in _LABELS.findall(html) for name in group.split()}
        assert named <= set(ids), f"labels of nothing: {named - set(ids)}"
        assert html.count("<h1") == 1, "a page has one h1"
        unnamed = [tag for tag in _CONTROLS.findall(html) if not _is_named(tag, named)]
        assert not unnamed, f"fields without a label: {unnamed}"


def _is_named(tag: str, named: set[str]) -> bool:
    if 'type="hidden"' in tag or "aria-label=" in tag:
        return True
    found = _IDS.search(tag)
    return found is not None and found.group(1) in named


def text_of(answer: Any) -> str:
    """The words of a page, spaces made single."""
    return " ".join(unescape(_TAGS.sub(" ", answer.content.decode())).split())


@contextmanager
def undefined_variables_shown() -> Iterator[None]:
    """While it lasts, a template writes a mark instead of nothing for a variable that it was not given."""
    engine = engines["django"].engine  # type: ignore[attr-defined]  # the Django engine, not Jinja's
    before = engine.string_if_invalid
    engine.string_if_invalid = UNDEFINED
    try:
        yield
    finally:
        engine.string_if_invalid = before
