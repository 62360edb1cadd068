"""Finding a person in every pool that an operator may see: which filters fit what was typed, and what they found."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from email.utils import parseaddr
from functools import partial
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from console.access.reach import PoolAccess, reach_pool
from console.cognito.errors import CognitoError
from console.cognito.lists import Stretch
from console.cognito.side_by_side import side_by_side
from console.ui.problems import Problem
from pools.listing import Listing, PoolRow, list_pools
from users.directory.forms import FIELDS
from users.filters import Filter, UnusableFilter
from users.gateway import User, UserGateway
from users.masking import masked_user

# With up to four filters each; an account and region may list users 30 times a second, its own traffic included.
POOLS_AT_ONCE = 6
HITS_PER_FILTER = 10
PHONE = re.compile(r"\+?[\d\s()./-]{5,}")
LABELS = dict(FIELDS)
NAMES = ("name", "given_name", "family_name")


@dataclass(frozen=True, slots=True, kw_only=True)
class HitRow:
    """Somebody who was found; `user` as this operator may see them."""

    user: User
    url: str
    masked: bool = False

    @property
    def told_apart_by(self) -> str:
        """What tells people of one name apart: the username, or the beginning of the id where that is hidden."""
        if self.masked:
            return self.user.sub[:8]
        shown = (self.user.label, self.user.email, self.user.phone_number, self.user.sub)
        return "" if self.user.username in shown else self.user.username


@dataclass(frozen=True, kw_only=True)
class SearchedPool:
    """What the filters found in one pool, what could not be asked, and where there is more."""

    row: PoolRow
    hits: Sequence[HitRow]
    problems: Sequence[Problem]
    more: Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class PersonSearch:
    """What was typed, as filters that ListUsers can read; `advice` where it could be typed better."""

    text: str
    filters: Sequence[Filter] = ()
    advice: str = ""
    words: Sequence[str] = ()

    @classmethod
    def asked(cls, text: str) -> "PersonSearch":
        """Whatever was pasted: an id, an address in any dress, a number as people write it, or a name."""
        text = " ".join(text.split())
        if not text:
            return cls(text="")
        try:
            return next(each for reading in READINGS if (each := reading(text)))
        except UnusableFilter as problem:
            return cls(text=text, advice=str(problem))

    def keeps(self, user: User) -> bool:
        """Whether all the words of a name are in somebody's names: a filter knows one attribute alone."""
        held = " ".join(user.attributes.get(name, "") for name in NAMES) + f" {user.username}"
        return all(word.casefold() in held.casefold() for word in self.words)


@dataclass(frozen=True, kw_only=True)
class LookupPage:
    """The answer of one portion of the pools."""

    question: PersonSearch
    listing: Listing
    searched: Sequence[SearchedPool] = ()
    waiting: Sequence[PoolRow] = field(default_factory=list)
    next_url: str = ""

    @property
    def found(self) -> int:
        """How many people."""
        return sum(len(each.hits) for each in self.searched)

    @property
    def with_hits(self) -> list[SearchedPool]:
        return [each for each in self.searched if each.hits]

    @property
    def with_problems(self) -> list[SearchedPool]:
        return [each for each in self.searched if each.problems]

    @property
    def without_hits(self) -> list[SearchedPool]:
        """Pools that were searched in full, with nobody found."""
        return [each for each in self.searched if not each.hits and not each.problems]


def look_up(request: HttpRequest, text: str, *, start: int = 0, first: str = "") -> LookupPage:
    """ListUserPools, and at most four ListUsers for each of at most six pools, side by side.

    `start` is the number of the first pool to search, `first` the "connection/id" of the one that comes first.
    """
    question = PersonSearch.asked(text)
    listing = list_pools(request)
    rows = sorted(listing.rows, key=lambda row: f"{row.connection.slug}/{row.id}" != first)
    if not question.filters:
        return LookupPage(question=question, listing=listing)
    portion, waiting = rows[start : start + POOLS_AT_ONCE], rows[start + POOLS_AT_ONCE :]
    query = urlencode({"q": question.text, "first": first, "start": str(start + POOLS_AT_ONCE)})
    return LookupPage(
        question=question,
        listing=listing,
        searched=_search(request, portion, question),
        waiting=waiting,
        next_url=f"{reverse('users:lookup')}?{query}" if waiting else "",
    )


def _search(request: HttpRequest, rows: Sequence[PoolRow], question: PersonSearch) -> list[SearchedPool]:
    pools = [reach_pool(request, row.connection.slug, row.id) for row in rows]
    answers = side_by_side(
        *(
            partial(pool.gateway(UserGateway).search, only, size=HITS_PER_FILTER)
            for pool in pools
            for only in question.filters
        )
    )
    each = len(question.filters)
    return [
        _searched(row, pool, question, answers[number * each : (number + 1) * each])
        for number, (row, pool) in enumerate(zip(rows, pools, strict=True))
    ]


def _searched(
    row: PoolRow, pool: PoolAccess, question: PersonSearch, answers: Iterable[Stretch[User] | CognitoError]
) -> SearchedPool:
    home = reverse("users:index", args=(row.connection.slug, row.id))
    found: dict[str, User] = {}
    problems: dict[str, Problem] = {}
    more = []
    for only, answer in zip(question.filters, answers, strict=True):
        if isinstance(answer, CognitoError):
            problems.setdefault(type(answer).__name__, Problem.of(answer))
            continue
        found |= {user.sub: user for user in answer.items if question.keeps(user)}
        if answer.next_token:
            asked = {"by": only.attribute, "how": "starts" if only.prefix else "is", "q": only.value}
            more.append((LABELS[only.attribute], f"{home}?{urlencode(asked)}"))
    return SearchedPool(
        row=row,
        hits=[
            HitRow(
                user=masked_user(user) if pool.masked else user,
                url=f"{home}{user.sub}/",
                masked=pool.masked,
            )
            for user in sorted(found.values(), key=lambda user: user.label.casefold())
        ],
        problems=list(problems.values()),
        more=more,
    )


# How a text can be read: each gives the question that it is, or None.


def _as_id(text: str) -> PersonSearch | None:
    try:
        value = str(UUID(text))
    except ValueError:
        return None
    return PersonSearch(
        text=text, filters=[Filter(attribute="sub", value=value), Filter(attribute="username", value=value)]
    )


def _as_email(text: str) -> PersonSearch | None:
    """Also out of `Ana <ANA@example.com>` and `mailto:`."""
    address = parseaddr(text.removeprefix("mailto:"))[1] or text
    if "@" not in address or " " in address:
        return None
    ways = dict.fromkeys((address.lower(), address))
    return PersonSearch(text=text, filters=list(_prefixes(("email", "username"), ways)))


def _as_phone(text: str) -> PersonSearch | None:
    if PHONE.fullmatch(text) is None:
        return None
    digits = re.sub(r"\D", "", text)
    if text.startswith("+"):
        return PersonSearch(text=text, filters=list(_prefixes(("phone_number", "username"), [f"+{digits}"])))
    if digits.startswith("00"):
        return PersonSearch(
            text=text, filters=list(_prefixes(("phone_number", "username"), [f"+{digits[2:]}"]))
        )
    return _as_national_number(text, digits)


def _as_national_number(text: str, digits: str) -> PersonSearch:
    """Cognito holds numbers with the country's code, and searches from their start."""
    country = settings.COUNTRY_CODE
    typed = list(_prefixes(("username",), [text, digits]))
    # The plus sign alone may be missing: no country's code begins with 0.
    if not digits.startswith("0"):
        typed.append(Filter(attribute="phone_number", value=f"+{digits}", prefix=True))
    if country:
        number = f"{country}{digits.removeprefix('0')}"
        return PersonSearch(
            text=text,
            filters=[Filter(attribute="phone_number", value=number, prefix=True), *typed],
            advice=f"Read as {number}. Write the country’s code in front for another country.",
        )
    return PersonSearch(
        text=text,
        filters=typed,
        advice=f"A phone number is found with its country’s code in front, such as +44 {digits.removeprefix('0')}.",
    )


def _as_name(text: str) -> PersonSearch:
    words = text.split()
    if len(words) == 1:
        ways = [("username", text), ("email", text.lower()), ("name", text), ("family_name", text)]
        return PersonSearch(text=text, filters=[Filter(attribute=a, value=v, prefix=True) for a, v in ways])
    ways = [("name", text), ("given_name", words[0]), ("family_name", words[-1]), ("username", text)]
    return PersonSearch(
        text=text, filters=[Filter(attribute=a, value=v, prefix=True) for a, v in ways], words=words
    )


def _prefixes(attributes: Iterable[str], values: Iterable[str]) -> Iterator[Filter]:
    values = list(dict.fromkeys(values))
    for attribute in attributes:
        for value in values:
            yield Filter(attribute=attribute, value=value, prefix=True)


READINGS = (_as_id, _as_email, _as_phone, _as_name)
