"""Held-out documents: a text as a territory would write it, with what a person reads in it beside each line.

A line ends with ``⟦…⟧`` where it says something of the plan; a line that is only ``⟦…⟧`` prints nothing.
Notes are parted by `` ;; ``; a note is ``tag``, ``tag:parameters`` or ``tag=value`` (without value: the
line's own words, without its bullet).
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

Plan = dict[str, Any]

_NOTE = re.compile(r"\s*⟦(.*)⟧\s*$")
_FIGURE = re.compile(r"in:(\w?:(?:>=|<=|=|between|change)(?:,[^,=]*){5})(?:=(.*))?$")
_BULLET = re.compile(r"^[\s>]*(?:[-•–*✓➢▪o+]\s+)?")
_LISTS = {
    "pi": "pilots",
    "pa": "partners",
    "cx": "context",
    "ob": "objectives",
    "su": "success_conditions",
    "re": "resources",
    "rs": "residents",
    "ca": "calendar",
}
_KINDS = {"r": "realisation", "s": "resultat", "i": "impact", "": None}


class _Reading:
    """The plan under the annotator's pen."""

    def __init__(self) -> None:
        self.plan: Plan = {
            "territory": "",
            "title": "",
            "period": {"start": None, "end": None},
            "published": None,
            "levels": [],
            "tree": [],
            "actions": [],
            "diagnosis": [],
            "governance": [],
            "roles": [],
            "milestones": [],
            "glossary": [],
        }
        self.by_ref: dict[str, Plan] = {}
        self.open: list[Plan] = []
        self.fiche: Plan = {}
        self.group: str | None = None
        self.theme = ""

    def note(self, note: str, words: str) -> None:
        """Take one note, said of a line that reads ``words``."""
        if figure := _FIGURE.match(note):
            self._in(figure[1], words if figure[2] is None else figure[2])
            return
        tag, equals, value = note.partition("=")
        tag, _, parameters = tag.partition(":")
        text = value if equals else words
        if tag in _LISTS:
            self.fiche[_LISTS[tag]].append(text)
        else:
            getattr(self, f"_{tag}")(parameters, text)

    def _meta(self, key: str, text: str) -> None:
        if key == "period":
            start, end = text.split("-")
            self.plan["period"] = {"start": int(start), "end": int(end)}
        else:
            self.plan[key] = text.split(",") if key == "levels" else text

    def _node(self, level: str, ref: str | None, title: str) -> Plan:
        return {"level": level, "ref": ref, "title": title, "children": []}

    def _n(self, parameters: str, text: str) -> None:
        level, ref = parameters.split(":")
        depth = self.plan["levels"].index(level)
        node = self._node(level, ref, text)
        (self.open[depth - 1]["children"] if depth else self.plan["tree"]).append(node)
        self.open[depth:] = [node]

    def _a(self, key: str, text: str) -> None:
        """An action; a key that begins with ``#`` is printed nowhere."""
        ref = None if key.startswith("#") else key
        leaf = self._node(self.plan["levels"][-1], ref, text)
        (self.open[-1]["children"] if self.open else self.plan["tree"]).append(leaf)
        path = [node["title"] for node in self.open]
        action: Plan = {"ref": ref, "title": text, "fiche_title": None, "path": path}
        action |= {name: [] for name in _LISTS.values()} | {"steps": [], "indicators": []}
        action["schedule"] = {"start_term": None, "start_year": None, "end_year": None}
        self.plan["actions"].append(action)
        self.by_ref[key] = action
        self._f(key, "")

    def _t(self, ref: str, text: str) -> None:
        self.open = []
        self._a(ref, text)

    def _f(self, ref: str, _: str) -> None:
        self.fiche, self.group = self.by_ref[ref], None

    def _ft(self, _: str, text: str) -> None:
        self.fiche["fiche_title"] = text

    def _sg(self, _: str, text: str) -> None:
        self.group = text or None

    def _st(self, _: str, text: str) -> None:
        self.fiche["steps"].append({"group": self.group, "text": text, "substeps": []})

    def _ss(self, _: str, text: str) -> None:
        self.fiche["steps"][-1]["substeps"].append(text)

    def _sc(self, _: str, text: str) -> None:
        term, start, end = text.split(",")
        years = {"start_year": int(start) if start else None, "end_year": int(end) if end else None}
        self.fiche["schedule"] = {"start_term": term or None, **years}

    def _in(self, parameters: str, text: str) -> None:
        kind, _, target = parameters.partition(":")
        self.fiche["indicators"].append({"text": text, "kind": _KINDS[kind], "target": _target(target)})

    def _th(self, _: str, text: str) -> None:
        self.theme = text

    def _d(self, kind: str, text: str) -> None:
        self.plan["diagnosis"].append({"theme": self.theme, "kind": kind, "text": text})

    def _g(self, kind: str, text: str) -> None:
        body: Plan = {"name": text, "type": kind, "frequency": None, "members": [], "missions": []}
        self.plan["governance"].append(body)

    def _gf(self, _: str, text: str) -> None:
        self.plan["governance"][-1]["frequency"] = text

    def _gm(self, _: str, text: str) -> None:
        self.plan["governance"][-1]["members"].append(text)

    def _gs(self, _: str, text: str) -> None:
        self.plan["governance"][-1]["missions"].append(text)

    def _ro(self, _: str, text: str) -> None:
        self.plan["roles"].append({"title": text, "missions": []})

    def _rm(self, _: str, text: str) -> None:
        self.plan["roles"][-1]["missions"].append(text)

    def _mi(self, date: str, text: str) -> None:
        self.plan["milestones"].append({"date": date, "text": text})

    def _gl(self, acronym: str, text: str) -> None:
        self.plan["glossary"].append({"acronym": acronym, "meaning": text})


def _number(text: str) -> float | None:
    return float(text) if text else None


def _target(text: str) -> Plan | None:
    if not text:
        return None
    op, value, most, unit, per, baseline = text.split(",")
    return {
        "op": op,
        "value": _number(value),
        "value_max": _number(most),
        "unit": unit,
        "per": per or None,
        "baseline": _number(baseline),
    }


def text_and_plan(path: Path) -> tuple[str, Plan]:
    """The printed text of an annotated file, and the plan that a person reads in it."""
    reading = _Reading()
    lines: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        found = _NOTE.search(line)
        printed = line[: found.start()] if found else line
        if found:
            words = _BULLET.sub("", printed).strip(" ;:.").replace("**", "")
            for note in found.group(1).split(" ;; "):
                reading.note(note.strip(), words)
        if not found or printed.strip():
            lines.append(printed)
    return "\n".join(lines) + "\n", reading.plan


def plan_of(path: Path) -> Plan:
    """The plan told by a file of notes only, one on each line, with no document around them."""
    reading = _Reading()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            reading.note(line.strip(), "")
    return reading.plan


def write_golds(folder: Path, target: Path) -> None:
    """Write every annotated document of ``folder`` as a text and its gold JSON into ``target``."""
    for path in sorted(folder.glob("*.annotated.txt")):
        text, plan = text_and_plan(path)
        name = path.name.removesuffix(".annotated.txt")
        (target / f"{name}.txt").write_text(text, encoding="utf-8")
        (target / f"{name}.gold.json").write_text(json.dumps(plan, ensure_ascii=False, indent=1), "utf-8")
