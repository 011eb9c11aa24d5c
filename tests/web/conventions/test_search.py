"""Words searched through a convention: fiches, levels of the plan, marked where they stand."""

from __future__ import annotations

from typing import Any

import pytest

from maillage.conventions.enums import Visibility
from maillage.conventions.models import SearchEntry
from maillage.conventions.operations import create_action, create_node, save_section, update_convention
from maillage.conventions.operations.comments import add_comment, remove_comment
from maillage.conventions.operations.documents import attach_document, keep_text
from maillage.conventions.operations.indexing import rebuild_index
from maillage.web.conventions.reading.marks import LONGEST, Piece, excerpt, mark
from tests.cast import Cast
from tests.web.conventions.conftest import Plan
from tests.web.testing import PageClient, text_of


def test_the_rail_leads_there(coordinator: PageClient, plan: Plan) -> None:
    html = coordinator.get(plan.url("plan/")).content.decode()
    assert f'role="search" aria-label="Chercher dans la convention" action="{plan.url("recherche/")}"' in html


@pytest.mark.parametrize(
    "words", ["CRECHE", "terrain", "responsable rpe", "caf", "places ouvertes", "printemps", "crèche 14 km"]
)
def test_a_fiche_is_found_by_its_title_its_texts_and_its_people(
    coordinator: PageClient, plan: Plan, words: str
) -> None:
    answer = text_of(coordinator.get(plan.url("recherche/"), {"q": words}))
    assert "Ouvrir une" in answer
    assert "1 action" in answer
    assert "Écrire un guide" not in answer


def test_words_found_are_marked_and_lead_to_their_rubrique(coordinator: PageClient, plan: Plan) -> None:
    html = coordinator.get(plan.url("recherche/"), {"q": "creche"}).content.decode()
    assert "<mark>crèche</mark>" in html
    html = coordinator.get(plan.url("recherche/"), {"q": "terrain"}).content.decode()
    assert f'href="{plan.fiche()}#steps"' in html
    assert "<mark>terrain</mark>" in html


def test_a_level_of_the_plan_is_found(coordinator: PageClient, plan: Plan) -> None:
    html = coordinator.get(plan.url("recherche/"), {"q": "garder"}).content.decode()
    assert f'href="{plan.url("plan/")}#niveau-{plan.objective.pk}"' in html
    assert "<mark>Garder</mark>" in html


def test_the_news_is_found(coordinator: PageClient, plan: Plan) -> None:
    state = {"status": "en_cours", "progress": None, "news": "Le bail est signé."}
    save_section(action=plan.bare, section="state", value=state, version=None, by=plan.by)
    answer = text_of(coordinator.get(plan.url("recherche/"), {"q": "bail"}))
    assert "Dernière nouvelle Le bail est signé." in answer


def test_a_hidden_rubrique_is_not_searched(coordinator: PageClient, plan: Plan) -> None:
    hidden = {"hidden_sections": ["steps"]}
    update_convention(convention=plan.convention, values=hidden, version=None, by=plan.by)
    words = text_of(coordinator.get(plan.url("recherche/"), {"q": "terrain"}))
    assert "Rien ne contient « terrain »" in words


def test_nothing_found_says_what_to_do(coordinator: PageClient, plan: Plan) -> None:
    words = text_of(coordinator.get(plan.url("recherche/"), {"q": "<b>zeppelin"}))
    assert "Rien ne contient « <b>zeppelin »" in words
    assert "les accents ne comptent pas" in words


def test_without_a_word_it_says_what_it_reads(coordinator: PageClient, plan: Plan) -> None:
    words = text_of(coordinator.get(plan.url("recherche/")))
    assert "Écrivez un ou plusieurs mots" in words
    assert "Rien" not in words


def test_it_finds_nothing_of_another_convention(page: PageClient, plan: Plan, cast: Cast) -> None:
    page.force_login(cast.etrangere)
    assert "Ouvrir une" not in text_of(page.get(f"/c/{cast.elsewhere.pk}/recherche/", {"q": "creche"}))
    assert page.get(plan.url("recherche/"), {"q": "creche"}).status_code == 404


def test_marks_follow_the_text_through_ligatures_and_accents() -> None:
    pieces = mark("Cœur de l’Été", ["coeur", "ete"])
    assert pieces == [Piece("Cœur", marked=True), Piece(" de l’", marked=False), Piece("Été", marked=True)]


def test_words_that_overlap_are_marked_once() -> None:
    assert mark("parents", ["parent", "rents"]) == [Piece("parents", marked=True)]


def test_a_long_text_is_cut_around_the_word() -> None:
    pieces = excerpt(f"{'début ' * 80}crèche {'fin ' * 80}", ["creche"])
    said = "".join(piece.text for piece in pieces)
    assert Piece("crèche", marked=True) in pieces
    assert said.startswith("… début")
    assert said.endswith("…")
    assert len(said) <= LONGEST + 4


def test_fiches_come_in_the_order_of_the_plan(coordinator: PageClient, plan: Plan) -> None:
    later = create_node(convention=plan.convention, parent=None, title="Plus loin", ref="3", by=plan.by)
    first = create_node(convention=plan.convention, parent=later, title="Ici", ref="3.A", by=plan.by)
    for node, title in ((first, "Jardin du bout"), (plan.objective, "Jardin du milieu")):
        create_action(convention=plan.convention, node=node, title=title, ref="", by=plan.by)
    words = text_of(coordinator.get(plan.url("recherche/"), {"q": "jardin"}))
    assert words.index("du milieu") < words.index("du bout")


@pytest.mark.parametrize("words", ["crehce", "terain", "resposnable"])
def test_a_slip_is_forgiven_and_said(coordinator: PageClient, plan: Plan, words: str) -> None:
    answer = text_of(coordinator.get(plan.url("recherche/"), {"q": words}))
    assert "Ouvrir une crèche" in answer
    assert f"Aucun mot ne commence par « {words} »" in answer


def test_a_plural_finds_the_singular(coordinator: PageClient, plan: Plan) -> None:
    assert "Ouvrir une crèche" in text_of(coordinator.get(plan.url("recherche/"), {"q": "crèches"}))


def test_a_message_is_found_until_it_is_taken_away(coordinator: PageClient, plan: Plan) -> None:
    comment = add_comment(action=plan.bare, text="Le parquet est refait.", by=plan.by)
    answer = coordinator.get(plan.url("recherche/"), {"q": "parquet"})
    assert "Échanges Le parquet est refait." in text_of(answer)
    remove_comment(comment=comment, by=plan.by)
    assert "Rien ne contient" in text_of(coordinator.get(plan.url("recherche/"), {"q": "parquet"}))


def test_a_document_is_found_by_whoever_may_read_it(page: PageClient, plan: Plan, cast: Cast) -> None:
    document = attach_document(
        action=plan.bare,
        data=b"%PDF-1.4 essai",
        name="bail.pdf",
        by=plan.by,
        visibility=Visibility.COORDINATION,
    )
    keep_text(document_id=document.pk, words="Loyer de quatre cents euros")
    for user, seen in ((cast.coordinatrice, True), (cast.lecteur, False)):
        page.force_login(user)
        assert ("Loyer" in text_of(page.get(plan.url("recherche/"), {"q": "loyer"}))) is seen


def test_the_index_can_be_written_again(coordinator: PageClient, plan: Plan) -> None:
    SearchEntry.objects.all().delete()
    assert "Rien ne contient" in text_of(coordinator.get(plan.url("recherche/"), {"q": "terrain"}))
    rebuild_index()
    assert "Ouvrir une crèche" in text_of(coordinator.get(plan.url("recherche/"), {"q": "terrain"}))


def test_a_search_costs_the_same_whatever_it_finds(
    coordinator: PageClient, plan: Plan, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        create_action(convention=plan.convention, node=plan.objective, title=f"Jardin {number}", by=plan.by)
    coordinator.get(plan.url("recherche/"), {"q": "jardin"})
    for words in ("jardin", "jradin", "jardin introuvable"):
        with django_assert_max_num_queries(14):
            coordinator.get(plan.url("recherche/"), {"q": words})
