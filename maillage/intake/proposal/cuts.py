"""What of a proposal a plan cannot hold whole, said before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.intake.proposal.draft import DEEPEST_NODE, LONGEST_REF, LONGEST_TITLE
from maillage.intake.proposal.sections import (
    LONGEST_GROUP,
    LONGEST_INDICATOR,
    LONGEST_LINE,
    LONGEST_PARTNER,
    LONGEST_PILOT,
    MOST_LINES,
)
from maillage.kernel.french import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maillage.intake.proposal.parts import Branch, Fiche, Field, Proposal

#: The longest point of the fields that hold less than a line of text does elsewhere.
_LONGEST = {"pilots": LONGEST_PILOT, "partners": LONGEST_PARTNER, "indicators": LONGEST_INDICATOR}


@dataclass(frozen=True, slots=True)
class Cut:
    """Something that will be shortened. ``fiche`` or ``branch`` is its key, ``what`` says it in French."""

    what: str
    name: str = ""
    fiche: str = ""
    branch: str = ""


def cuts_of(proposal: Proposal) -> list[Cut]:
    """Everything of what is kept that is longer than a plan holds, in the order of the plan."""
    return [*_levels(proposal), *_branches(proposal), *_fiches(proposal)]


def _levels(proposal: Proposal) -> Iterator[Cut]:
    deepest = max((len(proposal.above(key)) for key in proposal.nodes), default=0)
    if deepest > DEEPEST_NODE:
        yield Cut(
            f"Le document a {deepest} niveaux au-dessus des actions. Un plan en a {DEEPEST_NODE}\u00a0: "
            "les actions des niveaux plus bas rejoignent le troisième."
        )


def _branches(proposal: Proposal) -> Iterator[Cut]:
    for branch in proposal.nodes.values():
        if not any(above.excluded for above in proposal.above(branch.key)):
            for what in _named(branch):
                yield Cut(what, branch.name, branch=branch.key)


def _fiches(proposal: Proposal) -> Iterator[Cut]:
    for fiche in proposal.fiches.values():
        if proposal.is_kept(fiche):
            whole = [*_named(fiche), *(what for field in fiche.fields.values() for what in _field(field))]
            yield from (Cut(what, fiche.name, fiche=fiche.key) for what in whole)


def _named(one: Branch | Fiche) -> Iterator[str]:
    if _length(one.title) > LONGEST_TITLE:
        yield _shortened("Titre", _length(one.title), LONGEST_TITLE)
    if _length(one.ref) > LONGEST_REF:
        yield _shortened("Référence", _length(one.ref), LONGEST_REF)


def _field(field: Field) -> Iterator[str]:
    if len(field.points) > MOST_LINES:
        count = number(len(field.points))
        yield f"{field.label}\u00a0: {count} points, les {MOST_LINES} premiers sont gardés."
    longest = _LONGEST.get(field.key, LONGEST_LINE)
    texts = [text for point in field.points for text in (point.text, *point.substeps)]
    for text in texts:
        if _length(text) > longest:
            yield _shortened(f"{field.label}, «\u00a0{text[:40]}…\u00a0»", _length(text), longest)
    for group in dict.fromkeys(point.group for point in field.points):
        if _length(group) > LONGEST_GROUP:
            yield _shortened("Volet d’étapes", _length(group), LONGEST_GROUP)


def _length(text: str) -> int:
    return len(" ".join(text.split()))


def _shortened(what: str, length: int, longest: int) -> str:
    return f"{what}\u00a0: {number(length)} caractères, les {number(longest)} premiers sont gardés."
