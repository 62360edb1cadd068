"""What the service sends: rendered from the pool's templates, kept in the outbox, sometimes not delivered."""

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Literal

from console.emulator import outbox
from console.emulator.overlay.core.errors import ServiceError
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.pool_settings import CODE, INVITATION

ADDRESSES: dict[outbox.Medium, str] = {"EMAIL": "email", "SMS": "phone_number"}


def invite(pool: Pool, user: Any, mediums: Iterable[outbox.Medium], sent_at: datetime | None = None) -> None:
    """Send the temporary password by each medium for which the user has an address; now, unless told.

    Raises CodeDeliveryFailureException when one of them did not arrive. What was done before stays done.
    """
    template = pool.extended_config["AdminCreateUserConfig"].get("InviteMessageTemplate", {})
    texts = {
        "EMAIL": template.get("EmailMessage") or INVITATION,
        "SMS": template.get("SMSMessage") or INVITATION,
    }
    subject = template.get("EmailSubject") or "Your temporary password"
    addresses = {medium: user.attribute_lookup.get(ADDRESSES[medium]) for medium in mediums}
    for medium, address in addresses.items():
        if address:
            text = _fill(texts[medium], pool, user, user.password)
            _send(pool, user, medium, address, "invitation", subject, text, sent_at)


def send_code(
    pool: Pool,
    user: Any,
    medium: outbox.Medium,
    kind: Literal["reset", "verification"],
    to: str | None = None,
) -> dict[str, str]:
    """Send a new code, to the address the user has unless told; returns CodeDeliveryDetails.

    Raises CodeDeliveryFailureException.
    """
    template = pool.extended_config["VerificationMessageTemplate"]
    text = template.get("EmailMessage" if medium == "EMAIL" else "SmsMessage") or CODE
    subject = template.get("EmailSubject") or "Your verification code"
    user.confirmation_code = f"{secrets.randbelow(1_000_000):06}"
    address = to or user.attribute_lookup[ADDRESSES[medium]]
    _send(pool, user, medium, address, kind, subject, _fill(text, pool, user, user.confirmation_code))
    return {"Destination": _masked(address), "DeliveryMedium": medium, "AttributeName": ADDRESSES[medium]}


def send_sign_in_code(pool: Pool, user: Any, medium: outbox.Medium) -> tuple[str, dict[str, str]]:
    """Send a code that finishes one sign-in; returns it, and where it went. Raises CodeDeliveryFailureException."""
    email = pool.email_mfa_config or {}
    texts = {
        "EMAIL": email.get("Message") or CODE,
        "SMS": pool.extended_config.get("SmsAuthenticationMessage") or CODE,
    }
    code = f"{secrets.randbelow(1_000_000):06}"
    address = user.attribute_lookup.get(ADDRESSES[medium], "")
    subject = email.get("Subject") or "Your sign-in code"
    _send(pool, user, medium, address, "sign-in", subject, _fill(texts[medium], pool, user, code))
    return code, {"Destination": _masked(address), "DeliveryMedium": medium}


def sign_in_name(pool: Pool, user: Any) -> str:
    """What the user types to sign in: the address in a pool whose usernames are generated."""
    lookup = user.attribute_lookup
    return next((lookup[name] for name in pool.username_attributes if lookup.get(name)), str(user.username))


def _fill(text: str, pool: Pool, user: Any, secret: str) -> str:
    return text.replace("{####}", secret).replace("{username}", sign_in_name(pool, user))


def _send(
    pool: Pool,
    user: Any,
    medium: outbox.Medium,
    address: str,
    kind: outbox.Kind,
    subject: str,
    body: str,
    sent_at: datetime | None = None,
) -> None:
    has_sender = medium == "EMAIL" or pool.extended_config.get("SmsConfiguration")
    if not has_sender or not outbox.is_deliverable(pool.id, address):
        raise ServiceError("CodeDeliveryFailureException", f"Failed to deliver {medium} message.")
    outbox.post(
        outbox.Message(
            sent_at=sent_at or datetime.now(UTC),
            pool_id=pool.id,
            medium=medium,
            to=address,
            username=user.username,
            sub=user.id,
            kind=kind,
            subject=subject if medium == "EMAIL" else "",
            body=body,
        )
    )


def _masked(address: str) -> str:
    name, at, domain = address.partition("@")
    return f"{name[:1]}***@{domain[:1]}***" if at else f"{address[:1]}*******{address[-4:]}"
