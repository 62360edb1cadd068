"""Deleting a pool step by step: protection, domains, the pool. What cannot be finished is put back or named."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

from django.core.cache import caches

from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError, Conflict, NotFound
from console.cognito.looked import done_anyway, is_gone
from console.ui.problems import Problem
from pools.deletion.gateway import DeletionGateway
from pools.domains.gateway import Domain, DomainsGateway, names_in
from pools.gateway import Pool
from pools.saving import engine, history
from pools.saving.engine import LONGEST_SAVE, PAUSES, Outcome, Report
from pools.saving.proposals import Proposal
from pools.saving.states import State
from pools.settings.subject import PoolSubject

PROTECTION = "DeletionProtection"
# The origin of a kept state takes so many characters.
LONGEST_ORIGIN = 255


class Ending(StrEnum):
    """What a deletion came to."""

    GONE = "gone"
    LINGERS = "lingers"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A step that was taken, or was to be."""

    what: str
    done: bool = True
    problem: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """What a deletion came to, and the pool as it is now; None where it is gone or cannot be read."""

    ending: Ending
    taken: list[Taken]
    now: Pool | None = None
    status: int = 200


class Stopped(Exception):
    """A step failed, so that the ones before it are put back."""

    def __init__(self, what: str, problem: CognitoError | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.problem = problem


def delete(pool: PoolAccess, *, reason: str, pause: Callable[[float], None] = time.sleep) -> Deletion:
    """Turn protection off, remove the domains, delete the pool, and look whether it is gone.

    Raises CognitoError when nothing could be read, and Conflict while another deletion is under way: then nothing
    was done.
    """
    with _alone(pool):
        return _Run(pool=pool, reason=reason, pause=pause).carried_out()


@contextmanager
def _alone(pool: PoolAccess) -> Iterator[None]:
    """Two deletions of one pool would put back what the other one takes away."""
    lock = f"deleting:{pool.connection.slug}:{pool.id}"
    if not caches["default"].add(lock, "1", LONGEST_SAVE):
        raise Conflict(operation="DeleteUserPool", message="This pool is being deleted in Lifeguard already.")
    try:
        yield
    finally:
        caches["default"].delete(lock)


@dataclass(kw_only=True)
class _Run:
    """One deletion: what was done so far, and with it the way back."""

    pool: PoolAccess
    reason: str
    pause: Callable[[float], None]
    taken: list[Taken] = field(default_factory=list)
    removed: list[Domain] = field(default_factory=list)
    unprotected: bool = False
    name: str = ""

    @property
    def gateway(self) -> DeletionGateway:
        return self.pool.gateway(DeletionGateway)

    def carried_out(self) -> Deletion:
        state = self.gateway.read_state()
        self.name = str(state["Name"])
        try:
            if state.get(PROTECTION) == "ACTIVE":
                self._turn_protection("INACTIVE", state)
            for name in names_in(state).values():
                self._remove(name)
            self._delete(state)
        except Stopped as stopped:
            self.taken.append(_failed(stopped.what, stopped.problem))
            self._put_back()
            return self._ended(stopped.problem)
        return self._verified()

    def _turn_protection(self, to: str, state: State) -> None:
        off = to == "INACTIVE"
        what = f"Turning deletion protection {'off' if off else 'on again'}"
        origin = "Deletion of the pool" if off else "A deletion that was stopped"
        proposal = Proposal(
            baseline=state, changes={PROTECTION: to}, origin=f"{origin}: {self.reason}"[:LONGEST_ORIGIN]
        )
        try:
            result = engine.save(self.gateway, proposal, pause=self.pause)
        except CognitoError as problem:
            raise Stopped(what, problem) from problem
        if not isinstance(result, Report):
            raise Stopped(f"{what}: the pool has settings newer than this console, which a save would lose")
        if result.outcome is not Outcome.REFUSED:
            history.note_save(PoolSubject(self.pool), result)
        # What could not be read back may be either: the way back looks first.
        self.unprotected = (result.after or {}).get(PROTECTION) != "ACTIVE"
        if result.missing or result.different or result.after is None:
            raise Stopped(what, result.problem)
        self.taken.append(Taken(what=f"Deletion protection was turned {'off' if off else 'on again'}."))

    def _remove(self, name: str) -> None:
        find = partial(self.pool.gateway(DomainsGateway).find, name)
        try:
            domain = find()
        except NotFound:
            return
        except CognitoError as problem:
            raise Stopped(f"Removing the domain {name}", problem) from problem
        try:
            done_anyway(
                lambda: self.gateway.remove_domain(domain, pool_name=self.name, reason=self.reason),
                partial(is_gone, find),
            )
        except CognitoError as problem:
            raise Stopped(f"Removing the domain {name}", problem) from problem
        self.removed.append(domain)
        self.taken.append(Taken(what=f"The domain {name} was removed."))

    def _delete(self, state: State) -> None:
        details = {"protected": state.get(PROTECTION, ""), "domains": [each.name for each in self.removed]}
        try:
            done_anyway(
                lambda: self.gateway.delete(pool_name=self.name, reason=self.reason, details=details),
                lambda: not self.gateway.exists(),
            )
        except NotFound:
            # Somebody else was quicker.
            return
        except CognitoError as problem:
            raise Stopped("Deleting the pool", problem) from problem

    def _put_back(self) -> None:
        for domain in reversed(self.removed):
            self.taken.append(self._domain_put_back(domain))
        if not self.unprotected:
            return
        try:
            self._turn_protection("ACTIVE", self.gateway.read_state())
        except Stopped as stopped:
            self.taken.append(_failed(stopped.what, stopped.problem))
        except CognitoError as problem:
            self.taken.append(_failed("Turning deletion protection on again", problem))

    def _domain_put_back(self, domain: Domain) -> Taken:
        if domain.custom:
            said = f" Its certificate is {domain.certificate}." if domain.certificate else ""
            return _failed(
                f"The custom domain {domain.name} stays removed: its DNS record would have to follow.{said}"
            )
        try:
            self.gateway.put_domain_back(domain, pool_name=self.name, reason=self.reason)
        except CognitoError as problem:
            return _failed(f"Putting the domain {domain.name} back", problem)
        return Taken(what=f"The domain {domain.name} was put back.")

    def _ended(self, problem: CognitoError | None) -> Deletion:
        """What holds after a step failed; the pool may be gone all the same."""
        status = problem.status if problem else 409
        try:
            now = self.gateway.describe(fresh=True)
        except NotFound:
            return Deletion(ending=Ending.GONE, taken=self.taken)
        except CognitoError:
            return Deletion(ending=Ending.STOPPED, taken=self.taken, status=status)
        return Deletion(ending=Ending.STOPPED, taken=self.taken, now=now, status=status)

    def _verified(self) -> Deletion:
        """Whether the pool is really gone; a little patience where Cognito shows it a little longer."""
        self.taken.append(Taken(what="Cognito accepted the deletion of the pool."))
        for seconds in (*PAUSES, 0):
            try:
                if not self.gateway.exists():
                    return Deletion(ending=Ending.GONE, taken=self.taken)
            except CognitoError as problem:
                self.taken.append(_failed("Looking whether the pool is gone", problem))
                break
            self.pause(seconds)
        return Deletion(ending=Ending.LINGERS, taken=self.taken, status=502)


def _failed(what: str, problem: CognitoError | None = None) -> Taken:
    return Taken(what=what, done=False, problem=Problem.of(problem) if problem else None)
