"""A list narrowed: every filter keeps what it names and nothing else."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.utils import timezone

from maillage.conventions.enums import Visibility
from maillage.conventions.listing.lists import action_list
from maillage.conventions.listing.looks import WITHOUT
from maillage.conventions.listing.query import read_query
from maillage.conventions.models import Action
from maillage.conventions.operations import add_comment, attach_document, save_section
from maillage.conventions.sections import SECTIONS
from tests.cast import Cast
from tests.conventions.listing.conftest import Ask, titles
from tests.factories.documents import PDF
from tests.factories.listing import Listed

CRECHE, GUIDE, STADE, ASIDE = "Ouvrir une crèche", "Écrire un guide", "Éclairer le stade", "Coordonner"
EVERYTHING = [CRECHE, GUIDE, STADE, ASIDE]
KEPT: dict[str, list[str]] = {
    "": EVERYTHING,
    "q=CRECHE": [CRECHE],
    "etat=bloquee": [STADE],
    "etat=bloquee&etat=en_cours": [CRECHE, STADE],
    "pilote=Responsable du RPE": [CRECHE],
    "partenaire=CAF": [CRECHE],
    "public=jeunes parents": [CRECHE],
    "horizon=prochaine": [ASIDE],
    "mesure=nombre": [CRECHE],
    "nature=Réalisation": [CRECHE],
    "axe=-": [ASIDE],
    "regard=bloquees": [STADE],
    "regard=echeance-passee": [STADE],
    "regard=sans-nouvelles": [STADE],
    "silence=6": [STADE],
    "silence=20": [],
    "regard=aide": [CRECHE],
    "regard=prochaine": [ASIDE],
    "regard=transversale": [ASIDE],
    "regard=sans-pilote": [GUIDE, ASIDE],
    "regard=sans-pilote-elu": [GUIDE, STADE, ASIDE],
    "regard=sans-compte": EVERYTHING,
    "regard=sans-indicateur": [GUIDE, STADE, ASIDE],
    "regard=sans-mesure": [GUIDE, STADE, ASIDE],
    "regard=sans-cible": [GUIDE, STADE, ASIDE],
    "regard=sans-valeur": EVERYTHING,
    "regard=sans-echeance": [GUIDE],
    "regard=sans-horizon": [CRECHE, GUIDE, STADE],
    "regard=sans-etape": [GUIDE, STADE, ASIDE],
    "regard=sans-partenaire": [GUIDE, STADE, ASIDE],
    "regard=sans-theme": [GUIDE, STADE, ASIDE],
    "regard=sans-schema": [GUIDE, STADE, ASIDE],
    "regard=sans-public": [GUIDE, STADE, ASIDE],
    "regard=sans-budget": EVERYTHING,
    "regard=sans-etp": EVERYTHING,
    "regard=sans-commune": EVERYTHING,
    "regard=sans-habitants": EVERYTHING,
    "regard=sans-document": EVERYTHING,
    "regard=sans-contexte": [GUIDE, STADE, ASIDE],
    "regard=sans-objectif": [CRECHE, GUIDE, STADE],
    "regard=sans-reussite": [CRECHE, GUIDE, ASIDE],
    "regard=sans-vigilance": [CRECHE, GUIDE, STADE],
    "regard=sans-moyens": [GUIDE, STADE, ASIDE],
    "regard=sans-competence": [CRECHE, GUIDE, ASIDE],
    "regard=sans-nouvelle": [GUIDE, STADE, ASIDE],
    "regard=sans-message": [CRECHE, STADE, ASIDE],
    "regard=sans-liee": [STADE, ASIDE],
    "regard=sans-constat": EVERYTHING,
    "regard=sans-pilote&regard=transversale": [ASIDE],
    "remplie-sous=10": [GUIDE],
    "du=2026": [CRECHE],
    "au=2024": [STADE],
    "lacune=indicateur": [GUIDE, STADE, ASIDE],
    "manque=pilote": [GUIDE, ASIDE],
}


@pytest.fixture
def _said(plan: Listed) -> None:
    """A line here and there, where the plan says nothing yet."""
    for action, section in (
        (plan.creche, "context"), (plan.aside, "objectives"), (plan.blocked, "success_conditions"),
        (plan.aside, "vigilance"), (plan.creche, "resources"), (plan.blocked, "competence"),
    ):  # fmt: skip
        save_section(action=action, section=section, value=["Une ligne"], version=None, by=plan.by)
    links = SECTIONS["links"].read(plan.creche) | {"actions": [{"action": plan.guide.pk, "kind": "voir"}]}
    save_section(action=plan.creche, section="links", value=links, version=None, by=plan.by)
    add_comment(action=plan.guide, text="Bonjour", by=plan.by)
    Action.objects.filter(pk=plan.blocked.pk).update(updated_at=timezone.now() - timedelta(days=400))


@pytest.mark.usefixtures("_said")
@pytest.mark.parametrize("address", KEPT)
def test_a_filter_keeps(ask: Ask, address: str) -> None:
    found = ask(f"{address}&grouper=aucun")
    assert titles(found) == KEPT[address]
    assert found.total == 4


def test_a_theme_and_a_scheme_are_chosen_by_their_number(ask: Ask, plan: Listed) -> None:
    theme, scheme = plan.convention.themes.get(), plan.convention.schemes.get()
    assert titles(ask(f"theme={theme.pk}")) == [CRECHE]
    assert titles(ask(f"schema={scheme.pk}")) == [CRECHE]


def test_what_changed_since_a_day_is_kept(ask: Ask) -> None:
    lately = timezone.localdate() - timedelta(days=100)
    assert titles(ask(f"modifiee-depuis={lately}")) == [CRECHE, GUIDE, ASIDE]
    assert titles(ask("modifiee-depuis=2099-01-01")) == []


def test_a_reserved_document_counts_for_the_pilots_who_may_open_it(cast: Cast) -> None:
    attach_document(
        action=cast.action,
        data=PDF,
        name="bilan.pdf",
        by=cast.coordinatrice,
        visibility=Visibility.COORDINATION,
    )
    query, _ = read_query(parse_qs("regard=sans-document"))
    without = {
        name: cast.action.title in titles(action_list(cast.convention, getattr(cast, name), query))
        for name in ("coordinatrice", "pilote", "autre_pilote", "lecteur")
    }
    assert without == {"coordinatrice": False, "pilote": False, "autre_pilote": True, "lecteur": True}


def test_there_are_more_than_twenty_ways_to_say_nothing() -> None:
    assert len(WITHOUT) > 20


@pytest.mark.parametrize(
    "address",
    [
        "etat=perdu", "regard=rien", "silence=abc", "silence=-1", "du=un jour", "colonnes=zz", "tri=zz",
        "grouper=zz", "remplie-sous=900", "modifiee-depuis=hier",
    ],
)  # fmt: skip
def test_what_is_not_understood_is_left_out_with_a_sentence(address: str) -> None:
    query, ignored = read_query(parse_qs(address))
    assert not query.active
    assert len(ignored) == 1
    assert "n’est pas" in ignored[0]


def test_a_code_that_the_plan_does_not_have_is_left_out_with_a_sentence(ask: Ask) -> None:
    found = ask("theme=999999")
    assert len(found.rows) == 4
    assert "Thématique" in found.ignored[0]


def test_a_word_is_found_in_the_whole_fiche_and_a_slip_forgiven(ask: Ask, plan: Listed) -> None:
    save_section(
        action=plan.guide,
        section="objectives",
        value=["Prévenir chaque orthophoniste"],
        version=None,
        by=plan.by,
    )
    assert titles(ask("q=orthophoniste")) == [GUIDE]
    found = ask("q=ortophoniste")
    assert titles(found) == [GUIDE]
    assert "la liste cherche « orthophoniste »" in found.ignored[0]


def test_an_empty_list_says_which_filter_to_relax(ask: Ask) -> None:
    found = ask("etat=en_cours&regard=sans-indicateur")
    assert found.rows == []
    assert [(one.condition.label, one.count) for one in found.relax] == [
        ("État : En cours", 3), ("Sans indicateur", 1),
    ]  # fmt: skip
