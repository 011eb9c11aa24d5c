"""Documents of a fiche, as people bring, open and take them away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import Settings

from maillage.accounts.models import User
from maillage.conventions.enums import Visibility
from maillage.conventions.models import Action, ActionDocument
from maillage.conventions.operations import attach_document
from tests.cast import Cast
from tests.factories.documents import EICAR, PDF, located_picture, scanner
from tests.web.testing import PageClient, text_of


def fiche(action: Action) -> str:
    """The page of a fiche."""
    return reverse("conventions:action", args=[action.convention_id, action.pk])


def form(data: bytes = PDF, name: str = "guide.pdf", **more: str) -> dict[str, Any]:
    """What the form sends."""
    return {"file": SimpleUploadedFile(name, data), "title": "", "visibility": "membres", **more}


def url_of(document: ActionDocument, rest: str = "") -> str:
    """The address of a document."""
    return f"{fiche(document.action)}documents/{document.pk}/{rest}"


def left(cast: Cast, by: User | None = None, data: bytes = PDF, **options: str) -> ActionDocument:
    """A document that the pilot left, unless said."""
    return attach_document(action=cast.action, data=data, name="guide.pdf", by=by or cast.pilote, **options)


def test_a_document_sent_by_a_plain_form_stands_on_the_fiche(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.conseillere)
    add = f"{fiche(cast.action)}documents/ajouter/"
    answer = page.post(add, form(title="Guide des familles"))
    assert answer.headers["Location"] == f"{fiche(cast.action)}#documents"
    shown = text_of(page.get(fiche(cast.action)))
    assert "Guide des familles PDF, 1 ko" in shown
    assert "Document ajouté." in shown


def test_htmx_gets_the_documents_again(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.pilote)
    answer = page.fragment(f"{fiche(cast.action)}documents/ajouter/", form(), post=True)
    assert answer.content.lstrip().startswith(b"<section")
    assert "guide.pdf" in text_of(answer)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choisissez un fichier."),
        (form(b""), "Ce fichier est vide."),
        (form(b"MZ\x90\x00"), "n’est pas d’un genre accepté."),
        (form(title="a" * 201), "200 caractères"),
    ],
)
def test_what_is_not_taken_is_said_beside_the_field(
    page: PageClient, cast: Cast, sent: dict[str, Any], sentence: str
) -> None:
    page.force_login(cast.pilote)
    answer = page.post(f"{fiche(cast.action)}documents/ajouter/", sent)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not ActionDocument.objects.exists()


def test_a_file_above_the_limit_is_refused_while_it_comes_in(
    page: PageClient, cast: Cast, settings: Settings
) -> None:
    settings.FILES_MAX_BYTES = 1024 * 1024
    page.force_login(cast.pilote)
    add = f"{fiche(cast.action)}documents/ajouter/"
    answer = page.post(add, form(PDF + b"\x00" * 1_200_000))
    assert answer.status_code == 413
    assert "Ce fichier dépasse 1 Mo." in text_of(answer)
    assert page.fragment(add, form(PDF + b"\x00" * 1_200_000), post=True).status_code == 422


def test_a_virus_is_named_to_whoever_sent_it(
    page: PageClient, cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    settings.FILES_SCAN_COMMAND = scanner(tmp_path)
    page.force_login(cast.pilote)
    answer = page.post(f"{fiche(cast.action)}documents/ajouter/", form(EICAR, "facture.txt"))
    assert answer.status_code == 422
    assert "L’antivirus a trouvé « Eicar-Test »" in text_of(answer)


def test_a_document_is_given_to_keep_with_its_own_type(page: PageClient, cast: Cast) -> None:
    document = left(cast)
    page.force_login(cast.lecteur)
    answer = page.get(url_of(document))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="guide.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.getvalue() == PDF


def test_a_page_of_the_web_comes_back_as_a_text_to_keep(page: PageClient, cast: Cast) -> None:
    document = attach_document(
        action=cast.action, data=b"<script>alert(1)</script>", name="x.html", by=cast.pilote
    )
    page.force_login(cast.lecteur)
    answer = page.get(url_of(document))
    assert answer.headers["Content-Type"] == "text/plain"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="x.html.txt"'


def test_a_picture_is_shown_in_place_and_nothing_else_is(page: PageClient, cast: Cast) -> None:
    picture, guide = left(cast, data=located_picture()), left(cast)
    page.force_login(cast.lecteur)
    answer = page.get(url_of(picture, "image/"))
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert f'src="{url_of(picture, "image/")}"' in page.get(fiche(cast.action)).content.decode()
    assert page.get(url_of(guide, "image/")).status_code == 404


def test_a_reserved_document_does_not_exist_for_the_others(page: PageClient, cast: Cast) -> None:
    document = left(cast, title="Situation", visibility=Visibility.COORDINATION)
    page.force_login(cast.lecteur)
    assert page.get(url_of(document)).status_code == 404
    assert "Situation" not in text_of(page.get(fiche(cast.action)))
    page.force_login(cast.coordinatrice)
    assert page.get(url_of(document)).status_code == 200
    assert "réservé à la coordination et aux pilotes" in text_of(page.get(fiche(cast.action)))


def test_a_document_not_yet_scanned_says_so_and_is_not_given(
    page: PageClient, cast: Cast, settings: Settings
) -> None:
    settings.FILES_SCAN_COMMAND = ["no-such-scanner"]
    document = left(cast)
    page.force_login(cast.lecteur)
    assert "pas encore vérifié" in text_of(page.get(fiche(cast.action)))
    answer = page.get(url_of(document))
    assert answer.status_code == 409
    assert "Réessayez dans quelques minutes" in text_of(answer)


def test_a_file_that_left_the_disk_is_said_in_a_sentence(page: PageClient, cast: Cast) -> None:
    document = left(cast)
    document.file.content.storage.delete(str(document.file.content.name))
    page.force_login(cast.lecteur)
    answer = page.get(url_of(document))
    assert answer.status_code == 409
    assert "pas été retrouvé" in text_of(answer)


def test_a_document_is_renamed_on_its_page_and_taken_back_from_the_toast(
    page: PageClient, cast: Cast
) -> None:
    document = left(cast, title="Guide")
    page.force_login(cast.pilote)
    edit = url_of(document, "modifier/")
    assert 'value="Guide"' in page.get(edit).content.decode()
    shown = page.post(edit, {"title": "Guide 2026", "visibility": "coordination"}, follow=True)
    assert "Guide 2026" in text_of(shown)
    undo = next(part for part in shown.content.decode().split('"') if part.endswith("/annuler/"))
    page.post(undo)
    document.refresh_from_db()
    assert str(document) == "Guide"


def test_a_removed_document_leaves_the_fiche(page: PageClient, cast: Cast) -> None:
    document = left(cast)
    page.force_login(cast.coordinatrice)
    shown = page.post(url_of(document, "retirer/"), follow=True)
    assert "Document retiré." in text_of(shown)
    assert page.get(url_of(document)).status_code == 404


def test_a_document_of_another_fiche_is_not_found_under_this_one(page: PageClient, cast: Cast) -> None:
    document = left(cast)
    page.force_login(cast.coordinatrice)
    assert page.get(f"{fiche(cast.other_action)}documents/{document.pk}/").status_code == 404
