"""Loading the whole demo, once."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.test.utils import override_settings

from demo import cast, exchanges, figures, lists, means, news, periods, places, story, ties
from demo.documents.sample import build_sample_docx
from maillage.accounts.models import Membership, User
from maillage.accounts.operations.members import leave
from maillage.conventions.enums import Phase
from maillage.conventions.models import Convention
from maillage.conventions.operations import create_convention, save_signatory, update_convention
from maillage.intake.enums import ImportState
from maillage.intake.models import Import
from maillage.intake.operations import accept, accept_doubts, deposit, read_import
from maillage.territories.models import Intercommunality

if TYPE_CHECKING:
    from collections.abc import Callable

DOCUMENT = "CTG Pays d’Aubrelande 2024-2028.docx"


class RealAccountsError(Exception):
    """The database already serves real people: a password known to all does not go there."""


def load(report: Callable[[str], None] = lambda _line: None) -> bool:
    """Bring the demo in; False when it was already there, and then only its places are put back.

    Nobody is written to. Raises RealAccountsError when somebody outside the cast has an account.
    """
    with (
        override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend"),
        transaction.atomic(),
    ):
        if User.objects.filter(is_active=True).exclude(email__endswith=f"@{cast.DOMAIN}").exists():
            raise RealAccountsError
        places.settle()
        if User.objects.filter(email=cast.COORDINATOR.email).exists():
            return False
        _stage(report)
    return True


def _stage(report: Callable[[str], None]) -> None:
    users = cast.open_accounts()
    report("Distribution réunie")
    convention = _open("Pays d’Aubrelande", places.AUBRELANDE, cast.AUBRELANDE_CAST, users)
    _sign(convention, users[cast.COORDINATOR.email])
    report("Lecture du document d’exemple")
    _read_document(convention, users[cast.COORDINATOR.email])
    report("Deux ans et demi de vie du plan")
    _live(convention, users)
    _open("Val d’Orvain", places.ORVAIN, cast.NEIGHBOUR_CAST, users)


def _open(name: str, siren: str, people: tuple[cast.Person, ...], users: dict[str, User]) -> Convention:
    """A convention that the administration opens, then leaves to its coordination."""
    admin = users[cast.ADMIN]
    group = Intercommunality.objects.get(siren=siren)
    with story.days_ago(960):
        convention = create_convention(
            name=name, start_year=2024, end_year=2028, intercommunalities=[group], by=admin
        )
        cast.gather(convention, people, users, admin)
        leave(membership=Membership.objects.get(workspace=convention.pk, user=admin), by=admin)
    return convention


def _sign(convention: Convention, by: User) -> None:
    signatories = (
        (cast.COMMUNITY.name, "Président", "2024-017", date(2024, 2, 26)),
        (cast.CAF.name, "Directrice", "", None),
        ("MSA des Hautes-Luzes", "Administrateur délégué", "", None),
    )
    with story.days_ago(940):
        for name, quality, number, voted in signatories:
            save_signatory(
                convention=convention,
                name=name,
                quality=quality,
                deliberation_number=number,
                deliberation_date=voted,
                signed_on=date(2024, 3, 21),
                by=by,
            )
        update_convention(convention=convention, values={"phase": Phase.RUNNING}, version=None, by=by)


def _read_document(convention: Convention, by: User) -> None:
    """The sample document goes the way of any document: deposited, read, reviewed, accepted."""
    with tempfile.TemporaryDirectory() as folder:
        data = build_sample_docx(Path(folder, "plan.docx")).read_bytes()
    with story.days_ago(930):
        import_ = deposit(convention=convention, data=data, name=DOCUMENT, by=by)
        read_import(import_id=import_.pk)
        import_ = Import.objects.get(pk=import_.pk)
        if import_.state != ImportState.READY:
            raise RuntimeError(import_.error)
        accept_doubts(import_=import_, by=by)
        import_.refresh_from_db()
        accept(import_=import_, version=import_.version, by=by)


def _live(convention: Convention, users: dict[str, User]) -> None:
    coordinator = users[cast.COORDINATOR.email]
    with story.days_ago(900):
        story.name_pilots(convention, cast.AUBRELANDE_CAST, coordinator)
        story.sort_by_theme(convention, coordinator)
        ties.play(convention, coordinator)
        periods.play(convention, coordinator)
    story.play(convention, users)
    figures.play(convention, coordinator)
    means.play(convention, coordinator)
    lists.play(convention, coordinator)
    exchanges.play(convention, users)
    news.play(convention, users)
