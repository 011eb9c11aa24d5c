"""Writing lines on the site: forms, refusals, races, undo, paste."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from maillage.conventions.models import BudgetLine, StaffShare
from tests.cast import Cast
from tests.factories import means
from tests.web.testing import PageClient, text_of


@pytest.fixture
def address(cast: Cast) -> str:
    return f"/c/{cast.convention.pk}/moyens/"


@pytest.fixture
def pilot(page: PageClient, cast: Cast) -> PageClient:
    page.force_login(cast.pilote)
    return page


def seen(answer: object) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]+)"', answer.content.decode())  # type: ignore[attr-defined]  # a response
    assert found
    return found.group(1)


def test_a_pilot_adds_a_line_to_their_action_and_comes_back_there(
    pilot: PageClient, cast: Cast, address: str
) -> None:
    back = f"{address}actions/{cast.action.pk}/"
    typed = {"funder": "CAF", "year": "2026", "planned": "18 k€", "action": cast.action.pk, "next": back}
    answer = pilot.post(f"{address}budget/ajouter/", typed)
    assert answer.headers["Location"] == back
    assert BudgetLine.objects.get().planned == Decimal(18000)
    page = pilot.get(back)
    assert "C’est ajouté." in text_of(page)
    undo = re.search(r'action="([^"]*/annuler/)"', page.content.decode())
    assert undo
    pilot.post(undo.group(1))
    assert not BudgetLine.objects.exists()


def test_what_is_wrong_is_said_on_its_field_and_nothing_typed_is_lost(
    pilot: PageClient, cast: Cast, address: str
) -> None:
    typed = {"funder": "CAF", "year": "bientôt", "planned": "5", "action": cast.action.pk}
    answer = pilot.post(f"{address}budget/ajouter/", typed)
    assert answer.status_code == 422
    assert "n’est pas une année" in text_of(answer)
    assert 'value="bientôt"' in answer.content.decode()


def test_a_pilot_writes_nothing_outside_their_actions(pilot: PageClient, cast: Cast, address: str) -> None:
    for action in (cast.other_action.pk, cast.foreign_action.pk, "", "x"):
        typed = {"function": "Animatrice", "etp": "0,4", "action": action}
        assert pilot.post(f"{address}temps/ajouter/", typed).status_code == 422
    assert pilot.get(f"{address}postes/ajouter/").status_code == 403
    assert not StaffShare.objects.exists()


def test_a_line_is_changed_then_taken_out(pilot: PageClient, cast: Cast, address: str) -> None:
    line = means.budget(cast.action, cast.pilote, planned="18000,50")
    url = f"{address}budget/{line.pk}/"
    form = pilot.get(url)
    assert 'value="18000,5"' in form.content.decode()
    typed = {
        "funder": "CAF",
        "year": "2026",
        "planned": "20 000",
        "action": cast.action.pk,
        "seen": seen(form),
    }
    assert pilot.post(url, typed).status_code == 302
    assert BudgetLine.objects.get().planned == Decimal(20000)
    pilot.post(f"{url}retirer/")
    assert not BudgetLine.objects.exists()
    assert pilot.post(f"{url}retirer/").status_code == 404


def test_what_somebody_wrote_meanwhile_is_shown_and_kept_until_told_otherwise(
    pilot: PageClient, cast: Cast, address: str
) -> None:
    line = means.budget(cast.action, cast.pilote)
    url = f"{address}budget/{line.pk}/"
    typed = {"funder": "CAF", "year": "2026", "planned": "1", "action": cast.action.pk}
    mark = seen(pilot.get(url))
    pilot.post(url, {**typed, "planned": "7", "seen": mark})
    late = pilot.post(url, {**typed, "planned": "9", "seen": mark})
    assert late.status_code == 409
    assert "prévu 7\u00a0€" in late.content.decode()
    assert 'value="9"' in late.content.decode()
    assert BudgetLine.objects.get().planned == Decimal(7)
    assert pilot.post(url, {**typed, "planned": "9", "seen": seen(late)}).status_code == 302


def test_a_block_is_added_whole_or_its_wrong_cells_are_told(
    pilot: PageClient, cast: Cast, address: str
) -> None:
    url = f"{address}budget/coller/"
    block = "Financeur\tAnnée\tPrévu\tAction\nCAF\t2026\t18 000 €\t{0}\nMSA\t2026\t{1}\t{0}"
    wrong = pilot.post(url, {"bloc": block.format(cast.action.title, "beaucoup")})
    assert wrong.status_code == 422
    assert "1 ligne à corriger, rien n’est écrit encore" in text_of(wrong)
    assert "beaucoup" in text_of(wrong)
    assert not BudgetLine.objects.exists()
    pilot.post(url, {"bloc": block.format(cast.action.title, "4 000")})
    assert BudgetLine.objects.count() == 2
    assert pilot.post(url, {"bloc": block.format(cast.other_action.title, "5")}).status_code == 422


def test_what_goes_out_as_csv_comes_back_by_pasting(page: PageClient, cast: Cast, address: str) -> None:
    post = means.post(cast.convention, cast.coordinatrice)
    means.budget(cast.action, cast.coordinatrice, planned="6080,5")
    means.funding(post, cast.coordinatrice)
    page.force_login(cast.coordinatrice)
    sheet = page.get(f"{address}budget.csv").getvalue().decode("utf-8-sig")
    BudgetLine.objects.all().delete()
    page.post(f"{address}budget/coller/", {"bloc": sheet.replace(";", "\t")})
    lines = BudgetLine.objects.order_by("planned").values_list("action", "post", "planned", "obtained")
    assert list(lines) == [(cast.action.pk, None, Decimal("6080.5"), None), (None, post.pk, 24000, None)]


def test_a_block_for_one_action_needs_no_column_of_actions(
    pilot: PageClient, cast: Cast, address: str
) -> None:
    url = f"{address}temps/coller/?action={cast.action.pk}"
    assert cast.action.title in text_of(pilot.get(url))
    pilot.post(
        f"{address}temps/coller/", {"bloc": "Fonction\tETP\nAnimatrice\t40 %", "action": cast.action.pk}
    )
    share = StaffShare.objects.get()
    assert (share.action_id, share.etp) == (cast.action.pk, Decimal("0.4"))


@pytest.mark.parametrize(
    "path", ["rien/ajouter/", "rien/1/", "postes/coller/", "budget/999999999999999999/", "rien.csv"]
)
def test_an_address_of_nothing_is_not_found(page: PageClient, cast: Cast, address: str, path: str) -> None:
    page.force_login(cast.coordinatrice)
    assert page.get(f"{address}{path}").status_code == 404


def test_the_history_tells_a_line_in_words(page: PageClient, cast: Cast) -> None:
    means.budget(cast.action, cast.pilote, planned="6080,5")
    means.rate(cast.convention, cast.coordinatrice)
    page.force_login(cast.coordinatrice)
    text = text_of(page.get(f"/c/{cast.convention.pk}/historique/"))
    assert "CAF 2026 : prévu 6 080,50 €" in text
    assert "Bonus territoire : 3 000, depuis le 1er janvier 2025" in text
    fiche = text_of(page.get(f"/c/{cast.convention.pk}/plan/actions/{cast.action.pk}/historique/"))
    assert "CAF 2026 : prévu 6 080,50 €" in fiche


def test_an_empty_fiche_leads_its_pilot_to_the_lines(pilot: PageClient, cast: Cast, address: str) -> None:
    fiche = pilot.get(f"/c/{cast.convention.pk}/plan/actions/{cast.action.pk}/").content.decode()
    assert f'href="{address}budget/ajouter/?action={cast.action.pk}&amp;next=' in fiche
    text = text_of(pilot.get(f"{address}actions/{cast.action.pk}/"))
    assert "Aucune ligne de budget" in text


def test_a_pilot_who_changes_a_time_leaves_it_on_its_post(
    pilot: PageClient, cast: Cast, address: str
) -> None:
    post = means.post(cast.convention, cast.coordinatrice)
    share = means.staff(cast.convention, cast.coordinatrice, action=cast.action.pk, post=post.pk)
    form = f"{address}temps/{share.pk}/"
    page = pilot.get(form)
    assert f'value="{post.pk}" selected' in page.content.decode()
    typed = {"function": "RPE", "etp": "0,3", "action": cast.action.pk, "post": post.pk}
    assert pilot.post(form, {**typed, "seen": seen(page)}).status_code == 302
    share.refresh_from_db()
    assert (share.etp, share.post_id) == (Decimal("0.3"), post.pk)
    other = means.post(cast.convention, cast.coordinatrice, title="Autre poste")
    assert pilot.post(form, {**typed, "post": other.pk}).status_code == 422
