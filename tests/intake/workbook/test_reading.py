"""Files that are not ours, or are spoilt, or lie: told apart, refused with a sentence, never a failure."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone
from openpyxl import Workbook

from maillage.accounts.models import User
from maillage.conventions.models import Convention
from maillage.intake.errors import RefusedFileError
from maillage.intake.models import WorkbookReturn
from maillage.intake.operations.workbooks import clean_workbooks, keep_workbook
from maillage.intake.readers.errors import UnreadableFileError
from maillage.intake.workbook.reading import MAX_BYTES, is_workbook, read_grids
from tests.factories.workbooks import Edited
from tests.intake.workbook.conftest import Compare


def saved(book: Workbook) -> bytes:
    """The file of a workbook."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7", b"PK\x03\x04", b"\x00\x01" * 40, b"Axe 1 : Grandir\nAction 1.1", b'"' * 9],
)
def test_other_files_are_not_workbooks_of_ours(data: bytes) -> None:
    assert is_workbook(data) is False


def test_a_workbook_of_somebody_else_is_left_to_the_reader() -> None:
    book = Workbook()
    book.worksheets[0].append(["Axe", "Action", "Pilote"])
    assert is_workbook(saved(book)) is False


def test_a_workbook_whose_stamp_was_lost_is_known_by_its_sheets() -> None:
    book = Workbook()
    book.worksheets[0].title = "Lisez-moi"
    book.create_sheet("Actions")
    assert is_workbook(saved(book)) is True


def test_a_spoilt_workbook_is_refused_or_compared(edited: Edited, compare: Compare) -> None:
    whole, luck = edited.data, random.Random(7)
    for _ in range(40):
        spoilt = bytearray(whole)
        for _ in range(luck.randint(1, 30)):
            spoilt[luck.randrange(len(spoilt))] = luck.randrange(256)
        data = bytes(spoilt[: luck.choice([len(spoilt), luck.randrange(len(spoilt))])])
        is_workbook(data)
        if data.startswith(b"PK"):
            with suppress(UnreadableFileError):
                compare(data)


def test_a_file_too_heavy_is_refused_with_a_sentence(convention: Convention, coordinator: User) -> None:
    with pytest.raises(RefusedFileError, match="démesuré"):
        keep_workbook(convention=convention, data=b"PK" + b"0" * MAX_BYTES, name="p.xlsx", by=coordinator)


def test_entities_are_refused(edited: Edited) -> None:
    out = BytesIO()
    with ZipFile(BytesIO(edited.data)) as before, ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "xl/workbook.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "b">]>' + content
            after.writestr(name, content)
    with pytest.raises(UnreadableFileError):
        read_grids(out.getvalue(), "p.xlsx")


def test_files_are_kept_thirty_days(convention: Convention, coordinator: User, edited: Edited) -> None:
    old, new = (
        keep_workbook(convention=convention, data=edited.data, name=name, by=coordinator)
        for name in ("vieux.xlsx", "neuf.xlsx")
    )
    WorkbookReturn.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=31))
    assert clean_workbooks() == 1
    assert list(WorkbookReturn.objects.filter(file__isnull=False)) == [new]
