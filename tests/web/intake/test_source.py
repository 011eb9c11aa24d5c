"""The document stays in reach once its plan is accepted."""

from __future__ import annotations

import pytest
from django.urls import reverse

from maillage.conventions.models import Action
from maillage.intake.models import Import
from maillage.intake.operations import accept
from tests.cast import Cast
from tests.factories.intake import document, drawn_import, item, ready_import
from tests.web.testing import PageClient, text_of


@pytest.fixture
def site(page: PageClient, cast: Cast) -> PageClient:
    """A browser of coordination."""
    page.force_login(cast.coordinatrice)
    return page


@pytest.fixture
def accepted(cast: Cast) -> Import:
    """An import whose plan was accepted."""
    import_ = drawn_import(cast.convention, cast.coordinatrice)
    accept(import_=import_, version=import_.version, by=cast.coordinatrice)
    return Import.objects.get(pk=import_.pk)


def source(import_: Import, line: int) -> str:
    """The address of a line of the document."""
    return f"{reverse('intake:source', args=[import_.convention_id, import_.pk])}?ligne={line}"


def fiche(site: PageClient, import_: Import) -> str:
    """The page of the first fiche written."""
    action = Action.objects.get(batch=import_.batch, ref="1.1")
    return site.get(reverse("conventions:action", args=[import_.convention_id, action.pk])).content.decode()


def test_a_fiche_leads_to_its_place_in_the_document(site: PageClient, accepted: Import) -> None:
    page = fiche(site, accepted)
    assert f'href="{source(accepted, 4)}#l4"' in page
    assert "Voir dans le document" in page
    shown = site.get(source(accepted, 4)).content.decode()
    assert 'id="l4" class="place src-now' in shown
    assert "data-doubt" not in shown
    assert "data-fiche" not in shown


def test_the_document_reads_as_text_too(site: PageClient, accepted: Import) -> None:
    shown = site.get(f"{source(accepted, 12)}&vue=texte")
    assert "Tenir un forum par an" in text_of(shown)
    assert '<div class="src-line src-now" id="l12">' in shown.content.decode()


def test_whoever_does_not_coordinate_sees_the_words_and_no_link(
    page: PageClient, cast: Cast, accepted: Import
) -> None:
    page.force_login(cast.lecteur)
    shown = fiche(page, accepted)
    assert "Importée de «" in shown
    assert "/source/" not in shown
    assert page.get(source(accepted, 4)).status_code == 403


def test_a_document_still_to_review_is_shown_on_its_bench(site: PageClient, cast: Cast) -> None:
    import_ = ready_import(cast.convention, cast.coordinatrice)
    review = reverse("intake:review", args=[import_.convention_id, import_.pk])
    assert site.get(source(import_, 8)).headers["Location"] == f"{review}?ligne=8#l8"


def test_texts_that_will_be_cut_are_said_on_the_review_and_before_acceptance(
    site: PageClient, cast: Cast
) -> None:
    plan = document()
    plan["actions"][0]["objectives"] = [item("o" * 4001, 4)]
    import_ = ready_import(cast.convention, cast.coordinatrice, plan)
    for name in ("review", "accept"):
        page = text_of(site.get(reverse(f"intake:{name}", args=[import_.convention_id, import_.pk])))
        assert "1 texte plus long que ce qu’un plan garde" in page
        assert "4 001 caractères, les 4 000 premiers sont gardés." in page.replace("\u202f", " ")
