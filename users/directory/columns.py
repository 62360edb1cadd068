"""The columns of the list of users: which there are, which an operator wants, and what stands in them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from console.access.reach import PoolAccess
from console.ui.components.html import attributes, drawn
from console.ui.components.marks import enabled, user_status, verified
from console.ui.components.values import usertext, when
from pools.gateway import Pool
from users.attributes.records import ELSEWHERE, VERIFIABLE, label_of
from users.gateway import User

Cell = Callable[[User], SafeString]
SALT = "users.columns"
REMEMBERED_SECONDS = 365 * 24 * 60 * 60
VERIFIED = drawn("check-badge", "Verified")
ENABLED = format_html("{}", "Enabled")
DEFAULT = ("status", "email", "created_at", "modified_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; `cell` gives what it shows of a user, as markup."""

    name: str
    label: str
    cell: Cell


def available(pool: Pool | None) -> tuple[Column, ...]:
    """What can be shown of a pool's users: what Cognito says of everybody, and the schema's attributes."""
    standard = ("email", "phone_number", "name", "given_name", "family_name", "preferred_username")
    schema = tuple(attribute.name for attribute in pool.schema) if pool else ()
    names = [name for name in dict.fromkeys((*standard, *schema)) if name not in ELSEWHERE]
    return (
        Column(name="status", label="Status", cell=lambda user: _status(user.status, user.enabled)),
        Column(
            name="enabled", label="Sign-in", cell=lambda user: ENABLED if user.enabled else enabled(False)
        ),
        *(_attribute_column(name) for name in names),
        Column(name="username", label="Username", cell=lambda user: usertext(user.username)),
        Column(name="created_at", label="Created", cell=lambda user: when(user.created_at, empty="—")),
        Column(name="modified_at", label="Changed", cell=lambda user: when(user.modified_at, empty="—")),
    )


def wanted(request: HttpRequest, pool: PoolAccess, columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns that the address asks for, or else those remembered for this operator and pool."""
    names = _asked_for(request) or _remembered(request, pool) or DEFAULT
    return tuple(column for column in columns if column.name in names)


def choices(columns: Sequence[Column], chosen: Sequence[Column]) -> SafeString:
    """A box to tick for each column."""
    return _choices(tuple((column.name, column.label, column in chosen) for column in columns))


@lru_cache(maxsize=128)
def _choices(options: tuple[tuple[str, str, bool], ...]) -> SafeString:
    return format_html_join(
        "",
        '<label class="choice"><input type="checkbox"{}><span>{}</span></label>',
        (
            (attributes(name="columns", value=name, checked=shown), usertext(label))
            for name, label, shown in options
        ),
    )


def remember(response: HttpResponse, request: HttpRequest, pool: PoolAccess, path: str) -> None:
    """Keep a choice for a year, in a cookie that the browser sends to this pool's list alone."""
    if names := _asked_for(request):
        response.set_cookie(
            _cookie(pool),
            signing.dumps(names, salt=SALT, compress=True),
            max_age=REMEMBERED_SECONDS,
            path=path,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _asked_for(request: HttpRequest) -> list[str]:
    return request.GET.getlist("columns")


def _remembered(request: HttpRequest, pool: PoolAccess) -> Iterable[str]:
    try:
        names: list[str] = signing.loads(request.COOKIES.get(_cookie(pool), ""), salt=SALT)
    except signing.BadSignature:
        return ()
    return names


def _cookie(pool: PoolAccess) -> str:
    return f"columns-{pool.operator.pk}"


@lru_cache(maxsize=64)
def _status(status: str, is_enabled: bool) -> SafeString:
    # Whoever is disabled cannot sign in, whatever the status says: both belong together.
    return user_status(status) if is_enabled else format_html("{}<br>{}", user_status(status), enabled(False))


def _attribute_column(name: str) -> Column:
    if name not in VERIFIABLE:
        return Column(name=name, label=label_of(name), cell=lambda user: usertext(user.attributes.get(name)))

    def cell(user: User) -> SafeString:
        value = user.attributes.get(name)
        if not value:
            return usertext(value)
        # Most are verified: the exception is what has to catch the eye.
        mark = VERIFIED if user.has_verified(name) else verified(False)
        return format_html('<span class="contact">{}{}</span>', usertext(value), mark)

    return Column(name=name, label=label_of(name), cell=cell)
