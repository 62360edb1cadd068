"""The words for recoveries: what each state means, how far back a pool can go, who cannot sign in meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.access import actions
from console.access.reach import PoolAccess, allows
from console.cognito.errors import CognitoError
from console.ui.problems import Problem
from pools import plans
from pools.gateway import Pool
from pools.plans import PLANS
from pools.recovery.gateway import Change, Recovery, RecoveryGateway, running_of

# How far back a plan lets a pool go, and how old a moment has to be.
WINDOWS = {"ESSENTIALS": timedelta(days=1), "PLUS": timedelta(days=14)}
LEAST_AGE = timedelta(minutes=15)
SUPPORT = "AWS Support opens a case by itself. Writes stay paused until that is solved."
# Cognito's word: ours, the badge's tone, and what it means.
STATUSES: Mapping[str, tuple[str, str, str]] = {
    "PREVIEW_GENERATING": ("Counting", "info", "Cognito counts what would change. Writes are paused."),
    "PREVIEW_GENERATED": (
        "Waits for you",
        "warning",
        "The counts are there: start it or cancel it. Writes are paused.",
    ),
    "PREVIEW_CANCELLED": ("Cancelled", "neutral", "Nothing was changed."),
    "PREVIEW_GENERATION_FAILED": (
        "Failed",
        "danger",
        "Cognito could not count. Nothing was changed: begin another.",
    ),
    "PREVIEW_EXPIRED": ("Expired", "neutral", "Nobody started it within 24 hours. Nothing was changed."),
    "RESTORING": (
        "Under way",
        "warning",
        "People become what they were. It cannot be cancelled. Writes are paused.",
    ),
    "RESTORE_COMPLETED": ("Done", "success", "The people of the pool are what they were at that moment."),
    "TEMPORARY_INTERNAL_ERROR_SEE_SUPPORT_CASE": ("Stuck at AWS", "danger", SUPPORT),
    "AWS_ABORTED": ("Stopped by AWS", "danger", f"It can be neither cancelled nor repeated. {SUPPORT}"),
}
ENTITIES = {
    "Users": "Users and their attributes",
    "Groups": "Groups",
    "User MFAs": "Second factors",
    "Passkeys": "Passkeys",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryRow:
    """A recovery ready to be shown."""

    recovery: Recovery

    @property
    def status(self) -> tuple[str, str, str]:
        status = self.recovery.status
        return STATUSES.get(status, (status or "Not told", "neutral", ""))

    @property
    def changes(self) -> list[tuple[str, Change]]:
        """What it creates, changes and deletes, by kind."""
        return [(ENTITIES.get(each.entity, each.entity), each) for each in self.recovery.preview]

    @property
    def ends_at(self) -> datetime | None:
        """When a preview that nobody starts expires."""
        begun = self.recovery.begun_at
        return begun + timedelta(hours=24) if begun and self.recovery.can_cancel else None


@dataclass(frozen=True, kw_only=True)
class RecoveriesPage:
    """A pool and its recoveries; `answer` is the error where they cannot be read."""

    pool: Pool
    answer: Sequence[Recovery] | CognitoError
    now: datetime

    @property
    def problem(self) -> Problem | None:
        return Problem.in_answer(self.answer)

    @property
    def rows(self) -> list[RecoveryRow]:
        return (
            []
            if isinstance(self.answer, CognitoError)
            else [RecoveryRow(recovery=each) for each in self.answer]
        )

    @property
    def running(self) -> RecoveryRow | None:
        if isinstance(self.answer, CognitoError):
            return None
        running = running_of(tuple(self.answer))
        return RecoveryRow(recovery=running) if running else None

    @property
    def window(self) -> timedelta | None:
        return window_of(self.pool)

    @property
    def lacks(self) -> str:
        """Why there is no recovery for this pool; empty where there is."""
        plan = plans.plan_of(self.pool.raw)
        if self.window is None:
            return f"It needs the Essentials or Plus plan; this pool has {PLANS.get(plan, plan)}."
        return ""

    @property
    def earliest(self) -> datetime | None:
        """How far back it can go: by the plan, and not to before the pool was made."""
        if self.window is None:
            return None
        return max(filter(None, (self.now - self.window, self.pool.created_at)))

    @property
    def latest(self) -> datetime:
        return self.now - LEAST_AGE


def window_of(pool: Pool) -> timedelta | None:
    """How far back the plan of a pool lets it go; None where it has no recovery."""
    return WINDOWS.get(plans.plan_of(pool.raw))


def read_running(access: PoolAccess, pool: Pool, *, fresh: bool = False) -> RecoveryRow | None:
    """The recovery that pauses writes now; None without one, and where that cannot be told. One call, or none."""
    if window_of(pool) is None or not allows(access, actions.VIEW_RECOVERIES):
        return None
    try:
        running = access.gateway(RecoveryGateway).running_lately(fresh=fresh)
    except CognitoError:
        return None
    return RecoveryRow(recovery=running) if running else None
