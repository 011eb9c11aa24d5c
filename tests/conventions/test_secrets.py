"""A small number masked in one category is worked out of no total by whoever only reads."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from maillage.accounts.enums import Role
from maillage.accounts.models import User
from maillage.conventions.models import Action, Convention, Indicator
from maillage.conventions.selectors.followed import followed, followed_one
from maillage.publishing.workbook import workbook_of
from tests.factories.conventions import member
from tests.factories.figures import counted, sexes, value_of


@pytest.fixture
def places(action: Action) -> Indicator:
    """Twelve in all, of which one category is secret and the other seven."""
    one = counted(action, breakdown=sexes(action.convention))
    value_of(one, "2025", "12")
    value_of(one, "2025", "7", category="f")
    value_of(one, "2025", status="secret", category="h")
    return one


def seen(convention: Convention, user: User) -> dict[tuple[str, str], str]:
    """The status of each value as somebody sees it."""
    [one] = followed(convention, user)
    points = {code: point.reading for code, found in one.series.categories.items() for point in found}
    assert {code: value.status for (_, code), value in one.rows.items() if code} == {
        code: reading.status for code, reading in points.items()
    }
    return {place: str(value.number) for place, value in one.rows.items()}


def test_who_enters_the_values_sees_them(places: Indicator, coordinator: User) -> None:
    assert seen(places.convention, coordinator)["2025", "f"] == "7.0000"


def test_who_only_reads_sees_the_total_and_neither_category(places: Indicator) -> None:
    reader = member(places.convention, Role.READING)
    assert seen(places.convention, reader) == {
        ("2025", ""): "12.0000", ("2025", "f"): "None", ("2025", "h"): "None"
    }  # fmt: skip
    alone = followed_one(places.convention, reader, places.pk)
    assert alone is not None
    assert alone.rows["2025", "f"].status == "secret"


def test_the_workbook_of_who_only_reads_hides_them_too(places: Indicator, coordinator: User) -> None:
    def cells(user: User) -> list[object]:
        sheet = load_workbook(BytesIO(workbook_of(places.convention, user)))["Valeurs"]
        column = next(cell.column for cell in sheet[1] if cell.value == "2025")
        return [sheet.cell(row, column).value for row in range(2, sheet.max_row + 1)]

    assert cells(coordinator) == [12, 7, "secret"]
    assert cells(member(places.convention, Role.ELECTED)) == [12, "secret", "secret"]


def test_nothing_more_is_hidden_where_nothing_gives_a_secret_away(action: Action) -> None:
    one = counted(action, breakdown=sexes(action.convention))
    value_of(one, "2025", "7", category="f")
    value_of(one, "2025", status="secret", category="h")
    reader = member(action.convention, Role.READING)
    assert seen(action.convention, reader)["2025", "f"] == "7.0000"
