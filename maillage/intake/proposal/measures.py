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

from maillage.intake.proposal.decisions import MeasureChoice, MergeChoice, SplitChoice
from maillage.intake.proposal.sections import target_of_point
from maillage.intake.recognition.items.measures import Measure, measure_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    lineage = _lineage(decisions)
    return [
        _candidate(fiche, mark, point, decisions, lineage)
        for fiche in proposal.fiches.values()
        if proposal.is_kept(fiche)
        for mark, point in _marked(fiche)
    ]


def measured(proposal: Proposal, decisions: Decisions) -> Proposal:
    """Give the indicators of ``proposal`` what was decided of each."""
    lineage = _lineage(decisions)
    for fiche in proposal.fiches.values():
        field = fiche.fields.get(FIELD)
        if field is not None:
            field.points = [
                _applied(point, _choice(decisions, fiche.key, mark, lineage))
                for mark, point in _marked(fiche)
            ]
    return proposal


def _candidate(
    fiche: Fiche, mark: str, point: Point, decisions: Decisions, lineage: Mapping[str, list[str]]
) -> Candidate:
    key = f"{fiche.key}-{mark}"
    return Candidate(
        key=key,
        fiche=fiche.key,
        text=point.text,
        line=point.line,
        proposed=measure_of(point.text, point.target),
        target=target_of_point(point),
        choice=_choice(decisions, fiche.key, mark, lineage),
        seen=decisions.version(PREFIX + key),
    )


def _lineage(decisions: Decisions) -> dict[str, list[str]]:
    """The fiches that joined each fiche, or that it was cut from: what was decided there still holds."""
    found: dict[str, list[str]] = {}
    for key, choice in decisions.shaping():
        if isinstance(choice, MergeChoice):
            found.setdefault(choice.into, []).extend([key, *found.get(key, [])])
        elif isinstance(choice, SplitChoice):
            found.setdefault(key, []).extend([choice.fiche, *found.get(choice.fiche, [])])
    return found


def _choice(
    decisions: Decisions, fiche: str, mark: str, lineage: Mapping[str, list[str]]
) -> MeasureChoice | None:
    """What was decided of an indicator in its fiche, else in those that it comes from."""
    own = f"{fiche}-{mark}"
    if decisions.version(PREFIX + own):
        return decisions.measure(own)
    former = (decisions.measure(f"{key}-{mark}") for key in lineage.get(fiche, []))
    return next((choice for choice in former if choice is not None), None)


def _marked(fiche: Fiche) -> Iterator[tuple[str, Point]]:
    """Each indicator with a mark of its words, numbered where they come twice."""
    field = fiche.fields.get(FIELD)
    times: Counter[str] = Counter()
    for point in field.points if field else ():
        mark = _mark(point.text)
        times[mark] += 1
        yield f"{mark}-{times[mark]}" if times[mark] > 1 else mark, point


@lru_cache(maxsize=4096)
def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:10]


def _applied(point: Point, choice: MeasureChoice | None) -> Point:
    if choice is None:
        return point
    return replace(point, measure=asdict(choice))
