"""The pages of a workbook that comes back."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from maillage.conventions.models import Action
from maillage.conventions.operations import save_section
from maillage.intake.models import Import, WorkbookReturn
from tests.cast import Cast
from tests.factories.workbooks import Edited, returned_workbook
from tests.web.testing import PageClient, text_of


def deposit(page: PageClient, cast: Cast, data: bytes, name: str = "plan.xlsx") -> str:
    """Give a file where any document is given; the address that it leads to."""
    answer = page.post(
        f"/c/{cast.convention.pk}/documents/importer/", {"document": SimpleUploadedFile(name, data)}
    )
    return str(answer.headers.get("Location", ""))


def test_a_deposited_workbook_is_compared_and_not_read_as_a_document(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.coordinatrice)
    edited = Edited(cast.convention, cast.coordinatrice).set("Actions", 2, Titre="Autrement", État="presque")
    address = deposit(page, cast, edited.data)
    said = text_of(page.get(address))
    assert "1\u00a0fiche modifiée" in page.get(address).content.decode().replace("&nbsp;", "\u00a0")
    assert "1 case à corriger" in said
    assert "Action 1 Autrement" in said
    assert (Import.objects.count(), Action.objects.get(pk=cast.action.pk).title) == (0, "Action 1")


def test_it_is_applied_then_taken_back(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.coordinatrice)
    address = deposit(
        page, cast, Edited(cast.convention, cast.coordinatrice).set("Actions", 2, Titre="Autrement").data
    )
    seen = page.get(address).context["opened"].seen
    answer = page.post(f"{address}appliquer/", {"seen": seen}, follow=True)
    assert Action.objects.get(pk=cast.action.pk).title == "Autrement"
    assert "1 fiche modifiée" in text_of(answer)
    entry = WorkbookReturn.objects.get().entry_id
    page.post(f"/c/{cast.convention.pk}/historique/{entry}/annuler/", {"next": address})
    assert Action.objects.get(pk=cast.action.pk).title == "Action 1"
    assert "C’est annulé depuis" in text_of(page.get(address))
    told = text_of(page.get(f"/c/{cast.convention.pk}/historique/"))
    assert "Plan modifié en une fois : 1 fiche modifiée" in told
    assert "Fiche modifiée" not in told


def test_a_conflict_shows_both_texts_and_asks(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.coordinatrice)
    returned = returned_workbook(cast.convention, cast.coordinatrice)
    save_section(
        action=cast.action,
        section="identity",
        value={"title": "Du site"},
        version=None,
        by=cast.coordinatrice,
    )
    address = f"/c/{cast.convention.pk}/documents/classeurs/{returned.pk}/"
    said = text_of(page.get(address))
    assert "Sur le site, maintenant : Du site" in said
    assert "Écrire quand même ce que dit le classeur" in said


def test_a_plan_that_moved_is_shown_again(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.coordinatrice)
    returned = returned_workbook(cast.convention, cast.coordinatrice)
    address = f"/c/{cast.convention.pk}/documents/classeurs/{returned.pk}/"
    answer = page.post(f"{address}appliquer/", {"seen": "autre"})
    assert answer.status_code == 409
    assert "Le plan a changé depuis" in text_of(answer)


def test_the_marked_copy_is_given(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.coordinatrice)
    address = deposit(
        page, cast, Edited(cast.convention, cast.coordinatrice).set("Actions", 2, État="presque").data
    )
    answer = page.get(f"{address}a-corriger.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="plan-a-corriger.xlsx"'


def test_an_unchanged_workbook_says_so_and_is_set_aside(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.coordinatrice)
    address = deposit(page, cast, Edited(cast.convention, cast.coordinatrice).data)
    assert "Rien de nouveau : ce classeur dit la même chose que le plan." in text_of(page.get(address))
    page.post(f"{address}ecarter/")
    assert "Ce classeur a été écarté" in text_of(page.get(address))
    assert WorkbookReturn.objects.get().file is None
