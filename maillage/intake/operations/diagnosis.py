"""The diagnosis of a document, which becomes that of the territory when its plan is accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.diagnosis.operations import import_findings

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.intake.models import Import


def adopt_diagnosis(*, import_: Import, by: User) -> int:
    """Add the findings that the document tells, each with its place in it; how many were new."""
    rows = (import_.document or {}).get("diagnosis") or []
    source = {"document": import_.name, "import": import_.pk}
    told = [{**row, "origin": {**source, "line": row.get("line"), "page": row.get("page")}} for row in rows]
    return import_findings(workspace=import_.convention.workspace, rows=told, batch=import_.batch, by=by)
