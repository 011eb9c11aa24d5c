"""Nothing that a request can hold breaks a section: a value is put in its normal form, or refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.accounts.enums import Role
from maillage.accounts.models import Membership, User
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Action, Convention, Theme
from maillage.conventions.operations import save_section
from maillage.conventions.sections import SECTIONS, Json
from tests.factories.accounts import MembershipFactory, OrganisationFactory
from tests.factories.conventions import ConventionFactory, member
from tests.factories.territories import CommuneFactory, IntercommunalityFactory

HUGE, ENDLESS = 10**30, "x" * 20_000
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6), st.just(ENDLESS), st.just(HUGE)
)
KEYS = st.sampled_from(
    "title ref themes status progress pilots partners communes member organisation label kind target op "
    "value value_max unit lines level start end on precision phrases term text substeps group".split()
)
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4))
)
WRONG: list[Json] = [
    None,
    "texte",
    12,
    True,
    [None],
    ["x", 3.5, []],
    [[]],
    {"a": 1},
    [{"text": {}}],
    [ENDLESS],
]


@pytest.mark.parametrize("section", SECTIONS)
@given(value=ANYTHING)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_any_json_is_put_in_order_or_refused(convention: Convention, section: str, value: Json) -> None:
    cleaned, refusal = _outcome(convention, section, value)
    if refusal is None:
        assert json.loads(json.dumps(cleaned)) == cleaned
        assert SECTIONS[section].clean(convention, cleaned) == cleaned
    else:
        assert 0 < len(refusal) < 300


def _outcome(convention: Convention, section: str, value: Json) -> tuple[Json, str | None]:
    try:
        return SECTIONS[section].clean(convention, value), None
    except InvalidValueError as refusal:
        return None, str(refusal)


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("value", WRONG, ids=repr)
def test_a_refused_value_leaves_the_fiche_as_it_was(
    action: Action, coordinator: User, section: str, value: Json
) -> None:
    before = SECTIONS[section].read(action)
    try:
        save_section(action=action, section=section, value=value, version=1, by=coordinator)
    except InvalidValueError:
        kept = Action.objects.get(pk=action.pk)
        assert (SECTIONS[section].read(kept), kept.version) == (before, 1)


@pytest.mark.parametrize(
    ("section", "value"),
    [
        ("identity", {"title": "x", "themes": "12"}),
        ("identity", {"title": "x", "themes": ["abc"]}),
        ("identity", {"title": "x", "themes": [HUGE]}),
        ("identity", {"title": "x", "themes": [True]}),
        ("identity", {"title": "x", "ref": "r" * 21}),
        ("state", {"status": "inconnu"}),
        ("state", {"status": ""}),
        ("state", {"status": "en_cours", "progress": 101}),
        ("state", {"status": "en_cours", "progress": -1}),
        ("state", {"status": "en_cours", "progress": True}),
        ("state", {"status": "en_cours", "progress": "beaucoup"}),
        ("context", [{"texte": "x"}]),
        ("context", ["x"] * 201),
        ("context", ["x" * 4001]),
        ("residents", {"level": "x"}),
        ("steps", [{"text": "x", "substeps": "y"}]),
        ("steps", [{"text": "x"}] * 301),
        ("steps", [{"text": "x", "status": "x"}]),
        ("people", {"pilots": [{"label": "x", "member": "abc"}]}),
        ("people", {"pilots": [{"label": "x", "member": 0}]}),
        ("people", {"pilots": {"label": "x"}}),
        ("people", {"partners": [{"label": "x", "organisation": HUGE}]}),
        ("people", {"communes": "00001"}),
        ("people", {"communes": ["99999"]}),
        ("indicators", [{"label": "x", "target": "12"}]),
        ("indicators", [{"label": "x", "target": {"op": ">=", "value": "douze"}}]),
        ("indicators", [{"label": "x", "target": {"op": ">=", "value": "9999999999.99999"}}]),
        ("indicators", [{"label": "x", "target": {"op": ">="}}]),
        ("indicators", [{"label": "x", "target": {"op": "between", "value": 1}}]),
        ("calendar", {"start": "2026"}),
        ("calendar", {"start": {"on": "2026-02-31"}}),
        ("calendar", {"start": {"on": ["2026-02-01"]}}),
        ("calendar", {"start": {"on": "2026-02-01", "precision": "siecle"}}),
        ("calendar", {"start": {"on": "2027-01-01"}, "end": {"on": "2026-12-31"}}),
    ],
)
def test_what_a_section_cannot_hold_is_refused(convention: Convention, section: str, value: Json) -> None:
    with pytest.raises(InvalidValueError):
        SECTIONS[section].clean(convention, value)


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b", "a\x1bb", "a\x7fb"])
def test_characters_that_a_database_refuses_are_dropped(action: Action, coordinator: User, text: str) -> None:
    save_section(action=action, section="context", value=[text], version=1, by=coordinator)
    assert SECTIONS["context"].read(Action.objects.get(pk=action.pk)) == ["ab"]


@pytest.mark.parametrize(
    ("written", "kept"),
    [("45,50", "45.5"), ("1 200", "1200"), (12, "12"), (0.1, "0.1"), ("-0,00001", "0"), ("1e3", "1000")],
)
def test_numbers_are_read_as_people_write_them(convention: Convention, written: Any, kept: str) -> None:
    value = [{"label": "x", "target": {"op": ">=", "value": written}}]
    assert SECTIONS["indicators"].clean(convention, value)[0]["target"]["value"] == kept


def test_a_range_written_backwards_is_turned(convention: Convention) -> None:
    value = [{"label": "x", "target": {"op": "between", "value": 50, "value_max": 10}}]
    target = SECTIONS["indicators"].clean(convention, value)[0]["target"]
    assert (target["value"], target["value_max"]) == ("10", "50")


def test_a_theme_of_another_convention_is_refused(action: Action, coordinator: User) -> None:
    theme = Theme.objects.create(convention=ConventionFactory.create(), name="Ailleurs")
    value = {"title": "x", "themes": [theme.pk]}
    with pytest.raises(InvalidValueError) as refusal:
        save_section(action=action, section="identity", value=value, version=1, by=coordinator)
    assert refusal.value.field == "themes"


def _people(action: Action, by: User, **value: Json) -> Json:
    save_section(action=action, section="people", value=value, version=None, by=by)
    return SECTIONS["people"].said(SECTIONS["people"].read(action))


def test_a_member_of_another_convention_is_refused(action: Action, coordinator: User) -> None:
    stranger = MembershipFactory.create(role=Role.PILOT)
    with pytest.raises(InvalidValueError):
        _people(action, coordinator, pilots=[{"label": "x", "member": stranger.pk}])


def test_a_member_without_a_label_is_named(action: Action, coordinator: User, convention: Convention) -> None:
    pilot = Membership.objects.get(user=member(convention, Role.PILOT, full_name="Karim Belloc"))
    people = _people(action, coordinator, pilots=[{"label": "", "member": str(pilot.pk)}])
    assert people["pilots"] == [{"label": "Karim Belloc", "kind": "", "member": pilot.pk}]


def test_an_organisation_that_the_person_may_not_see_is_refused(action: Action, coordinator: User) -> None:
    hidden = OrganisationFactory.create()
    MembershipFactory.create(organisation=hidden)
    with pytest.raises(InvalidValueError):
        _people(action, coordinator, partners=[{"label": "x", "organisation": hidden.pk}])


def test_an_organisation_of_the_convention_becomes_a_partner_and_stays_one(
    action: Action, coordinator: User, convention: Convention
) -> None:
    association = OrganisationFactory.create(name="Les Petits Pas")
    there = MembershipFactory.create(workspace=convention.workspace, organisation=association)
    row = {"label": "", "organisation": association.pk}
    assert _people(action, coordinator, partners=[row])["partners"][0]["label"] == "Les Petits Pas"
    there.delete()
    people = _people(action, coordinator, partners=[{"label": "x", "organisation": association.pk}])
    assert people["partners"] == [{"label": "x", "organisation": association.pk}]


def test_a_commune_outside_the_territory_is_refused(
    action: Action, coordinator: User, convention: Convention
) -> None:
    group = IntercommunalityFactory.create()
    inside, alone, outside = CommuneFactory.create(intercommunality=group), *CommuneFactory.create_batch(2)
    convention.territories.create(intercommunality=group)
    convention.territories.create(commune=alone)
    codes = sorted([inside.pk, alone.pk])
    assert _people(action, coordinator, communes=codes)["communes"] == codes
    with pytest.raises(InvalidValueError):
        _people(action, coordinator, communes=[outside.pk])


def test_a_commune_that_left_the_territory_can_stay_on_its_fiche(
    action: Action, coordinator: User, convention: Convention
) -> None:
    former = CommuneFactory.create()
    _people(action, coordinator, communes=[former.pk])
    convention.territories.create(commune=CommuneFactory.create())
    people = _people(action, coordinator, communes=[former.pk], pilots=[{"label": "Mairie"}])
    assert people["communes"] == [former.pk]
