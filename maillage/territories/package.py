"""The package ``@etalab/decoupage-administratif`` as plain records, its traps removed.

- ``communes.json`` mixes current communes with déléguées, associées and arrondissements: only the
  current ones are kept, otherwise Paris, Lyon and Marseille count twice.
- A population there is that of 2023, of 2017 in Mayotte, of a year not told outside régions; a few
  uninhabited places have none.
- ``epci.json`` gives populations of another year than ``communes.json``: they are not read.
- Its perimeters are those of 2025, though the package says 2026.
- Collectivités d'outre-mer appear as régions and départements, which they are not.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.territories.errors import PackageError

if TYPE_CHECKING:
    from pathlib import Path

PERIMETER_YEAR = 2025
POPULATION_YEAR = 2023
_OTHER_POPULATION_YEARS = {"976": 2017}
_OUTSIDE_REGIONS = "com"
_CURRENT = "commune-actuelle"


@dataclass(frozen=True, slots=True)
class CommuneRecord:
    """A current commune; ``None`` is what the source does not say."""

    code: str
    name: str
    department: str | None
    population: int | None
    population_year: int | None
    postcodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IntercommunalityRecord:
    """An EPCI, its members by code."""

    siren: str
    name: str
    kind: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """What the package holds; régions as (code, name), départements as (code, name, région)."""

    version: str
    regions: list[tuple[str, str]]
    departments: list[tuple[str, str, str]]
    intercommunalities: list[IntercommunalityRecord]
    communes: list[CommuneRecord]


def _rows(data: Path, name: str) -> list[dict[str, Any]]:
    rows = json.loads((data / name).read_bytes())
    if not isinstance(rows, list) or not rows:
        raise ValueError(name)
    return rows


def _commune(row: dict[str, Any]) -> CommuneRecord:
    outside = row["zone"] == _OUTSIDE_REGIONS
    department = row["departement"]
    year = None if outside else _OTHER_POPULATION_YEARS.get(department, POPULATION_YEAR)
    population = row.get("population")
    return CommuneRecord(
        code=row["code"],
        name=row["nom"],
        department=None if outside else department,
        population=population,
        population_year=None if population is None else year,
        postcodes=tuple(row.get("codesPostaux", ())),
    )


def _intercommunality(row: dict[str, Any]) -> IntercommunalityRecord:
    members = tuple(member["code"] for member in row["membres"])
    return IntercommunalityRecord(siren=row["code"], name=row["nom"], kind=row["type"], members=members)


def read_package(folder: Path) -> Package:
    """The package installed in ``folder`` (which holds ``package.json`` and ``data/``).

    Raises PackageError when a file is missing or has another shape.
    """
    data = folder / "data"
    try:
        version = json.loads((folder / "package.json").read_bytes())["version"]
        within = [r for r in _rows(data, "regions.json") if r["zone"] != _OUTSIDE_REGIONS]
        departments = [r for r in _rows(data, "departements.json") if r["zone"] != _OUTSIDE_REGIONS]
        return Package(
            version=version,
            regions=[(r["code"], r["nom"]) for r in within],
            departments=[(r["code"], r["nom"], r["region"]) for r in departments],
            intercommunalities=[_intercommunality(r) for r in _rows(data, "epci.json")],
            communes=[_commune(r) for r in _rows(data, "communes.json") if r["type"] == _CURRENT],
        )
    except FileNotFoundError as error:
        message = f"Le découpage administratif manque ({error.filename}). Lancez «\u00a0make setup\u00a0»."
        raise PackageError(message) from error
    except (ValueError, KeyError, TypeError) as error:
        message = f"Le découpage administratif de {folder} n’a pas la forme attendue ({error!r})."
        raise PackageError(message) from error
