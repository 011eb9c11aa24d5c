"""Reads of campaigns: the list, who answered what, and the page of the person asked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from maillage.conventions.enums import CampaignState, Status
from maillage.conventions.models import Action, ActionDocument, Answer, Asked, Campaign, Recipient
from maillage.conventions.models.campaign import LETTERS, by_link_words
from maillage.conventions.selectors.figures import Figure, figures_of
from maillage.journal.models import Entry
from maillage.kernel import mail
from maillage.kernel.models import LetterState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer
    from maillage.kernel.models import Letter

OPEN_STATES = (Status.TO_COME, Status.RUNNING, Status.PAUSED, Status.BLOCKED)
"""Those of the actions that news are expected of."""
PLAN_ORDER = ("action__node__parent__position", "action__node__position", "action__position", "pk")


def campaigns_of(convention: Convention, user: Viewer) -> QuerySet[Campaign]:
    """The campaigns, the latest first, with ``asked_count`` and ``answered_count`` of their actions."""
    living = Q(recipients__asked__action__deleted_at=None)
    answered = living & Q(recipients__asked__answered_at__isnull=False)
    return (
        Campaign.objects.visible_to(user)
        .filter(convention=convention)
        .annotate(
            asked_count=Count("recipients__asked__action", filter=living, distinct=True),
            answered_count=Count("recipients__asked__action", filter=answered, distinct=True),
            people_count=Count("recipients", distinct=True),
        )
    )


def under_way(convention: Convention, user: Viewer) -> QuerySet[Campaign]:
    """The campaigns that run, the next due first, with ``unread`` answers and ``expected`` people.

    ``expected``: how many have not answered on everything, those who handed it over left out.
    """
    living = Q(recipients__asked__action__deleted_at=None)
    waiting = living & Q(recipients__asked__answered_at=None, recipients__declined_at=None)
    unread = Q(recipients__asked__answers__read_at=None)
    return (
        Campaign.objects.visible_to(user)
        .filter(convention=convention, state=CampaignState.OPEN)
        .annotate(
            unread=Count("recipients__asked__answers", filter=unread, distinct=True),
            expected=Count("recipients", filter=waiting, distinct=True),
        )
        .order_by("due_on", "pk")
    )


@dataclass(slots=True)
class Person:
    """Somebody asked: their actions, what became of their letter, who answers instead of them."""

    recipient: Recipient
    asked: list[Asked]
    letter: Letter | None = None
    instead: str = ""

    @property
    def answered(self) -> int:
        """How many of their actions they answered on."""
        return sum(one.answered_at is not None for one in self.asked)

    @property
    def is_done(self) -> bool:
        """Whether they answered on everything."""
        return self.answered == len(self.asked)

    @property
    def bounced(self) -> bool:
        """Whether their last letter came back or was given up."""
        lost = {LetterState.BOUNCED, LetterState.FAILED}
        return self.letter is not None and self.letter.state in lost

    @property
    def is_written_to(self) -> bool:
        """Whether their last letter has not left yet."""
        return self.letter is not None and self.letter.state == LetterState.WAITING


@dataclass(slots=True)
class FollowUp:
    """A campaign and how it goes. ``actions``: each once, whoever is asked; ``answers``: latest first;
    ``documents``: those that came with each answer, by its id.
    """

    campaign: Campaign
    people: list[Person] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    documents: dict[int, list[ActionDocument]] = field(default_factory=dict)

    @property
    def actions(self) -> int:
        """How many actions are asked about."""
        return len({one.action_id for person in self.people for one in person.asked})

    @property
    def answered(self) -> int:
        """How many of them have an answer, from anybody."""
        rows = (one for person in self.people for one in person.asked)
        return len({one.action_id for one in rows if one.answered_at is not None})

    @property
    def unread(self) -> int:
        """How many answers the coordination has not read."""
        return sum(one.read_at is None for one in self.answers)


@dataclass(frozen=True, slots=True)
class Offered:
    """The actions that one more person can be asked about: those of the campaign, the others of the plan."""

    asked: list[Action]
    others: list[Action]


def offered_in(campaign: Campaign, user: Viewer) -> Offered:
    """Every action of the plan that may still bring news, and those of the campaign (one query)."""
    mine = Exists(Asked.objects.filter(action=OuterRef("pk"), recipient__campaign=campaign))
    rows = Action.objects.visible_to(user).filter(convention=campaign.convention_id).annotate(mine=mine)
    rows = rows.filter(Q(mine=True) | Q(status__in=OPEN_STATES))
    order = [one.removeprefix("action__") for one in PLAN_ORDER]
    actions = list(rows.order_by(*order))
    return Offered(
        [one for one in actions if one.mine],
        [one for one in actions if not one.mine],
    )


def asked_of(campaign: Campaign) -> list[Recipient]:
    """The people asked, each with their living actions in plan order (two queries)."""
    rows = Asked.objects.select_related("action").filter(action__deleted_at=None)
    ordered = rows.order_by(*PLAN_ORDER)
    people = list(campaign.recipients.prefetch_related(Prefetch("asked", queryset=ordered)))
    for one in people:
        one.campaign = campaign
    return people


def _documents_with(
    campaign: Campaign, answers: Sequence[Answer], user: Viewer
) -> dict[int, list[ActionDocument]]:
    """The documents left by link that ``user`` may read, each with the first answer that followed it, else
    with the last: the same words sent again with a photo are one answer.
    """
    by_place: dict[tuple[str, int], list[Answer]] = defaultdict(list)
    for one in reversed(answers):
        by_place[by_link_words(one.author_name), one.action_id].append(one)
    left = ActionDocument.objects.visible_to(user).filter(
        action__in={one.action_id for one in answers}, added_by=None, added_at__gte=campaign.created_at
    )
    found: dict[int, list[ActionDocument]] = defaultdict(list)
    for document in left.select_related("file").defer("text"):
        if sent := by_place.get((document.added_name, document.action_id)):
            found[next((one for one in sent if one.sent_at >= document.added_at), sent[-1]).pk].append(
                document
            )
    return dict(found)


def follow_up(campaign: Campaign, user: Viewer) -> FollowUp:
    """How a campaign goes, in a constant number of queries."""
    people = asked_of(campaign)
    pks = [one.pk for one in people]
    letters = mail.letters_of(LETTERS, pks)
    told = Entry.objects.filter(subject_type="recipient", verb="recipient.declined", subject_id__in=pks)
    instead = {one.subject_id: one.details.get("instead", "") for one in told.order_by("pk")}
    answers = list(Answer.objects.filter(asked__recipient__in=pks).select_related("action", "asked"))
    return FollowUp(
        campaign,
        [
            Person(one, list(one.asked.all()), letters.get(one.pk, [None])[-1], instead.get(one.pk, ""))
            for one in people
        ],
        answers,
        _documents_with(campaign, answers, user),
    )


@dataclass(slots=True)
class Card:
    """One action on the page of the person asked."""

    asked: Asked
    figures: list[Figure]
    answer: Answer | None = None

    @property
    def action(self) -> Action:
        """The action."""
        return self.asked.action


def cards_by_person(people: Sequence[Recipient]) -> dict[int, list[Card]]:
    """The cards of several people of one campaign, by person, in a constant number of queries."""
    found: dict[int, list[Card]] = {one.pk: [] for one in people}
    if not people:
        return found
    rows = list(
        Asked.objects.filter(recipient__in=list(found), action__deleted_at=None)
        .select_related("action", "action__convention")
        .prefetch_related("answers")
        .order_by(*PLAN_ORDER)
    )
    figures = figures_of([one.action_id for one in rows], people[0].campaign.period)
    for one in rows:
        last = next(iter(one.answers.all()), None)
        found[one.recipient_id].append(Card(one, figures.get(one.action_id, []), last))
    return found


def cards_of(recipient: Recipient) -> list[Card]:
    """What the link of one person opens, and nothing else: their actions with what was said of each."""
    return cards_by_person([recipient])[recipient.pk]


RUNNING_STATES = (Status.RUNNING, Status.PAUSED, Status.BLOCKED)
SCOPES: dict[str, tuple[Status, ...]] = {"en_cours": RUNNING_STATES, "ouvertes": OPEN_STATES}
"""The ready choices of actions, by the states that they keep; « axes » and « choix » are picked by hand."""


def actions_in_scope(
    convention: Convention, user: Viewer, scope: str, *, axes: Iterable[int] = (), chosen: Iterable[int] = ()
) -> list[Action]:
    """The actions that a choice means; those of an axis count those of the levels below it."""
    rows = Action.objects.visible_to(user).filter(convention=convention)
    if scope == "choix":
        return list(rows.filter(pk__in=list(chosen)))
    if scope == "axes":
        wanted = list(axes)
        at_any_level = Q(node__in=wanted) | Q(node__parent__in=wanted) | Q(node__parent__parent__in=wanted)
        return list(rows.filter(at_any_level, status__in=OPEN_STATES))
    return list(rows.filter(status__in=SCOPES.get(scope, ())))
