"""Pages and their tokens. A token names the last item of its page: deleting the next one breaks nothing."""

import base64
import binascii
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any, TypeVar

from console.emulator.overlay.core.errors import invalid_parameter

Item = TypeVar("Item")

DEFAULT_SIZE = 60
LIFETIME_SECONDS = 3600
# What may differ between two pages of one list.
OF_THE_PAGE = frozenset({"Limit", "MaxResults", "NextToken", "PaginationToken"})


def page_size(parameters: Mapping[str, Any]) -> int:
    """`Limit` or `MaxResults`; nothing, or nought, is 60."""
    return int(parameters.get("Limit") or parameters.get("MaxResults") or DEFAULT_SIZE)


def take_page(items: Iterable[Item], size: int) -> tuple[list[Item], bool]:
    """The first `size` items, and whether there are more."""
    taken = list(islice(items, size + 1))
    return taken[:size], len(taken) > size


def make_token(parameters: Mapping[str, Any], position: Sequence[str | int]) -> str:
    """An opaque token, good for one hour, for the same list only."""
    content = [list(position), _fingerprint(parameters), int(datetime.now(UTC).timestamp())]
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode()


def read_token(parameters: Mapping[str, Any], token: str | None) -> tuple[Any, ...] | None:
    """The position that a token names. Raises InvalidParameterException for any other text, for another
    list's token, and for one older than an hour."""
    if token is None:
        return None
    try:
        position, fingerprint, made_at = json.loads(base64.b64decode(token, altchars=b"-_", validate=True))
        age = datetime.now(UTC).timestamp() - made_at
    except (binascii.Error, ValueError, TypeError) as error:
        raise invalid_parameter("Invalid pagination token given.") from error
    if fingerprint != _fingerprint(parameters) or age > LIFETIME_SECONDS or not isinstance(position, list):
        raise invalid_parameter("Invalid pagination token given.")
    return tuple(position)


def list_page(
    parameters: Mapping[str, Any], items: Sequence[Any], key: str, *, member: str = "NextToken"
) -> tuple[list[Any], dict[str, str]]:
    """One page of a short list in its order of creation, and the member that carries the next token.

    `key` is the attribute, or the member, that tells the items apart; `member` the one of
    the call that carries a token.
    """
    after = read_token(parameters, parameters.get(member))
    start = 0 if after is None else _behind(items, key, after)
    page, more = take_page(items[start:], page_size(parameters))
    if not more:
        return page, {}
    return page, {member: make_token(parameters, (_name_of(page[-1], key), start + len(page) - 1))}


def _name_of(item: Any, key: str) -> Any:
    return item[key] if isinstance(item, Mapping) else getattr(item, key)


def _behind(items: Sequence[Any], key: str, after: tuple[Any, ...]) -> int:
    name, index = after
    found = next((place for place, item in enumerate(items) if _name_of(item, key) == name), None)
    # The last item of the page has been deleted: go on from where it was.
    return int(index) if found is None else found + 1


def _fingerprint(parameters: Mapping[str, Any]) -> str:
    same = {name: value for name, value in parameters.items() if name not in OF_THE_PAGE}
    return hashlib.sha256(json.dumps(same, sort_keys=True).encode()).hexdigest()[:16]
