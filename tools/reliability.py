"""How often the reader is right where it says that it is sure.

Every item of every annotated document is compared with its annotation: the reference documents
beside the project where they are present, the invented held-out plans, and those plans again as
converters spoil them. An item is right where the annotation holds it at the same place.
"""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from maillage.intake.readers import open_source
from maillage.intake.readers.errors import UnreadableFileError
from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import as_json

#: From which confidence an item is shown as sure, and how often it must then be right.
SURE, WANTED = 0.9, 0.97
#: Bands of confidence; the last one holds 1.
BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
_SAME = 0.82
_LISTS = (
    "pilots",
    "partners",
    "context",
    "objectives",
    "success_conditions",
    "resources",
    "residents",
    "calendar",
)
_AROUND = {"governance": "name", "roles": "title", "milestones": "text"}
Plan = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """An item of a reading: where it is, how sure the reader was, whether the annotation agrees."""

    document: str
    field: str
    text: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A file with its annotation."""

    name: str
    file_name: str
    data: bytes
    gold: Plan


def judged(document: str, gold: Plan, read: Plan) -> list[Judged]:
    """Every item of a reading, right or wrong."""
    found = list(_tree(document, gold, read))
    pairs = _actions(gold["actions"], read["actions"])
    for index, action in enumerate(read["actions"]):
        at = pairs.get(index)
        own = gold["actions"][at] if at is not None else {}
        found.append(Judged(document, "actions", action["title"], action["confidence"], at is not None))
        for name in _LISTS:
            found.extend(_compared(document, name, own.get(name) or [], action[name]))
        found.extend(_compared(document, "steps", _steps(own), _steps(action)))
        found.extend(
            _compared(document, "indicators", own.get("indicators") or [], action["indicators"], _said)
        )
    found.extend(_compared(document, "diagnosis", gold["diagnosis"], read["diagnosis"], lambda x: x["kind"]))
    for name, key in _AROUND.items():
        if gold.get(name) or read[name]:
            found.extend(_compared(document, name, _named(gold.get(name), key), _named(read[name], key)))
    return found


def _named(items: Iterable[Plan] | None, key: str) -> list[Plan]:
    return [{**item, "text": item[key]} for item in items or []]


def _said(indicator: Plan) -> tuple[Any, ...]:
    """What an indicator says besides its words; an annotation without kind asks for none."""
    target = indicator.get("target") or {}
    return tuple(target.get(key) for key in ("op", "value", "value_max", "per", "baseline"))


def _steps(action: Plan) -> list[Plan]:
    return [
        {"text": _text(item), "confidence": item.get("confidence", 1.0) if isinstance(item, dict) else 1.0}
        for step in action.get("steps") or []
        for item in (step, *step["substeps"])
    ]


def _tree(document: str, gold: Plan, read: Plan) -> Iterator[Judged]:
    wanted, told = list(_walk(gold["tree"])), list(_walk(read["tree"]))
    matched = _matched(
        [f"{above} > {node['title']}" for above, node in wanted], [f"{a} > {n['title']}" for a, n in told]
    )
    for index, (_, node) in enumerate(told):
        yield Judged(document, "tree", node["title"], node["confidence"], index in matched)


def _walk(nodes: Iterable[Plan], above: str = "") -> Iterator[tuple[str, Plan]]:
    for node in nodes:
        yield above, node
        yield from _walk(node["children"], node["title"])


def _actions(gold: list[Plan], read: list[Plan]) -> dict[int, int]:
    """The annotated action of each action read: by its titles, its reference helping."""

    def titles(action: Plan) -> list[str]:
        return [_normal(action[key]) for key in ("title", "fiche_title") if action.get(key)]

    pairs = []
    for i, one in enumerate(gold):
        for j, other in enumerate(read):
            alike = max((_alike(a, b) for a in titles(one) for b in titles(other)), default=0.0)
            if one.get("ref") and _normal(str(one["ref"])) == _normal(str(other["ref"])):
                alike = max(alike, 0.5) + 0.3
            if alike >= 0.8:
                pairs.append((alike, i, j))
    return {j: i for i, j in _one_to_one(pairs)}


def _compared(
    document: str, name: str, gold: list[Any], read: list[Any], said: Callable[[Any], Any] | None = None
) -> Iterator[Judged]:
    matched = _matched([_text(item) for item in gold], [_text(item) for item in read])
    for index, item in enumerate(read):
        at = matched.get(index)
        right = at is not None and (said is None or said(gold[at]) == said(item))
        yield Judged(document, name, _text(item), item.get("confidence", 1.0), right)


def _text(item: Any) -> str:
    return str(item.get("text", "")) if isinstance(item, dict) else str(item)


def _normal(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").replace("œ", "oe").lower()
    return re.sub(r"[^\w%+€/'-]+", " ", re.sub(r"[*_`^]|<(?!https?:)[^>]+>", " ", plain)).strip(" -'")


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    shorter, longer = sorted((len(one), len(other)))
    if not shorter or shorter / longer < 0.55:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _SAME else 0.0


def _matched(gold: list[str], read: list[str]) -> dict[int, int]:
    """The annotated text of each text read, one to one, the most alike first."""
    left, right = [_normal(text) for text in gold], [_normal(text) for text in read]
    pairs = [
        (alike, i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if (alike := _alike(a, b)) >= _SAME
    ]
    return {j: i for i, j in _one_to_one(pairs)}


def _one_to_one(pairs: list[tuple[float, int, int]]) -> Iterator[tuple[int, int]]:
    used: set[tuple[str, int]] = set()
    for _, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if not used & {("gold", i), ("read", j)}:
            used |= {("gold", i), ("read", j)}
            yield i, j


def everything(shared: Path) -> list[Judged]:
    """The items of every annotated document that is at hand."""
    return read_all(itertools.chain(reference(shared), invented()))


def read_all(documents: Iterable[Document]) -> list[Judged]:
    """The items of ``documents``; one that this machine cannot read, for want of a program, is left out."""
    found: list[Judged] = []
    for document in documents:
        try:
            read = as_json(recognise(open_source(document.data, document.file_name)))
        except UnreadableFileError:
            continue
        found.extend(judged(document.name, document.gold, read))
    return found


def reference(shared: Path) -> Iterator[Document]:
    """The annotated documents beside the project."""
    for path in sorted((shared / "eval" / "gold").glob("*.json")):
        for seed in (shared / "seeds").glob(f"{path.stem}_*.txt"):
            gold = json.loads(path.read_text(encoding="utf-8"))
            yield Document(path.stem, seed.name, seed.read_bytes(), gold)


def invented() -> Iterator[Document]:
    """The invented plans: every format, layouts met for the first time among them, and the held-out ones."""
    from tests.documents.formats import catalogue

    for name in catalogue.NAMES:
        yield Document(name, name, *catalogue.document(name))
    yield from kept_apart()


def kept_apart() -> Iterator[Document]:
    """The held-out plans, and the typed ones again as converters spoil them."""
    from tests.documents.heldout.documents import NAMES, held_out

    for name in NAMES:
        file_name, data, gold = held_out(name)
        yield Document(name, file_name, data, gold)
        if file_name.endswith(".txt"):
            for change, spoil in _SPOILT.items():
                spoiled = spoil(data.decode("utf-8")).encode("utf-8")
                yield Document(f"{name}, {change}", file_name, spoiled, gold)


_SPOILT: dict[str, Callable[[str], str]] = {
    "without blank lines": lambda text: re.sub(r"\n{2,}", "\n", text),
    "without bullets": lambda text: re.sub(r"(?m)^(\s*)[-•➢*]\s+", r"\1", text),
    "without colons": lambda text: re.sub(r"(?m)^([^|\n:]{3,60}?)\s*:\s*$", r"\1", text),
}


def table(items: list[Judged]) -> str:
    """The rate of right items in each band of confidence."""
    lines = [f"{'confidence':<14}{'items':>8}{'right':>8}{'rate':>8}"]
    for low, high in itertools.pairwise(BANDS):
        band = [item for item in items if low <= item.confidence < high]
        right = sum(item.right for item in band)
        rate = f"{right / len(band):>8.3f}" if band else f"{'·':>8}"
        lines.append(f"{f'{low:g} to {min(high, 1):g}':<14}{len(band):>8}{right:>8}{rate}")
    often, share = sure(items)
    lines.append(f"sure (≥ {SURE:g}): {share:.1%} of {len(items)} items, right {often:.2%} of the time")
    return "\n".join(lines)


def sure(items: list[Judged]) -> tuple[float, float]:
    """How often the items shown as sure are right, and what share of all they are."""
    group = [item for item in items if item.confidence >= SURE]
    if not group:
        return 1.0, 0.0
    return sum(item.right for item in group) / len(group), len(group) / len(items)
