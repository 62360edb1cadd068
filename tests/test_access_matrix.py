"""Every url of ours, for every role, by GET and by POST: who gets in, and that nobody else changes anything."""

import logging
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern

from console.access.actions import Action, Reach
from console.access.models import Operator
from console.access.roles import Role
from console.cognito.operations import OPERATIONS
from console.emulator import faults
from console.emulator.overlay import perform
from tests.addresses import OURS, Address, action_of, addresses_in, full_name, id_of
from tests.conftest import SignIn, operator_with

CAST = {
    "viewer": Role.VIEWER,
    "helpdesk": Role.HELP_DESK,
    "administrator": Role.ADMINISTRATOR,
    "owner": Role.OWNER,
}


@pytest.fixture
def address(pool_id: str, db: None) -> Address:
    return addresses_in(pool_id)


@pytest.mark.long
@pytest.mark.parametrize("pattern", OURS, ids=id_of)
def test_everybody_reaches_what_their_role_allows_and_nothing_else(
    pattern: URLPattern, address: Address, sign_in: SignIn, stranger: Operator
) -> None:
    """One world for each url. The lowest role comes first: what it is refused, it cannot have changed."""
    url, action = address(pattern), action_of(pattern)
    wrong = list(_visits(None, Client(), url, action))
    wrong += _visits("stranger", sign_in(stranger), url, action)
    for name, role in CAST.items():
        wrong += _visits(name, sign_in(operator_with(name, role)), url, action)
    assert wrong == []


def _visits(name: str | None, client: Client, url: str, action: Action) -> Iterator[str]:
    """What is wrong with what somebody gets, by GET and then by POST."""
    for method in ("get", "post"):
        with faults.recording() as calls:
            answer = getattr(client, method)(url)
        writes = {call.operation for call in calls if OPERATIONS[call.operation].kind == "write"}
        may = name in CAST and CAST[name] >= action.role
        if not _is_right(name, answer, action):
            yield f"{name} {method}: {answer.status_code} {answer.headers.get('Location', '')}"
        if writes and (not may or name == "viewer" or method == "get"):
            yield f"{name} {method}: wrote {writes}"
        if calls and name in {None, "stranger"} and action.reach is Reach.POOL:
            yield f"{name} {method}: asked {calls}"


def _is_right(name: str | None, answer: HttpResponse, action: Action) -> bool:
    if name is None:
        return answer.status_code == 302 and "/accounts/login/" in answer.headers["Location"]
    if name == "stranger":
        # Strangers cannot tell that a pool exists. Elsewhere they are an owner, so the rest is theirs too.
        return action.reach is not Reach.POOL or answer.status_code in {404, 405}
    refused = answer.status_code == 403
    return answer.status_code < 500 and refused is not (
        CAST[name] >= action.role or answer.status_code == 405
    )


def test_the_matrix_covers_every_app() -> None:
    assert {full_name(pattern).split(":")[0] for pattern in OURS} >= {
        "access",
        "audit",
        "emulator",
        "pools",
        "ui",
        "users",
    }


@pytest.mark.long
def test_no_secret_comes_out_of_a_page_the_database_or_the_log(
    address: Address, pool_id: str, sign_in: SignIn, owner: Operator, caplog: pytest.LogCaptureFixture
) -> None:
    """Secrets are planted wherever Cognito keeps them; revealing one is a POST with a reason, which is no GET."""
    caplog.set_level(logging.DEBUG)
    secrets, client, told = _plant_secrets(pool_id), sign_in(owner), []
    for pattern in OURS:
        answer = client.get(address(pattern), follow=True)
        told.append((full_name(pattern), b"".join(answer) if answer.streaming else answer.content))
    for model in apps.get_models():
        told.append((model.__name__, repr(list(model._default_manager.values())).encode()))
    told.append(("the log", caplog.text.encode()))
    assert [(name, secret) for name, text in told for secret in secrets if secret.encode() in text] == []


def _plant_secrets(pool_id: str) -> list[str]:
    """In app clients and identity providers of a pool."""
    details = {
        "client_id": "lifeguard",
        "client_secret": "planted-oidc-secret",
        "oidc_issuer": "https://idp.example.com",
        "authorize_scopes": "openid",
        "attributes_request_method": "GET",
    }
    perform(
        "CreateIdentityProvider",
        "us-east-1",
        {
            "UserPoolId": pool_id,
            "ProviderName": "Planted",
            "ProviderType": "OIDC",
            "ProviderDetails": details,
        },
    )
    names = perform("ListUserPoolClients", "us-east-1", {"UserPoolId": pool_id})["UserPoolClients"]
    described = [
        perform("DescribeUserPoolClient", "us-east-1", {"UserPoolId": pool_id, "ClientId": each["ClientId"]})
        for each in names
    ]
    return ["planted-oidc-secret", *(each["UserPoolClient"]["ClientSecret"] for each in described)]
