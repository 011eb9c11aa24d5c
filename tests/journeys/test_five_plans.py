"""The five reference plans, brought in and run: their fiche, a campaign by links, figures, an amendment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from docx import Document

from maillage.accounts.enums import Role
from maillage.accounts.models import User
from maillage.conventions.enums import Advice, MeasureType, ProposalKind, ProposalState, VersionKind
from maillage.conventions.models import (
    Action,
    Asked,
    Convention,
    Indicator,
    IndicatorValue,
    PlanVersion,
    Recipient,
)
from maillage.conventions.operations import save_section
from maillage.conventions.operations.campaigns import Terms, close_campaign, create_campaign, open_campaign
from maillage.conventions.operations.proposals import (
    advise_proposal,
    decide_proposal,
    propose,
    propose_section,
    submit_proposal,
)
from maillage.conventions.operations.recipients import Line, settle_recipients
from maillage.conventions.operations.versions import freeze_version
from maillage.conventions.sections import SECTIONS
from maillage.conventions.sections.shown import shown_rubrics
from maillage.intake.operations import accept, accept_doubts, deposit, read_import
from maillage.kernel.models import Letter
from maillage.publishing.amendment import amendment_between, render_amendment
from tests.factories.campaigns import HEAD, answer_data, page_of
from tests.factories.conventions import ConventionFactory, member
from tests.web.testing import PageClient, text_of

pytestmark = [pytest.mark.shared, pytest.mark.django_db]


@dataclass(frozen=True)
class Expected:
    """What a plan holds, counted by hand; ``shown`` and ``hidden``: rubriques of its fiche."""

    seed: str
    actions: int
    shown: frozenset[str]
    hidden: frozenset[str]


PLANS = [
    Expected("000", 21, frozenset({"steps", "indicators", "success_conditions"}), frozenset({"residents"})),
    Expected("001", 50, frozenset({"residents", "indicators", "steps"}), frozenset()),
    Expected("002", 20, frozenset({"steps", "calendar", "success_conditions"}), frozenset({"indicators"})),
    Expected("003", 28, frozenset({"steps", "objectives"}), frozenset({"indicators", "residents"})),
    Expected("004", 15, frozenset({"steps", "indicators"}), frozenset({"context", "calendar", "residents"})),
]


def bring_in(shared: Path, seed: str) -> tuple[Convention, User]:
    """The plan of a seed, read and accepted in a convention of its own."""
    source = next((shared / "seeds").glob(f"{seed}*.txt"))
    convention = ConventionFactory.create(start_year=None, end_year=None)
    by = member(convention, Role.COORDINATION)
    import_ = deposit(convention=convention, data=source.read_bytes(), name=source.name, by=by)
    read_import(import_id=import_.pk)
    import_.refresh_from_db()
    accept_doubts(import_=import_, by=by)
    import_.refresh_from_db()
    accept(import_=import_, version=import_.version, by=by)
    convention.refresh_from_db()
    return convention, by


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.seed)
def test_each_plan_comes_in_whole_with_a_fiche_of_its_own_shape(shared: Path, plan: Expected) -> None:
    page = PageClient()
    convention, by = bring_in(shared, plan.seed)
    assert Action.objects.filter(convention=convention).count() == plan.actions
    rubrics = set(shown_rubrics(convention))
    assert plan.shown <= rubrics
    assert not plan.hidden & rubrics
    page.force_login(by)
    for path in ("", "plan/", "plan/liste/", "suivi/", "echeancier/", "indicateurs/", "moyens/", "versions/"):
        assert page.get(f"/c/{convention.pk}/{path}").status_code == 200


def measure(convention: Convention, by: User, count: int) -> list[Indicator]:
    """The first indicators of the plan, made numbers noted every year."""
    chosen = Indicator.objects.filter(convention=convention).order_by("action__position", "position")
    kept = {row.action_id: row for row in chosen}
    for row in list(kept.values())[:count]:
        action = Action.objects.get(pk=row.action_id)
        value = SECTIONS["indicators"].read(action)
        for one in value:
            if one["key"] == row.key:
                one |= {"measure": MeasureType.NUMBER.value, "frequency": "an", "wish": False}
        save_section(action=action, section="indicators", value=value, version=None, by=by)
    return [Indicator.objects.get(pk=row.pk) for row in list(kept.values())[:count]]


def ask(convention: Convention, by: User, actions: list[Action]) -> list[Recipient]:
    """A campaign over ``actions``: every label of a pilot given an address, letters queued."""
    terms = Terms("Premier tour", timezone.localdate() + timedelta(weeks=3), period="2025")
    campaign = create_campaign(convention=convention, terms=terms, actions=actions, by=by)
    people = list(campaign.recipients.all())
    lines = [Line(one.pk, one.name, f"pilote{one.pk}@exemple.fr", on_paper=False) for one in people]
    settle_recipients(campaign=campaign, lines=lines, by=by)
    open_campaign(campaign=campaign, head=HEAD, by=by)
    return people


def test_a_plan_is_run_from_its_links_to_its_amendment(shared: Path) -> None:
    page = PageClient()
    convention, by = bring_in(shared, "001")
    signed = freeze_version(
        convention=convention, kind=VersionKind.SIGNED, name="CTG signée", dated_on=date(2021, 12, 1), by=by
    )
    indicators = measure(convention, by, 3)
    people = ask(convention, by, [row.action for row in indicators])
    assert Letter.objects.filter(kind="campaign").count() == len(people) > 0
    for row in indicators:
        line = Asked.objects.filter(action=row.action).select_related("recipient").first()
        assert line is not None
        data = answer_data(line, **{f"figure-{row.pk}": "12"})
        assert page.post(page_of(line.recipient), data).status_code == 302
    values = IndicatorValue.objects.filter(convention=convention, period="2025")
    assert [value.number for value in values] == [12, 12, 12]
    close_campaign(campaign=people[0].campaign, by=by)
    page.force_login(by)
    fiche = page.get(f"/c/{convention.pk}/plan/actions/{indicators[0].action_id}/")
    assert "Deux candidates visitent le local." in text_of(fiche)
    words = amended(convention, by, indicators[0].action, signed)
    assert "Accueillir chaque famille en dix jours." in words


def amended(convention: Convention, by: User, action: Action, signed: PlanVersion) -> str:
    """The words of the amendment, once a change to ``action`` was advised and decided."""
    proposal = propose(convention=convention, kind=ProposalKind.MODIFY, action=action, by=by)
    value = ["Accueillir chaque famille en dix jours."]
    propose_section(proposal=proposal, section="objectives", value=value, version=None, by=by)
    submit_proposal(proposal=proposal, by=by)
    today = timezone.localdate()
    advise_proposal(proposal=proposal, advice=Advice.FAVOURABLE, on=today, by=by)
    decide_proposal(proposal=proposal, decision=ProposalState.ACCEPTED, on=today, by=by)
    document = Document(BytesIO(render_amendment(amendment_between(convention, signed, None, by))))
    return "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
