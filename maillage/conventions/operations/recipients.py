"""Who is asked in a campaign: proposed from the pilots, then settled by the coordination."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from maillage.accounts.models import Membership
from maillage.conventions.enums import CampaignState, PilotKind
from maillage.conventions.errors import CampaignError, InvalidValueError
from maillage.conventions.models import Asked, Campaign, Pilot, Recipient
from maillage.conventions.operations.common import locked_convention, require
from maillage.conventions.permissions import can_run_campaign
from maillage.kernel.french import plural
from maillage.kernel.text import fold, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from maillage.accounts.models import User
    from maillage.conventions.models import Action

NOBODY = "À désigner"
"""The name under which the actions without a pilot wait for somebody to be asked."""
LONGEST_NAME, LONGEST_EMAIL = 200, 254


@dataclass(slots=True)
class _Person:
    name: str
    email: str = ""
    member: Membership | None = None
    actions: list[Action] = field(default_factory=list)


def _asked_pilots(pilots: Sequence[Pilot]) -> list[Pilot]:
    """Whom to ask among the pilots of one action: those with an account, rather than the élus."""
    working = [one for one in pilots if one.kind != PilotKind.ELECTED] or list(pilots)
    return [one for one in working if one.member_id] or working[:1]


def _person_of(pilot: Pilot, known: dict[str, str]) -> tuple[str, _Person]:
    if pilot.member is not None:
        user = pilot.member.user
        return user.email.lower(), _Person(
            user.get_full_name()[:LONGEST_NAME], user.email.lower(), pilot.member
        )
    name = pilot.label[:LONGEST_NAME]
    email = known.get(fold(name), "")
    return email or fold(name), _Person(name, email)


def _known_addresses(campaign: Campaign) -> dict[str, str]:
    """The address that each name was last written to in an earlier campaign."""
    before = Recipient.objects.filter(convention=campaign.convention).exclude(email="").order_by("pk")
    return {fold(name): email for name, email in before.values_list("name", "email")}


def propose_recipients(campaign: Campaign, actions: Iterable[Action], expires_at: datetime) -> None:
    """Group ``actions`` by the person to ask; those without a pilot wait under ``NOBODY``."""
    actions = list(actions)
    pilots: dict[int, list[Pilot]] = defaultdict(list)
    rows = Pilot.objects.filter(action__in=actions).select_related("member__user").order_by("position", "pk")
    for pilot in rows:
        pilots[pilot.action_id].append(pilot)
    known = _known_addresses(campaign)
    people: dict[str, _Person] = {}
    for action in actions:
        found = [_person_of(pilot, known) for pilot in _asked_pilots(pilots[action.pk])]
        for key, person in found or [("", _Person(NOBODY))]:
            people.setdefault(key, person).actions.append(action)
    for person in people.values():
        recipient = Recipient.objects.create(
            convention=campaign.convention,
            campaign=campaign,
            member=person.member,
            name=person.name,
            email=person.email,
            expires_at=expires_at,
        )
        _ask(recipient, person.actions)


def _ask(recipient: Recipient, actions: Iterable[Action]) -> None:
    Asked.objects.bulk_create(
        [
            Asked(convention=recipient.convention, recipient=recipient, action=one)
            for one in dict.fromkeys(actions)
        ]
    )


@dataclass(frozen=True, slots=True)
class Line:
    """What the coordination settled for one person."""

    pk: int
    name: str
    email: str = ""
    on_paper: bool = False
    leave_out: bool = False


def clean_name(name: str) -> str:
    """One line, not empty. InvalidValueError otherwise."""
    clean = " ".join(printable(" ".join(name.split())).split())
    if not clean or len(clean) > LONGEST_NAME:
        raise InvalidValueError("Nommez la personne ou le service.", "name")
    return clean


def clean_email(email: str) -> str:
    """The address in lower case, or nothing. InvalidValueError when it is not one."""
    clean = printable(email.strip()).lower()
    try:
        if clean:
            validate_email(clean)
    except ValidationError as error:
        raise InvalidValueError("Cette adresse n’est pas complète.", "email") from error
    if len(clean) > LONGEST_EMAIL:
        raise InvalidValueError("Cette adresse est trop longue.", "email")
    return clean


@transaction.atomic
def settle_recipients(*, campaign: Campaign, lines: Iterable[Line], by: User) -> None:
    """Names, addresses and paper as the coordination typed them; two lines of one address become one.

    Lines of another campaign are left aside. InvalidValueError on a bad name or address, CampaignError
    once the campaign left.
    """
    convention = locked_convention(campaign.convention_id)
    require(can_run_campaign(by, convention))
    locked = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    if locked.state != CampaignState.DRAFT:
        raise CampaignError("Cette campagne est déjà partie.")
    rows = {one.pk: one for one in locked.recipients.order_by("pk")}
    kept: dict[str, Recipient] = {}
    members = _members(locked)
    # Every address goes first: two people may exchange theirs.
    settled = [(rows[line.pk], line) for line in lines if line.pk in rows]
    Recipient.objects.filter(pk__in=[row.pk for row, _ in settled]).update(email="")
    for row, line in settled:
        if line.leave_out:
            row.delete()
            continue
        _settle(row, line, kept, members)


def _settle(row: Recipient, line: Line, kept: dict[str, Recipient], members: dict[str, Membership]) -> None:
    email = clean_email(line.email)
    twin = kept.get(email) if email else None
    if twin is not None:
        _merge(row, twin)
        return
    row.name, row.email, row.on_paper = clean_name(line.name), email, line.on_paper and not email
    row.member = members.get(email) if email else row.member
    row.save()
    if email:
        kept[email] = row


def _members(campaign: Campaign) -> dict[str, Membership]:
    here = Membership.objects.filter(workspace_id=campaign.convention_id).select_related("user")
    return {one.user.email.lower(): one for one in here}


def member_at(campaign: Campaign, email: str) -> Membership | None:
    """The participant of the convention who has this address."""
    return _members(campaign).get(email)


def _merge(row: Recipient, into: Recipient) -> None:
    """Ask ``into`` what was asked of ``row``, which goes."""
    already = set(into.asked.values_list("action_id", flat=True))
    row.asked.exclude(action_id__in=already).update(recipient=into)
    row.delete()


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody to ask besides those who already are, as typed."""

    name: str
    email: str
    on_paper: bool
    actions: Sequence[Action]


@transaction.atomic
def add_recipient(*, campaign: Campaign, who: Newcomer, by: User) -> Recipient:
    """Ask one more person about actions which must be of the convention and in the plan.

    CampaignError once the campaign left: :func:`latecomers.add_latecomer` writes to them too.
    """
    convention = locked_convention(campaign.convention_id)
    require(can_run_campaign(by, convention))
    locked = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    if locked.state != CampaignState.DRAFT:
        raise CampaignError("Cette campagne est déjà partie.")
    other = locked.recipients.first()
    if other is None:
        raise CampaignError("Cette campagne ne demande plus rien à personne\u00a0: recommencez-la.")
    locked.convention = convention
    return one_more(locked, who, other.expires_at)


def one_more(campaign: Campaign, who: Newcomer, expires_at: datetime) -> Recipient:
    """Add ``who`` to a campaign already locked. InvalidValueError on what cannot be, by field."""
    email = clean_email(who.email)
    if email and campaign.recipients.filter(email=email).exists():
        raise InvalidValueError("Cette adresse est déjà dans la liste.", "email")
    kept = [one for one in who.actions if one.convention_id == campaign.convention_id and not one.deleted_at]
    if not kept:
        raise InvalidValueError("Choisissez au moins une action.", "actions")
    row = Recipient.objects.create(
        convention=campaign.convention,
        campaign=campaign,
        member=_members(campaign).get(email),
        name=clean_name(who.name),
        email=email,
        on_paper=who.on_paper and not email,
        expires_at=expires_at,
    )
    _ask(row, kept)
    _relieve(campaign, kept)
    return row


def _relieve(campaign: Campaign, actions: Sequence[Action]) -> None:
    """What somebody is now asked no longer waits for somebody."""
    waiting = campaign.recipients.filter(name=NOBODY, email="", on_paper=False)
    Asked.objects.filter(recipient__in=waiting, action__in=actions).delete()
    waiting.filter(asked=None).delete()


def check_reachable(campaign: Campaign) -> None:
    """CampaignError when nobody is asked, or when somebody has neither an address nor paper."""
    rows = list(campaign.recipients.filter(asked__isnull=False).distinct())
    if not rows:
        raise CampaignError("Personne n’est sollicité dans cette campagne.")
    lost = [one for one in rows if not one.email and not one.on_paper]
    if lost:
        names = ", ".join(one.name for one in lost[:5])
        raise CampaignError(
            f"{plural(len(lost), 'personne')} sans adresse ni papier\u00a0: {names}. "
            "Complétez la liste, ou laissez-les de côté."
        )
