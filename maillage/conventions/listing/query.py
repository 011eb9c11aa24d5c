"""What an address asks of a list: read, and written again the same way."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from maillage.conventions.listing.columns import CHOSEN, COLUMNS, DEFAULT, GROUPS
from maillage.conventions.listing.looks import LOOKS
from maillage.kernel import fuzzy
from maillage.kernel.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Asked = Mapping[str, Sequence[str]]

LONGEST_TEXT = 100
MOST_CODES = 60
MOST_MONTHS = 60
NO_GROUP = "aucun"
USUAL_GROUP = "axe"
DOWN = "-"
COLUMN_SEPARATOR = "."


@dataclass(frozen=True, slots=True)
class Query:
    """``chosen``: for a column, the codes of which one is enough; everything else is asked together.

    ``silence``: months without news; ``below``: percents of the rubriques; ``since``: a day; ``start`` and
    ``end``: the period as typed. ``view`` is the saved view that the address comes from.
    """

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    looks: tuple[str, ...] = ()
    silence: int | None = None
    below: int | None = None
    since: date | None = None
    start: str = ""
    end: str = ""
    columns: tuple[str, ...] = DEFAULT
    sort: str = ""
    group: str = USUAL_GROUP
    view: int | None = None

    @property
    def active(self) -> bool:
        """Whether anything is narrowed."""
        words = self.text or self.chosen or self.looks or self.start or self.end
        return bool(words or self.silence or self.below or self.since)

    @property
    def sorted_by(self) -> str:
        """The key of the column that sorts, or nothing."""
        return self.sort.removeprefix(DOWN)

    @property
    def down(self) -> bool:
        """Whether the order is turned round."""
        return self.sort.startswith(DOWN)

    def needs(self) -> set[str]:
        """The facets that the answer reads."""
        names = {*self.columns, *self.chosen, self.sorted_by, self.group} & COLUMNS.keys()
        found = {need for name in names for need in COLUMNS[name].needs}
        found |= {need for look in self.looks for need in LOOKS[look].needs}
        return found | ({"search"} if self.text else set()) | ({"filled"} if self.below else set())

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of the address, what is usual left out."""
        said: list[tuple[str, object]] = [("q", self.text)]
        said += [(name, code) for name, codes in self.chosen.items() for code in codes]
        said += [("regard", look) for look in self.looks]
        said += [("silence", self.silence), ("remplie-sous", self.below), ("modifiee-depuis", self.since)]
        said += [("du", self.start), ("au", self.end), ("tri", self.sort)]
        said += [("grouper", "" if self.group == USUAL_GROUP else self.group or NO_GROUP)]
        columns = "" if self.columns == DEFAULT else COLUMN_SEPARATOR.join(self.columns) or "-"
        return [(name, str(value)) for name, value in [*said, ("colonnes", columns)] if value]

    def encode(self, **changes: Any) -> str:
        """The address' own part, without « ? », after ``changes``."""
        return urlencode(replace(self, **changes).pairs() if changes else self.pairs())

    def moved(self, key: str, step: int) -> Query:
        """The same with the column ``key`` taken ``step`` places further; as it is where it cannot go."""
        if key not in self.columns:
            return self
        here = self.columns.index(key)
        others = [one for one in self.columns if one != key]
        others.insert(max(0, here + step), key)
        return replace(self, columns=tuple(others))

    def without(self, name: str, code: str = "") -> Query:
        """The same less one filter: a code of a column, a look, or the field that is called ``name``."""
        if name == "looks":
            return replace(self, looks=tuple(look for look in self.looks if look != code))
        if name in self.chosen:
            return replace(self, chosen={key: codes for key, codes in self.chosen.items() if key != name})
        usual: dict[str, Any] = {name: getattr(Query(), name)}
        return replace(self, **usual)


class _Reader:
    """Takes parameters one by one; what it does not understand goes to ``ignored``, in words."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.ignored: list[str] = []

    def one(self, name: str) -> str:
        values = self.asked.get(name) or [""]
        return " ".join(printable(values[-1]).split())[:LONGEST_TEXT]

    def several(self, name: str) -> list[str]:
        values = [" ".join(printable(value).split()) for value in self.asked.get(name) or []]
        return list(dict.fromkeys(value for value in values if value))[:MOST_CODES]

    def number(self, name: str, most: int) -> int | None:
        found: int | None = self._read(name, int)
        if found is None or 0 < found <= most:
            return found
        self.refuse(name, str(found))
        return None

    def day(self, name: str) -> date | None:
        found: date | None = self._read(name, date.fromisoformat)
        return found

    def moment(self, name: str) -> str:
        typed = self.one(name)
        if typed and fuzzy.parse(typed) is None:
            self.refuse(name, typed)
            return ""
        return typed

    def known(self, name: str, among: Callable[[str], bool]) -> tuple[str, ...]:
        found = self.several(name)
        for code in found:
            if not among(code):
                self.refuse(name, code)
        return tuple(code for code in found if among(code))

    def refuse(self, name: str, typed: str) -> None:
        self.ignored.append(f"« {name} : {typed[:40]} » n’est pas compris et n’est pas appliqué.")

    def _read(self, name: str, read: Callable[[str], Any]) -> Any:
        typed = self.one(name)
        if not typed:
            return None
        try:
            value = read(typed)
        except (ValueError, OverflowError):
            value = None
        if value is None:
            self.refuse(name, typed)
        return value


def read_query(asked: Asked) -> tuple[Query, list[str]]:
    """What ``asked`` (each parameter with its values) means, and a sentence for each thing left out."""
    reader = _Reader(asked)
    chosen = {name: _codes(reader, name) for name in CHOSEN}
    view = reader.number("vue", 10**18)
    query = Query(
        text=reader.one("q"),
        chosen={name: codes for name, codes in chosen.items() if codes},
        looks=reader.known("regard", LOOKS.__contains__),
        silence=reader.number("silence", MOST_MONTHS),
        below=reader.number("remplie-sous", 100),
        since=reader.day("modifiee-depuis"),
        start=reader.moment("du"),
        end=reader.moment("au"),
        columns=_columns(reader),
        sort=_sort(reader),
        group=_group(reader),
        view=view,
    )
    return query, reader.ignored


def _codes(reader: _Reader, name: str) -> tuple[str, ...]:
    """Codes that are the same everywhere are checked here; the others, against the rows."""
    choices = {code for code, _ in COLUMNS[name].choices}
    return reader.known(name, choices.__contains__) if choices else tuple(reader.several(name))


def _columns(reader: _Reader) -> tuple[str, ...]:
    """« etat.pilote », or the parameter once a column, as a form sends it; « - » asks for none."""
    typed = [part for value in reader.several("colonnes") for part in value.split(COLUMN_SEPARATOR)]
    if not typed:
        return DEFAULT
    for part in typed:
        if part not in COLUMNS and part not in {"", "-"}:
            reader.refuse("colonnes", part)
    return tuple(dict.fromkeys(part for part in typed if part in COLUMNS))


def _sort(reader: _Reader) -> str:
    typed = reader.one("tri")
    key = typed.removeprefix(DOWN)
    if key and key != "action" and not (key in COLUMNS and COLUMNS[key].sortable):
        reader.refuse("tri", typed)
        return ""
    return typed if key else ""


def _group(reader: _Reader) -> str:
    typed = reader.one("grouper")
    if not typed:
        return USUAL_GROUP
    if typed == NO_GROUP:
        return ""
    if typed not in GROUPS:
        reader.refuse("grouper", typed)
        return USUAL_GROUP
    return typed
