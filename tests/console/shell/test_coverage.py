"""Every administrative operation of the API has a page, or a reason why it has none."""

from pathlib import Path

import pytest
from django.test import Client

from console.access.actions import ALL
from console.access.models import Operator
from console.shell.coverage import LEFT_OUT, coverage, end_users_own
from tests.addresses import OURS, action_of
from tests.conftest import SignIn

ROOT = Path(__file__).parents[3]
ADDRESS = "/about/coverage/"


def test_every_operation_is_reached_from_a_page_or_left_out_for_a_reason() -> None:
    assert [each.operation.name for each in coverage() if bool(each.pages) is bool(each.reason)] == []


def test_nothing_is_left_out_that_does_not_exist() -> None:
    assert set(LEFT_OUT) <= {each.operation.name for each in coverage()}


def test_a_page_that_claims_an_operation_has_code_that_calls_it() -> None:
    """Anything else would be a promise: the gateways name the operations that they call."""
    code = "".join(path.read_text() for app in ("pools", "users") for path in (ROOT / app).rglob("*.py"))

    assert [
        each.operation.name for each in coverage() if each.pages and f'"{each.operation.name}"' not in code
    ] == []


def test_every_action_has_a_page() -> None:
    assert {action_of(pattern).name for pattern in OURS} == set(ALL)


@pytest.mark.django_db
def test_the_page_tells_what_is_covered_and_finds_an_operation(viewer: Operator, sign_in: SignIn) -> None:
    client = sign_in(viewer)

    everything = client.get(ADDRESS).content.decode()
    found = client.get(ADDRESS, {"q": "adminresetuser"}).content.decode()
    region = client.get(
        ADDRESS, {"q": "nothing of that name"}, HTTP_HX_REQUEST="true", HTTP_HX_TARGET="results"
    )

    assert all(each.operation.name in everything for each in coverage())
    assert all(name in everything for name in end_users_own())
    assert "AdminResetUserPassword" in found and "Reset a password" in found and "DeleteGroup<" not in found
    assert "No operation matches" in region.content.decode() and b"<h1" not in region.content


@pytest.mark.django_db
def test_only_operators_see_it(sign_in: SignIn, viewer: Operator) -> None:
    assert Client().get(ADDRESS).status_code == 302
    assert sign_in(viewer).post(ADDRESS).status_code == 405
