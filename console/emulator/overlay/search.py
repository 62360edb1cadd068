"""ListUsers: its filter, its pages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from console.emulator.overlay.core.errors import invalid_parameter
from console.emulator.overlay.core.paging import make_token, page_size, read_token, take_page
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import Call, operation
from console.emulator.overlay.core.table import SEARCHABLE, Position
from console.emulator.overlay.users import describe

FILTER = re.compile(r'\s*"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*', re.DOTALL)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Filter:
    """`attribute = "value"`, or `^=` for starts-with."""

    attribute: str
    value: str
    prefix: bool


@operation("ListUsers")
def list_users(call: Call) -> dict[str, Any]:
    """A page of at most 60 users, filtered by one attribute.

    Raises InvalidParameterException for a filter that is none, an attribute that cannot be searched, a token
    of another list, and `AttributesToGet` that somebody on the page does not have.
    """
    after = read_token(call.parameters, call.get("PaginationToken"))
    found = _matching(
        call.pool, call.get("Filter"), None if after is None else (str(after[0]), int(after[1]))
    )
    page, more = take_page(found, page_size(call.parameters))
    answer = {"Users": [_described(user, call.parameters) for _, user in page]}
    return {**answer, "PaginationToken": make_token(call.parameters, page[-1][0])} if more else answer


def parse_filter(text: str) -> Filter:
    r"""Read a filter: quotes and backslashes in the value are escaped with a backslash.

    Raises InvalidParameterException.
    """
    match = FILTER.fullmatch(text)
    if match is None:
        raise invalid_parameter("Error while parsing filter.")
    attribute, operator, value = match.groups()
    if attribute not in SEARCHABLE:
        raise invalid_parameter(f"Invalid search attribute: {attribute}")
    value = ESCAPED.sub(r"\1", value)
    # The only comparison without case.
    return Filter(attribute, value.lower() if attribute == "cognito:user_status" else value, operator == "^=")


def _matching(pool: Pool, text: str | None, after: Position | None) -> Iterator[tuple[Position, Any]]:
    if not text:
        return pool.table.page(after)
    wanted = parse_filter(text)
    if not wanted.prefix and wanted.attribute in {"sub", "username"}:
        return _the_one(pool, wanted)
    return pool.table.search(wanted.attribute, wanted.value, prefix=wanted.prefix, after=after)


def _the_one(pool: Pool, wanted: Filter) -> Iterator[tuple[Position, Any]]:
    find = pool.table.get if wanted.attribute == "username" else pool.table.with_sub
    user = find(wanted.value)
    if user is not None:
        yield (wanted.value, user.sequence), user


def _described(user: Any, parameters: Mapping[str, Any]) -> dict[str, Any]:
    described = describe(user)
    names = parameters.get("AttributesToGet")
    if names:
        if any(name not in user.attribute_lookup for name in names):
            raise invalid_parameter("One or more requested attributes do not exist.")
        described["Attributes"] = [entry for entry in described["Attributes"] if entry["Name"] in names]
    return described
