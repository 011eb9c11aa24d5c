"""Acronyms resolved: by the document's own glossary, by a definition in its text, by the trade."""

from __future__ import annotations

import re
from collections.abc import Iterable

from maillage.intake.recognition.document import Action, GlossaryEntry
from maillage.intake.recognition.people.domain import MEANINGS
from maillage.intake.recognition.words.text import fold

_WRITTEN = r"[A-Z](?:[A-Z0-9&]|(?<=[A-Z])[a-z](?=[A-Z])){1,9}"
_ACRONYM = re.compile(rf"(?<![\w-]){_WRITTEN}(?![\w])")
_AFTER = re.compile(rf"(?P<words>(?:[\w'’-]+ ){{2,12}})\((?P<acronym>{_WRITTEN})\)")
_BEFORE = re.compile(rf"(?<![\w-])(?P<acronym>{_WRITTEN}) \((?P<words>[A-ZÀ-Þa-zà-ÿ][\w'’, -]{{5,90}})\)")
_LITTLE = frozenset("le la les l un une des de du d et ou a au aux en dans par pour sur avec".split())
_PARTS = re.compile(r"[^\W_]+")


class Acronyms:
    """What the acronyms of one document stand for."""

    def __init__(self, glossary: Iterable[GlossaryEntry], texts: Iterable[str]) -> None:
        self._known = {_key(entry.acronym): entry.meaning for entry in glossary}
        for text in texts:
            if "(" in text:
                for acronym, meaning in _definitions(text):
                    self._known.setdefault(_key(acronym), meaning)

    def resolve(self, name: str) -> dict[str, str]:
        """Each acronym of ``name`` as written there, with its meaning; the name itself is left alone."""
        found: dict[str, str] = {}
        for match in _ACRONYM.finditer(name):
            meaning = self._known.get(_key(match[0])) or MEANINGS.get(_key(match[0]))
            if meaning is not None and fold(meaning) not in fold(name):
                found[match[0]] = meaning
        return found


def _key(acronym: str) -> str:
    """« PEdT » and « PEDT » are one."""
    return acronym.upper()


def _definitions(text: str) -> Iterable[tuple[str, str]]:
    """« Relais petite enfance (RPE) » and « RPE (relais petite enfance) »."""
    for match in _AFTER.finditer(text):
        meaning = _spelling(match["words"].split(), match["acronym"])
        if meaning:
            yield match["acronym"], meaning
    for match in _BEFORE.finditer(text):
        if _spelling(match["words"].split(), match["acronym"]) == " ".join(match["words"].split()):
            yield match["acronym"], match["words"].strip()


def _spelling(words: list[str], acronym: str) -> str:
    """The shortest end of ``words`` whose initials spell the acronym, empty where none does."""
    letters = fold(acronym)
    for start in range(len(words) - 1, -1, -1):
        parts = [part for word in words[start:] for part in _PARTS.findall(fold(word))]
        initials = "".join(part[0] for part in parts if part not in _LITTLE)
        whole = "".join(part[0] for part in parts)
        if letters in (initials, whole) and parts[0] not in _LITTLE:
            return " ".join(words[start:])
    return ""


def explain(actions: Iterable[Action], glossary: Iterable[GlossaryEntry], texts: Iterable[str]) -> None:
    """Put beside the pilots and the partners what their acronyms stand for."""
    acronyms = Acronyms(glossary, texts)
    for action in actions:
        for person in (*action.pilots, *action.partners):
            person.stands_for = acronyms.resolve(person.text)
