"""Editing what an indicator is, on its fiche."""

from __future__ import annotations

from typing import Any

from maillage.conventions.models import Indicator
from maillage.conventions.operations.measures import add_standard
from tests.cast import Cast
from tests.factories.figures import counted, sexes
from tests.web.testing import PageClient, text_of


def address(cast: Cast) -> str:
    """The editor of the indicators of the action."""
    return f"/c/{cast.convention.pk}/plan/actions/{cast.action.pk}/rubriques/indicators/"


def form(one: Indicator, **fields: Any) -> dict[str, Any]:
    """The editor as it is sent, with the fields of its only row."""
    row = {"key": one.key, "label": one.label, "measure": "nombre", "frequency": "an", **fields}
    return {"rows": "1", "do": "save", **{f"row-0-{name}": value for name, value in row.items()}}


def test_the_definition_is_folded_and_saved_with_the_rest(page: PageClient, cast: Cast) -> None:
    one, sex = counted(cast.action), sexes(cast.convention)
    page.force_login(cast.coordinatrice)
    html = page.get(address(cast)).content.decode()
    assert '<details class="more-fields">' in html
    fields = {
        "definition": "Ouvertes au public", "targets": "2026 : 12,5\n2027 20", "target_year": "2028",
        "cumulative": "on", "breakdown": sex.pk, "unit": "places", "baseline": "3",
    }  # fmt: skip
    page.post(address(cast), form(one, **fields))
    one.refresh_from_db()
    assert one.targets == [{"year": 2026, "value": "12.5"}, {"year": 2027, "value": "20"}]
    assert (one.definition, one.cumulative, one.breakdown) == ("Ouvertes au public", True, sex)
    assert (one.target_unit, str(one.target_baseline), one.target_year) == ("places", "3.0000", 2028)
    again = page.get(address(cast)).content.decode()
    assert "2026 : 12,5" in again
    history = page.get(f"/c/{cast.convention.pk}/plan/actions/{cast.action.pk}/historique/")
    assert "définition : Ouvertes au public" in text_of(history)


def test_a_target_of_a_year_that_cannot_be_read_says_so_in_its_place(page: PageClient, cast: Cast) -> None:
    one = counted(cast.action)
    page.force_login(cast.coordinatrice)
    answer = page.post(address(cast), form(one, targets="bientôt"))
    assert answer.status_code == 422
    assert "« bientôt » n’est pas une cible d’année. Écrivez 2026 : 12." in text_of(answer)
    assert '<details class="more-fields" open>' in answer.content.decode()


def test_a_usual_indicator_keeps_its_definition_s_name_when_it_is_edited(
    page: PageClient, cast: Cast
) -> None:
    add_standard(action=cast.action, code="benevoles", by=cast.coordinatrice)
    one = Indicator.objects.get()
    page.force_login(cast.coordinatrice)
    page.post(address(cast), form(one, label="Bénévoles de l’épicerie"))
    one.refresh_from_db()
    assert (one.label, one.standard) == ("Bénévoles de l’épicerie", "benevoles")
