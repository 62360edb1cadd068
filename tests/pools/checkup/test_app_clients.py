"""The check-up of app clients: each rule both ways, its page, and deciding to live with a finding."""

import re
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
from pools.app_clients.sections import APP_CLIENT_SECTIONS
from pools.checkup.checks import Examined, Severity
from pools.checkup.client_facts import LISTS_SECRETS, LISTS_SERVERS
from pools.checkup.examination import examine
from pools.checkup.models import Acceptance
from pools.checkup.rules import APP_CLIENT_CHECKS, CHECKS, EVERY_CHECK
from pools.saving.states import with_changes
from pools.saving.words import setting_at
from tests.conftest import SignIn
from tests.service import app_client_of, ask, make_app_client

REASON = "An app that ends with this year, as decided."


def secret(days: int) -> dict[str, str]:
    return {"Id": f"s{days}", "Made": (timezone.now() - timedelta(days=days)).isoformat()}


SOUND: dict[str, Any] = {
    "ClientId": "abc",
    "ClientName": "Portal",
    "HasSecret": True,
    "ClientSecrets": [secret(100)],
    "UndefinedScopes": [],
    "PoolAttributes": ["email", "name"],
    "ReadAttributes": ["email", "name"],
    "WriteAttributes": ["email"],
    "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    "PreventUserExistenceErrors": "ENABLED",
    "EnableTokenRevocation": True,
    "AllowedOAuthFlowsUserPoolClient": True,
    "AllowedOAuthFlows": ["code"],
    "AllowedOAuthScopes": ["openid"],
    "CallbackURLs": ["https://portal.example.com/", "http://localhost:8000/back", "myapp://back"],
    "RefreshTokenValidity": 30,
}
MACHINE = {"AllowedOAuthFlows": ["client_credentials"]}
# rule: changes of the sound app client that it objects to, and words of the evidence
FOUND: list[tuple[str, dict[str, Any], str]] = [
    ("client-http-callback", {"CallbackURLs": ["http://portal.example.com/"]}, "http://portal.example.com/"),
    ("client-http-callback", {"CallbackURLs": ["http://localhost.example.com/"]}, "unencrypted"),
    ("client-implicit-flow", {"AllowedOAuthFlows": ["code", "implicit"]}, "in the address"),
    ("client-starred-address", {"LogoutURLs": ["https://*.example.com/"]}, "https://*.example.com/"),
    ("client-tells-accounts", {"PreventUserExistenceErrors": "LEGACY"}, "different errors"),
    ("client-tells-accounts", {"PreventUserExistenceErrors": None}, "different errors"),
    ("client-revocation-off", {"EnableTokenRevocation": False}, "revoke endpoint refuse"),
    ("client-pinpoint", {"AnalyticsConfiguration": {"ApplicationArn": "arn"}}, "go nowhere"),
    ("client-long-tokens", {"AccessTokenValidity": 9}, "Access tokens last 9 hours"),
    (
        "client-long-tokens",
        {"IdTokenValidity": 1, "TokenValidityUnits.IdToken": "days"},
        "ID tokens last 1 day",
    ),
    ("client-long-refresh", {"RefreshTokenValidity": 3650}, "3,650 days"),
    ("client-old-secret", {"ClientSecrets": [secret(400)]}, "400 days old"),
    ("client-two-secrets", {"ClientSecrets": [secret(500), secret(31)]}, "for 31 days"),
    ("client-lost-scopes", {"UndefinedScopes": ["shop/read"]}, "shop/read"),
    ("client-plain-password", {"ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"]}, "without SRP"),
    (
        "client-server-flow-public",
        {"ExplicitAuthFlows": ["ADMIN_NO_SRP_AUTH"], "HasSecret": False},
        "for servers",
    ),
    ("client-writes-everything", {"WriteAttributes": None}, "every standard attribute"),
    ("client-writes-everything", {"WriteAttributes": ["email", "name"]}, "every attribute"),
]
RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("client-http-callback", {"CallbackURLs": ["http://x.example.com/"], **MACHINE}),
    ("client-implicit-flow", {"AllowedOAuthFlows": ["implicit"], "AllowedOAuthFlowsUserPoolClient": False}),
    ("client-long-tokens", {"AccessTokenValidity": 480, "TokenValidityUnits.AccessToken": "minutes"}),
    ("client-long-refresh", {"RefreshTokenValidity": 365}),
    ("client-long-refresh", {"RefreshTokenValidity": 3650, **MACHINE}),
    ("client-old-secret", {"ClientSecrets": [secret(400), secret(1)]}),
    ("client-old-secret", {"ClientSecrets": [{"Id": "a", "Made": ""}]}),
    ("client-two-secrets", {"ClientSecrets": [secret(500), secret(29)]}),
    ("client-server-flow-public", {"ExplicitAuthFlows": ["ALLOW_ADMIN_USER_PASSWORD_AUTH"]}),
    ("client-writes-everything", {"WriteAttributes": None, **MACHINE}),
]
MILDER: list[tuple[str, dict[str, Any]]] = [
    ("client-tells-accounts", {"PreventUserExistenceErrors": "LEGACY", **MACHINE}),
    ("client-revocation-off", {"EnableTokenRevocation": False, **MACHINE}),
    ("client-long-refresh", {"RefreshTokenValidity": 3650, "RefreshTokenRotation.Feature": "ENABLED"}),
    ("client-plain-password", {"ExplicitAuthFlows": ["USER_PASSWORD_AUTH"], "HasSecret": True}),
]
OFFERS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("scope-unused", {"UnusedScopes": ["shop/write"]}, {"UnusedScopes": []}),
    ("provider-unused", {"OfferedBy": []}, {"OfferedBy": ["Portal"]}),
]


def subject(**changes: Any) -> Examined:
    reads = frozenset({LISTS_SECRETS, LISTS_SERVERS})
    return Examined(
        kind="app_client", target="abc", label="Portal", state=with_changes(SOUND, changes), reads=reads
    )


def names(**changes: Any) -> set[str]:
    return {finding.check.name for finding in examine([subject(**changes)]).findings}


@pytest.mark.parametrize(("name", "changes", "words"), FOUND)
def test_a_rule_finds_what_it_is_for(name: str, changes: dict[str, Any], words: str) -> None:
    finding = examine([subject(**changes)]).finding(name, "abc")
    assert finding
    assert words in finding.evidence.words
    told = [setting_at(path, APP_CLIENT_SECTIONS)[1] for path in finding.paths]
    assert finding.paths == ("ClientSecrets",) or all(told)


def test_nothing_is_said_of_a_sound_app_client_or_of_what_comes_near() -> None:
    assert names() == set()
    assert [name for name, changes in RIGHT if name in names(**changes)] == []


def test_what_makes_a_finding_less_serious_is_said() -> None:
    for name, changes in MILDER:
        finding = examine([subject(**changes)]).finding(name, "abc")
        assert finding
        assert (finding.severity, bool(finding.circumstance)) == (Severity.INFO, True)
    assert {name for name, _ in MILDER} == {
        check.name for check in APP_CLIENT_CHECKS.values() if check.milder
    }


def test_what_none_of_them_uses_is_found() -> None:
    for name, wrong, right in OFFERS:
        check = APP_CLIENT_CHECKS[name]
        assert check.finds(wrong)
        assert check.finds(right) is None


def test_every_rule_is_tried_and_said_in_whole_sentences() -> None:
    assert {name for name, *_ in (*FOUND, *OFFERS)} == set(APP_CLIENT_CHECKS)
    assert len(EVERY_CHECK) == len(CHECKS) + len(APP_CLIENT_CHECKS)
    for check in APP_CLIENT_CHECKS.values():
        assert all(
            text.endswith(".") and text[0].isupper() for text in (check.passes, check.why, check.advice)
        )
        assert not check.title.endswith(".")
        check.finds({})


def test_an_acceptance_of_an_old_secret_ends_with_the_secret() -> None:
    finding = examine([subject(ClientSecrets=[secret(400)])]).finding("client-old-secret", "abc")
    other = examine([subject(ClientSecrets=[secret(401)])]).finding("client-old-secret", "abc")
    assert finding
    assert other
    assert finding.digest != other.digest


# The pages


@pytest.fixture
def url(pool_url: str) -> str:
    return f"{pool_url}check-up/app-clients/"


@pytest.fixture
def portal(pool_id: str) -> str:
    """An app client with an old secret, and an API whose scope nobody uses."""
    scope = {"ScopeName": "read", "ScopeDescription": "Read"}
    ask(pool_id, "CreateResourceServer", Identifier="shop", Name="Shop", Scopes=[scope])
    client_id = make_app_client(pool_id, PreventUserExistenceErrors="ENABLED", GenerateSecret=True)
    find_pool(pool_id).clients[client_id].secrets[0].created = timezone.now() - timedelta(days=400)
    return client_id


def found(answer: Any) -> set[str]:
    return {each.name for group in answer.context["page"].groups for each in group.entries}


def test_findings_lead_to_where_they_are_put_right(
    console: Client, url: str, pool_url: str, pool_id: str, portal: str
) -> None:
    with budget.counted() as calls:
        answer = console.get(url)
    text = answer.content.decode()
    assert found(answer) == {"client-old-secret", "client-writes-everything", "scope-unused"}
    assert f'href="{pool_url}app-clients/{portal}/secrets/"' in text
    assert f'href="{pool_url}app-clients/{portal}/edit/attributes/#id_WriteAttributes"' in text
    assert f'href="{pool_url}resource-servers/named/shop/edit/"' in text
    assert app_client_of(pool_id, portal)["ClientSecret"] not in text
    assert sorted(calls) == [
        "DescribeUserPool",
        "DescribeUserPoolClient",
        "ListIdentityProviders",
        "ListResourceServers",
        "ListUserPoolClientSecrets",
        "ListUserPoolClients",
    ]


def test_a_finding_is_accepted_for_one_app_client_and_that_is_taken_back(
    console: Client, url: str, pool_url: str, portal: str
) -> None:
    address = f"{url}app_client/{portal}/client-old-secret/accept/"
    asked = console.get(address).content.decode()
    seen = re.search(r'name="seen" value="(\w{64})"', asked)
    assert seen
    assert "Portal" in asked
    stale = console.post(address, {"reason": REASON, "seen": "0" * 64})
    assert stale.status_code == 409
    assert console.post(address, {"reason": REASON, "seen": seen[1]}).headers["Location"] == url
    answer = console.get(url)
    assert found(answer) == {"client-writes-everything", "scope-unused"}
    assert REASON in answer.content.decode()
    assert REASON not in console.get(f"{pool_url}check-up/").content.decode()
    entry = Entry.objects.get(action="accept_finding")
    assert (entry.target_kind, entry.target_id, entry.target_label) == ("app_client", portal, "Portal")
    console.post(f"{url}app_client/{portal}/client-old-secret/withdraw/")
    assert not Acceptance.objects.exists()
    assert "client-old-secret" in found(console.get(url))


def test_a_finding_of_an_api_is_accepted_too(console: Client, url: str, portal: str) -> None:
    address = f"{url}resource_server/shop/scope-unused/accept/"
    seen = re.search(r'name="seen" value="(\w{64})"', console.get(address).content.decode())
    assert seen
    console.post(address, {"reason": REASON, "seen": seen[1]})
    assert "scope-unused" not in found(console.get(url))


def test_what_is_not_found_cannot_be_accepted(console: Client, url: str, portal: str) -> None:
    gone = console.get(f"{url}app_client/{portal}/client-implicit-flow/accept/", follow=True)
    assert "There is nothing to accept." in gone.content.decode()
    assert console.get(f"{url}resource_server/shop/client-old-secret/accept/").status_code == 404
    assert console.get(f"{url}app_client/nothing/client-old-secret/accept/").status_code == 404
    faults.fail_next("ListUserPoolClientSecrets", error="AccessDeniedException")
    unread = console.get(f"{url}app_client/{portal}/client-old-secret/accept/")
    assert unread.status_code == 502


def test_what_cannot_be_read_is_said_and_does_not_pass(console: Client, url: str, portal: str) -> None:
    faults.fail_next("ListUserPoolClientSecrets", error="UnknownOperationException")
    faults.fail_next("ListResourceServers", error="AccessDeniedException")
    answer = console.get(url)
    text = answer.content.decode()
    assert "Not everything could be checked: <bdi" in text
    verdicts = {line.check.name: line.verdict for line in answer.context["page"].lines}
    assert {verdicts[name] for name in ("client-old-secret", "client-lost-scopes", "scope-unused")} == {
        "Not checked"
    }
    assert verdicts["client-implicit-flow"] == "Passed"


def test_ten_app_clients_at_a_time_and_nothing_of_all_of_them(
    console: Client, url: str, pool_id: str, portal: str
) -> None:
    for number in range(11):
        make_app_client(pool_id, f"Client {number:02}")
    first = console.get(url)
    assert len(first.context["page"].read.batch.found) == 10
    assert "scope-unused" not in found(first)
    rest = console.get(url, {"next": first.context["page"].read.batch.next})
    assert len(rest.context["page"].read.batch.found) == 2
    told = console.get(f"{url}resource_server/shop/scope-unused/accept/", follow=True)
    assert "more app clients than are looked at on a page" in told.content.decode()


def test_a_pool_without_app_clients_has_nothing_to_find(console: Client, url: str) -> None:
    assert "There are no app clients here." in console.get(url).content.decode()


def test_viewers_are_told_why_they_do_not_see_it(
    viewer: Operator, sign_in: SignIn, url: str, pool_url: str, portal: str
) -> None:
    client = sign_in(viewer)
    assert client.get(url).status_code == 403
    text = client.get(f"{pool_url}check-up/").content.decode()
    assert "Reading one tells its secret, so that is for Administrators." in text
    assert url not in text
