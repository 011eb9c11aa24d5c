"""What is on screen while a section is edited: its form, its rows, and what the person saw before typing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.sections import SECTIONS
from maillage.conventions.sections.shown import label_of
from maillage.web.conventions.editing.base import RowForm, SectionForm
from maillage.web.conventions.editing.forms import LinesForm, form_for
from maillage.web.shell.requests import whole_number

if TYPE_CHECKING:
    from django.http import QueryDict

    from maillage.conventions.models import Action

MOST_ROWS = 600
"""Steps and substeps are counted alike here."""


def digest(value: Any) -> str:
    """A short mark of a value, to know whether it changed since."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


@dataclass(slots=True)
class Sheet:
    """``version`` and ``seen`` are those of the fiche when the editor was opened."""

    section: str
    action: Action
    form: SectionForm
    rows: list[RowForm]
    version: int
    seen: str
    problems: list[str] = field(default_factory=list)

    def is_valid(self) -> bool:
        """Whether the form and every row can be read."""
        rows = [row.is_valid() for row in self.rows]
        return self.form.is_valid() and all(rows)

    def value(self) -> Any:
        """The section's value, as typed. Only once valid."""
        previous = SECTIONS[self.section].read(self.action)
        return self.form.to_value([row.cleaned_data for row in self.rows], previous)

    def refuse(self, error: InvalidValueError) -> None:
        """Show a refusal of the domain on its field, or above them all."""
        if error.field in self.form.fields:
            self.form.add_error(error.field, str(error))
        else:
            self.problems.append(str(error))

    @property
    def is_refused(self) -> bool:
        """Whether it was sent and could not be saved; a sheet just opened or rearranged was not sent."""
        return self.form.is_bound and self.failed > 0

    @property
    def failed(self) -> int:
        """How many fields have to be corrected."""
        return len(self.form.errors) + sum(len(row.errors) for row in self.rows) + len(self.problems)


def _form(action: Action, section: str, data: Any = None, **options: Any) -> SectionForm:
    form = form_for(section)(action, data, **options)
    if isinstance(form, LinesForm):
        form.fields["lines"].label = label_of(action.convention, section)
    return form


def _row(form: SectionForm, index: int, data: Any = None, initial: dict[str, Any] | None = None) -> RowForm:
    assert form.row_form is not None  # noqa: S101 - only sections with rows come here
    row = form.row_form(data, prefix=f"row-{index}", initial=initial)
    form.prepare_row(row)
    return row


def _rows(form: SectionForm, initials: list[dict[str, Any]]) -> list[RowForm]:
    if form.row_form is None:
        return []
    return [_row(form, index, initial=initial) for index, initial in enumerate(initials or [{}])]


def opened(action: Action, section: str, value: Any = None) -> Sheet:
    """The editor on the value in place, or on ``value`` when it is given."""
    value = SECTIONS[section].read(action) if value is None else value
    kind = form_for(section)
    form = _form(action, section, initial=kind.from_value(value))
    return Sheet(section, action, form, _rows(form, kind.rows_from(value)), action.version, digest(value))


def _count(data: QueryDict) -> int:
    count = whole_number(data.get("rows")) or 0
    if count > MOST_ROWS:
        raise InvalidValueError(
            f"{count} lignes\u00a0: gardez-en {MOST_ROWS} au plus. Rien n’a été enregistré."
        )
    return count


def typed(action: Action, section: str, data: QueryDict) -> Sheet:
    """The editor on what was typed."""
    form = _form(action, section, data)
    rows = [_row(form, i, data) for i in range(_count(data))] if form.row_form else []
    version = whole_number(data.get("version"))
    number = action.version if version is None else version
    return Sheet(section, action, form, rows, number, data.get("seen", ""))


def _raw(form: RowForm | SectionForm) -> dict[str, Any]:
    return {name: form[name].data for name in form.fields}


def rearranged(sheet: Sheet, command: str) -> Sheet:
    """The same editor after « add », « sub-2 », « remove-2 », « up-2 », « down-2 »: nothing typed is lost."""
    rows = [_raw(row) for row in sheet.rows]
    verb, _, number = command.partition("-")
    index = whole_number(number) or 0
    if verb == "add":
        last_group = rows[-1].get("group", "") if rows else ""
        rows.append({"group": last_group} if last_group else {})
    elif verb == "sub" and index < len(rows):
        rows.insert(index + 1, {"sub": True})
    elif verb == "remove" and index < len(rows):
        del rows[index]
    elif verb in {"up", "down"} and index < len(rows):
        target = index - 1 if verb == "up" else index + 1
        if 0 <= target < len(rows):
            rows[index], rows[target] = rows[target], rows[index]
    form = _form(sheet.action, sheet.section, initial=_raw(sheet.form))
    return Sheet(sheet.section, sheet.action, form, _rows(form, rows), sheet.version, sheet.seen)
