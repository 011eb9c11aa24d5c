"""The page « Diagnostic »: findings by theme, filters, writing, what a fiche shows of them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.conventions.models import ActionFinding
from maillage.conventions.operations.findings import save_finding
from maillage.diagnosis.models import Finding
from tests.cast import Cast
from tests.factories.conventions import ActionFactory
from tests.factories.links import FindingFactory
from tests.web.testing import PageClient, text_of


@pytest.fixture
def findings(cast: Cast) -> list[Finding]:
    """Three findings, the first of which an action answers."""
    workspace = cast.convention.workspace
    rows = [
        FindingFactory.create(
            workspace=workspace, theme="Petite enfance", text="Un relais connu", kind="force"
        ),
        FindingFactory.create(workspace=workspace, theme="Petite enfance", text="Des départs en retraite"),
        FindingFactory.create(workspace=workspace, text="Un habitant sur six renonce", source="Enquête 2023"),
    ]
    values = {"kind": "force", "theme": "Petite enfance", "text": "Un relais connu"}
    save_finding(
        convention=cast.convention,
        finding=rows[0],
        values=values,
        actions=[cast.action.pk],
        by=cast.coordinatrice,
    )
    return rows


@pytest.fixture
def coordinator(page: PageClient, cast: Cast) -> PageClient:
    """The coordinator, signed in."""
    page.force_login(cast.coordinatrice)
    return page


def url(cast: Cast, rest: str = "") -> str:
    """An address of the diagnosis."""
    return f"/c/{cast.convention.pk}/diagnostic/{rest}"


def test_an_empty_diagnosis_says_where_findings_come_from(coordinator: PageClient, cast: Cast) -> None:
    shown = text_of(coordinator.get(url(cast)))
    assert "Pas encore de constat." in shown
    assert "Ajouter un constat" in shown


@pytest.mark.usefixtures("findings")
def test_findings_stand_under_their_themes_with_what_answers_them(
    coordinator: PageClient, cast: Cast
) -> None:
    shown = text_of(coordinator.get(url(cast)))
    assert "3 constats, dont 2 auxquels aucune action ne répond." in shown
    assert shown.index("Petite enfance 2") < shown.index("Sans thème 1")
    assert f"Un relais connu {cast.action}" in shown
    assert "Enquête 2023" in shown


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("?sans=action", {"Des départs en retraite", "Un habitant sur six renonce"}),
        ("?nature=force", {"Un relais connu"}),
        ("?theme=Petite+enfance", {"Un relais connu", "Des départs en retraite"}),
        ("?q=enquete", {"Un habitant sur six renonce"}),
        ("?q=depart&nature=force", set()),
        ("?nature=nimporte", {"Un relais connu", "Des départs en retraite", "Un habitant sur six renonce"}),
    ],
)
def test_the_address_narrows_what_is_shown(
    coordinator: PageClient, cast: Cast, findings: list[Finding], query: str, kept: set[str]
) -> None:
    shown = text_of(coordinator.get(url(cast, query)))
    assert {finding.text for finding in findings if finding.text in shown} == kept


def test_a_finding_is_added_with_its_answers_and_taken_back(coordinator: PageClient, cast: Cast) -> None:
    data = {"kind": "menace", "text": "Un cabinet ferme", "actions": [cast.action.pk]}
    shown = text_of(coordinator.post(url(cast, "ajouter/"), data, follow=True))
    assert "Le constat est dans le diagnostic. Annuler" in shown
    assert f"Un cabinet ferme {cast.action}" in shown
    fiche = f"/c/{cast.convention.pk}/plan/actions/{cast.action.pk}/"
    assert "Menace Un cabinet ferme" in text_of(coordinator.get(fiche))


def test_what_is_missing_is_said_and_nothing_typed_is_lost(coordinator: PageClient, cast: Cast) -> None:
    answer = coordinator.post(url(cast, "ajouter/"), {"kind": "force", "source": "Atelier"})
    assert answer.status_code == 422
    assert "Écrivez ce constat." in text_of(answer)
    assert 'value="Atelier"' in answer.content.decode()


def test_a_finding_is_changed_from_the_list_and_back_to_it(
    coordinator: PageClient, cast: Cast, findings: list[Finding]
) -> None:
    first = findings[0]
    edit = url(cast, f"{first.pk}/")
    assert f'value="{cast.action.pk}"' in coordinator.get(edit).content.decode()
    data = {"kind": "force", "text": "Un relais reconnu", "version": "1", "next": url(cast, "?nature=force")}
    answer = coordinator.post(edit, data, follow=True)
    assert answer.redirect_chain[0][0] == url(cast, f"?nature=force#constat-{first.pk}")
    assert "Un relais reconnu sans action" in text_of(answer)


def test_what_somebody_else_wrote_meanwhile_is_not_lost(
    coordinator: PageClient, cast: Cast, findings: list[Finding]
) -> None:
    Finding.objects.filter(pk=findings[0].pk).update(version=2, text="Leur texte")
    data = {"kind": "force", "text": "Mon texte", "version": "1"}
    answer = coordinator.post(url(cast, f"{findings[0].pk}/"), data)
    assert answer.status_code == 422
    assert "Mon texte" in answer.content.decode()
    assert Finding.objects.get(pk=findings[0].pk).text == "Leur texte"


def test_a_tie_that_a_colleague_made_meanwhile_stays(
    coordinator: PageClient, cast: Cast, findings: list[Finding]
) -> None:
    first = findings[0]
    opened = coordinator.get(url(cast, f"{first.pk}/")).content.decode()
    assert f'name="tied" value="{cast.action.pk}"' in opened
    other = ActionFactory.create(convention=cast.convention)
    ActionFinding.objects.create(convention=cast.convention, action=other, finding=first)
    data = {"kind": "force", "text": "Un relais connu", "version": "1", "tied": str(cast.action.pk)}
    coordinator.post(url(cast, f"{first.pk}/"), data)
    assert [tie.action_id for tie in ActionFinding.objects.filter(finding=first)] == [other.pk]


def test_a_finding_is_taken_out_and_brought_back(
    coordinator: PageClient, cast: Cast, findings: list[Finding]
) -> None:
    answer = coordinator.post(url(cast, f"{findings[0].pk}/retirer/"), follow=True)
    assert "Le constat est retiré du diagnostic. Annuler" in text_of(answer)
    assert coordinator.get(url(cast, f"{findings[0].pk}/")).status_code == 404
    history = text_of(coordinator.get(f"/c/{cast.convention.pk}/historique/"))
    assert "Constat retiré du diagnostic" in history


@pytest.mark.usefixtures("findings")
def test_a_reader_sees_no_gesture(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.lecteur)
    shown = text_of(page.get(url(cast)))
    assert "Un relais connu" in shown
    assert "Modifier" not in shown
    assert "Ajouter un constat" not in shown


def test_the_page_asks_as_much_for_one_finding_as_for_sixty(
    coordinator: PageClient, cast: Cast, findings: list[Finding]
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            coordinator.get(url(cast))
        return len(queries)

    asked()
    few = asked()
    for number in range(60):
        FindingFactory.create(workspace=cast.convention.workspace, theme=f"Thème {number % 7}")
    for finding in Finding.objects.all():
        ActionFinding.objects.get_or_create(convention=cast.convention, action=cast.action, finding=finding)
    assert asked() == few
    assert len(findings) < Finding.objects.count()
