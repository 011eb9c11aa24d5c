"""The plan put in order on its pages: fiches joined, cut, added, moved, several at once, and taken back."""

from __future__ import annotations

import pytest
from django.urls import reverse

from maillage.intake import operations
from maillage.intake.models import Import
from maillage.intake.proposal.parts import Proposal
from maillage.intake.selectors import review_of
from tests.cast import Cast
from tests.factories.intake import ready_import
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


def now(import_: Import) -> Proposal:
    """The proposal as it is kept."""
    return review_of(Import.objects.get(pk=import_.pk))


def name(import_: Import, key: str, field: str, index: int = 0) -> str:
    """A point as the page names it."""
    return now(import_).fiches[key].fields[field].named_points[index][0]


def test_a_fiche_joins_another_and_the_page_offers_to_take_it_back(site: PageClient, import_: Import) -> None:
    form = text_of(site.get(at(import_, "merge", "a1")))
    assert "Dans la même branche" in site.get(at(import_, "merge", "a1")).content.decode()
    assert "Elle rejoint" in form
    answer = site.post(at(import_, "merge", "a1"), {"into": "a0"}, follow=True)
    page = answer.content.decode()
    assert "Les deux fiches n’en font qu’une." in page
    assert f"{at(import_, 'undo_act')}?act=1" in page
    assert "Tenir un forum par an" in page
    site.post(at(import_, "undo_act"))
    assert "a1" in now(import_).fiches


def test_the_way_back_is_from_that_very_act(site: PageClient, import_: Import) -> None:
    site.post(at(import_, "merge", "a1"), {"into": "a0"})
    site.post(at(import_, "batch"), {"do": "accept", "doubt": ["2"]})
    site.post(f"{at(import_, 'undo_act')}?act=1")
    assert "a1" in now(import_).fiches
    assert [question.number for question in now(import_).open_questions] == [1]


def test_a_fiche_is_cut_where_the_second_starts(site: PageClient, import_: Import) -> None:
    sent = {"title": "Signer le bail", "start": name(import_, "a0", "steps", 1)}
    answer = site.post(at(import_, "split", "a0"), sent)
    assert answer.headers["Location"] == f"{at(import_)}?fiche=n1#f-n1"
    new = now(import_).fiches["n1"].fields
    assert [point.text for point in new["steps"].points] == ["Signer le bail"]
    assert [point.text for point in new["pilots"].points] == ["Élue petite enfance + RPE"]


def test_a_fiche_is_cut_point_by_point(site: PageClient, import_: Import) -> None:
    site.post(at(import_, "split", "a0"), {"title": "X", "points": [name(import_, "a0", "steps")]})
    assert [p.text for p in now(import_).fiches["n1"].fields["steps"].points] == ["Trouver un local"]


def test_a_cut_without_points_says_so_and_keeps_the_title(site: PageClient, import_: Import) -> None:
    answer = site.post(at(import_, "split", "a0"), {"title": "La seconde"})
    assert answer.status_code == 422
    assert "Choisissez au moins un point" in text_of(answer)
    assert "La seconde" in answer.content.decode()


def test_a_branch_and_a_fiche_are_added_and_a_branch_moves(site: PageClient, import_: Import) -> None:
    site.post(at(import_, "add_branch"), {"ref": "3", "title": "Piloter", "parent": ""})
    site.post(at(import_, "add_fiche"), {"title": "Animer", "parent": "n1"})
    form = site.get(at(import_, "branch", "1")).content.decode()
    assert "Ranger sous" in form
    site.post(at(import_, "branch", "1"), {"seen": "0", "title": "Soutenir", "parent": "n1"})
    plan = now(import_)
    assert [fiche.title for fiche in plan.nodes["n1"].all_fiches()] == [
        "Animer",
        "Installer un café des parents",
    ]


def test_several_points_change_section_at_once_and_one_undo_takes_them_back(
    site: PageClient, import_: Import
) -> None:
    points = [name(import_, "a0", "steps"), name(import_, "a0", "pilots")]
    site.post(at(import_, "batch"), {"do": "section", "field": "partners", "point": points})
    assert len(now(import_).fiches["a0"].fields["partners"].points) == 2
    site.post(at(import_, "undo_act"))
    assert now(import_).fiches["a0"].fields["partners"].points == []


def test_several_fiches_change_branch_join_and_leave(site: PageClient, import_: Import) -> None:
    site.post(at(import_, "batch"), {"do": "branch", "parent": "1", "fiche": ["a0", "a1"]})
    assert [fiche.parent for fiche in now(import_).fiches.values()] == ["1", "1", "1"]
    site.post(at(import_, "batch"), {"do": "merge", "fiche": ["a0", "a1"]})
    assert list(now(import_).fiches) == ["a0", "a2"]
    chosen = {"fiche": ["a2"], "doubt": ["1"], "point": [name(import_, "a0", "steps")]}
    site.post(at(import_, "batch"), {"do": "exclude", **chosen})
    plan = now(import_)
    assert plan.kept_fiches() == 1
    assert plan.fiches["a0"].fields["pilots"].points == []
    assert len(plan.fiches["a0"].fields["steps"].points) == 1


def test_several_doubts_are_accepted_at_once(site: PageClient, import_: Import) -> None:
    site.post(at(import_, "batch"), {"do": "accept", "doubt": ["1", "2"]})
    assert now(import_).open_questions == []
    assert site.post(at(import_, "batch"), {"do": "bond", "doubt": ["1"]}).status_code == 400


def test_nothing_chosen_says_so(site: PageClient, import_: Import) -> None:
    for do in ("section", "join", "cut", "branch", "merge", "exclude", "accept"):
        answer = site.post(at(import_, "batch"), {"do": do, "field": "steps"}, follow=True)
        assert 'class="note note-error' in answer.content.decode(), do
    assert Import.objects.get(pk=import_.pk).history == []


def test_boxes_are_there_only_while_things_are_being_chosen(site: PageClient, import_: Import) -> None:
    assert 'form="lot"' not in site.get(at(import_)).content.decode()
    page = site.get(f"{at(import_)}?choisir=1&fiche=a0").content.decode()
    for box in ('name="doubt" value="1"', 'name="fiche" value="a0"', 'name="point" value="a0:steps:0:'):
        assert box in page
    assert 'form="lot"' in site.get(at(import_)).content.decode()
    assert 'form="lot"' not in site.get(f"{at(import_)}?choisir=0").content.decode()


def test_the_acts_are_listed_with_a_way_back_from_each(site: PageClient, cast: Cast, import_: Import) -> None:
    assert "Aucun geste encore" in text_of(site.get(at(import_, "acts")))
    operations.merge_fiches(import_=import_, guests=["a1"], into="a0", by=cast.admin)
    branch = operations.add_branch(import_=import_, ref="", title="Piloter", parent="", by=cast.admin)
    operations.add_fiche(import_=import_, ref="", title="Animer", parent=branch, by=cast.coordinatrice)
    page = text_of(site.get(at(import_, "acts")))
    assert "Ada Perrot" in page
    assert "Un geste plus récent en dépend : Fiche « Animer » ajoutée" in page
    site.post(at(import_, "undo_act"), {"act": "1", "next": at(import_, "acts")})
    assert "Annulé par Inès Morvan" in text_of(site.get(at(import_, "acts")))
    assert "a1" in now(import_).fiches


def test_the_review_opens_again_where_the_person_stopped(site: PageClient, import_: Import) -> None:
    site.post(at(import_, "field", "a1", "objectives"), {"seen": "0", "text": "Tenir deux forums"})
    page = site.get(at(import_)).content.decode()
    assert "Travail gardé à" in text_of(site.get(at(import_)))
    assert "Tenir deux forums" in page


def test_words_typed_for_a_fiche_that_joined_another_are_shown_again(
    site: PageClient, cast: Cast, import_: Import
) -> None:
    operations.merge_fiches(import_=import_, guests=["a1"], into="a0", by=cast.admin)
    sent = {"seen": "0", "text": "Tenir deux forums"}
    answer = site.post(at(import_, "field", "a1", "objectives"), sent)
    assert answer.status_code == 409
    assert "Tenir deux forums" in text_of(answer)
    assert "Ouvrir une micro-crèche" in text_of(answer)


def test_a_text_typed_before_a_join_is_shown_beside_what_the_fiche_has_become(
    site: PageClient, cast: Cast, import_: Import
) -> None:
    operations.merge_fiches(import_=import_, guests=["a1"], into="a0", by=cast.admin)
    answer = site.post(at(import_, "field", "a0", "objectives"), {"seen": "0", "text": "Créer vingt places"})
    assert answer.status_code == 409
    for words in ("Créer vingt places", "Créer douze places", "Tenir un forum par an"):
        assert words in text_of(answer)
