"""Who answers for an action, with whom, and for which communes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.accounts.models import Membership, Organisation
from maillage.accounts.selectors import visible_organisations
from maillage.conventions.enums import PilotKind
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Partner, Pilot
from maillage.conventions.sections.base import (
    Json,
    Section,
    choice,
    identifier,
    mapping,
    plain,
    rows,
    text,
)
from maillage.conventions.sections.keys import key_in, keys_for, without_keys, write_many, write_rows
from maillage.conventions.territory import communes_covered
from maillage.territories.models import Commune

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maillage.accounts.models import User
    from maillage.conventions.models import Action, Convention

UNKNOWN_COMMUNE = "Cette commune n’est pas dans le territoire de la convention."


def build_people(action: Action, value: Json) -> tuple[list[Pilot], list[Partner]]:
    """The rows of a clean value, not saved."""
    common = {"action": action, "convention_id": action.convention_id}
    pilots = [
        Pilot(
            key=row["key"],
            position=i,
            label=row["label"],
            kind=row["kind"],
            member_id=row["member"],
            **common,
        )
        for i, row in enumerate(value["pilots"])
    ]
    partners = [
        Partner(key=row["key"], position=i, label=row["label"], organisation_id=row["organisation"], **common)
        for i, row in enumerate(value["partners"])
    ]
    return pilots, partners


def _known(ids: set[int], found: set[int], field: str) -> None:
    if ids - found:
        raise InvalidValueError("Cette personne ou cet organisme n’est plus dans la liste.", field)


def _codes(value: Json) -> list[str]:
    """The communes that exist among codes. Raises InvalidValueError when one does not."""
    if not isinstance(value or [], list):
        raise InvalidValueError(UNKNOWN_COMMUNE, "communes")
    codes = {plain(code, "communes") for code in value or []} - {""}
    found = set(Commune.objects.filter(pk__in=codes).values_list("pk", flat=True)) if codes else set()
    if codes - found:
        raise InvalidValueError(UNKNOWN_COMMUNE, "communes")
    return sorted(found)


def _member_names(convention: Convention, ids: set[int]) -> dict[int, str]:
    if not ids:
        return {}
    here = Membership.objects.filter(workspace_id=convention.pk, pk__in=ids).select_related("user")
    names = {member.pk: member.user.get_full_name() for member in here}
    _known(ids, set(names), "member")
    return names


def _organisation_names(ids: set[int]) -> dict[int, str]:
    names = dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}
    _known(ids, set(names), "organisation")
    return names


def _linked(value: Json, name: str) -> tuple[Sequence[Mapping[str, Json]], list[int | None]]:
    """The rows, and the id that each one points at."""
    found = rows(value or [])
    return found, [identifier(row.get(name), name) for row in found]


@dataclass(frozen=True)
class PeopleSection(Section):
    """``{"pilots": […], "partners": […], "communes": [codes]}``.

    A pilot is ``{"key", "label", "kind", "member"}``, a partner ``{"key", "label", "organisation"}``.
    """

    def read(self, action: Action) -> Json:
        return {
            "pilots": [
                {"key": p.key, "label": p.label, "kind": p.kind, "member": p.member_id}
                for p in action.pilots.all()
            ],
            "partners": [
                {"key": p.key, "label": p.label, "organisation": p.organisation_id}
                for p in action.partners.all()
            ],
            "communes": sorted(commune.pk for commune in action.communes.all()),
        }

    def clean(self, convention: Convention, value: Json) -> Json:
        value = mapping(value)
        pilots, members = _linked(value.get("pilots"), "member")
        partners, organisations = _linked(value.get("partners"), "organisation")
        people = _member_names(convention, set(filter(None, members)))
        bodies = _organisation_names(set(filter(None, organisations)))
        cleaned_pilots = [
            {
                "key": key_in(row),
                "label": text(row.get("label"), longest=300, field="label") or people.get(member or 0, ""),
                "kind": choice(row.get("kind"), PilotKind, "kind"),
                "member": member,
            }
            for row, member in zip(pilots, members, strict=True)
        ]
        cleaned_partners = [
            {
                "key": key_in(row),
                "label": text(row.get("label"), longest=500, field="label") or bodies.get(body or 0, ""),
                "organisation": body,
            }
            for row, body in zip(partners, organisations, strict=True)
        ]
        return {
            "pilots": [row for row in cleaned_pilots if row["label"]],
            "partners": [row for row in cleaned_partners if row["label"]],
            "communes": _codes(value.get("communes")),
        }

    def allow(self, convention: Convention, before: Json, after: Json, by: User) -> None:
        """New organisations: those that ``by`` may see. New communes: those of the territory, once known."""
        bodies = {row["organisation"] for row in after["partners"]} - {None}
        bodies -= {row["organisation"] for row in before["partners"]}
        if bodies:
            seen = visible_organisations(by).filter(pk__in=bodies)
            _known(bodies, set(seen.values_list("pk", flat=True)), "organisation")
        codes = set(after["communes"]) - set(before["communes"])
        if codes and convention.territories.exists():
            covered = communes_covered(convention.pk).filter(pk__in=codes)
            if codes - set(covered.values_list("pk", flat=True)):
                raise InvalidValueError(UNKNOWN_COMMUNE, "communes")

    def settle(self, before: Json, after: Json, *, trusted: bool = False) -> Json:
        settled = dict(after)
        for kind in ("pilots", "partners"):
            keys = keys_for(before[kind], after[kind], "label", trusted=trusted)
            settled[kind] = [{**row, "key": key} for row, key in zip(after[kind], keys, strict=True)]
        return settled

    def said(self, value: Json) -> Json:
        return {**value, **{kind: without_keys(value[kind]) for kind in ("pilots", "partners")}}

    def write(self, action: Action, value: Json) -> None:
        now = self.read(action)
        pilots, partners = build_people(action, value)
        # what stays is not written again: the same pilot given to many actions touches no partner
        if now["pilots"] != value["pilots"]:
            write_rows(action.pilots, pilots, ["position", "label", "kind", "member_id"])
        if now["partners"] != value["partners"]:
            write_rows(action.partners, partners, ["position", "label", "organisation_id"])
        write_many(action.communes, value["communes"])

    def is_filled(self, value: Json) -> bool:
        return bool(value["pilots"] or value["partners"])
