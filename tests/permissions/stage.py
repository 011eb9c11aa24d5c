"""The values that addresses take: each parameter with one's own object and another's.

To add a parameter: a function of the cast that gives ``(own, foreign)``, and its line in
``PARAMETERS``. ``foreign`` belongs to ``elsewhere``; None where nothing belongs to a convention.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.mfa.models import Authenticator
from django.utils import timezone

from maillage.accounts.enums import Role
from maillage.accounts.models import Invitation
from maillage.accounts.operations import notify
from maillage.accounts.operations.digests import stopping_token
from maillage.accounts.operations.invitations import LIFETIME, digest
from maillage.conventions.enums import ProposalKind, VersionKind
from maillage.conventions.models import (
    Comment,
    Convention,
    ConventionTerritory,
    Feed,
    Node,
    Recipient,
    Signatory,
)
from maillage.conventions.operations import add_comment, attach_document
from maillage.conventions.operations.actions import save_section
from maillage.conventions.operations.feeds import open_feed
from maillage.conventions.operations.links import token_of
from maillage.conventions.operations.proposals import propose
from maillage.conventions.operations.versions import freeze_version
from maillage.conventions.operations.views import save_view
from maillage.conventions.selectors.feeds import feed_signature
from maillage.intake.models import Import
from tests.cast import Cast
from tests.factories import means
from tests.factories.campaigns import asked, campaign_of
from tests.factories.conventions import StepFactory
from tests.factories.documents import picture
from tests.factories.figures import sexes
from tests.factories.intake import page_image, ready_import
from tests.factories.links import FindingFactory
from tests.factories.territories import CommuneFactory
from tests.factories.values import measured, valued
from tests.factories.workbooks import returned_workbook

Pair = tuple[object, object | None]
LINK_PAGES = (
    "answers",
    "answers_accent",
    "answers_draft",
    "answers_seen",
    "answers_mute",
    "answers_decline",
)
TOKEN = "jeton-de-l-invitation"
EXPECTED = "attendue@exemple.fr"


def _invitation(convention: Convention, token: str, email: str = "") -> Invitation:
    return Invitation.objects.create(
        workspace_id=convention.pk,
        email=email or f"{token}@exemple.fr",
        role=Role.READING,
        token_hash=digest(token),
        expires_at=timezone.now() + LIFETIME - timedelta(days=1),
    )


def conventions(cast: Cast) -> Pair:
    """The convention of the cast, and the stranger's."""
    return cast.convention.pk, cast.elsewhere.pk


def members(cast: Cast) -> Pair:
    """A member who is not the one who asks."""
    return cast.membership(cast.autre_pilote).pk, cast.membership(cast.etrangere).pk


def invitations(cast: Cast) -> Pair:
    """A pending invitation."""
    return _invitation(cast.convention, "ici").pk, _invitation(cast.elsewhere, "ailleurs").pk


def tokens(cast: Cast) -> Pair:
    """The token of an invitation to an address that nobody has."""
    _invitation(cast.convention, TOKEN, EXPECTED)
    return TOKEN, None


def notices(cast: Cast) -> Pair:
    """A notice left to the coordination."""
    [notice] = notify(
        users=[cast.coordinatrice], workspace_id=cast.convention.pk, kind="mention", text="Avis", path="/"
    )
    return notice.pk, None


def keys(cast: Cast) -> Pair:
    """A passkey of the coordination."""
    key = Authenticator.objects.create(
        user=cast.coordinatrice, type=Authenticator.Type.WEBAUTHN, data={"name": "Bureau", "credential": {}}
    )
    return key.pk, None


def confirmations(cast: Cast) -> Pair:
    """The key of an address to confirm."""
    wanted = EmailAddress.objects.create(user=cast.lecteur, email="nouvelle.adresse@exemple.fr")
    return EmailConfirmationHMAC(wanted).key, None


def actions(cast: Cast) -> Pair:
    """The action that ``pilote`` answers for."""
    return cast.action.pk, cast.foreign_action.pk


# A parameter whose name says nothing alone is written with its address: ``address.parameter``.
def nodes(cast: Cast) -> Pair:
    """A node with fiches on it."""
    foreign = Node.objects.create(convention=cast.elsewhere, depth=0, position=1, title="Jeunesse")
    return cast.node.pk, foreign.pk


def entries(cast: Cast) -> Pair:
    """What ``pilote`` wrote in their fiche, and the stranger in hers."""
    own = save_section(action=cast.action, section="context", value=["Ici"], version=None, by=cast.pilote)
    foreign = save_section(
        action=cast.foreign_action, section="context", value=["Là"], version=None, by=cast.etrangere
    )
    return (own.pk if own else None), (foreign.pk if foreign else None)


def findings(cast: Cast) -> Pair:
    """A finding of the diagnosis."""
    own, foreign = (FindingFactory.create(workspace_id=one.pk) for one in (cast.convention, cast.elsewhere))
    return own.pk, foreign.pk


def steps(cast: Cast) -> Pair:
    """A step of the fiche that ``pilote`` answers for, and one of the stranger's."""
    return StepFactory.create(action=cast.action).key, StepFactory.create(action=cast.foreign_action).key


def signatories(cast: Cast) -> Pair:
    """A body that signed."""
    return tuple(  # type: ignore[return-value]  # two conventions
        Signatory.objects.create(convention=one, name="CAF").pk for one in (cast.convention, cast.elsewhere)
    )


def _imports(cast: Cast) -> tuple[Import, Import]:
    sides = ((cast.convention, cast.coordinatrice), (cast.elsewhere, cast.etrangere))
    own, foreign = (
        Import.objects.filter(convention=one).first() or ready_import(one, by) for one, by in sides
    )
    return own, foreign


def imports(cast: Cast) -> Pair:
    """A document to review."""
    own, foreign = _imports(cast)
    return own.pk, foreign.pk


def images(cast: Cast) -> Pair:
    """The image of a page of that document."""
    own, foreign = (page_image(import_).pk for import_ in _imports(cast))
    return own, foreign


def workbooks(cast: Cast) -> Pair:
    """A workbook that came back, with a change."""
    pairs = ((cast.convention, cast.coordinatrice), (cast.elsewhere, cast.etrangere))
    return tuple(returned_workbook(convention, by).pk for convention, by in pairs)  # type: ignore[return-value]  # two


def versions(cast: Cast) -> Pair:
    """A frozen plan, as presented to a committee."""
    pairs = ((cast.convention, cast.coordinatrice), (cast.elsewhere, cast.etrangere))
    frozen = [
        freeze_version(
            convention=one, kind=VersionKind.COMMITTEE, name="COPIL", dated_on=timezone.localdate(), by=by
        )
        for one, by in pairs
    ]
    return frozen[0].pk, frozen[1].pk


def proposals(cast: Cast) -> Pair:
    """A draft by ``pilote``, and the stranger's."""
    pairs = ((cast.action, cast.pilote), (cast.foreign_action, cast.etrangere))
    drafts = [
        propose(convention=action.convention, kind=ProposalKind.MODIFY, action=action, by=by)
        for action, by in pairs
    ]
    return drafts[0].pk, drafts[1].pk


def views(cast: Cast) -> Pair:
    """A view that the coordination keeps to itself, and the stranger's."""
    pairs = ((cast.convention, cast.coordinatrice), (cast.elsewhere, cast.etrangere))
    kept = [save_view(convention=one, name="Bloquées", query="etat=bloquee", by=by)[0] for one, by in pairs]
    return kept[0].pk, kept[1].pk


def readers(cast: Cast) -> Pair:
    """The link of the pilot's digest."""
    return stopping_token(cast.pilote), None


def _people_asked(cast: Cast) -> tuple[Recipient, Recipient]:
    """Somebody asked about an action, here and elsewhere; the campaigns are open."""
    sides = ((cast.convention, cast.action), (cast.elsewhere, cast.foreign_action))
    own, foreign = (
        Recipient.objects.filter(convention=convention).first() or asked(campaign_of(convention), action)
        for convention, action in sides
    )
    return own, foreign


def campaigns(cast: Cast) -> Pair:
    """A campaign that runs."""
    own, foreign = _people_asked(cast)
    return own.campaign_id, foreign.campaign_id


def recipients(cast: Cast) -> Pair:
    """Somebody asked in that campaign."""
    own, foreign = _people_asked(cast)
    return own.pk, foreign.pk


def links(cast: Cast) -> Pair:
    """The link of that person."""
    return token_of(_people_asked(cast)[0]), None


def _feeds(cast: Cast) -> tuple[Feed, Feed]:
    sides = ((cast.convention, cast.coordinatrice), (cast.elsewhere, cast.etrangere))
    own, foreign = (open_feed(convention=one, member=None, by=by) for one, by in sides)
    return own, foreign


def feeds(cast: Cast) -> Pair:
    """The calendar of the coordination."""
    own, foreign = _feeds(cast)
    return own.pk, foreign.pk


def feed_signatures(cast: Cast) -> Pair:
    """What opens it, and opens nothing else."""
    return feed_signature(_feeds(cast)[0]), None


def comments(cast: Cast) -> Pair:
    """A message of ``contributrice``, and somebody's elsewhere."""
    own = add_comment(action=cast.action, text="Bonjour", by=cast.contributrice)
    foreign = Comment.objects.create(
        convention=cast.elsewhere, action=cast.foreign_action, author_name="Personne", text="Là"
    )
    return own.pk, foreign.pk


def documents(cast: Cast) -> Pair:
    """A picture that ``contributrice`` left, and somebody without account elsewhere."""
    own = attach_document(action=cast.action, data=picture(), name="a.jpg", by=cast.contributrice)
    foreign = attach_document(
        action=cast.foreign_action, data=picture(), name="b.jpg", by=None, added_name="Mairie"
    )
    return own.pk, foreign.pk


def communes(cast: Cast) -> Pair:
    """A commune of each convention."""
    pair = []
    for convention in (cast.convention, cast.elsewhere):
        commune = CommuneFactory.create()
        ConventionTerritory.objects.create(convention=convention, commune=commune)
        pair.append(commune.pk)
    return pair[0], pair[1]


def always(one: object) -> Callable[[Cast], Pair]:
    """A value that belongs to nobody."""
    return lambda _: (one, None)


def indicators(cast: Cast) -> Pair:
    """An indicator of each action, with a value."""
    own, foreign = measured(cast.action), measured(cast.foreign_action)
    valued(own, "2025", "69")
    return own.pk, foreign.pk


def budget_lines(cast: Cast) -> Pair:
    """A budget line of each action."""
    own = means.budget(cast.action, cast.coordinatrice)
    return own.pk, means.budget(cast.foreign_action, cast.etrangere).pk


def breakdowns(cast: Cast) -> Pair:
    """What values are told apart by."""
    return sexes(cast.convention).pk, sexes(cast.elsewhere).pk


PARAMETERS: dict[str, Callable[[Cast], Pair]] = {
    "convention_id": conventions,
    "action_id": actions,
    "member_id": members,
    "invitation_id": invitations,
    "token": tokens,
    "notice_id": notices,
    "pk": keys,
    "account_confirm_email.key": confirmations,
    "account_reset_password_from_key.uidb36": always("1"),
    "account_reset_password_from_key.key": always("perime"),
    "reader": readers,
    "provider_id": always("oidc"),
    "node_id": nodes,
    "line_id": budget_lines,
    "kind": always("budget"),
    "indicator_id": indicators,
    "breakdown_id": breakdowns,
    "indicators:together_one.code": always("familles-laep"),
    "version_id": versions,
    "proposal_id": proposals,
    "view_id": views,
    "conventions:actions_cell.key": always("ref"),
    "conventions:proposal_create.kind": always("modifier"),
    "conventions:proposal_section.key": always("context"),
    "entry_id": entries,
    "finding_id": findings,
    "conventions:step.key": steps,
    "conventions:fiche_template.key": always("courte"),
    "signatory_id": signatories,
    "comment_id": comments,
    "document_id": documents,
    "conventions:commune.code": communes,
    "campaign_id": campaigns,
    "recipient_id": recipients,
    **{f"dashboard:{name}.token": links for name in LINK_PAGES},
    "conventions:section.key": always("context"),
    "conventions:settings_part.part": always("couleur"),
    "import_id": imports,
    "returned_id": workbooks,
    "intake:page.image_id": images,
    "intake:link.key": always("organisation-0000000000"),
    "intake:measure.key": always("a0-94b787f15d"),
    "intake:branch.key": always("0"),
    "intake:fiche.key": always("a0"),
    "intake:merge.key": always("a0"),
    "intake:split.key": always("a0"),
    "intake:field.key": always("a0"),
    "intake:field.field": always("objectives"),
    "intake:doubt.number": always(1),
    "feed_id": feeds,
    "schedule:ics.signature": feed_signatures,
}


def value(name: str, parameter: str, cast: Cast) -> Pair:
    """The values of ``parameter`` in the address ``name``."""
    give = PARAMETERS.get(f"{name}.{parameter}") or PARAMETERS[parameter]
    return give(cast)
