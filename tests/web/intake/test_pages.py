"""The source as images of its pages, tied to the plan both ways."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.intake.enums import PagesState
from maillage.intake.models import PATIENCE, Import, ImportPage
from maillage.intake.operations import accept
from maillage.intake.selectors.sheets import stored_bytes
from tests.cast import Cast
from tests.factories.intake import PIXEL, drawn_import, ready_import
from tests.web.testing import PageClient


@pytest.fixture
def import_(cast: Cast) -> Import:
    """An import whose two pages were drawn."""
    return drawn_import(cast.convention, cast.coordinatrice)


@pytest.fixture
def site(page: PageClient, cast: Cast) -> PageClient:
    """A browser of coordination."""
    page.force_login(cast.coordinatrice)
    return page


def at(import_: Import, query: str = "") -> str:
    """The address of the review."""
    return reverse("intake:review", args=[import_.convention_id, import_.pk]) + query


def source(site: PageClient, import_: Import, query: str = "") -> str:
    """The side of the source."""
    html: str = site.get(at(import_, query)).content.decode()
    start = html.index('<section class="source"')
    return html[start : html.index("</section>", start)]


def test_the_page_of_the_current_doubt_is_shown_with_its_place(site: PageClient, import_: Import) -> None:
    shown = source(site, import_)
    assert "Page\u00a01 sur\u00a02" in shown.replace("&nbsp;", "\u00a0")
    assert '<a class="hit hit-now" href="' in shown
    assert 'data-doubt="1" aria-label="Doute 1"><rect x="197"' in shown
    assert 'id="l8" class="place src-now of-fiche"' in shown


def test_a_place_opens_the_fiche_that_came_from_it(site: PageClient, import_: Import) -> None:
    shown = source(site, import_)
    link = f'<a href="{at(import_)}?fiche=a0&amp;ligne=4#f-a0" data-fiche="a0" data-from="4"'
    assert link in shown
    assert 'aria-label="Objectifs, ligne 4"' in shown


def test_a_line_asked_for_turns_to_its_page(site: PageClient, import_: Import) -> None:
    shown = source(site, import_, "?ligne=12")
    assert "sur&nbsp;2" in shown
    assert 'id="l12" class="place src-now' in shown
    assert 'id="l8"' not in shown


def test_a_scan_has_no_places_and_turns_to_the_page_that_was_read(site: PageClient, import_: Import) -> None:
    leaves = [{"label": "Page 1", "first": 1, "last": 7}, {"label": "Page 2 (1)", "first": 8, "last": 15}]
    Import.objects.filter(pk=import_.pk).update(marks={}, leaves=leaves)
    shown = source(site, import_)
    assert "Page\u00a02 sur\u00a02" in shown.replace("&nbsp;", "\u00a0")
    assert "hit" not in shown


def test_the_plan_says_the_page_of_each_field(site: PageClient, import_: Import) -> None:
    html = site.get(at(import_, "?fiche=a1")).content.decode()
    assert 'data-source="12">p.&nbsp;2</a>' in html


def test_the_choice_of_text_and_of_a_size_is_remembered(site: PageClient, import_: Import) -> None:
    assert '<div class="leaf src">' in source(site, import_, "?vue=texte")
    assert '<div class="leaf src">' in source(site, import_)
    assert "facsimile-page zoom-100" in source(site, import_, "?vue=image")
    assert "facsimile-page zoom-150" in source(site, import_, "?zoom=150")
    assert "facsimile-page zoom-150" in source(site, import_)
    assert "facsimile-page zoom-100" in source(site, import_, "?zoom=9999")


def test_while_images_are_awaited_the_text_is_there(site: PageClient, import_: Import) -> None:
    Import.objects.filter(pk=import_.pk).update(pages_state=PagesState.WAITING)
    assert "Les images des pages arrivent" in source(site, import_)
    asked = {"HX-Request": "true", "HX-Target": "source"}
    assert site.get(at(import_, "?attente=1"), headers=asked).status_code == 204
    Import.objects.filter(pk=import_.pk).update(pages_state=PagesState.READY)
    assert 'class="facsimile' in site.get(at(import_, "?attente=1"), headers=asked).content.decode()


def test_images_that_never_came_are_no_longer_awaited(site: PageClient, import_: Import) -> None:
    long_ago = timezone.now() - PATIENCE - timedelta(seconds=1)
    Import.objects.filter(pk=import_.pk).update(pages_state=PagesState.WAITING, alive_at=long_ago)
    assert "arrivent" not in source(site, import_)


def test_what_is_stored_is_told_once_the_plan_is_accepted(
    site: PageClient, cast: Cast, import_: Import
) -> None:
    accept(import_=import_, version=import_.version, by=cast.coordinatrice)
    assert stored_bytes(import_) == import_.size + 2 * len(PIXEL)
    assert "prennent 0,1 Mo" in site.get(at(import_)).content.decode().replace("&nbsp;", " ")


def test_a_document_without_pages_is_text_and_nothing_is_awaited(site: PageClient, cast: Cast) -> None:
    shown = source(site, ready_import(cast.convention, cast.coordinatrice))
    assert '<div class="leaf src">' in shown
    assert "Image</a>" not in shown
    assert "arrivent" not in shown


def test_an_image_is_kept_by_the_browser_and_shown_to_coordination_only(
    site: PageClient, cast: Cast, import_: Import
) -> None:
    image = ImportPage.objects.filter(source=import_).first()
    assert image is not None
    url = reverse("intake:page", args=[import_.convention_id, import_.pk, image.pk])
    answer = site.get(url)
    assert b"".join(answer.streaming_content) == PIXEL  # type: ignore[attr-defined]  # a file
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Cache-Control"].startswith("private, max-age=")
    site.force_login(cast.pilote)
    assert site.get(url).status_code == 403


def test_an_image_of_another_import_is_not_found(site: PageClient, cast: Cast, import_: Import) -> None:
    other = ready_import(cast.convention, cast.coordinatrice)
    image = ImportPage.objects.filter(source=import_).first()
    assert image is not None
    assert site.get(reverse("intake:page", args=[other.convention_id, other.pk, image.pk])).status_code == 404
