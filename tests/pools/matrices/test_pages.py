"""What the app clients of a pool may do, side by side."""

from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from console.access.models import Operator
from console.cognito import budget
from console.emulator import faults, world
from pools.matrices.pages import AttributeMatrix, ScopeMatrix
from tests.conftest import SignIn
from tests.pools.app_clients.conftest import review, save
from tests.service import PORTAL, app_client_of, ask, make_app_client


@pytest.fixture
def pool_id(connection: Any) -> str:
    attribute = {"Name": "badge", "AttributeDataType": "String", "Mutable": True}
    return world.make_pool("Staff", Schema=[attribute])


@pytest.fixture
def home(pool_url: str) -> str:
    return f"{pool_url}app-clients/"


@pytest.fixture
def apps(pool_id: str) -> dict[str, str]:
    """Two app clients and an API, of whose scopes one is used and one is not."""
    scopes = [{"ScopeName": name, "ScopeDescription": f"To {name}"} for name in ("read", "write")]
    ask(pool_id, "CreateResourceServer", Identifier="shop", Name="Shop", Scopes=scopes)
    portal = {**PORTAL, "AllowedOAuthScopes": ["openid", "shop/read"]}
    return {"portal": make_app_client(pool_id, **portal), "plain": make_app_client(pool_id, "Plain")}


def cells(matrix: AttributeMatrix, attribute: str) -> dict[str, tuple[bool, bool]]:
    line = next(each for each in matrix.lines if each.attribute.name == attribute)
    names = [each.name for each in matrix.app_clients]
    return {name: (cell.reads, cell.writes) for name, cell in zip(names, line.cells, strict=True)}


def test_who_reads_and_writes_what_is_told_without_secrets_and_kept_for_seconds(
    console: Client, home: str, pool_id: str, apps: dict[str, str]
) -> None:
    with budget.counted() as calls:
        answer = console.get(f"{home}attributes/")
    matrix = answer.context["matrix"]
    assert cells(matrix, "email") == {"Portal": (True, True), "Plain": (True, True)}
    assert cells(matrix, "name") == {"Portal": (True, False), "Plain": (True, True)}
    assert cells(matrix, "custom:badge") == {"Portal": (False, False), "Plain": (False, False)}
    assert cells(matrix, "email_verified")["Plain"] == (True, False)
    assert matrix.lines[0].attribute.name == "custom:badge"
    assert [column.note for column in sorted(matrix.columns, key=lambda each: each.app_client.name)] == [
        "Cognito’s defaults",
        "",
    ]
    assert f'href="{home}{apps["portal"]}/edit/attributes/"' in answer.content.decode()
    assert sorted(calls) == [
        "DescribeUserPool",
        "DescribeUserPoolClient",
        "DescribeUserPoolClient",
        "ListUserPoolClients",
    ]
    with budget.counted() as again:
        console.get(f"{home}scopes/")
    assert sorted(again) == ["ListResourceServers", "ListUserPoolClients"]
    secret = app_client_of(pool_id, apps["portal"])["ClientSecret"]
    assert secret not in answer.content.decode()
    kept = b"".join(caches["cognito"]._cache.values())  # type: ignore[attr-defined]
    assert b"ReadAttributes" in kept
    assert secret.encode() not in kept


def test_who_may_ask_for_which_scope_and_what_nobody_uses(
    console: Client, home: str, pool_url: str, apps: dict[str, str]
) -> None:
    answer = console.get(f"{home}scopes/")
    matrix: ScopeMatrix = answer.context["matrix"]
    used = {line.name: not line.is_unused for line in matrix.lines}
    assert (used["openid"], used["shop/read"], used["shop/write"]) == (True, True, False)
    assert [line.name for line in matrix.unused] == ["shop/write"]
    assert "1 scope that no app client may ask for" in answer.content.decode()
    assert f'href="{pool_url}resource-servers/named/shop/edit/"' in answer.content.decode()
    assert {each.app_client.name: each.note for each in matrix.columns} == {
        "Portal": "",
        "Plain": "OAuth is off",
    }


def test_a_scope_that_no_resource_server_has_is_named(
    console: Client, home: str, pool_id: str, apps: dict[str, str]
) -> None:
    ask(pool_id, "DeleteResourceServer", Identifier="shop")
    answer = console.get(f"{home}scopes/")
    assert [line.name for line in answer.context["matrix"].lines if not line.defined] == ["shop/read"]
    assert "No resource server has it" in answer.content.decode()


def test_what_cannot_be_read_is_named_and_nothing_is_called_unused(
    console: Client, home: str, apps: dict[str, str]
) -> None:
    faults.fail_next("DescribeUserPoolClient", error="AccessDeniedException")
    answer = console.get(f"{home}scopes/").content.decode()
    assert "could not be read" in answer
    assert "that no app client may ask for" not in answer
    faults.fail_next("ListResourceServers", error="AccessDeniedException")
    answer = console.get(f"{home}scopes/").content.decode()
    assert "The scopes of resource servers are missing" in answer
    assert "No resource server has it" not in answer


def test_ten_app_clients_at_a_time(console: Client, home: str, pool_id: str) -> None:
    for number in range(12):
        make_app_client(pool_id, f"Client {number:02}")
    first = console.get(f"{home}attributes/")
    assert len(first.context["matrix"].columns) == 10
    rest = console.get(f"{home}attributes/", {"next": first.context["matrix"].batch.next})
    assert len(rest.context["matrix"].columns) == 2
    assert "First page" in rest.content.decode()
    assert not rest.context["matrix"].batch.complete


def test_a_pool_without_app_clients_says_so(console: Client, home: str) -> None:
    for name in ("attributes", "scopes"):
        assert "No app clients yet" in console.get(f"{home}{name}/").content.decode()


def test_these_pages_are_for_those_who_may_read_app_clients(
    helpdesk: Operator, sign_in: SignIn, home: str, apps: dict[str, str]
) -> None:
    client = sign_in(helpdesk)
    assert [client.get(f"{home}{name}/").status_code for name in ("attributes", "scopes", "compare")] == [
        403
    ] * 3
    assert "Attributes</a>" not in client.get(home).content.decode()


def test_a_new_lifetime_is_told_as_one_duration_after_the_save(
    console: Client, home: str, apps: dict[str, str]
) -> None:
    url = f"{home}{apps['portal']}/edit/tokens/"
    reviewed = review(console, url, **{"RefreshTokenValidity_0": "12", "RefreshTokenValidity_1": "hours"})
    saved = save(console, home, apps["portal"], reviewed)
    told = [(each.setting.label, each.before.raw, each.after.raw) for each in saved.context["page"].landed]
    assert told == [("Refresh token lasts", "30 days", "12 hours")]
