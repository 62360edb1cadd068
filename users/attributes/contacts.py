"""Addresses and numbers of a user: what a pool does when one of them changes, in words."""

from collections.abc import Collection, Iterator

from pools.gateway import Pool

CONTACTS = {"email": "e-mail address", "phone_number": "phone number"}


def waits_for_a_code(pool: Pool, name: str) -> bool:
    """Whether a new value that is not marked as verified stays out until its code was entered.

    UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate.
    """
    settings = pool.raw.get("UserAttributeUpdateSettings") or {}
    return name in settings.get("AttributesRequireVerificationBeforeUpdate", ())


def is_verified_by_itself(pool: Pool, name: str) -> bool:
    """Whether Cognito sends a code to a new value by itself (AutoVerifiedAttributes)."""
    return name in pool.raw.get("AutoVerifiedAttributes", ())


def consequences_of_change(pool: Pool, name: str) -> str:
    """What a new address or number means for signing in; empty where it means nothing."""
    noun = CONTACTS[name]
    if name in pool.username_attributes:
        return f"They sign in with their {noun}: from then on with the new one only."
    if name in pool.alias_attributes:
        return f"They can sign in with their {noun} only while it is verified."
    return ""


def if_unverified(pool: Pool, name: str) -> str:
    """What becomes of a new address or number that is not marked as verified."""
    noun = CONTACTS[name]
    if waits_for_a_code(pool, name):
        return f"The present {noun} stays until they enter the code that Cognito sends to the new one"
    if is_verified_by_itself(pool, name):
        return "It counts at once but is not verified; Cognito sends a code to it, which verifies it"
    return "It counts at once but is not verified, and no code is sent: no account recovery by it until then"


def if_verified(pool: Pool, name: str) -> str:
    """What marking it as verified means."""
    recovers = "codes for a new password go to it. Only if you know that it is theirs"
    return f"It counts at once, and {recovers}"


def flag_of(name: str) -> str:
    """The attribute that says whether an address or number is verified."""
    return f"{name}_verified"


def contacts_in(names: Collection[str]) -> Iterator[str]:
    """Those of some attributes' names that are addresses or numbers."""
    return (name for name in CONTACTS if name in names)
