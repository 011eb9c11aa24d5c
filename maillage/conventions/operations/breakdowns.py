"""What values are told apart by: sets of categories, where one in use is retired and never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify

from maillage.conventions.enums import BreakdownKind
from maillage.conventions.errors import InvalidValueError, NotUndoableError
from maillage.conventions.models import Breakdown, IndicatorValue
from maillage.conventions.operations.common import locked_convention, require
from maillage.conventions.permissions import can_edit_convention
from maillage.conventions.sections.base import choice, text
from maillage.conventions.territory import communes_covered
from maillage.journal.operations import Fact, Subject, record
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.accounts.models import User
    from maillage.conventions.models import Convention
    from maillage.conventions.sections import Json
    from maillage.journal.models import Entry

MOST_CATEGORIES = 200
LONGEST_LABEL = 80
_LONGEST_CODE = 40


@transaction.atomic
def save_breakdown(
    *,
    convention: Convention,
    breakdown: Breakdown | None = None,
    kind: str,
    name: str,
    labels: Sequence[str] = (),
    by: User,
) -> Entry | None:
    """Create a breakdown, or change one; None when nothing changes.

    ``labels`` are its categories in order; those of communes come from the territory. A category
    that is left out is retired when it has values. Raises InvalidValueError.
    """
    locked = locked_convention(convention.pk)
    require(can_edit_convention(by, locked))
    row = breakdown or Breakdown(convention=locked)
    before = _plain(row) if breakdown else None
    row.kind = choice(kind, BreakdownKind, "kind") or BreakdownKind.OTHER
    row.name = text(name, longest=80, field="name")
    if not row.name:
        raise InvalidValueError("Donnez un nom à cette ventilation : Âge, Secteur…", "name")
    same = Breakdown.objects.filter(convention=locked, name=row.name).exclude(pk=row.pk)
    if same.exists():
        raise InvalidValueError(f"« {row.name} » existe déjà.", "name")
    given = [("", one) for one in labels]
    if row.kind == BreakdownKind.COMMUNE:
        given = list(communes_covered(locked.pk).values_list("pk", "name"))
    row.categories = _categories(row, given)
    if before == _plain(row):
        return None
    row.save()
    return _told(row, before, _plain(row), by)


def _plain(row: Breakdown) -> dict[str, Json]:
    return {"kind": str(row.kind), "name": row.name, "categories": list(row.categories)}


def _categories(row: Breakdown, given: Sequence[tuple[str, str]]) -> list[dict[str, Json]]:
    known = {fold(one["label"]): one["code"] for one in row.categories}
    taken = {one["code"] for one in row.categories}
    found: dict[str, str] = {}
    for code, words in given:
        label = text(words, longest=LONGEST_LABEL, field="labels")
        if label and fold(label) not in {fold(one) for one in found.values()}:
            own = code or known.get(fold(label)) or _new_code(label, taken | set(found))
            found[own] = label
    if not 2 <= len(found) <= MOST_CATEGORIES:
        raise InvalidValueError(f"Donnez de 2 à {MOST_CATEGORIES} catégories, une par ligne.", "labels")
    kept = [{"code": code, "label": label, "retired": False} for code, label in found.items()]
    gone = [one for one in row.categories if one["code"] not in found]
    used = _used(row) if gone else set()
    return kept + [{**one, "retired": True} for one in gone if one["code"] in used]


def _new_code(label: str, taken: set[str]) -> str:
    base = slugify(fold(label))[: _LONGEST_CODE - 4] or "categorie"
    codes = [base, *(f"{base}-{number}" for number in range(2, MOST_CATEGORIES + 2))]
    return next(code for code in codes if code not in taken)


def _used(row: Breakdown) -> set[str]:
    values = IndicatorValue.objects.filter(indicator__breakdown=row).exclude(category="")
    return set(values.values_list("category", flat=True).distinct())


def _told(row: Breakdown, before: Json, after: Json, by: User, undoes: Entry | None = None) -> Entry:
    words = [
        ", ".join(one["label"] for one in (each or {}).get("categories", ())) for each in (before, after)
    ]
    fact = Fact(
        "breakdown.saved",
        Subject("breakdown", row.pk, row.name),
        row.convention_id,
        {"categories": (words[0], words[1])},
        {"before": before, "after": after},
    )
    return record(fact, by=by, undoes=undoes)


def unsave_breakdown(entry: Entry, by: User) -> Entry:
    """Put a breakdown back as it was; a new one goes while no indicator uses it."""
    convention = locked_convention(entry.convention_id or 0)
    require(can_edit_convention(by, convention))
    before, after = entry.details["before"], entry.details["after"]
    row = Breakdown.objects.filter(convention=convention, pk=entry.subject_id).first()
    if row is None and after is not None:
        raise NotUndoableError("Cette ventilation n’existe plus.")
    if row is not None and _plain(row) != after:
        raise NotUndoableError("Cette ventilation a changé depuis : corrigez-la à la main.")
    if before is None and row is not None:
        if row.indicators.exists():
            raise NotUndoableError("Des indicateurs se détaillent par cette ventilation.")
        row.delete()
        row.pk = entry.subject_id
        return _told(row, after, None, by, entry)
    return _put_back(entry, row or Breakdown(pk=entry.subject_id, convention=convention), by)


def _put_back(entry: Entry, row: Breakdown, by: User) -> Entry:
    """What it was; a category that this takes away is retired when values came in it since."""
    before, after = entry.details["before"], entry.details["after"]
    same = Breakdown.objects.filter(convention_id=row.convention_id, name=before["name"]).exclude(pk=row.pk)
    if same.exists():
        raise NotUndoableError(f"Une autre ventilation s’appelle maintenant «\u00a0{before['name']}\u00a0».")
    used, kept = _used(row), {one["code"] for one in before["categories"]}
    gone = [one for one in row.categories if one["code"] in used - kept]
    row.kind, row.name = before["kind"], before["name"]
    row.categories = [*before["categories"], *({**one, "retired": True} for one in gone)]
    row.save()
    return _told(row, after, _plain(row), by, entry)
