"""Steps under their volets, with substeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.conventions.enums import Status
from maillage.conventions.models import Step
from maillage.conventions.sections.base import Json, Section, choice, rows, text
from maillage.conventions.sections.keys import adopt, key_in, keys_for, without_keys
from maillage.kernel import fuzzy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.conventions.models import Action, Convention

_COLUMNS = ["position", "parent", "group", "text", "status", "due", "due_on", "due_precision", "who"]


def _step(row: Mapping[str, Json]) -> dict[str, Json]:
    return {
        "key": key_in(row),
        "text": text(row.get("text"), longest=4000, field="text"),
        "status": choice(row.get("status"), Status, "status") or Status.TO_COME.value,
        "due": text(row.get("due"), longest=100, field="due"),
        "who": text(row.get("who"), longest=200, field="who"),
    }


def _shown(step: Step) -> dict[str, Json]:
    return {"key": step.key, "text": step.text, "status": step.status, "due": step.due, "who": step.who}


def build_steps(action: Action, value: Json) -> tuple[list[Step], list[Step]]:
    """The rows of a clean value: steps, then substeps that point at them; none is saved."""
    tops: list[Step] = []
    subs: list[Step] = []
    for row in value:
        fields = {k: v for k, v in row.items() if k not in {"substeps", "group"}}
        top = Step(action=action, convention_id=action.convention_id, position=len(tops), **fields)
        top.group = row["group"]
        tops.append(top)
        subs.extend(
            Step(action=action, convention_id=action.convention_id, position=index, parent=top, **sub)
            for index, sub in enumerate(row["substeps"])
        )
    for step in (*tops, *subs):
        read_due(step)
    return tops, subs


def read_due(step: Step) -> None:
    """Set the last day that the words of its échéance mean, where they mean one."""
    moment = fuzzy.parse(step.due, end=True)
    step.due_on = moment.on if moment else None
    step.due_precision = moment.precision if moment else ""


def _flat(value: Json) -> list[Mapping[str, Json]]:
    """Steps and substeps in order."""
    return [row for step in value for row in (step, *step["substeps"])]


@dataclass(frozen=True)
class StepsSection(Section):
    """A list of ``{"key", "group", "text", "status", "due", "who", "substeps": […]}``."""

    def read(self, action: Action) -> Json:
        everything = list(action.steps.all())
        nested: dict[int, list[dict[str, Json]]] = {}
        for step in everything:
            if step.parent_id is not None:
                nested.setdefault(step.parent_id, []).append(_shown(step))
        return [
            {"group": step.group, **_shown(step), "substeps": nested.get(step.pk, [])}
            for step in everything
            if step.parent_id is None
        ]

    def clean(self, convention: Convention, value: Json) -> Json:  # noqa: ARG002 - same signature for all
        cleaned = []
        for row in rows(value):
            substeps = [_step(sub) for sub in rows(row.get("substeps") or [])]
            group = text(row.get("group"), longest=500, field="group")
            step = {"group": group, **_step(row), "substeps": [sub for sub in substeps if sub["text"]]}
            if step["text"]:
                cleaned.append(step)
        return cleaned

    def settle(self, before: Json, after: Json, *, trusted: bool = False) -> Json:
        keys = iter(keys_for(_flat(before), _flat(after), "text", trusted=trusted))
        settled = []
        for row in after:
            own = next(keys)
            substeps = [{**sub, "key": next(keys)} for sub in row["substeps"]]
            settled.append({**row, "key": own, "substeps": substeps})
        return settled

    def said(self, value: Json) -> Json:
        return [{**row, "substeps": without_keys(row["substeps"])} for row in without_keys(value)]

    def write(self, action: Action, value: Json) -> None:
        tops, subs = build_steps(action, value)
        present = list(action.steps.all())
        new_tops, kept_tops = adopt(tops, present)
        # first the new steps, that substeps may come to hang from
        Step.objects.bulk_create(new_tops)
        new_subs, kept_subs = adopt(subs, present)
        for sub in (*new_subs, *kept_subs):
            sub.parent = sub.parent  # its step has an id now
        kept = [*kept_tops, *kept_subs]
        Step.objects.bulk_update(kept, _COLUMNS)
        Step.objects.bulk_create(new_subs)
        # last, so that no substep goes with the step that it left
        action.steps.exclude(key__in=[row.key for row in (*tops, *subs)]).delete()
