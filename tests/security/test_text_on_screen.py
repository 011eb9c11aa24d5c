"""Whatever people or documents write is shown as text: no page lets it act."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.test import Client

from maillage.accounts.enums import OrganisationKind
from maillage.accounts.models import Membership, Organisation
from maillage.conventions.models import Action, Convention, Signatory
from maillage.conventions.operations import (
    create_action,
    create_node,
    save_section,
    set_themes,
    update_convention,
    update_node,
)
from tests.cast import Cast
from tests.factories.intake import document, ready_import
from tests.permissions.test_urls import signed_in

EVIL = "\"'><img src=x onerror=alert(1)><script>alert(1)</script>{{ 7|add:7 }}"
SHORT = "'\"><b onx=1>"


class Markup(HTMLParser):
    """Notes what a browser would act on: the element or the attribute that only the text above has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.acting: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Scripts of ours have an address; no element of ours has a handler."""
        names = dict(attrs)
        if (tag == "script" and "src" not in names) or any(name.startswith("on") for name in names):
            self.acting.append(self.get_starttag_text() or tag)


def sections() -> Iterator[tuple[str, object]]:
    """Each section with the text in all its places."""
    lines = [EVIL]
    yield from ((name, lines) for name in ("context", "objectives", "success_conditions", "resources"))
    yield "residents", {"level": "", "lines": lines}
    step = {"group": EVIL, "text": EVIL, "status": "a_venir", "due": EVIL[:90], "who": EVIL}
    yield "steps", [{**step, "substeps": [step]}]
    pilots = [{"label": EVIL, "kind": "", "member": None}]
    yield "people", {"pilots": pilots, "partners": [{"label": EVIL, "organisation": None}], "communes": []}
    target = {"op": ">=", "value": "12", "unit": EVIL, "per": "", "baseline": None}
    yield "indicators", [{"label": EVIL, "kind": "", "target": target}]
    yield "calendar", {"phrases": lines, "start": None, "end": None, "term": ""}
    yield "identity", {"ref": SHORT, "title": EVIL, "fiche_title": EVIL, "themes": []}
    yield "state", {"status": "bloquee", "progress": 3, "news": EVIL}


def written(cast: Cast) -> list[str]:
    """The text everywhere, and the addresses that show it."""
    by, convention = cast.coordinatrice, cast.convention
    node = create_node(convention=convention, parent=None, title=EVIL, ref=SHORT, by=by)
    action = create_action(convention=convention, node=node, title=EVIL, ref=SHORT, by=by)
    for name, value in sections():
        save_section(action=action, section=name, value=value, version=None, by=by)
    save_section(action=action, section="context", value=["a", EVIL, "b"], version=None, by=by)
    update_node(node=node, title=f"{EVIL} bis", ref=SHORT, version=None, by=by)
    set_themes(convention=convention, rows=[(None, EVIL[:80])], by=by)
    names = {"name": EVIL, "level_names": [EVIL[:60], EVIL[:60]], "section_labels": {"context": EVIL[:80]}}
    update_convention(convention=convention, values=names, version=None, by=by)
    Signatory.objects.create(convention=convention, name=EVIL, quality=EVIL)
    cast.pilote.full_name = EVIL[:150]
    cast.pilote.save()
    body = Organisation.objects.create(name=EVIL, kind=OrganisationKind.values[0])
    Membership.objects.filter(user=cast.pilote).update(organisation=body, function=EVIL)
    here, fiche = f"/c/{convention.pk}/", f"/c/{convention.pk}/plan/actions/{action.pk}/"
    editors = [f"{fiche}rubriques/{name}/" for name, _ in sections()]
    places = ("", "plan/", "plan/?organiser=1", "historique/", "reglages/", "participants/", "documents/")
    return ["/", *(here + place for place in places), fiche, f"{fiche}historique/", *editors, *imported(cast)]


def imported(cast: Cast) -> list[str]:
    """A document made of the same text, to review."""
    plan = document()
    plan["territory"] = plan["title"] = EVIL
    plan["actions"][0]["title"] = plan["tree"][0]["title"] = plan["tree"][0]["level"] = EVIL
    plan["actions"][0]["objectives"][0]["text"] = plan["warnings"][0]["reason"] = EVIL
    plan["actions"][0]["path"] = [EVIL]
    import_ = ready_import(cast.convention, cast.coordinatrice, plan)
    import_.name, import_.lines = EVIL, [EVIL] * 15
    import_.save()
    bench = f"/c/{cast.convention.pk}/documents/{import_.pk}/"
    return [bench, f"{bench}accepter/", f"{bench}doutes/1/"]


@pytest.mark.parametrize("htmx", [False, True])
def test_no_text_becomes_markup_anywhere(cast: Cast, *, htmx: bool) -> None:
    addresses = written(cast)
    client = signed_in(cast.coordinatrice)
    shown = 0
    for address in addresses:
        answer = client.get(address, headers={"HX-Request": "true"} if htmx else {})
        page = answer.content.decode()
        assert answer.status_code in ({200, 404} if htmx else {200}), address
        assert Markup(page).acting == [], address
        shown += "&lt;img src=x" in page
    assert shown > len(addresses) // 2


def test_a_toast_and_a_search_show_what_was_typed_as_text(cast: Cast) -> None:
    client: Client = signed_in(cast.coordinatrice)
    here = f"/c/{cast.convention.pk}"
    answer = client.post(f"{here}/plan/actions/ajouter/", {"title": EVIL, "node": ""}, follow=True)
    assert "&lt;img src=x" in answer.content.decode()
    for address in (f"{here}/plan/", "/", "/territoires/recherche/"):
        answer = client.get(address, {"q": EVIL, "pilote": EVIL, "next": EVIL})
        assert Markup(answer.content.decode()).acting == [], address
    assert Convention.objects.filter(pk=cast.convention.pk).exists()


def test_no_text_turns_the_direction_of_what_is_around_it(cast: Cast) -> None:
    client: Client = signed_in(cast.coordinatrice)
    address = f"/c/{cast.convention.pk}/plan/actions/ajouter/"
    client.post(address, {"title": "Guide \u202efdp.exe\u2066", "node": ""}, follow=True)
    assert Action.objects.filter(title="Guide fdp.exe").exists()
