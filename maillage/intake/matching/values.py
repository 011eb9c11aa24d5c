"""The value that a section would have: what the new document changed, over what is here.

Values are those of ``conventions.sections``, clean. What a document cannot say (states, dates and
people of steps, accounts, organisations, communes, themes, measures) is never taken away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from maillage.intake.matching.rows import Kept, merge

Json = Any


def said(value: Json) -> Json:
    """A value without the identity of its rows."""
    if isinstance(value, Mapping):
        return {name: said(each) for name, each in value.items() if name != "key"}
    return [said(each) for each in value] if isinstance(value, list) else value


def merged(section: str, base: Json, here: Json, new: Json) -> Json:
    """The value of ``section`` with what the new document changed; ``here`` itself when it changed nothing.

    ``base`` is what the former document said, or None when there was none.
    """
    if base is not None and said(base) == said(new):
        return here
    return _MERGES.get(section, _lines)(base, here, new)


def _three(base: Json, here: Json, new: Json, name: str) -> Json:
    """One field: the document's when it changed there, else the one here."""
    if base is not None:
        return here[name] if base[name] == new[name] else new[name]
    return new[name] or here[name]


def _lines(base: Json, here: Json, new: Json) -> Json:
    if base is None and not new:
        return here
    return [row.text for row in merge(base, here, new)]


def _rows(
    base: Json, here: Json, new: Json, label: str, both: Callable[[Kept, Json, Json, Json], Json]
) -> list[Json]:
    """Rows put together by their ``label``; ``both`` makes one that is here and in the document."""
    if base is None and not new:
        return list(here)
    former: Sequence[Json] = base or []
    texts = [[row[label] for row in version] for version in (former, here, new)]
    found = []
    for kept in merge(texts[0] if base is not None else None, texts[1], texts[2]):
        if kept.here is not None and kept.new is not None:
            theirs = former[kept.base] if kept.base is not None else None
            found.append(both(kept, theirs, here[kept.here], new[kept.new]))
        elif kept.here is not None:
            found.append(here[kept.here])
        elif kept.new is not None:
            found.append(new[kept.new])
    return found


def _steps(base: Json, here: Json, new: Json) -> Json:
    def both(kept: Kept, theirs: Json, mine: Json, other: Json) -> Json:
        return {
            **mine,
            "text": kept.text,
            "group": _group(theirs, mine, other),
            "substeps": _rows(
                theirs["substeps"] if theirs else None, mine["substeps"], other["substeps"], "text", _substep
            ),
        }

    return _rows(base, here, new, "text", both)


def _group(base: Json, here: Json, new: Json) -> Json:
    """The heading over a step: a colon more at its end, as another format prints it, says nothing new."""
    former = (base or here)["group"]
    if former.rstrip(" \u00a0:") == new["group"].rstrip(" \u00a0:"):
        return here["group"]
    return _three(base, here, new, "group")


def _substep(kept: Kept, _base: Json, mine: Json, _new: Json) -> Json:
    return {**mine, "text": kept.text}


def _labelled(kept: Kept, _base: Json, mine: Json, other: Json) -> Json:
    """Who it is here stays; what is not said here is taken from the document."""
    known = ("kind", "member", "organisation")
    return {**mine, "label": kept.text, **{name: mine[name] or other[name] for name in known if name in mine}}


def _people(base: Json, here: Json, new: Json) -> Json:
    return {
        "communes": sorted({*here["communes"], *new["communes"]}),
        **{
            kind: _rows(base[kind] if base else None, here[kind], new[kind], "label", _labelled)
            for kind in ("pilots", "partners")
        },
    }


def _indicators(base: Json, here: Json, new: Json) -> Json:
    def both(kept: Kept, theirs: Json, mine: Json, other: Json) -> Json:
        fields = {name: _three(theirs, mine, other, name) for name in ("kind", "target")}
        chosen = other if other["measure"] or other["wish"] else mine
        measure = {name: chosen[name] for name in ("measure", "frequency", "wish")}
        return {**mine, "label": kept.text, **fields, **measure}

    return _rows(base, here, new, "label", both)


def _calendar(base: Json, here: Json, new: Json) -> Json:
    phrases = _lines(base["phrases"] if base else None, here["phrases"], new["phrases"])
    return {"phrases": phrases} | {name: _three(base, here, new, name) for name in ("start", "end", "term")}


def _residents(base: Json, here: Json, new: Json) -> Json:
    lines = _lines(base["lines"] if base else None, here["lines"], new["lines"])
    return {"level": _three(base, here, new, "level"), "lines": lines}


def _identity(base: Json, here: Json, new: Json) -> Json:
    return {**here, **{name: _three(base, here, new, name) for name in ("ref", "title", "fiche_title")}}


_MERGES: dict[str, Callable[[Json, Json, Json], Json]] = {
    "steps": _steps,
    "people": _people,
    "indicators": _indicators,
    "calendar": _calendar,
    "residents": _residents,
    "identity": _identity,
}
