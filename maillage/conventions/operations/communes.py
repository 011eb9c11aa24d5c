"""Where one commune stands on an action that it shares with others."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from maillage.conventions.enums import Status
from maillage.conventions.errors import InvalidValueError, NotUndoableError
from maillage.conventions.models import CommuneProgress
from maillage.conventions.operations.common import action_fact, check_living, locked_action, require
from maillage.conventions.permissions import can_edit_action
from maillage.conventions.sections.base import choice, text
from maillage.conventions.selectors.communes import communes_concerned
from maillage.journal.operations import record
from maillage.kernel.errors import StaleVersionError

if TYPE_CHECKING:
    from collections.abc import Callable

    from maillage.accounts.models import User
    from maillage.conventions.models import Action
    from maillage.journal.models import Entry
    from maillage.territories.models import Commune

LONGEST_NEWS = 2000
LONGEST_CONTACT = 200
_UNKNOWN = "Cette commune n’est pas concernée par l’action."
_CHANGED_SINCE = "Cela a changé depuis\u00a0: corrigez à la main."


@dataclass(frozen=True, slots=True)
class CommuneState:
    """What is said of a commune: its state, a percentage or None, a sentence, whom to ask."""

    status: str = Status.TO_COME
    progress: int | None = None
    news: str = ""
    contact: str = ""
    contact_email: str = ""


@transaction.atomic
def save_commune(
    *, action: Action, code: str, state: CommuneState, version: int, by: User, undoes: Entry | None = None
) -> Entry | None:
    """Say where the commune ``code`` stands; None when nothing changed.

    ``version`` is the one on screen, 0 when nothing was known: another one now in place raises
    StaleVersionError. Raises InvalidValueError on a bad value or a commune that is not concerned.
    """
    locked, commune, row = _place(action, code, by)
    if (row.version if row else 0) != version:
        raise StaleVersionError(row.version if row else 0)
    return _write(locked, commune, row, _clean(state), by, undoes)


def _place(action: Action, code: str, by: User) -> tuple[Action, Commune, CommuneProgress | None]:
    locked = locked_action(action.pk)
    require(can_edit_action(by, locked))
    check_living(locked)
    commune = next((one for one in communes_concerned(locked) if one.pk == code), None)
    if commune is None:
        raise InvalidValueError(_UNKNOWN)
    return locked, commune, CommuneProgress.objects.filter(action=locked, commune=commune).first()


def _write(
    action: Action,
    commune: Commune,
    row: CommuneProgress | None,
    after: CommuneState | None,
    by: User,
    undoes: Entry | None,
) -> Entry | None:
    before = state_of(row)
    if before == after:
        return None
    if after is None:
        CommuneProgress.objects.filter(action=action, commune=commune).delete()
    else:
        written = row or CommuneProgress(action=action, convention_id=action.convention_id, commune=commune)
        for name, value in asdict(after).items():
            setattr(written, name, value)
        written.version = row.version + 1 if row else 1
        written.save()
    details = {"commune": commune.pk, "before": _plain(before), "after": _plain(after)}
    changes = {"commune": (_said(commune, before), _said(commune, after))}
    return record(action_fact(action, "commune_saved", changes, details), by=by, undoes=undoes)


def state_of(row: CommuneProgress | None) -> CommuneState | None:
    """What is kept of a commune, None when nothing is."""
    if row is None:
        return None
    return CommuneState(row.status, row.progress, row.news, row.contact, row.contact_email)


def _clean(state: CommuneState) -> CommuneState:
    progress = state.progress
    if progress is not None and not 0 <= progress <= 100:
        raise InvalidValueError("L’avancement va de 0 à 100\u00a0%.", "progress")
    email = text(state.contact_email, longest=254, field="contact_email")
    try:
        if email:
            validate_email(email)
    except ValidationError as error:
        raise InvalidValueError(
            f"«\u00a0{email}\u00a0» n’est pas une adresse e-mail.", "contact_email"
        ) from error
    return CommuneState(
        status=choice(state.status, Status, "status") or str(Status.TO_COME),
        progress=progress,
        news=text(state.news, longest=LONGEST_NEWS, field="news"),
        contact=text(state.contact, longest=LONGEST_CONTACT, field="contact"),
        contact_email=email,
    )


def _plain(state: CommuneState | None) -> dict[str, Any] | None:
    return None if state is None else asdict(state)


def _said(commune: Commune, state: CommuneState | None) -> list[str]:
    """The lines of the journal, each of which names the commune: several are told one under another."""
    if state is None:
        return []
    where = str(Status(state.status).label)
    if state.progress is not None:
        where += f", {state.progress}\u00a0%"
    lines = [where, state.news, f"contact {state.contact}" if state.contact else ""]
    return [f"{commune.name}\u00a0: {line}" for line in lines if line]


def _unsave(entry: Entry, by: User) -> Entry | None:
    details = entry.details
    action = locked_action(entry.subject_id)
    locked, commune, row = _place(action, details["commune"], by)
    if _plain(state_of(row)) != details["after"]:
        raise NotUndoableError(_CHANGED_SINCE)
    before = None if details["before"] is None else CommuneState(**details["before"])
    return _write(locked, commune, row, before, by, entry)


#: How each entry about a commune is taken back.
TAKE_BACK: dict[str, Callable[[Entry, User], Entry | None]] = {"action.commune_saved": _unsave}
