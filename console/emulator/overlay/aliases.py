"""Who may be called what: usernames, and the attributes that stand in for them."""

from collections.abc import Mapping
from typing import Any

from console.emulator.overlay.attribute_rules import EMAIL, PHONE_NUMBER
from console.emulator.overlay.core.errors import ServiceError, invalid_parameter
from console.emulator.overlay.core.records import Pool

FORMATS = {"email": EMAIL, "phone_number": PHONE_NUMBER}
NOUNS = {"email": "an email", "phone_number": "a phone number"}


def username_attribute(pool: Pool, username: str) -> str | None:
    """The attribute that the username is, in a pool that signs in by attribute; otherwise None.

    Raises InvalidParameterException when the username is in none of the formats it must have, or in one that
    it must not have because aliases look like that.
    """
    for attribute in pool.username_attributes:
        if FORMATS[attribute].fullmatch(username):
            return attribute
    if pool.username_attributes:
        wanted = " or ".join(
            NOUNS[name] for name in ("email", "phone_number") if name in pool.username_attributes
        )
        raise invalid_parameter(f"Username should be {'either ' if ' or ' in wanted else ''}{wanted}.")
    for attribute, noun in (("email", "email"), ("phone_number", "phone number")):
        if attribute in pool.alias_attributes and FORMATS[attribute].fullmatch(username):
            raise invalid_parameter(
                f"Username cannot be of {noun} format, since user pool is configured for {noun} alias."
            )
    return None


def check_username_is_free(pool: Pool, username: str, attribute: str | None) -> None:
    """Raises UsernameExistsException."""
    if attribute is None:
        if pool.table.named(username) is not None:
            raise ServiceError("UsernameExistsException", "User account already exists")
    elif pool.holder_of(attribute, username) is not None:
        noun = attribute.replace("_", " ")
        raise ServiceError("UsernameExistsException", f"An account with the given {noun} already exists.")


def claim_aliases(
    pool: Pool, attributes: Mapping[str, str], *, owner: Any = None, force: bool = False
) -> None:
    """Make sure that nobody but `owner` holds the aliases which these attributes amount to.

    `force` (ForceAliasCreation) takes a verified e-mail address or phone number away from whoever holds it:
    theirs is no longer verified. Raises AliasExistsException otherwise.
    """
    for name in pool.logins:
        holder = pool.holder_of(name, attributes[name]) if _is_alias(pool, name, attributes) else None
        if holder is None or holder is owner:
            continue
        if not force or name not in FORMATS or name in pool.username_attributes:
            noun = name.replace("_", " ")
            raise ServiceError("AliasExistsException", f"An account with the given {noun} already exists.")
        holder.update_attributes([{"Name": f"{name}_verified", "Value": "false"}])


def _is_alias(pool: Pool, name: str, attributes: Mapping[str, str]) -> bool:
    if not attributes.get(name):
        return False
    is_verified = attributes.get(f"{name}_verified") == "true"
    return name in pool.username_attributes or name == "preferred_username" or is_verified
