"""A case: what was read of one person and of their pool, and what was not."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from pools.app_clients.gateway import AppClient, ListedAppClient
from pools.gateway import Pool
from users.activity.gateway import AuthEvent
from users.gateway import SignInFactors, User
from users.sign_in.factors import AuthFactors


class Source(Enum):
    """Something that rules look at besides the user themselves; the values are words for the page."""

    POOL = "The pool’s settings"
    EVENTS = "Recent sign-ins"
    SAME_ADDRESS = "Other users with the same address"
    OFFERED_FACTORS = "Which second factors the pool offers"
    FACTORS = "Which second factors they have set up"
    SAME_NUMBER = "Other users with the same phone number"
    SPELLINGS = "Usernames that differ in capitals alone"
    PROVIDERS = "The pool’s identity providers"
    APP_CLIENTS = "The pool’s app clients"
    FLOWS = "What the app clients allow"
    RECOVERY = "Whether the pool is being recovered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A source that was not read, and why. `closer`: a closer look would read it."""

    source: Source
    why: str
    request_id: str = ""
    closer: bool = False


def no_pool(pool_id: str) -> Pool:
    """Stands where the pool could not be described: rules that need its settings are not asked."""
    return Pool(id=pool_id, name="", raw={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What rules look at. What is not in `read` is empty here, and says nothing."""

    user: User
    pool: Pool
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    read: frozenset[Source] = frozenset()
    gaps: tuple[Gap, ...] = ()
    # A point-in-time recovery is under way, and pauses writes.
    recovers: bool = False
    events: tuple[AuthEvent, ...] = ()
    # Everybody else who has the same address, number or username, as far as was asked.
    others: tuple[User, ...] = ()
    mfa: Mapping[str, Any] = field(default_factory=dict)
    factors: SignInFactors | AuthFactors | None = None
    providers: tuple[str, ...] = ()
    listed_app_clients: tuple[ListedAppClient, ...] = ()
    more_are_listed: bool = False
    # Those of them that were described.
    app_clients: tuple[AppClient, ...] = ()

    @property
    def all_described(self) -> bool:
        """Whether there is no app client beyond those that were described."""
        return len(self.app_clients) == len(self.listed_app_clients) and not self.more_are_listed

    def knows(self, source: Source) -> bool:
        return source in self.read

    def learning(self, source: Source, **facts: Any) -> "Case":
        """The case with one more source read."""
        gaps = tuple(gap for gap in self.gaps if gap.source is not source)
        return replace(self, read=self.read | {source}, gaps=gaps, **facts)

    def missing(self, gap: Gap) -> "Case":
        """The case with a source that could not be read, or was not."""
        others = tuple(each for each in self.gaps if each.source is not gap.source)
        return replace(self, gaps=(*others, gap))

    def meeting(self, users: tuple[User, ...]) -> tuple[User, ...]:
        """`others` with these users, each once, and never the person themselves."""
        others = {each.sub: each for each in (*self.others, *users) if each.sub != self.user.sub}
        return tuple(others.values())
