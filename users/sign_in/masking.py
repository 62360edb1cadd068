"""Devices and sessions as Viewers see them."""

from dataclasses import replace

from users.masking import kind_of_device, masked_address
from users.sign_in.devices import Device
from users.sign_in.sessions import Session


def masked_device(device: Device) -> Device:
    """The same device without its owner's name for it."""
    return replace(device, name=kind_of_device(device.name), ip_address=masked_address(device.ip_address))


def masked_session(session: Session) -> Session:
    """The same session: the country stays, the town goes."""
    return replace(
        session,
        device=kind_of_device(session.device),
        ip_address=masked_address(session.ip_address),
        city="",
    )
