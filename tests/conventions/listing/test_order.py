"""A list sorted, grouped, written back as an address."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest

from maillage.accounts.enums import Role
from maillage.conventions.listing.columns import COLUMNS, GROUPS
from maillage.conventions.listing.lists import action_list
from maillage.conventions.listing.query import Query, read_query
from tests.conventions.listing.conftest import Ask, titles
from tests.factories.conventions import ActionFactory, ConventionFactory, member
from tests.factories.listing import Listed


def test_titles_are_sorted_without_accents(ask: Ask) -> None:
    assert titles(ask("tri=action&grouper=aucun"))[:3] == [
        "Coordonner",
        "Éclairer le stade",
        "Écrire un guide",
    ]
    assert titles(ask("tri=-action&grouper=aucun"))[0] == "Ouvrir une crèche"


def test_what_says_nothing_stays_last_either_way(ask: Ask) -> None:
    assert titles(ask("tri=echeance&grouper=aucun"))[-1] == "Écrire un guide"
    assert titles(ask("tri=-echeance&grouper=aucun"))[-1] == "Écrire un guide"


def test_groups_follow_the_plan_and_sort_inside(ask: Ask) -> None:
    groups = ask("tri=action").groups
    assert [group.words for group in groups] == ["1 Grandir", "2 Vivre", "Hors des axes"]
    assert [row.title for row in groups[0].rows] == ["Écrire un guide", "Ouvrir une crèche"]


def test_a_fiche_stands_in_the_group_of_each_of_its_pilots(ask: Ask) -> None:
    groups = {group.words: len(group.rows) for group in ask("grouper=pilote").groups}
    assert groups == {
        "Mairie d’Orvelle": 1, "Responsable du RPE": 1, "Vice-présidente": 1, "non renseigné": 2,
    }  # fmt: skip


@pytest.mark.parametrize("key", GROUPS)
def test_every_group_holds_every_fiche(ask: Ask, key: str) -> None:
    assert {*titles(ask(f"grouper={key}"))} == {*titles(ask(""))}


@pytest.mark.parametrize("key", [key for key, column in COLUMNS.items() if column.sortable])
def test_every_column_sorts_and_is_said(ask: Ask, key: str) -> None:
    found = ask(f"tri=-{key}&colonnes={key}&grouper=aucun")
    assert len(found.rows) == 4
    assert all(isinstance(COLUMNS[key].text(row), str) for row in found.rows)


def test_an_address_is_written_as_it_was_read() -> None:
    address = (
        "q=cr%C3%A8che&etat=bloquee&etat=en_cours&theme=3&regard=sans-pilote&silence=3&remplie-sous=50"
        "&modifiee-depuis=2026-01-01&du=2025&au=2027&tri=-echeance&grouper=pilote&colonnes=etat.theme"
    )
    query, ignored = read_query(parse_qs(address))
    assert ignored == []
    assert query.encode() == address
    assert Query().encode() == ""


def test_columns_arrive_one_by_one_from_a_form() -> None:
    query, _ = read_query({"colonnes": ["etat", "theme"]})
    assert query.columns == ("etat", "theme")


def test_nobody_lists_the_fiches_of_others(plan: Listed) -> None:
    elsewhere = ConventionFactory.create()
    ActionFactory.create(convention=elsewhere)
    stranger = member(elsewhere, Role.COORDINATION)
    assert action_list(plan.convention, stranger, Query()).total == 0
