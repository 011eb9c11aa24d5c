"""The entry grid: what it shows, what it keeps, what it says of the rest."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from maillage.conventions.models import Convention, Indicator, IndicatorValue
from maillage.conventions.operations.figures import Cell, set_values
from maillage.journal.models import Entry
from tests.cast import Cast
from tests.factories.conventions import NodeFactory
from tests.factories.figures import counted, sexes, value_of
from tests.security.hostile import VALUES
from tests.web.testing import PageClient, text_of


@pytest.fixture(autouse=True)
def _spring(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is May 2026: 2025 is over, 2026 runs."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 5, 1))


@pytest.fixture
def site(page: PageClient, cast: Cast) -> PageClient:
    """The coordination at her desk."""
    page.force_login(cast.coordinatrice)
    return page


@pytest.fixture
def places(cast: Cast) -> Indicator:
    """From 0 in 2023 to 12, with 4 in 2024."""
    one = counted(
        cast.action,
        target_op=">=",
        target_value="12",
        target_unit="places",
        target_baseline="0",
        baseline_year=2023,
    )
    value_of(one, "2024", "4")
    return one


def at(convention: Convention, **asked: Any) -> str:
    """The address of the grid."""
    query = "&".join(f"{name.replace('_', '-')}={value}" for name, value in asked.items())
    return f"/c/{convention.pk}/indicateurs/{f'?{query}' if query else ''}"


def test_an_empty_grid_says_how_to_follow_an_indicator(site: PageClient, cast: Cast) -> None:
    text = text_of(site.get(at(cast.convention)))
    assert "Aucun indicateur suivi encore" in text
    assert "Rendre mesurable" in text


@pytest.mark.usefixtures("places")
def test_each_page_of_the_indicators_leads_to_the_others(page: PageClient, cast: Cast) -> None:
    edited = ("mesurer/", "reference/", "ventilations/")
    for user, edits in ((cast.coordinatrice, True), (cast.lecteur, False)):
        page.force_login(user)
        for where in ("", "tableau/", *(edited if edits else ())):
            shown = page.get(f"{at(cast.convention)}{where}").content.decode()
            nav = shown.partition('aria-label="Pages des indicateurs"')[2].partition("</nav>")[0]
            assert f'href="{at(cast.convention)}tableau/"' in nav
            assert nav.count('aria-current="page"') == 1
            assert all((f'href="{at(cast.convention)}{one}"' in nav) is edits for one in edited)


def test_the_grid_opens_on_the_last_year_that_is_over(
    site: PageClient, cast: Cast, places: Indicator
) -> None:
    answer = site.get(at(cast.convention))
    text = text_of(answer)
    assert "Saisir les valeurs de 2025" in text
    assert "0 valeur saisie sur 1 attendue." in text
    assert f'name="v-{places.pk}"' in answer.content.decode()
    for said in ("Référence 2023", "Cible 2028", "au moins 12", "à saisir"):
        assert said in text
    assert f'href="/c/{cast.convention.pk}/documents/importer/"' in answer.content.decode()


def test_values_are_kept_and_taken_back(site: PageClient, cast: Cast, places: Indicator) -> None:
    answer = site.post(at(cast.convention), {f"v-{places.pk}": "9", f"n-{places.pk}": "En juin"}, follow=True)
    assert "1 valeur enregistrée." in text_of(answer)
    assert "75 %" in text_of(answer)
    value = IndicatorValue.objects.get(period="2025")
    assert (str(value), value.comment) == (f"{places.pk} 2025", "En juin")
    entry = Entry.objects.get(verb="indicator.values")
    site.post(f"/c/{cast.convention.pk}/historique/{entry.pk}/annuler/")
    assert not IndicatorValue.objects.filter(period="2025").exists()


def test_a_bad_cell_keeps_what_was_typed_and_the_others_are_saved(
    site: PageClient, cast: Cast, places: Indicator
) -> None:
    rate = counted(cast.action, "Présence", measure="taux")
    answer = site.post(at(cast.convention), {f"v-{places.pk}": "9", f"v-{rate.pk}": "520"})
    text, html = text_of(answer), answer.content.decode()
    assert answer.status_code == 422
    assert "Une valeur n’a pas été acceptée. L’autre est enregistrée." in text
    assert "Présence, 2025 : « 520 » dépasse 100 %." in text
    assert 'value="520"' in html
    assert f'aria-describedby="e-v-{rate.pk}"' in html
    assert IndicatorValue.objects.filter(indicator=places, period="2025").exists()


def test_a_value_written_meanwhile_is_shown_and_not_overwritten(
    site: PageClient, cast: Cast, places: Indicator
) -> None:
    seen = f"v-{places.pk}:0"
    cells = [Cell(places.pk, "2025", "7")]
    set_values(convention=cast.convention, cells=cells, by=cast.pilote)
    answer = site.post(at(cast.convention, a_saisir=1), {f"v-{places.pk}": "9", "vu": seen})
    assert answer.status_code == 422
    assert "Karim Belloc y a écrit « 7 places » pendant votre saisie." in text_of(answer)
    assert f"v-{places.pk}:1" in answer.content.decode()


# the client of these tests takes braces in a page for a template left unread
@pytest.mark.parametrize("value", [one for one in VALUES if "{{" not in one])
def test_no_hostile_value_makes_the_grid_fail(
    site: PageClient, cast: Cast, places: Indicator, value: str
) -> None:
    bad = value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    words = counted(cast.action, "En mots", measure="verbatim", breakdown=sexes(cast.convention))
    data = {
        f"v-{places.pk}": bad, f"n-{places.pk}": bad, f"v-{words.pk}": bad, f"v-{words.pk}-{bad[:40]}": "1",
        "v-999999999999999999": "1", "v-": "1", "vu": f"{bad} v-{words.pk}:{bad}",
    }  # fmt: skip
    assert site.post(at(cast.convention, ouvrir=words.pk), data).status_code in {302, 422}


def test_htmx_receives_the_grid_alone_with_its_message(
    site: PageClient, cast: Cast, places: Indicator
) -> None:
    answer = site.fragment(at(cast.convention), {f"v-{places.pk}": "9"}, post=True)
    html = answer.content.decode()
    assert "<h1" not in html
    assert 'id="grille"' in html
    assert "1 valeur enregistrée." in text_of(answer)


def test_chips_narrow_to_an_axis_to_one_s_actions_and_to_what_is_missing(
    page: PageClient, cast: Cast, places: Indicator
) -> None:
    node = NodeFactory.create(convention=cast.convention, ref="2", title="Jeunesse", position=9)
    cast.other_action.node = node
    cast.other_action.save()
    counted(cast.other_action, "Jeunes inscrits")
    value_of(places, "2025", "9")
    page.force_login(cast.pilote)
    assert "Jeunes inscrits" in text_of(page.get(at(cast.convention)))
    assert "Jeunes inscrits" not in text_of(page.get(at(cast.convention, axe=cast.node.pk)))
    assert "Jeunes inscrits" not in text_of(page.get(at(cast.convention, mes=1)))
    missing = text_of(page.get(at(cast.convention, a_saisir=1)))
    assert "Jeunes inscrits" in missing
    assert "Places ouvertes" not in missing


def test_a_pilot_reads_the_others_and_fills_in_their_own(
    page: PageClient, cast: Cast, places: Indicator
) -> None:
    other = counted(cast.other_action, "Jeunes inscrits")
    page.force_login(cast.pilote)
    html = page.get(at(cast.convention)).content.decode()
    assert f'name="v-{places.pk}"' in html
    assert f'name="v-{other.pk}"' not in html
    assert page.post(at(cast.convention), {f"v-{other.pk}": "9"}).status_code == 403


def test_categories_open_under_their_indicator_with_their_sum(
    site: PageClient, cast: Cast, places: Indicator
) -> None:
    places.breakdown = sexes(cast.convention)
    places.save()
    assert "Par catégorie (2)" in text_of(site.get(at(cast.convention)))
    value_of(places, "2025", "5", category="f")
    text = text_of(site.get(at(cast.convention, ouvrir=places.pk)))
    assert "Femmes" in text
    assert "catégories : 5 places, 1 catégorie sur 2" in text
    site.post(at(cast.convention, ouvrir=places.pk), {f"v-{places.pk}-h": "4"})
    assert IndicatorValue.objects.get(category="h").number == 4


@pytest.mark.usefixtures("places")
def test_quarters_have_sheets_of_their_own(site: PageClient, cast: Cast) -> None:
    counted(cast.action, "Jeunes transportés", frequency="trimestre")
    year = text_of(site.get(at(cast.convention)))
    assert "1 autre indicateur se note à un autre rythme" in year
    assert "Jeunes transportés" not in year
    quarter = text_of(site.get(at(cast.convention, periode="2026-T1")))
    assert "Saisir les valeurs du 1er trimestre 2026" in quarter
    assert "Places ouvertes" not in quarter


def test_a_milestone_reached_before_is_no_longer_waited_for(site: PageClient, cast: Cast) -> None:
    done = counted(cast.action, "Ouverture", measure="jalon", frequency="une_fois", target_year=2024)
    value_of(done, "2024", "1")
    text = text_of(site.get(at(cast.convention)))
    assert "Aucune valeur n’est attendue pour 2025." in text
    assert "fait en 2024" in text


def test_an_odd_value_is_asked_about_and_left_as_it_is(site: PageClient, cast: Cast) -> None:
    rate = counted(cast.action, "Présence", measure="taux")
    value_of(rate, "2025", "0.52")
    answer = site.get(at(cast.convention))
    assert "À vérifier : 0,5 % : est-ce 52 %, écrit en décimales ?" in text_of(answer)
    assert 'value="0,52"' in answer.content.decode()


def test_a_block_over_several_years_is_kept_cell_by_cell_and_taken_back_at_once(
    site: PageClient, cast: Cast, places: Indicator
) -> None:
    rate = counted(cast.action, "Présence", measure="taux")
    address = at(cast.convention, plusieurs=1)
    html = site.get(address).content.decode()
    assert f'name="a:2024:{places.pk}" value="4"' in html
    typed = {
        f"a:2024:{places.pk}": "5",
        f"v-{places.pk}": "9",
        f"a:2024:{rate.pk}": "520",
        f"v-{rate.pk}": "41",
    }
    answer = site.post(address, typed)
    text = text_of(answer)
    assert answer.status_code == 422
    assert "Une valeur n’a pas été acceptée. Les 3 autres sont enregistrées." in text
    assert "Présence, 2024 : « 520 » dépasse 100 %." in text
    assert f'aria-describedby="e-a:2024:{rate.pk}"' in answer.content.decode()
    kept = IndicatorValue.objects.order_by("indicator_id", "period").values_list("period", "number")
    assert [(period, int(number or 0)) for period, number in kept] == [("2024", 5), ("2025", 9), ("2025", 41)]
    site.post(f"/c/{cast.convention.pk}/historique/{Entry.objects.get(verb='indicator.values').pk}/annuler/")
    assert [int(one.number or 0) for one in IndicatorValue.objects.all()] == [4]


def test_an_earlier_cell_written_meanwhile_is_not_overwritten(
    site: PageClient, cast: Cast, places: Indicator
) -> None:
    name = f"a:2024:{places.pk}"
    IndicatorValue.objects.update(number=6, version=2)
    answer = site.post(at(cast.convention, plusieurs=1), {name: "5", "vu": f"{name}:1"})
    assert "a écrit « 6 places » pendant votre saisie" in text_of(answer)
    assert int(IndicatorValue.objects.get().number or 0) == 6


def test_earlier_periods_are_offered_to_whoever_fills_in_only(
    page: PageClient, cast: Cast, places: Indicator
) -> None:
    page.force_login(cast.lecteur)
    assert "Périodes d’avant" not in text_of(page.get(at(cast.convention)))
    html = page.get(at(cast.convention, plusieurs=1)).content.decode()
    assert f'name="a:2024:{places.pk}"' not in html


def test_what_should_fall_and_falls_is_marked_as_reached(site: PageClient, cast: Cast) -> None:
    one = counted(
        cast.action, "Demandes sans solution", target_op="<=", target_value="20", target_baseline="57"
    )
    value_of(one, "2025", "44")
    html = site.get(at(cast.convention)).content.decode()
    assert "is-faite" not in html
    assert "35&nbsp;%" in html
    IndicatorValue.objects.update(number=19)
    assert "is-faite" in site.get(at(cast.convention)).content.decode()
    assert "cible tenue, 100 %" in text_of(site.get(at(cast.convention)))
