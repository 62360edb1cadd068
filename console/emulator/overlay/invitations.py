"""AdminCreateUser: making users, and inviting them again."""

from typing import Any
from uuid import uuid4

from console.emulator.overlay import aliases, attribute_rules, messages, passwords
from console.emulator.overlay.core.errors import invalid_parameter, unsupported_user_state
from console.emulator.overlay.core.records import Pool, User
from console.emulator.overlay.core.registry import Call, operation
from console.emulator.overlay.users import describe


@operation("AdminCreateUser")
def admin_create_user(call: Call) -> dict[str, Any]:
    """Make a user in FORCE_CHANGE_PASSWORD and send the temporary password, or send it again (`RESEND`).

    Raises UsernameExistsException, AliasExistsException, InvalidParameterException, InvalidPasswordException
    before anything is made; CodeDeliveryFailureException after the user was made.
    """
    if call.get("MessageAction") == "RESEND":
        return _resend(call)
    pool = call.pool
    user = _create(pool, call)
    if call.get("MessageAction") != "SUPPRESS":
        messages.invite(pool, user, call.get("DesiredDeliveryMediums", ["SMS"]))
    return {"User": describe(user)}


def _resend(call: Call) -> dict[str, Any]:
    """A new temporary password; the previous one is void and its validity begins anew. All else stays.

    Raises UserNotFoundException, and UnsupportedUserStateException unless the status is
    FORCE_CHANGE_PASSWORD.
    """
    pool, user = call.pool, call.user
    if user.status != "FORCE_CHANGE_PASSWORD":
        raise unsupported_user_state("Resend not possible. User is in an unsupported state.")
    password = _temporary_password(pool, call)
    user.password = password
    # The same as before: but the date moves, and with it the deadline.
    user.status = "FORCE_CHANGE_PASSWORD"
    messages.invite(pool, user, call.get("DesiredDeliveryMediums", ["SMS"]))
    return {"User": describe(user)}


def _create(pool: Pool, call: Call) -> User:
    username = call.parameters["Username"]
    sent = attribute_rules.given_attributes(call.get("UserAttributes", ()))
    attributes = attribute_rules.normalised(pool, {name: value for name, value in sent.items() if value})
    attribute = aliases.username_attribute(pool, username)
    if attribute is not None:
        if attributes.get(attribute, username) != username:
            raise invalid_parameter(f"The username and the {attribute} attribute must be the same.")
        attributes[attribute] = username
    aliases.check_username_is_free(pool, username, attribute)
    attribute_rules.check_new(pool, attributes)
    password = _temporary_password(pool, call)
    aliases.claim_aliases(pool, attributes, force=call.get("ForceAliasCreation", False))
    sub = str(uuid4())
    user = User(
        pool_id=pool.id,
        username=username if attribute is None else sub,
        sub=sub,
        status="FORCE_CHANGE_PASSWORD",
        attributes=attributes,
        password=password,
    )
    pool.users[user.username] = user
    return user


def _temporary_password(pool: Pool, call: Call) -> str:
    password: str | None = call.get("TemporaryPassword")
    if not password:
        return passwords.generate(pool)
    passwords.check_policy(pool, password)
    return password
