"""Undoing a change of a user: which entries of the trail can be undone, how, and whether that still holds."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from console.access import actions
from console.access.actions import Action
from console.access.reach import PoolAccess
from console.audit.models import Entry, Outcome
from console.trail.lines import Line
from console.trail.reading import entries_for
from users.addresses import address as place
from users.attributes.contacts import CONTACTS, flag_of
from users.attributes.records import label_of
from users.gateway import User

ATTRIBUTES = frozenset({"AdminUpdateUserAttributes", "AdminDeleteUserAttributes"})
SWITCHES = {"AdminEnableUser": True, "AdminDisableUser": False}
MEMBERSHIPS = {"AdminAddUserToGroup": True, "AdminRemoveUserFromGroup": False}
MARKS = frozenset(map(flag_of, CONTACTS))
SWITCH_WORDS = {"true": "Enabled", "false": "Disabled"}
MEMBER_WORDS = {"true": "In the group", "false": "Not in the group"}

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something that is no longer what a write left."""

    label: str
    left: str
    present: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """How to take back one write: `before` and what it `left`, as texts by name, and the page that does it."""

    entry: Entry
    action: Action
    page: str
    before: Values
    left: Values

    @property
    def about_groups(self) -> bool:
        return self.entry.operation in MEMBERSHIPS

    def url(self, access: PoolAccess) -> str:
        """The page that does it, filled in with what was before."""
        return f"{place(access, self.page, sub=self.entry.target_id)}?undo={self.entry.number}"

    def question_url(self, access: PoolAccess) -> str:
        """Where it is looked whether the change still stands."""
        return place(access, "undo", sub=self.entry.target_id, number=self.entry.number)

    @property
    def reason(self) -> str:
        """What the trail is to say, unless the operator says something else."""
        return f"Undoes entry {self.entry.number} of the audit trail"

    def differences(self, user: User, groups: Collection[str] = ()) -> list[Difference]:
        """What somebody has changed since; nothing of that may be overwritten. `groups` are the names of theirs."""
        present = self._present(user, groups)
        return [
            Difference(label=self._label(name), left=self._words(left), present=self._words(present[name]))
            for name, left in self.left.items()
            if left != present[name]
        ]

    def _present(self, user: User, groups: Collection[str]) -> Values:
        if self.entry.operation in ATTRIBUTES:
            return {name: _attribute(user, name) for name in self.left}
        if self.about_groups:
            return {name: _text(name in groups) for name in self.left}
        return {"enabled": _text(user.enabled)}

    def _label(self, name: str) -> str:
        if self.about_groups:
            return name
        return "Sign-in" if self.entry.operation in SWITCHES else label_of(name)

    def _words(self, value: str) -> str:
        words = MEMBER_WORDS if self.about_groups else SWITCH_WORDS
        return value if self.entry.operation in ATTRIBUTES else words[value]


def undo_of(entry: Entry) -> Undo | None:
    """How to undo what an entry tells; None where it was not done, or where it is not known what was before."""
    if entry.outcome != Outcome.DONE or entry.target_kind != "user":
        return None
    if entry.operation in ATTRIBUTES:
        return _of_attributes(entry)
    if entry.operation in SWITCHES:
        return _of_switch(entry)
    return _of_membership(entry) if entry.operation in MEMBERSHIPS else None


def find_undo(access: PoolAccess, sub: str, number: str) -> Undo | None:
    """How to undo an entry about this user that the operator may see, and whose undoing they may do."""
    if not number.isdecimal():
        return None
    about = {"connection": access.connection.slug, "pool_id": access.id, "target_id": sub}
    entry = entries_for(access.operator).filter(**about, number=int(number[:18])).first()
    undo = undo_of(entry) if entry else None
    return undo if undo and access.may[undo.action.name] else None


def with_undo(lines: Iterable[Line], access: PoolAccess) -> list[Line]:
    """Lines about a user, those that this operator may undo with the address where."""
    return [replace(each, undo_url=_undo_url(each.entry, access)) for each in lines]


def _undo_url(entry: Entry, access: PoolAccess) -> str:
    undo = undo_of(entry)
    if undo is None or not access.may[undo.action.name]:
        return ""
    return undo.question_url(access)


def _of_attributes(entry: Entry) -> Undo | None:
    before, left = entry.details.get("before"), entry.details.get("after")
    if not before or not left or before == left or before.keys() != left.keys():
        return None
    return Undo(
        entry=entry,
        action=actions.EDIT_USER,
        page="verify_contact" if before.keys() <= MARKS else "edit",
        before=before,
        left=left,
    )


def _of_switch(entry: Entry) -> Undo | None:
    was, is_on = entry.details.get("before", {}).get("enabled"), SWITCHES[entry.operation]
    if was is not (not is_on):
        return None
    return Undo(
        entry=entry,
        action=actions.ENABLE_USER if was else actions.DISABLE_USER,
        page="enable" if was else "disable",
        before={"enabled": _text(was)},
        left={"enabled": _text(is_on)},
    )


def _of_membership(entry: Entry) -> Undo | None:
    was, joined = entry.details.get("before", {}).get("member"), MEMBERSHIPS[entry.operation]
    group = entry.details.get("group")
    if was is not (not joined) or not group:
        return None
    return Undo(
        entry=entry,
        action=actions.ADD_MEMBERS,
        page="memberships",
        before={group: _text(was)},
        left={group: _text(joined)},
    )


def _attribute(user: User, name: str) -> str:
    # A mark without its address says nothing.
    contact = name.removesuffix("_verified")
    if name in MARKS and not user.attributes.get(contact):
        return ""
    return user.attributes.get(name, "")


def _text(flag: bool) -> str:
    return "true" if flag else "false"
