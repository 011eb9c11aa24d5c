"""A plan of four fiches, and what a list of them answers."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs

import pytest

from maillage.conventions.listing.lists import ActionList, action_list
from maillage.conventions.listing.query import read_query
from tests.factories.listing import Listed, listed_plan

Ask = Callable[[str], ActionList]


@pytest.fixture
def plan(db: None) -> Listed:  # noqa: ARG001 - asks for the database
    """See ``tests.factories.listing``."""
    return listed_plan()


@pytest.fixture
def ask(plan: Listed) -> Ask:
    """The list of an address' own part."""

    def answer(address: str) -> ActionList:
        query, _ = read_query(parse_qs(address))
        return action_list(plan.convention, plan.by, query)

    return answer


def titles(found: ActionList) -> list[str]:
    """The titles of the rows, as listed."""
    return [row.title for group in found.groups for row in group.rows]
