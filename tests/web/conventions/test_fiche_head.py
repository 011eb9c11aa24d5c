"""The head of a fiche: its news with its author, its themes, where its words come from."""

from __future__ import annotations

import re
from typing import Any

from django.utils.html import escape

from maillage.conventions.models import Theme
from maillage.conventions.operations import save_section, undo
from maillage.journal.models import Entry
from maillage.kernel.french import day
from tests.cast import Cast
from tests.web.conventions.conftest import Plan
from tests.web.testing import PageClient, text_of


def note(plan: Plan, news: str, by: Any = None) -> Entry | None:
    state = {"status": "en_cours", "progress": None, "news": news}
    return save_section(action=plan.full, section="state", value=state, version=None, by=by or plan.by)


def theme(plan: Plan, name: str) -> Theme:
    return plan.convention.themes.create(name=name)


def test_the_news_says_its_day_and_its_author(coordinator: PageClient, plan: Plan) -> None:
    entry = note(plan, "Le bail est signé.")
    assert entry is not None
    words = text_of(coordinator.get(plan.fiche()))
    year = f" {entry.at.year}"
    assert f"Dernière nouvelle, {' '.join(day(entry.at).removesuffix(year).split())}." in words
    assert f"Le bail est signé. {plan.by.get_full_name()}" in words


def test_a_news_brought_back_keeps_its_first_author(coordinator: PageClient, plan: Plan, cast: Cast) -> None:
    note(plan, "Le bail est signé.")
    second = note(plan, "Erreur.", by=cast.admin)
    assert second is not None
    undo(entry=second, by=cast.admin)
    words = text_of(coordinator.get(plan.fiche()))
    assert f"Le bail est signé. {plan.by.get_full_name()}" in words


def test_themes_are_ticked_from_the_head(coordinator: PageClient, plan: Plan) -> None:
    first, second = theme(plan, "Petite enfance"), theme(plan, "Santé")
    address = f"{plan.fiche()}thematiques/"
    words = text_of(coordinator.post(address, {"themes": [first.pk, second.pk]}, follow=True))
    assert "Les thématiques sont enregistrées. Annuler" in words
    assert {one.name for one in plan.full.themes.all()} == {"Petite enfance", "Santé"}
    coordinator.post(address, {})
    assert not plan.full.themes.exists()
    plan.full.refresh_from_db()
    assert (plan.full.ref, plan.full.title) == ("2.A.1", "Ouvrir une crèche")


def test_a_theme_leads_to_the_plan_narrowed_to_it(coordinator: PageClient, plan: Plan) -> None:
    mine = theme(plan, "Petite enfance")
    plan.full.themes.add(mine)
    assert f'href="{plan.url("plan/")}?theme={mine.pk}"' in coordinator.get(plan.fiche()).content.decode()


def test_a_theme_of_another_convention_is_refused_in_words(
    coordinator: PageClient, plan: Plan, cast: Cast
) -> None:
    foreign = cast.elsewhere.themes.create(name="Ailleurs")
    answer = coordinator.post(f"{plan.fiche()}thematiques/", {"themes": [foreign.pk], "next": plan.fiche()})
    assert answer.status_code == 302
    assert "Cette thématique n’est plus dans la liste." in text_of(coordinator.get(plan.fiche()))
    assert not plan.full.themes.exists()


def test_a_reader_sees_themes_and_no_way_to_change_them(page: PageClient, plan: Plan, cast: Cast) -> None:
    plan.full.themes.add(theme(plan, "Petite enfance"))
    page.force_login(cast.lecteur)
    words = text_of(page.get(plan.fiche()))
    assert "Petite enfance" in words
    assert "non renseigné" in words
    for absent in ("Modifier", "À compléter", "Enregistrer"):
        assert absent not in words


def test_a_rubrique_says_where_the_document_had_it(coordinator: PageClient, plan: Plan) -> None:
    places = {"context": {"page": 14, "line": 3}, "objectives": {"page": None, "line": 128}}
    plan.full.origin = {"document": "Plan signé", "sections": places}
    plan.full.save()
    answer = coordinator.get(plan.fiche())
    words = text_of(answer)
    assert "Dans le document importé, p. 14, l. 3" in words
    assert "Dans le document importé, ligne 128" in words
    assert escape("Dans «\u00a0Plan signé\u00a0»") in answer.content.decode().replace("&nbsp;", "\u00a0")


def test_a_term_already_said_is_not_said_twice(coordinator: PageClient, plan: Plan) -> None:
    value = {"phrases": ["À moyen terme"], "start": None, "end": None, "term": "moyen"}
    save_section(action=plan.bare, section="calendar", value=value, version=None, by=plan.by)
    page = coordinator.get(plan.fiche(plan.bare)).content.decode()
    calendar = page.split('<section id="calendar"')[1].split("</section>")[0]
    # what is read; the drawing has its own name for whoever does not see it
    assert re.sub(r"<[^>]+>", "", calendar).lower().count("moyen terme") == 1
