"""Written from the list: a cell in place or on its page, the same change on many fiches."""

from __future__ import annotations

import pytest

from maillage.conventions.enums import Status
from maillage.conventions.models import Action
from maillage.conventions.operations import save_section
from tests.factories.listing import Listed, listed_plan
from tests.web.testing import PageClient, text_of


@pytest.fixture
def plan(db: None) -> Listed:  # noqa: ARG001 - asks for the database
    """See ``tests.factories.listing``."""
    return listed_plan()


@pytest.fixture
def coordinator(page: PageClient, plan: Listed) -> PageClient:
    """The coordinator, signed in."""
    page.force_login(plan.by)
    return page


def cell(plan: Listed, key: str, action: Action | None = None) -> str:
    return f"/c/{plan.convention.pk}/plan/liste/actions/{(action or plan.creche).pk}/{key}/"


def change(plan: Listed) -> str:
    return f"/c/{plan.convention.pk}/plan/liste/changer/"


def picked(*actions: Action) -> list[str]:
    return [f"{action.pk}.{action.version}" for action in actions]


@pytest.mark.parametrize("key", ["etat", "pilote", "theme", "horizon", "echeance", "action"])
def test_a_cell_opens_in_its_row_or_on_its_own_page(coordinator: PageClient, plan: Listed, key: str) -> None:
    row = coordinator.fragment(cell(plan, key))
    assert row.content.lstrip().startswith(b'<tr class="act"')
    assert b'name="valeur"' in row.content
    page = coordinator.get(cell(plan, key))
    assert b"<html" in page.content
    assert b'name="valeur"' in page.content


def test_a_saved_cell_gives_its_row_back_with_an_undo(coordinator: PageClient, plan: Listed) -> None:
    answer = coordinator.fragment(cell(plan, "etat"), {"valeur": "en_pause", "vu": "en_cours"}, post=True)
    words = text_of(answer)
    assert "En pause" in words
    assert "Annuler" in words
    plan.creche.refresh_from_db()
    assert plan.creche.status == Status.PAUSED


def test_without_script_a_cell_leads_back_to_the_list(coordinator: PageClient, plan: Listed) -> None:
    back = f"/c/{plan.convention.pk}/plan/liste/?etat=bloquee"
    typed = {"valeur": "T2 2030", "vu": "2099", "next": back}
    assert coordinator.post(cell(plan, "echeance"), typed).headers["Location"] == back


def test_a_bad_date_stays_in_the_cell_with_what_to_write(coordinator: PageClient, plan: Listed) -> None:
    answer = coordinator.fragment(cell(plan, "echeance"), {"valeur": "un jour", "vu": "2099"}, post=True)
    assert answer.status_code == 422
    assert "« un jour » n’est pas une date. Écrivez avril 2026" in text_of(answer)
    assert b'value="un jour"' in answer.content


def test_two_people_on_one_cell_see_both_texts(coordinator: PageClient, plan: Listed) -> None:
    state = {"status": "realisee", "progress": 100, "news": ""}
    save_section(action=plan.creche, section="state", value=state, version=None, by=plan.by)
    answer = coordinator.fragment(cell(plan, "avancement"), {"valeur": "50", "vu": "40"}, post=True)
    assert answer.status_code == 409
    assert "Quelqu’un vient d’écrire « 100 »" in text_of(answer)
    assert b'value="50"' in answer.content
    again = coordinator.fragment(cell(plan, "avancement"), {"valeur": "50", "vu": "100"}, post=True)
    assert again.status_code == 200


def test_the_row_keeps_the_columns_of_its_page(coordinator: PageClient, plan: Listed) -> None:
    here = f"http://testserver/c/{plan.convention.pk}/plan/liste/?colonnes=horizon.theme"
    headers = {"HX-Request": "true", "HX-Current-URL": here, "HX-Target": "a7-2"}
    answer = coordinator.get(f"{cell(plan, 'horizon')}?lire=1", headers=headers)
    assert b'id="a7-2"' in answer.content
    assert answer.content.count(b"<td data-cell") == 2


def test_an_unknown_cell_is_not_found(coordinator: PageClient, plan: Listed) -> None:
    assert coordinator.get(cell(plan, "remplie")).status_code == 404


def test_a_change_is_chosen_seen_applied_and_taken_back(coordinator: PageClient, plan: Listed) -> None:
    asked = {"pick": picked(plan.creche, plan.blocked), "changement": "etat"}
    assert "2 actions choisies" in text_of(coordinator.post(change(plan), {**asked, "etape": "choisir"}))
    seen = coordinator.post(change(plan), {**asked, "etape": "voir", "valeur": "bloquee"})
    assert "1 action à changer" in text_of(seen)
    assert "l’est déjà" in text_of(seen)
    answer = coordinator.post(change(plan), {**asked, "etape": "appliquer", "valeur": "bloquee"}, follow=True)
    assert "1 action changée. Annuler" in text_of(answer)
    plan.creche.refresh_from_db()
    assert plan.creche.status == Status.BLOCKED
    entry = coordinator.get(f"/c/{plan.convention.pk}/historique/")
    assert "Plan modifié en une fois : 1 fiche modifiée (changer l’état : Bloquée)" in text_of(entry)


def test_all_that_is_filtered_is_changed(coordinator: PageClient, plan: Listed) -> None:
    asked = {"tout": "1", "requete": "regard=sans-pilote", "changement": "pilote-plus"}
    seen = coordinator.post(change(plan), {**asked, "etape": "voir", "valeur": "Médiathèque"})
    assert "2 actions à changer" in text_of(seen)


def test_nothing_ticked_is_said(coordinator: PageClient, plan: Listed) -> None:
    answer = coordinator.post(change(plan), {"changement": "etat"}, follow=True)
    assert "Cochez d’abord" in text_of(answer)


def test_a_fiche_changed_meanwhile_is_shown_again_and_nothing_is_written(
    coordinator: PageClient, plan: Listed
) -> None:
    asked = {
        "choisies": ",".join(picked(plan.creche, plan.guide)),
        "changement": "etat",
        "valeur": "en_pause",
    }
    save_section(action=plan.guide, section="context", value=["Autre"], version=None, by=plan.by)
    answer = coordinator.post(change(plan), {**asked, "etape": "appliquer"})
    assert answer.status_code == 409
    assert "rien n’est écrit" in text_of(answer)
    assert "Appliquer à 2 actions" in text_of(answer)
    plan.creche.refresh_from_db()
    assert plan.creche.status == Status.RUNNING


def saved_in(coordinator: PageClient, plan: Listed, group: str, target: str) -> str:
    """The answer when the state of the crèche is written in a list grouped by ``group``."""
    here = f"http://testserver/c/{plan.convention.pk}/plan/liste/?grouper={group}"
    headers = {"HX-Request": "true", "HX-Current-URL": here, "HX-Target": target}
    typed = {"valeur": "en_pause", "vu": "en_cours"}
    return coordinator.post(cell(plan, "etat"), typed, headers=headers).content.decode()


def test_a_fiche_of_several_groups_changes_in_all_of_them(coordinator: PageClient, plan: Listed) -> None:
    first = f"a{plan.creche.pk}"
    shown = coordinator.get(f"/c/{plan.convention.pk}/plan/liste/?grouper=pilote").content.decode()
    assert f'id="{first}"' in shown
    assert f'id="{first}-2"' in shown
    html = saved_in(coordinator, plan, "pilote", f"{first}-2")
    assert f'<tr class="act" id="{first}-2">' in html
    assert f'<tr class="act" id="{first}" hx-swap-oob="true">' in html
    assert f"{first}-3" not in html
    assert html.count("En pause") == 2


def test_a_fiche_of_one_group_changes_once(coordinator: PageClient, plan: Listed) -> None:
    html = saved_in(coordinator, plan, "axe", f"a{plan.creche.pk}")
    assert html.count('<tr class="act"') == 1


def test_a_fiche_that_leaves_its_group_says_where_it_goes(coordinator: PageClient, plan: Listed) -> None:
    html = saved_in(coordinator, plan, "etat", f"a{plan.creche.pk}")
    assert "la ligne passe dans «\u00a0En pause\u00a0»" in html


def test_a_fiche_that_stays_in_its_group_says_nothing_of_it(coordinator: PageClient, plan: Listed) -> None:
    assert "la ligne" not in saved_in(coordinator, plan, "axe", f"a{plan.creche.pk}")
