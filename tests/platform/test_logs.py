"""Structured logs: one line, one JSON object, nothing personal slipped in."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

from maillage.kernel.logs import JsonFormatter, request_id


def line(message: str = "lu %s", *arguments: object, **extra: object) -> dict[str, Any]:
    """The line written for a record, read back."""
    record = logging.makeLogRecord(
        {"name": "maillage.x", "levelname": "INFO", "msg": message, "args": arguments, **extra}
    )
    text = JsonFormatter().format(record)
    assert "\n" not in text
    parsed: dict[str, Any] = json.loads(text)
    return parsed


def test_a_line_says_when_who_and_what() -> None:
    written = line("lu %s", "Ségala")
    assert written["message"] == "lu Ségala"
    assert (written["level"], written["logger"]) == ("INFO", "maillage.x")
    assert written["time"].endswith("+00:00")


def test_a_line_carries_its_request_only_within_one() -> None:
    assert "request" not in line("lu")
    token = request_id.set("abc12345")
    try:
        assert line("lu")["request"] == "abc12345"
    finally:
        request_id.reset(token)


def test_extra_values_are_kept_when_plain_and_dropped_when_objects() -> None:
    written = line("lu", pages=12, owner=object())
    assert written["pages"] == 12
    assert "owner" not in written


def test_an_error_keeps_its_traceback_on_the_same_line() -> None:
    try:
        raise ValueError("deux\nlignes")
    except ValueError:
        written = line("raté", exc_info=sys.exc_info())
    assert "ValueError: deux" in written["exception"]
