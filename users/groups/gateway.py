"""Groups as people are in them: whose they are, one of them; making, changing and deleting one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from console.cognito.errors import UnknownOutcome
from console.cognito.lists import Pages, Stretch, first, follow
from console.cognito.looked import Advice, ReadBack, done_anyway, is_gone, read_back
from pools import groups
from pools.groups import PAGE_SIZE, Group

# A user is in at most 100 groups, which come 60 at a time.
PAGES_OF_ONE_USER = 2
# A pool may have 10,000 groups: so many pages are read at once.
PAGES_AT_ONCE = 5
COULD_NOT_LOOK = (
    "Lifeguard could not look again either. Look at the groups of this pool before you repeat it."
)
AFTER_SAVING = Advice(
    could_not_look=COULD_NOT_LOOK,
    not_as_asked="Lifeguard looked again: the group does not read as it was to be, so presumably nothing was "
    "changed. Wait a moment and look once more before you repeat it.",
    not_there="Lifeguard looked again: there is no such group. Wait a moment and look once more before you "
    "repeat it.",
)
AFTER_DELETING = Advice(
    could_not_look=COULD_NOT_LOOK,
    not_as_asked="Lifeguard looked again: the group is still there. Wait a moment and look once more before you "
    "repeat it.",
)


def differing(one: Group, other: Group) -> list[str]:
    """The names of the settings in which two groups differ."""
    return [name for name, value in one.settings.items() if value != other.settings[name]]


class GroupGateway(groups.GroupGateway):
    """Reads and writes groups. Nothing is repeated blindly: an unclear answer is looked into first."""

    def of_user(self, username: str) -> tuple[Group, ...]:
        """AdminListGroupsForUser, by precedence: one call, or two for over 60 groups. Raises UserNotFound.

        `username` may be the `sub` of anybody who is not federated.
        """
        return _in_order(follow(self._of_user(username), most_pages=PAGES_OF_ONE_USER).items)

    def is_in(self, username: str, name: str) -> bool:
        """Whether a user is in a group (AdminListGroupsForUser). Raises CognitoError."""
        return first(self._of_user(username, keep=lambda group: group.name == name)) is not None

    def page(self, *, token: str = "", lately: bool = False) -> Stretch[Group]:
        """Up to 300 groups (ListGroups, a call for each 60), from the last seconds' cache if `lately`.

        They are in the order in which Cognito chooses between them. Raises TokenExpired.
        """
        pages = self._listed(self._read_lately if lately else self._read)
        found = follow(pages, token=token, most_pages=PAGES_AT_ONCE)
        return replace(found, items=_in_order(found.items))

    def find(self, name: str) -> Group:
        """GetGroup. Raises NotFound."""
        answer = self._read("GetGroup", UserPoolId=self.pool_id, GroupName=name)
        return Group.from_response(answer["Group"])

    def create(self, group: Group, *, action: str = "create_group") -> ReadBack[Group]:
        """CreateGroup, then GetGroup. Raises CognitoError; UnknownOutcome when it seems not to exist."""
        return self._saved(group, lambda: self.make(group, action=action, after=group.settings))

    def update(self, before: Group, wanted: Group) -> ReadBack[Group]:
        """UpdateGroup with every value, changed or not, then GetGroup.

        Raises CognitoError; UnknownOutcome when the group does not read as wanted.
        """
        return self._saved(
            wanted,
            lambda: self._write(
                "UpdateGroup",
                action="edit_group",
                target=wanted.target(self.pool_id),
                details={"before": before.settings, "after": wanted.settings},
                UserPoolId=self.pool_id,
                **wanted.written,
            ),
        )

    def delete(
        self, group: Group, *, action: str = "delete_group", details: Mapping[str, Any] | None = None
    ) -> UnknownOutcome | None:
        """DeleteGroup; the error, if no clear answer came but the group is gone.

        Raises CognitoError; UnknownOutcome when the group is still there.
        """
        return done_anyway(
            lambda: self._write(
                "DeleteGroup",
                action=action,
                target=group.target(self.pool_id),
                details={"before": group.settings, **(details or {})},
                UserPoolId=self.pool_id,
                GroupName=group.name,
            ),
            lambda: is_gone(self.find, group.name),
            advice=AFTER_DELETING,
        )

    def _saved(self, wanted: Group, write: Callable[[], object]) -> ReadBack[Group]:
        return read_back(
            write,
            lambda: self.find(wanted.name),
            as_asked=lambda now: not differing(wanted, now),
            advice=AFTER_SAVING,
        )

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


def _in_order(found: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(sorted(found, key=lambda group: group.rank))
