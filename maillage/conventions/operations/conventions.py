"""Creating a convention and changing what it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.accounts.operations import open_workspace
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Convention, ConventionTerritory, Signatory, Theme
from maillage.conventions.models.convention import DEEPEST_TREE, LONGEST_PERIOD
from maillage.conventions.operations.common import convention_fact, require
from maillage.conventions.permissions import can_create_convention, can_edit_convention
from maillage.conventions.sections.base import text
from maillage.conventions.themes import USUAL_THEMES
from maillage.journal.operations import record
from maillage.kernel.errors import StaleVersionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from maillage.accounts.models import Organisation, User
    from maillage.journal.models import Entry
    from maillage.territories.models import Commune, Intercommunality

EDITABLE = (
    "name", "start_year", "end_year", "phase", "level_names", "numbering", "section_labels",
    "hidden_sections", "accent",
)  # fmt: skip


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
    convention = Convention(workspace=open_workspace(by=by), name=text(name, longest=200, field="name"))
    convention.start_year, convention.end_year = start_year, end_year
    _check(convention)
    convention.save(force_insert=True)
    _place(convention, communes, intercommunalities)
    Theme.objects.bulk_create(
        Theme(convention=convention, name=theme, position=i) for i, theme in enumerate(USUAL_THEMES)
    )
    record(convention_fact(convention, "convention.created", {"name": ("", convention.name)}), by=by)
    return convention


def _check(convention: Convention) -> None:
    """Raise InvalidValueError on what the database would refuse, in words."""
    if not convention.name:
        raise InvalidValueError("Donnez un nom à cette convention.", "name")
    start, end = convention.start_year, convention.end_year
    if start and end and not 0 <= end - start < LONGEST_PERIOD:
        raise InvalidValueError(
            f"De {start} à {end} : une CTG couvre de 1 à {LONGEST_PERIOD} années, dans l’ordre.", "end_year"
        )
    if not 1 <= len(convention.level_names) <= DEEPEST_TREE or not all(convention.level_names):
        raise InvalidValueError(f"Nommez de 1 à {DEEPEST_TREE} niveaux.", "level_names")
    try:
        convention.clean_fields(exclude=["workspace"])
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise InvalidValueError(messages[0], field) from error


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
    locked = Convention.objects.select_for_update(of=("self",)).get(pk=convention.pk)
    if version is not None and locked.version != version:
        raise StaleVersionError(locked.version)
    changes = {}
    for name in EDITABLE:
        if name in values and values[name] != getattr(locked, name):
            changes[name] = (getattr(locked, name), values[name])
            setattr(locked, name, values[name])
    if not changes:
        return None
    _check(locked)
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
    """The list of themes in order, as (id or None for a new one, name); absent ones are removed."""
    require(can_edit_convention(by, convention))
    kept = {theme.pk: theme for theme in convention.themes.all()}
    before = [theme.name for theme in kept.values()]
    names = [text(name, longest=80, field="themes") for _, name in rows]
    if len({name.casefold() for name in names}) < len(names):
        raise InvalidValueError("Deux thématiques portent le même nom.", "themes")
    convention.themes.exclude(pk__in=[pk for pk, _ in rows if pk]).delete()
    for position, ((pk, _), name) in enumerate(zip(rows, names, strict=True)):
        theme = kept.get(pk or 0) or Theme(convention=convention)
        theme.name, theme.position = name, position
        theme.save()
    if before != names:
        record(convention_fact(convention, "convention.themes_changed", {"themes": (before, names)}), by=by)


def _place(
    convention: Convention, communes: Iterable[Commune], intercommunalities: Iterable[Intercommunality]
) -> None:
    rows = [ConventionTerritory(convention=convention, commune=commune) for commune in communes]
    rows += [ConventionTerritory(convention=convention, intercommunality=epci) for epci in intercommunalities]
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
    """Add a signatory, or change one."""
    require(can_edit_convention(by, convention))
    row = signatory or Signatory(convention=convention)
    before = row.name
    row.name = text(name, longest=200, field="name")
    if not row.name:
        raise InvalidValueError("Nommez l’organisme qui signe.", "name")
    row.quality = text(quality, longest=200, field="quality")
    row.organisation = organisation
    row.deliberation_number = text(deliberation_number, longest=60, field="deliberation_number")
    row.deliberation_date, row.signed_on = deliberation_date, signed_on
    row.save()
    record(
        convention_fact(convention, "convention.signatory_saved", {"signatory": (before, row.name)}), by=by
    )
    return row


@transaction.atomic
def remove_signatory(*, signatory: Signatory, by: User) -> None:
    """Take a signatory off."""
    convention = signatory.convention
    require(can_edit_convention(by, convention))
    record(
        convention_fact(convention, "convention.signatory_removed", {"signatory": (signatory.name, "")}),
        by=by,
    )
    signatory.delete()
