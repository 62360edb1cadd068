"""Groups of a pool: reading, making, changing and deleting them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from console.cognito.answers import moment
from console.cognito.errors import CognitoError, NotFound, UnknownOutcome
from console.cognito.gateway import Gateway, Target
from console.cognito.lists import Pages, first, follow
from users.outcomes import told

# A user is in at most 100 groups, which come 60 at a time.
PAGE_SIZE = 60
PAGES_OF_ONE_USER = 2
# A pool may have 10,000 groups: so many are read at once, 60 each.
PAGES_AT_ONCE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group; the lowest precedence number wins when several of a user's groups name a role.

    `provider` is whose people Cognito keeps in it by itself; empty for all other groups.
    """

    name: str
    description: str = ""
    precedence: int | None = None
    role_arn: str = ""
    provider: str = ""
    created_at: datetime | None = None
    modified_at: datetime | None = None

    @classmethod
    def from_response(cls, raw: Mapping[str, Any]) -> "Group":
        name, automatic = raw["GroupName"], f"{raw.get('UserPoolId', '')}_"
        return cls(
            name=name,
            description=raw.get("Description") or "",
            precedence=raw.get("Precedence"),
            role_arn=raw.get("RoleArn") or "",
            provider=name.removeprefix(automatic) if name.startswith(automatic) else "",
            created_at=moment(raw.get("CreationDate")),
            modified_at=moment(raw.get("LastModifiedDate")),
        )

    @property
    def level(self) -> tuple[bool, int]:
        """Less is stronger: no precedence counts as the last. Groups of one level do not outdo each other."""
        return self.precedence is None, self.precedence or 0

    @property
    def rank(self) -> tuple[bool, int, str]:
        """Sorts groups as Cognito chooses between them."""
        return *self.level, self.name

    @property
    def settings(self) -> dict[str, Any]:
        """What can be set, by our names: for forms, comparisons and the audit trail."""
        return {
            "description": self.description,
            "precedence": self.precedence,
            "role_arn": self.role_arn,
        }

    @property
    def parameters(self) -> dict[str, Any]:
        """Everything that CreateGroup and UpdateGroup take. An empty role and precedence cannot be sent."""
        given = {"RoleArn": self.role_arn or None, "Precedence": self.precedence}
        sent = {name: value for name, value in given.items() if value is not None}
        return {"GroupName": self.name, "Description": self.description, **sent}

    def target(self, pool_id: str) -> Target:
        """The group as the audit trail names it."""
        return Target(pool_id=pool_id, kind="group", id=self.name, label=self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPage:
    """Some groups as Cognito chooses between them, and the token of what follows."""

    groups: tuple[Group, ...]
    next_token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A group as it reads after a write; None when it could not be read again.

    `problem` is set where no clear answer came to a write that was carried out all the same.
    """

    wanted: Group
    now: Group | None
    problem: CognitoError | None = None

    @property
    def differing(self) -> list[str]:
        """The names of settings that read back differently from what was sent."""
        return differing(self.wanted, self.now) if self.now else []


def differing(one: Group, other: Group) -> list[str]:
    """The names of the settings in which two groups differ."""
    return [name for name, value in one.settings.items() if value != other.settings[name]]


class GroupGateway(Gateway):
    """Reads and writes groups. Nothing is repeated blindly: an unclear answer is looked into first."""

    def of_user(self, username: str) -> tuple[Group, ...]:
        """AdminListGroupsForUser, by precedence: one call, or two for over 60 groups. Raises UserNotFound.

        `username` may be the `sub` of anybody who is not federated.
        """
        return _in_order(follow(self._of_user(username), most_pages=PAGES_OF_ONE_USER).items)

    def is_in(self, username: str, name: str) -> bool:
        """Whether a user is in a group (AdminListGroupsForUser). Raises CognitoError."""
        return first(self._of_user(username, keep=lambda group: group.name == name)) is not None

    def page(self, *, token: str = "", lately: bool = False) -> GroupPage:
        """Up to 300 groups (ListGroups, a call for each 60), from the last seconds' cache if `lately`.

        Raises TokenExpired.
        """
        pages = self._pages(
            "ListGroups",
            "Groups",
            Group.from_response,
            read=self._read_lately if lately else self._read,
            UserPoolId=self.pool_id,
            Limit=PAGE_SIZE,
        )
        found = follow(pages, token=token, most_pages=PAGES_AT_ONCE)
        return GroupPage(groups=_in_order(found.items), next_token=found.next_token)

    def find(self, name: str) -> Group:
        """GetGroup. Raises NotFound."""
        answer = self._read("GetGroup", UserPoolId=self.pool_id, GroupName=name)
        return Group.from_response(answer["Group"])

    def create(self, group: Group, *, action: str = "create_group") -> Saved:
        """CreateGroup, then GetGroup. Raises CognitoError; UnknownOutcome when it seems not to exist."""
        details = {"after": group.settings}
        problem = self._sent("CreateGroup", action, group, details)
        return self._read_back(group, problem)

    def update(self, before: Group, wanted: Group) -> Saved:
        """UpdateGroup with every value, changed or not, then GetGroup.

        Raises CognitoError; UnknownOutcome when the group does not read as wanted.
        """
        details = {"before": before.settings, "after": wanted.settings}
        problem = self._sent("UpdateGroup", "edit_group", wanted, details)
        return self._read_back(wanted, problem)

    def delete(
        self, group: Group, *, action: str = "delete_group", details: Mapping[str, Any] | None = None
    ) -> UnknownOutcome | None:
        """DeleteGroup; the error, if no clear answer came but the group is gone.

        Raises CognitoError; UnknownOutcome when the group is still there.
        """
        try:
            self._write(
                "DeleteGroup",
                action=action,
                target=group.target(self.pool_id),
                details={"before": group.settings, **(details or {})},
                UserPoolId=self.pool_id,
                GroupName=group.name,
            )
        except UnknownOutcome as error:
            self._check_gone(group, error)
            return error
        return None

    def _of_user(self, username: str, *, keep: Callable[[Group], bool] | None = None) -> Pages[Group]:
        return self._pages(
            "AdminListGroupsForUser",
            "Groups",
            Group.from_response,
            keep=keep,
            UserPoolId=self.pool_id,
            Username=username,
            Limit=PAGE_SIZE,
        )

    def _sent(
        self, operation: str, action: str, group: Group, details: Mapping[str, Any]
    ) -> UnknownOutcome | None:
        """Write; the error, if it is not known whether that was carried out. Raises all other errors."""
        try:
            self._write(
                operation,
                action=action,
                target=group.target(self.pool_id),
                details=details,
                UserPoolId=self.pool_id,
                **group.parameters,
            )
        except UnknownOutcome as error:
            return error
        return None

    def _read_back(self, wanted: Group, problem: UnknownOutcome | None) -> Saved:
        try:
            now = self.find(wanted.name)
        except CognitoError as error:
            if problem is None:
                return Saved(wanted=wanted, now=None)
            raise told(problem, NOT_THERE if isinstance(error, NotFound) else COULD_NOT_LOOK) from error
        if problem and differing(wanted, now):
            raise told(problem, NOT_AS_WANTED) from problem
        return Saved(wanted=wanted, now=now, problem=problem)

    def _check_gone(self, group: Group, problem: UnknownOutcome) -> None:
        try:
            self.find(group.name)
        except NotFound:
            return
        except CognitoError as error:
            raise told(problem, COULD_NOT_LOOK) from error
        raise told(problem, STILL_THERE) from problem


COULD_NOT_LOOK = (
    "Lifeguard could not look again either. Look at the groups of this pool before you repeat it."
)
NOT_THERE = (
    "Lifeguard looked again: there is no such group. Wait a moment and look once more before you repeat it."
)
NOT_AS_WANTED = (
    "Lifeguard looked again: the group does not read as it was to be, so presumably nothing was changed. "
    "Wait a moment and look once more before you repeat it."
)
STILL_THERE = (
    "Lifeguard looked again: the group is still there. Wait a moment and look once more before you repeat it."
)


def _in_order(groups: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(sorted(groups, key=lambda group: group.rank))
