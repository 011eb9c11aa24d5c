"""Every document of this folder: its name, its bytes as a territory would send it, and its gold plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.documents.formats import (
    ambrelle_pdf,
    ambrelle_pptx,
    chantevigne_docx,
    grand_txt,
    lauzerac_csv,
    lauzerac_leaflet,
    lauzerac_pdf,
    lauzerac_xlsx,
    marvelle_docx,
    marvelle_pdf,
    scanned,
    tressange_html,
    tressange_pdf,
)
from tests.documents.formats.amid_txt import AMID, amid
from tests.documents.formats.around_txt import MANNERS, around
from tests.documents.formats.around_txt import told as told_around
from tests.documents.formats.dressed_txt import DRESSES, dressed
from tests.documents.formats.levels_txt import NAMINGS, named
from tests.documents.formats.outline_txt import OUTLINES, outlined
from tests.documents.formats.tables_txt import FLATTENED, flattened
from tests.documents.formats.tables_txt import told as told_flat
from tests.documents.heldout.annotated import plan_of, text_and_plan

Plan = dict[str, Any]

_HERE = Path(__file__).parent


def _bare(plan: Plan) -> Plan:
    return told_around(plan) | {name: [] for name in ("diagnosis", "governance", "roles")}


#: Documents laid out by a module, from the notes of the territory whose name they begin with.
_BUILT: dict[str, Callable[[Plan], bytes]] = {
    "ambrelle.pdf": ambrelle_pdf.build,
    "ambrelle.pptx": ambrelle_pptx.build,
    "chantevigne.docx": chantevigne_docx.build,
    "lauzerac.csv": lauzerac_csv.build,
    "lauzerac.pdf": lauzerac_pdf.build,
    "lauzerac.leaflet.pdf": lauzerac_leaflet.build,
    "lauzerac.xlsx": lauzerac_xlsx.build,
    "marvelle.docx": marvelle_docx.build,
    "marvelle.pdf": marvelle_pdf.build,
    "tressange.html": tressange_html.build,
    "tressange.pdf": tressange_pdf.build,
    "tressange.scan.pdf": scanned.build,
    **{f"marvelle.{manner}.txt": around(manner) for manner in MANNERS},
    **{f"marvelle.{manner}.txt": outlined(manner) for manner in OUTLINES},
    **{f"marvelle.{manner}.txt": flattened(manner) for manner in FLATTENED},
    **{f"marvelle.{naming}.txt": named(naming) for naming in NAMINGS},
    **{f"marvelle.{manner}.txt": amid(manner) for manner in AMID},
    **{f"chantevigne.{dress}.txt": dressed(dress) for dress in DRESSES},
}
#: Documents that do not print the terms of the schedule, which others tick in boxes.
_WITHOUT_TERMS = {"tressange.html"}
#: Documents that are only pictures, read with tesseract.
SCANNED = {"tressange.scan.pdf"}
#: What some documents tell of the plan they are laid out from.
_TOLD: dict[str, Callable[[Plan], Plan]] = {
    "lauzerac.leaflet.pdf": lauzerac_leaflet.told,
    "marvelle.pdf": marvelle_pdf.told,
    **{f"marvelle.{manner}.txt": told_around for manner in MANNERS},
    **{f"marvelle.{manner}.txt": _bare for manner in (*OUTLINES, *NAMINGS, *AMID)},
    **{f"marvelle.{manner}.txt": lambda plan: told_flat(_bare(plan)) for manner in FLATTENED},
    "tressange.scan.pdf": scanned.shortened,
}
_TYPED = [path.name.replace(".annotated", "") for path in _HERE.glob("*.annotated.txt")]
#: What pdftotext makes of some of the PDF documents, named after its option.
_CONVERTED = [path.name for path in (_HERE / "converted").glob("*.txt")]
NAMES = sorted([*_BUILT, *_TYPED, *_CONVERTED, "septvallons.txt"])


def _notes(territory: str) -> Plan:
    return plan_of(_HERE / "plans" / f"{territory}.notes.txt")


def document(name: str) -> tuple[bytes, Plan]:
    """The bytes and the plan of the document whose file is called ``name``."""
    territory = name.partition(".")[0]
    if name in _CONVERTED:
        return (_HERE / "converted" / name).read_bytes(), document(f"{territory}.pdf")[1]
    if name == "septvallons.txt":
        plan = grand_txt.gathered([_notes(each) for each in grand_txt.GATHERED])
        return grand_txt.build(plan), plan
    if name in _BUILT:
        plan = _notes(territory)
        for action in plan["actions"] if name in _WITHOUT_TERMS else ():
            action["schedule"]["start_term"] = None
        plan = _TOLD[name](plan) if name in _TOLD else plan
        return _BUILT[name](plan), plan
    text, plan = text_and_plan(_HERE / f"{territory}.annotated.txt")
    return text.encode("utf-8"), plan
