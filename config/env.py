"""Settings from the environment, read once and refused loudly when wrong."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")
_TRUE = {"1", "true", "yes", "on", "oui"}
# The value itself is not repeated: it holds a password.
_DATABASE = (
    "expected sqlite:///FILE or postgresql://USER:PASSWORD@HOST:PORT/NAME, "
    "special characters of the password written as %XX."
)
_FALSE = {"0", "false", "no", "off", "non"}


def text(name: str, default: str | None = None) -> str:
    """The value of ``name``, or of the file that ``name_FILE`` points to.

    Raises ImproperlyConfigured when it is absent and has no default.
    """
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "not text"
            message = f"{name}_FILE: cannot read {path} ({reason})."
            raise ImproperlyConfigured(message) from error
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set and has no default.")
    return value


def _parsed(name: str, default: str, parse: Callable[[str], T], expected: str) -> T:
    value = text(name, default)
    try:
        return parse(value)
    except (KeyError, ValueError) as error:
        raise ImproperlyConfigured(f"{name}={value!r}: expected {expected}.") from error


def boolean(name: str, *, default: bool) -> bool:
    """True for 1, true, yes, on; False for 0, false, no, off; anything else is refused."""
    words = dict.fromkeys(_TRUE, True) | dict.fromkeys(_FALSE, False)
    return _parsed(name, str(default), lambda v: words[v.strip().lower()], "true or false")


def integer(name: str, default: int, *, minimum: int = 0) -> int:
    """A whole number of at least ``minimum``."""

    def parse(value: str) -> int:
        number = int(value)
        if number < minimum:
            raise ValueError(value)
        return number

    return _parsed(name, str(default), parse, f"a whole number of at least {minimum}")


def words(name: str, default: str = "") -> list[str]:
    """A list written with commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """One of ``allowed``."""
    return _parsed(name, default, lambda v: {a: a for a in allowed}[v], " or ".join(allowed))


def database(name: str, default: str) -> dict[str, object]:
    """A database address, ``sqlite:///path`` or ``postgresql://user:password@host:port/name``.

    Returns ENGINE, NAME and the connection's values as Django names them.
    """
    try:
        parts = urlsplit(text(name, default))
        port = str(parts.port or "")
    except ValueError:
        raise ImproperlyConfigured(f"{name}: {_DATABASE}") from None
    if parts.scheme == "sqlite" and len(parts.path) > 1:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": unquote(parts.path[1:])}
    if parts.scheme in {"postgresql", "postgres"} and parts.path.strip("/"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": port,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise ImproperlyConfigured(f"{name}: {_DATABASE}")
