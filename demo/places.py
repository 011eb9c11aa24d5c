"""The twelve communes of the Pays d’Aubrelande, and the three of its neighbour."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.territories.models import Commune, Department, Intercommunality, Postcode, Region
from maillage.territories.operations import index_places
from maillage.territories.package import PERIMETER_YEAR, POPULATION_YEAR

AUBRELANDE = "000000018"
ORVAIN = "000000026"

_REGION = ("00", "Hautes-Luzes")
_DEPARTMENT = ("00", "Luze-et-Brume")


@dataclass(frozen=True, slots=True)
class Place:
    """A commune to be: its population, the postcode it shares with its neighbours."""

    code: str
    name: str
    population: int
    postcode: str


GROUPS: dict[str, tuple[str, tuple[Place, ...]]] = {
    AUBRELANDE: (
        "CC du Pays d’Aubrelande",
        (
            Place("00001", "Aubreval", 6480, "00100"),
            Place("00002", "Corvesac", 4125, "00110"),
            Place("00003", "Pontigan", 1890, "00120"),
            Place("00004", "Montfréjac", 1210, "00120"),
            Place("00005", "Ételon-sur-Luze", 2340, "00130"),
            Place("00006", "Brissonge", 980, "00110"),
            Place("00007", "Marvaux-les-Étangs", 1105, "00130"),
            Place("00008", "Les Hautes-Brennes", 415, "00120"),
            Place("00009", "Sénourgue", 760, "00110"),
            Place("00010", "Valombrine", 590, "00130"),
            Place("00011", "Chantelouvre", 325, "00120"),
            Place("00012", "Fontbrède", 268, "00100"),
        ),
    ),
    ORVAIN: (
        "CC du Val d’Orvain",
        (
            Place("00021", "Saint-Orvain", 2750, "00210"),
            Place("00022", "Luzeray", 840, "00210"),
            Place("00023", "Rivaudiès", 610, "00220"),
        ),
    ),
}


def settle() -> None:
    """Put the places in, or back as they should be, and make them searchable."""
    Region.objects.update_or_create(code=_REGION[0], defaults={"name": _REGION[1]})
    department = {"name": _DEPARTMENT[1], "region_id": _REGION[0]}
    Department.objects.update_or_create(code=_DEPARTMENT[0], defaults=department)
    for siren, (name, places) in GROUPS.items():
        group = {"name": name, "kind": "CC", "perimeter_year": PERIMETER_YEAR}
        Intercommunality.objects.update_or_create(siren=siren, defaults=group)
        for place in places:
            _settle(place, siren)
    codes = [place.code for _, places in GROUPS.values() for place in places]
    index_places(communes=codes, intercommunalities=GROUPS)


def _settle(place: Place, siren: str) -> None:
    values = {
        "name": place.name,
        "department_id": _DEPARTMENT[0],
        "intercommunality_id": siren,
        "population": place.population,
        "population_year": POPULATION_YEAR,
    }
    commune, _ = Commune.objects.update_or_create(code=place.code, defaults=values)
    Postcode.objects.get_or_create(code=place.postcode, commune=commune)
