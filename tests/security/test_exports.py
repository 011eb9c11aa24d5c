"""What is taken away: no cell is taken for a formula, no character makes a file fail, nothing is injected."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from django.test import Client
from django.utils import timezone

from maillage.conventions.enums import Advice, ProposalKind, ProposalState, VersionKind
from maillage.conventions.models import BudgetLine
from maillage.conventions.operations import create_action, save_section, update_convention
from maillage.conventions.operations.feeds import open_feed
from maillage.conventions.operations.proposals import (
    advise_proposal,
    decide_proposal,
    propose,
    submit_proposal,
)
from maillage.conventions.operations.versions import freeze_version
from maillage.conventions.selectors.feeds import feed_signature
from tests.cast import Cast
from tests.factories import means
from tests.permissions.test_urls import signed_in

ODD = "a\ufffeb\uffffc\x1bd\x0be\u2028f\ud800g"
FORMULA = '=HYPERLINK("http://mechant.example";"ici")'
INJECTED = "Fin\r\nBEGIN:VEVENT\r\nSUMMARY:Faux"
DATED = {"on": "2027-01-01", "precision": "jour"}
FILES = (
    "plan/classeur.xlsx",
    "plan/liste/export.csv",
    "plan/liste/export.xlsx",
    "echeancier/echeancier.csv",
    "moyens/classeur.xlsx",
)


def written(cast: Cast, words: str) -> None:
    """The words in the fiche of the pilot, which has an end."""
    fields: dict[str, object] = {
        "identity": {"ref": words[:20], "title": words, "fiche_title": words, "themes": []},
        "context": [words],
        "people": {"pilots": [{"label": words}], "partners": [{"label": words}], "communes": []},
        "steps": [{"text": words, "status": "a_venir", "who": words}],
        "indicators": [{"label": words}],
        "calendar": {"phrases": [words], "start": None, "end": DATED, "term": ""},
        "state": {"status": "bloquee", "progress": 3, "news": words, "help_needed": words},
    }
    for section, value in fields.items():
        save_section(action=cast.action, section=section, value=value, version=None, by=cast.coordinatrice)


def taken(client: Client, address: str) -> bytes:
    """The whole file."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.getvalue()


@pytest.fixture
def places(cast: Cast) -> list[str]:
    """Every file of the convention."""
    here = f"/c/{cast.convention.pk}/"
    feed = open_feed(convention=cast.convention, member=None, by=cast.coordinatrice)
    calendar = f"/agenda/{feed.pk}-{feed_signature(feed)}.ics"
    return [*(f"{here}{file}" for file in FILES), "/actions.csv", calendar]


def decided(cast: Cast, words: str) -> str:
    """A proposal accepted since the plan was signed; the address of its amendment."""
    convention, by, today = cast.convention, cast.coordinatrice, timezone.localdate()
    signed = freeze_version(
        convention=convention, kind=VersionKind.SIGNED, name=words, dated_on=today, note=words, by=by
    )
    proposal = propose(
        convention=convention, kind=ProposalKind.ABANDON, action=cast.action, reason=words, by=by
    )
    submit_proposal(proposal=proposal, by=by)
    advise_proposal(proposal=proposal, advice=Advice.FAVOURABLE, note=words, on=today, by=by)
    decide_proposal(proposal=proposal, decision=ProposalState.ACCEPTED, note=words, on=today, by=by)
    create_action(convention=convention, node=None, title=words, by=by)
    return f"/c/{convention.pk}/versions/{signed.pk}/avenant.docx"


def test_odd_characters_make_no_file_fail(cast: Cast, places: list[str]) -> None:
    written(cast, ODD)
    update_convention(convention=cast.convention, values={"name": ODD}, version=None, by=cast.coordinatrice)
    client = signed_in(cast.coordinatrice)
    for place in places:
        assert taken(client, place)


def test_odd_characters_make_no_amendment_fail(cast: Cast) -> None:
    address = decided(cast, ODD.replace("\ud800", ""))
    document = taken(signed_in(cast.coordinatrice), address)
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(document)).namelist()


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r="])
def test_no_cell_is_taken_for_a_formula(cast: Cast, places: list[str], sign: str) -> None:
    written(cast, FORMULA.replace("=", sign, 1))
    client = signed_in(cast.coordinatrice)
    for place in places:
        data = taken(client, place)
        if place.endswith(".csv"):
            rows = csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";")
            assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r")], place
        elif place.endswith(".xlsx"):
            sheets = zipfile.ZipFile(io.BytesIO(data))
            names = [name for name in sheets.namelist() if name.startswith("xl/worksheets/sheet")]
            assert not [name for name in names if b"<f>HYPERLINK" in sheets.read(name)], place


def test_nothing_is_slipped_into_a_calendar(cast: Cast, places: list[str]) -> None:
    written(cast, INJECTED)
    lines = taken(signed_in(None), places[-1]).decode().splitlines()
    assert lines.count("BEGIN:VEVENT") == 1
    assert not [line for line in lines if line.startswith("SUMMARY:Faux")]


def test_the_means_of_an_action_are_no_formula(cast: Cast) -> None:
    line = means.budget(cast.action, cast.coordinatrice)
    BudgetLine.objects.filter(pk=line.pk).update(note=FORMULA, funder=FORMULA)
    client, here = signed_in(cast.coordinatrice), f"/c/{cast.convention.pk}/moyens/"
    lines = taken(client, f"{here}budget.csv").decode("utf-8-sig")
    rows = csv.reader(io.StringIO(lines), delimiter=";")
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@")]
