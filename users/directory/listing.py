"""One page of the list of users: what was asked for, what Cognito answered, and the ways on and back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.safestring import SafeString

from console.access.reach import PoolAccess
from console.cognito.errors import TokenExpired
from console.cognito.lists import Stretch
from console.cognito.side_by_side import need, side_by_side, value_or
from pools.gateway import Pool, PoolGateway
from users.addresses import address
from users.directory import columns
from users.directory.columns import Column
from users.directory.forms import SearchForm, page_asked_for
from users.directory.page_tokens import PageTokens
from users.directory.rows import RowWriter
from users.gateway import INVITED, User, UserGateway
from users.masking import masked_user

NOBODY: Stretch[User] = Stretch(operation="ListUsers", items=())
OF_THE_PAGE = ("page", "token")


@dataclass(frozen=True, slots=True, kw_only=True)
class UserListPage:
    """One page of a list of users, with the ways on and back.

    `kept` is what the choice of columns keeps of the address: it begins on the first page.
    """

    home: str
    chosen: Sequence[Column]
    choices: SafeString
    rows: Sequence[SafeString]
    number: int
    previous: str | None
    next: str | None
    restarted: bool
    kept: Sequence[tuple[str, str]] = ()

    @property
    def people(self) -> str:
        """How many there are on this page, in words."""
        return {0: "nobody", 1: "1 person"}.get(len(self.rows), f"{len(self.rows)} people")

    @property
    def summary(self) -> str:
        return f"Page {self.number}: {self.people}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryPage(UserListPage):
    """The list of a pool's users. `described` is None when the pool's settings could not be read."""

    form: SearchForm
    described: Pool | None
    resending: bool

    @property
    def pool_name(self) -> str:
        return self.described.name if self.described else ""

    @property
    def filtered(self) -> bool:
        return bool(self.form.data.get("q") or self.form.data.get("show"))

    @property
    def estimate(self) -> int | None:
        """How many users Cognito believes the pool to have: hours old, and inexact."""
        return self.described.raw.get("EstimatedNumberOfUsers") if self.described else None


def read_listing(request: HttpRequest, pool: PoolAccess) -> DirectoryPage:
    """ListUsers, once; with DescribeUserPool beside it when that was not read lately. Raises CognitoError."""
    form = SearchForm(request.GET)
    asked = page_asked_for(request.GET)
    described, found, restarted = _read(pool, form, asked[1] if asked else "")
    tokens = PageTokens.of(
        request.session, pool.connection.slug, pool.id, form.only.expression if form.only else ""
    )
    if restarted:
        tokens.forget()
    home = address(pool, "index")
    invited = any(user.status == INVITED for user in found.items)
    resending = invited and pool.may["resend_invitation"]
    masking = masked_user if pool.masked else None
    common = turned_to(
        request,
        pool,
        found,
        home=home,
        schema=described,
        tokens=tokens,
        restarted=restarted or asked is None,
        write=lambda chosen: RowWriter(columns=chosen, home=home, resending=resending, masking=masking),
    )
    kept = [(name, value) for name in ("by", "how", "q", "show") if (value := request.GET.get(name))]
    return DirectoryPage(**common, form=form, described=described, resending=resending, kept=kept)


def turned_to(
    request: HttpRequest,
    pool: PoolAccess,
    found: Stretch[User],
    *,
    home: str,
    schema: Pool | None,
    tokens: PageTokens,
    restarted: bool,
    write: Callable[[Sequence[Column]], RowWriter],
) -> dict[str, Any]:
    """What every list of users makes of one page of Cognito's; a list that was `restarted` is at its first page."""
    number, token = (None if restarted else page_asked_for(request.GET)) or (1, "")
    tokens.visit(number, token)
    available = columns.available(schema)
    chosen = columns.wanted(request, pool, available)
    writer = write(chosen)
    return {
        "home": home,
        "chosen": chosen,
        "choices": columns.choices(available, chosen),
        "rows": [writer.row(user) for user in found.items],
        "number": number,
        "previous": _address_before(request.GET, home, tokens, number),
        "next": address_of_page(request.GET, home, number + 1, found.next_token)
        if found.next_token
        else None,
        "restarted": restarted,
    }


def _read(pool: PoolAccess, form: SearchForm, token: str) -> tuple[Pool | None, Stretch[User], bool]:
    """The pool if it can be described, the page, and whether the list had to start again."""
    valid = form.is_valid()
    read_page = partial(pool.gateway(UserGateway).page, only=form.only)
    described, found = side_by_side(
        pool.gateway(PoolGateway).describe, partial(read_page, token=token) if valid else lambda: NOBODY
    )
    restarted = isinstance(found, TokenExpired)
    return value_or(described, None), read_page() if restarted else need(found), restarted


def _address_before(query: QueryDict, home: str, tokens: PageTokens, number: int) -> str | None:
    """The address of the page before, as far as the way back is known; None for the first page."""
    if number < 2:
        return None
    # Without a known way back, as in an address from a colleague, there is always the first page.
    token = tokens.token_before(number) or ""
    return address_of_page(query, home, number - 1 if token else 1, token)


def address_of_page(query: QueryDict, home: str, number: int, token: str) -> str:
    """The address of a page of the list that `query` asks for."""
    kept = query.copy()
    for name in OF_THE_PAGE:
        kept.pop(name, None)
    if token:
        kept["page"], kept["token"] = str(number), token
    return f"{home}?{kept.urlencode()}" if kept else home
