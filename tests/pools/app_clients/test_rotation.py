"""A secret of an app client is exchanged for another: added, shown once, the older one deleted."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget
from console.emulator import faults
from console.emulator.factories import find_pool
from pools.saving.models import Revision
from tests.conftest import SignIn, prove
from tests.service import ask, make_app_client

OWN = "own_value_of_an_operator_1234"


@pytest.fixture
def portal(pool_id: str) -> str:
    return make_app_client(pool_id, GenerateSecret=True)


@pytest.fixture
def url(pool_url: str, portal: str) -> str:
    return f"{pool_url}app-clients/{portal}/secrets/"


def listed(pool_id: str, client_id: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ask(pool_id, "ListUserPoolClientSecrets", ClientId=client_id)[
        "ClientSecrets"
    ]
    return found


def values(pool_id: str, client_id: str) -> list[str]:
    return [secret.value for secret in find_pool(pool_id).clients[client_id].secrets]


def make_old(pool_id: str, client_id: str, days: int) -> None:
    secret = find_pool(pool_id).clients[client_id].secrets[0]
    secret.created = timezone.now() - timedelta(days=days)


def test_one_secret_is_shown_with_its_age_and_a_second_is_offered(
    console: Client, url: str, pool_id: str, portal: str
) -> None:
    make_old(pool_id, portal, 412)
    with budget.counted() as calls:
        answer = console.get(url)
    text = answer.content.decode()
    assert "412 days old" in text
    assert f'href="{url}add/"' in text
    assert "Delete the older one" not in text
    assert values(pool_id, portal)[0] not in text
    assert sorted(calls) == ["DescribeUserPool", "DescribeUserPoolClient", "ListUserPoolClientSecrets"]


def test_a_secret_is_exchanged_and_no_value_is_kept_anywhere(
    console: Client, url: str, pool_id: str, portal: str
) -> None:
    answer = console.post(f"{url}add/", {"reason": "Yearly exchange", "own": ""})
    old, new = values(pool_id, portal)
    assert new in answer.content.decode()
    assert old not in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    page = console.get(url).content.decode()
    assert "Newer" in page
    assert new not in page
    older = listed(pool_id, portal)[0]["ClientSecretId"]
    assert [row.place for row in console.get(url).context["page"].rows] == ["older", "newer"]
    done = console.post(f"{url}{older}/delete/", {"name": "Portal", "reason": "The app has the new one"})
    assert done.headers["Location"] == url
    assert values(pool_id, portal) == [new]
    entries = Entry.objects.filter(outcome="done").order_by("pk")
    assert [(each.action, each.reason, each.target_id) for each in entries] == [
        ("add_secret", "Yearly exchange", portal),
        ("delete_secret", "The app has the new one", portal),
    ]
    kept = str([vars(each) for each in (*Entry.objects.all(), *Revision.objects.all())]) + str(
        dict(console.session)
    )
    assert old not in kept
    assert new not in kept


def test_a_value_of_ones_own_is_never_sent_back(console: Client, url: str, pool_id: str, portal: str) -> None:
    for wrong in ("sh0rt", "not allowed: spaces and colons"):
        refused = console.post(f"{url}add/", {"reason": "Ours", "own": wrong})
        assert refused.status_code == 422
        assert wrong not in refused.content.decode()
        assert "Type it again" in refused.content.decode()
    answer = console.post(f"{url}add/", {"reason": "Ours", "own": OWN})
    assert "It has the value that you chose" in answer.content.decode()
    assert OWN not in answer.content.decode()
    assert values(pool_id, portal)[1] == OWN
    assert OWN not in str([vars(each) for each in Entry.objects.all()])


def test_neither_a_third_is_added_nor_the_last_one_deleted(
    console: Client, url: str, pool_id: str, portal: str
) -> None:
    only = listed(pool_id, portal)[0]["ClientSecretId"]
    last = console.post(f"{url}{only}/delete/", {"name": "Portal", "reason": "Oops"}, follow=True)
    assert "only secret" in last.content.decode()
    ask(pool_id, "AddUserPoolClientSecret", ClientId=portal)
    third = console.post(f"{url}add/", {"reason": "More"}, follow=True)
    assert "It has two secrets already" in third.content.decode()
    gone = console.get(f"{url}never/delete/", follow=True)
    assert "not there any more" in gone.content.decode()
    assert len(values(pool_id, portal)) == 2
    assert not Entry.objects.filter(action__in=["add_secret", "delete_secret"]).exists()


def test_deleting_takes_the_name_and_warns_of_the_newer_one(
    console: Client, url: str, pool_id: str, portal: str
) -> None:
    ask(pool_id, "AddUserPoolClientSecret", ClientId=portal)
    older, newer = (each["ClientSecretId"] for each in listed(pool_id, portal))
    assert "This is the newer one" in console.get(f"{url}{newer}/delete/").content.decode()
    assert "This is the newer one" not in console.get(f"{url}{older}/delete/").content.decode()
    wrong = console.post(f"{url}{older}/delete/", {"name": "Shop", "reason": "Done"})
    assert wrong.status_code == 422
    faults.fail_next("DeleteUserPoolClientSecret", error="InvalidParameterException", message="not this one")
    refused = console.post(f"{url}{older}/delete/", {"name": "Portal", "reason": "Done"})
    assert refused.status_code == 422
    assert "not this one" in refused.content.decode()
    assert 'value="Done"' in refused.content.decode()
    assert len(values(pool_id, portal)) == 2


def test_a_public_app_client_is_told_to_have_none(console: Client, pool_url: str, pool_id: str) -> None:
    url = f"{pool_url}app-clients/{make_app_client(pool_id, 'Public')}/secrets/"
    assert "can never get one" in console.get(url).content.decode()
    assert "can never get one" in console.post(f"{url}add/", {"reason": "x"}, follow=True).content.decode()


def test_a_service_without_them_says_so(console: Client, url: str) -> None:
    faults.fail_next("ListUserPoolClientSecrets", error="UnknownOperationException")
    answer = console.get(url)
    assert answer.status_code == 200
    assert "This service does not offer that" in answer.content.decode()
    assert "Add a second secret" not in answer.content.decode()


@pytest.mark.parametrize(("own", "words"), [("", "Its value was lost on the way"), (OWN, "it is listed now")])
def test_without_a_clear_answer_the_list_tells_whether_it_was_added(
    console: Client, url: str, pool_id: str, portal: str, own: str, words: str
) -> None:
    faults.fail_next("AddUserPoolClientSecret", drop=True, applied=True)
    answer = console.post(f"{url}add/", {"reason": "Yearly", "own": own})
    assert words in answer.content.decode()
    assert values(pool_id, portal)[1] not in answer.content.decode()
    assert Entry.objects.filter(action="add_secret", outcome="unknown").exists()


def test_without_a_clear_answer_to_a_deletion_the_list_tells(
    console: Client, url: str, pool_id: str, portal: str
) -> None:
    ask(pool_id, "AddUserPoolClientSecret", ClientId=portal)
    older = listed(pool_id, portal)[0]["ClientSecretId"]
    faults.fail_next("DeleteUserPoolClientSecret", drop=True, applied=True)
    answer = console.post(f"{url}{older}/delete/", {"name": "Portal", "reason": "Done"}, follow=True)
    assert "No clear answer came, but the older secret is gone" in answer.content.decode()


def test_nothing_added_and_no_answer_is_no_success(
    console: Client, url: str, pool_id: str, portal: str
) -> None:
    faults.fail_next("AddUserPoolClientSecret", drop=True)
    answer = console.post(f"{url}add/", {"reason": "Yearly"})
    assert answer.status_code == 504
    assert "It is not known whether this was done" in answer.content.decode()
    assert len(values(pool_id, portal)) == 1


def test_only_administrators_with_a_recent_proof_exchange_secrets(
    helpdesk: Operator, administrator: Operator, sign_in: SignIn, url: str
) -> None:
    assert sign_in(helpdesk).get(url).status_code == 403
    client = sign_in(administrator)
    prove(client, administrator, ago=100_000)
    assert client.get(url).status_code == 200
    assert client.get(f"{url}add/").status_code == 302
    assert client.get(f"{url}x/delete/").status_code == 302
