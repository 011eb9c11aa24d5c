"""How many queries a page may make, whatever the size of the plan. Budgets are in query_budgets.json."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.accounts.models import User
from maillage.conventions.draft import ActionDraft, NodeDraft, PlanDraft
from maillage.conventions.listing.columns import COLUMNS
from maillage.conventions.models import Action, Convention
from maillage.conventions.operations import import_plan
from maillage.intake.models import Import
from maillage.journal.models import Entry
from tests.cast import Cast
from tests.factories.intake import drawn_import, large_document
from tests.web.testing import PageClient

BUDGETS: dict[str, int] = json.loads(Path(__file__).with_name("query_budgets.json").read_text("utf-8"))
BATCH = UUID("7d9fd7a5-7a0b-4c0e-9c52-0c4b2d1f2a11")
ADDRESSES = {
    "list": "/",
    "home": "/c/{convention}/",
    "plan": "/c/{convention}/plan/",
    "plan narrowed": "/c/{convention}/plan/?q=accueil&pilote=Pilote+1",
    "actions": "/c/{convention}/plan/liste/",
    "actions with every column": f"/c/{{convention}}/plan/liste/?q=accueil&colonnes={'.'.join(COLUMNS)}",
    "filters of the actions": "/c/{convention}/plan/liste/filtres/",
    "what is missing": "/c/{convention}/plan/liste/manques/",
    "organise": "/c/{convention}/plan/?organiser=1",
    "fiche": "/c/{convention}/plan/actions/{action}/",
    "editor": "/c/{convention}/plan/actions/{action}/rubriques/people/",
    "editor of links": "/c/{convention}/plan/actions/{action}/rubriques/links/",
    "state of a fiche": "/c/{convention}/plan/actions/{action}/historique/{entry}/",
    "states compared": "/c/{convention}/plan/actions/{action}/historique/comparer/",
    "diagnosis": "/c/{convention}/diagnostic/",
    "finding": "/c/{convention}/diagnostic/ajouter/",
    "fiche template": "/c/{convention}/reglages/modeles/courte/",
    "history": "/c/{convention}/historique/",
    "search": "/c/{convention}/recherche/?q=accueil+commencer",
    "follow-up": "/c/{convention}/suivi/",
    "follow-up by pilot": "/c/{convention}/suivi/pilotes/?nom=Pilote+1",
    "follow-up by commune": "/c/{convention}/suivi/communes/",
    "silences": "/c/{convention}/suivi/sans-nouvelles/",
    "changes": "/c/{convention}/suivi/changements/",
    "page of an élu": "/c/{convention}/suivi/une-page/",
    "campaigns": "/c/{convention}/suivi/campagnes/",
    "new campaign": "/c/{convention}/suivi/campagnes/nouvelle/",
    "indicator grid": "/c/{convention}/indicateurs/?axe=",
    "measuring": "/c/{convention}/indicateurs/mesurer/",
    "library": "/c/{convention}/indicateurs/reference/",
    "indicator board": "/c/{convention}/indicateurs/tableau/",
    "indicators together": "/indicateurs/",
    "one indicator together": "/indicateurs/familles-laep/",
    "means": "/c/{convention}/moyens/",
    "settings": "/c/{convention}/reglages/",
    "review": "/c/{convention}/documents/{import_}/",
    "review unfolded": "/c/{convention}/documents/{import_}/?branches=toutes&choisir=1",
    "acts of a review": "/c/{convention}/documents/{import_}/gestes/",
    "measures": "/c/{convention}/documents/{import_}/mesurer/",
    "links": "/c/{convention}/documents/{import_}/relier/",
    "differences": "/c/{convention}/documents/{import_}/differences/",
    "acceptance": "/c/{convention}/documents/{import_}/accepter/",
    "échéancier": "/c/{convention}/echeancier/",
    "échéancier by horizon": "/c/{convention}/echeancier/?vue=horizons",
    "échéancier of several plans": "/echeancier/",
    "calendars": "/c/{convention}/echeancier/agendas/",
    "notices": "/avis/",
}


def draft(count: int) -> PlanDraft:
    """A plan of four axes with ``count`` actions, each with its rows."""

    def action(number: int) -> ActionDraft:
        sections = {
            "people": {"pilots": [{"label": f"Pilote {number % 5}"}], "partners": [{"label": "CAF"}]},
            "steps": [{"text": "Commencer"}, {"text": "Finir"}],
            "indicators": [{"label": "Places"}],
            "context": ["Un accueil manque."],
        }
        return ActionDraft(f"Accueil {number}", ref=str(number), sections=sections)

    nodes = [NodeDraft(f"Axe {n}", ref=str(n), actions=[*map(action, range(n, count, 4))]) for n in range(4)]
    return PlanDraft(nodes=nodes)


def with_actions(convention: Convention, by: User, count: int) -> None:
    """Write the plan."""
    import_plan(convention=convention, draft=draft(count), batch=BATCH, by=by)


def queries(page: PageClient, address: str, convention: Convention) -> int:
    """How many a warm page makes."""
    action = Action.objects.filter(convention=convention).order_by("pk").last()
    assert action is not None
    import_ = Import.objects.filter(convention=convention).first()
    entry = Entry.objects.filter(subject_type="action", subject_id=action.pk).first()
    url = address.format(
        convention=convention.pk,
        action=action.pk,
        import_=import_.pk if import_ else 0,
        entry=entry.pk if entry else 0,
    )
    page.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert page.get(url).status_code == 200
    return len(caught)


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_stays_within_its_budget_with_fifty_actions(page: PageClient, cast: Cast, name: str) -> None:
    page.force_login(cast.coordinatrice)
    with_actions(cast.convention, cast.coordinatrice, 50)
    drawn_import(cast.convention, cast.coordinatrice, large_document(50))
    assert queries(page, ADDRESSES[name], cast.convention) <= BUDGETS[name]


def test_the_plan_asks_as_much_for_one_action_as_for_fifty(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.coordinatrice)
    few = queries(page, ADDRESSES["plan"], cast.convention)
    with_actions(cast.convention, cast.coordinatrice, 50)
    assert queries(page, ADDRESSES["plan"], cast.convention) == few


def test_every_budget_has_its_page() -> None:
    assert set(BUDGETS) == set(ADDRESSES)
