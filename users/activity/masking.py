"""Sign-in events as Viewers see them."""

from dataclasses import replace

from users.activity.gateway import AuthEvent
from users.masking import kind_of_device, masked_address


def masked_event(event: AuthEvent) -> AuthEvent:
    """The same event: what happened and in which country, not from where exactly."""
    return replace(
        event,
        device=kind_of_device(event.device),
        ip_address=masked_address(event.ip_address),
        city="",
    )
