"""Every document of this folder: its name, its bytes as a territory would send it, and its gold plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.documents.exam import (
    argence_txt,
    brenoise_pptx,
    lorbe_pdf,
    merlois_pdf,
    orsange_xlsx,
    pontarmel_docx,
)
from tests.documents.heldout.annotated import Plan, plan_of, text_and_plan

_HERE = Path(__file__).parent
_BUILT: dict[str, Callable[[Plan], bytes]] = {
    "argence.txt": argence_txt.build,
    "brenoise.pptx": brenoise_pptx.build,
    "lorbe.pdf": lorbe_pdf.build,
    "merlois.pdf": merlois_pdf.build,
    "orsange.xlsx": orsange_xlsx.build,
    "pontarmel.docx": pontarmel_docx.build,
}
NAMES = (*_BUILT, "vernoise.txt")


def document(name: str) -> tuple[bytes, Plan]:
    """The bytes and the gold plan of the document called ``name``."""
    stem = name.partition(".")[0]
    if build := _BUILT.get(name):
        plan = plan_of(_HERE / f"{stem}.notes.txt")
        return build(plan), plan
    text, plan = text_and_plan(_HERE / f"{stem}.annotated.txt")
    return text.encode("utf-8"), plan
