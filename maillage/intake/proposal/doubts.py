"""The doubts of a reading: what each one is about, and what its answer changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from maillage.intake.proposal.decisions import CORRECTED, IGNORED
from maillage.intake.proposal.folding import folded
from maillage.intake.proposal.parts import FIELDS, TITLE, Field, Point, Question
from maillage.intake.proposal.points import with_words
from maillage.kernel.text import lines_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maillage.intake.proposal.decisions import Decisions, DoubtChoice
    from maillage.intake.proposal.parts import Fiche, Proposal

#: As many doubts of one reason are shown as one.
GROUP = 3


def questions_of(document: Mapping[str, Any], proposal: Proposal) -> list[Question]:
    """The doubts, numbered from 1 in the order to answer them.

    First those that ask for a choice, then those of a reason that comes often, together,
    at last what is only said. The same document always gives the same numbers.
    """
    index = _Index(proposal)
    reasons = Counter(doubt.get("reason") or "" for doubt in document.get("warnings") or [])
    questions = []
    for number, (origin, doubt) in enumerate(_in_order(document.get("warnings") or []), 1):
        question = Question(
            number=number,
            text=doubt.get("text") or "",
            reason=doubt.get("reason") or "",
            line=doubt.get("line"),
            page=doubt.get("page"),
            origin=origin,
            asks=doubt.get("question") or "",
            options=tuple(dict.fromkeys(option for option in doubt.get("options") or [] if option.strip())),
        )
        question.in_group = reasons[question.reason] >= GROUP
        index.place(question, doubt.get("action_ref") or "", doubt.get("field") or "")
        questions.append(question)
    return questions


def _in_order(doubts: Sequence[Mapping[str, Any]]) -> list[tuple[int, Mapping[str, Any]]]:
    """The doubts in the order to answer them, each with its place in the reading."""
    reasons = [doubt.get("reason") or "" for doubt in doubts]
    times = Counter(reasons)
    first = {reason: at for at, reason in reversed(list(enumerate(reasons)))}

    def rank(numbered: tuple[int, Mapping[str, Any]]) -> tuple[bool, bool, int]:
        _, doubt = numbered
        reason = doubt.get("reason") or ""
        often = times[reason] >= GROUP
        return not doubt.get("text"), often, first[reason] if often else 0

    return sorted(enumerate(doubts), key=rank)


class _Index:
    """Where things stand: fiches by reference, fields by line."""

    def __init__(self, proposal: Proposal) -> None:
        self._fiches = proposal.fiches
        self._by_ref: dict[str, list[Fiche]] = defaultdict(list)
        self._by_line: dict[int, list[tuple[Fiche, Field]]] = defaultdict(list)
        for fiche in proposal.fiches.values():
            self._by_ref[folded(fiche.ref)].append(fiche)
            for field in fiche.fields.values():
                for point in field.points:
                    if point.line:
                        self._by_line[point.line].append((fiche, field))

    def place(self, question: Question, ref: str, field: str) -> None:
        """Find the fiche and the field that ``question`` is about."""
        here = self._by_line.get(question.line or 0, [])
        fiches = self._by_ref.get(folded(ref), []) if ref else [fiche for fiche, _ in here]
        if not fiches:
            return
        # References may come twice in a document: the line then tells which.
        near = [fiche for fiche in fiches if any(fiche is other for other, _ in here)]
        fiche = (near or fiches)[0]
        question.fiche = fiche.key
        if field == TITLE:
            question.field = field
            return
        if field not in FIELDS:
            field = next((part.key for other, part in here if other is fiche), "")
        question.field = field
        question.placed = bool(field and question.text and _find(fiche.fields[field], question.text))

    def find_again(self, question: Question) -> None:
        """Follow a placed text that left its field; it stays tied to the first one when it is nowhere."""
        for fiche, field in self._by_line.get(question.line or 0, []):
            if _find(field, question.text) is not None:
                question.fiche, question.field = fiche.key, field.key
                return


def _find(field: Field, text: str) -> Point | None:
    wanted = folded(text)
    exact = (point for point in field.points if folded(point.text) == wanted)
    inside = (point for point in field.points if wanted in folded(point.text))
    return next(exact, None) or next(inside, None)


def follow_points(proposal: Proposal) -> None:
    """Tie each doubt to the fiche and the field where what it is about now stands."""
    moved = _Index(proposal)
    for question in proposal.questions:
        fiche = proposal.standing(question.fiche)
        if fiche is None:
            continue
        question.fiche = fiche.key
        part = fiche.fields.get(question.field)
        if question.placed and part is not None and _find(part, question.text) is None:
            moved.find_again(question)


def answer(proposal: Proposal, decisions: Decisions) -> None:
    """Put the answers in ``proposal``: states of the questions, texts replaced, taken out or added."""
    for question in proposal.questions:
        question.seen = decisions.version(f"doubt:{question.number}")
        choice = decisions.doubt(question.number)
        if choice is not None:
            question.state, question.correction = choice.state, choice.text
            if choice.state == CORRECTED:
                _correct(proposal, question, choice)
            elif choice.state == IGNORED and question.placed:
                _take_out(proposal.fiches[question.fiche].fields[question.field], question.text)
        _tie(proposal, question)


def _correct(proposal: Proposal, question: Question, choice: DoubtChoice) -> None:
    fiche, field = choice.fiche, choice.field
    lines = lines_of(question.correction)
    if question.is_title:
        named = proposal.fiches[question.fiche]
        if not named.renamed:
            named.title = " ".join(question.correction.split()) or named.title
    elif question.placed:
        _replace(proposal.fiches[question.fiche].fields[question.field], question.text, lines)
    elif fiche in proposal.fiches and field in FIELDS:
        target = proposal.fiches[fiche].fields[field]
        question.fiche, question.field = fiche, field
        if choice.instead:
            _replace(target, choice.instead, lines)
        elif not target.corrected:
            target.points.extend(Point(line, question.line, question.page) for line in lines)


def _replace(field: Field, text: str, lines: list[str]) -> None:
    """Put ``lines`` where ``text`` stands; a field that was rewritten as a whole stays as it is."""
    point = None if field.corrected else _find(field, text)
    if point is None:
        return
    at = field.points.index(point)
    whole = point.text
    new = lines if folded(whole) == folded(text) else [whole.replace(text, "\n".join(lines))]
    field.points[at : at + 1] = [with_words(field.key, point, line) for line in new if line]


def _take_out(field: Field, text: str) -> None:
    _replace(field, text, [])


def _tie(proposal: Proposal, question: Question) -> None:
    """Show an open question on its fiche; one that no longer matters counts as answered."""
    fiche = proposal.fiches.get(question.fiche)
    if fiche is None or not question.is_open:
        return
    part = fiche.fields.get(question.field)
    if not proposal.is_kept(fiche):
        question.state = IGNORED
    elif part is not None and part.corrected:
        question.state = CORRECTED
    else:
        fiche.doubts.append(question.number)
        if part is not None:
            part.doubts.append(question.number)
