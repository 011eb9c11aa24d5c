"""Points of fiches moved to another section, joined, cut, taken out, one or several at once."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from maillage.intake.errors import InvalidDecisionError
from maillage.intake.operations.acts import keep, reviewed
from maillage.intake.operations.structure import fiches_of
from maillage.intake.operations.telling import named
from maillage.intake.proposal.decisions import IGNORED, DoubtChoice, FicheChoice, FieldChoice
from maillage.intake.proposal.parts import FIELDS, Point
from maillage.intake.proposal.points import as_text
from maillage.intake.selectors import review_of
from maillage.kernel.french import plural

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from maillage.accounts.models import User
    from maillage.intake.models import Import
    from maillage.intake.proposal.decisions import Choice
    from maillage.intake.proposal.parts import Proposal
    from maillage.intake.proposal.pointing import PointRef

    #: For each fiche and field, the positions of the points meant.
    Chosen = Mapping[tuple[str, str], Collection[int]]

_CHANGED = "Un de ces points a changé depuis. Relisez la fiche, puis recommencez."
#: Where a point is cut, the surest first.
_CUTS = tuple(
    re.compile(cut)
    for cut in (r"\s*[;\n]\s*", r"\s+[/•]\s+", r"(?<=[.!?])\s+(?=\S)", r"\s*,\s+", r"\s+\+\s+", r"\s+et\s+")
)


@transaction.atomic
def move_points(*, import_: Import, points: Collection[PointRef], field: str, by: User) -> int:
    """Move points to another section of their fiches; how many."""
    current = reviewed(import_, by)
    proposal, chosen = _chosen(current, points)
    if field not in FIELDS:
        raise InvalidDecisionError("Choisissez une rubrique.", "field")
    written: dict[tuple[str, str], list[Point]] = {}
    moved = 0
    for (fiche, name), positions in chosen.items():
        if name == field:
            continue
        former = proposal.fiches[fiche].fields[name].points
        goes = [point for at, point in enumerate(former) if at in positions]
        written[fiche, name] = _less(former, positions)
        target = written.setdefault((fiche, field), list(proposal.fiches[fiche].fields[field].points))
        target += _for_field(field, goes)
        moved += len(goes)
    _keep(current, proposal, written, f"{_count(moved)} en {FIELDS[field]}", by)
    return moved


def _for_field(field: str, points: Sequence[Point]) -> list[Point]:
    """Points as another section holds them: substeps are steps' only."""
    if field == "steps":
        return [replace(point, group="") for point in points]
    return [
        Point(words, point.line, point.page) for point in points for words in (point.text, *point.substeps)
    ]


@transaction.atomic
def leave_out_all(
    *,
    import_: Import,
    fiches: Sequence[str] = (),
    points: Collection[PointRef] = (),
    doubts: Collection[int] = (),
    by: User,
) -> int:
    """Leave fiches, points and the passages of open doubts out of the plan, in one act; how many."""
    current = reviewed(import_, by)
    proposal = review_of(current)
    leaving = fiches_of(proposal, fiches) if fiches else []
    changes: dict[str, Choice | None] = {
        f"fiche:{fiche.key}": FicheChoice(fiche.ref, fiche.title, fiche.parent, excluded=True)
        for fiche in leaving
        if not fiche.excluded
    }
    questions = [each for each in proposal.open_questions if each.number in set(doubts)]
    changes |= {f"doubt:{each.number}": DoubtChoice(IGNORED) for each in questions}
    chosen = _positions(proposal, points)
    count = len(changes) + sum(map(len, chosen.values()))
    if not count:
        raise InvalidDecisionError("Choisissez d’abord des fiches, des points ou des doutes.")
    written = {
        (fiche, name): _less(proposal.fiches[fiche].fields[name].points, positions)
        for (fiche, name), positions in chosen.items()
    }
    changes |= _rewritten(proposal, written)
    about = sorted({*(fiche.key for fiche in leaving), *(fiche for fiche, _ in chosen)})
    keep(current, changes, what=f"{plural(count, 'élément')} hors du plan", by=by, about=about)
    return count


def _less(points: Sequence[Point], positions: Collection[int]) -> list[Point]:
    return [point for at, point in enumerate(points) if at not in positions]


@transaction.atomic
def join_points(*, import_: Import, points: Collection[PointRef], by: User) -> int:
    """Make one point of those of each section, in the place of the first; how many were joined."""
    current = reviewed(import_, by)
    proposal, chosen = _chosen(current, points)
    written: dict[tuple[str, str], list[Point]] = {}
    for (fiche, name), positions in chosen.items():
        if len(positions) < 2:
            continue
        former = proposal.fiches[fiche].fields[name].points
        first = min(positions)
        joined = [former[at] for at in sorted(positions)]
        substeps = tuple(substep for point in joined for substep in point.substeps)
        one = replace(joined[0], text=" ".join(point.text for point in joined), substeps=substeps)
        kept = [one if at == first else point for at, point in enumerate(former)]
        written[fiche, name] = [p for at, p in enumerate(kept) if at == first or at not in positions]
    if not written:
        raise InvalidDecisionError("Choisissez au moins deux points d’une même rubrique.")
    count = sum(len(positions) for positions in chosen.values() if len(positions) > 1)
    _keep(current, proposal, written, f"{_count(count)} réunis en un", by)
    return count


@transaction.atomic
def cut_points(*, import_: Import, points: Collection[PointRef], by: User) -> int:
    """Cut points where their words part (« ; », « / », sentences, commas); how many there are now."""
    current = reviewed(import_, by)
    proposal, chosen = _chosen(current, points)
    written: dict[tuple[str, str], list[Point]] = {}
    pieces = 0
    for (fiche, name), positions in chosen.items():
        new: list[Point] = []
        for at, point in enumerate(proposal.fiches[fiche].fields[name].points):
            parts = _cut(point) if at in positions else [point]
            pieces += len(parts) if at in positions else 0
            new += parts
        written[fiche, name] = new
    count = sum(map(len, chosen.values()))
    if pieces == count:
        raise InvalidDecisionError(
            "Rien ne sépare ces mots en deux. Corrigez la rubrique, un point par ligne."
        )
    _keep(current, proposal, written, f"{_count(count)} en {pieces}", by)
    return pieces


def _cut(point: Point) -> list[Point]:
    for cut in _CUTS:
        parts = [part.strip() for part in cut.split(point.text) if part.strip()]
        if len(parts) > 1:
            last = replace(point, text=parts[-1])
            return [*(replace(point, text=part, substeps=()) for part in parts[:-1]), last]
    return [point]


def _chosen(current: Import, points: Collection[PointRef]) -> tuple[Proposal, Chosen]:
    proposal = review_of(current)
    chosen = _positions(proposal, points)
    if not chosen:
        raise InvalidDecisionError("Choisissez d’abord des points.")
    return proposal, chosen


def _positions(proposal: Proposal, points: Collection[PointRef]) -> Chosen:
    chosen: dict[tuple[str, str], set[int]] = defaultdict(set)
    for ref in points:
        fiche = proposal.fiches.get(ref.fiche)
        field = fiche.fields.get(ref.field) if fiche else None
        at = ref.find([point.text for point in field.points]) if field else None
        if at is None:
            raise InvalidDecisionError(_CHANGED)
        chosen[ref.fiche, ref.field].add(at)
    return chosen


def _count(points: int) -> str:
    return plural(points, "point")


def _keep(
    current: Import,
    proposal: Proposal,
    written: Mapping[tuple[str, str], Sequence[Point]],
    what: str,
    by: User,
) -> None:
    if not written:
        return
    fiches = sorted({fiche for fiche, _ in written})
    whose = f" ({named(proposal.fiches[fiches[0]])})" if len(fiches) == 1 else ""
    keep(current, _rewritten(proposal, written), what=f"{what}{whose}", by=by, about=fiches)


def _rewritten(
    proposal: Proposal, written: Mapping[tuple[str, str], Sequence[Point]]
) -> dict[str, Choice | None]:
    changes: dict[str, Choice | None] = {}
    for (fiche, name), points in written.items():
        # A field that was written by hand stays so: its doubts were answered with it.
        arranged = not proposal.fiches[fiche].fields[name].corrected
        changes[f"field:{fiche}:{name}"] = FieldChoice(as_text(name, points), arranged)
    return changes
