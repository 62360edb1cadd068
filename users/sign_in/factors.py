"""What a user signs in with: second factors, first factors, an authenticator app that was lost."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from console.cognito.gateway import Gateway
from users.gateway import User, because

AUTHENTICATOR = "SOFTWARE_TOKEN_MFA"


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """A second factor: Cognito's name for it, ours, the member that sets it, the attribute it is sent to."""

    name: str
    label: str
    member: str
    attribute: str = ""


FACTORS = (
    Factor(name=AUTHENTICATOR, label="Authenticator app", member="SoftwareTokenMfaSettings"),
    Factor(name="SMS_MFA", label="Text message", member="SMSMfaSettings", attribute="phone_number"),
    Factor(name="EMAIL_OTP", label="E-mail message", member="EmailMfaSettings", attribute="email"),
)
LABELS = {factor.name: factor.label for factor in FACTORS}
FIRST_LABELS = {
    "PASSWORD": "Password",
    "EMAIL_OTP": "Code by e-mail",
    "SMS_OTP": "Code by text message",
    "WEB_AUTHN": "Passkey",
    "SOFTWARE_TOKEN": "Authenticator app",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthFactors:
    """`enabled` and `preferred` second factors, and all that is `configured`, as Cognito names them."""

    enabled: tuple[str, ...] = ()
    preferred: str = ""
    configured: tuple[str, ...] = ()

    @classmethod
    def from_response(cls, raw: Mapping[str, Any]) -> "AuthFactors":
        return cls(
            enabled=tuple(raw.get("UserMFASettingList", ())),
            preferred=raw.get("PreferredMfaSetting") or "",
            configured=tuple(raw.get("ConfiguredUserAuthFactors", ())),
        )

    @property
    def has_authenticator(self) -> bool:
        return AUTHENTICATOR in self.enabled or "SOFTWARE_TOKEN" in self.configured

    @property
    def has_passkey(self) -> bool:
        return "WEB_AUTHN" in self.configured

    @property
    def enabled_labels(self) -> list[str]:
        return [LABELS.get(name, name) for name in self.enabled]

    @property
    def preferred_label(self) -> str:
        return LABELS.get(self.preferred, self.preferred)

    @property
    def configured_labels(self) -> list[str]:
        return [FIRST_LABELS.get(name, name) for name in self.configured]

    @property
    def label(self) -> str:
        return "authenticator app"

    @property
    def appearance(self) -> str:
        """What tells one state from another: for a question that was asked before something changed."""
        return f"{sorted(self.enabled)} {self.preferred} {self.has_authenticator}"

    def settings_for(self, wanted: Collection[str], preferred: str) -> dict[str, dict[str, bool]]:
        """The members of AdminSetUserMFAPreference that lead from here to there; what stays is not sent."""
        return {
            factor.member: {
                "Enabled": factor.name in wanted,
                "PreferredMfa": factor.name == preferred,
            }
            for factor in FACTORS
            if (factor.name in wanted, factor.name == preferred)
            != (factor.name in self.enabled, factor.name == self.preferred)
        }


class FactorGateway(Gateway):
    """Reads a user's factors without billing anybody, and sets them. Users are named by username."""

    def of_user(self, username: str) -> AuthFactors:
        """AdminGetUserAuthFactors, which is not billed, unlike AdminGetUser. Raises CognitoError."""
        answer = self._read("AdminGetUserAuthFactors", UserPoolId=self.pool_id, Username=username)
        return AuthFactors.from_response(answer)

    def set_preference(
        self,
        *,
        user: User,
        before: AuthFactors,
        wanted: Collection[str],
        preferred: str = "",
        reason: str = "",
    ) -> None:
        """AdminSetUserMFAPreference: switch factors, from the next sign-in on. Raises CognitoError."""
        after = [factor.name for factor in FACTORS if factor.name in wanted]
        settings: dict[str, Any] = {**before.settings_for(wanted, preferred)}
        self._write(
            "AdminSetUserMFAPreference",
            action="set_mfa",
            target=user.target(self.pool_id),
            details={
                "before": {"factors": list(before.enabled), "preferred": before.preferred},
                "after": {"factors": after, "preferred": preferred},
                **because(reason),
            },
            UserPoolId=self.pool_id,
            Username=user.username,
            **settings,
        )

    def clear_authenticator(self, *, user: User, before: AuthFactors, reason: str = "") -> None:
        """AdminDeleteSoftwareToken: the app that was registered makes no valid codes any more. Raises CognitoError."""
        self._write(
            "AdminDeleteSoftwareToken",
            action="clear_authenticator",
            target=user.target(self.pool_id),
            details={
                "before": {"factors": list(before.enabled), "preferred": before.preferred},
                **because(reason),
            },
            UserPoolId=self.pool_id,
            Username=user.username,
        )
