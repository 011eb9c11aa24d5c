"""The tags of the design system."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone

from maillage.conventions.enums import Status
from maillage.web.components import states


def render(source: str, **values: object) -> str:
    """The template with these values; tags need no load."""
    return Template(source).render(Context(values))


@dataclass
class Knot:
    """What a bead is made of."""

    name: str
    url: str
    status: str


@pytest.mark.parametrize("status", Status.values)
def test_a_state_has_a_shape_and_a_word(status: str) -> None:
    html = render("{% state status %}", status=status)
    assert states.CSS[status] in html
    assert html.endswith(f"{Status(status).label}</span>")


def test_states_never_share_a_class_or_a_word() -> None:
    assert len(set(states.CSS.values())) == len(set(states.WORD.values())) == len(Status)


def test_a_bead_links_to_its_fiche_and_says_its_state() -> None:
    html = render("{% beads knots %}", knots=[Knot("1 <b>", "/a/", "bloquee")])
    assert 'href="/a/"' in html
    assert "1 &lt;b&gt;, bloquée" in html


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "action est"), (1, "action est"), (2, "actions sont"), ([], "action est"), ("ab", "")],
)
def test_the_plural_starts_at_two(count: object, said: str) -> None:
    shown = render('{{ n|pluralize:"action est,actions sont" }}', n=count)
    assert shown == said


def test_a_meter_is_hidden_from_those_who_hear_its_numbers() -> None:
    assert render("{% meter 7 9 %}") == (
        '<progress class="meter" value="7" max="9" aria-hidden="true"></progress>'
    )


@pytest.mark.parametrize(
    ("source", "value", "shown"),
    [
        ("{{ value|number }}", Decimal("1200.50"), "1\u202f200,5"),
        ("{{ value|number }}", 0, "0"),
        ("{{ value|day }}", date(2026, 5, 1), "1er\u00a0mai 2026"),
        ("{{ value|known }}", "texte", "texte"),
        ("{{ value|known }}", 0, "0"),
    ],
)
def test_values_are_written_in_french(source: str, value: object, shown: str) -> None:
    assert render(source, value=value) == shown


@pytest.mark.parametrize("name", ["number", "day", "known"])
def test_nothing_is_said_to_be_missing(name: str) -> None:
    assert "non renseigné" in render(f"{{{{ value|{name} }}}}", value=None)


def test_the_year_is_left_out_when_it_is_this_one() -> None:
    year = timezone.localdate().year
    assert render("{{ value|near_day }}", value=date(year, 3, 3)) == "3\u00a0mars"
    assert render("{{ value|near_day }}", value=date(year - 2, 3, 3)).endswith(str(year - 2))


class Sample(forms.Form):
    """One field of each behaviour."""

    title = forms.CharField(label="Titre", help_text="Une phrase.")
    note = forms.CharField(label="Note", required=False)
    done = forms.BooleanField(label="Fait", required=False)
    colours = forms.MultipleChoiceField(choices=[("r", "Rouge")], widget=forms.CheckboxSelectMultiple)


def test_a_refused_field_is_tied_to_its_hint_and_its_error() -> None:
    html = render("{% field form.title %}", form=Sample({}))
    assert 'aria-describedby="id_title_aide id_title_erreur"' in html
    assert 'id="id_title_erreur"' in html
    assert 'aria-invalid="true"' in html


def test_a_field_that_may_stay_empty_says_so_unless_asked_not_to() -> None:
    assert "(facultatif)" in render("{% field form.note %}", form=Sample())
    assert "(facultatif)" not in render("{% field form.note quiet=True %}", form=Sample())
    assert "(facultatif)" not in render("{% field form.title %}", form=Sample())


def test_a_group_of_boxes_has_a_legend() -> None:
    html = render("{% field form.colours %}", form=Sample())
    assert "<legend" in html
    assert 'class="boxes"' in html
    assert '<label for="id_done">Fait</label>' in render("{% field form.done %}", form=Sample())
