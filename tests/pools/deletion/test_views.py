"""Deleting a pool: what is lost is said, nothing is half-done unsaid, and gone means looked for and not found."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from console.access.models import Operator
from console.access.roles import Role
from console.audit.models import Entry
from console.cognito import budget
from console.emulator import faults, world
from console.emulator.factories import find_pool
from console.emulator.overlay import encode, perform
from console.emulator.overlay.core.errors import invalid_parameter, resource_not_found
from console.emulator.overlay.core.registry import OPERATIONS, Call, backend_of
from console.emulator.overlay.pools import describe
from pools.saving.models import Revision
from tests.conftest import SignIn, operator_with, prove

CONFIRMED = {"name": "Staff", "reason": "Closed, decided by the board"}
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/abc"


def exists(pool_id: str) -> bool:
    return pool_id in backend_of("us-east-1").user_pools


def domains_of(pool_id: str) -> list[str]:
    every = backend_of("us-east-1").user_pool_domains.values()
    return sorted(each.domain for each in every if each.user_pool_id == pool_id)


@pytest.fixture
def url(pool_url: str) -> str:
    return f"{pool_url}delete/"


@pytest.fixture
def console(owner: Operator, sign_in: SignIn) -> Client:
    return sign_in(owner)


@pytest.fixture
def protected(pool_id: str) -> str:
    """The pool with deletion protection and a prefix domain."""
    find_pool(pool_id).extended_config["DeletionProtection"] = "ACTIVE"
    perform("CreateUserPoolDomain", "us-east-1", {"UserPoolId": pool_id, "Domain": "staff-sign-in"})
    caches["cognito"].clear()
    return pool_id


def test_what_is_lost_is_listed_before_anything_happens(console: Client, url: str, protected: str) -> None:
    world.make_user(protected, "ana@example.com")
    world.make_group(protected, "Readers")
    perform("CreateUserPoolClient", "us-east-1", {"UserPoolId": protected, "ClientName": "Web shop"})
    with budget.counted() as calls:
        page = console.get(url)
    said = page.content.decode()
    for words in ("About 1", "staff-sign-in", "Web shop", "Readers", "14 days", "history/backup/"):
        assert words in said, words
    assert sorted(calls) == [
        "DescribeUserPool",
        "ListGroups",
        "ListIdentityProviders",
        "ListResourceServers",
        "ListUserPoolClients",
        "ListUserPoolReplicas",
    ]
    assert exists(protected)


def test_a_list_that_cannot_be_read_is_named(console: Client, url: str) -> None:
    faults.fail_next("ListUserPoolClients", count=2, error="AccessDeniedException", message="no")
    said = console.get(url).content.decode()
    assert "App clients" in said
    assert "Not known" in said
    faults.fail_next("DescribeUserPool", error="ResourceNotFoundException", message="gone")
    assert console.get(url).status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "staff"}, "This is not the name of the pool."),
        ({"name": ""}, "Type the name of the pool."),
        ({"reason": " "}, "Give a reason."),
    ],
)
def test_the_name_and_a_reason_have_to_be_typed(
    console: Client, url: str, pool_id: str, typed: dict[str, str], said: str
) -> None:
    page = console.post(url, CONFIRMED | typed)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert exists(pool_id)


def test_protection_and_domain_go_first_each_as_a_step_of_its_own(
    console: Client, url: str, protected: str
) -> None:
    before = dict(find_pool(protected).extended_config)
    with faults.recording() as calls:
        answer = console.post(url, CONFIRMED)
    assert answer.headers["Location"] == "/pools/"
    assert not exists(protected)
    assert domains_of(protected) == []
    writes = [call.operation for call in calls if call.operation.startswith(("Update", "Delete", "Create"))]
    assert writes == ["UpdateUserPool", "DeleteUserPoolDomain", "DeleteUserPool"]
    sent = next(call.parameters for call in calls if call.operation == "UpdateUserPool")
    assert sent["DeletionProtection"] == "INACTIVE"
    assert sent["Policies"] == before["Policies"]
    done = Entry.objects.filter(outcome="done", pool_id=protected).order_by("number")
    assert [(entry.operation, entry.action) for entry in done] == [
        ("UpdateUserPool", "change_settings"),
        ("DeleteUserPoolDomain", "delete_pool"),
        ("DeleteUserPool", "delete_pool"),
    ]
    assert done[2].reason == CONFIRMED["reason"]
    message = console.get("/pools/").content.decode()
    assert "The pool Staff" in message
    assert "only AWS Support" in message


def test_what_was_known_of_the_pool_stays(console: Client, url: str, protected: str) -> None:
    console.post(url, CONFIRMED)
    kept = Revision.objects.filter(pool_id=protected)
    assert kept.count() == 2
    assert "Closed" in kept[0].origin


def test_an_unprotected_pool_without_a_domain_is_deleted_in_one_write(
    console: Client, url: str, pool_id: str
) -> None:
    with budget.counted() as calls:
        assert console.post(url, CONFIRMED).status_code == 302
    assert [call for call in calls if not call.startswith(("Describe", "Get", "List"))] == ["DeleteUserPool"]


def test_a_custom_domain_is_removed_too(console: Client, url: str, pool_id: str) -> None:
    domain = {"Domain": "sign-in.example.com", "CustomDomainConfig": {"CertificateArn": CERTIFICATE}}
    perform("CreateUserPoolDomain", "us-east-1", {"UserPoolId": pool_id, **domain})
    assert "(custom)" in console.get(url).content.decode()
    assert console.post(url, CONFIRMED).status_code == 302
    assert domains_of(pool_id) == []


def test_a_deletion_that_is_refused_puts_domain_and_protection_back(
    console: Client, url: str, protected: str
) -> None:
    faults.fail_next("DeleteUserPool", error="AccessDeniedException", message="not authorized to delete")
    page = console.post(url, CONFIRMED)
    said = page.content.decode()
    assert page.status_code == 502
    assert find_pool(protected).extended_config["DeletionProtection"] == "ACTIVE"
    assert domains_of(protected) == ["staff-sign-in"]
    for words in ("was put back", "was turned on again", "not authorized to delete", "What holds now"):
        assert words in said, words


def test_a_domain_that_stays_puts_protection_back(console: Client, url: str, protected: str) -> None:
    faults.fail_next("DeleteUserPoolDomain", error="InvalidParameterException", message="domain in use")
    said = console.post(url, CONFIRMED).content.decode()
    assert "domain in use" in said
    assert find_pool(protected).extended_config["DeletionProtection"] == "ACTIVE"
    assert domains_of(protected) == ["staff-sign-in"]


def test_what_cannot_be_put_back_is_named(console: Client, url: str, protected: str) -> None:
    faults.fail_next("DeleteUserPool", error="AccessDeniedException", message="not authorized")
    faults.fail_next("CreateUserPoolDomain", error="InvalidParameterException", message="Domain taken")
    said = console.post(url, CONFIRMED).content.decode()
    assert "Putting the domain staff-sign-in back" in said
    assert "Domain taken" in said
    assert find_pool(protected).extended_config["DeletionProtection"] == "ACTIVE"


def test_a_custom_domain_that_was_removed_is_named_with_its_certificate(
    console: Client, url: str, pool_id: str
) -> None:
    domain = {"Domain": "sign-in.example.com", "CustomDomainConfig": {"CertificateArn": CERTIFICATE}}
    perform("CreateUserPoolDomain", "us-east-1", {"UserPoolId": pool_id, **domain})
    told = {"DomainDescription": {"UserPoolId": pool_id, **domain}}
    faults.fail_next("DescribeUserPoolDomain", body=json.dumps(told))
    faults.fail_next("DeleteUserPool", error="AccessDeniedException", message="not authorized")
    said = console.post(url, CONFIRMED).content.decode()
    assert "sign-in.example.com stays removed" in said
    assert CERTIFICATE in said


def test_protection_that_cannot_be_turned_off_stops_everything(
    console: Client, url: str, protected: str
) -> None:
    faults.fail_next(
        "UpdateUserPool", error="InvalidSmsRoleTrustRelationshipException", message="role does not trust"
    )
    page = console.post(url, CONFIRMED)
    assert "role does not trust" in page.content.decode()
    assert exists(protected)
    assert domains_of(protected) == ["staff-sign-in"]


def test_protection_that_cannot_be_turned_on_again_is_named(
    console: Client, url: str, protected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(call: Call) -> dict[str, Any]:
        faults.fail_next("UpdateUserPool", error="TooManyRequestsException", message="Rate exceeded")
        raise invalid_parameter("Not now.")

    monkeypatch.setitem(OPERATIONS, "DeleteUserPool", refused)
    page = console.post(url, CONFIRMED)
    said = page.content.decode()
    assert page.status_code == 422
    assert "Turning deletion protection on again" in said
    assert "One call can delete this pool." in said
    assert find_pool(protected).extended_config["DeletionProtection"] == "INACTIVE"


def test_settings_newer_than_the_console_keep_protection_on(
    console: Client, url: str, protected: str
) -> None:
    pool = {**describe(find_pool(protected)), "BrandNew": "x"}
    faults.fail_next("DescribeUserPool", count=9, body=json.dumps({"UserPool": pool}, default=encode))
    page = console.post(url, CONFIRMED)
    assert page.status_code == 409
    assert "settings newer than this console" in page.content.decode()
    faults.clear()
    assert find_pool(protected).extended_config["DeletionProtection"] == "ACTIVE"


def test_a_pool_that_cannot_be_read_after_a_step_failed_is_said(
    console: Client, url: str, pool_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(call: Call) -> dict[str, Any]:
        faults.fail_next("DescribeUserPool", count=4, error="AccessDeniedException", message="no")
        raise invalid_parameter("Not now.")

    monkeypatch.setitem(OPERATIONS, "DeleteUserPool", refused)
    assert "could not be read afterwards" in console.post(url, CONFIRMED).content.decode()


@pytest.mark.parametrize("applied", [True, False])
def test_a_deletion_without_an_answer_is_looked_for(
    console: Client, url: str, protected: str, applied: bool
) -> None:
    faults.fail_next("DeleteUserPool", drop=True, applied=applied)
    page = console.post(url, CONFIRMED)
    assert exists(protected) is not applied
    assert page.status_code == (302 if applied else 504)
    if not applied:
        assert find_pool(protected).extended_config["DeletionProtection"] == "ACTIVE"
        assert domains_of(protected) == ["staff-sign-in"]


@pytest.mark.parametrize("applied", [True, False])
def test_a_domain_removed_without_an_answer_is_looked_for(
    console: Client, url: str, protected: str, applied: bool
) -> None:
    faults.fail_next("DeleteUserPoolDomain", drop=True, applied=applied)
    page = console.post(url, CONFIRMED)
    assert page.status_code == (302 if applied else 504)
    assert exists(protected) is not applied


def test_a_pool_that_lingers_is_not_called_gone(
    console: Client, url: str, pool_id: str, owner: Operator
) -> None:
    faults.fail_next("DeleteUserPool", body=b"{}")
    page = console.post(url, CONFIRMED)
    assert page.status_code == 502
    assert "could still be read" in page.content.decode()


def test_somebody_who_was_quicker_leaves_nothing_to_do(
    console: Client, url: str, pool_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def quicker(call: Call) -> dict[str, Any]:
        del call.backend.user_pools[pool_id]
        raise resource_not_found("gone")

    monkeypatch.setitem(OPERATIONS, "DeleteUserPool", quicker)
    assert console.post(url, CONFIRMED).headers["Location"] == "/pools/"


def test_two_deletions_do_not_run_at_once(console: Client, url: str, pool_id: str) -> None:
    caches["default"].add(f"deleting:embedded:{pool_id}", "1", 60)
    page = console.post(url, CONFIRMED)
    assert page.status_code == 409
    assert "being deleted in Lifeguard already" in page.content.decode()
    assert exists(pool_id)


def test_it_asks_who_one_is(owner: Operator, sign_in: SignIn, url: str, pool_id: str) -> None:
    client = sign_in(owner)
    prove(client, owner, ago=3600)
    answer = client.post(url, CONFIRMED)
    assert answer.status_code == 302
    assert exists(pool_id)


def test_only_owners_see_the_button_and_an_owner_of_this_pool_alone_may_delete_but_not_copy(
    sign_in: SignIn, administrator: Operator, pool_url: str, pool_id: str
) -> None:
    assert "Delete pool" not in sign_in(administrator).get(pool_url).content.decode()
    local = sign_in(operator_with("local", Role.OWNER, connection="embedded", pool_id=pool_id))
    page = local.get(pool_url).content.decode()
    assert "Delete pool" in page
    assert "Copy pool" not in page
    assert local.post(f"{pool_url}delete/", CONFIRMED).status_code == 302
    assert not exists(pool_id)


def test_a_pool_managed_by_a_tool_says_so(console: Client, url: str, change: Callable[..., None]) -> None:
    change(UserPoolTags={"aws:cloudformation:stack-name": "shop"})
    assert "CloudFormation" in console.get(url).content.decode()
