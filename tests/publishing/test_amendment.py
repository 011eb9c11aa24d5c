"""The amendment, read as whoever has to sign it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document
from docx.document import Document as Docx

from maillage.conventions.enums import Advice, ProposalKind, ProposalState, VersionKind
from maillage.conventions.models import PlanVersion, Signatory
from maillage.conventions.operations import save_section
from maillage.conventions.operations.proposals import (
    advise_proposal,
    decide_proposal,
    propose,
    propose_section,
    submit_proposal,
)
from maillage.conventions.operations.versions import freeze_version
from maillage.publishing.amendment import amendment_between, render_amendment
from tests.cast import Cast

SIGNED, DECIDED = date(2024, 3, 1), date(2026, 6, 12)
LATER = DECIDED + timedelta(days=90)


@pytest.fixture
def signed(cast: Cast) -> PlanVersion:
    """The plan as it was signed, an objective in its first action."""
    save_section(
        action=cast.action, section="objectives", value=["Ouvrir 12 places, puis 16"], version=None,
        by=cast.coordinatrice,
    )  # fmt: skip
    return frozen(cast, "CTG signée", SIGNED, VersionKind.SIGNED)


def frozen(cast: Cast, name: str, on: date, kind: VersionKind = VersionKind.AMENDMENT) -> PlanVersion:
    """The plan as it is, kept as if that day."""
    version = freeze_version(
        convention=cast.convention, kind=kind, name=name, dated_on=on, by=cast.coordinatrice
    )
    PlanVersion.objects.filter(pk=version.pk).update(
        frozen_at=timezone.make_aware(datetime(on.year, on.month, on.day, 12))
    )
    version.refresh_from_db()
    return version


def accepted(
    cast: Cast, kind: ProposalKind, on: date, reason: str, objectives: list[str] | None = None
) -> None:
    """A proposal about an action, through the COTECH and the COPIL."""
    action = cast.action if objectives else cast.other_action
    by = cast.coordinatrice
    proposal = propose(convention=cast.convention, kind=kind, action=action, reason=reason, by=by)
    if objectives:
        proposal = propose_section(
            proposal=proposal, section="objectives", value=objectives, version=None, by=by
        )
    proposal = submit_proposal(proposal=proposal, by=by)
    proposal = advise_proposal(proposal=proposal, advice=Advice.FAVOURABLE, on=on, by=by)
    decide_proposal(proposal=proposal, decision=ProposalState.ACCEPTED, on=on, by=by)


def read(cast: Cast, earlier: PlanVersion, later: PlanVersion | None = None) -> tuple[Docx, str]:
    """The document, and all its words."""
    amendment = amendment_between(cast.convention, earlier, later, cast.coordinatrice)
    document = Document(BytesIO(render_amendment(amendment)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return document, "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_it_gives_the_reason_of_each_proposal(cast: Cast, signed: PlanVersion) -> None:
    accepted(cast, ProposalKind.CARRY, DECIDED, "Faute de bénévoles.")
    accepted(cast, ProposalKind.MODIFY, DECIDED, "Le terrain est acquis.", ["Ouvrir 14 places, puis 16"])
    _, words = read(cast, signed)
    assert "Motif\u00a0: Faute de bénévoles." in words
    assert "Motif\u00a0: Le terrain est acquis." in words


def test_the_reason_of_an_end_is_said_once(cast: Cast, signed: PlanVersion) -> None:
    accepted(cast, ProposalKind.ABANDON, DECIDED, "Le label s’arrête.")
    _, words = read(cast, signed)
    assert words.count("Le label s’arrête.") == 1


def test_it_knows_nothing_of_what_was_decided_after_it(cast: Cast, signed: PlanVersion) -> None:
    accepted(cast, ProposalKind.MODIFY, DECIDED, "D’abord.", ["Ouvrir 14 places, puis 16"])
    first = frozen(cast, "Avenant 1", DECIDED)
    accepted(cast, ProposalKind.MODIFY, LATER, "Ensuite.", ["Ouvrir 18 places"])
    _, then = read(cast, signed, first)
    _, now = read(cast, first)
    assert "12\u00a0juin 2026" in then
    assert "10\u00a0septembre 2026" not in then
    assert ("Ensuite." in then, "Ensuite." in now) == (False, True)


@pytest.mark.usefixtures("signed")
def test_it_does_not_quote_the_decisions_that_the_version_before_holds(cast: Cast) -> None:
    accepted(cast, ProposalKind.CARRY, DECIDED, "Faute de bénévoles.")
    first = frozen(cast, "Avenant 1", DECIDED)
    save_section(
        action=cast.action, section="objectives", value=["Tout"], version=None, by=cast.coordinatrice
    )
    _, words = read(cast, first)
    assert "les décisions du comité de pilotage" not in words


def test_both_texts_read_as_they_were_written(cast: Cast, signed: PlanVersion) -> None:
    accepted(cast, ProposalKind.MODIFY, DECIDED, "", ["Ouvrir 14 places, puis 16"])
    document, _ = read(cast, signed)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert {"Ouvrir 12 places, puis 16", "Ouvrir 14 places, puis 16"} <= set(cells)


def test_quotation_marks_never_part_from_their_words(cast: Cast, signed: PlanVersion) -> None:
    save_section(
        action=cast.action, section="identity", value={"title": "Être « Promeneurs »"}, version=None,
        by=cast.coordinatrice,
    )  # fmt: skip
    _, words = read(cast, signed)
    assert "«\u00a0Promeneurs\u00a0»" in words
    assert "« " not in words


def test_each_party_finds_where_to_sign_and_each_page_its_number(cast: Cast, signed: PlanVersion) -> None:
    Signatory.objects.create(convention=cast.convention, name="CAF", quality="Directrice")
    document, words = read(cast, signed)
    assert "CAF\nDirectrice" in words
    assert "Fait à" in words
    assert "PAGE" in document.sections[0].footer._element.xml
