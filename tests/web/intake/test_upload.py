"""« Importer un document » and the list of documents."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from maillage.files.models import StoredFile
from maillage.intake.enums import ImportState
from maillage.intake.models import Import
from maillage.intake.operations import accept, drop
from tests.cast import Cast
from tests.factories.intake import ready_import
from tests.web.testing import PageClient, text_of

PLAN = "Axe 1 : Accueillir\n\nAction 1.1 : Ouvrir une micro-crèche\nObjectifs\n- Douze places\n".encode()


@pytest.fixture
def site(page: PageClient, cast: Cast) -> PageClient:
    """A browser of coordination."""
    page.force_login(cast.coordinatrice)
    return page


def send(site: Client, cast: Cast, data: bytes = PLAN, name: str = "plan.txt") -> Any:
    """Deposit a file."""
    url = reverse("intake:upload", args=[cast.convention.pk])
    return site.post(url, {"document": SimpleUploadedFile(name, data)})


def test_a_deposit_leads_to_its_review(site: PageClient, cast: Cast) -> None:
    response = send(site, cast)
    import_ = Import.objects.get()
    assert response.headers["Location"] == reverse("intake:review", args=[cast.convention.pk, import_.pk])
    assert import_.state == ImportState.READY
    assert "Plan compris" in text_of(site.get(response.headers["Location"]))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"", "Ce fichier est vide"), (b"\x89PNG\r\n\x1a\n" + bytes(99), "image"), (b"PK\x03\x04", "abîmé")],
)
def test_a_refused_file_gets_its_sentence_on_a_form_ready_again(
    site: PageClient, cast: Cast, data: bytes, sentence: str
) -> None:
    response = send(site, cast, data)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert b'aria-invalid="true"' in response.content
    assert not Import.objects.exists()


def test_no_file_is_said(site: PageClient, cast: Cast) -> None:
    response = site.post(reverse("intake:upload", args=[cast.convention.pk]), {})
    assert response.status_code == 422
    assert "Choisissez un fichier." in text_of(response)


def test_the_same_file_offers_the_import_that_exists(site: PageClient, cast: Cast) -> None:
    send(site, cast)
    response = send(site, cast, name="copie.txt")
    assert response.status_code == 409
    existing = reverse("intake:review", args=[cast.convention.pk, Import.objects.get().pk])
    assert f'href="{existing}"' in response.content.decode()


def test_a_file_above_the_limit_is_not_kept_while_it_comes_in(
    site: PageClient, cast: Cast, settings: Any
) -> None:
    settings.INTAKE_MAX_BYTES = 1024 * 1024
    response = send(site, cast, PLAN * 20_000)
    assert response.status_code == 413
    assert "dépasse 1 Mo" in text_of(response)
    assert not StoredFile.objects.exists()


def test_a_file_far_above_the_limit_is_not_even_listened_to(
    site: PageClient, cast: Cast, settings: Any
) -> None:
    settings.INTAKE_MAX_BYTES = 1024
    url = reverse("intake:upload", args=[cast.convention.pk])
    response = site.post(url, {"document": SimpleUploadedFile("plan.txt", PLAN * 20_000)})
    assert response.status_code == 413


def test_a_forged_deposit_is_refused(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.coordinatrice)
    assert send(client, cast).status_code == 403
    assert not Import.objects.exists()


def test_an_empty_list_says_what_it_will_hold(site: PageClient, cast: Cast) -> None:
    page = text_of(site.get(reverse("intake:list", args=[cast.convention.pk])))
    assert "Aucun document pour l’instant" in page
    assert "Importer un document" in page


def test_the_list_tells_each_import_and_what_can_be_done(site: PageClient, cast: Cast) -> None:
    for state in ("", "dropped", "accepted"):
        import_ = ready_import(cast.convention, cast.coordinatrice)
        if state == "dropped":
            drop(import_=import_, by=cast.coordinatrice)
        elif state == "accepted":
            accept(import_=import_, version=import_.version, by=cast.coordinatrice)
    Import.objects.create(
        convention=cast.convention,
        name="recette.txt",
        state=ImportState.FAILED,
        error="Ce n’est pas un plan.",
    )
    page = text_of(site.get(reverse("intake:list", args=[cast.convention.pk])))
    for words in (
        "Relire",
        "Écarter",
        "Reprendre",
        "Annuler l’import",
        "Ce n’est pas un plan.",
        "Inès Morvan",
    ):
        assert words in page


def test_the_list_asks_as_much_for_one_import_as_for_twenty(
    site: PageClient, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for _ in range(20):
        ready_import(cast.convention, cast.coordinatrice)
    with django_assert_max_num_queries(7):
        site.get(reverse("intake:list", args=[cast.convention.pk]))


@pytest.mark.parametrize(("accepted", "words"), [(False, "il est à relire"), (True, "son plan est accepté")])
def test_a_file_already_there_is_said_with_its_state(
    site: PageClient, cast: Cast, accepted: bool, words: str
) -> None:
    send(site, cast)
    import_ = Import.objects.get()
    if accepted:
        accept(import_=import_, version=import_.version, by=cast.coordinatrice)
    assert words in text_of(send(site, cast))


def test_the_same_file_comes_in_again_once_it_was_put_aside(site: PageClient, cast: Cast) -> None:
    send(site, cast)
    drop(import_=Import.objects.get(), by=cast.coordinatrice)
    assert send(site, cast).status_code == 302
    assert Import.objects.count() == 2
