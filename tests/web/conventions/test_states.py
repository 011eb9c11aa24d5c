"""The pages of a fiche at another date, the state of a step, what an action is tied to."""

from __future__ import annotations

from typing import Any

import pytest

from maillage.conventions.models import Action, Convention, Step
from maillage.conventions.operations import save_section, update_convention
from maillage.journal.models import Entry
from tests.factories.links import link_values
from tests.web.conventions.conftest import Plan
from tests.web.testing import PageClient, text_of


@pytest.fixture
def rewritten(plan: Plan) -> Entry:
    """The write after which the context is rewritten and the means filled."""
    early = Entry.objects.filter(subject_id=plan.full.pk, verb="action.updated").order_by("-pk")[0]
    for key, value in (("context", ["Trois communes attendent."]), ("resources", ["Un poste"])):
        save_section(action=plan.full, section=key, value=value, version=None, by=plan.by)
    return early


def test_the_history_opens_each_state_whole(coordinator: PageClient, plan: Plan, rewritten: Entry) -> None:
    url = f"{plan.fiche()}historique/"
    assert f"{url}{rewritten.pk}/" in coordinator.get(url).content.decode()
    shown = text_of(coordinator.get(f"{url}{rewritten.pk}/"))
    assert "Les parents roulent 14 km." in shown
    assert "Trois communes attendent." not in shown
    assert "2 rubriques disent autre chose aujourd’hui" in shown


def test_two_states_are_compared_with_today_unless_said(
    coordinator: PageClient, plan: Plan, rewritten: Entry
) -> None:
    url = f"{plan.fiche()}historique/comparer/?de={rewritten.pk}"
    shown = text_of(coordinator.get(url))
    assert "Trois communes attendent." in shown
    assert "Un poste" in shown
    assert "disent la même chose" in text_of(coordinator.get(f"{url}&a={rewritten.pk}"))


def test_the_history_follows_the_order_and_the_names_of_the_convention(
    coordinator: PageClient, plan: Plan, rewritten: Entry
) -> None:
    labels = {"context": "Le besoin", "resources": "De quoi faire"}
    Convention.objects.filter(pk=plan.full.convention_id).update(
        section_order=["resources", "context"], section_labels=labels
    )
    compared = text_of(coordinator.get(f"{plan.fiche()}historique/comparer/?de={rewritten.pk}"))
    assert 0 < compared.index("De quoi faire") < compared.index("Le besoin")
    whole = text_of(coordinator.get(f"{plan.fiche()}historique/{rewritten.pk}/"))
    assert 0 < whole.index("De quoi faire") < whole.index("Le besoin")
    journal = text_of(coordinator.get(f"{plan.fiche()}historique/"))
    assert {"De quoi faire", "Le besoin"} <= {name for name in labels.values() if name in journal}


def test_the_settings_told_in_the_history_name_rubriques_as_the_convention_does(
    coordinator: PageClient, plan: Plan
) -> None:
    convention = plan.full.convention
    for values in ({"section_labels": {"context": "Le besoin"}}, {"section_order": ["resources", "context"]}):
        update_convention(convention=convention, values=values, version=None, by=plan.by)
    shown = coordinator.get(f"/c/{convention.pk}/historique/").content.decode()
    assert "<ins>Le besoin</ins>" in shown


def test_states_asked_backwards_are_told_in_the_order_of_time(
    coordinator: PageClient, plan: Plan, rewritten: Entry
) -> None:
    last = Entry.objects.filter(subject_id=plan.full.pk).order_by("-pk")[0]
    url = f"{plan.fiche()}historique/comparer/"
    straight = coordinator.get(f"{url}?de={rewritten.pk}&a={last.pk}").content.decode()
    crossed = coordinator.get(f"{url}?de={last.pk}&a={rewritten.pk}").content.decode()
    assert "<ins>Un poste</ins>" in straight
    assert "<ins>Un poste</ins>" in crossed


def test_a_fiche_or_one_rubrique_goes_back_and_forth(
    coordinator: PageClient, plan: Plan, rewritten: Entry
) -> None:
    url = f"{plan.fiche()}historique/{rewritten.pk}/revenir/"
    coordinator.post(url, {"rubrique": "context"})
    assert "14 km" in Action.objects.get(pk=plan.full.pk).context
    assert Action.objects.get(pk=plan.full.pk).resources == "Un poste"
    answer = coordinator.post(url, follow=True)
    assert Action.objects.get(pk=plan.full.pk).resources == ""
    assert "Annuler" in text_of(answer)


@pytest.mark.parametrize("rest", ["comparer/?de=999999", "comparer/?de=x", "999999/", "comparer/?a=-1"])
def test_a_state_that_is_not_of_the_fiche_is_not_found(
    coordinator: PageClient, plan: Plan, rest: str
) -> None:
    assert coordinator.get(f"{plan.fiche()}historique/{rest}").status_code == 404


def test_a_rubrique_that_does_not_exist_is_not_put_back(
    coordinator: PageClient, plan: Plan, rewritten: Entry
) -> None:
    url = f"{plan.fiche()}historique/{rewritten.pk}/revenir/"
    assert coordinator.post(url, {"rubrique": "budget"}).status_code == 404


def step_url(plan: Plan, text: str) -> str:
    """The address that changes a step."""
    return f"{plan.fiche()}etapes/{Step.objects.get(text=text).key}/"


@pytest.mark.parametrize("text", ["Trouver un terrain", "Visiter trois lieux"])
def test_a_step_changes_state_in_one_press_without_script(
    coordinator: PageClient, plan: Plan, text: str
) -> None:
    answer = coordinator.post(step_url(plan, text), {"status": "bloquee"}, follow=True)
    assert answer.redirect_chain[0][0].endswith("#steps")
    assert Step.objects.get(text=text).status == "bloquee"
    assert "L’étape change d’état. Annuler" in text_of(answer)


def test_a_step_changes_state_in_place(coordinator: PageClient, plan: Plan) -> None:
    answer = coordinator.fragment(step_url(plan, "Visiter trois lieux"), {"status": "realisee"}, post=True)
    assert "2 faites sur 2" in text_of(answer)
    assert "data-focus" in answer.content.decode()


def test_a_state_that_is_none_changes_nothing(coordinator: PageClient, plan: Plan) -> None:
    answer = coordinator.post(step_url(plan, "Visiter trois lieux"), {"status": "finie"}, follow=True)
    assert "n’est pas un choix possible" in text_of(answer)
    assert Step.objects.get(text="Visiter trois lieux").status == "en_cours"


def test_a_substep_is_added_under_its_step_with_what_was_typed(coordinator: PageClient, plan: Plan) -> None:
    page = coordinator.get(plan.section("steps"))
    assert 'value="sub-0"' in page.content.decode()
    typed = {"rows": "1", "version": "0", "seen": "", "row-0-text": "Trouver mieux", "do": "sub-0"}
    shown = coordinator.post(plan.section("steps"), typed).content.decode()
    assert "Trouver mieux" in shown
    added = next(tag for tag in shown.split("<") if 'name="row-1-sub"' in tag)
    assert "checked" in added


def linked(plan: Plan) -> dict[str, Any]:
    """The full fiche tied to another one, a scheme and a finding."""
    value = link_values(plan.convention)
    save_section(action=plan.full, section="links", value=value, version=None, by=plan.by)
    return value


def test_ties_are_shown_both_ways_even_where_the_fiche_has_no_such_rubrique(
    coordinator: PageClient, plan: Plan
) -> None:
    value = linked(plan)
    other = Action.objects.get(pk=value["actions"][0]["action"])
    shown = text_of(coordinator.get(plan.fiche()))
    assert f"Suppose d’abord {other}" in shown
    assert "Faiblesse" in shown
    assert "Sert aussi Schéma" in shown
    assert f"Attendue par {plan.full}" in text_of(coordinator.get(plan.fiche(other)))


def filled(page: PageClient, plan: Plan) -> list[str]:
    """« 7 rubriques sur 9 » of the full fiche, word by word."""
    return text_of(page.get(plan.fiche())).split("Fiche remplie ")[1].split()[:4]


def test_links_are_not_counted_among_the_rubriques(coordinator: PageClient, plan: Plan) -> None:
    before = filled(coordinator, plan)
    linked(plan)
    Convention.objects.filter(pk=plan.convention.pk).update(section_order=["links"])
    assert filled(coordinator, plan) == before


def test_links_are_edited_row_by_row(coordinator: PageClient, plan: Plan) -> None:
    value = linked(plan)
    typed = {
        "rows": "2", "version": "", "seen": "", "do": "save", "row-0-action": str(plan.bare.pk),
        "row-0-kind": "voir", "row-1-action": "", "row-1-kind": "voir", "findings": value["findings"],
    }  # fmt: skip
    coordinator.post(plan.section("links"), typed)
    [link] = plan.full.links.all()
    assert (link.target, link.kind) == (plan.bare, "voir")
    assert plan.full.answered_findings.count() == 1
    assert plan.full.schemes.count() == 0


def test_an_action_is_not_tied_to_itself(coordinator: PageClient, plan: Plan) -> None:
    typed = {"rows": "1", "do": "save", "row-0-action": str(plan.full.pk), "row-0-kind": "voir"}
    assert coordinator.post(plan.section("links"), typed).status_code == 422
