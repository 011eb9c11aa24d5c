"""A convention with four full fiches, and what a returned file says of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from maillage.accounts.enums import Role
from maillage.accounts.models import User
from maillage.conventions.models import Action, Convention
from maillage.intake.workbook.returned import Returned, read_returned
from tests.factories.conventions import ConventionFactory, member
from tests.factories.workbooks import Edited, fill_plan

Compare = Callable[[bytes], Returned]


@pytest.fixture
def convention(db: None) -> Convention:  # noqa: ARG001 - asks for the database
    """Axe, Objectif, Action."""
    return ConventionFactory.create()


@pytest.fixture
def coordinator(convention: Convention) -> User:
    """Coordinates ``convention``."""
    return member(convention, Role.COORDINATION, full_name="Inès Morvan")


@pytest.fixture
def actions(convention: Convention, coordinator: User) -> list[Action]:
    """Four full fiches."""
    return fill_plan(convention, coordinator)


@pytest.fixture
def edited(actions: list[Action], convention: Convention, coordinator: User) -> Edited:  # noqa: ARG001 - the plan first
    """The workbook of the plan, to change."""
    return Edited(convention, coordinator)


@pytest.fixture
def compare(convention: Convention, coordinator: User) -> Compare:
    """What a file would change now."""

    def read(data: bytes) -> Returned:
        name = "plan.xlsx" if data.startswith(b"PK") else "feuille.csv"
        return read_returned(convention=convention, data=data, name=name, by=coordinator)

    return read
