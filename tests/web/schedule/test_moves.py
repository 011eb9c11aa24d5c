"""Moving a period from the échéancier, with and without its drawing; what follows is asked, never done."""

from __future__ import annotations

from typing import Any

import pytest

from maillage.conventions.enums import Status, Term
from maillage.conventions.models import Action
from maillage.journal.models import Entry
from tests.cast import Cast
from tests.factories.schedule import dated, supposes
from tests.web.testing import PageClient, text_of

CHART = "/c/{}/echeancier/"


def move_url(action: Action) -> str:
    """Where a bar is dropped."""
    return f"/c/{action.convention_id}/echeancier/actions/{action.pk}/deplacer/"


def dates(action: Action) -> tuple[str, str, str, str]:
    """What the fiche holds now."""
    action.refresh_from_db()
    return (
        str(action.start_on or ""), action.start_precision, str(action.end_on or ""), action.end_precision,
    )  # fmt: skip


def post(page: PageClient, action: Action, **data: Any) -> Any:
    """Send a move with the version on screen."""
    return page.post(move_url(action), {"version": action.version, **data})


@pytest.fixture
def action(cast: Cast) -> Action:
    """An action with a fuzzy start and a sharp end, words and a horizon."""
    return dated(
        cast.convention, "Guichet", "printemps 2026", "juin 2027", ref="1.1", calendar="Au printemps",
        term=Term.MEDIUM,
    )  # fmt: skip


def test_the_bars_are_links_for_whoever_may_move_them(page: PageClient, cast: Cast, action: Action) -> None:
    for person, may in ((cast.coordinatrice, True), (cast.lecteur, False)):
        page.force_login(person)
        html = page.get(CHART.format(cast.convention.pk)).content.decode()
        assert (f'href="{move_url(action)}"' in html) is may


def test_a_pilot_moves_the_bars_of_their_own_actions_only(page: PageClient, cast: Cast) -> None:
    for one in (cast.action, cast.other_action):
        Action.objects.filter(pk=one.pk).update(term=Term.SHORT)
    page.force_login(cast.pilote)
    html = page.get(CHART.format(cast.convention.pk)).content.decode()
    assert move_url(cast.action) in html
    assert move_url(cast.other_action) not in html


def test_a_period_typed_in_words_is_saved_with_what_the_words_say(
    page: PageClient, cast: Cast, action: Action
) -> None:
    page.force_login(cast.coordinatrice)
    answer = post(page, action, start="automne 2026", end="2028")
    assert answer.url.startswith(CHART.format(cast.convention.pk))
    assert answer.url.endswith(f"#barre-{action.pk}")
    assert dates(action) == ("2026-10-01", "saison", "2028-12-31", "annee")
    assert (action.calendar, action.term) == ("Au printemps", Term.MEDIUM)


def test_the_plain_form_shows_what_is_there_and_refuses_what_is_no_date(
    page: PageClient, cast: Cast, action: Action
) -> None:
    page.force_login(cast.coordinatrice)
    html = page.get(move_url(action)).content.decode()
    assert 'value="printemps 2026"' in html
    assert 'value="juin 2027"' in html
    answer = post(page, action, start="un jour", end="juin 2027")
    assert answer.status_code == 422
    assert "n’est pas une date" in text_of(answer)
    assert 'value="un jour"' in answer.content.decode()
    assert dates(action)[0] == "2026-04-01"


def test_an_end_before_the_start_is_refused_with_both_kept_on_screen(
    page: PageClient, cast: Cast, action: Action
) -> None:
    page.force_login(cast.coordinatrice)
    answer = post(page, action, start="2027", end="2026")
    assert answer.status_code == 422
    assert "La fin vient avant le début." in text_of(answer)


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (1, ("2026-05-01", "mois", "2027-07-31", "mois")),
        (-1, ("2026-03-01", "mois", "2027-05-31", "mois")),
        (12, ("2027-04-01", "saison", "2028-06-30", "mois")),
    ],
)
def test_a_whole_period_moves_by_months(
    page: PageClient, cast: Cast, action: Action, months: int, expected: tuple[str, str, str, str]
) -> None:
    page.force_login(cast.coordinatrice)
    post(page, action, months=months)
    assert dates(action) == expected


def test_an_edge_dropped_on_a_month_leaves_the_other_as_it_is(
    page: PageClient, cast: Cast, action: Action
) -> None:
    page.force_login(cast.coordinatrice)
    post(page, action, edge="end", to="2027-09")
    assert dates(action) == ("2026-04-01", "saison", "2027-09-30", "mois")


def test_an_edge_gives_an_end_to_an_action_that_had_none(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.coordinatrice)
    open_ended = dated(cast.convention, "Sans fin", "2026")
    post(page, open_ended, edge="end", to="2027-02")
    assert dates(open_ended) == ("2026-01-01", "annee", "2027-02-28", "mois")


@pytest.mark.parametrize(
    "data",
    [
        {"months": "x"},
        {"months": "100000"},
        {"edge": "end", "to": "2027-13"},
        {"edge": "milieu", "to": "2027-01"},
    ],
)
def test_a_move_that_cannot_be_read_changes_nothing(
    page: PageClient, cast: Cast, action: Action, data: dict[str, str]
) -> None:
    page.force_login(cast.coordinatrice)
    assert post(page, action, **data).status_code == 422
    assert dates(action) == ("2026-04-01", "saison", "2027-06-30", "mois")


def test_a_move_is_undone_from_its_message(page: PageClient, cast: Cast, action: Action) -> None:
    page.force_login(cast.coordinatrice)
    post(page, action, months=3)
    html = page.get(CHART.format(cast.convention.pk)).content.decode()
    entry = Entry.objects.get(verb="action.updated", subject_id=action.pk)
    undo = f"/c/{cast.convention.pk}/historique/{entry.pk}/annuler/"
    assert f'action="{undo}"' in html
    page.post(undo)
    assert dates(action) == ("2026-04-01", "saison", "2027-06-30", "mois")


def test_a_fiche_changed_meanwhile_is_shown_as_it_is_now(
    page: PageClient, cast: Cast, action: Action
) -> None:
    page.force_login(cast.coordinatrice)
    Action.objects.filter(pk=action.pk).update(version=7)
    answer = post(page, action, months=1)
    assert answer.status_code == 409
    assert "Voici ses dates maintenant." in text_of(answer)
    assert 'name="version" value="7"' in answer.content.decode()


def test_coming_back_keeps_the_filters(page: PageClient, cast: Cast, action: Action) -> None:
    page.force_login(cast.coordinatrice)
    here = CHART.format(cast.convention.pk) + "?duree=annee&deplacee=9&mois=2"
    assert post(page, action, months=-1, next=here).url == (
        CHART.format(cast.convention.pk) + f"?duree=annee#barre-{action.pk}"
    )


@pytest.fixture
def chain(cast: Cast, action: Action) -> list[Action]:
    """Two actions that follow one another after ``action``, and one that is done."""
    second = dated(cast.convention, "Ouverture", "juillet 2027", "décembre 2027", ref="1.2")
    third = dated(cast.convention, "Bilan", "2028", ref="1.3")
    done = dated(cast.convention, "Faite", "juillet 2027", ref="1.4", status=Status.DONE)
    supposes(second, action)
    supposes(third, second)
    supposes(done, action)
    return [second, third]


def test_a_move_that_overtakes_what_follows_asks_and_moves_nothing_else(
    page: PageClient, cast: Cast, action: Action, chain: list[Action]
) -> None:
    page.force_login(cast.coordinatrice)
    before = [dates(one) for one in chain]
    answer = post(page, action, edge="end", to="2027-09")
    assert answer.url == f"{CHART.format(cast.convention.pk)}?deplacee={action.pk}&mois=3#barre-{action.pk}"
    said = text_of(page.get(answer.url))
    assert "2 actions dépendent de 1.1" in said
    assert "Décaler aussi 2 actions qui la suivent de 3 mois…" in said
    assert [dates(one) for one in chain] == before


def test_a_move_that_overtakes_nothing_asks_nothing(
    page: PageClient, cast: Cast, action: Action, chain: list[Action]
) -> None:
    page.force_login(cast.coordinatrice)
    answer = post(page, action, edge="start", to="2026-05")
    assert "deplacee" not in answer.url
    assert "dépendent" not in text_of(page.get(answer.url))
    assert len(chain) == 2


def test_what_follows_is_shown_first_then_moved_and_undone_at_once(
    page: PageClient, cast: Cast, action: Action, chain: list[Action]
) -> None:
    page.force_login(cast.coordinatrice)
    before = [dates(one) for one in chain]
    post(page, action, edge="end", to="2027-09")
    url = f"/c/{cast.convention.pk}/echeancier/actions/{action.pk}/suites/?mois=3"
    said = text_of(page.get(url))
    assert "1.2 Ouverture juillet 2027 à décembre 2027 octobre 2027 à mars 2028" in said
    assert "1.3 Bilan dès 2028 dès avril 2028" in said
    assert "1.4 Faite" not in said
    page.post(url, {"mois": "3", "action": [one.pk for one in chain]})
    assert dates(chain[0]) == ("2027-10-01", "mois", "2028-03-31", "mois")
    assert dates(chain[1])[:2] == ("2028-04-01", "mois")
    whole = Entry.objects.get(verb="plan.edited")
    page.post(f"/c/{cast.convention.pk}/historique/{whole.pk}/annuler/")
    assert [dates(one) for one in chain] == before
    assert dates(action)[2] == "2027-09-30"


def test_only_the_ticked_actions_move_and_never_one_that_does_not_follow(
    page: PageClient, cast: Cast, action: Action, chain: list[Action]
) -> None:
    page.force_login(cast.coordinatrice)
    stranger = dated(cast.convention, "Sans lien", "2027")
    post(page, action, edge="end", to="2027-09")
    url = f"/c/{cast.convention.pk}/echeancier/actions/{action.pk}/suites/"
    page.post(url, {"mois": "3", "action": [chain[0].pk, stranger.pk]})
    assert dates(chain[0])[0] == "2027-10-01"
    assert dates(chain[1])[0] == "2028-01-01"
    assert dates(stranger)[0] == "2027-01-01"
    assert page.post(url, {"mois": "3"}).status_code == 422


def test_a_pilot_is_told_what_follows_and_cannot_move_it(page: PageClient, cast: Cast) -> None:
    Action.objects.filter(pk=cast.action.pk).update(end_on="2027-06-30", end_precision="mois", ref="1.1")
    cast.action.refresh_from_db()
    supposes(dated(cast.convention, "Suit", "juillet 2027", ref="1.2"), cast.action)
    page.force_login(cast.pilote)
    answer = page.get(post(page, cast.action, edge="end", to="2027-09").url)
    assert "1 action dépend de 1.1" in text_of(answer)
    assert "Décaler aussi" not in text_of(answer)
