"""The bench: what was understood beside the source, and the reviewer's decisions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.intake.enums import ImportState
from maillage.intake.models import SILENCE, Import
from maillage.intake.operations import decide
from maillage.intake.proposal.decisions import FieldChoice
from maillage.intake.selectors import review_of
from tests.cast import Cast
from tests.factories.intake import document, large_document, ready_import, waiting_import
from tests.web.testing import PageClient, text_of


@pytest.fixture
def import_(cast: Cast) -> Import:
    """An import to review."""
    return ready_import(cast.convention, cast.coordinatrice)


@pytest.fixture
def site(page: PageClient, cast: Cast) -> PageClient:
    """A browser of coordination."""
    page.force_login(cast.coordinatrice)
    return page


def at(import_: Import, name: str = "review", *more: object) -> str:
    """The address of a page of the import."""
    return reverse(f"intake:{name}", args=[import_.convention_id, import_.pk, *more])


def part(site: PageClient, url: str, target: str) -> str:
    """The fragment that HTMX asks for."""
    response = site.get(url, headers={"HX-Request": "true", "HX-Target": target})
    assert response.status_code == 200
    content: str = response.content.decode()
    assert "<!doctype" not in content.lower()
    return content


def test_the_page_shows_doubts_first_then_the_plan_beside_the_source(
    site: PageClient, import_: Import
) -> None:
    response = site.get(at(import_))
    page = text_of(response)
    assert "Il reste 2 doutes" in page
    assert "2 axes, 3 actions, 1 indicateur" in page
    assert page.index("Un pilote ou deux ?") < page.index("Plan compris 2 axes")
    assert "Projet social du Pays d’Orvelle" in page
    html = response.content.decode()
    assert 'href="#d' in html or f'href="{at(import_)}?doute=1#d1"' in html
    assert f"{at(import_)}?doute=1&amp;ligne=8#l8" in html


def test_the_source_shows_the_leaf_of_the_line_asked_for(site: PageClient, import_: Import) -> None:
    fragment = part(site, f"{at(import_)}?ligne=14", "source")
    assert 'id="l14"' in fragment
    assert 'id="l3"' not in fragment
    assert "Lignes 1 à 10" in fragment


def test_a_branch_and_a_fiche_come_on_demand(site: PageClient, import_: Import) -> None:
    page = site.get(at(import_)).content.decode()
    assert "Installer un café des parents" not in page
    branch = part(site, f"{at(import_)}?branche=1", "branche-1")
    assert "Installer un café des parents" in branch
    assert "Tenir un forum par an" not in page
    assert "Tenir un forum par an" in part(site, f"{at(import_)}?fiche=a1", "f-a1")


def test_the_whole_plan_unfolds_without_script(site: PageClient, import_: Import) -> None:
    page = site.get(f"{at(import_)}?branches=toutes").content.decode()
    for words in ("Installer un café des parents", "Tenir un forum par an", "Trouver un local"):
        assert words in page


def test_numbers_above_a_thousand_stay_whole_in_addresses(site: PageClient, cast: Cast) -> None:
    plan = large_document(4)
    plan["actions"][0]["objectives"][0]["line"] = 1500
    import_ = ready_import(cast.convention, cast.coordinatrice, plan)
    assert "ligne=1500#l1500" in site.get(f"{at(import_)}?branches=toutes").content.decode()


@pytest.mark.parametrize("fiches", [3, 50])
def test_the_review_asks_as_much_for_three_fiches_as_for_fifty(
    site: PageClient, cast: Cast, fiches: int, django_assert_max_num_queries: Any
) -> None:
    import_ = ready_import(cast.convention, cast.coordinatrice, large_document(fiches))
    with django_assert_max_num_queries(8):
        site.get(at(import_))


def test_an_answer_without_script_comes_back_to_the_next_doubt(site: PageClient, import_: Import) -> None:
    response = site.post(at(import_, "doubt", 1), {"state": "accepted", "seen": "0"})
    assert response.headers["Location"] == f"{at(import_)}?apres=1#doutes"
    assert "Il reste 1 doute" in text_of(site.get(response.headers["Location"]))


def test_an_answer_with_script_brings_every_count_along(site: PageClient, import_: Import) -> None:
    answer = site.fragment(at(import_, "doubt", 1), {"state": "accepted", "seen": "0"}, post=True)
    html = answer.content.decode()
    assert "1 levé sur 2" in text_of(answer)
    for part_id in ("source", "compte", "pied", "n-0"):
        assert f'id="{part_id}"' in html
    assert f'name="version" value="{Import.objects.get(pk=import_.pk).version}"' in html or "accepter" in html


def test_a_note_without_place_is_put_where_the_reviewer_says(site: PageClient, import_: Import) -> None:
    url = at(import_, "doubt", 2)
    assert "Rubrique" in text_of(site.get(url))
    refused = site.post(url, {"seen": "0", "text": "À revoir avec la PMI"})
    assert refused.status_code == 422
    assert "Choisissez la fiche." in text_of(refused)
    placed = {"seen": "0", "text": "À revoir avec la PMI", "fiche": "a0", "field": "success_conditions"}
    assert site.post(url, placed).status_code == 302
    fields = review_of(Import.objects.get(pk=import_.pk)).fiches["a0"].fields
    assert [point.text for point in fields["success_conditions"].points] == ["À revoir avec la PMI"]


def test_a_field_is_corrected_one_point_a_line(site: PageClient, import_: Import) -> None:
    url = at(import_, "field", "a0", "objectives")
    assert "Créer douze places" in site.get(url).content.decode()
    response = site.post(url, {"seen": "0", "text": "Créer quinze places\nOuvrir le samedi"})
    assert response.headers["Location"] == f"{at(import_)}?fiche=a0#f-a0"
    assert "Ouvrir le samedi" in text_of(site.get(response.headers["Location"]))


def test_a_fiche_is_renamed_moved_and_left_out(site: PageClient, import_: Import) -> None:
    url = at(import_, "fiche", "a1")
    site.post(url, {"seen": "0", "ref": "2.2", "title": "Tenir un forum", "parent": "1"})
    proposal = review_of(Import.objects.get(pk=import_.pk))
    assert [each.name for each in proposal.branches[1].fiches] == [
        "2.2 Tenir un forum",
        "2.1 Installer un café des parents",
    ]
    site.post(url, {"seen": "1", "kept": "0"})
    assert "2 actions" in text_of(site.get(at(import_)))


def test_a_branch_is_renamed_and_left_out(site: PageClient, import_: Import) -> None:
    url = at(import_, "branch", "1")
    site.post(url, {"seen": "0", "ref": "2", "title": "Épauler les parents"})
    assert "Épauler les parents" in text_of(site.get(at(import_)))
    site.post(url, {"seen": "1", "kept": "0"})
    assert "1 axe, 2 actions" in text_of(site.get(at(import_)))


def test_two_decisions_on_one_field_are_shown_side_by_side(
    site: PageClient, cast: Cast, import_: Import
) -> None:
    target, theirs = "field:a0:objectives", FieldChoice("Créer vingt places")
    decide(import_=import_, target=target, choice=theirs, seen=0, by=cast.admin)
    url = at(import_, "field", "a0", "objectives")
    response = site.post(url, {"seen": "0", "text": "Créer quinze places"})
    assert response.status_code == 409
    page = text_of(response)
    for words in ("Ada Perrot", "Créer vingt places", "Créer quinze places", "Garder la mienne"):
        assert words in page
    site.post(url, {"seen": "1", "text": "Créer quinze places"})
    points = review_of(Import.objects.get(pk=import_.pk)).fiches["a0"].fields["objectives"].points
    assert [point.text for point in points] == ["Créer quinze places"]


def test_a_reading_under_way_shows_how_far_it_is_then_the_review(site: PageClient, cast: Cast) -> None:
    import_ = waiting_import(cast.convention, cast.coordinatrice)
    Import.objects.filter(pk=import_.pk).update(
        state=ImportState.READING, progress=45, stage="Le plan se dessine", alive_at=timezone.now()
    )
    assert "45 %" in text_of(site.get(at(import_)))
    assert "Le plan se dessine" in part(site, at(import_), "lecture")
    ready = ready_import(cast.convention, cast.coordinatrice)
    response = site.get(at(ready), headers={"HX-Request": "true", "HX-Target": "lecture"})
    assert response.headers["HX-Refresh"] == "true"


def test_whoever_comes_by_takes_up_a_reading_that_died(site: PageClient, cast: Cast) -> None:
    import_ = waiting_import(cast.convention, cast.coordinatrice, b"Axe 1\nAction 1.1 : Accueillir\n")
    gone = timezone.now() - SILENCE - timedelta(seconds=5)
    Import.objects.filter(pk=import_.pk).update(state=ImportState.READING, attempt=1, alive_at=gone)
    site.get(at(import_))
    assert Import.objects.get(pk=import_.pk).attempt == 2


def test_the_import_of_another_convention_does_not_exist(site: PageClient, cast: Cast) -> None:
    foreign = ready_import(cast.elsewhere, cast.etrangere)
    assert site.get(at(foreign)).status_code == 404
    mixed = reverse("intake:review", args=[cast.convention.pk, foreign.pk])
    assert site.get(mixed).status_code == 404


@pytest.mark.parametrize("url", ["doubt", "branch", "fiche"])
def test_what_is_not_in_the_document_does_not_exist(site: PageClient, import_: Import, url: str) -> None:
    assert site.get(at(import_, url, 99 if url == "doubt" else "z9")).status_code == 404


def many_doubts(cast: Cast) -> Import:
    """Four doubts of one reason, after one that is only said."""
    plan = document()
    told = {**plan["warnings"][0], "text": "", "reason": "Aucune échéance lue.", "action_ref": None}
    often = [{**plan["warnings"][0], "reason": "Le tableau diffère.", "line": n} for n in (4, 8, 9, 12)]
    return ready_import(cast.convention, cast.coordinatrice, {**plan, "warnings": [told, *often]})


def test_doubts_of_one_reason_are_one_line_that_unfolds(site: PageClient, cast: Cast) -> None:
    import_ = many_doubts(cast)
    page = site.get(at(import_))
    words = text_of(page)
    assert "Il reste 5 doutes" in words
    assert words.count("Le tableau diffère.") == 1
    assert words.index("Le tableau diffère.") < words.index("Aucune échéance lue.")
    assert 'id="d1"' not in page.content.decode()
    unfolded = part(site, f"{at(import_)}?doute=2", "doutes")
    for number in (1, 2, 3, 4):
        assert f'id="d{number}"' in unfolded
    assert "<b>1.1</b>" in unfolded


def test_a_group_is_answered_at_once_and_taken_back_at_once(site: PageClient, cast: Cast) -> None:
    import_ = many_doubts(cast)
    answered = site.post(at(import_, "accept_doubts"), {"like": "1"}, follow=True)
    assert "4 doutes levés" in text_of(answered)
    assert "Il reste 1 doute" in text_of(answered)
    undo = f"{at(import_, 'reopen_doubts')}?doutes=1-2-3-4"
    assert f'action="{undo}"' in answered.content.decode()
    assert "Il reste 5 doutes" in text_of(site.post(undo, follow=True))


def test_an_answer_inside_a_group_goes_on_in_it_and_one_before_it_leaves_it_folded(
    site: PageClient, cast: Cast
) -> None:
    import_ = many_doubts(cast)
    inside = site.post(at(import_, "doubt", 1), {"state": "accepted", "seen": "0"}, follow=True)
    assert 'id="d2"' in inside.content.decode()
    folded = site.get(f"{at(import_)}?apres=5")
    assert 'id="d2"' not in folded.content.decode()


def test_a_passage_that_is_not_in_the_fiche_is_shown_beside_what_is(site: PageClient, cast: Cast) -> None:
    plan = document()
    other = {**plan["warnings"][0], "text": "Créer quinze places", "field": "objectives", "line": 4}
    import_ = ready_import(cast.convention, cast.coordinatrice, {**plan, "warnings": [other]})
    page = text_of(site.get(at(import_)))
    assert "Ce passage Créer quinze places La fiche Créer douze places" in page


def test_marks_of_the_source_are_shown_as_read_and_tags_as_text(site: PageClient, import_: Import) -> None:
    lines = ["2^{ème} **axe** <script>alert(1)</script>", *import_.lines[1:]]
    Import.objects.filter(pk=import_.pk).update(lines=lines)
    source = part(site, f"{at(import_)}?ligne=1", "source")
    assert "2<sup>ème</sup> <b>axe</b> &lt;script&gt;" in source


def test_what_else_was_read_is_counted_then_shown_on_demand(site: PageClient, cast: Cast) -> None:
    plan = {**document(), "glossary": [{"acronym": "RPE", "meaning": "Relais petite enfance", "line": 2}]}
    import_ = ready_import(cast.convention, cast.coordinatrice, plan)
    page = text_of(site.get(at(import_)))
    assert "Aussi lu dans ce document 1 sigle" in page
    assert "Relais petite enfance" not in page
    assert "<b>RPE</b>&nbsp;: Relais petite enfance" in part(site, f"{at(import_)}?aussi=1", "aussi")


def test_a_reading_that_did_not_move_is_not_drawn_again(site: PageClient, cast: Cast) -> None:
    import_ = waiting_import(cast.convention, cast.coordinatrice)
    Import.objects.filter(pk=import_.pk).update(
        state=ImportState.READING, progress=45, stage="Le plan se dessine", alive_at=timezone.now()
    )
    hx = {"HX-Request": "true", "HX-Target": "lecture"}
    assert site.get(f"{at(import_)}?vu=45Le plan se dessine", headers=hx).status_code == 204
    moved = site.get(f"{at(import_)}?vu=30Autre chose", headers=hx)
    assert moved.status_code == 200
    assert "<title>45 %" in moved.content.decode()


@pytest.mark.parametrize(
    ("ref", "reason", "shown"),
    [
        ("7", "2021 est hors de la période.", "Fiche 7 : 2021 est hors de la période."),
        ("I.A.1", "2021 est hors de la période.", "I.A.1 : 2021 est hors de la période."),
        ("I.A.1", "I.A.1 porte deux titres.", "1 I.A.1 porte deux titres."),
    ],
)
def test_a_doubt_names_its_fiche_once(
    site: PageClient, cast: Cast, ref: str, reason: str, shown: str
) -> None:
    plan = document()
    plan["actions"][0]["ref"] = ref
    plan["tree"][0]["children"][0]["ref"] = ref
    doubt = {**plan["warnings"][0], "action_ref": ref, "reason": reason}
    import_ = ready_import(cast.convention, cast.coordinatrice, {**plan, "warnings": [doubt]})
    assert shown in text_of(site.get(at(import_))).replace("\u00a0", " ")
