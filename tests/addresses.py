"""Something of everything that has an address: what stands in the urls of the tests that walk all of them."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from console.access.actions import Action, Reach
from console.access.roles import Role
from console.emulator import world
from console.emulator.factories import find_pool
from console.emulator.overlay import perform
from pools.checkup.models import Acceptance
from pools.creation.models import Creation
from pools.groups import Group
from pools.saving.models import Revision
from tests.conftest import operator_with
from users.deletion.models import UserSnapshot
from users.groups.recreating.models import GroupRecreation
from users.invitations.models import Resending

Address = Callable[[URLPattern], str]
REGION = "us-east-1"


def url_patterns(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[URLPattern]:
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            yield from url_patterns(pattern.url_patterns)
        else:
            yield pattern


def _names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[tuple[URLPattern, str]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns, pattern.namespace or space)
        else:
            yield pattern, f"{space}:{pattern.name}"


# The urls of views that are ours, and the full name of each.
OURS = [pattern for pattern in url_patterns() if hasattr(pattern.callback, "action")]

NAMES = dict(_names(get_resolver().url_patterns))


def full_name(pattern: URLPattern) -> str:
    return NAMES[pattern]


def action_of(pattern: URLPattern) -> Action:
    action: Action = pattern.callback.action  # type: ignore[attr-defined]
    return action


def id_of(pattern: URLPattern) -> str:
    return f"{full_name(pattern)} {pattern.pattern}"


def addresses_in(pool_id: str) -> Address:
    """The address of each view: of the pool, a person or group in it, an operator, an entry of the trail."""
    values = values_in(pool_id)

    def address(pattern: URLPattern) -> str:
        kwargs = {name: values[name] for name in known_parameters(pattern)} | pattern.default_args
        return reverse(full_name(pattern), kwargs=kwargs)

    return address


def known_parameters(pattern: URLPattern) -> list[str]:
    own = list(pattern.pattern.converters)
    in_pool = action_of(pattern).reach is Reach.POOL
    return [*(["connection", "pool_id"] if in_pool else []), *own]


def values_in(pool_id: str) -> dict[str, Any]:
    """A value for every parameter of every url."""
    return {
        "connection": "embedded",
        "pool_id": pool_id,
        **_of_the_console(),
        **_of_the_pool(pool_id),
        **_beside_the_pool(pool_id),
        **_of_an_app_client(pool_id),
        **_of_people(pool_id),
    }


def _of_the_console() -> dict[str, Any]:
    target = operator_with("somebody", Role.VIEWER)
    created = Creation.objects.create(
        nonce="n", connection="embedded", name="Shop", wanted={"state": {"Name": "Shop"}}
    )
    return {
        "number": 1,
        "pk": target.pk,
        "operator_id": target.pk,
        "grant_id": target.grants.get().pk,
        "creation": created.pk,
        "form": "csv",
        "format": "csv",
    }


def _of_the_pool(pool_id: str) -> dict[str, Any]:
    check = "deletion-protection-off"
    Acceptance.objects.create(connection="embedded", pool_id=pool_id, check_name=check, severity="danger")
    revision = Revision.objects.create(
        connection="embedded", pool_id=pool_id, source="seen", state={"Id": pool_id, "Name": "Staff"}
    )
    return {
        "section": "passwords",
        "check": check,
        "revision": revision.pk,
        "file_format": "json",
        "other_connection": "embedded",
        "other_pool_id": world.make_pool("Other"),
        "topic": "takeover",
        "source": "userAuthEvents",
        "category": "UserRead",
    }


def _beside_the_pool(pool_id: str) -> dict[str, Any]:
    """Resource server, identity provider, domain, replica, recovery."""
    identifier, provider, domain = "https://api.example.com/v1", "HeadOffice", "staff-sign-in"
    server = {"UserPoolId": pool_id, "Identifier": identifier, "Name": "API", "Scopes": []}
    perform("CreateResourceServer", REGION, server)
    saml = {"MetadataURL": "https://idp.example.com/metadata"}
    named = {"UserPoolId": pool_id, "ProviderName": provider, "ProviderType": "SAML"}
    perform("CreateIdentityProvider", REGION, {**named, "ProviderDetails": saml})
    perform("CreateUserPoolDomain", REGION, {"UserPoolId": pool_id, "Domain": domain})
    replica = {"RegionName": "eu-west-1", "Status": "INACTIVE", "Role": "SECONDARY"}
    find_pool(pool_id).stores.replicas["eu-west-1"] = replica
    recovery = "11111111-2222-4333-8444-555555555555"
    # It has ended: one that is under way would refuse what these tests write.
    find_pool(pool_id).stores.recoveries[recovery] = {
        "RestoreId": recovery,
        "RestoreStatus": "RESTORE_COMPLETED",
        "RestoreTimestamp": datetime(2026, 11, 1, tzinfo=UTC),
        "TriggerTimestamp": datetime(2026, 11, 1, 1, tzinfo=UTC),
    }
    return {
        "recovery": recovery,
        "identifier": identifier,
        "provider": provider,
        "provider_type": "OIDC",
        "domain": domain,
        "replica": "eu-west-1",
    }


def _of_an_app_client(pool_id: str) -> dict[str, Any]:
    portal = {"UserPoolId": pool_id, "ClientName": "Portal", "GenerateSecret": True}
    client_id = perform("CreateUserPoolClient", REGION, portal)["UserPoolClient"]["ClientId"]
    whose = {"UserPoolId": pool_id, "ClientId": client_id}
    documents = {**whose, "PolicyName": "Tools", "URLPatterns": ["https://tools.example.com/*"]}
    policy = perform("CreateCIMDPolicy", REGION, documents)["CIMDPolicy"]
    logo = {"Category": "FORM_LOGO", "ColorMode": "LIGHT", "Extension": "SVG", "Bytes": "PHN2Zy8+"}
    perform("CreateManagedLoginBranding", REGION, {**whose, "Settings": {}, "Assets": [logo]})
    links = {"cognito:default": "https://example.com/terms"}
    document = {"TermsName": "terms-of-use", "TermsSource": "LINK", "Enforcement": "NONE", "Links": links}
    return {
        "policy_id": policy["CIMDPolicyId"],
        "client_id": client_id,
        "part": "tokens",
        "image": "FORM_LOGO LIGHT",
        "terms_id": perform("CreateTerms", REGION, {**whose, **document})["Terms"]["TermsId"],
        "secret_id": "no-such-secret",
        "kind": "app_client",
        "target": "no-such-app-client",
    }


def _of_people(pool_id: str) -> dict[str, Any]:
    sub = world.make_user(pool_id, "ana@example.com", status="FORCE_CHANGE_PASSWORD", groups=["readers"])
    here = {"connection": "embedded", "pool_id": pool_id}
    work = GroupRecreation.objects.create(
        **here,
        group="readers",
        new_name="lectors",
        before=Group(name="readers").settings,
        after=Group(name="lectors").settings,
    )
    snapshot = UserSnapshot.objects.create(**here, sub=sub, enabled=True, attributes={}, is_certain=True)
    return {
        "sub": sub,
        "group": "readers",
        "recreation": work.pk,
        "resending": Resending.objects.create(**here).pk,
        "snapshot": snapshot.pk,
        "device": world.make_device(pool_id, sub),
        "session": world.make_session(pool_id, sub, client_id="app"),
        "identity": "0" * 20,
    }
