"""Every document of this folder: its name, its bytes as a territory would send it, and its gold plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.documents.formats import ambrelle_pdf, lauzerac_xlsx, marvelle_docx, tressange_pdf
from tests.documents.heldout.annotated import plan_of, text_and_plan

Plan = dict[str, Any]

_HERE = Path(__file__).parent
#: Documents laid out by a module, from the plan that their notes tell.
_BUILT: dict[str, tuple[str, Callable[[Plan], bytes]]] = {
    "ambrelle": ("pdf", ambrelle_pdf.build),
    "lauzerac": ("xlsx", lauzerac_xlsx.build),
    "marvelle": ("docx", marvelle_docx.build),
    "tressange": ("pdf", tressange_pdf.build),
}
NAMES = sorted([*_BUILT, *(path.name.partition(".")[0] for path in _HERE.glob("*.annotated.txt"))])


def document(name: str) -> tuple[str, bytes, Plan]:
    """The file name, the bytes and the plan of the document called ``name``."""
    if name in _BUILT:
        extension, build = _BUILT[name]
        plan = plan_of(_HERE / "plans" / f"{name}.notes.txt")
        return f"{name}.{extension}", build(plan), plan
    text, plan = text_and_plan(_HERE / f"{name}.annotated.txt")
    return f"{name}.txt", text.encode("utf-8"), plan
