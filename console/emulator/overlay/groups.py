"""Groups and who is in them."""

from collections.abc import Mapping
from typing import Any

from console.emulator.overlay.core.errors import ServiceError, invalid_parameter, resource_not_found
from console.emulator.overlay.core.paging import list_page, make_token, page_size, read_token, take_page
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import Call, operation
from console.emulator.overlay.users import describe as describe_user

MAXIMUM_OF_USER = 100


@operation("ListGroups")
def list_groups(call: Call) -> dict[str, Any]:
    """The groups of the pool in the order of creation."""
    page, token = list_page(call.parameters, list(call.pool.groups.values()), "group_name")
    return {"Groups": [describe(group) for group in page], **token}


@operation("GetGroup")
def get_group(call: Call) -> dict[str, Any]:
    """One group. Raises ResourceNotFoundException."""
    return {"Group": describe(_group(call))}


@operation("AdminListGroupsForUser")
def admin_list_groups_for_user(call: Call) -> dict[str, Any]:
    """The groups that a user is in, in the order in which the groups were made."""
    user = call.user
    groups = [group for group in call.pool.groups.values() if group in user.groups]
    page, token = list_page(call.parameters, groups, "group_name")
    return {"Groups": [describe(group) for group in page], **token}


@operation("ListUsersInGroup")
def list_users_in_group(call: Call) -> dict[str, Any]:
    """The members of a group in the order of creation, at most 60 a page."""
    members = sorted(_group(call).users, key=lambda user: int(user.sequence))
    after = read_token(call.parameters, call.get("NextToken"))
    rest = (user for user in members if after is None or user.sequence > after[0])
    page, more = take_page(rest, page_size(call.parameters))
    answer = {"Users": [describe_user(user) for user in page]}
    return {**answer, "NextToken": make_token(call.parameters, (page[-1].sequence,))} if more else answer


@operation("AdminAddUserToGroup")
def admin_add_user_to_group(call: Call) -> dict[str, Any]:
    """Harmless for a member. The user's own dates do not change.

    Raises ResourceNotFoundException, and InvalidParameterException for the hundred and first group of a user.
    """
    group, user = _group(call), call.user
    if group not in user.groups and len(user.groups) >= MAXIMUM_OF_USER:
        raise invalid_parameter(f"A user can be in {MAXIMUM_OF_USER} groups at most.")
    join(call.pool, user, group.group_name)
    return {}


@operation("AdminRemoveUserFromGroup")
def admin_remove_user_from_group(call: Call) -> dict[str, Any]:
    """Harmless for somebody who is not a member."""
    group, user = _group(call), call.user
    group.users.discard(user)
    user.groups.discard(group)
    return {}


def join(pool: Pool, user: Any, group_name: str) -> None:
    """Put a user into a group. Raises ResourceNotFoundException."""
    group = pool.groups.get(group_name)
    if group is None:
        raise group_not_found()
    group.users.add(user)
    user.groups.add(group)


def describe(group: Any) -> dict[str, Any]:
    """`GroupType`; what was never set is absent."""
    described: Mapping[str, Any] = group.to_json()
    kept = {name: value for name, value in described.items() if value is not None}
    if not kept.get("Description"):
        kept.pop("Description", None)
    return kept


def group_not_found() -> ServiceError:
    return resource_not_found("Group not found.")


def _group(call: Call) -> Any:
    group = call.pool.groups.get(call.parameters["GroupName"])
    if group is None:
        raise group_not_found()
    return group
