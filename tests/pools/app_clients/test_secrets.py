"""The secret of an app client is revealed with a reason, in one answer, to Administrators."""

import pytest
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget
from console.emulator import faults
from pools.saving.models import Revision
from tests.conftest import SignIn, prove
from tests.service import app_client_of, make_app_client


@pytest.fixture
def portal(pool_id: str) -> str:
    return make_app_client(pool_id, GenerateSecret=True)


@pytest.fixture
def url(pool_url: str, portal: str) -> str:
    return f"{pool_url}app-clients/{portal}/secret/"


def test_it_is_shown_once_with_a_reason_which_is_recorded_without_it(
    console: Client, url: str, pool_id: str, portal: str
) -> None:
    secret = app_client_of(pool_id, portal)["ClientSecret"]
    assert secret not in console.get(url).content.decode()
    answer = console.post(url, {"reason": "Moving to another server"})
    assert secret in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    entry = Entry.objects.get(action="reveal_secret")
    assert (entry.target_id, entry.reason) == (portal, "Moving to another server")
    assert all(secret not in str(vars(each)) for each in (*Entry.objects.all(), *Revision.objects.all()))
    assert secret not in str(dict(console.session))
    assert secret not in console.get(url).content.decode()


def test_without_a_reason_nothing_is_shown_or_recorded(
    console: Client, url: str, pool_id: str, portal: str
) -> None:
    with budget.counted() as calls:
        answer = console.post(url, {"reason": " "})
    assert answer.status_code == 422
    assert app_client_of(pool_id, portal)["ClientSecret"] not in answer.content.decode()
    assert not Entry.objects.filter(action="reveal_secret").exists()
    assert sorted(calls) == ["DescribeUserPool", "DescribeUserPoolClient"]


def test_an_app_client_without_a_secret_has_no_such_page(
    console: Client, pool_url: str, pool_id: str
) -> None:
    assert (
        console.get(f"{pool_url}app-clients/{make_app_client(pool_id, 'Public')}/secret/").status_code == 404
    )


def test_help_desk_may_not(helpdesk: Operator, sign_in: SignIn, url: str) -> None:
    assert sign_in(helpdesk).post(url, {"reason": "Curious"}).status_code == 403


def test_it_takes_a_recent_proof(administrator: Operator, sign_in: SignIn, url: str) -> None:
    client = sign_in(administrator)
    prove(client, administrator, ago=100_000)
    assert client.get(url).status_code == 302


def test_a_refusal_of_cognito_records_no_reveal(console: Client, url: str) -> None:
    faults.fail_next("DescribeUserPoolClient", error="InvalidParameterException")
    assert console.post(url, {"reason": "Moving"}).status_code >= 400
    assert not Entry.objects.filter(action="reveal_secret").exists()
