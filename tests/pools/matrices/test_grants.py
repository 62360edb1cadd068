"""Where custom attributes are used, and granting them to app clients."""

from typing import Any

import pytest
from django.test import Client

from console.audit.models import Entry
from console.cognito import budget
from console.emulator import faults, world
from console.emulator.overlay import perform
from pools.saving.models import Revision
from tests.conftest import SignIn

SECRET_MARK = "ClientSecret"  # noqa: S105


def make_app_client(pool_id: str, name: str, **settings: Any) -> str:
    answer = perform(
        "CreateUserPoolClient", "us-east-1", {"UserPoolId": pool_id, "ClientName": name, **settings}
    )
    return str(answer["UserPoolClient"]["ClientId"])


def described(pool_id: str, client_id: str) -> dict[str, Any]:
    answer = perform("DescribeUserPoolClient", "us-east-1", {"UserPoolId": pool_id, "ClientId": client_id})
    found: dict[str, Any] = answer["UserPoolClient"]
    return found


@pytest.fixture
def pool_id(connection: Any) -> str:
    attribute = {"Name": "badge", "AttributeDataType": "String", "Mutable": True}
    return world.make_pool("Staff", Schema=[attribute])


@pytest.fixture
def listed(pool_id: str) -> str:
    """An app client with lists of its own, and much else that must not be lost."""
    return make_app_client(
        pool_id,
        "Portal",
        GenerateSecret=True,
        ReadAttributes=["email"],
        WriteAttributes=["email"],
        AllowedOAuthFlowsUserPoolClient=True,
        AllowedOAuthFlows=["code"],
        AllowedOAuthScopes=["openid"],
        CallbackURLs=["https://portal.example.com/back"],
        SupportedIdentityProviders=["COGNITO"],
        AccessTokenValidity=30,
        TokenValidityUnits={"AccessToken": "minutes"},
    )


def tokens(answer: Any) -> list[str]:
    parts = answer.content.decode().split('name="grant" value="')[1:]
    return [part.split('"')[0] for part in parts]


def choose(client_id: str, **more: Any) -> dict[str, Any]:
    return {"attributes": ["custom:badge"], "readers": [client_id], **more}


def test_it_is_told_who_reads_writes_and_fills_an_attribute(
    console: Client, pool_url: str, pool_id: str, listed: str
) -> None:
    make_app_client(pool_id, "Plain")
    make_app_client(pool_id, "Badges", ReadAttributes=["custom:badge"])
    with budget.counted() as calls:
        answer = console.get(f"{pool_url}schema/use/")
    row = answer.context["use"].rows[0]
    assert [each.name for each in row.readers] == ["Badges"]
    assert row.writers == []
    assert len(calls) == 3 + 3
    assert SECRET_MARK not in answer.content.decode()
    assert described(pool_id, listed)["ClientSecret"] not in answer.content.decode()


def test_an_attribute_is_granted_and_nothing_else_changes(
    console: Client, pool_url: str, pool_id: str, listed: str
) -> None:
    before = described(pool_id, listed)
    review = console.post(f"{pool_url}schema/use/", choose(listed, writers=[listed]))
    assert "update_user_pool_client" in review.content.decode()
    assert before["ClientSecret"] not in review.content.decode()
    answer = console.post(f"{pool_url}schema/use/save/", {"grant": tokens(review)})
    assert answer.status_code == 200
    after = described(pool_id, listed)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"ReadAttributes", "WriteAttributes", "LastModifiedDate"}
    assert sorted(after["ReadAttributes"]) == ["custom:badge", "email"]
    entry = Entry.objects.filter(action="grant_attributes", outcome="done").get()
    assert entry.details["after"]["ReadAttributes"] == ["custom:badge", "email"]
    assert not any(before["ClientSecret"] in str(kept.state) for kept in Revision.objects.all())


def test_an_app_client_without_lists_is_not_offered(console: Client, pool_url: str, pool_id: str) -> None:
    make_app_client(pool_id, "Plain")
    answer = console.get(f"{pool_url}schema/use/")
    assert "None of these app clients has lists of its own." in answer.content.decode()


def test_nothing_chosen_is_told_beside_the_field(console: Client, pool_url: str, listed: str) -> None:
    answer = console.post(f"{pool_url}schema/use/", {"attributes": ["custom:badge"]})
    assert answer.status_code == 422
    assert "Choose at least one app client" in answer.content.decode()


def test_a_refusal_is_told_for_its_app_client(
    console: Client, pool_url: str, pool_id: str, listed: str
) -> None:
    other = make_app_client(pool_id, "Other", ReadAttributes=["email"])
    review = console.post(
        f"{pool_url}schema/use/", {"attributes": ["custom:badge"], "readers": [listed, other]}
    )
    faults.fail_next("UpdateUserPoolClient", error="InvalidParameterException", message="not this one")
    answer = console.post(f"{pool_url}schema/use/save/", {"grant": tokens(review)})
    assert answer.status_code == 502
    assert "not this one" in answer.content.decode()
    assert [each.done for each in answer.context["grants"]].count(True) == 1


def test_lists_that_somebody_changed_meanwhile_are_left_alone(
    console: Client, pool_url: str, pool_id: str, listed: str
) -> None:
    review = console.post(f"{pool_url}schema/use/", choose(listed))
    state = described(pool_id, listed)
    kept = {name: state[name] for name in ("UserPoolId", "ClientId", "ClientName", "WriteAttributes")}
    perform("UpdateUserPoolClient", "us-east-1", {**kept, "ReadAttributes": ["name"]})
    answer = console.post(f"{pool_url}schema/use/save/", {"grant": tokens(review)})
    assert "Left out" in answer.content.decode()
    assert described(pool_id, listed)["ReadAttributes"] == ["name"]


def test_made_up_grants_do_not_exist(console: Client, pool_url: str, listed: str) -> None:
    assert console.post(f"{pool_url}schema/use/save/", {"grant": f"{listed} nonsense"}).status_code == 404


def test_more_app_clients_than_a_portion_are_read_page_by_page(
    console: Client, pool_url: str, pool_id: str
) -> None:
    for number in range(12):
        make_app_client(pool_id, f"Client {number:02}")
    first = console.get(f"{pool_url}schema/use/")
    assert len(first.context["use"].app_clients) == 10
    rest = console.get(f"{pool_url}schema/use/", {"next": first.context["use"].next})
    assert len(rest.context["use"].app_clients) == 2


def test_what_cannot_be_read_is_named(console: Client, pool_url: str, pool_id: str, listed: str) -> None:
    faults.fail_next("ListIdentityProviders", error="AccessDeniedException")
    answer = console.get(f"{pool_url}schema/use/")
    assert "Not everything could be read" in answer.content.decode()
    assert "ListIdentityProviders" in answer.content.decode()


def test_after_adding_an_attribute_granting_it_is_offered(console: Client, pool_url: str) -> None:
    answer = console.get(f"{pool_url}schema/?added=custom:badge&added=custom:never")
    assert f"{pool_url}schema/use/?attribute=custom%3Abadge" in answer.content.decode()
    assert "never" not in answer.context["grant"]


@pytest.mark.parametrize("name", ["viewer", "helpdesk"])
def test_only_administrators_see_app_clients(
    name: str, request: pytest.FixtureRequest, sign_in: SignIn, pool_url: str
) -> None:
    operator = request.getfixturevalue(name)
    assert sign_in(operator).get(f"{pool_url}schema/use/").status_code == 403
