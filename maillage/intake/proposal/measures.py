"""« Rendre mesurable »: what each indicator of a proposal could become, and what was decided of it.

Decisions are kept with the others of the review, under ``measure:<fiche>-<mark>``. The mark comes
from the words of the indicator: once they change, it is another indicator, to be looked at again.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from maillage.intake.proposal.decisions import MeasureChoice
from maillage.intake.proposal.sections import target_of_point
from maillage.intake.recognition.items.measures import Measure, measure_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maillage.intake.proposal.decisions import Decisions
    from maillage.intake.proposal.parts import Fiche, Point, Proposal

KEPT, CHANGED, WISH = "kept", "changed", "wish"
FIELD = "indicators"
PREFIX = "measure:"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator to look at. ``target`` and ``choice`` in the form of a section's values."""

    key: str
    fiche: str
    text: str
    line: int | None
    proposed: Measure
    target: dict[str, Any] | None
    choice: MeasureChoice | None
    seen: int

    @property
    def decision(self) -> str:
        """The name of what is decided of it."""
        return PREFIX + self.key

    @property
    def shown(self) -> MeasureChoice:
        """What is decided, else what is proposed."""
        return self.choice or MeasureChoice("", self.proposed.type, self.proposed.frequency, self.target)

    @property
    def is_sure(self) -> bool:
        """Whether nobody decided yet and the proposal can be kept unseen."""
        return self.choice is None and self.proposed.sure


def candidates_of(proposal: Proposal, decisions: Decisions) -> list[Candidate]:
    """The indicators of every fiche that is kept, in the order of the plan."""
    return [
        _candidate(fiche, key, point, decisions)
        for fiche in proposal.fiches.values()
        if proposal.is_kept(fiche)
        for key, point in _marked(fiche)
    ]


def measured(proposal: Proposal, decisions: Decisions) -> Proposal:
    """Give the indicators of ``proposal`` what was decided of each."""
    for fiche in proposal.fiches.values():
        field = fiche.fields.get(FIELD)
        if field is not None:
            field.points = [_applied(point, decisions.measure(key)) for key, point in _marked(fiche)]
    return proposal


def _candidate(fiche: Fiche, key: str, point: Point, decisions: Decisions) -> Candidate:
    return Candidate(
        key=key,
        fiche=fiche.key,
        text=point.text,
        line=point.line,
        proposed=measure_of(point.text, point.target),
        target=target_of_point(point),
        choice=decisions.measure(key),
        seen=decisions.version(PREFIX + key),
    )


def _marked(fiche: Fiche) -> Iterator[tuple[str, Point]]:
    """Each indicator under its key: the fiche, then a mark of its words, numbered where they come twice."""
    field = fiche.fields.get(FIELD)
    times: Counter[str] = Counter()
    for point in field.points if field else ():
        mark = _mark(point.text)
        times[mark] += 1
        again = f"-{times[mark]}" if times[mark] > 1 else ""
        yield f"{fiche.key}-{mark}{again}", point


@lru_cache(maxsize=4096)
def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:10]


def _applied(point: Point, choice: MeasureChoice | None) -> Point:
    if choice is None:
        return point
    return replace(point, measure=asdict(choice))
