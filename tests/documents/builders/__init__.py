"""One module for each layout. A builder takes a plan and gives the bytes of a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Plan = dict[str, Any]


def small_plan() -> Plan:
    """The invented plan of the Ormelle: three axes, five objectives, nine actions."""
    plan: Plan = json.loads(Path(__file__).parent.with_name("ormelle.json").read_text(encoding="utf-8"))
    return plan


def axes(plan: Plan) -> list[tuple[Plan, list[tuple[Plan | None, list[Plan]]]]]:
    """Each axis with its middle nodes, or None, and the actions under them."""
    by_ref = {action["ref"]: action for action in plan["actions"]}
    result = []
    for axis in plan["tree"]:
        groups: list[tuple[Plan | None, list[Plan]]] = []
        for node in axis["children"]:
            if node["children"]:
                groups.append((node, [by_ref[leaf["ref"]] for leaf in node["children"]]))
            else:
                groups.append((None, [by_ref[node["ref"]]]))
        result.append((axis, groups))
    return result


def indicator_texts(action: Plan) -> list[str]:
    """The indicators of a fiche, as printed."""
    return [indicator["text"] for indicator in action["indicators"]]


def step_lines(action: Plan, bullet: str = "- ", nested: str = "  - ") -> list[str]:
    """The steps of a fiche line by line, volets as headings."""
    lines = []
    group = None
    for step in action["steps"]:
        if step["group"] != group:
            group = step["group"]
            lines.append(group if ":" in group else f"{group} :")
        lines.append(bullet + step["text"])
        lines.extend(nested + substep for substep in step["substeps"])
    return lines
