"""Who answers for an action, with whom, and for which communes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.accounts.models import Membership, Organisation
from maillage.conventions.enums import PilotKind
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Partner, Pilot
from maillage.conventions.sections.base import Json, Section, choice, rows, text
from maillage.territories.models import Commune

if TYPE_CHECKING:
    from maillage.conventions.models import Action, Convention


def build_people(action: Action, value: Json) -> tuple[list[Pilot], list[Partner]]:
    """The rows of a clean value, not saved."""
    common = {"action": action, "convention_id": action.convention_id}
    pilots = [
        Pilot(position=i, label=row["label"], kind=row["kind"], member_id=row["member"], **common)
        for i, row in enumerate(value["pilots"])
    ]
    partners = [
        Partner(position=i, label=row["label"], organisation_id=row["organisation"], **common)
        for i, row in enumerate(value["partners"])
    ]
    return pilots, partners


def _known(ids: set[int], found: set[int], field: str) -> None:
    if ids - found:
        raise InvalidValueError("Cette personne ou cet organisme n’est plus dans la liste.", field)


def _ids(value: Json, name: str) -> set[int]:
    return {int(row[name]) for row in value if row.get(name)}


@dataclass(frozen=True)
class PeopleSection(Section):
    """``{"pilots": [{"label", "kind", "member"}], "partners": [{"label", "organisation"}], "communes"}``."""

    def read(self, action: Action) -> Json:
        return {
            "pilots": [
                {"label": p.label, "kind": p.kind, "member": p.member_id} for p in action.pilots.all()
            ],
            "partners": [
                {"label": p.label, "organisation": p.organisation_id} for p in action.partners.all()
            ],
            "communes": sorted(commune.pk for commune in action.communes.all()),
        }

    def clean(self, convention: Convention, value: Json) -> Json:
        pilots, partners = rows(value.get("pilots") or []), rows(value.get("partners") or [])
        members, organisations = _ids(pilots, "member"), _ids(partners, "organisation")
        if members:
            here = Membership.objects.filter(workspace_id=convention.pk, pk__in=members)
            _known(members, set(here.values_list("pk", flat=True)), "member")
        if organisations:
            there = Organisation.objects.filter(pk__in=organisations)
            _known(organisations, set(there.values_list("pk", flat=True)), "organisation")
        codes = [str(code) for code in value.get("communes") or []]
        found = sorted(Commune.objects.filter(pk__in=codes).values_list("pk", flat=True)) if codes else []
        cleaned_pilots = [
            {
                "label": text(row.get("label"), longest=300, field="label"),
                "kind": choice(row.get("kind"), PilotKind, "kind"),
                "member": int(row["member"]) if row.get("member") else None,
            }
            for row in pilots
        ]
        cleaned_partners = [
            {
                "label": text(row.get("label"), longest=500, field="label"),
                "organisation": int(row["organisation"]) if row.get("organisation") else None,
            }
            for row in partners
        ]
        return {
            "pilots": [row for row in cleaned_pilots if row["label"]],
            "partners": [row for row in cleaned_partners if row["label"]],
            "communes": found,
        }

    def write(self, action: Action, value: Json) -> None:
        action.pilots.all().delete()
        action.partners.all().delete()
        pilots, partners = build_people(action, value)
        Pilot.objects.bulk_create(pilots)
        Partner.objects.bulk_create(partners)
        action.communes.set(value["communes"])

    def is_filled(self, value: Json) -> bool:
        return bool(value["pilots"] or value["partners"])
