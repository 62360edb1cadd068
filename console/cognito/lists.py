"""Lists that Cognito deals out in pages, each with the token of the next.

A page may be empty and carry a token: then the list goes on. Only an answer without a token is the end.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from console.cognito import model
from console.cognito.errors import EndlessList, Refused, TokenExpired

Item = TypeVar("Item")

# So many pages without anything that counts are followed in one list, whatever its length.
MOST_EMPTY_PAGES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch(Generic[Item]):
    """Items of a list in Cognito's order. `next_token` leads on where this is not the end."""

    operation: str
    items: tuple[Item, ...]
    next_token: str = ""

    @property
    def complete(self) -> bool:
        """Whether the list ends here."""
        return not self.next_token


# Reads the page of a token, or the first one for an empty text. Raises CognitoError, TokenExpired.
Pages: TypeAlias = Callable[[str], Stretch[Item]]


def follow(
    pages: Pages[Item], *, token: str = "", most_pages: int = 1, most_empty: int = MOST_EMPTY_PAGES
) -> Stretch[Item]:
    """At most so many pages that have something on them, and what leads on from there.

    Empty pages between them are followed and do not count, up to `most_empty` of them. Raises CognitoError;
    TokenExpired; EndlessList where a token repeats, which would list the same things again.
    """
    found: list[Item] = []
    read: set[str] = set()
    full = empty = 0
    while True:
        page = pages(token)
        found += page.items
        if page.items:
            full += 1
            read.add(token)
        else:
            empty += 1
        token = page.next_token
        if token in read and token:
            raise EndlessList(operation=page.operation)
        if not token or full >= most_pages or empty > most_empty:
            return Stretch(operation=page.operation, items=tuple(found), next_token=token)


def search(pages: Pages[Item]) -> Stretch[Item]:
    """The first page that has something on it, or the end. Raises CognitoError, EndlessList where it is neither."""
    found = follow(pages)
    if not found.items and not found.complete:
        raise EndlessList(operation=found.operation)
    return found


def first(pages: Pages[Item]) -> Item | None:
    """The first item of a list; None where it has none. Raises CognitoError, EndlessList where nobody knows."""
    return next(iter(search(pages).items), None)


def token_member(operation: str) -> str:
    """What an operation's token is called, in what is sent and in what is answered."""
    return "PaginationToken" if "PaginationToken" in model.input_shape(operation).members else "NextToken"


@contextmanager
def continuing(token: str) -> Iterator[None]:
    """Inside, a list is read on from a token: a refusal then means the token, since all else is known to be right.

    Raises TokenExpired.
    """
    try:
        yield
    except Refused as error:
        if token and error.code == "InvalidParameterException":
            raise TokenExpired(operation=error.operation, message=error.message) from error
        raise
