"""Loading the official geography."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection, transaction

from maillage.journal.operations import Fact, Subject, record
from maillage.territories.models import (
    INVENTED_PREFIX,
    Commune,
    Department,
    Edition,
    Intercommunality,
    Postcode,
    Region,
    SearchTerm,
)
from maillage.territories.operations.indexing import index_places
from maillage.territories.package import PERIMETER_YEAR, Package, read_package

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_BATCH = 2000
_COMMUNE_FIELDS = (
    "name",
    "department_id",
    "intercommunality_id",
    "population",
    "population_year",
    "retired",
)


def _silent(_line: str) -> None:
    """Say nothing of the progress."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows the official geography now has."""

    version: str
    regions: int
    departments: int
    intercommunalities: int
    communes: int
    postcodes: int
    terms: int


def load_geography(*, folder: Path, report: Callable[[str], None] = _silent) -> Loaded:
    """Load the package installed in ``folder``, in one transaction.

    Rows in place are updated, those that left the source are marked ``retired``: none is ever
    deleted, since conventions refer to them. Invented places stay as they are. ``report`` receives
    one French line a stage. Raises PackageError.
    """
    report("Lecture du découpage administratif")
    package = read_package(folder)
    with transaction.atomic():
        _save_regions(package)
        report(f"{len(package.regions)} régions, {len(package.departments)} départements")
        _save_intercommunalities(package)
        report(f"{len(package.intercommunalities)} intercommunalités")
        _save_communes(package)
        report(f"{len(package.communes)} communes")
        postcodes = _save_postcodes(package)
        report(f"{postcodes} codes postaux")
        terms = index_places()
        report(f"{terms} termes de recherche")
        edition, _ = Edition.objects.update_or_create(version=package.version)
        loaded = Loaded(
            version=package.version,
            regions=len(package.regions),
            departments=len(package.departments),
            intercommunalities=len(package.intercommunalities),
            communes=len(package.communes),
            postcodes=postcodes,
            terms=terms,
        )
        details = {"communes": loaded.communes, "intercommunalities": loaded.intercommunalities}
        subject = Subject("edition", edition.pk, package.version)
        record(Fact("geography.loaded", subject, details=details), by=None)
        _measure_tables()
    return loaded


def _measure_tables() -> None:
    """Tell the database what the tables now hold: until it knows, it reads them whole."""
    with connection.cursor() as cursor:
        for model in (Commune, Intercommunality, Postcode, SearchTerm):
            table = model._meta.db_table  # noqa: SLF001 - documented by Django
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


def _save_regions(package: Package) -> None:
    Region.objects.bulk_create(
        [Region(code=code, name=name) for code, name in package.regions],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name"],
    )
    Department.objects.bulk_create(
        [Department(code=code, name=name, region_id=region) for code, name, region in package.departments],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "region"],
    )


def _save_intercommunalities(package: Package) -> None:
    Intercommunality.objects.bulk_create(
        [
            Intercommunality(siren=row.siren, name=row.name, kind=row.kind, perimeter_year=PERIMETER_YEAR)
            for row in package.intercommunalities
        ],
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["siren"],
        update_fields=["name", "kind", "perimeter_year", "retired"],
    )
    known = set(Intercommunality.objects.values_list("siren", flat=True))
    gone = _official(known - {row.siren for row in package.intercommunalities})
    Intercommunality.objects.filter(siren__in=gone).update(retired=True)


def _save_communes(package: Package) -> None:
    member_of = {code: row.siren for row in package.intercommunalities for code in row.members}
    known = {code: row for code, *row in Commune.objects.values_list("code", *_COMMUNE_FIELDS)}
    wanted = {
        row.code: [
            row.name,
            row.department,
            member_of.get(row.code),
            row.population,
            row.population_year,
            False,
        ]
        for row in package.communes
    }
    Commune.objects.bulk_create(
        [
            Commune(code=code, **dict(zip(_COMMUNE_FIELDS, row, strict=True)))
            for code, row in wanted.items()
            if known.get(code) != row
        ],
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=_COMMUNE_FIELDS,
    )
    gone = _official(known.keys() - wanted.keys())
    Commune.objects.filter(code__in=gone).update(retired=True, intercommunality=None)


def _official(codes: set[str]) -> list[str]:
    return sorted(code for code in codes if not code.startswith(INVENTED_PREFIX))


def _save_postcodes(package: Package) -> int:
    wanted = {(code, row.code) for row in package.communes for code in row.postcodes}
    official = Postcode.objects.exclude(commune__code__startswith=INVENTED_PREFIX)
    known = {(code, commune): pk for pk, code, commune in official.values_list("pk", "code", "commune_id")}
    Postcode.objects.filter(pk__in=[pk for pair, pk in known.items() if pair not in wanted]).delete()
    Postcode.objects.bulk_create(
        [Postcode(code=code, commune_id=commune) for code, commune in sorted(wanted - known.keys())],
        batch_size=_BATCH,
    )
    return len(wanted)
