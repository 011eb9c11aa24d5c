"""Creating a convention and changing what it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import transaction

from maillage.accounts.operations import open_workspace
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Convention, ConventionTerritory, Scheme, Signatory, Theme
from maillage.conventions.operations.common import (
    check_version,
    convention_fact,
    locked_convention,
    require,
)
from maillage.conventions.operations.values import check, cleaned
from maillage.conventions.permissions import can_create_convention, can_edit_convention
from maillage.conventions.sections.base import text
from maillage.conventions.themes import USUAL_THEMES
from maillage.journal.operations import record
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from maillage.accounts.models import Organisation, User
    from maillage.journal.models import Entry
    from maillage.territories.models import Commune, Intercommunality

MOST_THEMES = 100
MOST_SCHEMES = 40


@transaction.atomic
def create_convention(
    *,
    name: str,
    start_year: int | None = None,
    end_year: int | None = None,
    communes: Iterable[Commune] = (),
    intercommunalities: Iterable[Intercommunality] = (),
    by: User,
) -> Convention:
    """A new convention with the usual themes, coordinated by ``by``."""
    require(can_create_convention(by))
    values = cleaned({"name": name, "start_year": start_year, "end_year": end_year})
    convention = Convention(workspace=open_workspace(by=by), **values)
    check(convention)
    convention.save(force_insert=True)
    _place(convention, communes, intercommunalities)
    Theme.objects.bulk_create(
        Theme(convention=convention, name=theme, position=i) for i, theme in enumerate(USUAL_THEMES)
    )
    record(convention_fact(convention, "convention.created", {"name": ("", convention.name)}), by=by)
    return convention


@transaction.atomic
def update_convention(
    *,
    convention: Convention,
    values: Mapping[str, Any],
    version: int | None,
    by: User,
    undoes: Entry | None = None,
) -> Entry | None:
    """Set some of ``EDITABLE``; None when nothing changed."""
    require(can_edit_convention(by, convention))
    locked = locked_convention(convention.pk)
    check_version(locked, version)
    changes = {}
    for name, value in cleaned(values).items():
        if value != getattr(locked, name):
            changes[name] = (getattr(locked, name), value)
            setattr(locked, name, value)
    if not changes:
        return None
    check(locked)
    _check_depth(locked)
    locked.version += 1
    locked.save()
    convention.refresh_from_db()
    return record(convention_fact(locked, "convention.updated", changes), by=by, undoes=undoes)


def _check_depth(convention: Convention) -> None:
    deepest = max(convention.nodes.filter(deleted_at=None).values_list("depth", flat=True), default=-1)
    if deepest >= len(convention.node_levels):
        raise InvalidValueError(
            f"Le plan a déjà {deepest + 2} niveaux, actions comprises : nommez-les tous.", "level_names"
        )


@transaction.atomic
def set_themes(*, convention: Convention, rows: Sequence[tuple[int | None, str]], by: User) -> None:
    """The list of themes in order, as (id or None for a new one, name); absent ones are removed.

    Rows without a name are left out. A new one that bears the name of a theme in place is that theme.
    """
    require(can_edit_convention(by, convention))
    locked = locked_convention(convention.pk)
    known = {theme.pk: theme for theme in locked.themes.all()}
    before = [theme.name for theme in known.values()]
    wanted = [(pk, text(name, longest=80, field="themes")) for pk, name in rows]
    wanted = [(pk, name) for pk, name in wanted if name]
    names = [name for _, name in wanted]
    if len(names) > MOST_THEMES:
        raise InvalidValueError(f"{len(names)} thématiques : gardez-en {MOST_THEMES} au plus.", "themes")
    if len({fold(name) for name in names}) < len(names):
        raise InvalidValueError("Deux thématiques portent le même nom.", "themes")
    _write_themes(locked, known, wanted)
    if before != names:
        record(convention_fact(locked, "convention.themes_changed", {"themes": (before, names)}), by=by)


def _write_themes(
    convention: Convention, known: dict[int, Theme], wanted: Sequence[tuple[int | None, str]]
) -> None:
    left = dict(known)
    kept = [left.pop(pk or 0, None) for pk, _ in wanted]
    by_name = {fold(theme.name): pk for pk, theme in left.items()}
    themes = []
    for position, ((_, name), theme) in enumerate(zip(wanted, kept, strict=True)):
        themes.append(theme or left.pop(by_name.get(fold(name), 0), None) or Theme(convention=convention))
        themes[-1].name, themes[-1].position = name, position
    convention.themes.filter(pk__in=left).delete()
    # a name may pass from one theme to another: none is in place while they change
    for theme in themes:
        if theme.pk:
            convention.themes.filter(pk=theme.pk).update(name=f"{theme.pk} {uuid4()}")
    for theme in themes:
        theme.save()


@transaction.atomic
def set_schemes(*, convention: Convention, names: Sequence[str], by: User) -> None:
    """The list of schemes in order; those that it lacks are removed, and their links with them."""
    require(can_edit_convention(by, convention))
    locked = locked_convention(convention.pk)
    known = {fold(scheme.name): scheme for scheme in locked.schemes.all()}
    before = [scheme.name for scheme in known.values()]
    wanted = [name for name in (text(name, longest=120, field="names") for name in names) if name]
    if len(wanted) > MOST_SCHEMES:
        raise InvalidValueError(f"{len(wanted)} schémas : gardez-en {MOST_SCHEMES} au plus.", "names")
    if len({fold(name) for name in wanted}) < len(wanted):
        raise InvalidValueError("Deux schémas portent le même nom.", "names")
    if before == wanted:
        return
    kept = [known[fold(name)] if fold(name) in known else Scheme(convention=locked) for name in wanted]
    gone = [scheme.pk for name, scheme in known.items() if name not in {fold(one) for one in wanted}]
    locked.schemes.filter(pk__in=gone).delete()
    for position, (scheme, name) in enumerate(zip(kept, wanted, strict=True)):
        scheme.name, scheme.position = name, position
        scheme.save()
    record(convention_fact(locked, "convention.schemes_changed", {"schemes": (before, wanted)}), by=by)


def _place(
    convention: Convention, communes: Iterable[Commune], intercommunalities: Iterable[Intercommunality]
) -> None:
    communes, groups = dict.fromkeys(communes), dict.fromkeys(intercommunalities)
    rows = [ConventionTerritory(convention=convention, commune=commune) for commune in communes]
    rows += [ConventionTerritory(convention=convention, intercommunality=group) for group in groups]
    ConventionTerritory.objects.bulk_create(rows)


@transaction.atomic
def set_territories(
    *,
    convention: Convention,
    communes: Iterable[Commune],
    intercommunalities: Iterable[Intercommunality],
    by: User,
) -> None:
    """What the convention covers: communes, EPCI, or both."""
    require(can_edit_convention(by, convention))
    locked_convention(convention.pk)
    before = _territory_names(convention)
    convention.territories.all().delete()
    _place(convention, communes, intercommunalities)
    after = _territory_names(convention)
    if before != after:
        change = {"territories": (before, after)}
        record(convention_fact(convention, "convention.territories_changed", change), by=by)


def _territory_names(convention: Convention) -> list[str]:
    rows = convention.territories.select_related("commune", "intercommunality")
    return sorted(str(row) for row in rows)


def _signatory(row: Signatory) -> dict[str, str]:
    """A signatory as the journal keeps it: what is known of it."""
    values = {
        "name": row.name,
        "quality": row.quality,
        "organisation": str(row.organisation or ""),
        "deliberation_number": row.deliberation_number,
        "deliberation_date": row.deliberation_date.isoformat() if row.deliberation_date else "",
        "signed_on": row.signed_on.isoformat() if row.signed_on else "",
    }
    return {name: value for name, value in values.items() if value}


@transaction.atomic
def save_signatory(
    *,
    convention: Convention,
    signatory: Signatory | None = None,
    name: str,
    quality: str = "",
    organisation: Organisation | None = None,
    deliberation_number: str = "",
    deliberation_date: date | None = None,
    signed_on: date | None = None,
    by: User,
) -> Signatory:
    """Add a signatory, or change one of this convention."""
    require(can_edit_convention(by, convention))
    row = convention.signatories.filter(pk=signatory.pk).first() if signatory else Signatory()
    if row is None:
        raise InvalidValueError("Ce signataire n’est plus dans la liste.", "name")
    row.convention = convention
    before = _signatory(row)
    row.name = text(name, longest=200, field="name")
    if not row.name:
        raise InvalidValueError("Nommez l’organisme qui signe.", "name")
    row.quality = text(quality, longest=200, field="quality")
    row.organisation = organisation
    row.deliberation_number = text(deliberation_number, longest=60, field="deliberation_number")
    row.deliberation_date, row.signed_on = deliberation_date, signed_on
    row.save()
    change = {"signatory": (before, _signatory(row))}
    if before != change["signatory"][1]:
        record(convention_fact(convention, "convention.signatory_saved", change), by=by)
    return row


@transaction.atomic
def remove_signatory(*, signatory: Signatory, by: User) -> None:
    """Take a signatory off."""
    convention = signatory.convention
    require(can_edit_convention(by, convention))
    change: dict[str, tuple[Any, Any]] = {"signatory": (_signatory(signatory), {})}
    record(convention_fact(convention, "convention.signatory_removed", change), by=by)
    signatory.delete()
