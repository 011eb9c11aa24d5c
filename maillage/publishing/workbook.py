"""The plan of a convention as a workbook, for the person who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.text import slugify

from maillage.conventions.permissions import can_view_convention
from maillage.conventions.selectors.followed import seen_by
from maillage.conventions.workbook import figures
from maillage.conventions.workbook.layout import Sheet, sheets_of
from maillage.conventions.workbook.snapshot import Record, Snapshot, take_snapshot
from maillage.publishing.renderers.xlsx.readme import Notice
from maillage.publishing.renderers.xlsx.workbook import Content, render_workbook

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Convention
    from maillage.conventions.workbook.cells import Written


def workbook_of(convention: Convention, user: User) -> bytes:
    """An XLSX of the fiches that ``user`` may see. Raises PermissionDenied for whoever may not enter."""
    if not can_view_convention(user, convention):
        raise PermissionDenied
    snapshot = take_snapshot(convention, user)
    years = f" {convention.years}" if convention.years else ""
    notice = Notice(convention.pk, f"{convention.name}{years}", timezone.localtime())
    followed = seen_by(user, convention, snapshot.followed)
    sheets = [(sheet, _rows(sheet, snapshot)) for sheet in sheets_of(snapshot.lists, convention, followed)]
    return render_workbook(Content(notice, sheets, snapshot.lists.named()))


def workbook_name(convention: Convention) -> str:
    """« plan-pays-d-essai-2026-11-22.xlsx »."""
    return f"plan-{slugify(convention.name) or convention.pk}-{timezone.localdate().isoformat()}.xlsx"


def _rows(sheet: Sheet, snapshot: Snapshot) -> list[list[Written]]:
    records = snapshot.records.values()
    if sheet.followed is not None:
        return figures.rows_of(sheet.followed, sheet.columns)
    if sheet.of_rows is None:
        return [_fiche(sheet, snapshot, record) for record in records]
    return [row for record in records for row in _rows_of(sheet, record)]


def _fiche(sheet: Sheet, snapshot: Snapshot, record: Record) -> list[Written]:
    trail = [str(node) for node in snapshot.lists.trail(record.node_id)]
    known: dict[str, Written] = {"id": record.action.pk, "version": record.action.version, "remove": ""}
    known |= {f"level{depth}": name for depth, name in enumerate(trail)}
    return [
        known.get(column.key, "") if not column.section else column.get(record.sections[column.section])
        for column in sheet.columns
    ]


def _rows_of(sheet: Sheet, record: Record) -> list[list[Written]]:
    of_rows = sheet.of_rows
    if of_rows is None:
        return []
    known: dict[str, Written] = {
        "id": record.action.pk,
        "version": record.action.version,
        "fiche": str(record.action),
        "remove": "",
    }
    rows = []
    for row in of_rows.flatten(record.sections[of_rows.section]):
        known["key"] = row["key"]
        rows.append(
            [column.get(row) if column.section else known.get(column.key, "") for column in sheet.columns]
        )
    return rows
