"""The drawing of the échéancier: every bar where its dates say, and the same in words."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from maillage.conventions.enums import Status, Term
from tests.cast import Cast
from tests.factories.conventions import PilotFactory
from tests.factories.schedule import axis, dated, supposes
from tests.web.testing import PageClient, text_of

URL = "/c/{}/echeancier/"


def chart(page: PageClient, cast: Cast, query: str = "") -> str:
    """The page, as the reader gets it."""
    page.force_login(cast.lecteur)
    answer = page.get(URL.format(cast.convention.pk) + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def line(html: str, pk: int) -> str:
    """The line of one action."""
    found = re.search(rf'<li class="gantt-line[^>]*id="ligne-{pk}".*?</li>', html, re.DOTALL)
    assert found, pk
    return found.group()


def bar(html: str, pk: int) -> dict[str, float]:
    """Left and right of the first rectangle of a line, in hundredths of the axis."""
    found = re.search(r'<rect class="g-\w+" x="([\d.]+)%" y="4" width="([\d.]+)%"', line(html, pk))
    assert found
    left, width = map(float, found.groups())
    return {"left": left, "right": left + width}


def test_a_bar_stands_where_its_dates_are(page: PageClient, cast: Cast) -> None:
    action = dated(cast.convention, "Guichet", "janvier 2025", "décembre 2026", status=Status.DONE)
    days, first, last = 1826 + 121, 366, 366 + 730
    found = bar(chart(page, cast), action.pk)
    assert found["left"] == pytest.approx(100 * first / days, abs=0.1)
    assert found["right"] == pytest.approx(100 * last / days, abs=0.1)


def test_what_is_known_to_the_month_is_sharp_and_what_is_not_fades(page: PageClient, cast: Cast) -> None:
    sharp = dated(cast.convention, "Nette", "mars 2025", "juin 2026")
    fuzzy = dated(cast.convention, "Floue", "printemps 2025", "2027")
    open_ended = dated(cast.convention, "Sans fin", "mars 2025")
    html = chart(page, cast)
    assert "mask=" not in line(html, sharp.pk)
    for action in (fuzzy, open_ended):
        [mask] = re.findall(r'mask="url\(#([\w-]+)\)"', line(html, action.pk))
        assert f'<mask id="{mask}"' in html
    assert 'stop-opacity="0"' in html


def test_what_runs_is_full_until_today_and_light_afterwards(page: PageClient, cast: Cast) -> None:
    year = timezone.localdate().year
    action = dated(cast.convention, "En cours", str(year - 1), str(year + 1), status=Status.RUNNING)
    html = chart(page, cast)
    full = re.search(r'<rect class="g-full" x="([\d.]+)%" y="4" width="([\d.]+)%"', line(html, action.pk))
    today = re.search(r'<line class="today" x1="([\d.]+)%"', html)
    assert full
    assert today
    assert float(full[1]) + float(full[2]) == pytest.approx(float(today[1]), abs=0.1)
    assert bar(html, action.pk)["right"] > float(today[1])


def test_an_end_that_has_passed_is_said_beside_the_bar(page: PageClient, cast: Cast) -> None:
    late = dated(cast.convention, "En retard", "2024", "mars 2025", status=Status.RUNNING)
    html = chart(page, cast)
    assert "échéance passée" in line(html, late.pk)
    assert "Finissait en mars 2025, toujours en cours." in html


def test_an_action_with_a_horizon_only_takes_the_whole_horizon(page: PageClient, cast: Cast) -> None:
    action = dated(cast.convention, "Moyen terme", term=Term.MEDIUM)
    html = chart(page, cast)
    days = 1826 + 121
    assert bar(html, action.pk)["left"] == pytest.approx(100 * 731 / days, abs=0.1)
    assert bar(html, action.pk)["right"] == pytest.approx(100 * 1461 / days, abs=0.1)
    assert "moyen terme" in line(html, action.pk)


def test_an_action_without_date_is_listed_with_its_words_and_drawn_nowhere(
    page: PageClient, cast: Cast
) -> None:
    dated(cast.convention, "Datée", "2026")
    action = dated(cast.convention, "Sans date", calendar="Selon les moyens trouvés")
    html = chart(page, cast)
    assert f'id="ligne-{action.pk}"' not in html
    assert "Sans date&nbsp;: 3" in html
    assert "Selon les moyens trouvés" in html


def test_the_table_says_every_period_in_words(page: PageClient, cast: Cast) -> None:
    first = dated(cast.convention, "D’abord", "printemps 2025", "2026", ref="1.1")
    supposes(dated(cast.convention, "Ensuite", "2027", ref="1.2", status=Status.BLOCKED), first)
    table = chart(page, cast).split("<table")[1]
    assert "<td>printemps 2025 à 2026</td><td>À venir</td><td></td>" in table
    assert "<td>dès 2027</td><td>Bloquée</td><td>1.1</td>" in table


def test_a_dependency_is_an_arrow_and_a_broken_one_is_marked(page: PageClient, cast: Cast) -> None:
    first = dated(cast.convention, "D’abord", "2025", "juin 2026", node=cast.node)
    supposes(dated(cast.convention, "Suit", "juillet 2026", node=cast.node), first)
    html = chart(page, cast)
    assert html.count('<path d="M0 0v22"') == 1
    assert "gantt-wrong" not in html
    supposes(dated(cast.convention, "Précède", "mars 2025", node=cast.node), first)
    assert chart(page, cast).count('class="gantt-wrong"') == 1


def test_filters_stay_in_the_addresses(page: PageClient, cast: Cast) -> None:
    PilotFactory.create(action=dated(cast.convention, "Du CCAS", "2026"), label="CCAS & amis")
    dated(cast.convention, "Autre", "2026")
    html = chart(page, cast, "?pilote=CCAS+%26+amis&zoom=2")
    assert "1\u00a0action sur 4." in html
    assert "?duree=annee&amp;pilote=CCAS+%26+amis&amp;zoom=2" in html
    assert "<option selected>CCAS &amp; amis</option>" in html


def test_one_axis_may_be_looked_at_alone(page: PageClient, cast: Cast) -> None:
    first, second = axis(cast.convention, "Enfance", "2"), axis(cast.convention, "Jeunesse", "3")
    kept = dated(cast.convention, "Crèche", "2026", node=first)
    dated(cast.convention, "Foyer", "2026", node=second)
    html = chart(page, cast, f"?axe={first.pk}&vue=horizons")
    assert "1\u00a0action sur 4." in html
    assert f'<option value="{first.pk}" selected>2 Enfance</option>' in html
    assert kept.title in html
    assert "Foyer" not in html


def test_many_actions_without_date_are_folded(page: PageClient, cast: Cast) -> None:
    dated(cast.convention, "Datée", "2026")
    for number in range(9):
        dated(cast.convention, f"Sans date {number}")
    _, undated = chart(page, cast).split('id="sans-date"')
    shown, folded = undated.split("<details")
    assert "Sans date&nbsp;: 11" in shown
    assert shown.count("gantt-undated") == 8
    assert folded.partition("</details>")[0].count("gantt-undated") == 3


def test_filters_that_keep_nothing_say_the_way_out(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.lecteur)
    said = text_of(page.get(URL.format(cast.convention.pk) + "?etat=bloquee"))
    assert "Aucune action datée ne passe ces filtres." in said
    assert "Voir toute la convention" in said


def test_a_plan_without_actions_says_what_will_come(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.etrangere)
    cast.foreign_action.delete()
    said = text_of(page.get(URL.format(cast.elsewhere.pk)))
    assert "L’échéancier montrera quand court chaque action" in said
    assert "Commencer par le plan" in said


def test_this_year_is_drawn_by_month(page: PageClient, cast: Cast) -> None:
    year = timezone.localdate().year
    dated(cast.convention, "Cette année", str(year), str(year))
    html = chart(page, cast, "?duree=annee")
    assert all(f">{name}</text>" in html for name in (str(year), "févr.", "mars", "août", "déc."))


def test_titles_are_shown_as_typed_and_never_read_as_tags(page: PageClient, cast: Cast) -> None:
    dated(cast.convention, "<b>Gras</b> & « cie »", "2026")
    html = chart(page, cast)
    assert "<b>Gras" not in html
    assert "&lt;b&gt;Gras&lt;/b&gt; &amp; « cie »" in html


def test_the_table_by_horizon_ranks_by_the_plan_then_by_the_dates(page: PageClient, cast: Cast) -> None:
    dated(cast.convention, "Donné long", "2024", "2025", term=Term.LONG)
    dated(cast.convention, "Déduit court", "2024", "2025")
    dated(cast.convention, "Après", end="2030")
    cells = [
        re.findall(r"<td>(.*?)</td>", row, re.DOTALL)
        for row in chart(page, cast, "?vue=horizons").split("<tbody>")[1].split("</tr>")[:-1]
    ]
    court, _, long, nxt, without = cells[1]
    assert "Déduit court" in court
    assert "*" in court
    assert "Donné long" in long
    assert "*" not in long
    assert "Après" in nxt
    assert "rien" in without
    assert "Action 1" in cells[0][4]


def test_it_is_taken_away_as_a_spreadsheet_with_the_days_that_words_may_mean(
    page: PageClient, cast: Cast
) -> None:
    first = dated(cast.convention, "D’abord", "automne 2025", "2026", ref="1.1", status=Status.RUNNING)
    supposes(dated(cast.convention, "=Ensuite", ref="1.2", status=Status.RUNNING), first)
    assert "echeancier.csv?etat=en_cours" in chart(page, cast, "?etat=en_cours")
    answer = page.get(URL.format(cast.convention.pk) + "echeancier.csv?etat=en_cours")
    place = "Pays d’Orvelle;Hors des axes"
    heading, *lines = answer.getvalue().decode("utf-8-sig").splitlines()
    assert heading.startswith("Convention;Axe;Référence;Action;État;Période;Début au plus tôt")
    assert lines == [
        f"{place};1.1;D’abord;En cours;automne 2025 à 2026;01/10/2025;30/11/2025;01/01/2026;31/12/2026;;;",
        f"{place};1.2;'=Ensuite;En cours;;;;;;;1.1;",
    ]
