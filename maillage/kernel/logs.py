"""Structured logs: one JSON object a line, each with the request that it belongs to."""

from __future__ import annotations

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""Identifier of the request being answered; empty outside a request."""

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "identifier"}


class RoutesOnly(logging.Filter):
    """Put the route where Django names an address, which can hold a token; give the request's identifier."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record, changed."""
        record.identifier = request_id.get() or "-"
        request = getattr(record, "request", None)
        path = getattr(request, "path", "")
        if path and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            route = f"/{match.route}" if match else "an address without a route"
            addresses = {path, path.encode("unicode_escape").decode("ascii")}
            record.args = tuple(
                route if isinstance(part, str) and part in addresses else part for part in record.args
            )
        return True


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
