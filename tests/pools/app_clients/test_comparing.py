"""Two app clients of a pool compared."""

import pytest
from django.test import Client

from console.cognito import budget
from tests.service import PORTAL, app_client_of, make_app_client


@pytest.fixture
def apps(pool_id: str) -> dict[str, str]:
    return {"portal": make_app_client(pool_id, **PORTAL), "plain": make_app_client(pool_id, "Plain")}


def test_two_app_clients_are_compared_in_words(
    console: Client, home: str, pool_id: str, apps: dict[str, str]
) -> None:
    with budget.counted() as calls:
        answer = console.get(f"{home}compare/", {"one": apps["portal"], "other": apps["plain"]})
    comparison = answer.context["comparison"]
    told = {each.setting.label: each for section in comparison.sections for each in section.differences}
    assert told["Access token lasts"].before.raw == "30 minutes"
    assert told["Access token lasts"].after.raw == "1 hour"
    assert "Client id" not in told
    assert "Sign-in" in comparison.alike
    text = answer.content.decode()
    assert f'href="{home}{apps["plain"]}/edit/tokens/"' in text
    assert app_client_of(pool_id, apps["portal"])["ClientSecret"] not in text
    assert sorted(calls) == [
        "DescribeUserPool",
        "DescribeUserPoolClient",
        "DescribeUserPoolClient",
        "ListUserPoolClients",
    ]


def test_two_that_are_alike_differ_in_nothing(console: Client, home: str, pool_id: str) -> None:
    twins = {name: make_app_client(pool_id, name) for name in ("One", "Two")}
    answer = console.get(f"{home}compare/", {"one": twins["One"], "other": twins["Two"]})
    assert "No setting differs" in answer.content.decode()


def test_a_choice_that_cannot_be_compared_is_told(console: Client, home: str, apps: dict[str, str]) -> None:
    assert console.get(f"{home}compare/").context["comparison"] is None
    same = console.get(f"{home}compare/", {"one": apps["plain"], "other": apps["plain"]})
    assert same.status_code == 422
    assert "This is the same one" in same.content.decode()
    missing = console.get(f"{home}compare/", {"one": apps["plain"], "other": "nothing"})
    assert missing.status_code == 404
