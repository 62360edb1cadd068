"""Identities at providers that belong to a user of the pool: linking them, and parting with them."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from console.emulator.overlay.core.errors import (
    ServiceError,
    invalid_parameter,
    limit_exceeded,
    user_not_found,
)
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import Call, operation
from console.emulator.overlay.provider_details import SOCIAL

MAXIMUM = 5
SUBJECT = "Cognito_Subject"
LOCAL = "Cognito"

Named = Mapping[str, str]


@operation("AdminLinkProviderForUser")
def admin_link_provider_for_user(call: Call) -> dict[str, Any]:
    """Let an identity that has never signed in act as an existing user.

    Raises UserNotFoundException; InvalidParameterException for an unknown provider, one that has a user of
    its own already, or is linked to this one; AliasExistsException when it is linked to somebody else;
    LimitExceededException for the sixth.
    """
    pool, source = call.pool, call.parameters["SourceUser"]
    user = _destination(pool, call.parameters["DestinationUser"])
    kind = _kind_of(pool, source)
    name, value = source["ProviderName"], source["ProviderAttributeValue"]
    if pool.table.named(f"{name}_{value}") is not None:
        raise invalid_parameter(
            "Merging is not currently supported, provide a SourceUser that has not been signed up in order "
            "to link"
        )
    owner = _owner(pool, name, value)
    if owner is user:
        raise invalid_parameter("SourceUser is already linked to DestinationUser")
    if owner is not None:
        raise ServiceError("AliasExistsException", "The SourceUser is linked to another user.")
    identities = identities_of(user)
    if sum(not each["primary"] for each in identities) >= MAXIMUM:
        raise limit_exceeded(f"A user can be linked to {MAXIMUM} identities at most.")
    entry = {
        "userId": value,
        "providerName": name,
        "providerType": kind,
        "issuer": None,
        "primary": False,
        "dateCreated": int(datetime.now(UTC).timestamp() * 1000),
    }
    _set_identities(user, [*identities, entry])
    return {}


@operation("AdminDisableProviderForUser")
def admin_disable_provider_for_user(call: Call) -> dict[str, Any]:
    """Take a linked identity from its user; or, for "Cognito", the password from a local one.

    Raises UserNotFoundException, and InvalidParameterException for the identity that a user came with.
    """
    pool, source = call.pool, call.parameters["User"]
    name, value = source.get("ProviderName", ""), source.get("ProviderAttributeValue", "")
    if name == LOCAL:
        user = _local(pool, value)
        user.password = None
        user.touch()
        return {}
    _check_subject(name, source)
    user = _owner(pool, name, value)
    if user is None:
        raise user_not_found()
    left = [each for each in identities_of(user) if not _is(each, name, value)]
    if any(each["primary"] for each in identities_of(user) if each not in left):
        raise invalid_parameter("The identity is not linked: it is the one that the user signed up with.")
    _set_identities(user, left)
    return {}


def identities_of(user: Any) -> list[dict[str, Any]]:
    """The entries of the attribute `identities`, which is JSON as text."""
    entries: list[dict[str, Any]] = json.loads(user.attribute_lookup.get("identities", "[]"))
    return entries


def _set_identities(user: Any, entries: list[dict[str, Any]]) -> None:
    if entries:
        text = json.dumps(entries, separators=(",", ":"))
        user.update_attributes([{"Name": "identities", "Value": text}])
    else:
        user.delete_attributes(["identities"])


def _destination(pool: Pool, destination: Named) -> Any:
    name, value = destination.get("ProviderName", LOCAL), destination.get("ProviderAttributeValue", "")
    user = _local(pool, value) if name == LOCAL else pool.table.named(f"{name}_{value}")
    if user is None:
        raise user_not_found()
    return user


def _local(pool: Pool, username: str) -> Any:
    user = pool.table.named(username)
    if user is None:
        raise user_not_found()
    return user


def _kind_of(pool: Pool, source: Named) -> str:
    name = source.get("ProviderName", "")
    provider = pool.identity_providers.get(name)
    if provider is None or not source.get("ProviderAttributeValue"):
        raise invalid_parameter(f"Invalid SourceUser: there is no provider {name} in the user pool.")
    _check_subject(name, source)
    return str(provider.kind)


def _check_subject(name: str, source: Named) -> None:
    if name in SOCIAL and source.get("ProviderAttributeName") != SUBJECT:
        raise invalid_parameter(f"ProviderAttributeName must be {SUBJECT} for {name}.")


def _owner(pool: Pool, name: str, value: str) -> Any:
    """The user who has this identity. Few users have any: nothing is indexed."""
    linked = (user for user in pool.table.values() if "identities" in user.attribute_lookup)
    return next(
        (user for user in linked if any(_is(each, name, value) for each in identities_of(user))), None
    )


def _is(entry: Mapping[str, Any], name: str, value: str) -> bool:
    return (entry["providerName"], entry["userId"]) == (name, value)
