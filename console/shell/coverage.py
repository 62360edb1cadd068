"""Which page is for which operation of the user pool API, derived from the actions and the urls that name them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver

from console.access.actions import Action
from console.access.decorators import action_of
from console.cognito.operations import OPERATIONS, Operation

IMPORT_JOBS = (
    "Cognito's own CSV import is not offered yet: use the AWS CLI. It can bring passwords along as hashes "
    "(BCRYPT, SCRYPT, ARGON2ID, PBKDF2_SHA256)."
)
# Why an administrative operation has no page.
LEFT_OUT: dict[str, str] = {
    "ListTagsForResource": "DescribeUserPool tells the tags of a pool, and only pools have any.",
    "AdminSetUserSettings": "AWS keeps it for old code; AdminSetUserMFAPreference does the same and more.",
    "CreateUserImportJob": IMPORT_JOBS,
    "DescribeUserImportJob": IMPORT_JOBS,
    "GetCSVHeader": IMPORT_JOBS,
    "ListUserImportJobs": IMPORT_JOBS,
    "StartUserImportJob": IMPORT_JOBS,
    "StopUserImportJob": IMPORT_JOBS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An address, as the url configuration writes it, and what may be done there."""

    address: str
    action: Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """An operation with the pages that are for it, or the reason why there is none."""

    operation: Operation
    pages: tuple[Page, ...] = ()
    reason: str = ""

    @property
    def labels(self) -> list[str]:
        """What may be done with it, each once."""
        return list(dict.fromkeys(page.action.label for page in self.pages))

    @property
    def pages_told(self) -> str:
        """How many pages there are."""
        return f"{len(self.pages)} page{'' if len(self.pages) == 1 else 's'}"

    @property
    def words(self) -> list[str]:
        """What it can be found by: its name, what it is for, and where."""
        return [self.operation.name, *self.labels, *(page.address for page in self.pages)]


@cache
def coverage() -> tuple[Coverage, ...]:
    """Every administrative operation that is known here, by name; `newer` tells what else botocore has."""
    pages = tuple(_pages(get_resolver().url_patterns))
    return tuple(
        Coverage(
            operation=operation,
            pages=tuple(page for page in pages if name in page.action.operations),
            reason=LEFT_OUT.get(name, ""),
        )
        for name, operation in sorted(OPERATIONS.items())
        if not operation.end_user
    )


def end_users_own() -> list[str]:
    """The operations with which a user acts for themselves; the console never calls them."""
    return sorted(name for name, operation in OPERATIONS.items() if operation.end_user)


def _pages(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[Page]:
    for pattern in patterns:
        address = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from _pages(pattern.url_patterns, address)
        elif action := action_of(pattern.callback):
            yield Page(address=address, action=action)
