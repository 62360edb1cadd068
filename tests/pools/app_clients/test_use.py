"""How an app uses its app client: its addresses, and examples of exactly what it may do."""

import ast
import base64
import hashlib
import hmac
import os
import subprocess
from typing import Any

import pytest
from django.test import Client

from console.access.models import Operator
from console.cognito import budget
from console.emulator import faults
from pools.app_clients.gateway import AppClient
from pools.app_clients.sections import FLOW_WORDS
from pools.app_clients.use.page import FLOW_CALLS, UsePage, Way
from pools.gateway import Pool
from tests.conftest import SignIn
from tests.service import PORTAL, app_client_of, ask, make_app_client

POOL_ID = "us-east-1_abc123456"
CLIENT_ID = "1example23456789"
WEB: dict[str, Any] = {
    "AllowedOAuthFlowsUserPoolClient": True,
    "AllowedOAuthFlows": ["code"],
    "AllowedOAuthScopes": ["openid", "shop/read"],
    "CallbackURLs": ["https://app.example.com/back?a=1&b=$(id)"],
    "LogoutURLs": ["https://app.example.com/out"],
    "EnableTokenRevocation": True,
}


def page_of(*, secret: bool = False, domains: bool = True, **state: Any) -> UsePage:
    raw: dict[str, Any] = {"Id": POOL_ID, "Name": "Staff"}
    if domains:
        raw |= {"Domain": "staff", "CustomDomain": "login.example.com"}
    return UsePage(
        app_client=AppClient(id=CLIENT_ID, name="Portal", has_secret=secret, state=state),
        pool=Pool.from_response({"UserPool": raw}),
        region="us-east-1",
    )


def named(ways: list[Way], name: str) -> Way:
    return next(way for way in ways if way.id == name)


def test_its_addresses_and_examples_are_told_without_the_secret(
    console: Client, pool_url: str, pool_id: str
) -> None:
    client_id = make_app_client(pool_id, **PORTAL)
    ask(pool_id, "CreateUserPoolDomain", Domain="staff-sign-in")
    with budget.counted() as calls:
        answer = console.get(f"{pool_url}app-clients/{client_id}/use/")
    text = answer.content.decode()
    assert f"https://cognito-idp.us-east-1.amazonaws.com/{pool_id}/.well-known/jwks.json" in text
    assert "https://staff-sign-in.auth.us-east-1.amazoncognito.com/oauth2/token" in text
    assert "$CLIENT_SECRET" in text
    assert app_client_of(pool_id, client_id)["ClientSecret"] not in text
    assert sorted(calls) == ["DescribeUserPool", "DescribeUserPoolClient"]


def test_without_a_domain_it_says_so_and_leads_there(console: Client, pool_url: str, pool_id: str) -> None:
    answer = console.get(f"{pool_url}app-clients/{make_app_client(pool_id, **PORTAL)}/use/")
    assert "This pool has no domain" in answer.content.decode()
    assert f'href="{pool_url}domains/"' in answer.content.decode()
    assert answer.context["page"].hosted == []


def test_who_may_not_read_app_clients_may_not_see_it(
    console: Client, helpdesk: Operator, sign_in: SignIn, pool_url: str, pool_id: str
) -> None:
    url = f"{pool_url}app-clients/{make_app_client(pool_id)}/use/"
    assert sign_in(helpdesk).get(url).status_code == 403
    faults.fail_next("DescribeUserPoolClient", error="AccessDeniedException")
    assert console.get(url).status_code == 502
    assert console.get(f"{pool_url}app-clients/nothing/use/").status_code == 404


def test_the_custom_domain_is_the_one_of_the_examples() -> None:
    page = page_of(**WEB)
    assert [host.name for host in page.hosts] == [
        "login.example.com",
        "staff.auth.us-east-1.amazoncognito.com",
    ]
    assert "https://login.example.com/oauth2/token" in named(page.hosted, "code").snippets[1].code


def test_exactly_what_it_may_do_has_examples() -> None:
    web = page_of(**WEB, ExplicitAuthFlows=["ALLOW_USER_SRP_AUTH"])
    assert [way.id for way in web.hosted] == ["code", "user-info", "refresh", "revoke", "log-out"]
    assert [way.id for way in web.own] == ["ALLOW_USER_SRP_AUTH"]
    machine = page_of(
        secret=True,
        AllowedOAuthFlowsUserPoolClient=True,
        AllowedOAuthFlows=["client_credentials"],
        AllowedOAuthScopes=["shop/read"],
    )
    assert [way.id for way in [*machine.hosted, *machine.own]] == ["client_credentials"]
    off = page_of(**{**WEB, "AllowedOAuthFlowsUserPoolClient": False})
    assert off.hosted == []
    assert [way.id for way in off.own] == [
        "ALLOW_USER_SRP_AUTH",
        "ALLOW_CUSTOM_AUTH",
        "ALLOW_REFRESH_TOKEN_AUTH",
    ]
    once = page_of(ExplicitAuthFlows=["ALLOW_USER_SRP_AUTH"], RefreshTokenRotation={"Feature": "ENABLED"})
    assert [way.id for way in once.own] == ["ALLOW_USER_SRP_AUTH", "rotation"]
    assert "implicit" in [way.id for way in page_of(**{**WEB, "AllowedOAuthFlows": ["implicit"]}).hosted]


def test_every_flow_has_words_and_an_example_or_says_that_it_has_none() -> None:
    ways = page_of(ExplicitAuthFlows=list(FLOW_WORDS)).own
    assert [way.id for way in ways if not way.snippets] == [
        "ALLOW_TOKEN_EXCHANGE_DELEGATION",
        "ALLOW_TOKEN_EXCHANGE_IMPERSONATION",
    ]
    assert set(FLOW_CALLS) < set(FLOW_WORDS)


@pytest.mark.parametrize("secret", [True, False])
def test_python_is_python_and_shell_is_shell(secret: bool) -> None:
    page = page_of(
        secret=secret,
        **WEB,
        ExplicitAuthFlows=[*FLOW_WORDS],
        RefreshTokenRotation={"Feature": "ENABLED"},
    )
    snippets = [snippet for way in [*page.hosted, *page.own] for snippet in way.snippets]
    for snippet in snippets:
        if snippet.title.startswith("Python"):
            ast.parse(snippet.code)
        else:
            subprocess.run(["/bin/sh", "-n", "-c", snippet.code], check=True)  # noqa: S603
        assert ("CLIENT_SECRET" in snippet.code) <= secret


def test_the_shell_hashes_as_cognito_does_and_runs_nothing_of_an_address() -> None:
    page = page_of(secret=True, **WEB, ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"])
    code = page.own[0].snippets[0].code.partition("\naws ")[0]
    environment = {"PATH": os.environ["PATH"], "USER_NAME": "ana", "CLIENT_SECRET": "hush"}
    run = {"env": environment, "check": True, "capture_output": True, "text": True}
    said = subprocess.run(["/bin/sh", "-c", f"{code}\nprintf %s $SECRET_HASH"], **run).stdout  # type: ignore[call-overload]  # noqa: S603
    expected = hmac.digest(b"hush", f"ana{CLIENT_ID}".encode(), "sha256")
    assert said == base64.b64encode(expected).decode()
    begin = named(page.hosted, "code").snippets[0].code
    shown = subprocess.run(["/bin/sh", "-c", f"{begin}\necho $CODE_VERIFIER"], **run).stdout.split()  # type: ignore[call-overload]  # noqa: S603
    address, verifier = shown
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    assert address.endswith(f"&code_challenge={challenge}")
    assert "b%3D%24%28id%29" in address
    assert 43 <= len(verifier) <= 128
