"""A limit on what comes in, that holds while it is still coming."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

if TYPE_CHECKING:
    from django.http import HttpRequest


class QuotaUploadHandler(FileUploadHandler):
    """Stops keeping a file as soon as it passes ``most_bytes``; what follows is read and forgotten."""

    def __init__(self, request: HttpRequest, most_bytes: int) -> None:
        super().__init__(request)
        self.exceeded = False
        self._most_bytes = most_bytes
        self._received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 - Django's signature
        """Count, and pass on."""
        self._received += len(raw_data)
        if self._received > self._most_bytes:
            self.exceeded = True
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler makes the file."""
