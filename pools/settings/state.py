"""The state of a pool: both of Cognito's stores as one, what of it can be written, and what it keeps together.

It is what DescribeUserPool answers, with what GetUserPoolMfaConfig answers below `MFA`; what stands in both stands in
it once.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from console.cognito import model
from console.cognito.errors import AccessDenied, CognitoError, NotOffered
from console.cognito.raw_answers import UNREADABLE
from console.cognito.side_by_side import need
from pools.saving.settings import MFA, Setting
from pools.saving.states import Comparison, State, value_at, with_changes

# What Cognito alone writes, and what was decided for ever when the pool was made.
COUNTED = frozenset(
    {
        "CreationDate",
        "EstimatedNumberOfUsers",
        "LastModifiedDate",
        "Status",
        "SmsConfigurationFailure",
        "EmailConfigurationFailure",
    }
)
ATTRIBUTES = "SchemaAttributes"
GIVEN = frozenset(
    {
        "Id",
        "Arn",
        "Domain",
        "CustomDomain",
        ATTRIBUTES,
        "AliasAttributes",
        "UsernameAttributes",
        "UsernameConfiguration",
    }
)
TAGS = "UserPoolTags"
RENAMED = {"Name": "PoolName", "Id": "UserPoolId"}
ACR = "AcrConfiguration"
# How a member that is set is taken away again: some services keep what is merely left out.
CLEARED: Mapping[str, Any] = {
    "AccountRecoverySetting": {},
    "AcrConfiguration": {},
    "AutoVerifiedAttributes": [],
    "DcrConfiguration": {"EnableStatus": "Disabled"},
    "DeletionProtection": "INACTIVE",
    "EmailConfiguration": {"EmailSendingAccount": "COGNITO_DEFAULT"},
    "IssuerConfiguration": {"Type": "ORIGINAL"},
    "KeyConfiguration": {"KeyType": "AWS_OWNED_KEY"},
    "LambdaConfig": {},
    "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": []},
    "UserPoolAddOns": {"AdvancedSecurityMode": "OFF"},
}
# What Cognito fills in where nothing is set.
FILLED_IN: Mapping[str, Any] = {
    "AdminCreateUserConfig.AllowAdminCreateUserOnly": False,
    "DcrConfiguration.OpenDcrEnabled": False,
    "DeletionProtection": "INACTIVE",
    "Policies.PasswordPolicy.RequireLowercase": False,
    "Policies.PasswordPolicy.RequireNumbers": False,
    "Policies.PasswordPolicy.RequireSymbols": False,
    "Policies.PasswordPolicy.RequireUppercase": False,
    "Policies.SignInPolicy.AllowedFirstAuthFactors": ["PASSWORD"],
    "VerificationMessageTemplate.DefaultEmailOption": "CONFIRM_WITH_CODE",
}
COMPARISON = Comparison(
    whole=frozenset({TAGS, ACR}),
    named={ATTRIBUTES: "Name"},
    empties=frozenset(
        {
            "DcrConfiguration.AuthenticatedGrantTypes",
            "DcrConfiguration.OpenDcrGrantTypes",
            f"{MFA}.EmailMfaConfiguration",
        }
    ),
    defaults={
        f"{name}.{member}": value
        for name, empty in CLEARED.items()
        if isinstance(empty, dict)
        for member, value in empty.items()
    }
    | dict(FILLED_IN),
)
MFA_MODE = f"{MFA}.MfaConfiguration"
SMS_FACTOR = "SmsMfaConfiguration"
FACTORS = ("SoftwareTokenMfaConfiguration", "EmailMfaConfiguration")
PASSKEYS = "WebAuthnConfiguration"
# What stands in the second store alone, and what in both.
SECOND_ONLY = (SMS_FACTOR, *FACTORS, PASSKEYS)
SHARED = ("SmsAuthenticationMessage", "SmsConfiguration")
# Stands in the second store for all that could not be read of it.
UNREAD = f"All members{UNREADABLE}"
LEGACY_DAYS = "AdminCreateUserConfig.UnusedAccountValidityDays"
DAYS = "Policies.PasswordPolicy.TemporaryPasswordValidityDays"
# What the levels of authentication are called in a pool that has no names of its own for them.
LEVEL_NAMES = {f"Level{number}": f"urn:cognito:loa:{number}" for number in (1, 2, 3, 4)}
# An older member, and the newer one that it follows.
IN_STEP = {
    "LambdaConfig.PreTokenGeneration": "LambdaConfig.PreTokenGenerationConfig.LambdaArn",
    "EmailVerificationMessage": "VerificationMessageTemplate.EmailMessage",
    "EmailVerificationSubject": "VerificationMessageTemplate.EmailSubject",
    "SmsVerificationMessage": "VerificationMessageTemplate.SmsMessage",
}


def state_of(pool: Mapping[str, Any], mfa: Mapping[str, Any]) -> dict[str, Any]:
    """One state out of both answers, without what changes by itself and without repetitions."""
    state: dict[str, Any] = deepcopy({name: value for name, value in pool.items() if name not in COUNTED})
    # Some services tell the second store's members along with the pool.
    strays = {name: state.pop(name) for name in SECOND_ONLY if name in state}
    second = {**strays, **deepcopy(dict(mfa))}
    if second.get("MfaConfiguration", "OFF") == state.get("MfaConfiguration", "OFF"):
        state.pop("MfaConfiguration", None)
    sms = second.pop(SMS_FACTOR, {})
    # What only the second store tells is the pool's own all the same: both writes take it.
    state |= {name: sms[name] for name in SHARED if sms.get(name) and not state.get(name)}
    if differing := {name: value for name, value in sms.items() if value != state.get(name)}:
        second[SMS_FACTOR] = differing
    second.setdefault("MfaConfiguration", "OFF")
    if value_at(state, DAYS):
        state = with_changes(state, {LEGACY_DAYS: None})
    return {**state, **_own_level_names(state), MFA: second}


def state_without_second_store(pool: Mapping[str, Any]) -> dict[str, Any]:
    """The state where the second store could not be read: of it, only what the pool itself tells is known.

    It counts as having settings that nobody knows how to write, so that no write of the second store resets them.
    """
    return state_of(pool, {"MfaConfiguration": pool.get("MfaConfiguration", "OFF"), UNREAD: 1})


def state_of_answers(pool: Mapping[str, Any], mfa: Mapping[str, Any] | CognitoError) -> dict[str, Any]:
    """One state, without the second store where the service or the role lacks it. Raises CognitoError.

    What may be read a moment later is no reason to go on without it.
    """
    if isinstance(mfa, NotOffered | AccessDenied):
        return state_without_second_store(pool)
    return state_of(pool, need(mfa))


def second_is_unread(state: State) -> bool:
    return UNREAD in state[MFA]


def _own_level_names(state: State) -> dict[str, Any]:
    """Cognito tells all four names as soon as one is the pool's own; only those are settings."""
    names = state.get(ACR, {})
    own = {level: entry for level, entry in names.items() if entry.get("AcrValue") != LEVEL_NAMES.get(level)}
    return {ACR: own} if names else {}


def written_by(path: str) -> tuple[str, str] | None:
    """The operation and input path that write a path of the state; None for what can only be read."""
    second = path.startswith(f"{MFA}.")
    operation = "SetUserPoolMfaConfig" if second else "UpdateUserPool"
    written = path.removeprefix(f"{MFA}.") if second else RENAMED.get(path, path)
    if path in {"Id", *GIVEN} or written.split(".")[0] not in model.input_shape(operation).members:
        return None
    return operation, written


def is_edited(setting: Setting) -> bool:
    """Whether there is a field for a setting."""
    return not setting.fixed and not setting.permanent and written_by(setting.path) is not None


def unknown_settings(state: State) -> list[str]:
    """Paths that the installed library does not know, or that nobody has said how to write."""
    pool = {name: value for name, value in state.items() if name != MFA}
    shape = model.output_shape("DescribeUserPool").members["UserPool"]
    writable = {*model.input_shape("UpdateUserPool").members, *GIVEN, *COUNTED, *RENAMED}
    paths = [
        *model.unknown_members(pool, shape),
        *(f"{MFA}.{path}" for path in model.unknown_members(state[MFA], model.output_shape(MFA))),
        *(name for name in pool if name in shape.members and name not in writable),
    ]
    return list(dict.fromkeys(paths))


def without_unknown(state: State) -> dict[str, Any]:
    """The same without what the installed library does not know, or nobody has said how to write."""
    shape = model.output_shape("DescribeUserPool").members["UserPool"]
    unknown = unknown_settings(state)
    pool = {name: value for name, value in state.items() if name != MFA and name not in unknown}
    second = {MFA: model.known_part(state[MFA], model.output_shape(MFA))} if MFA in state else {}
    return {**model.known_part(pool, shape), **second}


def lost_by_editing(state: State, paths: Iterable[str]) -> list[str]:
    """Unknown settings that a change of these paths would lose: those of the stores that it writes anew."""
    seconds = {path.startswith(f"{MFA}.") for path in paths if path != TAGS}
    return [path for path in unknown_settings(state) if path.startswith(f"{MFA}.") in seconds]


def in_step(now: State, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The wanted state with what Cognito keeps together kept together."""
    follow = {
        old: value_at(wanted, new)
        for old, new in IN_STEP.items()
        if value_at(now, old) is not None
        and value_at(wanted, old) == value_at(now, old)
        and value_at(wanted, new) != value_at(now, new)
    }
    state = with_changes(wanted, follow)
    if value_at(state, MFA_MODE) == "OFF":
        # No factor can be configured while the second factor is off.
        state = with_changes(state, {f"{MFA}.{factor}": None for factor in FACTORS})
    if value_at(state, DAYS):
        state = with_changes(state, {LEGACY_DAYS: None})
    if _device_is_forgotten(now, state):
        state.pop("DeviceConfiguration", None)
    return state


def _device_is_forgotten(now: State, wanted: State) -> bool:
    """Any member, even a false one, turns remembering on: without the first the whole block goes."""
    remembered = "DeviceConfiguration.DeviceOnlyRememberedOnUserPrompt"
    return value_at(now, remembered) is not None and value_at(wanted, remembered) is None
