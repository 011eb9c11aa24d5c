"""Letters that leave, whatever happens to the mail server.

``queue`` writes a letter in the caller's transaction; the worker sends it once that is kept, tries
again later when the server is down or says « later », and keeps the server's words when it says no.
``letters_of`` tells a domain what became of its letters; ``cancel`` takes back those that wait.
docs/mail.md says how.
"""

from __future__ import annotations

from maillage.kernel.mail.bounces import read_bounce
from maillage.kernel.mail.queueing import cancel, forget, queue
from maillage.kernel.mail.selectors import QueueState, letters_of, queue_state
from maillage.kernel.mail.sending import Delivery, deliver

__all__ = [
    "Delivery",
    "QueueState",
    "cancel",
    "deliver",
    "forget",
    "letters_of",
    "queue",
    "queue_state",
    "read_bounce",
]
