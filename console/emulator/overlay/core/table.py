"""The users of one pool, found without a scan by name, `sub`, alias and whatever ListUsers filters on."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterator
from typing import Any

# What ListUsers can filter on (developer guide, "Searching for users").
SEARCHABLE = (
    "username",
    "sub",
    "email",
    "phone_number",
    "preferred_username",
    "name",
    "given_name",
    "family_name",
    "cognito:user_status",
    "status",
)
# Attributes that can stand in for the username.
LOGINS = ("email", "phone_number", "preferred_username")

# Where a page ends: the value searched for and the user's place in the order of creation.
Position = tuple[str, int]


class SortedValues:
    """The values of one attribute, sorted; built when it is first asked, kept up to date from then on."""

    def __init__(self) -> None:
        self._entries: list[Position] | None = None

    def build(self, entries: list[Position]) -> None:
        entries.sort()
        self._entries = entries

    @property
    def built(self) -> bool:
        return self._entries is not None

    def add(self, value: str, sequence: int) -> None:
        if self._entries is not None:
            insort(self._entries, (value, sequence))

    def discard(self, value: str, sequence: int) -> None:
        if self._entries is None:
            return
        index = bisect_left(self._entries, (value, sequence))
        if index < len(self._entries) and self._entries[index] == (value, sequence):
            del self._entries[index]

    def matching(self, value: str, *, prefix: bool, after: Position | None) -> Iterator[Position]:
        """The positions whose value equals, or starts with, `value`, beginning behind `after`."""
        entries = self._entries or []
        start = (value, -1) if after is None else max(after, (value, -1))
        for index in range(bisect_right(entries, start), len(entries)):
            found = entries[index][0]
            if not (found.startswith(value) if prefix else found == value):
                return
            yield entries[index]


class UserTable(dict[str, Any]):
    """Username to user, as moto keeps it, with the indexes that keep 50,000 users quick."""

    def __init__(
        self,
        *,
        adopt: Callable[[Any], Any] = lambda user: user,
        case_sensitive: bool = True,
        logins: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self._adopt = adopt
        self._case_sensitive = case_sensitive
        self._logins = logins
        self._next_sequence = 0
        self._order: list[int] = []
        self._by_sequence: dict[int, Any] = {}
        self._by_name: dict[str, Any] = {}
        self._by_sub: dict[str, Any] = {}
        self._by_login: dict[str, dict[str, list[Any]]] = {name: {} for name in logins}
        self._sorted = {name: SortedValues() for name in SEARCHABLE}

    def __setitem__(self, username: str, user: Any) -> None:
        if username in self:
            del self[username]
        user = self._adopt(user)
        user.table, user.sequence, user.indexed = self, self._next_sequence, {}
        self._next_sequence += 1
        super().__setitem__(username, user)
        self._order.append(user.sequence)
        self._by_sequence[user.sequence] = user
        self._by_name[self.fold(username)] = user
        self._by_sub[user.id] = user
        self.reindex(user)

    def __delitem__(self, username: str) -> None:
        user = self[username]
        super().__delitem__(username)
        self._index(user, {})
        user.table = None
        del self._by_sequence[user.sequence]
        del self._by_sub[user.id]
        del self._by_name[self.fold(username)]
        if len(self._order) > 2 * len(self._by_sequence) + 1_000:
            self._order = [sequence for sequence in self._order if sequence in self._by_sequence]

    def fold(self, value: str) -> str:
        """The value as names are compared in this pool (`UsernameConfiguration.CaseSensitive`)."""
        return value if self._case_sensitive else value.casefold()

    def named(self, username: str) -> Any | None:
        return self._by_name.get(self.fold(username))

    def with_sub(self, sub: str) -> Any | None:
        return self._by_sub.get(sub)

    def with_login(self, attribute: str, value: str) -> list[Any]:
        """Everybody who has this e-mail address, phone number or preferred username, alias or not."""
        return list(self._by_login.get(attribute, {}).get(self.fold(value), ()))

    def reindex(self, user: Any) -> None:
        """Take note of what has changed of a user."""
        self._index(user, searchable_values(user))

    def page(self, after: Position | None) -> Iterator[tuple[Position, Any]]:
        """Everybody in the order of creation, beginning behind `after`."""
        start = 0 if after is None else bisect_right(self._order, after[1])
        for index in range(start, len(self._order)):
            user = self._by_sequence.get(self._order[index])
            if user is not None:
                yield ("", user.sequence), user

    def search(
        self, attribute: str, value: str, *, prefix: bool, after: Position | None
    ) -> Iterator[tuple[Position, Any]]:
        """Everybody whose attribute equals, or starts with, `value`, in the order of values."""
        values = self._sorted[attribute]
        if not values.built:
            self._build(attribute)
        for position in values.matching(value, prefix=prefix, after=after):
            yield position, self._by_sequence[position[1]]

    def warm(self) -> None:
        """Build every index now rather than at the first search."""
        for attribute in SEARCHABLE:
            self._build(attribute)

    def _build(self, attribute: str) -> None:
        values = ((user.indexed.get(attribute), user) for user in self.values())
        self._sorted[attribute].build([(value, user.sequence) for value, user in values if value is not None])

    def _index(self, user: Any, values: dict[str, str]) -> None:
        before, user.indexed = user.indexed, values
        for attribute in SEARCHABLE:
            old, new = before.get(attribute), values.get(attribute)
            if old == new:
                continue
            if old is not None:
                self._sorted[attribute].discard(old, user.sequence)
                self._forget_login(attribute, old, user)
            if new is not None:
                self._sorted[attribute].add(new, user.sequence)
                self._learn_login(attribute, new, user)

    def _learn_login(self, attribute: str, value: str, user: Any) -> None:
        if attribute in self._logins:
            self._by_login[attribute].setdefault(self.fold(value), []).append(user)

    def _forget_login(self, attribute: str, value: str, user: Any) -> None:
        if attribute in self._logins:
            holders = self._by_login[attribute][self.fold(value)]
            holders.remove(user)
            if not holders:
                del self._by_login[attribute][self.fold(value)]


def searchable_values(user: Any) -> dict[str, str]:
    """The values of one user that ListUsers can filter on; `cognito:user_status` is compared without case."""
    lookup = user.attribute_lookup
    values = {name: lookup[name] for name in SEARCHABLE if name in lookup}
    values["username"] = user.username
    values["cognito:user_status"] = str(getattr(user.status, "value", user.status)).lower()
    values["status"] = "Enabled" if user.enabled else "Disabled"
    return values
