"""How far a reading agrees with the plan that was written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any

from tests.documents.builders import Plan

_LISTS = (
    "pilots",
    "partners",
    "context",
    "objectives",
    "success_conditions",
    "resources",
    "residents",
    "calendar",
    "indicators",
)
_AROUND = {"diagnosis": "text", "governance": "name", "roles": "title", "milestones": "text"}
_SAME = 0.82


def agreement(written: Plan, read: Plan) -> dict[str, float]:
    """F1 for the tree, the fields of the fiches, the targets and what stands around the plan."""
    fields = {name: (_of_fiches(written, name), _of_fiches(read, name)) for name in _LISTS}
    figures = {
        "tree": _f1(_tree(written["tree"]), _tree(read["tree"])),
        "actions": _f1(
            [action["title"] for action in written["actions"]], [a["title"] for a in read["actions"]]
        ),
        "refs": _f1(
            [str(action["ref"]) for action in written["actions"]], [str(a["ref"]) for a in read["actions"]]
        ),
        "steps": _f1(_steps(written), _steps(read)),
        "targets": _f1(_targets(written), _targets(read)),
    }
    figures |= {name: _f1(*pair) for name, pair in fields.items() if pair[0]}
    for name, key in _AROUND.items():
        if written[name]:
            figures[name] = _f1([each[key] for each in written[name]], [each[key] for each in read[name]])
    return figures


def _normal(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).replace("’", "'").lower()
    return re.sub(r"[^\w%€]+", " ", folded).strip()


def _text(item: Any) -> str:
    return str(item.get("text", "")) if isinstance(item, dict) else str(item)


def _tree(nodes: Iterable[Plan], parent: str = "") -> list[str]:
    found = []
    for node in nodes:
        found.append(f"{parent} > {node['title']}")
        found.extend(_tree(node["children"], node["title"]))
    return found


def _of_fiches(plan: Plan, name: str) -> list[str]:
    return [f"{action['title']} · {_text(item)}" for action in plan["actions"] for item in action[name]]


def _steps(plan: Plan) -> list[str]:
    return [
        f"{action['title']} · {step['group'] or ''} · {text}"
        for action in plan["actions"]
        for step in action["steps"]
        for text in [step["text"], *map(_text, step["substeps"])]
    ]


def _targets(plan: Plan) -> list[str]:
    found = []
    for action in plan["actions"]:
        for indicator in action["indicators"]:
            if target := indicator["target"]:
                figures = [target[key] for key in ("op", "value", "value_max", "per", "baseline")]
                shown = [float(each) if isinstance(each, int) else each for each in figures]
                found.append(f"{indicator['text']} · {shown}")
    return found


def _f1(written: list[str], read: list[str]) -> float:
    """Texts matched one to one: the same ones first, then the nearest."""
    left, right = [_normal(each) for each in written], [_normal(each) for each in read]
    total = len(left) + len(right)
    for text in list(left):
        if text in right:
            left.remove(text)
            right.remove(text)
    for i, j in _near_pairs(left, right):
        left[i] = right[j] = ""
    missed = sum(map(bool, left)) + sum(map(bool, right))
    return 1 - missed / total if total else 1.0


def _near_pairs(left: list[str], right: list[str]) -> Iterator[tuple[int, int]]:
    pairs = []
    matcher = SequenceMatcher(autojunk=False)
    for j, other in enumerate(right):
        matcher.set_seq2(other)
        for i, one in enumerate(left):
            matcher.set_seq1(one)
            if one and matcher.real_quick_ratio() >= _SAME and matcher.quick_ratio() >= _SAME:
                pairs.append((matcher.ratio(), i, j))
    pairs = [pair for pair in pairs if pair[0] >= _SAME]
    used: set[tuple[str, int]] = set()
    for _, i, j in sorted(pairs, reverse=True):
        if ("left", i) not in used and ("right", j) not in used:
            used |= {("left", i), ("right", j)}
            yield i, j
