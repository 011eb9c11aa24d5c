"""« Télécharger le classeur » and the link that leads there."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

from tests.cast import Cast
from tests.web.testing import PageClient, text_of


def test_a_reader_takes_the_plan_away_as_a_workbook(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.lecteur)
    address = f"/c/{cast.convention.pk}/plan/classeur.xlsx"
    assert address in page.get(f"/c/{cast.convention.pk}/plan/").content.decode()
    answer = page.get(address)
    assert answer["Content-Disposition"].startswith('attachment; filename="plan-pays-dorvelle-')
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["Lisez-moi", "Actions", "Étapes", "Indicateurs", "Personnes", "Listes"]
    assert [cell.value for cell in book["Actions"]["D"]][1:] == ["Action 1", "Action 2"]


def test_the_documents_offer_it(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.coordinatrice)
    assert "Télécharger le classeur" in text_of(page.get(f"/c/{cast.convention.pk}/documents/"))
