"""The page that brings a plan up to a later version of its document."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from maillage.conventions.models import Action, Convention, Node
from maillage.conventions.operations import save_section
from maillage.conventions.sections import SECTIONS
from maillage.intake.enums import ImportState
from maillage.intake.models import Import
from maillage.intake.operations import accept
from tests.cast import Cast
from tests.factories.intake import document, item, large_document, ready_import
from tests.web.test_query_budgets import queries
from tests.web.testing import PageClient, text_of

CRECHE, CAFE = "Ouvrir une micro-crèche", "Installer un café des parents"


@pytest.fixture
def plan(cast: Cast) -> Convention:
    """The convention with the plan that it imported, and nothing else."""
    Action.everything.filter(convention=cast.convention).delete()
    Node.everything.filter(convention=cast.convention).delete()
    import_ = ready_import(cast.convention, cast.coordinatrice)
    accept(import_=import_, version=import_.version, by=cast.coordinatrice)
    return cast.convention


@pytest.fixture
def site(page: PageClient, cast: Cast) -> PageClient:
    """A browser of coordination."""
    page.force_login(cast.coordinatrice)
    return page


def at(import_: Import, name: str = "differences") -> str:
    """The address of a page of the import."""
    return reverse(f"intake:{name}", args=[import_.convention_id, import_.pk])


@pytest.fixture
def later(cast: Cast, plan: Convention) -> Import:
    """The next version of the document: an objective changed, a step more, a fiche less."""
    changed: dict[str, Any] = document()
    first = changed["actions"][0]
    first["objectives"] = [item("Créer quinze places", 4)]
    first["steps"].append({**item("Inaugurer", 8), "group": "Étapes", "substeps": []})
    del changed["actions"][2]
    changed["tree"][1]["children"] = []
    return ready_import(plan, cast.coordinatrice, changed)


def _seen(site: PageClient, import_: Import) -> str:
    content = site.get(at(import_)).content.decode()
    return content.split('name="seen" value="')[1].split('"')[0]


def _objectives() -> Any:
    return SECTIONS["objectives"].read(Action.objects.get(title=CRECHE))


def test_each_field_shows_what_changes_word_by_word(site: PageClient, later: Import) -> None:
    response = site.get(at(later))
    assert "2 rubriques modifiées, 1 fiche absente" in text_of(response)
    content = response.content.decode()
    assert "<del>douze</del> <ins>quinze</ins>" in content
    assert "<ins>Étapes · Inaugurer</ins>" in content


def test_what_is_sensible_is_ticked(site: PageClient, later: Import) -> None:
    content = site.get(at(later)).content.decode()
    boxes = [line for line in content.splitlines() if 'type="checkbox"' in line]
    assert ["checked" in box for box in boxes] == [True, True, False]


def test_only_what_is_ticked_is_applied_then_undone(site: PageClient, later: Import) -> None:
    pk = Action.objects.get(title=CRECHE).pk
    typed = {"seen": _seen(site, later), "d": [f"changed-{pk}-objectives"]}
    page = text_of(site.post(at(later), typed, follow=True))
    assert "Le plan est à jour : 1 fiche modifiée." in page
    assert _objectives() == ["Créer quinze places"]
    assert Action.objects.filter(title=CAFE).exists()
    assert "1 modifiée" in text_of(site.get(at(later, "review")))
    assert "le plan est comme avant" in text_of(site.post(at(later, "undo"), follow=True))
    assert _objectives() == ["Créer douze places"]
    assert Import.objects.get(pk=later.pk).state == ImportState.UNDONE


@pytest.mark.parametrize(
    ("command", "checked"), [("on:all", 3), ("off:all", 0), ("off:changed", 0), ("on:removed", 3)]
)
def test_ticking_at_once_applies_nothing(site: PageClient, later: Import, command: str, checked: int) -> None:
    pk = Action.objects.get(title=CRECHE).pk
    ticked = [f"changed-{pk}-objectives", f"changed-{pk}-steps"]
    answer = site.post(at(later), {"seen": "x", "d": ticked, "mark": command})
    assert answer.content.decode().count("checked>") == checked
    assert _objectives() == ["Créer douze places"]


def test_a_plan_changed_meanwhile_is_shown_again(site: PageClient, later: Import, cast: Cast) -> None:
    seen = _seen(site, later)
    action = Action.objects.get(title=CRECHE)
    save_section(action=action, section="objectives", value=["À nous"], version=None, by=cast.coordinatrice)
    answer = site.post(at(later), {"seen": seen, "d": [f"changed-{action.pk}-objectives"]})
    assert answer.status_code == 409
    assert "a changé depuis que vous avez ouvert cette page" in text_of(answer)
    assert "modifié ici depuis" in text_of(answer)
    assert _objectives() == ["À nous"]


def test_nothing_ticked_is_said(site: PageClient, later: Import) -> None:
    answer = site.post(at(later), {"seen": _seen(site, later)})
    assert answer.status_code == 422
    assert "Cochez au moins un changement" in text_of(answer)


def test_the_same_document_says_that_nothing_is_new(site: PageClient, plan: Convention, cast: Cast) -> None:
    same = ready_import(plan, cast.coordinatrice)
    assert "Rien de nouveau : ce document dit la même chose que le plan." in text_of(site.get(at(same)))


def test_bringing_up_to_date_is_the_usual_choice_where_the_plan_is_known(
    site: PageClient, later: Import
) -> None:
    content = site.get(at(later, "accept")).content.decode()
    assert 'value="update" id="update" aria-describedby="update_aide" checked' in content
    answer = site.post(at(later, "accept"), {"version": later.version, "replace": "update"})
    assert answer.headers["Location"] == at(later)


def test_another_plan_is_not_offered_as_an_update(site: PageClient, plan: Convention, cast: Cast) -> None:
    other = ready_import(plan, cast.coordinatrice, large_document(4))
    assert 'value="update"' not in site.get(at(other, "accept")).content.decode()


def test_the_page_asks_as_much_for_three_fiches_as_for_fifty(
    site: PageClient, later: Import, cast: Cast
) -> None:
    few = queries(site, at(later), cast.convention)
    many = ready_import(cast.convention, cast.coordinatrice, large_document(50))
    assert queries(site, at(many), cast.convention) == few <= 24
