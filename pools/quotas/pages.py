"""Request quotas as their pages need them: each category, what is in it, and what Lifeguard used of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count
from django.utils import timezone

from console.audit.models import Entry, Outcome
from console.cognito.operations import OPERATIONS, Category, Operation
from console.cognito.usage import Use, counter
from pools.gateway import Pool

# What a category is about, for people.
ABOUT = {
    Category.USER_AUTHENTICATION: "Signing in",
    Category.USER_FEDERATION: "Signing in with an identity provider",
    Category.USER_TOKEN: "Tokens",
    Category.CLIENT_AUTHENTICATION: "Machines that sign in as themselves",
    Category.USER_CREATION: "New users, invitations and confirmations",
    Category.USER_ACCOUNT_RECOVERY: "Passwords: forgotten, reset, set, changed",
    Category.USER_READ: "Reading one user in full",
    Category.USER_UPDATE: "Changing users",
    Category.USER_RESOURCE_READ: "Reading groups, devices, events and sessions of a user",
    Category.USER_RESOURCE_UPDATE: "Changing groups, devices, factors and sessions of a user",
    Category.USER_LIST: "Listing and searching users",
    Category.USER_POOL_READ: "Reading pools",
    Category.USER_POOL_UPDATE: "Changing pools",
    Category.USER_POOL_RESOURCE_READ: "Reading groups, providers, domains and the like",
    Category.USER_POOL_RESOURCE_UPDATE: "Changing groups, providers, domains and the like",
    Category.USER_POOL_CLIENT_READ: "Reading app clients",
    Category.USER_POOL_CLIENT_UPDATE: "Changing app clients",
    Category.LIMIT_MANAGEMENT: "These quotas themselves",
}
# AWS lets an account have more of these.
ADJUSTABLE = frozenset(
    {
        Category.USER_AUTHENTICATION,
        Category.USER_CREATION,
        Category.USER_FEDERATION,
        Category.USER_READ,
        Category.USER_RESOURCE_READ,
        Category.USER_TOKEN,
    }
)
# What one pool may ask of one operation in a second, whatever the account may.
PER_POOL = frozenset(
    {
        Category.USER_POOL_RESOURCE_READ,
        Category.USER_POOL_RESOURCE_UPDATE,
        Category.USER_POOL_CLIENT_READ,
        Category.USER_POOL_CLIENT_UPDATE,
    }
)
NOT_FOR_MANAGED = (
    "Pools with managed login have no rate of their own here: for them Service Quotas raises it."
)
SPECIAL = {
    Category.USER_AUTHENTICATION: "Answers to challenges (RespondToAuthChallenge, AdminRespondToAuthChallenge) have "
    f"three times this rate, and a count of their own. {NOT_FOR_MANAGED}",
    Category.USER_FEDERATION: "AWS counts requests of its sign-in pages here, no operation of the API. "
    + NOT_FOR_MANAGED,
}
RECORDED = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """A category: requests per second by AWS's default, the use of the last hour, and the writes of the last day."""

    category: Category
    use: Use
    writes: int

    @property
    def is_of_pools(self) -> bool:
        """Whether it is about pools and what hangs on them, not about their users."""
        return self.category.startswith("UserPool") or self.category is Category.LIMIT_MANAGEMENT

    @property
    def about(self) -> str:
        return ABOUT[self.category]

    @property
    def default(self) -> int:
        return self.category.requests_per_second

    @property
    def adjustable(self) -> bool:
        return self.category in ADJUSTABLE

    @property
    def special(self) -> str:
        """What is particular about it, if anything is."""
        return SPECIAL.get(self.category, "")

    @property
    def per_pool(self) -> bool:
        """Whether one pool may call each operation five times a second only."""
        return self.category in PER_POOL

    @property
    def operations(self) -> list[Operation]:
        """What is in it, by name."""
        return sorted(
            (each for each in OPERATIONS.values() if each.category is self.category),
            key=lambda each: each.name,
        )

    @property
    def in_words(self) -> str:
        """What was used in the last hour."""
        calls = f"{self.use.calls:,} call{'' if self.use.calls == 1 else 's'} in all"
        return f"{self.use.busiest} in the busiest second, {calls}"

    @property
    def has_writes(self) -> bool:
        """Whether the audit trail could have any of it."""
        return any(each.kind == "write" and not each.end_user for each in self.operations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """How many there are of something in a pool, and how many there may be."""

    label: str
    used: int
    most: int

    @property
    def used_of_most(self) -> str:
        return f"{self.used:,} of {self.most:,}"


def read_quotas(connection: str) -> list[Quota]:
    """Every category with what was used of it through a connection. Asks the database once, Cognito never."""
    writes = _writes(connection)
    return [_quota(connection, each, writes) for each in ABOUT]


def read_quota(connection: str, category: Category) -> Quota:
    """One category with its use."""
    return _quota(connection, category, _writes(connection))


def resources_of(pool: Pool) -> Sequence[Resource]:
    """What DescribeUserPool alone tells of a pool's own limits."""
    custom = [each for each in pool.raw.get("SchemaAttributes") or () if _is_custom(each["Name"])]
    return (
        Resource(
            label="Users, as Cognito estimates",
            used=pool.raw.get("EstimatedNumberOfUsers", 0),
            most=40_000_000,
        ),
        Resource(label="Custom attributes", used=len(custom), most=50),
        Resource(label="Tags", used=len(pool.tags), most=50),
    )


def _is_custom(name: str) -> bool:
    return name.startswith(("custom:", "dev:"))


def _quota(connection: str, category: Category, writes: Mapping[str, int]) -> Quota:
    sent = sum(count for name, count in writes.items() if name in OPERATIONS and _is_in(name, category))
    return Quota(category=category, use=counter.use(connection, category), writes=sent)


def _is_in(operation: str, category: Category) -> bool:
    return OPERATIONS[operation].category is category


def _writes(connection: str) -> dict[str, int]:
    """The writes of the last day by operation: each was recorded once as asked, whatever came of it."""
    since = timezone.now() - RECORDED
    asked = Entry.objects.filter(connection=connection, outcome=Outcome.ASKED, at__gte=since)
    counted = asked.order_by().values("operation").annotate(count=Count("pk"))
    return {each["operation"]: each["count"] for each in counted}
