"""What the database refuses, whoever writes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError

from maillage.accounts.enums import Role
from maillage.conventions.enums import ProposalKind
from maillage.conventions.models import (
    Action,
    ActionLink,
    Answer,
    CommuneProgress,
    Convention,
    ConventionTerritory,
    Feed,
    Indicator,
    Node,
    PlanVersion,
    Post,
    Proposal,
    Theme,
)
from tests.factories.conventions import (
    ActionFactory,
    ConventionFactory,
    IndicatorFactory,
    NodeFactory,
    StepFactory,
    member,
)
from tests.factories.territories import CommuneFactory, IntercommunalityFactory

Make = Callable[..., Any]
BROKEN: dict[str, tuple[Make, dict[str, Any]]] = {
    "convention_lasts_one_to_six_years": (ConventionFactory.create, {"start_year": 2024, "end_year": 2030}),
    "convention_lasts_one_to_six_years, backwards": (
        ConventionFactory.create, {"start_year": 2024, "end_year": 2023},
    ),
    "convention_phase_known": (ConventionFactory.create, {"phase": "inconnue"}),
    "node_depth_within_tree": (NodeFactory.create, {"depth": 3}),
    "node_root_or_child": (NodeFactory.create, {"depth": 1}),
    "action_status_known": (ActionFactory.create, {"status": "inconnu"}),
    "action_progress_percent": (ActionFactory.create, {"progress": 101}),
    "action_ends_after_start": (ActionFactory.create, {"start_on": "2026-02-01", "end_on": "2026-01-31"}),
    "indicator_target_whole": (IndicatorFactory.create, {"target_op": ">="}),
    "indicator_target_whole, no comparison": (IndicatorFactory.create, {"target_value": 12}),
    "indicator_range_only_between": (
        IndicatorFactory.create, {"target_op": ">=", "target_value": 1, "target_value_max": 2},
    ),
    "step_status_known": (StepFactory.create, {"status": "inconnu"}),
}  # fmt: skip


Of = Callable[[Action], Any]
BROKEN_OF_AN_ACTION: dict[str, Of] = {
    "link_kind_known": lambda action: ActionLink.objects.create(
        convention=action.convention,
        source=action,
        target=ActionFactory.create(convention=action.convention),
        kind="perdu",
    ),
    "commune_status_known": lambda action: CommuneProgress.objects.create(
        convention=action.convention, action=action, commune=CommuneFactory.create(), status="perdu"
    ),
    "answer_status_known": lambda action: Answer.objects.create(
        convention=action.convention, action=action, status="perdu"
    ),
    "answer_progress_percent": lambda action: Answer.objects.create(
        convention=action.convention, action=action, status=action.status, progress=101
    ),
    "post_not_negative": lambda action: Post.objects.create(
        convention=action.convention, title="Chargée de coopération", etp=Decimal(-1)
    ),
    "proposal_kind_known": lambda action: Proposal.objects.create(
        convention=action.convention, kind="perdu", title="Autre chose"
    ),
    "proposal_state_known": lambda action: Proposal.objects.create(
        convention=action.convention, kind=ProposalKind.MODIFY, state="perdu", title="Autre chose"
    ),
    "version_kind_known": lambda action: PlanVersion.objects.create(
        convention=action.convention, kind="perdu", name="CTG signée", dated_on=date(2026, 1, 1), content={}
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("constraint", BROKEN_OF_AN_ACTION)
def test_what_hangs_from_an_action_keeps_its_rules(constraint: str, action: Action) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        BROKEN_OF_AN_ACTION[constraint](action)


@pytest.mark.parametrize("own", [True, False])
def test_a_person_has_one_calendar_of_each_kind(convention: Convention, own: bool) -> None:
    owner = member(convention, Role.PILOT)
    membership = owner.memberships.get() if own else None
    Feed.objects.create(convention=convention, owner=owner, member=membership)
    with pytest.raises(IntegrityError), transaction.atomic():
        Feed.objects.create(convention=convention, owner=owner, member=membership)


@pytest.mark.django_db
@pytest.mark.parametrize("constraint", BROKEN)
def test_a_row_that_breaks_a_rule_is_refused(constraint: str) -> None:
    make, fields = BROKEN[constraint]
    with pytest.raises(IntegrityError, match=constraint.partition(",")[0]), transaction.atomic():
        make(**fields)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "end"), [(2024, 2024), (2024, 2029), (None, 2024), (2024, None), (None, None)]
)
def test_a_convention_lasts_from_one_to_six_years(start: int | None, end: int | None) -> None:
    assert ConventionFactory.create(start_year=start, end_year=end).pk


def test_a_root_has_no_parent_and_a_child_has_one(node: Node) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        NodeFactory.create(convention=node.convention, parent=node, depth=0)


def test_a_territory_is_one_commune_or_one_epci(convention: Convention) -> None:
    commune, group = CommuneFactory.create(), IntercommunalityFactory.create()
    for fields in ({}, {"commune": commune, "intercommunality": group}):
        with pytest.raises(IntegrityError, match="territory_commune_or_epci"), transaction.atomic():
            ConventionTerritory.objects.create(convention=convention, **fields)


def test_a_territory_is_covered_once_and_by_as_many_conventions_as_need_be(convention: Convention) -> None:
    places: list[dict[str, Any]] = [
        {"commune": CommuneFactory.create()}, {"intercommunality": IntercommunalityFactory.create()},
    ]  # fmt: skip
    for place in places:
        ConventionTerritory.objects.create(convention=convention, **place)
        ConventionTerritory.objects.create(convention=ConventionFactory.create(), **place)
        with pytest.raises(IntegrityError), transaction.atomic():
            ConventionTerritory.objects.create(convention=convention, **place)


def test_a_theme_has_one_name_in_its_convention(convention: Convention) -> None:
    Theme.objects.create(convention=convention, name="Enfance")
    Theme.objects.create(convention=ConventionFactory.create(), name="Enfance")
    with pytest.raises(IntegrityError), transaction.atomic():
        Theme.objects.create(convention=convention, name="Enfance")


def test_what_holds_something_is_not_deleted_for_good(node: Node, action: Action) -> None:
    NodeFactory.create(convention=node.convention, parent=NodeFactory.create(convention=node.convention))
    with pytest.raises(RestrictedError):
        action.node and action.node.delete()
    for parent in Node.objects.filter(children__isnull=False):
        with pytest.raises(RestrictedError):
            parent.delete()
    covered = CommuneFactory.create()
    node.convention.territories.create(commune=covered)
    with pytest.raises(ProtectedError):
        covered.delete()


def test_rows_leave_with_their_fiche(action: Action) -> None:
    IndicatorFactory.create(action=action)
    action.delete()
    assert not Indicator.objects.exists()
