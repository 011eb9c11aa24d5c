"""A mail server that listens on a port of this machine and refuses as it is told to."""

from __future__ import annotations

import socketserver
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Answers:
    """What the server says next, and what it took.

    ``recipient`` and ``data``: replies to give, one each time, before « 250 » again; ``refused`` gives
    one reply for ever to an address; ``per_connection``: messages after which it hangs up;
    ``mute_at``: the moments, « greeting » or « taken », once each, at which it says nothing more.
    """

    recipient: deque[str] = field(default_factory=deque)
    data: deque[str] = field(default_factory=deque)
    refused: dict[str, str] = field(default_factory=dict)
    per_connection: int = 1000
    greeting: str = "220 ready"
    mute_at: deque[str] = field(default_factory=deque)
    awake: threading.Event = field(default_factory=threading.Event)
    connections: int = 0
    received: list[tuple[str, str, str]] = field(default_factory=list)

    def falls_silent(self, moment: str) -> bool:
        """Whether it stops answering here; it then waits until ``awake``, with the line open."""
        if not self.mute_at or self.mute_at[0] != moment:
            return False
        self.mute_at.popleft()
        self.awake.wait(10)
        return True

    def to_recipient(self, address: str) -> str:
        """The reply to RCPT TO."""
        if address in self.refused:
            return self.refused[address]
        return self.recipient.popleft() if self.recipient else "250 ok"


class _Session(socketserver.StreamRequestHandler):
    """One conversation, command after command."""

    answers: Answers
    said = ""

    def handle(self) -> None:
        self.answers.connections += 1
        if self.answers.falls_silent("greeting"):
            return
        self._say(self.answers.greeting)
        sender = recipient = ""
        taken = 0
        while line := self.rfile.readline().decode():
            verb = line[:4].upper()
            if verb == "MAIL":
                sender = line.partition("<")[2].partition(">")[0]
                if taken >= self.answers.per_connection:
                    self._say("421 that is enough for one connection")
                    return
                self._say("250 ok")
            elif verb == "RCPT":
                recipient = line.partition("<")[2].partition(">")[0]
                self._say(self.answers.to_recipient(recipient))
            elif verb == "DATA":
                taken += self._data(sender, recipient)
                if self.answers.falls_silent("taken"):
                    return
                self._say(self.said)
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _data(self, sender: str, recipient: str) -> int:
        self._say("354 go on")
        lines: list[str] = []
        while (line := self.rfile.readline().decode()) != ".\r\n":
            lines.append(line)
        answer = self.answers.data.popleft() if self.answers.data else "250 taken"
        if answer.startswith("250"):
            self.answers.received.append((sender, recipient, "".join(lines)))
        self.said = answer
        return int(answer.startswith("250"))

    def _say(self, reply: str) -> None:
        self.wfile.write(f"{reply}\r\n".encode())


@contextmanager
def mail_server(answers: Answers, port: int = 0) -> Iterator[int]:
    """A server that runs while the context lasts; gives its port."""
    handler: Any = type("Session", (_Session,), {"answers": answers})
    with _Server(("127.0.0.1", port), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
