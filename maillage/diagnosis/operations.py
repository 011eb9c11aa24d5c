"""Writing findings: each write checks the right, changes, writes in the journal, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from maillage.diagnosis.enums import FindingKind
from maillage.diagnosis.errors import FindingChangedError, InvalidFindingError
from maillage.diagnosis.models import Finding
from maillage.diagnosis.permissions import can_edit_findings
from maillage.journal.operations import Fact, Subject, record
from maillage.kernel.errors import StaleVersionError
from maillage.kernel.text import printable

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence

    from maillage.accounts.models import User, Workspace
    from maillage.journal.models import Entry

LONGEST = {"theme": 120, "text": 4000, "source": 300}
FIELDS = ("kind", "theme", "text", "source")
MOST_FINDINGS = 2000


def _require(user: User, workspace_id: int) -> None:
    if not can_edit_findings(user, workspace_id):
        raise PermissionDenied


def _cleaned(values: Mapping[str, Any]) -> dict[str, str]:
    """``FIELDS`` in their normal form. Raises InvalidFindingError."""
    kind = str(values.get("kind") or "")
    if kind not in FindingKind.values:
        raise InvalidFindingError("Choisissez la nature de ce constat.", "kind")
    cleaned = {"kind": kind}
    for name, longest in LONGEST.items():
        line = printable(" ".join(str(values.get(name) or "").split()))
        if len(line) > longest:
            raise InvalidFindingError(f"{len(line)} caractères : réduisez à {longest} au plus.", name)
        cleaned[name] = line
    if not cleaned["text"]:
        raise InvalidFindingError("Écrivez ce constat.", "text")
    return cleaned


def _told(finding: Finding) -> dict[str, str]:
    return {name: str(getattr(finding, name)) for name in FIELDS}


def _record(
    finding: Finding,
    verb: str,
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    *,
    by: User,
    undoes: Entry | None,
) -> Entry:
    fact = Fact(
        verb=f"finding.{verb}",
        subject=Subject("finding", finding.pk, str(finding)),
        convention_id=finding.workspace_id,
        changes=changes or {},
    )
    return record(fact, by=by, undoes=undoes)


def _next_position(workspace_id: int) -> int:
    positions = Finding.objects.filter(workspace_id=workspace_id).values_list("position", flat=True)
    return max(positions, default=-1) + 1


def locked_finding(pk: int) -> Finding:
    """The finding as it is now, deleted or not, locked until the end of the transaction."""
    return Finding.objects.select_for_update(of=("self",)).get(pk=pk)


@transaction.atomic
def create_finding(*, workspace: Workspace, values: Mapping[str, Any], by: User) -> tuple[Finding, Entry]:
    """A new finding after the others; ``values`` has ``FIELDS``. Raises InvalidFindingError."""
    _require(by, workspace.pk)
    cleaned = _cleaned(values)
    finding = Finding(workspace=workspace, position=_next_position(workspace.pk), **cleaned)
    finding.save()
    changes = {name: ("", value) for name, value in cleaned.items() if value}
    return finding, _record(finding, "created", changes, by=by, undoes=None)


@transaction.atomic
def update_finding(
    *,
    finding: Finding,
    values: Mapping[str, Any],
    version: int | None,
    by: User,
    undoes: Entry | None = None,
) -> Entry | None:
    """Change ``FIELDS``; None when nothing changed.

    Raises InvalidFindingError, StaleVersionError when ``version`` is no longer the current one,
    FindingChangedError when the finding was removed.
    """
    locked = locked_finding(finding.pk)
    _require(by, locked.workspace_id)
    if locked.deleted_at is not None:
        raise FindingChangedError("Ce constat a été retiré : rétablissez-le d’abord.")
    if version is not None and locked.version != version:
        raise StaleVersionError(locked.version)
    before, after = _told(locked), _cleaned(values)
    changes = {name: (before[name], after[name]) for name in FIELDS if before[name] != after[name]}
    if not changes:
        return None
    for name, (_, value) in changes.items():
        setattr(locked, name, value)
    locked.version += 1
    locked.save()
    finding.refresh_from_db()
    return _record(locked, "updated", changes, by=by, undoes=undoes)


@transaction.atomic
def delete_finding(*, finding: Finding, by: User, undoes: Entry | None = None) -> Entry:
    """Take a finding out; its row and its links stay, so that it can come back whole."""
    return _stand(finding, "deleted", by, undoes)


@transaction.atomic
def restore_finding(*, finding: Finding, by: User, undoes: Entry) -> Entry:
    """Bring a removed finding back."""
    return _stand(finding, "restored", by, undoes)


def _stand(finding: Finding, verb: str, by: User, undoes: Entry | None) -> Entry:
    locked = locked_finding(finding.pk)
    _require(by, locked.workspace_id)
    if (locked.deleted_at is None) != (verb == "deleted"):
        raise FindingChangedError("Ce constat a changé depuis. Rechargez la page.")
    locked.deleted_at = timezone.now() if verb == "deleted" else None
    locked.version += 1
    locked.save()
    return _record(locked, verb, by=by, undoes=undoes)


@transaction.atomic
def import_findings(
    *, workspace: Workspace, rows: Sequence[Mapping[str, Any]], batch: uuid.UUID, by: User
) -> int:
    """Add the findings that a document tells, but for those in place already; how many were added.

    Each row has ``kind``, ``text``, and may have ``theme``, ``source`` and ``origin`` (where the document
    has it). Rows that say nothing are left out and what is too long is cut: a document is never refused
    for its diagnosis. The journal tells of them with the import that ``batch`` marks.
    """
    _require(by, workspace.pk)
    living = Finding.objects.filter(workspace=workspace, deleted_at=None)
    known = set(living.values_list("kind", "text"))
    first = _next_position(workspace.pk)
    found: list[Finding] = []
    for row in rows[:MOST_FINDINGS]:
        kind = row.get("kind") if row.get("kind") in FindingKind.values else FindingKind.OBSERVATION
        said = {name: _fitted(row.get(name), longest) for name, longest in LONGEST.items()}
        if said["text"] and (kind, said["text"]) not in known:
            known.add((str(kind), said["text"]))
            place = {"position": first + len(found), "batch": batch, "origin": row.get("origin") or {}}
            found.append(Finding(workspace=workspace, kind=str(kind), **said, **place))
    Finding.objects.bulk_create(found)
    return len(found)


def _fitted(value: Any, longest: int) -> str:
    line = printable(" ".join(str(value or "").split()))
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


@transaction.atomic
def withdraw_findings(*, workspace: Workspace, batch: uuid.UUID, by: User) -> int:
    """Take out the findings that an import added and that nobody changed since; how many went."""
    _require(by, workspace.pk)
    mine = Finding.objects.filter(workspace=workspace, batch=batch, deleted_at=None, version=1)
    return mine.update(deleted_at=timezone.now())
