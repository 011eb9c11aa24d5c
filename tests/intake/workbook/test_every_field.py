"""Everything that a fiche holds goes out in the workbook, and comes back from it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from maillage.accounts.models import Membership, User
from maillage.conventions.enums import BreakdownKind
from maillage.conventions.models import Action, Breakdown, Convention
from maillage.conventions.operations import delete_action, save_section, set_territories
from maillage.conventions.sections import RUBRICS, SECTIONS
from maillage.conventions.workbook.layout import Sheet, sheets_of
from maillage.conventions.workbook.lists import STANDARDS
from maillage.conventions.workbook.pasting import paste_actions, paste_indicators
from maillage.conventions.workbook.snapshot import take_snapshot
from maillage.journal.models import Entry
from maillage.publishing.workbook import workbook_of
from tests.factories.accounts import OrganisationFactory
from tests.factories.conventions import section_values
from tests.factories.links import SchemeFactory
from tests.factories.territories import CommuneFactory
from tests.factories.workbooks import Edited
from tests.intake.workbook.conftest import Compare

Path = tuple[str | int, ...]

_FOR_MACHINES = {"key"}
_NOT_WRITTEN = {("links", "findings")}
"""Findings are whole texts of the diagnosis: they are tied on the site."""
_NUMBERS: dict[str | int, Any] = dict.fromkeys(("value", "value_max", "baseline"), "1")
_OTHER: dict[str | int, Any] = {"on": "2025-02-01", "precision": "mois", **_NUMBERS}


@pytest.fixture
def convention(convention: Convention) -> Convention:
    """All rubriques shown."""
    convention.section_order = list(RUBRICS)
    convention.save()
    return convention


@pytest.fixture
def filled(actions: list[Action], coordinator: User) -> Action:
    """A fiche that says something in every field, ties included."""
    fiche, convention = actions[0], actions[0].convention
    kind = BreakdownKind.COMMUNE
    breakdown = Breakdown.objects.create(convention=convention, kind=kind, name="Par commune")
    values = section_values()
    said = {"baseline_year": 2024, "cumulative": True, "numerator_label": "Places", "method": "Somme"}
    code = next(iter(STANDARDS))
    values["indicators"][0] |= said | {
        "denominator_label": "Enfants",
        "breakdown": breakdown.pk,
        "standard": code,
    }
    kinds = ("voir", "apres", "apres")
    tied = [{"action": one.pk, "kind": kind} for one, kind in zip(actions[1:], kinds, strict=True)]
    values["links"] = {
        "actions": tied,
        "schemes": [SchemeFactory.create(convention=convention, name="PEDT").pk],
    }
    values["identity"]["ref"] = "1.1"
    values["steps"][0]["substeps"][0] |= {"due": "mars 2025", "who": "Mairie"}
    values["identity"]["themes"] = [convention.themes.create(name="Enfance").pk]
    _name_people(values["people"], convention, coordinator)
    for section, value in values.items():
        save_section(action=fiche, section=section, value=value, version=None, by=coordinator)
    return fiche


def _name_people(value: Any, convention: Convention, coordinator: User) -> None:
    """Tie a pilot to an account, a partner to a body, the fiche to a commune."""
    commune = CommuneFactory.create()
    set_territories(convention=convention, intercommunalities=[], communes=[commune], by=coordinator)
    value["communes"] = [commune.pk]
    body, own = OrganisationFactory.create(), Membership.objects.filter(user=coordinator)
    own.update(organisation=body)
    value["pilots"][0]["member"] = own.get().pk
    value["partners"][0]["organisation"] = body.pk


def leaves(value: Any, at: Path) -> Iterator[Path]:
    """Where each field of a section's value stands, every row of its lists included."""
    if isinstance(value, dict):
        for name, one in value.items():
            if name not in _FOR_MACHINES and (*at, name) not in _NOT_WRITTEN:
                yield from leaves(one, (*at, name))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for index, one in enumerate(value):
            yield from leaves(one, (*at, index))
    else:
        yield at


def at_path(value: Any, path: Path) -> Any:
    """The field at ``path``, which begins with the section."""
    for name in path[1:]:
        value = value[name]
    return value


def altered(value: Any, path: Path) -> Any:
    """``value`` with the field at ``path`` saying something else."""
    value = deepcopy(value)
    if len(path) == 1:
        return []
    holder, name = at_path(value, path[:-1]), path[-1]
    blank = {bool: not holder[name], int: 0, str: "", list: []}
    holder[name] = _OTHER.get(name) or blank[type(holder[name])]
    return value


def cells_of(section: str, value: Any, sheets: tuple[Sheet, ...]) -> list[str]:
    """All that the sheets write of a section."""
    said = []
    for sheet in sheets:
        own = [column for column in sheet.columns if column.section == section]
        if sheet.of_rows is None:
            said += [column.text(value) for column in own]
        elif sheet.of_rows.section == section:
            said += [column.text(row) for row in sheet.of_rows.flatten(value) for column in own]
    return said


def test_every_field_of_every_section_has_its_column(filled: Action, coordinator: User) -> None:
    """A field that no column writes is lost to those who work in the workbook: give it one."""
    snapshot = take_snapshot(filled.convention, coordinator)
    sheets, sections = sheets_of(snapshot.lists), snapshot.records[filled.pk].sections
    every: set[str] = set()
    written: set[str] = set()
    silent: set[str] = set()
    assert set(sections) == set(SECTIONS)
    for section, value in sections.items():
        before = cells_of(section, value, sheets)
        for path in leaves(value, (section,)):
            name = ".".join(str(part) for part in path if not isinstance(part, int))
            every.add(name)
            if at_path(value, path) in ("", None, []):
                continue
            same = cells_of(section, altered(value, path), sheets) == before
            (silent if same else written).add(name)
    assert silent - written == set()
    unfilled = {name for name in every - written if not any(one.startswith(f"{name}.") for one in written)}
    assert unfilled == set(), "give these a value in this test"


def test_a_fiche_that_says_everything_comes_back_unchanged(
    filled: Action, coordinator: User, compare: Compare
) -> None:
    returned = compare(workbook_of(filled.convention, coordinator))
    assert (returned.tally, returned.differences.notes) == ("rien de nouveau", [])


def test_ties_details_and_difficulties_come_back_changed(
    filled: Action, actions: list[Action], coordinator: User, compare: Compare
) -> None:
    edited = Edited(filled.convention, coordinator)
    assert edited.get("Actions", 2, "Vient après") == "2.1\n2.2"
    edited.set(
        "Actions", 2, Difficulté="Financement", Aide_attendue="", Prochaine_étape="Voter",
        Actions_liées=f"2.2\n{actions[2].title}", Vient_après="", Schémas="",
    )  # fmt: skip
    edited.set("Indicateurs", 2, Cibles_par_année="2027 : 10\n2026 = 9,5", Année_de_la_cible=2027)
    edited.set(
        "Indicateurs", 2, Sens="Moins, c’est mieux", Cumul="", Ventilation="", Qui_le_renseigne="La mairie"
    )
    [edit] = compare(edited.data).edits()
    state, links, [first, _] = (edit.sections[key] for key in ("state", "links", "indicators"))
    assert (state["difficulty"], state["help_needed"], state["next_step"]) == ("financement", "", "Voter")
    assert links["actions"] == [{"action": one.pk, "kind": "voir"} for one in actions[2:]]
    assert links["schemes"] == []
    assert first["targets"] == [{"year": 2026, "value": "9.5"}, {"year": 2027, "value": "10"}]
    assert (first["target_year"], first["direction"], first["cumulative"]) == (2027, "baisse", False)
    assert (first["breakdown"], first["responsible"], first["source"]) == (
        None,
        "La mairie",
        "Feuilles de présence",
    )


@pytest.mark.parametrize(
    ("sheet", "header", "text", "reason"),
    [
        ("Actions", "Actions liées", "9.9", "« 9.9 » : pas dans le plan, ou porté par plusieurs fiches"),
        ("Actions", "Actions liées", "1.1", "Une action ne renvoie pas à elle-même"),
        ("Actions", "Schémas", "Inconnu", "« Inconnu » : pas dans la liste des schémas"),
        ("Actions", "Difficulté", "Bof", "ce n’est pas un choix de la liste"),
        ("Indicateurs", "Cibles par année", "douze", "« douze » n’est pas une cible"),
        (
            "Indicateurs",
            "Cibles par année",
            "2026 = 1\n2026 = 2",
            "L’année 2026 a deux cibles. Gardez-en une",
        ),
        ("Indicateurs", "Année de la cible", "28", "ce n’est pas une année"),
        ("Indicateurs", "Ventilation", "Par âge", "ce n’est pas une ventilation de la convention"),
    ],
)
def test_a_cell_that_cannot_be_used_says_why(
    filled: Action, coordinator: User, compare: Compare, sheet: str, header: str, text: str, reason: str
) -> None:
    edited = Edited(filled.convention, coordinator)
    edited.sheet(sheet).cell(2, edited.column(sheet, header)).value = text
    returned = compare(edited.data)
    [problem] = returned.differences.problems
    assert (problem.column.split(", ")[-1].lower(), problem.reason) == (header.lower(), reason)
    assert returned.edits() == []


def test_a_link_to_a_deleted_fiche_outlives_a_change_of_the_others(
    filled: Action, actions: list[Action], coordinator: User, compare: Compare
) -> None:
    delete_action(action=actions[2], by=coordinator)
    edited = Edited(filled.convention, coordinator)
    [gone, kept] = sorted(edited.get("Actions", 2, "Vient après").split("\n"), reverse=True)
    assert (gone, kept) == (f"n° {actions[2].pk}", "2.2")
    edited.set("Actions", 2, Vient_après=gone)
    [edit] = compare(edited.data).edits()
    assert {"action": actions[2].pk, "kind": "apres"} in edit.sections["links"]["actions"]
    assert len(edit.sections["links"]["actions"]) == 2


def test_a_workbook_older_than_the_difficulties_is_compared_with_what_was_said_then(
    filled: Action, coordinator: User, compare: Compare
) -> None:
    edited = Edited(filled.convention, coordinator)
    edited.set("Actions", 2, Dernière_nouvelle="Le bail est signé.")
    state = SECTIONS["state"].read(filled)
    new = {**state, "difficulty": "temps"}
    entry = save_section(action=filled, section="state", value=new, version=None, by=coordinator)
    assert entry is not None
    old = {name: state[name] for name in ("status", "progress", "news")}
    Entry.objects.filter(pk=entry.pk).update(changes={"state": [old, new]})
    [fiche] = compare(edited.data).differences.fiches
    assert {change.label for change in fiche.changes} >= {"Dernière nouvelle"}


def test_fiches_pasted_bring_their_difficulty_and_their_ties(
    filled: Action, actions: list[Action], convention: Convention, coordinator: User
) -> None:
    lines = ["Titre\tDifficulté\tActions liées\tSchémas", "Ouvrir un lieu\tFinancement\t1.2 ; 2.1\tPEDT"]
    paste_actions(convention=convention, text="\n".join(lines), by=coordinator)
    new = Action.objects.get(title="Ouvrir un lieu")
    assert new.difficulty == "financement"
    assert {link.target for link in new.links.all()} == {actions[1], actions[2]}
    assert [scheme.name for scheme in new.schemes.all()] == ["PEDT"]
    assert filled.schemes.get() in new.schemes.all()


def test_indicators_pasted_bring_their_definition(actions: list[Action], coordinator: User) -> None:
    lines = [
        "Indicateur\tSens\tDéfinition\tCibles par année",
        "Repas servis\tPlus, c’est mieux\tÀ midi\t2026 = 80",
    ]
    paste_indicators(action=actions[0], text="\n".join(lines), by=coordinator)
    new = actions[0].indicators.get(label="Repas servis")
    assert (new.direction, new.definition) == ("hausse", "À midi")
    assert new.targets == [{"year": 2026, "value": "80"}]
