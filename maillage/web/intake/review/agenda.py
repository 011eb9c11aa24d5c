"""The doubts as a list to go through: which one is next, and those of one reason told as one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.text import Truncator

from maillage.intake.proposal.nearness import nearest
from maillage.intake.proposal.parts import FIELDS, TITLE
from maillage.kernel.french import plural
from maillage.web.shell.requests import whole_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict

    from maillage.intake.proposal.parts import Fiche, Proposal, Question

#: Lines of the list shown at once, and doubts of one reason; the others wait behind a link.
MOST_TOPICS = 15
MOST_ALIKE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """A doubt with the fiche and the name of the field that it is about, when known.

    ``beside``: what the fiche says instead, when its text is not in it.
    """

    question: Question
    fiche: Fiche | None
    label: str
    beside: str

    @property
    def ref(self) -> str:
        """The fiche in a word or two, unless the reason names it already or tells of several."""
        ref = self.fiche.ref if self.fiche else ""
        if not self.question.text or (
            ref and (self.question.reason.startswith(f"{ref} ") or ref in self.question.asks.split())
        ):
            return ""
        return self.name

    @property
    def name(self) -> str:
        """The fiche in a word or two; nothing without fiche."""
        if self.fiche is None:
            return ""
        ref = self.fiche.ref
        # A bare number would read as part of the sentence.
        named = f"Fiche {ref}" if ref.isdigit() else ref
        return named or f"«\u00a0{Truncator(self.fiche.title).chars(40)}\u00a0»"

    @property
    def offers_its_words(self) -> bool:
        """Whether its words are among its readings: they need not be shown, nor kept, a second time."""
        question = self.question
        return self.takes_options and (question.is_title or question.text in question.options)

    @property
    def readings(self) -> list[tuple[str, str]]:
        """Each reading with how it is shown: several points are numbered, one a line."""
        return [(option, _numbered(option.split("\n"))) for option in self.question.options]

    @property
    def takes_options(self) -> bool:
        """Whether it can be answered by one of its readings: there is a place for that reading."""
        question = self.question
        known = question.placed or question.is_title or (self.fiche is not None and bool(self.beside))
        return bool(question.options) and known


def _numbered(points: list[str]) -> str:
    if len(points) == 1:
        return points[0]
    return "\n".join(f"{at}.\u00a0{point}" for at, point in enumerate(points, 1))


@dataclass(frozen=True, slots=True)
class Topic:
    """One line of the list: a doubt, or the open doubts of one reason. ``members`` are those shown."""

    questions: Sequence[Question]
    members: Sequence[Asked]
    is_group: bool
    is_open: bool
    is_unfolded: bool

    @property
    def first(self) -> Question:
        """The doubt that stands for it."""
        return self.questions[0]

    @property
    def count(self) -> int:
        """How many doubts are open."""
        return len(self.questions)

    @property
    def fiches(self) -> str:
        """« 28 fiches », or nothing when it is about none."""
        count = len({question.fiche for question in self.questions if question.fiche})
        return plural(count, "fiche") if count else ""


class Agenda:
    """The doubts of ``proposal`` as the address ``query`` shows them."""

    def __init__(self, proposal: Proposal, query: QueryDict) -> None:
        self._proposal = proposal
        self._query = query

    def _number(self, name: str) -> int:
        return whole_number(self._query.get(name)) or 0

    @property
    def total(self) -> int:
        """How many doubts the reading had."""
        return len(self._proposal.questions)

    @cached_property
    def open_questions(self) -> list[Question]:
        """The doubts nobody answered."""
        return self._proposal.open_questions

    @cached_property
    def answered(self) -> list[Question]:
        """The doubts that were answered."""
        return [question for question in self._proposal.questions if not question.is_open]

    @cached_property
    def current(self) -> Question | None:
        """The doubt to answer now: the one asked for, or the next one still open."""
        wanted = self._number("doute") or self._number("apres") + 1
        after = (question for question in self.open_questions if question.number >= wanted)
        return next(after, None) or next(iter(self.open_questions), None)

    @property
    def _goes_on(self) -> bool:
        """Whether the current doubt was asked for, or follows one of the same reason: its group unfolds."""
        if self._query.get("doute"):
            return True
        before = self._number("apres")
        if not self.current or not 1 <= before <= self.total:
            return False
        return self._proposal.questions[before - 1].reason == self.current.reason

    @property
    def points_at_one(self) -> bool:
        """Whether one doubt is shown, and not a closed group."""
        return self.current is not None and (not self.current.in_group or self._goes_on)

    @cached_property
    def topics(self) -> list[Topic]:
        """The lines around the current one; all of them when asked."""
        lines: list[list[Question]] = []
        for _, alike in groupby(self.open_questions, lambda each: each.in_group and each.reason):
            questions = list(alike)
            lines += [questions] if questions[0].in_group else [[question] for question in questions]
        if self._query.get("doutes") != "tous":
            at = next((n for n, line in enumerate(lines) if self.current in line), 0)
            first = max(0, min(at - 2, len(lines) - MOST_TOPICS))
            lines = lines[first : first + MOST_TOPICS]
        return [self._topic(line) for line in lines]

    @property
    def shown(self) -> int:
        """How many open doubts the lines stand for."""
        return sum(topic.count for topic in self.topics)

    def _topic(self, line: list[Question]) -> Topic:
        is_open = self.current in line
        is_group = line[0].in_group
        is_unfolded = is_open and is_group and self._goes_on
        members = line
        if is_unfolded and self.current:
            first = max(0, min(line.index(self.current) - 2, len(line) - MOST_ALIKE))
            members = line[first : first + MOST_ALIKE]
        elif is_group:
            members = []
        return Topic(line, [self._asked(each) for each in members], is_group, is_open, is_unfolded)

    def _asked(self, question: Question) -> Asked:
        fiche = self._proposal.fiches.get(question.fiche)
        part = fiche.fields.get(question.field) if fiche else None
        label = "Titre" if question.field == TITLE else FIELDS.get(question.field, "")
        near = nearest(part.points, question.text) if part and not question.placed else None
        return Asked(question, fiche, label, near.text if near else "")

    @property
    def proposals(self) -> int:
        """How many open doubts have a reading that can be taken at once."""
        return sum(question.has_proposal for question in self.open_questions)

    @property
    def left(self) -> str:
        """« Il reste 5 doutes »."""
        if not self.total:
            return "Aucun doute"
        if not self.open_questions:
            return "Plus aucun doute"
        return f"Il reste {plural(len(self.open_questions), 'doute')}"

    @property
    def lifted(self) -> str:
        """« 9 levés sur 14 »."""
        return f"{plural(len(self.answered), 'levé')} sur {self.total}"

    @property
    def remaining(self) -> str:
        """What the open doubts become if the plan is accepted now."""
        tied = sum(bool(question.fiche) for question in self.open_questions)
        if not tied:
            return ""
        verb = "restera signalé sur sa fiche" if tied == 1 else "resteront signalés sur les fiches"
        return f"{plural(tied, 'doute')} {verb}"
