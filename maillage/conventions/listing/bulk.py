"""The same change on many fiches: what it would do to each, then all of it at once."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.listing.changes import CHANGES, DELETE, MOST_MONTHS, MOVE, Change, UnchangedError
from maillage.conventions.models import Action, Node
from maillage.conventions.operations.batches import FicheEdit, apply_edits
from maillage.conventions.operations.common import require
from maillage.conventions.permissions import can_edit_plan
from maillage.conventions.sections import ROWS, SECTIONS
from maillage.conventions.selectors.fiche import place_in_plan
from maillage.conventions.wording import Names, lines_of_section
from maillage.kernel.lines import Line, changed_lines
from maillage.kernel.text import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.accounts.models import User
    from maillage.conventions.models import Convention
    from maillage.conventions.sections import Json
    from maillage.journal.models import Entry

LONGEST_WORDS = 300
MOST_FICHES = 2000
_MONTHS = re.compile(r"[+-]?[0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class Changed:
    """A fiche that changes, with the lines that do."""

    action: Action
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Left:
    """A fiche that stays as it is, and why in a few words."""

    action: Action
    reason: str


@dataclass(slots=True)
class Prepared:
    """What a change would do. ``words`` names what was chosen."""

    change: Change
    typed: str
    words: str
    edits: list[FicheEdit] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


def prepare_change(
    *, convention: Convention, change: str, typed: str, picked: Mapping[int, int | None], by: User
) -> Prepared:
    """What ``change`` would do to the fiches of ``picked`` (id to the version seen); nothing is written.

    They come in the order of the plan, and keep it where they move. Constant queries.
    Raises InvalidValueError when the change, or what was typed for it, cannot be used.
    """
    require(can_edit_plan(by, convention))
    known = CHANGES.get(change)
    if known is None:
        raise InvalidValueError("Choisissez ce qu’il faut changer.", "changement")
    typed, words = _checked(known, typed, convention)
    prepared = Prepared(known, typed, words)
    actions = (
        Action.objects.visible_to(by)
        .filter(convention=convention, pk__in=list(picked)[:MOST_FICHES])
        .select_related("node")
        .prefetch_related(*ROWS)
    )
    node = Node.objects.filter(convention=convention, pk=typed).first() if _moves(known, typed) else None
    nodes = {one.pk: one for one in Node.objects.filter(convention=convention)}
    names = Names(convention)
    for action in sorted(actions, key=lambda one: (place_in_plan(nodes, one.node_id), one.position, one.pk)):
        action.convention = convention
        _prepare(prepared, action, picked[action.pk], node, names)
    return prepared


def _moves(change: Change, typed: str) -> bool:
    return change.key == MOVE and typed.isdecimal()


def _checked(change: Change, typed: str, convention: Convention) -> tuple[str, str]:
    """What was typed in its normal form, and its words. Raises InvalidValueError."""
    typed = " ".join(printable(typed).split())
    if change.kind == "none":
        return "", ""
    if change.kind == "months":
        return _months(typed)
    if change.choices is not None:
        words = dict(change.choices(convention)).get(typed)
        if words is None:
            raise InvalidValueError("Choisissez dans la liste.", "valeur")
        return typed, words.strip()
    if not typed or len(typed) > LONGEST_WORDS:
        raise InvalidValueError(f"Écrivez de 1 à {LONGEST_WORDS} caractères.", "valeur")
    return typed, typed


def _months(typed: str) -> tuple[str, str]:
    months = int(typed) if _MONTHS.fullmatch(typed) else 0
    if not months or abs(months) > MOST_MONTHS:
        raise InvalidValueError(
            f"Écrivez un nombre de mois, de -{MOST_MONTHS} à {MOST_MONTHS}, sauf 0.", "valeur"
        )
    return str(months), f"{'+' if months > 0 else '−'}{abs(months)} mois"


def _prepare(
    prepared: Prepared, action: Action, version: int | None, node: Node | None, names: Names
) -> None:
    change = prepared.change
    edit = FicheEdit(action=action, version=action.version if version is None else version)
    try:
        lines = _edit(edit, change, prepared.typed, node, names)
    except UnchangedError as error:
        prepared.left.append(Left(action, str(error)))
    else:
        prepared.edits.append(edit)
        prepared.changed.append(Changed(action, lines))


def _edit(edit: FicheEdit, change: Change, typed: str, node: Node | None, names: Names) -> list[Line]:
    """Put the change in ``edit`` and tell its lines. Raises UnchangedError with the reason."""
    action = edit.action
    if action is None or change.key == DELETE:
        edit.deletes = True
        return []
    if change.key == MOVE:
        if action.node_id == (node.pk if node else None):
            raise UnchangedError("y est déjà")
        edit.moves, edit.node = True, node
        return changed_lines([str(action.node or "Hors des axes")], [str(node or "Hors des axes")])
    before = SECTIONS[change.section].read(action)
    after = change.apply(before, typed)
    edit.sections = {change.section: after}
    return changed_lines(*(_told(change.section, value, names) for value in (before, after)))


def _told(section: str, value: Json, names: Names) -> list[str]:
    return lines_of_section(section, value, names)


def apply_change(
    *, convention: Convention, change: str, typed: str, picked: Mapping[int, int | None], by: User
) -> Entry | None:
    """Write what :func:`prepare_change` tells, in one batch that « Annuler » takes back; None for nothing.

    Raises StaleVersionError when a fiche changed since the version of ``picked``: nothing is then written.
    """
    prepared = prepare_change(convention=convention, change=change, typed=typed, picked=picked, by=by)
    details = {"change": prepared.change.label, "to": prepared.words}
    return apply_edits(
        convention=convention, edits=prepared.edits, batch=uuid.uuid4(), details=details, by=by
    )
