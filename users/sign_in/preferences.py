"""Which second factors of one user can be switched: what the pool offers, and what the user has."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from console.access.reach import PoolAccess
from console.cognito.side_by_side import need, side_by_side
from pools.gateway import Pool, PoolGateway
from users.gateway import User, UserGateway
from users.sign_in.factors import AUTHENTICATOR, FACTORS, AuthFactors, Factor, FactorGateway
from users.sign_in.page import MFA_WORDS

# Where GetUserPoolMfaConfig tells that a pool offers a factor.
OFFERED_BY = {
    AUTHENTICATOR: "SoftwareTokenMfaConfiguration",
    "SMS_MFA": "SmsMfaConfiguration",
    "EMAIL_OTP": "EmailMfaConfiguration",
}
MISSING = {
    AUTHENTICATOR: "They have no authenticator app. Only they can register one, in an app of yours.",
    "SMS_MFA": "They have no phone number.",
    "EMAIL_OTP": "They have no e-mail address.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferencesPage:
    """A user's factors beside the pool's."""

    user: User
    pool_name: str
    factors: AuthFactors
    offered: Mapping[str, Any]

    @property
    def mandatory(self) -> bool:
        """Whether everybody in the pool needs a second factor."""
        return self.offered.get("MfaConfiguration") == "ON"

    @property
    def mode(self) -> str:
        return str(self.offered.get("MfaConfiguration", "OFF"))

    @property
    def mode_words(self) -> str:
        return MFA_WORDS.get(self.mode, self.mode).lower()

    @property
    def available(self) -> list[Factor]:
        """What can be switched; a factor that is on can always be switched off."""
        return [factor for factor in FACTORS if not self._obstacle(factor)]

    @property
    def unavailable(self) -> list[tuple[str, str]]:
        """The other factors, each with the reason."""
        return [(factor.label, obstacle) for factor in FACTORS if (obstacle := self._obstacle(factor))]

    def _obstacle(self, factor: Factor) -> str:
        if factor.name in self.factors.enabled:
            return ""
        if not self._is_offered(factor):
            return "The pool does not offer it."
        has = (
            self.user.attributes.get(factor.attribute) if factor.attribute else self.factors.has_authenticator
        )
        return "" if has else MISSING[factor.name]

    def _is_offered(self, factor: Factor) -> bool:
        setting = self.offered.get(OFFERED_BY[factor.name])
        return (
            bool(setting.get("Enabled")) if factor.name == AUTHENTICATOR and setting else setting is not None
        )


def read_preferences(access: PoolAccess, sub: str) -> PreferencesPage:
    """ListUsers beside the pool's two stores (unless read lately), then AdminGetUserAuthFactors.

    Raises CognitoError when any of them but DescribeUserPool fails: without them nothing sound can be offered.
    """
    pools = access.gateway(PoolGateway)
    found, pool, offered = side_by_side(
        partial(access.gateway(UserGateway).find, sub), pools.describe, pools.mfa_configuration
    )
    user = need(found)
    factors = access.gateway(FactorGateway).of_user(user.username)
    name = pool.name if isinstance(pool, Pool) else ""
    return PreferencesPage(user=user, pool_name=name, factors=factors, offered=need(offered))
