"""What the reviewer decides, kept between visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from maillage.intake.errors import InvalidDecisionError, StaleDecisionError
from maillage.intake.operations.acts import keep, reviewed
from maillage.intake.operations.telling import told
from maillage.intake.proposal import propose
from maillage.intake.proposal.decisions import (
    ACCEPTED,
    ANSWERS,
    CORRECTED,
    Decisions,
    DoubtChoice,
    FicheChoice,
    FieldChoice,
    NewFiche,
    NewNode,
    NodeChoice,
    SplitChoice,
)
from maillage.intake.proposal.draft import LONGEST_REF, LONGEST_TITLE
from maillage.intake.proposal.parts import FIELDS
from maillage.kernel.french import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from maillage.accounts.models import User
    from maillage.intake.models import Import
    from maillage.intake.proposal.decisions import Choice
    from maillage.intake.proposal.parts import Proposal, Question

LONGEST_TEXT = 60_000


@transaction.atomic
def decide(*, import_: Import, target: str, choice: Choice | None, seen: int, by: User) -> Import:
    """Keep one decision on ``target`` (see ``proposal.decisions``); ``None`` takes it back.

    ``seen`` is the version of that target that the person had on screen. Raises
    StaleDecisionError when somebody decided otherwise since, InvalidDecisionError with a
    sentence when it cannot be followed.
    """
    current = reviewed(import_, by)
    decisions = Decisions(current.decisions)
    if decisions.version(target) != seen:
        if decisions.holds(target, choice):
            return current
        raise StaleDecisionError(decisions.version(target), decisions.raw(target))
    proposal = propose(current.document or {}, decisions)
    _check(proposal, target, choice)
    keep(current, {target: choice}, what=told(proposal, target, choice), by=by)
    return current


@transaction.atomic
def accept_doubts(*, import_: Import, like: int | None = None, by: User) -> list[int]:
    """Say that the doubts still open were read right; their numbers.

    ``like`` is the number of one of them: only those of the same reason are meant.
    """
    current = reviewed(import_, by)
    opened = propose(current.document or {}, Decisions(current.decisions)).open_questions
    if like is not None:
        reasons = {question.reason for question in opened if question.number == like}
        opened = [question for question in opened if question.reason in reasons]
    numbers = [question.number for question in opened]
    _answer_all(current, numbers, DoubtChoice(ACCEPTED), by)
    return numbers


@transaction.atomic
def accept_these(*, import_: Import, numbers: Iterable[int], by: User) -> int:
    """Say that these doubts were read right, those of them that are open; how many."""
    current = reviewed(import_, by)
    opened = propose(current.document or {}, Decisions(current.decisions)).open_questions
    wanted = set(numbers)
    found = [question.number for question in opened if question.number in wanted]
    if not found:
        raise InvalidDecisionError("Choisissez d’abord des doutes encore ouverts.")
    _answer_all(current, found, DoubtChoice(ACCEPTED), by)
    return len(found)


@transaction.atomic
def accept_proposals(*, import_: Import, by: User) -> int:
    """Take the likeliest reading of every open doubt that offers some, in one act; how many."""
    current = reviewed(import_, by)
    opened = propose(current.document or {}, Decisions(current.decisions)).open_questions
    offering = [question for question in opened if question.has_proposal]
    if not offering:
        raise InvalidDecisionError("Aucun doute n’offre plus de proposition.")
    keep(
        current,
        {f"doubt:{each.number}": _proposed(each) for each in offering},
        what=plural(len(offering), "proposition acceptée", "propositions acceptées"),
        by=by,
    )
    return len(offering)


def _proposed(question: Question) -> DoubtChoice:
    likeliest = question.options[0]
    as_read = question.placed and likeliest == question.text
    return DoubtChoice(ACCEPTED) if as_read else DoubtChoice(CORRECTED, likeliest)


@transaction.atomic
def reopen_doubts(*, import_: Import, numbers: Iterable[int], by: User) -> int:
    """Take back the answers that :func:`accept_doubts` gave to ``numbers``; how many there were.

    One that was answered otherwise since keeps its answer.
    """
    current = reviewed(import_, by)
    decisions = Decisions(current.decisions)
    accepted = DoubtChoice(ACCEPTED)
    taken = [number for number in numbers if decisions.doubt(number) == accepted]
    _answer_all(current, taken, None, by)
    return len(taken)


def _answer_all(current: Import, numbers: Sequence[int], choice: DoubtChoice | None, by: User) -> None:
    if numbers:
        said = plural(len(numbers), "doute gardé tel quel", "doutes gardés tels quels")
        what = said if choice else plural(len(numbers), "doute rouvert", "doutes rouverts")
        keep(current, {f"doubt:{number}": choice for number in numbers}, what=what, by=by)


def _check(proposal: Proposal, target: str, choice: Choice | None) -> None:
    kind, _, key = target.partition(":")
    known = {
        "doubt": [str(question.number) for question in proposal.questions],
        "node": list(proposal.nodes),
        "fiche": list(proposal.fiches),
        "field": [f"{fiche}:{field}" for fiche in proposal.fiches for field in FIELDS],
    }.get(kind, [])
    if key not in known:
        raise InvalidDecisionError("Cet élément n’est pas dans le document.")
    if isinstance(choice, DoubtChoice):
        _check_answer(proposal, int(key), choice)
    elif isinstance(choice, NodeChoice | FicheChoice):
        check_name(choice)
        check_parent(proposal, choice.parent or "", key if isinstance(choice, NodeChoice) else "")
    elif isinstance(choice, FieldChoice) and len(choice.text) > LONGEST_TEXT:
        raise InvalidDecisionError("Ce texte est trop long pour une rubrique. Raccourcissez-le.", "text")


def _check_answer(proposal: Proposal, number: int, choice: DoubtChoice) -> None:
    if choice.state not in ANSWERS:
        raise InvalidDecisionError("Choisissez une réponse à ce doute.")
    if choice.state != CORRECTED:
        return
    if not choice.text.strip():
        raise InvalidDecisionError("Écrivez le texte juste, ou retirez ce passage du plan.", "text")
    question = proposal.questions[number - 1]
    known = question.placed or question.is_title
    if not known and (choice.fiche not in proposal.fiches or choice.field not in FIELDS):
        raise InvalidDecisionError("Choisissez la fiche et la rubrique où ranger ce texte.", "fiche")
    if choice.instead and choice.instead not in _words_of(proposal, choice):
        raise InvalidDecisionError("Le texte à remplacer a changé depuis. Relisez la fiche.", "text")


def _words_of(proposal: Proposal, choice: DoubtChoice) -> list[str]:
    fiche = proposal.fiches.get(choice.fiche)
    return [point.text for point in fiche.fields[choice.field].points] if fiche else []


def check_parent(proposal: Proposal, parent: str, branch: str = "") -> None:
    """Refuse a branch that is not there, or that hangs from ``branch``, which is to hang from it."""
    if parent and parent not in proposal.nodes:
        raise InvalidDecisionError("Choisissez une branche du plan.", "parent")
    if branch and any(above.key == branch for above in proposal.above(parent)):
        raise InvalidDecisionError("Une branche ne se range pas sous elle-même.", "parent")


def check_name(choice: NodeChoice | FicheChoice | NewNode | NewFiche | SplitChoice) -> None:
    """Refuse a title or a reference that a plan cannot hold, with a sentence."""
    if not choice.title.strip():
        raise InvalidDecisionError("Donnez un titre.", "title")
    if len(choice.title) > LONGEST_TITLE:
        raise InvalidDecisionError(
            f"Ce titre est trop long\u00a0: {LONGEST_TITLE} caractères au plus.", "title"
        )
    if len(choice.ref) > LONGEST_REF:
        raise InvalidDecisionError(
            f"Cette référence est trop longue\u00a0: {LONGEST_REF} caractères au plus.", "ref"
        )
