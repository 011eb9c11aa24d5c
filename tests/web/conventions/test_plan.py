"""The whole plan on one page."""

from __future__ import annotations

from tests.cast import Cast
from tests.web.conventions.conftest import Plan
from tests.web.testing import PageClient, text_of


def test_it_shows_every_level_and_action(coordinator: PageClient, plan: Plan) -> None:
    words = text_of(coordinator.get(plan.url("plan/")))
    for expected in ("Grandir", "2.A Garder", "Ouvrir une crèche", "Écrire un guide", "4 actions sur 4"):
        assert expected in words
    assert "Responsable du RPE" in words
    assert "non renseigné" in words


def test_it_says_how_full_each_fiche_is(coordinator: PageClient, plan: Plan) -> None:
    words = text_of(coordinator.get(plan.url("plan/")))
    assert "7/9" in words
    assert "0/9" in words


def test_a_word_without_its_accent_finds(coordinator: PageClient, plan: Plan) -> None:
    words = text_of(coordinator.get(plan.url("plan/"), {"q": "CRECHE"}))
    assert "Ouvrir une crèche" in words
    assert "Écrire un guide" not in words
    assert "1 action sur 4" in words


def test_a_filter_lives_in_the_address_and_swaps_the_same_table(coordinator: PageClient, plan: Plan) -> None:
    asked = {"q": "guide", "etat": "", "pilote": "", "theme": ""}
    answer = coordinator.fragment(plan.url("plan/"), asked)
    assert answer.headers["HX-Push-Url"] == plan.url("plan/?q=guide")
    assert "HX-Request" in answer.headers["Vary"]
    assert b"<html" not in answer.content
    assert b'id="plan"' in answer.content
    assert "Écrire un guide" in text_of(answer)


def test_going_back_gives_the_whole_page(coordinator: PageClient, plan: Plan) -> None:
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    answer = coordinator.get(plan.url("plan/"), {"q": "guide"}, headers=headers)
    assert b"<html" in answer.content


def test_state_pilot_and_theme_narrow(coordinator: PageClient, plan: Plan) -> None:
    theme = plan.convention.themes.create(name="Petite enfance")
    plan.full.themes.add(theme)
    for asked in ({"pilote": "Responsable du RPE"}, {"theme": theme.pk}):
        assert "1 action sur 4" in text_of(coordinator.get(plan.url("plan/"), asked))
    assert "4 actions sur 4" in text_of(coordinator.get(plan.url("plan/"), {"etat": "a_venir"}))


def test_what_deserves_a_look_is_counted_and_kept(coordinator: PageClient, plan: Plan) -> None:
    words = text_of(coordinator.get(plan.url("plan/")))
    assert "Sans pilote 1" in words
    assert "Sans indicateur 3" in words
    answer = coordinator.get(plan.url("plan/"), {"regard": "sans-pilote", "q": "guide"})
    assert "1 action sur 4" in text_of(answer)
    assert b'name="regard" value="sans-pilote" form="filtres"' in answer.content


def test_an_unknown_filter_is_left_out(coordinator: PageClient, plan: Plan) -> None:
    asked = {"etat": "perdu", "theme": "abc", "regard": "rien"}
    assert "4 actions sur 4" in text_of(coordinator.get(plan.url("plan/"), asked))


def test_nothing_found_says_what_to_do(coordinator: PageClient, plan: Plan) -> None:
    words = text_of(coordinator.get(plan.url("plan/"), {"q": "zeppelin"}))
    assert "Aucune action ne correspond" in words
    assert "Montrer toutes les actions" in words


def test_an_empty_plan_says_what_it_will_hold(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.etrangere)
    cast.foreign_action.delete()
    words = text_of(page.get(f"/c/{cast.elsewhere.pk}/plan/"))
    assert "Le plan est vide" in words
    assert "Ajouter « Axe »" in words


def test_a_reader_gets_no_button_that_changes(page: PageClient, plan: Plan, cast: Cast) -> None:
    page.force_login(cast.lecteur)
    answer = page.get(plan.url("plan/"), {"organiser": "1"})
    for button in ("Ajouter une action", "Organiser", "Supprimer"):
        assert button not in text_of(answer)


def test_the_plan_of_another_does_not_exist(page: PageClient, plan: Plan, cast: Cast) -> None:
    page.force_login(cast.etrangere)
    assert page.get(plan.url("plan/")).status_code == 404
