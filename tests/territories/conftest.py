"""A small package of the same shape as the official one, with each of its traps; places are invented."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Rows = list[dict[str, Any]]
Rewrite = Callable[[str, Callable[[Rows], object]], None]


def commune(code: str, name: str, **fields: Any) -> dict[str, Any]:
    """A row of communes.json."""
    common = {"zone": "metro", "departement": code[:2], "region": "84", "type": "commune-actuelle"}
    return {"code": code, "nom": name, **common, **fields}


FILES: dict[str, Rows] = {
    "regions.json": [
        {"code": "84", "nom": "Hautes-Luzes", "zone": "metro"},
        {"code": "06", "nom": "Île Sarelle", "zone": "drom"},
        {"code": "988", "nom": "Îles Ormeaux", "zone": "com"},
    ],
    "departements.json": [
        {"code": "01", "nom": "Luze", "region": "84", "zone": "metro"},
        {"code": "976", "nom": "Île Sarelle", "region": "06", "zone": "drom"},
        {"code": "988", "nom": "Îles Ormeaux", "region": "988", "zone": "com"},
    ],
    "epci.json": [
        {
            "code": "240000019",
            "nom": "CC du Val de Brume",
            "type": "CC",
            "populationMunicipale": 999_999,
            "membres": [{"code": "01001"}, {"code": "01002"}, {"code": "01004"}],
        }
    ],
    "communes.json": [
        commune("01001", "Brumeval", population=1200, codesPostaux=["01100", "01110"]),
        commune("01002", "Saint-Orvain-sur-Luze", population=300, codesPostaux=["01100"]),
        commune("01003", "Île-de-Corm", population=90, codesPostaux=["01120"]),
        commune("01004", "Récif du Phare"),
        commune("01801", "Brumeval", type="commune-deleguee", chefLieu="01001", population=700),
        commune("01901", "Brumeval 1er", type="arrondissement-municipal", commune="01001", population=500),
        commune("97601", "Sarelle", departement="976", zone="drom", population=4000, codesPostaux=["97600"]),
        commune("98801", "Ormeaux", departement="988", zone="com", population=50, codesPostaux=["98800"]),
    ],
}


@pytest.fixture
def package_folder(tmp_path: Path) -> Path:
    """The folder of the package, as npm installs it."""
    (tmp_path / "data").mkdir()
    (tmp_path / "package.json").write_text(json.dumps({"version": "9.0.0"}), encoding="utf-8")
    for name, rows in FILES.items():
        (tmp_path / "data" / name).write_text(json.dumps(rows), encoding="utf-8")
    return tmp_path


@pytest.fixture
def rewrite(package_folder: Path) -> Rewrite:
    """Change the rows of one file: ``rewrite("communes.json", lambda rows: rows.pop())``."""

    def apply(name: str, change: Callable[[Rows], object]) -> None:
        path = package_folder / "data" / name
        rows = json.loads(path.read_text(encoding="utf-8"))
        change(rows)
        path.write_text(json.dumps(rows), encoding="utf-8")

    return apply
