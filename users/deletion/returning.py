"""Creating a deleted user again: what returns, what cannot, and what came of each step."""

from collections.abc import Iterator
from dataclasses import dataclass

from console.cognito.errors import CognitoError
from pools.gateway import Pool
from users.attributes.contacts import CONTACTS, flag_of
from users.attributes.records import identities_of, label_of
from users.deletion.gateway import Returned
from users.deletion.models import UserSnapshot
from users.gateway import FEDERATED, INVITED
from users.invitations.records import Medium, NewUser

NEVER = (
    "The user id (sub): they get a new one. Whatever applications keep under the old one does not find them.",
    "The password: they get a new temporary one.",
    "Second factors, passkeys and remembered devices: they set them up anew.",
    "Sessions, tokens and the history of their sign-ins.",
)
MADE_BY_COGNITO = frozenset({"sub", "identities"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnStep:
    """One thing that was tried, and what came of it."""

    what: str
    outcome: str
    tone: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """Somebody deleted, held against the pool as it is now."""

    snapshot: UserSnapshot
    pool: Pool

    @property
    def attributes(self) -> dict[str, str]:
        """What the pool's schema still takes; marks only beside their addresses."""
        schema = {item.name for item in self.pool.schema} - MADE_BY_COGNITO
        kept = {name: value for name, value in self.snapshot.attributes.items() if name in schema and value}
        idle = {flag_of(name) for name in CONTACTS if name not in kept}
        return {name: value for name, value in kept.items() if name not in idle}

    @property
    def labels(self) -> dict[str, str]:
        """The attributes that return, in words."""
        return {name: label_of(name) for name in self.attributes}

    @property
    def lost(self) -> list[str]:
        """What cannot return, in sentences."""
        return [*NEVER, *self._lost()]

    @property
    def sign_in_attribute(self) -> str:
        """What they signed in with, in a pool that generates usernames."""
        return next((name for name in self.pool.username_attributes if self.attributes.get(name)), "")

    @property
    def obstacle(self) -> str:
        """Why they cannot be created again; empty if they can."""
        if self.snapshot.returned_as:
            return "They were created again already."
        if self.snapshot.status == FEDERATED:
            return (
                "They signed in through another identity provider: Cognito creates them anew when they sign in "
                "there again, and groups can be given then."
            )
        if self.pool.username_attributes and not self.sign_in_attribute:
            return "They had none of the addresses that people of this pool sign in with."
        return ""

    def new_user(self, media: tuple[Medium, ...], reason: str) -> NewUser:
        """Them, as AdminCreateUser takes them. Nobody loses an alias for it."""
        sign_in = self.sign_in_attribute if self.pool.username_attributes else ""
        return NewUser(
            username=self.attributes[sign_in] if sign_in else self.snapshot.username,
            sign_in_attribute=sign_in,
            attributes=self.attributes,
            media=media,
            groups=tuple(self.snapshot.groups or ()),
            reason=reason,
        )

    def _lost(self) -> Iterator[str]:
        if self.pool.username_attributes:
            yield "The username, which this pool generates."
        schema = {item.name for item in self.pool.schema}
        if gone := [label_of(name) for name in self.snapshot.attributes if name not in schema]:
            yield f"Attributes that this pool does not have any more: {', '.join(gone)}."
        if linked := [identity.provider for identity in identities_of(self.snapshot.user)]:
            yield f"Linked identities ({', '.join(linked)}): they have to be linked anew."
        if self.snapshot.groups is None:
            yield "Their groups, which could not be read before they were deleted."
        if self.snapshot.status != INVITED:
            yield "Their status: they count as invited until they have chosen a password."


def steps_of(returned: Returned, new: NewUser, *, disabled: bool) -> list[ReturnStep]:
    """What came of each step, in the order in which they were tried."""
    return list(_steps(returned, new, disabled))


def _steps(returned: Returned, new: NewUser, disabled: bool) -> Iterator[ReturnStep]:
    invited = returned.invited
    unclear = invited.problem is not None and not invited.undelivered
    yield ReturnStep(
        what="Create the user, with attributes and verified marks",
        outcome="Presumably done" if unclear else "Done",
        tone="warning" if unclear else "success",
        why="No clear answer came; looked for, they are there." if unclear else "",
    )
    if new.media:
        yield _step("Send the invitation", invited.problem)
    missed = {each.group: each.problem for each in invited.not_joined}
    for group in new.groups:
        yield _step(f"Add to the group {group}", missed.get(group))
    if disabled:
        yield _step("Disable, as they were", returned.not_disabled)


def _step(what: str, problem: CognitoError | None) -> ReturnStep:
    if problem is None:
        return ReturnStep(what=what, outcome="Done", tone="success")
    unknown = problem.outcome == "unknown"
    return ReturnStep(
        what=what,
        outcome="Not certain" if unknown else "Not done",
        tone="warning" if unknown else "danger",
        why=f"{problem.what}. {problem.message or problem.suggestion}",
    )
