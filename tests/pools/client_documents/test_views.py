"""Client metadata documents: policies listed, made, changed safely and deleted; documents fetched and dropped."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget
from console.emulator import faults
from console.emulator.factories import find_pool
from console.emulator.overlay import perform
from console.emulator.overlay.core.errors import ServiceError
from tests.conftest import SignIn, prove
from tests.pages import hidden, words

ADDRESS = "https://tools.example.com/client.json"
PATTERNS = ["https://tools.example.com/*"]


def ask(pool_id: str, operation: str, **parameters: Any) -> dict[str, Any]:
    answer: dict[str, Any] = perform(operation, "us-east-1", {"UserPoolId": pool_id, **parameters})
    return answer


@pytest.fixture
def url(pool_url: str) -> str:
    return f"{pool_url}app-clients/documents/"


@pytest.fixture
def app(pool_id: str) -> str:
    return str(ask(pool_id, "CreateUserPoolClient", ClientName="Portal")["UserPoolClient"]["ClientId"])


@pytest.fixture
def policy(pool_id: str, app: str) -> str:
    made = ask(pool_id, "CreateCIMDPolicy", ClientId=app, PolicyName="Tools", URLPatterns=PATTERNS)
    policy_id = str(made["CIMDPolicy"]["CIMDPolicyId"])
    kept = {"URL": ADDRESS, "CachedDate": datetime(2026, 11, 1, tzinfo=UTC)}
    find_pool(pool_id).stores.kept_documents[policy_id] = {ADDRESS: kept}
    return policy_id


def described(pool_id: str, policy: str) -> dict[str, Any]:
    found: dict[str, Any] = ask(pool_id, "DescribeCIMDPolicy", CIMDPolicyId=policy)["CIMDPolicy"]
    return found


def test_viewers_see_policies_and_documents_and_change_nothing(
    sign_in: SignIn, viewer: Operator, url: str, policy: str
) -> None:
    client = sign_in(viewer)
    with budget.counted() as calls:
        page = words(client.get(url))
    assert set(calls) <= {"DescribeUserPool", "ListCIMDPolicies", "ListUserPoolClients"}
    assert "Tools" in page and "Portal" in page and "Create policy" not in page
    shown = words(client.get(f"{url}{policy}/"))
    assert PATTERNS[0] in shown.replace("<wbr>", "") and "Fetch anew" not in shown
    assert client.get(f"{url}create/").status_code == 403


def test_a_pool_without_policies_says_so(console: Client, url: str) -> None:
    assert "No app can name itself" in words(console.get(url))
    assert "no app client that could stand behind" in words(console.get(f"{url}create/"))


def test_one_is_made_after_saying_who_is_let_in(console: Client, url: str, pool_id: str, app: str) -> None:
    assert "with the rights of the app client" in words(console.get(f"{url}create/"))
    asked = {"PolicyName": "Tools", "ClientId": app, "URLPatterns": PATTERNS[0], "CacheDuration": "90000"}
    assert console.post(f"{url}create/", asked)["Location"] == url
    [made] = ask(pool_id, "ListCIMDPolicies")["CIMDPolicies"]
    assert described(pool_id, made["CIMDPolicyId"])["URLPatterns"] == PATTERNS
    assert made["CacheDuration"] == 90_000
    assert Entry.objects.filter(action="create_document_policy", outcome="done").exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"PolicyName": ""}, "A policy needs a name."),
        ({"URLPatterns": ""}, "A policy needs one address at least."),
        ({"URLPatterns": "http://tools.example.com/"}, "cannot be used"),
        ({"CacheDuration": "5"}, "86400"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    console: Client, url: str, pool_id: str, app: str, changes: dict[str, str], said: str
) -> None:
    asked = {"PolicyName": "Tools", "ClientId": app, "URLPatterns": PATTERNS[0], "CacheDuration": ""}
    page = console.post(f"{url}create/", asked | changes)
    assert (page.status_code, said in words(page)) == (422, True)
    assert ask(pool_id, "ListCIMDPolicies")["CIMDPolicies"] == []


def test_a_change_is_reviewed_with_what_it_does_and_saved_as_a_whole(
    console: Client, url: str, pool_id: str, app: str, policy: str
) -> None:
    form = console.get(f"{url}{policy}/edit/")
    wide = "https://*.example.org/client.json"
    asked = {"PolicyName": "Tools", "ClientId": app, "URLPatterns": wide, "CacheDuration": "86400"}
    review = console.post(f"{url}{policy}/edit/", {**asked, "proposal": hidden(form)})
    told = words(review)
    assert "Addresses are taken away" in told and "An address leaves its host open" in told
    console.post(f"{url}{policy}/save/", {"proposal": hidden(review)})
    now = described(pool_id, policy)
    assert (now["URLPatterns"], now["PolicyName"], now["ClientId"]) == ([wide], "Tools", app)


def test_a_policy_whose_app_client_is_gone_says_so(
    console: Client, url: str, pool_id: str, app: str, policy: str
) -> None:
    ask(pool_id, "DeleteUserPoolClient", ClientId=app)
    assert "App client gone" in words(console.get(url))
    assert "Its app client is gone" in words(console.get(f"{url}{policy}/"))


def test_documents_are_fetched_anew_and_dropped(console: Client, url: str, pool_id: str, policy: str) -> None:
    place = f"{url}{policy}/document/"
    kept = find_pool(pool_id).stores.kept_documents[policy][ADDRESS]
    assert "Fetch the document anew?" in words(console.get(place, {"url": ADDRESS, "wanted": "REFRESH"}))
    console.post(place, {"url": ADDRESS, "wanted": "REFRESH"})
    assert kept["CachedDate"].year >= 2026 and "ExpirationDate" in kept
    assert "Drop the document?" in words(console.get(place, {"url": ADDRESS, "wanted": "INVALIDATE"}))
    console.post(place, {"url": ADDRESS, "wanted": "INVALIDATE"})
    assert "CachedDate" not in kept
    gone = console.post(place, {"url": "https://tools.example.com/other", "wanted": "REFRESH"})
    assert gone.status_code == 404 and "keeps no document of this address" in words(gone)


def test_one_is_deleted_by_its_name(console: Client, url: str, pool_id: str, policy: str) -> None:
    place = f"{url}{policy}/delete/"
    assert "cannot sign anybody in any more" in words(console.get(place))
    assert console.post(place, {"typed": "Other", "reason": "x"}).status_code == 422
    assert console.post(place, {"typed": "Tools", "reason": "Over"})["Location"] == url
    assert ask(pool_id, "ListCIMDPolicies")["CIMDPolicies"] == []
    assert console.get(f"{url}{policy}/").status_code == 404


def test_without_a_clear_answer_a_look_decides(console: Client, url: str, pool_id: str, policy: str) -> None:
    faults.fail_next("DeleteCIMDPolicy", drop=True, applied=True)
    assert console.post(f"{url}{policy}/delete/", {"typed": "Tools", "reason": "Over"})["Location"] == url


@pytest.mark.parametrize("step", ["create/", "{}/delete/"])
def test_making_and_deleting_take_a_recent_proof(
    sign_in: SignIn, administrator: Operator, url: str, policy: str, step: str
) -> None:
    client = sign_in(administrator)
    prove(client, administrator, ago=100_000)
    assert "reauthenticate" in client.get(url + step.format(policy))["Location"]


def test_the_service_resets_what_an_update_leaves_out(pool_id: str, app: str, policy: str) -> None:
    full = {"CIMDPolicyId": policy, "ClientId": app, "URLPatterns": PATTERNS}
    ask(pool_id, "UpdateCIMDPolicy", **full, CacheDuration=100_000)
    assert described(pool_id, policy)["CacheDuration"] == 100_000
    ask(pool_id, "UpdateCIMDPolicy", **full)
    assert (described(pool_id, policy)["CacheDuration"], described(pool_id, policy)["PolicyName"]) == (
        86_400,
        "Tools",
    )


def test_the_service_refuses_what_it_does_not_know(pool_id: str, app: str) -> None:
    for operation in ("DescribeCIMDPolicy", "DeleteCIMDPolicy", "ListClientMetadataURLs"):
        with pytest.raises(ServiceError, match="does not exist"):
            ask(pool_id, operation, CIMDPolicyId="nobody")
