"""Organisations, people and communes recognised in the words of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from maillage.intake.matching.wording import likeness
from maillage.kernel.text import fold

ORGANISATION, PERSON, COMMUNE = "organisation", "person", "commune"
NBSP = "\u00a0"
_WORD = re.compile(r"\w+")
_LITTLE = frozenset(
    "l la le les un une des de du d et en a au aux pour sur par avec association assoc asso".split()
)
_CIVIL = frozenset("m mr mme monsieur madame mlle dr elu elue".split())
_ACRONYM = re.compile(r"\b[A-ZÀ-Ý][A-ZÀ-Ý.&]{1,9}\b")
#: « Communauté de communes du Val » names the group, not the commune.
_OF_GROUP = re.compile(r"communaut[ée] (?:de communes|d['’]agglom[ée]ration)[^.;]{0,20}$", re.IGNORECASE)
_NEAR = 0.8
_FEWEST_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Known:
    """Something that exists. ``names``: how it is called; ``roles``: what a person does, or nothing."""

    key: str
    kind: str
    names: tuple[str, ...]
    roles: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """How it is shown."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Found:
    """What words are likely to mean. ``reason``: in French; ``sure``: whether it can be accepted unseen."""

    known: Known
    reason: str
    sure: bool


def plain_words(text: str, skipped: frozenset[str] = _LITTLE) -> tuple[str, ...]:
    """The words that tell a name from another: no accent, no capital, no little word."""
    words = tuple(_WORD.findall(fold(text)))
    return tuple(word for word in words if word not in skipped) or words


def acronym_of(name: str) -> str:
    """The initials of the words of a name, when there are three or more of them."""
    words = plain_words(name)
    return "".join(word[0] for word in words) if len(words) > 2 else ""


def find(text: str, known: Iterable[Known], glossary: Mapping[str, str] | None = None) -> Found | None:
    """What ``text`` means among ``known``; None when nothing or several things are as likely.

    ``glossary``: what the document says that its acronyms stand for.
    """
    said = [text, *_expanded(text, glossary or {})]
    best: dict[int, list[Found]] = {}
    for one in known:
        ranked = _rank(said, one)
        if ranked is not None:
            best.setdefault(ranked[0], []).append(ranked[1])
    if not best:
        return None
    found = best[min(best)]
    return found[0] if len(found) == 1 else None


def _expanded(text: str, glossary: Mapping[str, str]) -> list[str]:
    return [glossary[each] for each in _ACRONYM.findall(text) if each in glossary]


def _rank(said: Sequence[str], one: Known) -> tuple[int, Found] | None:
    """How near ``one`` is, 0 the nearest, and why."""
    words = [plain_words(text) for text in said]
    for name in one.names:
        mine = plain_words(name)
        if mine in words:
            return 0, Found(one, "même nom", sure=True)
    if one.kind == PERSON:
        return _by_role(said, one) or _by_part(words, one) or _by_family(said, one) or _by_likeness(said, one)
    return (
        _by_acronym(said, one)
        or _by_part(words, one)
        or _by_beginning(said[0], one)
        or _by_likeness(said, one)
    )


def _by_acronym(said: Sequence[str], one: Known) -> tuple[int, Found] | None:
    for name in one.names:
        initials, bare = acronym_of(name), fold(name)
        for written in _ACRONYM.findall(said[0]):
            letters = fold(written.replace(".", "").replace("&", ""))
            if letters and letters == initials:
                return 1, Found(one, f"sigle de «{NBSP}{name}{NBSP}»", sure=letters == fold(said[0]))
            if letters == bare:
                return 1, Found(one, f"contient «{NBSP}{written}{NBSP}»", sure=False)
    return None


def _by_role(said: Sequence[str], one: Known) -> tuple[int, Found] | None:
    for role in one.roles:
        if role and plain_words(role) == plain_words(said[0]):
            return 1, Found(one, "même fonction", sure=True)
    return None


def _by_family(said: Sequence[str], one: Known) -> tuple[int, Found] | None:
    names = plain_words(one.name, _CIVIL)
    words = plain_words(said[0], _CIVIL)
    if len(names) > 1 and names[-1] in words and len(names[-1]) >= _FEWEST_LETTERS:
        return 3, Found(one, f"même nom de famille, «{NBSP}{one.name.split()[-1]}{NBSP}»", sure=False)
    return None


def _by_part(words: Sequence[tuple[str, ...]], one: Known) -> tuple[int, Found] | None:
    """The whole name inside the words: sure for a name of several words."""
    for name in one.names:
        mine = plain_words(name)
        if sum(map(len, mine)) < _FEWEST_LETTERS:
            continue
        for text in words:
            if any(text[at : at + len(mine)] == mine for at in range(len(text) - len(mine) + 1)):
                return 2, Found(one, f"contient «{NBSP}{name}{NBSP}»", sure=len(mine) > 1)
    return None


def _by_beginning(text: str, one: Known) -> tuple[int, Found] | None:
    """« CAF » for « CAF de la Brenne »: sure for an acronym, since another one makes it ambiguous."""
    words = plain_words(text)
    if not text.strip() or plain_words(one.name)[: len(words)] != words:
        return None
    return 2, Found(one, f"début de «{NBSP}{one.name}{NBSP}»", sure=bool(_ACRONYM.fullmatch(text.strip())))


def _by_likeness(said: Sequence[str], one: Known) -> tuple[int, Found] | None:
    for called in (*one.names, *one.roles):
        if len(plain_words(called)) > 1 and likeness(called, said[0]) >= _NEAR:
            return 4, Found(one, f"presque les mêmes mots que «{NBSP}{called}{NBSP}»", sure=False)
    return None


def communes_in(text: str, communes: Iterable[Known]) -> list[Known]:
    """The communes that ``text`` names, with their capitals, as whole words; not those of a longer name."""
    found: list[tuple[int, int, Known]] = []
    for one in communes:
        pattern = re.compile(rf"(?<![\w'’-]){_spelling(one.name)}(?![\w-])")
        found += [(match.start(), match.end(), one) for match in pattern.finditer(text)]
    whole = [
        each
        for each in found
        if not any(o[0] <= each[0] and each[1] <= o[1] and o[:2] != each[:2] for o in found)
        and not _OF_GROUP.search(text[: each[0]])
    ]
    return list(dict.fromkeys(one for _, _, one in sorted(whole, key=lambda each: each[0])))


def _spelling(name: str) -> str:
    """The name as a pattern: hyphens or spaces, « St » for « Saint », one apostrophe or the other."""
    words = [re.escape(word) for word in re.split(r"[\s-]+", name)]
    loose = ["(?:Saint|St)" if w == "Saint" else "(?:Sainte|Ste)" if w == "Sainte" else w for w in words]
    return re.sub("['’]", "['’]", r"[\s-]+".join(loose))
