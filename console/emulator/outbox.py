"""The messages that the embedded service "sends": invitations, reset and verification codes."""

import threading
from collections import deque
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

KEPT = 1_000

Medium = Literal["EMAIL", "SMS"]
Kind = Literal["invitation", "reset", "verification", "sign-in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One delivered message. `body` is text, or HTML from the pool's template: escape it."""

    sent_at: datetime
    pool_id: str
    medium: Medium
    to: str
    username: str
    sub: str
    kind: Kind
    subject: str
    body: str


_lock = threading.Lock()
_messages: deque[Message] = deque(maxlen=KEPT)
_broken_pools: set[str] = set()


def post(message: Message) -> None:
    """Keep a message. Beyond the last 1,000 the oldest is forgotten."""
    with _lock:
        _messages.appendleft(message)


def messages(pool_id: str | None = None, sub: str | None = None) -> list[Message]:
    """What was delivered, newest first; of one pool, or to one user, if asked."""
    with _lock:
        # The seeded world posts letters of last week.
        kept = sorted(_messages, key=lambda message: message.sent_at, reverse=True)
    return [
        message
        for message in kept
        if (pool_id is None or message.pool_id == pool_id) and (sub is None or message.sub == sub)
    ]


def break_delivery(pool_id: str) -> None:
    """From now on no message of this pool arrives: calls that send end in CodeDeliveryFailureException."""
    with _lock:
        _broken_pools.add(pool_id)


def mend_delivery(pool_id: str) -> None:
    """Messages of this pool arrive again."""
    with _lock:
        _broken_pools.discard(pool_id)


def is_deliverable(pool_id: str, address: str) -> bool:
    """False for a pool whose delivery is broken and for addresses that end with `@undeliverable.example`."""
    with _lock:
        return pool_id not in _broken_pools and not address.casefold().endswith("@undeliverable.example")


def clear() -> None:
    """Forget every message and mend every pool."""
    with _lock:
        _messages.clear()
        _broken_pools.clear()
