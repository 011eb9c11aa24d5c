"""Many sections written at once say, keep and find what each would written alone."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.accounts.enums import Role
from maillage.accounts.models import User
from maillage.conventions.errors import NotUndoableError
from maillage.conventions.listing.bulk import apply_change
from maillage.conventions.models import Action, Convention, SearchEntry
from maillage.conventions.operations import FicheEdit, apply_edits, import_plan, save_section, undo
from maillage.conventions.sections import SECTIONS
from maillage.journal.models import Entry
from tests.factories.conventions import ConventionFactory, member, rich_draft


@pytest.fixture
def coordinator(db: None) -> User:  # noqa: ARG001 - asks for the database
    """Coordinates a convention of four full fiches."""
    convention = ConventionFactory.create()
    by = member(convention, Role.COORDINATION)
    import_plan(convention=convention, draft=rich_draft(2, 2), batch=uuid4(), by=by)
    return by


@pytest.fixture
def actions(coordinator: User) -> list[Action]:
    """The four fiches."""
    return list(Action.objects.visible_to(coordinator).order_by("pk"))


def told(action: Action) -> dict[str, Any]:
    """All that a write leaves: the fiche, the filter, the index, the journal."""
    action.refresh_from_db()
    entries = Entry.objects.filter(subject_type="action", subject_id=action.pk, verb="action.updated")
    rows = SearchEntry.objects.filter(action=action).order_by("kind", "key")
    return {
        "sections": {
            key: part.said(part.read(action)) for key, part in SECTIONS.items() if key != "identity"
        },
        "version": action.version,
        "words": set(action.search.split()) - {action.ref},
        "told": action.told_at is not None,
        "index": [(row.kind, row.key, row.text) for row in rows if row.key != "identity"],
        "journal": [(list(entry.changes), sorted(entry.details)) for entry in entries.order_by("pk")],
    }


def changed_sections(action: Action) -> dict[str, Any]:
    """A scalar, an emptied text, rows that change, come and go."""
    steps = SECTIONS["steps"].read(action)
    return {
        "state": {**SECTIONS["state"].read(action), "news": "Tout est prêt.", "progress": 80},
        "context": [],
        "steps": [{**steps[1], "text": "Embaucher"}, {**steps[0], "key": "", "text": "Inaugurer"}],
        "people": {"pilots": [{"label": "Service jeunesse"}], "partners": [], "communes": []},
        "indicators": [],
    }


def test_many_sections_at_once_leave_what_each_alone_would(actions: list[Action], coordinator: User) -> None:
    alone, *others = actions
    for section, value in changed_sections(alone).items():
        save_section(action=alone, section=section, value=value, version=None, by=coordinator)
    edits = [FicheEdit(one, one.version, changed_sections(one)) for one in others]
    entry = apply_edits(convention=alone.convention, edits=edits, batch=uuid4(), by=coordinator)
    assert entry is not None
    assert len(entry.details["entries"]) == 3 * 5
    wanted = told(alone)
    assert "embaucher" in wanted["words"]
    assert [told(one) for one in others] == [wanted] * 3


def test_taking_them_back_leaves_everything_as_it_was(actions: list[Action], coordinator: User) -> None:
    before = [told(one) for one in actions]
    edits = [FicheEdit(one, one.version, changed_sections(one)) for one in actions]
    entry = apply_edits(convention=actions[0].convention, edits=edits, batch=uuid4(), by=coordinator)
    assert entry is not None
    undone = undo(entry=entry, by=coordinator)
    after = [told(one) for one in actions]
    for name in ("sections", "words", "told", "index"):
        assert [one[name] for one in after] == [one[name] for one in before]
    assert Entry.objects.filter(undoes__in=entry.details["entries"]).count() == 20
    undo(entry=undone, by=coordinator)
    assert [told(one)["sections"]["context"] for one in actions] == [[]] * 4


def test_one_fiche_changed_since_keeps_them_all_and_is_named(
    actions: list[Action], coordinator: User
) -> None:
    picked = {one.pk: one.version for one in actions}
    convention = actions[0].convention
    entry = apply_change(
        convention=convention, change="etat", typed="realisee", picked=picked, by=coordinator
    )
    assert entry is not None
    state = {**SECTIONS["state"].read(actions[2]), "news": "Depuis."}
    save_section(action=actions[2], section="state", value=state, version=None, by=coordinator)
    with pytest.raises(NotUndoableError, match=rf"^{actions[2]} : .* Rien n’est annulé"):
        undo(entry=entry, by=coordinator)
    assert Action.objects.filter(status="realisee").count() == 3


def _queries(
    convention: Convention, coordinator: User, change: str = "etat", typed: str = "realisee"
) -> tuple[int, int]:
    picked = {one.pk: one.version for one in Action.objects.filter(convention=convention)}
    with CaptureQueriesContext(connection) as written:
        entry = apply_change(convention=convention, change=change, typed=typed, picked=picked, by=coordinator)
    assert entry is not None
    with CaptureQueriesContext(connection) as undone:
        undo(entry=entry, by=coordinator)
    return len(written), len(undone)


def test_a_state_given_to_thirty_fiches_asks_as_much_as_to_four(coordinator: User) -> None:
    convention = Convention.objects.get()
    few = _queries(convention, coordinator)
    import_plan(convention=convention, draft=rich_draft(2, 13), batch=uuid4(), by=coordinator)
    many = _queries(convention, coordinator)
    assert all(more <= less + 3 for more, less in zip(many, few, strict=True))


def test_a_pilot_or_a_theme_given_to_more_fiches_asks_one_query_more_for_each(coordinator: User) -> None:
    convention = Convention.objects.get()
    theme = convention.themes.create(name="Mobilité", position=99)
    asked = (("pilote-plus", "Médiathèque"), ("theme-plus", str(theme.pk)))
    few = [_queries(convention, coordinator, *one) for one in asked]
    more = 26
    import_plan(convention=convention, draft=rich_draft(2, 13), batch=uuid4(), by=coordinator)
    many = [_queries(convention, coordinator, *one) for one in asked]
    grown = [
        after - before for pair in zip(many, few, strict=True) for after, before in zip(*pair, strict=True)
    ]
    assert all(number <= more + 4 for number in grown)
