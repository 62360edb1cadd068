"""Quotas: each category with what Lifeguard used of it, the account's own rate by asking, and changing that."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from console.access.models import Operator
from console.access.roles import Role
from console.audit.models import Entry
from console.cognito import budget
from console.cognito.operations import OPERATIONS, Category
from console.cognito.usage import Counter, counter
from console.emulator import faults
from console.emulator.overlay import limits
from pools.quotas import pages as quotas
from tests.conftest import SignIn, operator_with
from tests.pages import words

CHANGE = {"rate": "200", "typed": "UserRead", "reason": "Season"}


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    counter.clear()
    limits.reset()
    yield
    limits.reset()


@pytest.fixture
def url(pool_url: str) -> str:
    return f"{pool_url}quotas/"


@pytest.fixture
def console(owner: Operator, sign_in: SignIn) -> Client:
    return sign_in(owner)


def provisioned(category: str = "UserRead") -> int:
    return limits._provisioned.get(("us-east-1", category), limits.DEFAULTS[category])


@pytest.mark.parametrize(
    ("operation", "category"),
    [
        ("AdminAddUserToGroup", Category.USER_UPDATE),
        ("AdminGetUserAuthFactors", Category.USER_READ),
        ("GetUserPoolMfaConfig", Category.USER_POOL_RESOURCE_READ),
        ("SetUserPoolMfaConfig", Category.USER_POOL_RESOURCE_UPDATE),
        ("TagResource", Category.USER_POOL_RESOURCE_UPDATE),
        ("GetTokensFromRefreshToken", Category.USER_AUTHENTICATION),
        ("GetClientToken", Category.CLIENT_AUTHENTICATION),
        ("GlobalSignOut", Category.USER_UPDATE),
        ("ResendConfirmationCode", Category.USER_RESOURCE_READ),
        ("SetUserMFAPreference", Category.USER_RESOURCE_UPDATE),
    ],
)
def test_an_operation_draws_on_the_quota_that_aws_lists_it_under(operation: str, category: Category) -> None:
    assert OPERATIONS[operation].category is category


@pytest.mark.parametrize(
    ("category", "said"),
    [("UserAuthentication", "three times this rate"), ("UserFederation", "no operation of the API")],
)
def test_what_is_particular_about_a_category_is_said(
    console: Client, url: str, category: str, said: str
) -> None:
    assert said in words(console.get(f"{url}{category}/"))


def test_the_page_asks_only_for_the_pool_and_shows_what_was_used(
    sign_in: SignIn, viewer: Operator, url: str, pool_url: str
) -> None:
    client = sign_in(viewer)
    for _ in range(2):
        client.get(f"{pool_url}replicas/")
    with budget.counted() as calls:
        answer = client.get(url)
    assert set(calls) <= {"DescribeUserPool"}
    used = {each.category: each.use.calls for each in answer.context["quotas"]}
    assert used[Category.USER_POOL_READ] >= 4
    assert used[Category.USER_LIST] == 0
    page = words(answer)
    assert "in the busiest second" in page
    assert "Not counted are sign-ins" in page
    assert "0 of 40,000,000" in page


def test_every_category_and_operation_is_told(db: None) -> None:
    assert set(quotas.ABOUT) == set(Category)
    told = [each.name for quota in quotas.read_quotas("embedded") for each in quota.operations]
    assert sorted(told) == sorted(OPERATIONS)


def test_writes_come_from_the_trail_whatever_process_made_them(
    console: Client, url: str, pool_id: str
) -> None:
    console.post(f"{url}UserRead/change/", CHANGE)
    counter.clear()
    by_category = {each.category: each for each in console.get(url).context["quotas"]}
    limit = by_category[Category.LIMIT_MANAGEMENT]
    assert (limit.writes, limit.use.calls) == (1, 0)


def test_a_category_is_asked_for_once(sign_in: SignIn, viewer: Operator, url: str) -> None:
    limits._provisioned["us-east-1", "UserRead"] = 300
    client = sign_in(viewer)
    with budget.counted() as calls:
        page = words(client.get(f"{url}UserRead/"))
    assert calls.count("GetProvisionedLimit") == 1
    assert "This account" in page
    assert "300" in page
    assert "AdminGetUser" in page
    assert "Change rate" not in page
    assert client.get(f"{url}Nothing/").status_code == 404
    assert client.get(f"{url}UserRead/change/").status_code == 403


@pytest.mark.parametrize(
    "error", ["UnknownOperationException", "AccessDeniedException", "InvalidParameterException"]
)
def test_where_there_is_no_rate_to_be_had_the_default_is_told(console: Client, url: str, error: str) -> None:
    faults.fail_next("GetProvisionedLimit", error=error, message="No such category")
    page = console.get(f"{url}UserRead/")
    assert page.status_code == 200
    assert "The rate of this account could not be read" in words(page)
    assert "120" in words(page)
    assert "Change rate" not in words(page)


def test_an_owner_of_all_pools_changes_a_rate_after_its_price(console: Client, url: str) -> None:
    page = console.get(f"{url}UserRead/change/")
    assert "AWS charges for every request per second" in words(page)
    answer = console.post(f"{url}UserRead/change/", CHANGE)
    assert answer["Location"] == f"{url}UserRead/"
    assert provisioned() == 200
    entry = Entry.objects.get(action="change_quota", outcome="asked")
    assert (entry.details["before"], entry.details["after"], entry.reason) == (120, 200, "Season")
    assert "UserRead has 200 requests per second now" in words(console.get(f"{url}UserRead/"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"rate": "119"}, "120 is the least"),
        ({"rate": "120"}, "It is 120 already."),
        ({"rate": "9999"}, "A quota of this account is full"),
        ({"rate": "many"}, "Enter a whole number."),
        ({"typed": "UserList"}, "This is not the category."),
        ({"reason": ""}, "Give a reason."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    console: Client, url: str, changes: dict[str, str], said: str
) -> None:
    page = console.post(f"{url}UserRead/change/", CHANGE | changes)
    assert (page.status_code, said in words(page)) == (422, True)
    assert page.context["form"]["rate"].value() == (CHANGE | changes)["rate"]
    assert provisioned() == 120


def test_a_change_without_an_answer_is_settled_by_a_look(console: Client, url: str) -> None:
    faults.fail_next("UpdateProvisionedLimit", drop=True, applied=True)
    assert console.post(f"{url}UserRead/change/", CHANGE)["Location"] == f"{url}UserRead/"
    faults.fail_next("UpdateProvisionedLimit", drop=True)
    unknown = console.post(f"{url}UserRead/change/", CHANGE | {"rate": "250"})
    assert "It is not known whether this was done" in words(unknown)
    assert provisioned() == 200


def test_an_owner_of_one_pool_cannot_change_what_all_share(
    sign_in: SignIn, url: str, pool_id: str, db: None
) -> None:
    client = sign_in(operator_with("tenant", Role.OWNER, connection="embedded", pool_id=pool_id))
    assert "Change rate" not in words(client.get(f"{url}UserRead/"))
    assert client.post(f"{url}UserRead/change/", CHANGE).status_code == 403
    assert provisioned() == 120


def test_a_fixed_rate_has_no_form(console: Client, url: str) -> None:
    assert console.get(f"{url}UserList/change/").status_code == 404
    assert "Change rate" not in words(console.get(f"{url}UserList/"))


def test_calls_are_counted_by_second_and_forgotten_after_an_hour() -> None:
    now: dict[str, float] = {"at": 600_000.0}
    counting = Counter(clock=lambda: now["at"])
    for moment in (0, 0.2, 0.9, 1.5, 61, 61):
        now["at"] = 600_000 + moment
        counting.note("home", "ListUsers")
    counting.note("abroad", "ListUsers")
    use: Any = counting.use("home", Category.USER_LIST)
    assert (use.calls, use.busiest) == (6, 3)
    assert counting.use("home", Category.USER_READ).calls == 0
    now["at"] += 3_600 - 61
    assert counting.use("home", Category.USER_LIST).calls == 2
    now["at"] += 120
    assert counting.use("home", Category.USER_LIST).calls == 0
    counting.note("home", "ListUsers")
    assert len(counting._minutes["home", Category.USER_LIST]) == 1
