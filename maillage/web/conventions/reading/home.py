"""What the home page says: a headline, things to do, the plan by state, who is silent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from maillage.conventions.enums import Status
from maillage.conventions.selectors.filters import LOOKS, is_silent
from maillage.intake.enums import ImportState
from maillage.kernel.french import NBSP, day, plural
from maillage.web.components import states
from maillage.web.conventions.reading.quotes import quoted
from maillage.web.shell.context import link

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from maillage.conventions.models import Campaign, Convention
    from maillage.conventions.selectors import ActionRow, PlanTree
    from maillage.intake.models import Import
    from maillage.journal.models import Entry
    from maillage.web.conventions.reading.history import Told

NUMBERS = ("", "Une chose vous attend", "Deux", "Trois", "Quatre", "Cinq", "Six", "Sept", "Huit", "Neuf")
MOST_NAMED = 3
MOST_SILENT = 5
SILENT = "sans nouvelles depuis six mois"
LOOK_WORDS = {
    "bloquees": ("action bloquée attend une décision", "actions bloquées attendent une décision", "Voir"),
    "echeance-passee": ("action a dépassé son échéance", "actions ont dépassé leur échéance", "Voir"),
    "sans-pilote": ("action n’a pas de pilote", "actions n’ont pas de pilote", "Désigner"),
    "sans-nouvelles": (f"action est {SILENT}", f"actions sont {SILENT}", "Voir"),
    "sans-indicateur": ("action n’a pas d’indicateur", "actions n’ont pas d’indicateur", "Compléter"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """An action named in a task."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits: a sentence, the first actions concerned, where to go."""

    title: str
    named: list[Named]
    more: int
    said: str
    button: str
    url: str


@dataclass(frozen=True, slots=True)
class Silence:
    """An action that nobody wrote on for long."""

    name: str
    url: str
    pilots: str
    since: str


@dataclass(frozen=True, slots=True)
class Move:
    """A recent change: a state that became another, or a sentence."""

    told: Told
    url: str
    before: str
    after: str


def started(tree: PlanTree) -> int:
    """How many actions are under way or done: neither to come nor given up."""
    return tree.total - tree.statuses[Status.TO_COME] - tree.statuses[Status.ABANDONED]


def kept(tree: PlanTree) -> int:
    """What the started ones are counted out of: every action that is not given up."""
    return tree.total - tree.statuses[Status.ABANDONED]


def headline(count: int, tree: PlanTree, *, coordinates: bool) -> str:
    """The sentence that the page opens on."""
    if not coordinates or not tree.total:
        begun = started(tree)
        if not tree.total:
            return "Le plan attend sa première action"
        verb = "sont engagées" if begun > 1 else "est engagée"
        return f"{plural(begun, 'action')} sur {kept(tree)} {verb}"
    if count == 0:
        return "Rien ne vous attend\u00a0: tout est à jour"
    if count == 1:
        return NUMBERS[1]
    number = NUMBERS[count] if count < len(NUMBERS) else str(count)
    return f"{number} choses vous attendent"


def _review(convention: Convention, one: Import) -> Task:
    waits = one.state == ImportState.READY
    name = one.file.name if one.file else "Un document"
    stage = "est lu\u00a0: à vous de relire" if waits else "est en cours de lecture"
    return Task(
        title=f"{quoted(name)} {stage}",
        named=[],
        more=0,
        said=f"Déposé le {day(one.created_at)}. Rien n’est écrit dans le plan avant votre accord.",
        button="Relire" if waits else "Suivre",
        url=link("intake:review", convention.pk, one.pk),
    )


def _campaign(convention: Convention, one: Campaign, unread: int, expected: int) -> Task:
    late = plural(expected, "personne n’a pas encore répondu", "personnes n’ont pas encore répondu")
    due = f"réponse attendue le {day(one.due_on)}."
    return Task(
        title=plural(unread, "réponse est à lire", "réponses sont à lire") if unread else late,
        named=[],
        more=0,
        said=f"{quoted(one.name)}\u00a0: " + (f"{late}, {due}" if unread and expected else due),
        button="Lire" if unread else "Suivre",
        url=link("dashboard:campaign", convention.pk, one.pk),
    )


def tasks(
    convention: Convention, tree: PlanTree, waiting: Sequence[Import], campaigns: Iterable[Campaign] = ()
) -> list[Task]:
    """What waits, most pressing first; only what is true of this plan.

    ``campaigns``: those of ``under_way``, with ``unread`` and ``expected``.
    """
    found = [_review(convention, one) for one in waiting]
    counted = [(one, getattr(one, "unread", 0), getattr(one, "expected", 0)) for one in campaigns]
    found += [_campaign(convention, one, new, late) for one, new, late in counted if new or late]
    plan_url = reverse("conventions:plan", args=[convention.pk])
    base = reverse("conventions:action", args=[convention.pk, 0])[:-2]
    for key, (one, several, button) in LOOK_WORDS.items():
        rows = [row for row in tree.rows if LOOKS[key][1](row)]
        if not rows:
            continue
        named = [Named(f"{r.ref}{NBSP}{r.title}".strip(), f"{base}{r.pk}/") for r in rows[:MOST_NAMED]]
        title = plural(len(rows), one, several)
        url = named[0].url if len(rows) == 1 else f"{plan_url}?regard={key}"
        found.append(Task(title, named, len(rows) - len(named), "", button, url))
    return found


def legend(tree: PlanTree) -> list[tuple[str, str]]:
    """Each state met in the plan, with its count in words."""
    return [
        (status.value, f"{count} {states.CAPTIONS[status][count > 1]}")
        for status in states.ORDER
        if (count := tree.statuses[status])
    ]


def _last_word(row: ActionRow) -> datetime:
    return row.told_at or row.updated_at


def _since(row: ActionRow) -> str:
    months = max(1, (timezone.now() - _last_word(row)).days // 30)
    return f"{months} mois"


def silences(tree: PlanTree, base: str) -> list[Silence]:
    """The longest silences first."""
    rows = sorted((row for row in tree.rows if is_silent(row)), key=_last_word)
    return [
        Silence(f"{row.ref} {row.title}".strip(), f"{base}{row.pk}/", ", ".join(row.pilots), _since(row))
        for row in rows[:MOST_SILENT]
    ]


def state_moves(told: Sequence[Told], entries: Sequence[Entry]) -> list[Move]:
    """Recent changes; those of a state show both."""
    moves = []
    for one, entry in zip(told, entries, strict=True):
        before, after = "", ""
        if entry.verb == "action.updated" and "state" in entry.changes:
            before, after = (value["status"] for value in entry.changes["state"])
        same = before == after
        url = (
            reverse("conventions:action", args=[entry.convention_id, one.action_id]) if one.action_id else ""
        )
        gone = entry.verb == "action.deleted"
        moves.append(Move(one, "" if gone else url, "" if same else before, "" if same else after))
    return moves
