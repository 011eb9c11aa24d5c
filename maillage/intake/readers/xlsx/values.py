"""Values of cells as a French reader sees them on the sheet."""

from __future__ import annotations

import datetime
import re

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_GENERAL = "General"
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]')
_SILENT = re.compile(r"\[[^\]]*\]|_.|\*.")
_DIGITS = re.compile(r"[#0?][#0?,. ]*")
_MOST_DECIMALS = 6


def cell_text(value: object, shown_as: str = _GENERAL) -> str:
    """A cell's value as a French reader would write it; ``shown_as`` is its number format."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime.date):
        return _date_text(value, shown_as)
    if isinstance(value, datetime.time):
        return _clock(value.hour, value.minute)
    if isinstance(value, datetime.timedelta):
        minutes = round(value.total_seconds() / 60)
        return _clock(*divmod(minutes, 60))
    if isinstance(value, int | float):
        return _number_text(value, shown_as)
    return str(value)


def _date_text(value: datetime.date, shown_as: str) -> str:
    """In words, without the parts that the sheet does not show."""
    code = _SILENT.sub("", _LITERAL.sub("", shown_as.split(";")[0])).lower()
    month = _MONTHS[value.month - 1]
    if "y" in code and "d" not in code and "h" not in code:
        return f"{month} {value.year}" if "m" in code else str(value.year)
    day = f"{'1er' if value.day == 1 else value.day} {month} {value.year}"
    if isinstance(value, datetime.datetime) and value.time() != datetime.time():
        return f"{day} à {_clock(value.hour, value.minute)}"
    return day


def _clock(hours: int, minutes: int) -> str:
    return f"{hours}\u00a0h" + (f"\u00a0{minutes:02d}" if minutes else "")


def _number_text(value: float, shown_as: str) -> str:
    code = shown_as.split(";")[0]
    pieces: list[str] = []

    def keep(found: re.Match[str]) -> str:
        # Words are set aside so that their letters are not read as digits of the format.
        pieces.append(next(group for group in found.groups() if group is not None))
        return chr(0xE000 + len(pieces) - 1)

    code = _SILENT.sub("", _LITERAL.sub(keep, code))
    digits = _DIGITS.search(code)
    if shown_as == _GENERAL or digits is None or "/" in code or "E+" in code:
        return _plain(round(value, _MOST_DECIMALS), grouped=False)
    share = "%" in code
    text = _figures(100 * value if share else value, digits[0].strip())
    before, after = code[: digits.start()], code[digits.end() :].replace("%", "")
    for number, piece in enumerate(pieces):
        before, after = (part.replace(chr(0xE000 + number), piece) for part in (before, after))
    unit = after.strip(" \u00a0\u202f")
    return f"{before}{text}" + ("\u00a0%" if share else "") + (f"\u00a0{unit}" if unit else "")


def _figures(value: float, digits: str) -> str:
    whole, _, decimals = digits.partition(".")
    if set(whole) == {"0"} and not decimals and value >= 0:
        return f"{round(value):0{len(whole)}d}"
    places = min(sum(each in "0#?" for each in decimals), _MOST_DECIMALS)
    return _plain(round(value, places), grouped="," in whole or " " in whole)


def _plain(value: float, *, grouped: bool) -> str:
    number = int(value) if float(value).is_integer() else value
    text = f"{number:,}" if grouped else str(number)
    return text.replace(",", "\u202f").replace(".", ",")
