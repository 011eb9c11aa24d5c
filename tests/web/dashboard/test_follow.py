"""Dashboards as people read them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html import unescape
from urllib.parse import quote

import pytest
from django.utils import timezone

from maillage.conventions.enums import Difficulty, Frequency, MeasureType, Precision, Status, VersionKind
from maillage.conventions.models import Action, CommuneProgress, IndicatorValue
from maillage.conventions.operations.versions import freeze_version
from maillage.conventions.selectors.figures import figures_of
from tests.cast import Cast
from tests.factories.conventions import IndicatorFactory, PilotFactory
from tests.factories.figures import value_of
from tests.factories.following import axis, followed_action, piloted, rewritten, told
from tests.factories.territories import CommuneFactory
from tests.web.testing import PageClient, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(page: PageClient, cast: Cast) -> PageClient:
    """The coordination, before an empty plan."""
    Action.objects.filter(convention=cast.convention).update(deleted_at=timezone.now())
    page.force_login(cast.coordinatrice)
    return page


def url(cast: Cast, rest: str = "") -> str:
    """An address of the follow-up."""
    return f"/c/{cast.convention.pk}/suivi/{rest}"


def test_beyond_eight_actions_that_wait_are_folded(coordinator: PageClient, cast: Cast) -> None:
    for number in range(10):
        followed_action(cast.convention, title=f"Bloquée {number}", status=Status.BLOCKED)
    answer = coordinator.get(url(cast))
    assert "Voir les suivantes (2)" in text_of(answer)
    folded = answer.content.decode().partition('class="more-lines"')[2].partition("</details>")[0]
    assert folded.count('class="wait"') == 2


def test_every_page_of_an_empty_plan_says_so_without_counting(coordinator: PageClient, cast: Cast) -> None:
    words = text_of(coordinator.get(url(cast, "une-page/")))
    assert "Rien à suivre pour l’instant" in words
    assert "sur 0" not in words
    assert "Aucune action n’est encore engagée" in text_of(coordinator.get(url(cast, "sans-nouvelles/")))


def test_a_plan_without_action_says_what_to_do(coordinator: PageClient, cast: Cast) -> None:
    words = text_of(coordinator.get(url(cast)))
    assert "Le plan attend sa première action" in words
    assert "Rien à suivre pour l’instant" in words


def test_a_plan_just_imported_is_not_said_to_be_up_to_date(coordinator: PageClient, cast: Cast) -> None:
    axis(cast.convention, "7", Status.TO_COME, Status.TO_COME)
    words = text_of(coordinator.get(url(cast)))
    assert "Aucune action n’a encore dit où elle en est" in words
    assert "Rien n’attend" not in words


def test_each_count_says_its_denominator_and_what_it_leaves_out(coordinator: PageClient, cast: Cast) -> None:
    axis(cast.convention, "7", Status.DONE, Status.RUNNING, Status.TO_COME, Status.ABANDONED)
    words = text_of(coordinator.get(url(cast)))
    assert "2 actions sur 3 sont engagées. 1 réalisée sur 3, 1 abandonnée non comptée." in words
    assert "Rien n’attend : chaque action a dit où elle en est" in words
    assert "%" not in words


def test_what_waits_says_why_since_when_and_what_would_help(coordinator: PageClient, cast: Cast) -> None:
    stuck = followed_action(cast.convention, title="Micro-crèche", pilots=("Responsable du RPE",))
    said = {"difficulty": Difficulty.PLACE, "difficulty_note": "pas de terrain", "help_needed": "Un terrain."}
    at = datetime(2026, 6, 3, 12, tzinfo=UTC)
    told(stuck, cast.coordinatrice, at=at, status=Status.BLOCKED, **said)
    followed_action(
        cast.convention,
        title="Guichet",
        end=date(2025, 11, 30),
        end_precision=Precision.SEASON,
        news="Presque.",
    )
    words = text_of(coordinator.get(url(cast)))
    assert "2 actions attendent un geste" in words
    assert "Micro-crèche Responsable du RPE Bloquée Depuis le 3 juin 2026" in words
    assert "Locaux, matériel : pas de terrain Aide attendue : Un terrain." in words
    assert "Finissait à l’automne 2025 cause non dite Presque." in words


def test_a_fuzzy_deadline_is_said_as_one(coordinator: PageClient, cast: Cast) -> None:
    today = timezone.localdate()
    followed_action(cast.convention, title="Le jour", end=today + timedelta(days=8))
    followed_action(cast.convention, title="Le mois", end=today + timedelta(days=9), end_precision="mois")
    words = text_of(coordinator.get(url(cast)))
    assert "Le jour fin prévue" in words
    assert "vers " in words.partition("90 jours devant")[2].partition("Le mois")[0]


def test_figures_given_are_counted_out_of_those_expected(coordinator: PageClient, cast: Cast) -> None:
    action = followed_action(cast.convention)
    yearly = {"measure": MeasureType.NUMBER, "frequency": Frequency.YEAR, "target_op": ">="}
    given, _ = (IndicatorFactory.create(action=action, target_value=Decimal(10), **yearly) for _ in range(2))
    IndicatorFactory.create(action=action, wish=True, **yearly, target_value=Decimal(10))
    year = str(timezone.localdate().year - 1)
    IndicatorValue.objects.create(
        convention=cast.convention, indicator=given, period=year, number=Decimal(12)
    )
    words = text_of(coordinator.get(url(cast)))
    assert f"1 valeur saisie sur 2 attendues : {year}." in words
    assert "1 cible atteinte sur 1 qui se mesurent." in words


def test_the_follow_up_and_the_grid_expect_the_same_values(coordinator: PageClient, cast: Cast) -> None:
    action = followed_action(cast.convention)
    year = timezone.localdate().year - 1
    done = IndicatorFactory.create(action=action, measure=MeasureType.MILESTONE, frequency=Frequency.YEAR)
    value_of(done, str(year - 1), "1")
    for measure in (MeasureType.VERBATIM, MeasureType.NUMBER):
        IndicatorFactory.create(action=action, measure=measure, frequency=Frequency.YEAR)
    said = "0 valeur saisie sur 2 attendues"
    assert f"{said} : {year}." in text_of(coordinator.get(url(cast)))
    assert f"{said}." in text_of(coordinator.get(f"/c/{cast.convention.pk}/indicateurs/?periode={year}"))
    asked = figures_of([action.pk], str(year))[action.pk]
    assert done.pk not in {one.indicator.pk for one in asked}
    assert len(asked) == 2


def test_an_axis_shows_its_own_actions_only(coordinator: PageClient, cast: Cast) -> None:
    here, there = axis(cast.convention, "7", Status.DONE), axis(cast.convention, "8", Status.RUNNING)
    page = coordinator.get(url(cast, f"axes/{here.pk}/"))
    assert ("7.1" in text_of(page), "8.1" in text_of(page)) == (True, False)
    below = there.children.get()
    assert coordinator.get(url(cast, f"axes/{below.pk}/")).status_code == 404


def test_a_pilot_has_a_page_by_name(coordinator: PageClient, cast: Cast) -> None:
    followed_action(cast.convention, title="Sienne", pilots=("Élue & adjointe",))
    followed_action(cast.convention, title="Autre", pilots=("Zoé",))
    listed = coordinator.get(url(cast, "pilotes/"))
    assert f"?nom={quote('Élue & adjointe').replace('%20', '+')}" in listed.content.decode()
    answer = coordinator.get(url(cast, "pilotes/"), {"nom": "elue & ADJOINTE"})
    words = text_of(answer)
    assert "<h1>Élue &amp; adjointe</h1>" in answer.content.decode()
    assert ("Sienne" in words, "Autre" in words) == (True, False)
    assert coordinator.get(url(cast, "pilotes/"), {"nom": "Personne"}).status_code == 404


def test_each_part_of_the_plan_opens_its_own_échéancier(coordinator: PageClient, cast: Cast) -> None:
    top, commune = axis(cast.convention, "Enfance"), CommuneFactory.create()
    own = followed_action(cast.convention, title="Sienne", pilots=("Zoé & Cie",), node=top)
    own.communes.add(commune)
    followed_action(cast.convention, title="Autre")
    for rest in (f"axes/{top.pk}/", "pilotes/?nom=Zoé+%26+Cie", f"communes/?code={commune.pk}"):
        html = coordinator.get(url(cast, rest)).content.decode()
        [asked] = re.findall(r'href="/c/\d+/echeancier/(\?[^"]+)"', html)
        shown = coordinator.get(f"/c/{cast.convention.pk}/echeancier/{unescape(asked)}&vue=horizons")
        assert ("Sienne" in text_of(shown), "Autre" in text_of(shown)) == (True, False), rest


def test_a_pilot_of_many_actions_has_them_counted_by_state(coordinator: PageClient, cast: Cast) -> None:
    for number in range(41):
        status = Status.DONE if number < 2 else Status.RUNNING
        followed_action(cast.convention, title=f"Action {number}", pilots=("CIAS",), status=status)
    answer = coordinator.get(url(cast, "pilotes/"))
    assert "CIAS 41 actions" in text_of(answer)
    assert "2 réalisées 39 en cours" in text_of(answer)
    assert 'class="bead ' not in answer.content.decode()


def test_a_commune_reads_its_own_progress_beside_that_of_the_plan(
    coordinator: PageClient, cast: Cast
) -> None:
    here = CommuneFactory.create(name="Corvesac")
    named, shared = followed_action(cast.convention, title="Nommée"), followed_action(cast.convention)
    named.communes.add(here)
    CommuneProgress.objects.create(
        convention=cast.convention, action=shared, commune=here, status=Status.DONE, contact="Maud T."
    )
    listed = text_of(coordinator.get(url(cast, "communes/")))
    assert "Corvesac 0 réalisée sur 2" in listed
    words = text_of(coordinator.get(url(cast, "communes/"), {"code": here.pk}))
    assert "Ici : Réalisée Contact : Maud T." in words
    assert "la commune n’a rien dit" in words
    assert coordinator.get(url(cast, "communes/"), {"code": "99999"}).status_code == 404


def test_silent_pilots_are_asked_by_a_campaign_on_their_actions(coordinator: PageClient, cast: Cast) -> None:
    old = followed_action(cast.convention, title="Vieille", silent=400, pilots=("Zoé",))
    newer = followed_action(cast.convention, title="Moins", silent=200, pilots=("Ana",))
    followed_action(cast.convention, title="Fraîche")
    answer = coordinator.get(url(cast, "sans-nouvelles/"))
    words, create = text_of(answer), url(cast, "campagnes/nouvelle/?actions=")
    assert "2 actions sans nouvelles depuis six mois Sur 3 en cours, en pause ou bloquées." in words
    assert words.index("Zoé") < words.index("Ana")
    shown = answer.content.decode()
    assert f'href="{create}{old.pk},{newer.pk}"' in shown
    assert f'href="{create}{old.pk}"' in shown
    started = coordinator.get(f"{create}{old.pk}")
    assert started.status_code == 200


def test_whoever_does_not_coordinate_is_offered_no_campaign(page: PageClient, cast: Cast) -> None:
    followed_action(cast.convention, silent=400, pilots=("Zoé",))
    page.force_login(cast.elue)
    for rest in ("", "sans-nouvelles/", "une-page/", "changements/", "pilotes/"):
        assert "campagnes/" not in page.get(url(cast, rest)).content.decode()


def test_what_changed_is_told_in_groups_since_a_committee(coordinator: PageClient, cast: Cast) -> None:
    action = followed_action(cast.convention, title="Guichet", ref="1.A", pilots=("Zoé",))
    Action.objects.filter(pk=action.pk).update(created_at=timezone.now() - timedelta(days=300))
    freeze_version(
        convention=cast.convention,
        kind=VersionKind.COMMITTEE,
        name="COPIL du 12 juin",
        dated_on=timezone.localdate(),
        by=cast.coordinatrice,
    )
    told(action, cast.coordinatrice, status=Status.DONE, news="Ouvert.")
    rewritten(action, "people", piloted(action, "Ana"), cast.coordinatrice)
    words = text_of(coordinator.get(url(cast, "changements/")))
    assert "Depuis « COPIL du 12 juin » 2 changements dans le plan." in words
    assert "États 1.A Guichet En cours devient Réalisée" in words
    assert "Pilotes 1.A Guichet Zoé devient Ana" in words


def test_beyond_eight_changes_of_a_kind_are_folded(coordinator: PageClient, cast: Cast) -> None:
    for number in range(10):
        told(
            followed_action(cast.convention, title=f"Faite {number}"), cast.coordinatrice, status=Status.DONE
        )
    answer = coordinator.get(url(cast, "changements/"))
    words = text_of(answer)
    assert "10 changements dans le plan" in words
    assert "États 10" in words
    assert "Voir les suivantes (2)" in words
    folded = answer.content.decode().partition('class="more-lines"')[2].partition("</details>")[0]
    assert folded.count('class="change"') == 2


def test_a_day_that_is_none_is_refused_beside_its_field(coordinator: PageClient, cast: Cast) -> None:
    for typed in ("hier", "2026-02-30", "2999-01-01", "0001-01-01", "9" * 5000):
        answer = coordinator.get(url(cast, "changements/"), {"depuis": typed})
        assert (answer.status_code, "Donnez un jour passé" in text_of(answer)) == (422, True)
    today = timezone.localdate().isoformat()
    assert coordinator.get(url(cast, "changements/"), {"depuis": today}).status_code == 200
    assert coordinator.get(url(cast, "changements/"), {"version": "4"}).status_code == 404


def test_an_élu_reads_on_one_page_what_is_expected_of_them(page: PageClient, cast: Cast) -> None:
    followed_action(
        cast.convention, title="Terrain", difficulty=Difficulty.DECISION, difficulty_note="Voter."
    )
    own = followed_action(cast.convention, title="Jeunesse")
    PilotFactory.create(action=own, label="Élue", member=cast.membership(cast.elue))
    page.force_login(cast.elue)
    words = text_of(page.get(url(cast, "une-page/")))
    assert "Terrain : Voter." in words
    assert "Vous portez « Jeunesse" in words
    assert "Rien n’est bloqué." in words


def test_the_page_of_an_élu_names_three_requests_and_counts_the_others(page: PageClient, cast: Cast) -> None:
    for number in range(5):
        title = f"Terrain {number} " + "très long " * 20
        action = followed_action(
            cast.convention, title=title, difficulty=Difficulty.DECISION, difficulty_note="Voter."
        )
    PilotFactory.create(action=action, label="Élue", member=cast.membership(cast.elue))
    page.force_login(cast.elue)
    words = text_of(page.get(url(cast, "une-page/")))
    assert words.count("Voter.") == 3
    assert "Et 2 autres demandes." in words
    assert "très long " * 9 not in words
