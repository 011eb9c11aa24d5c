"""The ledger: totals that say what they rest on, views, years, rights, files to take away."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from maillage.conventions.selectors.means import ledger
from tests.cast import Cast
from tests.factories import means
from tests.web.testing import PageClient, text_of


def plain(answer: object) -> str:
    """The words of a page with ordinary spaces."""
    return text_of(answer).replace("\u202f", " ").replace("\u00a0", " ")


@pytest.fixture
def coordinator(page: PageClient, cast: Cast) -> PageClient:
    page.force_login(cast.coordinatrice)
    return page


@pytest.fixture
def address(cast: Cast) -> str:
    return f"/c/{cast.convention.pk}/moyens/"


def test_an_empty_ledger_says_what_to_write_first(coordinator: PageClient, address: str) -> None:
    text = plain(coordinator.get(address))
    assert "Qui travaille à quoi, avec quel argent" in text
    assert "Aucun temps de travail écrit" in text
    assert "Aucune ligne de budget" in text


def test_totals_say_on_how_many_lines_they_rest_and_never_count_what_is_missing(
    coordinator: PageClient, cast: Cast, address: str
) -> None:
    means.budget(cast.action, cast.coordinatrice, planned="18 000", requested="5 000")
    means.budget(cast.other_action, cast.coordinatrice, funder="MSA", planned="", note="à confirmer")
    text = plain(coordinator.get(f"{address}?budget=financeur"))
    assert "18 000 € prévus en 2026" in plain(coordinator.get(f"{address}?annee=2026"))
    assert "CAF 18 000 € 5 000 € en attente non renseigné 1 MSA non renseigné" in text
    assert "Ensemble 18 000 € 1 ligne sur 2 5 000 € 1 ligne sur 2" in text


def test_a_rate_is_shown_and_makes_no_euro(coordinator: PageClient, cast: Cast, address: str) -> None:
    means.rate(cast.convention, cast.coordinatrice, unit="€ par place")
    means.staff(cast.convention, cast.coordinatrice)
    text = plain(coordinator.get(address))
    assert "Bonus territoire 3 000 € par place" in text
    assert text.count("3 000") == 1


def test_time_counts_by_axis_year_and_share_of_the_days(cast: Cast) -> None:
    means.staff(cast.convention, cast.coordinatrice, action=cast.action.pk, etp="1", start_on="1/7/2025")
    means.staff(cast.convention, cast.coordinatrice, etp="0,5", start_on="2024", end_on="2024")
    means.staff(cast.convention, cast.coordinatrice, etp="", start_on="2025")
    found = ledger(cast.lecteur, cast.convention)
    groups = {group.label: group for group in found.time_by(lambda one: one.axis)}
    at = dict(zip(found.columns, groups[str(cast.node)].years, strict=True))
    assert at[2024].lines == 0
    assert at[2025].amount is not None
    assert round(at[2025].amount, 4) == round(Decimal(184) / 365, 4)
    assert at[2026].amount == Decimal(1)
    outside = dict(zip(found.columns, groups["Hors action"].years, strict=True))
    assert (outside[2024].amount, outside[2025].amount, outside[2025].lines) == (Decimal("0.5"), None, 1)


def test_a_theme_is_never_guessed_among_several(cast: Cast) -> None:
    one, other = (cast.convention.themes.create(name=name) for name in ("Jeunesse", "Logement"))
    cast.action.themes.set([one, other])
    cast.other_action.themes.set([other])
    for action in (cast.action, cast.other_action):
        means.staff(cast.convention, cast.coordinatrice, action=action.pk)
    found = ledger(cast.coordinatrice, cast.convention)
    assert [group.label for group in found.time_by(lambda share: share.theme)] == [
        "Logement",
        "Sans thématique",
    ]


def test_a_year_leaves_the_others_out(coordinator: PageClient, cast: Cast, address: str) -> None:
    means.budget(cast.action, cast.coordinatrice, year="2025", funder="Département")
    means.budget(cast.action, cast.coordinatrice, year="2026")
    text = plain(coordinator.get(f"{address}?annee=2026&budget=financeur"))
    assert "Département" not in text
    assert coordinator.get(f"{address}?annee=9999999999&temps=x&budget=%00").status_code == 200


def test_lines_of_a_deleted_action_are_out_of_the_ledger(cast: Cast) -> None:
    means.budget(cast.action, cast.coordinatrice)
    type(cast.action).everything.filter(pk=cast.action.pk).update(deleted_at="2026-01-01T00:00:00Z")
    assert ledger(cast.coordinatrice, cast.convention).spendings == ()


def test_somebody_who_reads_has_nothing_to_change(page: PageClient, cast: Cast, address: str) -> None:
    means.budget(cast.action, cast.coordinatrice)
    page.force_login(cast.lecteur)
    answer = page.get(address).content.decode()
    assert "Modifier" not in plain(page.get(address)).split("Ligne")[0]
    assert "/ajouter/" not in answer
    page.force_login(cast.pilote)
    assert page.get(address).content.decode().count(">Modifier<span") == 1


def test_as_many_queries_for_many_lines_as_for_few(coordinator: PageClient, cast: Cast, address: str) -> None:
    post = means.post(cast.convention, cast.coordinatrice)
    means.funding(post, cast.coordinatrice)
    means.staff(cast.convention, cast.coordinatrice, action=cast.action.pk)
    means.budget(cast.action, cast.coordinatrice)
    coordinator.get(address)
    with CaptureQueriesContext(connection) as few:
        coordinator.get(address)
    for number in range(8):
        means.staff(cast.convention, cast.coordinatrice, action=cast.other_action.pk, post=post.pk)
        means.budget(cast.other_action, cast.coordinatrice, funder=f"Financeur {number}")
        means.funding(means.post(cast.convention, cast.coordinatrice), cast.coordinatrice)
    with CaptureQueriesContext(connection) as many:
        coordinator.get(address)
    assert len(many) == len(few)


def test_the_fiche_shows_funders_and_time_under_its_words(coordinator: PageClient, cast: Cast) -> None:
    means.budget(cast.action, cast.coordinatrice, year="2025", obtained="12 000")
    means.budget(cast.action, cast.coordinatrice, year="2026", planned="6 000")
    means.staff(cast.convention, cast.coordinatrice, action=cast.action.pk)
    text = plain(coordinator.get(f"/c/{cast.convention.pk}/plan/actions/{cast.action.pk}/"))
    assert "0,4 ETP · Responsable du RPE" in text
    assert (
        "Financeur 2025 à 2026 Prévu Obtenu Dépensé CAF 24 000 € 12 000 € 1 ligne sur 2 non renseigné" in text
    )


def test_the_workbook_holds_numbers_and_leaves_what_is_missing_empty(
    coordinator: PageClient, cast: Cast, address: str
) -> None:
    means.budget(cast.action, cast.coordinatrice, funder="=1+1", obtained="0")
    means.staff(cast.convention, cast.coordinatrice, action=cast.action.pk)
    book = load_workbook(io.BytesIO(coordinator.get(f"{address}classeur.xlsx").content))
    assert book.sheetnames == ["Temps de travail", "Postes", "Budget", "Barèmes"]
    heads, row = book["Budget"].iter_rows(values_only=True)
    line = dict(zip(heads, row, strict=True))
    assert (line["Financeur"], line["Prévu"], line["Demandé"], line["Obtenu"]) == ("=1+1", 18000, None, 0)
    assert book["Budget"]["D2"].data_type == "s"


def test_the_csv_has_amounts_as_people_write_them(coordinator: PageClient, cast: Cast, address: str) -> None:
    means.budget(cast.action, cast.coordinatrice, planned="18000,50")
    answer: Any = coordinator.get(f"{address}budget.csv")
    text = b"".join(answer.streaming_content).decode()
    assert "18000,5" in text
    assert coordinator.get(f"{address}autre.csv").status_code == 404
