"""Changing and removing the attributes of a user."""

from collections.abc import Mapping
from typing import Any

from console.emulator.outbox import Medium
from console.emulator.overlay import aliases, attribute_rules, messages
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import Call, operation

VERIFIABLE: Mapping[str, Medium] = {"email": "EMAIL", "phone_number": "SMS"}


@operation("AdminUpdateUserAttributes")
def admin_update_user_attributes(call: Call) -> dict[str, Any]:
    """Change some attributes; a blank value removes one.

    A new e-mail address or phone number is not verified unless the call says so. Where the pool verifies
    before it updates, the old one stays until the code that is sent now has been entered. Raises
    InvalidParameterException, AliasExistsException, and CodeDeliveryFailureException after the change.
    """
    update(call.pool, call.user, attribute_rules.given_attributes(call.parameters["UserAttributes"]))
    return {}


@operation("AdminDeleteUserAttributes")
def admin_delete_user_attributes(call: Call) -> dict[str, Any]:
    """Remove attributes; one that is not set is no error. Raises InvalidParameterException."""
    pool, user, names = call.pool, call.user, call.parameters["UserAttributeNames"]
    attribute_rules.check_removal(pool, names)
    user.delete_attributes(_with_flags(names))
    return {}


def update(pool: Pool, user: Any, attributes: Mapping[str, str]) -> None:
    """Change a user by the rules of AdminUpdateUserAttributes."""
    attribute_rules.check_changes(pool, attributes)
    wanted = attribute_rules.normalised(pool, attributes)
    before = dict(user.attribute_lookup)
    addresses = [name for name in VERIFIABLE if wanted.get(name) and wanted[name] != before.get(name)]
    unverified = [name for name in addresses if wanted.get(f"{name}_verified") != "true"]
    waiting = [name for name in unverified if name in _verified_first(pool)]
    changes = {name: value for name, value in wanted.items() if name not in waiting and value}
    changes |= {f"{name}_verified": "false" for name in unverified if name not in waiting}
    aliases.claim_aliases(pool, {**before, **changes}, owner=user)
    user.update_attributes([{"Name": name, "Value": value} for name, value in changes.items()])
    user.delete_attributes(_with_flags(name for name, value in wanted.items() if not value))
    for name in unverified:
        if name in pool.extended_config.get("AutoVerifiedAttributes", ()):
            messages.send_code(pool, user, VERIFIABLE[name], "verification", to=wanted[name])


def _verified_first(pool: Pool) -> list[str]:
    settings = pool.extended_config.get("UserAttributeUpdateSettings", {})
    names: list[str] = settings.get("AttributesRequireVerificationBeforeUpdate", [])
    return names


def _with_flags(names: Any) -> list[str]:
    """An address that goes takes its verified mark with it."""
    return [each for name in names for each in (name, f"{name}_verified")]
