"""Writing in the journal. Every operation of every domain ends here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from maillage.journal.models import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Actor(Protocol):
    """Whoever writes: a saved user."""

    @property
    def pk(self) -> Any: ...

    def get_full_name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Subject:
    """The object written: its type (``action``), its id, its name for people."""

    type: str
    id: int
    label: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What an operation tells the journal; ``changes`` maps a field to (before, after)."""

    verb: str
    subject: Subject
    convention_id: int | None = None
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    details: Mapping[str, Any] = field(default_factory=dict)


def _entry(fact: Fact, by: Actor | None, undoes: Entry | None = None, actor_name: str = "") -> Entry:
    return Entry(
        actor_id=by.pk if by else None,
        actor_name=(actor_name or (by.get_full_name() if by else "Maillage"))[:200],
        convention_id=fact.convention_id,
        verb=fact.verb,
        subject_type=fact.subject.type,
        subject_id=fact.subject.id,
        subject_label=fact.subject.label[:500],
        changes={name: list(pair) for name, pair in fact.changes.items()},
        details=dict(fact.details),
        undoes=undoes,
    )


def record(fact: Fact, *, by: Actor | None, undoes: Entry | None = None, actor_name: str = "") -> Entry:
    """Write one entry, inside the caller's transaction. ``undoes`` is the entry taken back.

    ``actor_name`` names somebody who has no account, such as a pilot who answers by link.
    """
    entry = _entry(fact, by, undoes, actor_name)
    entry.save(force_insert=True)
    return entry


def record_many(
    facts: Sequence[Fact], *, by: Actor | None, undoes: Sequence[Entry | None] | None = None
) -> list[Entry]:
    """Write many entries in one query, as an import does. ``undoes``: what each takes back."""
    undone = undoes or [None] * len(facts)
    entries = [_entry(fact, by, one) for fact, one in zip(facts, undone, strict=True)]
    return Entry.objects.bulk_create(entries, batch_size=500)
