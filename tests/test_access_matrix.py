"""Every url of ours, for every role, by GET and by POST: who gets in, and that nobody else changes anything."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from console.access.actions import Action, Reach
from console.access.models import Operator
from console.access.roles import Role
from console.cognito.operations import OPERATIONS
from console.emulator import faults, world
from console.emulator.overlay import perform
from pools.models import Acceptance, Creation, Revision
from tests.conftest import SignIn, operator_with
from tests.test_rules import url_patterns
from users.gateway.groups import Group
from users.models import GroupRecreation

CAST = {
    "viewer": Role.VIEWER,
    "helpdesk": Role.HELP_DESK,
    "administrator": Role.ADMINISTRATOR,
    "owner": Role.OWNER,
}
OURS = [pattern for pattern in url_patterns() if hasattr(pattern.callback, "action")]


def action_of(pattern: URLPattern) -> Action:
    action: Action = pattern.callback.action  # type: ignore[attr-defined]
    return action


def full_name(pattern: URLPattern) -> str:
    app = pattern.lookup_str.removeprefix("console.").split(".")[0]
    return f"{app}:{pattern.name}"


def id_of(pattern: URLPattern) -> str:
    return f"{full_name(pattern)} {pattern.pattern}"


@pytest.fixture
def address(pool_id: str, db: None) -> Callable[[URLPattern], str]:
    """The address of a view: of the pool, a person or group in it, an operator, an entry of the trail."""
    sub = world.make_user(pool_id, "ana@example.com", status="FORCE_CHANGE_PASSWORD", groups=["readers"])
    work = GroupRecreation.objects.create(
        connection="embedded",
        pool_id=pool_id,
        group="readers",
        new_name="lectors",
        before=Group(name="readers").settings,
        after=Group(name="lectors").settings,
    )
    target = operator_with("somebody", Role.VIEWER)
    Acceptance.objects.create(
        connection="embedded", pool_id=pool_id, check_name="deletion-protection-off", severity="danger"
    )
    identifier = "https://api.example.com/v1"
    perform(
        "CreateResourceServer",
        "us-east-1",
        {"UserPoolId": pool_id, "Identifier": identifier, "Name": "API", "Scopes": []},
    )
    domain = {"UserPoolId": pool_id, "Domain": "staff-sign-in"}
    perform("CreateUserPoolDomain", "us-east-1", domain)
    values = {
        "connection": "embedded",
        "pool_id": pool_id,
        "sub": sub,
        "group": "readers",
        "recreation": work.pk,
        "number": 1,
        "pk": target.pk,
        "operator_id": target.pk,
        "grant_id": target.grants.get().pk,
        "form": "csv",
        "format": "csv",
        "file_format": "json",
        "other_connection": "embedded",
        "other_pool_id": world.make_pool("Other"),
        "section": "passwords",
        "identifier": identifier,
        "part": "tokens",
        "client_id": perform(
            "CreateUserPoolClient", "us-east-1", {"UserPoolId": pool_id, "ClientName": "Portal"}
        )["UserPoolClient"]["ClientId"],
        "secret_id": "no-such-secret",
        "kind": "app_client",
        "target": "no-such-app-client",
        "domain": domain["Domain"],
        "check": "deletion-protection-off",
        "creation": Creation.objects.create(
            nonce="n", connection="embedded", name="Shop", wanted={"state": {"Name": "Shop"}}
        ).pk,
        "revision": Revision.objects.create(
            connection="embedded", pool_id=pool_id, source="seen", state={"Id": pool_id, "Name": "Staff"}
        ).pk,
    }

    def addressed(pattern: URLPattern) -> str:
        kwargs = {name: values[name] for name in known_parameters(pattern)} | pattern.default_args
        return reverse(full_name(pattern), kwargs=kwargs)

    return addressed


def known_parameters(pattern: URLPattern) -> list[str]:
    own = list(pattern.pattern.converters)
    in_pool = action_of(pattern).reach is Reach.POOL
    return [*(["connection", "pool_id"] if in_pool else []), *own]


@pytest.mark.parametrize("pattern", OURS, ids=id_of)
def test_anonymous_visitors_are_asked_to_sign_in(
    pattern: URLPattern, address: Callable[[URLPattern], str]
) -> None:
    for method in ("get", "post"):
        answer = getattr(Client(), method)(address(pattern))
        assert (answer.status_code, "/accounts/login/" in answer.headers.get("Location", "")) == (302, True)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", CAST)
@pytest.mark.parametrize("pattern", OURS, ids=id_of)
def test_a_role_reaches_what_its_actions_allow_and_nothing_else(
    pattern: URLPattern,
    name: str,
    method: str,
    address: Callable[[URLPattern], str],
    sign_in: SignIn,
) -> None:
    operator = operator_with(name, CAST[name])
    client, url = sign_in(operator), address(pattern)
    with faults.recording() as calls:
        answer = getattr(client, method)(url)
    allowed = CAST[name] >= action_of(pattern).role
    assert (answer.status_code == 403) is not (allowed or answer.status_code == 405), answer.status_code
    assert answer.status_code < 500
    writes = [call.operation for call in calls if OPERATIONS[call.operation].kind == "write"]
    if not allowed or name == "viewer" or method == "get":
        assert writes == []


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "pattern", [pattern for pattern in OURS if action_of(pattern).reach is Reach.POOL], ids=id_of
)
def test_strangers_cannot_tell_that_a_pool_exists(
    pattern: URLPattern,
    method: str,
    address: Callable[[URLPattern], str],
    sign_in: SignIn,
    stranger: Operator,
) -> None:
    with faults.recording() as calls:
        answer = getattr(sign_in(stranger), method)(address(pattern))
    assert answer.status_code in {404, 405}
    assert calls == []


def test_the_matrix_covers_every_app() -> None:
    assert {full_name(pattern).split(":")[0] for pattern in OURS} >= {
        "access",
        "audit",
        "emulator",
        "pools",
        "ui",
        "users",
    }
