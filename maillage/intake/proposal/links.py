"""Words of a document tied to what exists: partners, pilots, communes.

A decision is kept under ``link:<kind>-<mark>``, where the mark comes from the words: the same partner
of thirty fiches is decided once. Of a commune the mark is its code.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from maillage.intake.matching.names import COMMUNE, ORGANISATION, PERSON, Found, Known, communes_in, find

if TYPE_CHECKING:
    from maillage.intake.proposal.decisions import Decisions, LinkChoice
    from maillage.intake.proposal.parts import Fiche, Proposal

PREFIX = "link:"
LINKED, WORDS = "linked", "words"
_KIND_OF = {"pilots": PERSON, "partners": ORGANISATION}
#: Where a commune that is named is surely concerned; elsewhere it may only be told of.
_SURELY = ("objectives", "steps", "indicators")
_PERHAPS = ("context", "resources", "success_conditions")


@dataclass(frozen=True, slots=True)
class Tie:
    """Words likely to mean something known, in some fiches. ``choice``: None while nobody decided."""

    key: str
    kind: str
    text: str
    fiches: tuple[str, ...]
    found: Found
    choice: LinkChoice | None = None
    seen: int = 0

    @property
    def is_sure(self) -> bool:
        """Whether nobody decided yet and it can be accepted unseen."""
        return self.choice is None and self.found.sure


def ties_of(
    proposal: Proposal, document: Mapping[str, Any], known: Sequence[Known], decisions: Decisions
) -> list[Tie]:
    """What of the fiches that are kept is likely to mean something known; the most frequent first."""
    glossary = {
        str(entry.get("acronym")): str(entry.get("meaning") or "") for entry in document.get("glossary") or []
    }
    kept = [fiche for fiche in proposal.fiches.values() if proposal.is_kept(fiche)]
    ties = []
    for field, kind in _KIND_OF.items():
        candidates = [one for one in known if one.kind == kind]
        for text, fiches in _said(kept, field).items():
            found = find(text, candidates, glossary)
            if found is not None:
                ties.append(_tie(f"{kind}-{_mark(text)}", kind, text, fiches, found, decisions))
    ties += _communes(kept, [one for one in known if one.kind == COMMUNE], decisions)
    return sorted(ties, key=lambda tie: (tie.kind, -len(tie.fiches)))


def linked(proposal: Proposal, known: Iterable[Known], decisions: Decisions) -> Proposal:
    """Give pilots, partners and fiches what they were said to be, as far as it is still ``known``."""
    living = {(one.kind, one.key) for one in known}
    codes = [key for kind, key in living if kind == COMMUNE]
    concerned = {code: _target(decisions, f"{COMMUNE}-{code}") for code in codes}
    names = [one for one in known if one.kind == COMMUNE and concerned.get(one.key)]
    for fiche in proposal.fiches.values():
        for field, kind in _KIND_OF.items():
            part = fiche.fields[field]
            for at, point in enumerate(part.points):
                target = _target(decisions, f"{kind}-{_mark(point.text)}")
                if (kind, target) in living:
                    part.points[at] = replace(point, link=int(target))
        fiche.communes = sorted(_named(fiche, names, (*_SURELY, *_PERHAPS)))
    return proposal


def _target(decisions: Decisions, key: str) -> str:
    choice = decisions.link(key)
    return choice.target if choice is not None and choice.state == LINKED else ""


def _said(fiches: Iterable[Fiche], field: str) -> dict[str, list[str]]:
    """The words of a field, with the fiches that have them."""
    said: dict[str, list[str]] = {}
    for fiche in fiches:
        for point in fiche.fields[field].points:
            if fiche.key not in said.setdefault(point.text, []):
                said[point.text].append(fiche.key)
    return said


def _tie(key: str, kind: str, text: str, fiches: Sequence[str], found: Found, decisions: Decisions) -> Tie:
    choice = decisions.link(key)
    return Tie(key, kind, text, tuple(fiches), found, choice, decisions.version(PREFIX + key))


def _communes(fiches: Sequence[Fiche], communes: Sequence[Known], decisions: Decisions) -> list[Tie]:
    surely: dict[str, list[str]] = {}
    perhaps: dict[str, list[str]] = {}
    for fiche in fiches:
        sure = _named(fiche, communes, _SURELY)
        for code in sure:
            surely.setdefault(code, []).append(fiche.key)
        for code in _named(fiche, communes, _PERHAPS) - sure:
            perhaps.setdefault(code, []).append(fiche.key)
    ties = []
    for one in communes:
        named = [*surely.get(one.key, []), *perhaps.get(one.key, [])]
        if named:
            only = "" if one.key in surely else ", dans le contexte seulement"
            found = Found(one, f"nommée telle quelle{only}", sure=one.key in surely)
            ties.append(_tie(f"{COMMUNE}-{one.key}", COMMUNE, one.name, named, found, decisions))
    return ties


def _named(fiche: Fiche, communes: Sequence[Known], fields: Sequence[str]) -> set[str]:
    """The codes of the communes that a fiche names in its title or in ``fields``."""
    texts = [fiche.title] if fields != _PERHAPS else []
    for name in fields:
        for point in fiche.fields[name].points:
            texts += [point.text, *point.substeps]
    return {one.key for text in texts for one in communes_in(text, communes)}


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:10]
