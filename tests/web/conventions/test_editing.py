"""Editing a fiche, section by section."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from maillage.conventions.models import Action
from maillage.conventions.operations import save_section
from maillage.conventions.sections import SECTIONS
from tests.cast import Cast
from tests.web.conventions.conftest import Plan
from tests.web.testing import PageClient, text_of

_FIELD = re.compile(r"<(input|textarea|select)\b([^>]*)>(?:\s*(.*?)</\1>)?", re.DOTALL)


def typed_in(answer: Any) -> dict[str, Any]:
    """The fields of an editor, as a browser would send them back."""
    html = answer.content.decode().split("data-editor", 1)[1].split("</form>", 1)[0]
    found: dict[str, Any] = {}
    for kind, attributes, inner in _FIELD.findall(html):
        name = re.search(r'name="([^"]+)"', attributes)
        ticked = 'type="checkbox"' in attributes or 'type="radio"' in attributes
        if not name or (ticked and "checked" not in attributes):
            continue
        given = re.search(r'value="([^"]*)"', attributes)
        if kind == "select":
            given = re.search(r'value="([^"]*)" selected', inner)
        absent = "on" if "checkbox" in attributes else ""
        found[name[1]] = unescape(inner.strip() if kind == "textarea" else given[1] if given else absent)
    return found


def value_of(plan: Plan, key: str) -> Any:
    """The section as it is now."""
    return SECTIONS[key].read(Action.objects.get(pk=plan.full.pk))


@pytest.mark.parametrize("key", list(SECTIONS))
def test_saving_an_editor_untouched_changes_nothing(coordinator: PageClient, plan: Plan, key: str) -> None:
    before = value_of(plan, key)
    typed = typed_in(coordinator.get(plan.section(key)))
    answer = coordinator.post(plan.section(key), typed, follow=True)
    assert value_of(plan, key) == before
    assert "Rien n’a changé." in text_of(answer)


def test_a_text_is_saved_line_by_line_and_offers_to_undo(coordinator: PageClient, plan: Plan) -> None:
    typed = {**typed_in(coordinator.get(plan.section("resources"))), "lines": "0,4 ETP\n\nUne salle"}
    answer = coordinator.post(plan.section("resources"), typed, follow=True)
    assert value_of(plan, "resources") == ["0,4 ETP", "Une salle"]
    assert "« Moyens » est enregistré. Annuler" in text_of(answer)


def test_in_place_it_answers_with_the_section_and_what_it_changes_around(
    coordinator: PageClient, plan: Plan
) -> None:
    typed = typed_in(coordinator.fragment(plan.section("resources")))
    answer = coordinator.fragment(plan.section("resources"), {**typed, "lines": "Une salle"}, post=True)
    html = answer.content.decode()
    assert html.count("hx-swap-oob=") == 4
    assert "8 rubriques sur 9" in text_of(answer)
    assert "<html" not in html


def test_a_season_without_its_year_is_refused_and_kept(coordinator: PageClient, plan: Plan) -> None:
    typed = {**typed_in(coordinator.get(plan.section("calendar"))), "start": "printemps"}
    answer = coordinator.post(plan.section("calendar"), typed)
    assert answer.status_code == 422
    assert "« printemps » n’est pas une date. Écrivez 2026-T2, avril 2026, printemps 2026" in text_of(answer)
    assert b'value="printemps"' in answer.content
    assert b'aria-invalid="true"' in answer.content


def test_a_period_that_ends_before_it_starts_is_refused_on_its_field(
    coordinator: PageClient, plan: Plan
) -> None:
    typed = {**typed_in(coordinator.get(plan.section("calendar"))), "end": "2020"}
    answer = coordinator.post(plan.section("calendar"), typed)
    assert "La fin vient avant le début." in text_of(answer)


def test_a_target_reads_french_numbers_and_refuses_words(coordinator: PageClient, plan: Plan) -> None:
    typed = typed_in(coordinator.get(plan.section("indicators")))
    coordinator.post(plan.section("indicators"), {**typed, "row-0-value": "1 200,5"})
    assert value_of(plan, "indicators")[0]["target"]["value"] == "1200.5"
    answer = coordinator.post(plan.section("indicators"), {**typed, "row-0-value": "douze"})
    assert "« douze » n’est pas un nombre. Écrivez 12 ou 45,5." in text_of(answer)


def test_a_comparison_without_a_number_is_refused(coordinator: PageClient, plan: Plan) -> None:
    typed = typed_in(coordinator.get(plan.section("indicators")))
    answer = coordinator.post(plan.section("indicators"), {**typed, "row-0-value": ""})
    assert "Écrivez le nombre visé" in text_of(answer)


def test_rows_are_added_moved_and_removed_without_losing_a_word(coordinator: PageClient, plan: Plan) -> None:
    address = plan.section("steps")
    typed = {**typed_in(coordinator.get(address)), "row-0-text": "Trouver un bâtiment", "do": "add"}
    typed = typed_in(coordinator.post(address, typed))
    assert typed["rows"] == "3"
    assert typed["row-0-text"] == "Trouver un bâtiment"
    typed = {**typed, "row-2-text": "Signer", "do": "up-2"}
    typed = typed_in(coordinator.post(address, typed))
    assert (typed["row-1-text"], typed["row-2-text"]) == ("Signer", "Visiter trois lieux")
    typed = typed_in(coordinator.post(address, {**typed, "do": "remove-2"}))
    coordinator.post(address, {**typed, "do": "save"})
    assert [step["text"] for step in value_of(plan, "steps")] == ["Trouver un bâtiment", "Signer"]


@pytest.mark.parametrize(
    ("section", "rows"),
    [("steps", lambda v: v), ("people", lambda v: v["pilots"]), ("indicators", lambda v: v)],
)
def test_rows_keep_their_identity_through_the_form(
    coordinator: PageClient, plan: Plan, section: str, rows: Any
) -> None:
    before = rows(value_of(plan, section))
    words = "row-0-text" if section == "steps" else "row-0-label"
    typed = typed_in(coordinator.get(plan.section(section)))
    coordinator.post(plan.section(section), {**typed, words: "De tout autres mots"})
    after = rows(value_of(plan, section))
    assert [row["key"] for row in after] == [row["key"] for row in before]
    assert after != before


def test_an_indicator_is_given_a_measure_or_left_as_a_wish(coordinator: PageClient, plan: Plan) -> None:
    typed = typed_in(coordinator.get(plan.section("indicators")))
    chosen = {**typed, "row-0-measure": "nombre", "row-0-frequency": "an"}
    coordinator.post(plan.section("indicators"), chosen)
    assert "chaque année Aucune valeur encore." in text_of(coordinator.get(plan.fiche()))
    coordinator.post(
        plan.section("indicators"),
        {**typed_in(coordinator.get(plan.section("indicators"))), "row-0-wish": "on"},
    )
    assert "souhait, sans mesure" in text_of(coordinator.get(plan.fiche()))


def test_a_row_left_blank_is_left_out(coordinator: PageClient, plan: Plan) -> None:
    address = plan.section("people")
    typed = typed_in(coordinator.post(address, {**typed_in(coordinator.get(address)), "do": "add"}))
    coordinator.post(address, {**typed, "do": "save", "partners": "CAF\nMSA"})
    people = value_of(plan, "people")
    assert len(people["pilots"]) == 1
    assert [partner["label"] for partner in people["partners"]] == ["CAF", "MSA"]


def test_a_pilot_is_tied_to_an_account(coordinator: PageClient, plan: Plan, cast: Cast) -> None:
    member = cast.membership(cast.pilote)
    typed = {**typed_in(coordinator.get(plan.section("people"))), "row-0-member": str(member.pk)}
    coordinator.post(plan.section("people"), typed)
    assert value_of(plan, "people")["pilots"][0]["member"] == member.pk


def test_a_change_elsewhere_on_the_fiche_does_not_stop(coordinator: PageClient, plan: Plan) -> None:
    typed = {**typed_in(coordinator.get(plan.section("context"))), "lines": "Le mien"}
    save_section(action=plan.full, section="objectives", value=["Autre"], version=None, by=plan.by)
    answer = coordinator.post(plan.section("context"), typed)
    assert answer.status_code == 302
    assert value_of(plan, "context") == ["Le mien"]


def test_two_edits_of_one_section_show_both_and_lose_none(coordinator: PageClient, plan: Plan) -> None:
    typed = {**typed_in(coordinator.get(plan.section("context"))), "lines": "Le mien"}
    save_section(action=plan.full, section="context", value=["Le sien"], version=None, by=plan.by)
    answer = coordinator.post(plan.section("context"), typed)
    assert answer.status_code == 409
    assert "Le sien" in text_of(answer)
    assert typed_in(answer)["lines"] == "Le mien"
    assert value_of(plan, "context") == ["Le sien"]
    coordinator.post(plan.section("context"), typed_in(answer))
    assert value_of(plan, "context") == ["Le mien"]


def test_noting_progress_changes_state_and_news(coordinator: PageClient, plan: Plan) -> None:
    typed = {**typed_in(coordinator.get(plan.section("state"))), "status": "bloquee", "news": "Pas de local."}
    words = text_of(coordinator.post(plan.section("state"), typed, follow=True))
    assert re.search(r"Dernière nouvelle, [^.]+\. Pas de local\. Inès Morvan", words)
    assert "Bloquée" in words


def test_a_percentage_above_a_hundred_is_refused(coordinator: PageClient, plan: Plan) -> None:
    typed = {**typed_in(coordinator.get(plan.section("state"))), "progress": "140"}
    assert coordinator.post(plan.section("state"), typed).status_code == 422


def test_giving_up_shows_the_section_again(coordinator: PageClient, plan: Plan) -> None:
    address = plan.section("context") + "?lire=1"
    assert coordinator.get(address).headers["Location"] == f"{plan.fiche()}#context"
    assert "Une commune sur deux" in text_of(coordinator.fragment(address))
    assert text_of(coordinator.fragment(plan.section("state") + "?lire=1")) == ""


def test_an_unknown_section_does_not_exist(coordinator: PageClient, plan: Plan) -> None:
    assert coordinator.get(plan.section("budget")).status_code == 404


def test_an_editor_on_its_own_page_sends_the_whole_page(coordinator: PageClient, plan: Plan) -> None:
    own, in_place = (ask(plan.section("state")) for ask in (coordinator.get, coordinator.fragment))
    assert b"hx-post" not in own.content
    assert b"hx-post" in in_place.content
