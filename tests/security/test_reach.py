"""What bodies name: nothing of another convention is written, and a pilot writes on no fiche but theirs."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.conventions.enums import CampaignState, Visibility
from maillage.conventions.models import (
    Action,
    ActionDocument,
    Asked,
    BudgetLine,
    Campaign,
    ConventionTerritory,
    Indicator,
    IndicatorValue,
    Proposal,
    SavedView,
    Theme,
)
from maillage.conventions.operations import add_comment, attach_document
from maillage.conventions.operations.views import save_view
from maillage.journal.models import Entry
from tests.cast import Cast
from tests.factories.campaigns import asked, campaign_of
from tests.factories.documents import picture
from tests.factories.figures import counted, sexes
from tests.factories.links import FindingFactory, SchemeFactory
from tests.factories.territories import CommuneFactory
from tests.permissions.test_urls import signed_in


def untouched(*actions: Action) -> bool:
    """Whether these are as the cast left them."""
    rows = Action.everything.filter(pk__in=[one.pk for one in actions])
    return {one.version for one in rows} == {1} and not rows.filter(deleted_at__isnull=False).exists()


def bulk(action: Action, change: str, typed: object) -> dict[str, str]:
    """What the last step of a change on many sends."""
    return {
        "choisies": f"{action.pk}.",
        "changement": change,
        "valeur": str(typed),
        "etape": "appliquer",
    }


def at(cast: Cast, name: str, *args: object) -> str:
    """An address of the convention."""
    return reverse(name, args=[cast.convention.pk, *args])


CHANGES = (("etat", "bloquee"), ("pilote", "Quelqu’un"), ("deplacer", "-"), ("supprimer", ""))


@pytest.mark.parametrize(("change", "typed"), CHANGES)
def test_a_change_on_many_takes_no_fiche_of_another_convention(cast: Cast, change: str, typed: str) -> None:
    address = at(cast, "conventions:actions_change")
    signed_in(cast.coordinatrice).post(address, bulk(cast.foreign_action, change, typed))
    assert untouched(cast.foreign_action)
    assert not Entry.objects.exists()


def test_a_change_on_many_bears_nothing_of_another_convention(cast: Cast) -> None:
    theme = Theme.objects.create(convention=cast.elsewhere, name="Ailleurs")
    scheme = SchemeFactory.create(convention=cast.elsewhere)
    client, address = signed_in(cast.coordinatrice), at(cast, "conventions:actions_change")
    for change, typed in (("theme-plus", theme.pk), ("schema-plus", scheme.pk), ("commune-plus", "64445")):
        answer = client.post(address, bulk(cast.action, change, typed))
        assert answer.status_code == 422, change
    assert untouched(cast.action)


def test_a_fiche_is_tied_to_nothing_of_another_convention(cast: Cast) -> None:
    finding = FindingFactory.create(workspace=cast.elsewhere.workspace)
    scheme = SchemeFactory.create(convention=cast.elsewhere)
    address = at(cast, "conventions:section", cast.action.pk, "links")
    bodies = (
        {"rows": "1", "row-0-action": cast.foreign_action.pk, "row-0-kind": "voir"},
        {"schemes": scheme.pk},
        {"findings": finding.pk},
    )
    for body in bodies:
        assert signed_in(cast.coordinatrice).post(address, body).status_code in {302, 422}
    assert not cast.action.links.exists()
    assert not cast.action.schemes.exists()
    assert not cast.action.answered_findings.exists()


def test_the_grid_takes_no_cell_that_is_not_ones_own(cast: Cast) -> None:
    theirs, foreign = counted(cast.other_action), counted(cast.foreign_action)
    year = timezone.localdate().year - 1
    address = f"{at(cast, 'indicators:grid')}?periode={year}"
    pilot = signed_in(cast.pilote)
    assert pilot.post(address, {f"v-{theirs.pk}": "12"}).status_code in {403, 404}
    signed_in(cast.coordinatrice).post(address, {f"v-{foreign.pk}": "12"})
    assert not IndicatorValue.objects.exists()


def test_a_value_takes_no_category_of_another_convention(cast: Cast) -> None:
    sexes(cast.elsewhere)
    mine = counted(cast.action)
    year = timezone.localdate().year - 1
    address = f"{at(cast, 'indicators:grid')}?periode={year}"
    signed_in(cast.coordinatrice).post(address, {f"v-{mine.pk}-f": "12"})
    assert not IndicatorValue.objects.exists()


def test_a_campaign_asks_about_nothing_of_another_convention(cast: Cast) -> None:
    client = signed_in(cast.coordinatrice)
    body = {"name": "x", "due_on": "31/12/2099", "scope": "choix", "actions": cast.foreign_action.pk}
    assert client.post(at(cast, "dashboard:campaign_create"), body).status_code == 422
    draft = campaign_of(cast.convention, state=CampaignState.DRAFT)
    asked(draft, cast.action)
    added = {"new_name": "Quelqu’un", "new_email": "x@exemple.fr", "new_actions": cast.foreign_action.pk}
    assert client.post(at(cast, "dashboard:campaign_person_add", draft.pk), added).status_code == 422
    assert not Asked.objects.filter(action=cast.foreign_action).exists()
    assert not Campaign.objects.exclude(pk=draft.pk).exists()


def test_a_person_asked_in_one_campaign_is_not_reached_through_another(cast: Cast) -> None:
    person, other = asked(campaign_of(cast.convention), cast.action), campaign_of(cast.convention)
    link = at(cast, "dashboard:campaign_link", other.pk, person.pk)
    client = signed_in(cast.coordinatrice)
    assert client.post(link, {"do": "revoke"}).status_code == 404
    assert client.get(at(cast, "dashboard:campaign_enter", other.pk, person.pk)).status_code == 404


def test_the_means_name_nothing_of_another_convention(cast: Cast) -> None:
    add, typed = at(cast, "means:add", "budget"), {"funder": "CAF", "year": "2026", "planned": "1"}
    for user, action in ((cast.coordinatrice, cast.foreign_action), (cast.pilote, cast.other_action)):
        answer = signed_in(user).post(add, {**typed, "action": action.pk})
        assert answer.status_code == 422
    assert not BudgetLine.objects.exists()


def test_a_proposal_is_about_nothing_of_another_convention(cast: Cast) -> None:
    client = signed_in(cast.pilote)
    foreign = {"action": cast.foreign_action.pk, "reason": "x"}
    for kind in ("modifier", "abandonner", "reporter"):
        assert client.post(at(cast, "conventions:proposal_create", kind), foreign).status_code == 422, kind
    merged = {"action": cast.action.pk, "merged": cast.foreign_action.pk, "reason": "x"}
    assert client.post(at(cast, "conventions:proposal_create", "fusionner"), merged).status_code == 422
    assert not Proposal.objects.exists()


def test_a_message_tells_nobody_of_another_convention(cast: Cast) -> None:
    here = at(cast, "conventions:exchanges", cast.action.pk)
    body = {"text": f"@{cast.etrangere.full_name} bonjour", "tell": cast.etrangere.pk}
    signed_in(cast.pilote).post(here, body)
    assert not cast.etrangere.notices.exists()


def test_a_pilot_writes_on_no_fiche_but_theirs(cast: Cast) -> None:
    client, pk = signed_in(cast.pilote), cast.other_action.pk
    indicator, code = counted(cast.other_action), CommuneFactory.create().pk
    ConventionTerritory.objects.create(convention=cast.convention, commune_id=code)
    tries = {
        at(cast, "conventions:actions_cell", pk, "etat"): {"valeur": "bloquee", "vu": "a_venir"},
        at(cast, "conventions:actions_change"): bulk(cast.other_action, "etat", "bloquee"),
        at(cast, "schedule:move", pk): {"start": "2026", "end": "2027"},
        at(cast, "schedule:follow", pk): {"mois": "2", "action": str(pk)},
        at(cast, "indicators:measure", indicator.pk): {"state": "wish"},
        at(cast, "conventions:commune", pk, code): {"status": "en_cours"},
    }
    for address, body in tries.items():
        assert client.post(address, body).status_code == 403, address
    assert untouched(cast.other_action)
    assert not Indicator.objects.filter(wish=True).exists()


def test_what_others_left_or_keep_is_theirs(cast: Cast) -> None:
    client, fiche = signed_in(cast.pilote), cast.other_action.pk
    message = add_comment(action=cast.other_action, text="Bonjour", by=cast.contributrice)
    reserved = attach_document(
        action=cast.other_action,
        data=picture(),
        name="a.jpg",
        by=cast.autre_pilote,
        visibility=Visibility.COORDINATION,
    )
    shared, _ = save_view(
        convention=cast.convention, name="Tous", query="", shared=True, by=cast.coordinatrice
    )
    assert client.post(at(cast, "conventions:comment_remove", fiche, message.pk)).status_code == 403
    for page in ("document", "document_image", "document_edit"):
        assert client.get(at(cast, f"conventions:{page}", fiche, reserved.pk)).status_code == 404, page
    assert client.post(at(cast, "conventions:view_delete", shared.pk)).status_code == 403
    assert ActionDocument.objects.filter(deleted_at=None).count() == SavedView.objects.count() == 1
