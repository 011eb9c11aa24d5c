"""A plan of fifty actions, written the way people write it: by importing its document."""

from __future__ import annotations

import tempfile
from copy import deepcopy
from pathlib import Path
from typing import Any

from demo.documents.sample import build_sample_docx, sample_plan
from demo.places import GROUPS
from maillage.accounts.models import User
from maillage.conventions.models import Convention
from maillage.conventions.operations import create_convention
from maillage.intake.enums import ImportState
from maillage.intake.models import Import
from maillage.intake.operations import accept_doubts, deposit, read_import

ACTIONS = 50
PLACES = [place.name for _, rows in GROUPS.values() for place in rows]


def plan_of_fifty(title: str) -> dict[str, Any]:
    """The sample plan, its fiches written again under other names until there are fifty."""
    plan = deepcopy(sample_plan())
    plan["title"] = title
    branches = [node for axis in plan["tree"] for node in axis["children"] if node["children"]]
    models = {action["ref"]: action for action in plan["actions"]}
    numbers = {branch["ref"]: len(branch["children"]) for branch in branches}
    turn = 0
    while len(plan["actions"]) < ACTIONS:
        branch = branches[turn % len(branches)]
        turn += 1
        numbers[branch["ref"]] += 1
        originals = [child for child in branch["children"] if child["ref"] in models]
        model = models[originals[turn // len(branches) % len(originals)]["ref"]]
        copy = deepcopy(model)
        copy["ref"] = f"{branch['ref']}.{numbers[branch['ref']]}"
        copy["title"] = f"{model['title']}, avec {PLACES[turn % len(PLACES)]}"
        plan["actions"].append(copy)
        branch["children"].append(
            {"level": "Action", "ref": copy["ref"], "title": copy["title"], "children": []}
        )
    return plan


def document(title: str) -> bytes:
    """The plan of fifty actions as a Word document."""
    with tempfile.TemporaryDirectory() as folder:
        return build_sample_docx(Path(folder, "plan.docx"), plan_of_fifty(title)).read_bytes()


def waiting_import(convention: Convention, data: bytes, like: Import | None, by: User) -> Import:
    """An import to review; ``like`` is one of the same document, so that it is read once only."""
    import_ = deposit(convention=convention, data=data, name="plan.docx", by=by)
    if like is None:
        read_import(import_id=import_.pk)
    else:
        Import.objects.filter(pk=import_.pk).update(
            state=ImportState.READY, document=like.document, lines=like.lines, leaves=like.leaves
        )
    import_.refresh_from_db()
    if import_.state != ImportState.READY:
        raise RuntimeError(import_.error)
    accept_doubts(import_=import_, by=by)
    import_.refresh_from_db()
    return import_


def to_review(user: User) -> Import:
    """A convention of ``user`` whose document waits to be reviewed."""
    user.is_staff = True
    user.save(update_fields=["is_staff"])
    convention = create_convention(name="À relire", start_year=2024, end_year=2028, by=user)
    import_ = waiting_import(convention, document("Plan"), None, user)
    user.is_staff = False
    user.save(update_fields=["is_staff"])
    return import_
