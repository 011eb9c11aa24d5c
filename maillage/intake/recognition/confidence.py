"""How sure the reading is of each item: the signs of a misreading, and how often each one meant it.

The model is a table. Each sign is something that anybody can see in the reading (a line that comes
back in many fiches like a heading, a calendar without any date…). Its rate is how often the items
that bear it were right on the annotated documents, rounded, and never above 0.8: whatever bears a
sign is worth a look. An item has the rate of its worst sign, and 0.98 without any. ``python -m
tools.score --reliability`` measures again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from maillage.intake.readers.blocks import Source
from maillage.intake.recognition.document import (
    Action,
    Instance,
    Milestone,
    Node,
    PlanDocument,
    Role,
    Step,
)
from maillage.intake.recognition.fiches.fiche import Fiche
from maillage.intake.recognition.plan import Assembled
from maillage.intake.recognition.signs import (
    CATCHING,
    FIELDS,
    NAMES,
    Text,
    coming_back,
    nameless,
    of_document,
    of_field,
    of_item,
    of_place,
    of_title,
    of_words,
    recognised_pages,
)
from maillage.intake.recognition.words.text import fold, likeness

#: The share of items without any sign that are right.
PLAIN = 0.98
RATES: dict[str, float] = {
    "stands under a line that comes back like a heading": 0.1,
    "bears a label that comes back": 0.5,
    "speaks of money among names": 0.1,
    "is or follows an act among names": 0.2,
    "is one of many pilots": 0.2,
    "has no date in a calendar": 0.4,
    "is only a date": 0.3,
    "is a heading by itself": 0.1,
    "is said twice in its field": 0.1,
    "is a way through the contents": 0.2,
    "runs two items together": 0.1,
    "holds another heading": 0.4,
    "begins in the middle": 0.5,
    "bears the title of another fiche": 0.1,
    "stands in a document of thin fiches": 0.5,
    "is or follows capitals": 0.3,
    "is a name among sentences": 0.3,
    "is a title left empty": 0.1,
    "is in a fiche without a name": 0.1,
    "is a title that keeps a number": 0.5,
    "is the title of a part": 0.5,
    "fiche without title nor number": 0.8,
    "points without headings": 0.8,
    "stands under an unknown heading": 0.8,
    "ends in the middle": 0.5,
    "several quantities": 0.5,
    "characters recognised in a picture": 0.4,
}


#: From which confidence an item is shown as sure.
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Uncertain:
    """An item of a fiche that is not sure, and the worst of its signs."""

    action: Action
    field: str
    item: Text
    sign: str


def weigh(plan: PlanDocument, assembled: Assembled, source: Source) -> list[Uncertain]:
    """Set the confidence of every item of a reading; those of the fiches that are not sure."""
    uncertain: list[Uncertain] = []
    pictures = recognised_pages(source)
    headings, labels = coming_back(assembled.actions)
    everywhere = set(of_document(assembled))
    titles = Counter(fold(action.title) for action in assembled.actions)
    for branch, action in zip(assembled.branches, assembled.actions, strict=True):
        fiche = assembled.fiche_of.get(id(branch))
        here = everywhere | (
            {"bears the title of another fiche"} if titles[fold(action.title)] > 1 else set()
        )
        if nameless(action):
            here = here | {"is in a fiche without a name"}
        titled = rate({*of_title(action.title, action.page, pictures), *here})
        action.confidence = min(_of_fiche(action, fiche), titled)
        for name in FIELDS:
            shared = here | set(of_field(action, fiche, name))
            times = Counter(item.text for item in getattr(action, name))
            for item in getattr(action, name):
                if fold(item.text) in headings:
                    shared.add("stands under a line that comes back like a heading")
                own = {*of_item(item, name, labels), *of_place(item.page, pictures)}
                if times[item.text] > 1:
                    own.add("is said twice in its field")
                shared |= own & (CATCHING if name in NAMES else _CAPITALS)
                _set(item, own | shared)
                if item.confidence < SURE:
                    uncertain.append(Uncertain(action, name, item, min(own | shared, key=_in_table)))
    _weigh_around(plan, pictures, everywhere)
    return uncertain


#: Among sentences, only capitals tell that another section opens.
_CAPITALS = CATCHING - {"bears a label that comes back"}


def _in_table(sign: str) -> tuple[float, str]:
    return RATES[sign], sign


def _weigh_around(plan: PlanDocument, pictures: frozenset[int], everywhere: set[str]) -> None:
    for node in _walk(plan.tree):
        node.confidence = rate({*of_title(node.title, node.page, pictures), *everywhere})
    for finding in plan.diagnosis:
        _set(finding, {*of_place(finding.page, pictures), *of_words(finding.text)})
    told: list[Instance | Role | Milestone] = [*plan.governance, *plan.roles, *plan.milestones]
    for part in told:
        part.confidence = rate(of_place(part.page, pictures))


def rate(signs: Iterable[str]) -> float:
    """The confidence that signs leave: the worst of their rates."""
    return min((RATES[sign] for sign in signs), default=PLAIN)


def _set(item: Text, signs: set[str]) -> None:
    item.confidence = rate(signs)
    if isinstance(item, Step):
        for substep in item.substeps:
            substep.confidence = min(item.confidence, rate(of_words(substep.text)))


def _of_fiche(action: Action, fiche: Fiche | None) -> float:
    if fiche is not None and fiche.title is None and fiche.ref is None:
        return RATES["fiche without title nor number"]
    if fiche is not None and fiche.title and fiche.ref is None:
        return min(PLAIN, round(0.5 + 0.5 * likeness(fiche.title, action.title), 2))
    return PLAIN


def _walk(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _walk(node.children)
