"""Keeping the index of the search: what each write leaves for it to find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from maillage.conventions.models import Action, Comment, SearchEntry
from maillage.conventions.search import COMMENT, DOCUMENT, SECTION, indexed
from maillage.conventions.sections import ROWS, SECTIONS
from maillage.conventions.wording import Names, lines_of_section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.conventions.models import ActionDocument

BATCH = 200
_NOT_READ = frozenset({"links"})


def index_section(action: Action, section: str) -> None:
    """What the search finds in a section just written (two queries)."""
    if section not in _NOT_READ:
        _put(action, SECTION, section, _text(action, section, Names(action.convention)))


def index_sections(written: Iterable[tuple[Action, str]]) -> None:
    """The same for many sections at once: a query for what they say, one for each section emptied."""
    names: dict[int, Names] = {}
    entries: list[SearchEntry] = []
    emptied: dict[str, list[int]] = {}
    for action, section in written:
        if section in _NOT_READ:
            continue
        known = names.get(action.convention_id) or Names(action.convention)
        names[action.convention_id] = known
        if text := _text(action, section, known):
            entries.append(_entry(action, SECTION, section, text))
        else:
            emptied.setdefault(section, []).append(action.pk)
    for section, pks in emptied.items():
        SearchEntry.objects.filter(action__in=pks, kind=SECTION, key=section).delete()
    _write(entries)


def index_actions(actions: Iterable[Action]) -> None:
    """Every section of new actions, in one query; ``actions`` come with their rows."""
    entries = []
    for action in actions:
        names = Names(action.convention)
        texts = ((key, _text(action, key, names)) for key in SECTIONS if key not in _NOT_READ)
        entries += [_entry(action, SECTION, key, text) for key, text in texts if text]
    SearchEntry.objects.bulk_create(entries, batch_size=500)


def index_comment(comment: Comment) -> None:
    """A message just written, changed, taken away or put back."""
    gone = comment.deleted_at is not None
    _put(comment.action, COMMENT, str(comment.pk), "" if gone else comment.text)


def index_document(document: ActionDocument) -> None:
    """A document just left, read, renamed, taken away or put back."""
    gone = document.deleted_at is not None
    text = "" if gone else f"{document}\n{document.text}"
    _put(document.action, DOCUMENT, str(document.pk), text)


def rebuild_index() -> int:
    """Write the whole index again, fiche by fiche so that people search meanwhile; how many it holds."""
    count = 0
    actions = Action.everything.select_related("convention").prefetch_related(
        *ROWS, "comments", "documents__file"
    )
    for action in actions.iterator(chunk_size=BATCH):
        _rebuild(action)
        count += 1
    return count


@transaction.atomic
def _rebuild(action: Action) -> None:
    SearchEntry.objects.filter(action=action).delete()
    index_actions([action])
    for comment in action.comments.all():
        index_comment(comment)
    for document in action.documents.all():
        index_document(document)


def _text(action: Action, section: str, names: Names) -> str:
    """The lines of a section; the state counts by its news, the title without its labels."""
    if section == "identity":
        return "\n".join(filter(None, (action.ref, action.title, action.fiche_title)))
    value = SECTIONS[section].read(action)
    if section == "state":
        words = (
            value["news"],
            value.get("difficulty_note"),
            value.get("help_needed"),
            value.get("next_step"),
        )
        return "\n".join(filter(None, words))
    if section == "steps":
        return "\n".join(row["text"] for step in value for row in (step, *step["substeps"]))
    if section == "people":
        return "\n".join(row["label"] for kind in ("pilots", "partners") for row in value[kind])
    if section == "indicators":
        return "\n".join(row["label"] for row in value)
    return "\n".join(lines_of_section(section, value, names))


def _entry(action: Action, kind: str, key: str, text: str) -> SearchEntry:
    words = indexed(action.convention_id, text)
    return SearchEntry(
        convention_id=action.convention_id, action=action, kind=kind, key=key, text=text, words=words
    )


def _put(action: Action, kind: str, key: str, text: str) -> None:
    if not text:
        SearchEntry.objects.filter(action=action, kind=kind, key=key).delete()
        return
    _write([_entry(action, kind, key, text)])


def _write(entries: list[SearchEntry]) -> None:
    SearchEntry.objects.bulk_create(
        entries,
        batch_size=500,
        update_conflicts=True,
        update_fields=["text", "words"],
        unique_fields=["action", "kind", "key"],
    )
