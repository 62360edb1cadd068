"""The devices that a user's sign-ins came from, as far as the pool keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from console.cognito.answers import moment
from console.cognito.errors import NotFound, UserNotFound
from console.cognito.gateway import Gateway
from console.cognito.lists import Stretch, follow
from users.gateway import User, because

PAGE_SIZE = 60
REMEMBERED = {True: "remembered", False: "not_remembered"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A device; `remembered` is None where Cognito does not say."""

    key: str
    name: str = ""
    ip_address: str = ""
    remembered: bool | None = None
    created_at: datetime | None = None
    used_at: datetime | None = None

    @classmethod
    def from_response(cls, raw: Mapping[str, Any]) -> "Device":
        attributes = {each["Name"]: each.get("Value", "") for each in raw.get("DeviceAttributes", ())}
        status = attributes.get("dev:device_remembered_status") or attributes.get("device_remembered_status")
        return cls(
            key=raw["DeviceKey"],
            name=attributes.get("device_name", ""),
            ip_address=attributes.get("last_ip_used", ""),
            remembered=None if not status else status == REMEMBERED[True],
            created_at=moment(raw.get("DeviceCreateDate")),
            used_at=moment(raw.get("DeviceLastAuthenticatedDate")),
        )

    @property
    def label(self) -> str:
        return self.name or self.key

    @property
    def appearance(self) -> str:
        return f"{self.key} {self.remembered}"


class DeviceGateway(Gateway):
    """Reads and changes the devices of a user, who is named by username."""

    def page(self, username: str, *, token: str = "") -> Stretch[Device]:
        """AdminListDevices: up to 60. Raises TokenExpired and CognitoError."""
        pages = self._pages(
            "AdminListDevices",
            "Devices",
            Device.from_response,
            optional=True,
            UserPoolId=self.pool_id,
            Username=username,
            Limit=PAGE_SIZE,
        )
        return follow(pages, token=token)

    def find(self, username: str, key: str) -> Device | None:
        """AdminGetDevice; None when it is not there any more. Raises CognitoError."""
        try:
            answer = self._read("AdminGetDevice", UserPoolId=self.pool_id, Username=username, DeviceKey=key)
        except UserNotFound:
            raise
        except NotFound:
            return None
        return Device.from_response(answer["Device"])

    def forget(self, *, user: User, device: Device, reason: str = "") -> None:
        """AdminForgetDevice. Raises CognitoError."""
        self._act("AdminForgetDevice", "forget_device", user, device, reason)

    def set_remembered(self, *, user: User, device: Device, remembered: bool, reason: str = "") -> None:
        """AdminUpdateDeviceStatus. Raises CognitoError."""
        self._act(
            "AdminUpdateDeviceStatus",
            "set_device_status",
            user,
            device,
            reason,
            after={"after": {"remembered": remembered}},
            DeviceRememberedStatus=REMEMBERED[remembered],
        )

    def _act(
        self,
        operation: str,
        action: str,
        user: User,
        device: Device,
        reason: str,
        *,
        after: Mapping[str, Any] | None = None,
        **parameters: Any,
    ) -> None:
        self._write(
            operation,
            action=action,
            target=user.target(self.pool_id),
            details={
                "device": device.label,
                "device_key": device.key,
                "before": {"remembered": device.remembered},
                **(after or {}),
                **because(reason),
            },
            UserPoolId=self.pool_id,
            Username=user.username,
            DeviceKey=device.key,
            **parameters,
        )
