"""Documents that no rule was ever written for: read, counted, never looked at to change the reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.documents.closed import maravel_docx, maravel_pdf, maravel_pptx, ombrelac_pdf, ombrelac_txt
from tests.documents.heldout.annotated import plan_of, text_and_plan

Plan = dict[str, Any]

_HERE = Path(__file__).parent
_BUILT: dict[str, Callable[[Plan], bytes]] = {
    "maravel.docx": maravel_docx.build,
    "maravel.pdf": maravel_pdf.build,
    "maravel.pptx": maravel_pptx.build,
    "ombrelac.pdf": ombrelac_pdf.build,
    "ombrelac.txt": ombrelac_txt.build,
}
#: What a document does not print of the plan it is laid out from.
_UNPRINTED = {"maravel.pdf": ("roles",), "maravel.pptx": ("roles",), "ombrelac.txt": ("diagnosis", "kinds")}
_TYPED = [path.name.replace(".annotated", "") for path in _HERE.glob("*.annotated.txt")]
NAMES = sorted([*_BUILT, *_TYPED])


def document(name: str) -> tuple[bytes, Plan]:
    """The bytes and the plan of the document whose file is called ``name``."""
    territory = name.partition(".")[0]
    if name in _BUILT:
        plan = plan_of(_HERE / "plans" / f"{territory}.notes.txt")
        return _BUILT[name](plan), _printed(plan, _UNPRINTED.get(name, ()))
    text, plan = text_and_plan(_HERE / f"{territory}.annotated.txt")
    return text.encode("utf-8"), plan


def _printed(plan: Plan, unprinted: tuple[str, ...]) -> Plan:
    seen = {key: [] if key in unprinted else value for key, value in plan.items()}
    for action in seen["actions"] if "kinds" in unprinted else ():
        for indicator in action["indicators"]:
            indicator["kind"] = None
    return seen
