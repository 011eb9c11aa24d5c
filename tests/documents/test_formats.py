"""Plans of invented territories in every container: each is read at least this well."""

from __future__ import annotations

from pathlib import Path
from statistics import mean

import pytest

from maillage.intake.readers import open_source
from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import as_json
from tests.documents.agreement import agreement
from tests.documents.closed import catalogue as closed
from tests.documents.formats import catalogue as formats
from tests.programs import Convert

Plan = formats.Plan

#: The least mean agreement of the fields of each document.
_LEAST = {
    "ambrelle.layout.txt": 0.75,
    "ambrelle.pdf": 0.97,
    "ambrelle.plain.txt": 0.93,
    "ambrelle.pptx": 0.93,
    "belcourt.txt": 0.96,
    "chantevigne.besoins.txt": 0.97,
    "chantevigne.docx": 0.97,
    "chantevigne.effets.txt": 0.97,
    "chantevigne.pratique.txt": 0.97,
    "chantevigne.preuves.txt": 0.97,
    "chantevigne.questions.txt": 0.97,
    "chantevigne.visees.txt": 0.97,
    "corbeval.txt": 0.97,
    "fontbrune.txt": 0.93,
    "lauzerac.csv": 0.97,
    "lauzerac.layout.txt": 0.96,
    "lauzerac.leaflet.pdf": 0.97,
    "lauzerac.pdf": 0.96,
    "lauzerac.xlsx": 0.99,
    "marvelle.annexes.txt": 0.96,
    "marvelle.balises.txt": 0.97,
    "marvelle.bandeau.txt": 0.97,
    "marvelle.bilan.txt": 0.90,
    "marvelle.cases.txt": 0.95,
    "marvelle.champ.txt": 0.97,
    "marvelle.chiffres.txt": 0.89,
    "marvelle.colonnes.txt": 0.90,
    "marvelle.docx": 0.99,
    "marvelle.domaine.txt": 0.97,
    "marvelle.entetes.txt": 0.97,
    "marvelle.fondus.txt": 0.95,
    "marvelle.genres.txt": 0.96,
    "marvelle.intitule.txt": 0.90,
    "marvelle.layout.txt": 0.97,
    "marvelle.lettres.txt": 0.97,
    "marvelle.levier.txt": 0.97,
    "marvelle.lignes.txt": 0.96,
    "marvelle.numero.txt": 0.97,
    "marvelle.pdf": 0.97,
    "marvelle.phrases.txt": 0.96,
    "marvelle.pilier.txt": 0.97,
    "marvelle.plain.txt": 0.48,
    "marvelle.points.txt": 0.96,
    "marvelle.portrait.txt": 0.94,
    "marvelle.quatre.txt": 0.97,
    "marvelle.sigles.txt": 0.89,
    "marvelle.sommaire.txt": 0.97,
    "marvelle.sous.txt": 0.89,
    "marvelle.synthese.txt": 0.96,
    "marvelle.tableau.txt": 0.94,
    "marvelle.tabulations.txt": 0.96,
    "marvelle.volet.txt": 0.89,
    "orsenne.txt": 0.95,
    "perlan.txt": 0.95,
    "sauvelle.txt": 0.96,
    "septvallons.txt": 0.95,
    "tressange.html": 0.97,
    "tressange.layout.txt": 0.97,
    "tressange.pdf": 0.97,
    "tressange.raw.txt": 0.69,
    "tressange.scan.pdf": 0.68,
    "trevallon.txt": 0.89,
}
#: The same for the documents that no rule was written for.
_LEAST_CLOSED = {
    "lanneval.txt": 0.88,
    "maravel.docx": 0.97,
    "maravel.pdf": 0.87,
    "maravel.pptx": 0.97,
    "noirlac.txt": 0.83,
    "ombrelac.pdf": 0.85,
    "ombrelac.txt": 0.89,
}
#: The same for what LibreOffice saves of a document in another format.
_LEAST_SAVED = {
    ("ambrelle.pptx", "odp"): 0.93,
    ("ambrelle.pptx", "pdf"): 0.87,
    ("chantevigne.docx", "pdf"): 0.95,
    ("lauzerac.xlsx", "ods"): 0.97,
    ("marvelle.docx", "odt"): 0.97,
}


def _read_as_well_as(least: float, data: bytes, name: str, written: Plan) -> None:
    figures = agreement(written, as_json(recognise(open_source(data, name))))
    assert mean(figures.values()) >= least, {field: value for field, value in figures.items() if value < 1}


@pytest.mark.parametrize("name", formats.NAMES)
def test_a_plan_in_the_hand_of_its_territory_is_read(name: str, request: pytest.FixtureRequest) -> None:
    if name in formats.SCANNED:
        request.getfixturevalue("tesseract")
    data, written = formats.document(name)

    _read_as_well_as(_LEAST[name], data, name, written)


@pytest.mark.parametrize(("name", "extension"), _LEAST_SAVED)
def test_a_plan_saved_in_another_format_is_read(
    name: str, extension: str, soffice: Convert, tmp_path: Path
) -> None:
    data, written = formats.document(name)
    original = tmp_path / name
    original.write_bytes(data)

    saved = soffice(original, extension)

    _read_as_well_as(_LEAST_SAVED[name, extension], saved.read_bytes(), saved.name, written)


@pytest.mark.parametrize("name", closed.NAMES)
def test_a_plan_that_no_rule_was_written_for_is_read(name: str) -> None:
    data, written = closed.document(name)

    _read_as_well_as(_LEAST_CLOSED[name], data, name, written)
