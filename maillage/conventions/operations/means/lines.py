"""One line saved, several pasted, one taken out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from maillage.conventions.errors import InvalidValueError, LineGoneError
from maillage.conventions.means.kinds import BUDGET, KINDS, POST, STAFF, Line, clean
from maillage.conventions.models import BudgetLine, StaffShare
from maillage.conventions.operations.common import locked_convention
from maillage.conventions.operations.means.writing import VERB, Change, apply, find_row, mark_of, read_row
from maillage.journal.models import Entry
from maillage.kernel.errors import StaleVersionError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maillage.accounts.models import User
    from maillage.conventions.models import Convention

SAME_WITHIN = timedelta(seconds=10)


def _line(kind: str, values: Mapping[str, Any]) -> Line:
    """The line in its normal form with its ids; a budget is of an action or of a post."""
    line = clean(kind, values) | {key: values.get(key) for key in KINDS[kind].refers}
    if kind == BUDGET and (line["action"] is None) == (line["post"] is None):
        raise InvalidValueError("Choisissez une action ou un poste : l’un des deux.", "action")
    return line


def _just_written(convention: Convention, changes: Sequence[Change], by: User) -> Entry | None:
    """The same new lines by the same person a moment ago: a button pressed twice counts no euro twice."""
    last = Entry.objects.filter(convention_id=convention.pk, verb=VERB, actor_id=by.pk, undone_by=None)
    entry = last.filter(at__gt=timezone.now() - SAME_WITHIN).order_by("-pk").first()
    if entry is None or entry.undoes_id is not None:
        return None
    rows = [(row["kind"], row["before"], row["after"]) for row in entry.details["rows"]]
    return entry if rows == [(one.kind, one.before, one.after) for one in changes] else None


@transaction.atomic
def save_line(
    *,
    convention: Convention,
    kind: str,
    values: Mapping[str, Any],
    by: User,
    pk: int | None = None,
    seen: str = "",
) -> Entry | None:
    """Write a new line, or the line ``pk`` again; None when nothing changed.

    ``values`` are as typed, with the ids of ``action``, ``post`` and ``theme``. ``seen`` is the mark
    of the line on screen: another one raises StaleVersionError. Writes of a convention take turns.
    Raises InvalidValueError, LineGoneError.
    """
    locked_convention(convention.pk)
    before = None
    if pk is not None:
        row = find_row(convention, kind, pk)
        if row is None:
            raise LineGoneError("Cette ligne a été retirée entre-temps.")
        before = read_row(kind, row)
        if seen and seen != mark_of(before):
            raise StaleVersionError(0)
    change = Change(kind, pk, before, _line(kind, values))
    if pk is None and (twin := _just_written(convention, [change], by)) is not None:
        return twin
    return apply(convention=convention, changes=[change], by=by)


@transaction.atomic
def add_lines(
    *, convention: Convention, kind: str, lines: Sequence[Mapping[str, Any]], by: User
) -> Entry | None:
    """Write several new lines, all or none, as one entry. Raises InvalidValueError."""
    locked_convention(convention.pk)
    changes = [Change(kind, None, None, _line(kind, line)) for line in lines]
    if (twin := _just_written(convention, changes, by)) is not None:
        return twin
    return apply(convention=convention, changes=changes, by=by)


@transaction.atomic
def remove_line(*, convention: Convention, kind: str, pk: int, by: User) -> Entry | None:
    """Take a line out. A post goes with its funding, and the times that name it stay, without it.

    Raises LineGoneError when it is no longer there.
    """
    locked_convention(convention.pk)
    row = find_row(convention, kind, pk)
    if row is None:
        raise LineGoneError("Cette ligne a déjà été retirée.")
    changes = [*_before_post(convention, pk)] if kind == POST else []
    changes.append(Change(kind, pk, read_row(kind, row), None))
    return apply(convention=convention, changes=changes, by=by)


def _before_post(convention: Convention, pk: int) -> list[Change]:
    shares = StaffShare.objects.filter(convention=convention, post_id=pk)
    held = [(share.pk, read_row(STAFF, share)) for share in shares]
    freed = [Change(STAFF, share, line, {**line, "post": None}) for share, line in held]
    funding = BudgetLine.objects.filter(convention=convention, post_id=pk)
    return freed + [Change(BUDGET, line.pk, read_row(BUDGET, line), None) for line in funding]
