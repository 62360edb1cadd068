"""The settings of a pool: their defaults, what can never change, and what an update makes of them."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from console.emulator.behaviour import behaviour
from console.emulator.overlay.core.errors import ServiceError, invalid_parameter

# Set by AWS itself, CloudFormation for one.
SYSTEM_TAG = "aws:"
# Set at creation, for ever.
IMMUTABLE = ("AliasAttributes", "UsernameAttributes", "UsernameConfiguration")

INVITATION = "Your username is {username} and temporary password is {####}. "
CODE = "Your verification code is {####}. "
PASSWORD_POLICY = {
    "MinimumLength": 8,
    "RequireUppercase": True,
    "RequireLowercase": True,
    "RequireNumbers": True,
    "RequireSymbols": True,
    "TemporaryPasswordValidityDays": 7,
}
DEFAULTS: Mapping[str, Any] = {
    "Policies": {
        "PasswordPolicy": PASSWORD_POLICY,
        "SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD"]},
    },
    "DeletionProtection": "INACTIVE",
    "LambdaConfig": {},
    "VerificationMessageTemplate": {"DefaultEmailOption": "CONFIRM_WITH_CODE"},
    "EmailConfiguration": {"EmailSendingAccount": "COGNITO_DEFAULT"},
    "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": False, "UnusedAccountValidityDays": 7},
    "UserPoolTags": {},
    "AccountRecoverySetting": {
        "RecoveryMechanisms": [
            {"Priority": 1, "Name": "verified_email"},
            {"Priority": 2, "Name": "verified_phone_number"},
        ]
    },
    "UserPoolTier": "ESSENTIALS",
    "KeyConfiguration": {"KeyType": "AWS_OWNED_KEY"},
    "IssuerConfiguration": {"Type": "ORIGINAL"},
}
# Names of the four levels of assurance, unless the pool has its own.
ACR_NAMES = {f"Level{level}": f"urn:cognito:loa:{level}" for level in (1, 2, 3, 4)}
DYNAMIC_REGISTRATION = {"EnableStatus": "Enabled", "OpenDcrEnabled": False}

Settings = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A pool as it would be after the call: what the rules look at before anything is kept."""

    region: str
    settings: Settings
    mode: str
    email_mfa: Mapping[str, Any] | None = None
    web_authn: Mapping[str, Any] | None = None

    def get(self, path: str, default: Any = None) -> Any:
        """A setting by its path, such as "Policies.PasswordPolicy"; `default` where nothing is set."""
        value: Any = self.settings
        for name in path.split("."):
            value = value.get(name) if isinstance(value, Mapping) else None
        return default if value is None else value

    @property
    def tier(self) -> str:
        """The feature plan. A pool from before the plans has none, and is treated as LITE."""
        return str(self.get("UserPoolTier", "LITE"))

    @property
    def first_factors(self) -> tuple[str, ...]:
        """What people may sign in with first."""
        return tuple(self.get("Policies.SignInPolicy.AllowedFirstAuthFactors", ("PASSWORD",)))

    @property
    def is_sent_by_cognito(self) -> bool:
        """Whether Cognito itself sends the e-mail, not an SES identity of the account."""
        return bool(
            self.get("EmailConfiguration.EmailSendingAccount", "COGNITO_DEFAULT") == "COGNITO_DEFAULT"
        )

    @property
    def has_sms_mfa(self) -> bool:
        return self.mode != "OFF" and bool(self.get("SmsConfiguration"))


def complete(sent: Settings) -> dict[str, Any]:
    """What was given, with the documented default wherever nothing was.

    A partial password policy does not keep the defaults: requirements that are left out become false. An empty
    `AccountRecoverySetting` is none at all, which is the behaviour of old pools.
    """
    settings = {**deepcopy(dict(DEFAULTS)), **deepcopy(dict(sent))}
    policies = {**deepcopy(DEFAULTS["Policies"]), **settings["Policies"]}
    policy = _complete_policy(sent.get("Policies", {}).get("PasswordPolicy"))
    config = {"AllowAdminCreateUserOnly": False, **settings["AdminCreateUserConfig"]}
    if "UnusedAccountValidityDays" in sent.get("AdminCreateUserConfig", {}):
        # The legacy limit of an old pool: there is no other beside it.
        policy.pop("TemporaryPasswordValidityDays", None)
    else:
        # Nought means the default.
        policy["TemporaryPasswordValidityDays"] = policy.get("TemporaryPasswordValidityDays") or 7
        config["UnusedAccountValidityDays"] = policy["TemporaryPasswordValidityDays"]
    settings["Policies"] = {**policies, "PasswordPolicy": policy}
    settings["AdminCreateUserConfig"] = config
    if not settings["AccountRecoverySetting"].get("RecoveryMechanisms"):
        del settings["AccountRecoverySetting"]
    if "DcrConfiguration" in sent:
        settings["DcrConfiguration"] = {**DYNAMIC_REGISTRATION, **sent["DcrConfiguration"]}
    if "AcrConfiguration" in sent:
        settings["AcrConfiguration"] = _own_names(sent["AcrConfiguration"])
    return settings


def updated(stored: Settings, sent: Settings) -> dict[str, Any]:
    """What UpdateUserPool makes of the stored settings.

    What can never change stays, so do the tags of AWS itself, and `DcrConfiguration` when it is omitted;
    everything else that is omitted gets its default, or stays too where `behaviour.keep_omitted` says so.
    """
    settings = complete(sent)
    if behaviour.keep_omitted:
        changed = {name: settings[name] for name in sent if name in settings}
        settings = {**{name: value for name, value in stored.items() if name not in sent}, **changed}
    elif "AcrConfiguration" in stored:
        # Once a pool has had names of its own, it goes on showing all four.
        settings.setdefault("AcrConfiguration", {})
    kept = ("DcrConfiguration",) if "DcrConfiguration" not in sent else ()
    settings["UserPoolTags"] = {**_system_tags(stored), **settings["UserPoolTags"]}
    return {**settings, **{name: stored[name] for name in (*IMMUTABLE, *kept) if name in stored}}


def check_tags(sent: Settings) -> None:
    """Raises UserPoolTaggingException for tags that only AWS itself may set."""
    if _system_tags(sent):
        raise ServiceError(
            "UserPoolTaggingException",
            f"{SYSTEM_TAG} prefixed tag key names are not allowed for external use.",
        )


def check_legacy_limit(sent: Settings, stored: Settings) -> None:
    """Raises InvalidParameterException for the legacy limit of temporary passwords beside, or after, the newer."""
    legacy = sent.get("AdminCreateUserConfig", {}).get("UnusedAccountValidityDays")
    newer = [
        settings.get("Policies", {}).get("PasswordPolicy", {}).get("TemporaryPasswordValidityDays")
        for settings in (sent, stored)
    ]
    if legacy is not None and any(days is not None for days in newer):
        raise invalid_parameter(
            "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays"
        )


def describe(settings: Settings) -> dict[str, Any]:
    """The settings as DescribeUserPool shows them: names of levels complete, and absent under LITE."""
    shown = dict(settings)
    own = shown.pop("AcrConfiguration", None)
    if own is not None and settings.get("UserPoolTier") != "LITE":
        default = {level: {"AcrValue": name} for level, name in ACR_NAMES.items()}
        shown["AcrConfiguration"] = {**default, **own}
    return shown


def _system_tags(settings: Settings) -> dict[str, str]:
    tags = settings.get("UserPoolTags", {})
    return {name: value for name, value in tags.items() if name.startswith(SYSTEM_TAG)}


def _complete_policy(sent: Mapping[str, Any] | None) -> dict[str, Any]:
    if sent is None:
        return dict(PASSWORD_POLICY)
    requirements = {name: False for name in PASSWORD_POLICY if name.startswith("Require")}
    return {"MinimumLength": 8, **requirements, **sent}


def _own_names(levels: Mapping[str, Any]) -> dict[str, Any]:
    return {level: entry for level, entry in levels.items() if entry["AcrValue"] != ACR_NAMES[level]}
