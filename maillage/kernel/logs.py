"""Structured logs: one JSON object a line, each with the request that it belongs to."""

from __future__ import annotations

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""Identifier of the request being answered; empty outside a request."""

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonFormatter(logging.Formatter):
    """Write time (UTC), level, logger, message, request, plain ``extra`` values and the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of JSON; accents are kept."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if identifier := request_id.get():
            line["request"] = identifier
        line |= self._extra(record)
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)

    @staticmethod
    def _extra(record: logging.LogRecord) -> dict[str, object]:
        """What the caller added, as far as it is a plain value: objects could hold personal data."""
        return {
            name: value
            for name, value in vars(record).items()
            if name not in _STANDARD and isinstance(value, str | int | float | bool)
        }
