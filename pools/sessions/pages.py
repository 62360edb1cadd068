"""Session configurations as their pages need them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from console.access import actions
from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError
from console.ui.problems import Problem
from pools import plans
from pools.app_clients import inherited
from pools.app_clients.inherited import Inherited
from pools.app_clients.subject import client_name
from pools.editing.subjects import Subject
from pools.plans import PLANS
from pools.saving.risks import Risk, becomes
from pools.saving.settings import Row, Section, rows
from pools.saving.states import State, value_at
from pools.sessions.gateway import ClientSessionsSaver, PoolSessionsSaver, SessionsGateway
from pools.sessions.sections import CLIENT_SESSIONS, LASTS, MOST, POOL_SESSIONS, TRACKING

NOT_TRACKED = "OperationNotEnabledException"


def _falls(path: str, default: int) -> Any:
    return lambda now, wanted: (value_at(wanted, path) or 0) < (value_at(now, path) or default)


RISKS: tuple[Risk, ...] = (
    Risk(
        applies=becomes(TRACKING, "DISABLED", default="DISABLED"),
        title="Sessions are not tracked any more",
        what="Nobody can list them or end one of them: only all sessions of a user at once. App clients’ own settings "
        "have no effect.",
    ),
    Risk(
        applies=becomes(TRACKING, "ENABLED", default="DISABLED"),
        title="Sessions are tracked from now on",
        what="Those that began before are not in the list, and end as they would have.",
        tone="info",
    ),
    Risk(
        applies=_falls(MOST, 20),
        title="Fewer sessions at once",
        what="People with more devices than that are signed out on some of them.",
    ),
    Risk(
        applies=_falls(LASTS, 60),
        title="People are asked to sign in more often",
        what="Browsers that signed in longer ago have to sign in again when they open this app.",
        tone="info",
    ),
)


class SessionsSubject(Subject):
    """The session configuration of a pool, or of one of its app clients."""

    kind = PoolSessionsSaver.kind
    noun = "session configuration"
    writes = ("SetUserPoolSessionConfiguration", "SetUserPoolClientSessionConfiguration")
    reads = actions.VIEW_SESSIONS
    edits = actions.EDIT_SESSIONS
    hazards = RISKS

    def __init__(self, pool: PoolAccess, client_id: str = "") -> None:
        super().__init__(pool, **({"client_id": client_id} if client_id else {}))
        self.page = "client_sessions" if client_id else "sessions"
        self.client_id = client_id
        self.target = client_id or pool.id
        self.sections = (CLIENT_SESSIONS if client_id else POOL_SESSIONS,)

    @cached_property
    def client_name(self) -> str:
        """What its app client was last known to be called."""
        return client_name(self.pool, self.client_id)

    @property
    def section(self) -> Section:
        return self.sections[0]

    @cached_property
    def saver(self) -> PoolSessionsSaver:
        kind = ClientSessionsSaver if self.client_id else PoolSessionsSaver
        return self.pool.gateway(kind, self.client_id)

    @property
    def back_url(self) -> str:
        return self.address("client_sessions" if self.client_id else "sessions")

    def name(self, state: State) -> str:
        return f"Sessions of {self.client_name}" if self.client_id else "Sessions"

    def blamed(self, problem: CognitoError) -> tuple[str, ...]:
        path = LASTS if self.client_id else TRACKING
        return (path,) if problem.code in {NOT_TRACKED, "FeatureUnavailableInTierException"} else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsPage:
    """A session configuration, or why it could not be read. The pool's decides whether an app client's counts."""

    subject: SessionsSubject
    inherited: Inherited

    @property
    def problem(self) -> Problem | None:
        own = self.inherited.own
        return Problem.in_answer(own)

    @property
    def rows(self) -> list[Row]:
        own = self.inherited.own
        return [] if isinstance(own, CognitoError) else rows(self.subject.section, own)

    @property
    def unknown(self) -> list[str]:
        own = self.inherited.own
        return [] if isinstance(own, CognitoError) else self.subject.saver.unknown(own)

    @property
    def is_tracked(self) -> bool:
        """Whether the pool tracks sessions; taken for granted where that could not be read."""
        of_pool = self.inherited.of_pool
        return isinstance(of_pool, CognitoError) or value_at(of_pool, TRACKING) == "ENABLED"

    @property
    def lacks_plan(self) -> str:
        """The plan of a pool that can track no sessions; empty where it can."""
        plan = plans.plan_of(self.inherited.pool.raw)
        return "" if plans.has(plan, "ESSENTIALS") else PLANS.get(plan, plan)


def read_page(pool: PoolAccess, client_id: str = "") -> SessionsPage:
    """The session configuration of a pool or an app client. Raises CognitoError without the pool, NotFound."""
    read = inherited.read(pool, pool.gateway(SessionsGateway).read, client_id)
    return SessionsPage(subject=SessionsSubject(pool, client_id), inherited=read)
