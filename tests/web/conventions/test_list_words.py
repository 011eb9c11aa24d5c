"""The words of a list are looked for in messages and documents too, as far as the person may read them."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from maillage.accounts.enums import Role
from maillage.accounts.models import User
from maillage.conventions.enums import Visibility
from maillage.conventions.models import Convention
from maillage.conventions.operations.comments import add_comment
from maillage.conventions.operations.documents import attach_document, keep_text
from tests.factories.conventions import ActionFactory, ConventionFactory, member
from tests.factories.listing import Listed, listed_plan
from tests.web.testing import PageClient, text_of


@pytest.fixture
def plan(db: None) -> Listed:  # noqa: ARG001 - asks for the database
    """See ``tests.factories.listing``: a message on the guide, a document on the crèche."""
    plan = listed_plan()
    add_comment(action=plan.guide, text="Le parquet est refait.", by=plan.by)
    document = attach_document(
        action=plan.creche,
        data=b"%PDF-1.4 essai",
        name="bail.pdf",
        by=plan.by,
        visibility=Visibility.COORDINATION,
    )
    keep_text(document_id=document.pk, words="Loyer de quatre cents euros")
    return plan


@pytest.fixture
def second(plan: Listed) -> Convention:
    """Another convention of the coordinator, with one fiche."""
    convention = ConventionFactory.create(name="Autre val")
    ActionFactory.create(convention=convention, title="Refaire un parquet")
    plan.by.memberships.create(workspace=convention.workspace, role=Role.READING)
    return convention


def reader(*conventions: Convention) -> User:
    """Somebody who only reads ``conventions``."""
    user = member(conventions[0], Role.READING)
    for convention in conventions[1:]:
        user.memberships.create(workspace=convention.workspace, role=Role.READING)
    return user


def titles(answer: Any) -> list[str]:
    """The actions of a file, whose title stands after the reference."""
    text = b"".join(answer).decode("utf-8-sig")
    heading, *rows = csv.reader(io.StringIO(text), delimiter=";")
    return sorted(row[heading.index("Action")] for row in rows)


@pytest.mark.parametrize(("word", "title"), [("parquet", "Écrire un guide"), ("loyer", "Ouvrir une crèche")])
def test_the_list_and_its_file_find_messages_and_documents(
    page: PageClient, plan: Listed, word: str, title: str
) -> None:
    page.force_login(plan.by)
    base = f"/c/{plan.convention.pk}/plan/liste/"
    assert f"{title}" in text_of(page.get(f"{base}?q={word}"))
    assert titles(page.get(f"{base}export.csv?q={word}")) == [title]


def test_the_file_of_every_convention_finds_them_in_each(
    page: PageClient, plan: Listed, second: Convention
) -> None:
    page.force_login(plan.by)
    assert second.name
    assert titles(page.get("/actions.csv?q=parquet")) == ["Refaire un parquet", "Écrire un guide"]
    assert titles(page.get("/actions.csv?q=parquet+refait")) == ["Écrire un guide"]
    assert titles(page.get("/actions.csv?q=loyer")) == ["Ouvrir une crèche"]
    assert titles(page.get("/actions.csv?q=zzz")) == []


def test_a_document_that_is_not_theirs_finds_nothing(
    page: PageClient, plan: Listed, second: Convention
) -> None:
    page.force_login(reader(plan.convention, second))
    assert titles(page.get("/actions.csv?q=parquet")) == ["Refaire un parquet", "Écrire un guide"]
    for address in (f"/c/{plan.convention.pk}/plan/liste/export.csv?q=loyer", "/actions.csv?q=loyer"):
        assert titles(page.get(address)) == []


def test_many_words_are_no_burden(page: PageClient, plan: Listed, second: Convention) -> None:
    page.force_login(plan.by)
    words = "+".join(f"a{number}" for number in range(40))
    assert second.name
    assert titles(page.get(f"/actions.csv?q={words}")) == []
