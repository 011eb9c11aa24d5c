"""The plan as one plain value.

``{"level_names": […], "labels": {section: its name}, "order": [sections],
"nodes": [{"id", "parent", "depth", "ref", "title"}],
"actions": [{"id", "node", "ref", "title", "status", "values", "words"}]}``, where an action has the
``values`` of its sections by their keys, and the ``words`` that say them, as lists of lines.

Nodes and actions are in plan order. ``words`` has only the sections that the convention shows and
that say something.
"""

from __future__ import annotations

from typing import Any

from maillage.conventions.models import Action, Convention, Node
from maillage.conventions.sections import ROWS, SECTIONS
from maillage.conventions.sections.shown import label_of, shown_rubrics
from maillage.conventions.selectors.fiche import place_in_plan
from maillage.conventions.wording import Names, lines_of_section

Content = dict[str, Any]


def content_of(convention: Convention) -> Content:
    """The plan as it is now, whole; a constant number of queries."""
    nodes = {node.pk: node for node in Node.objects.filter(convention=convention)}
    ordered = sorted(nodes.values(), key=lambda node: place_in_plan(nodes, node.pk))
    actions = list(Action.objects.filter(convention=convention).prefetch_related(*ROWS))
    actions.sort(key=lambda one: (place_in_plan(nodes, one.node_id), one.position, one.pk))
    shown = ["identity", "state", *shown_rubrics(convention)]
    names = Names(convention)
    return {
        "level_names": list(convention.level_names),
        "labels": {key: label_of(convention, key) for key in shown},
        "order": shown,
        "nodes": [_node(node) for node in ordered],
        "actions": [_action(action, convention, shown, names) for action in actions],
    }


def _node(node: Node) -> dict[str, Any]:
    return {
        "id": node.pk,
        "parent": node.parent_id,
        "depth": node.depth,
        "ref": node.ref,
        "title": node.title,
    }


def _action(action: Action, convention: Convention, shown: list[str], names: Names) -> dict[str, Any]:
    action.convention = convention
    values = {key: section.read(action) for key, section in SECTIONS.items()}
    return {
        "id": action.pk,
        "node": action.node_id,
        "ref": action.ref,
        "title": action.title,
        "status": action.status,
        "values": values,
        "words": {
            key: lines
            for key in shown
            if SECTIONS[key].is_filled(values[key]) and (lines := lines_of_section(key, values[key], names))
        },
    }


def name_of(row: dict[str, Any]) -> str:
    """« I.A.1 Ouvrir un guichet », of a node or of an action of a content."""
    return f"{row['ref']} {row['title']}".strip()
