"""From a pool as it is to the calls that make it as it is wanted.

A pool's state is what DescribeUserPool answers, with what GetUserPoolMfaConfig answers below `MFA`; what stands in
both stands in it once. UpdateUserPool and SetUserPoolMfaConfig reset what they leave out, so each is sent whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from console.cognito import model
from console.cognito.errors import AccessDenied, CognitoError, NotOffered
from console.cognito.raw_answers import UNREADABLE
from console.cognito.side_by_side import need
from pools.saving.calls import Step
from pools.saving.settings import MFA, Setting
from pools.saving.states import Comparison, State, changed, found

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
# Members that Cognito takes only with something in them.
NEVER_EMPTY = ("DeviceConfiguration", "EmailConfiguration", "SmsConfiguration", "UserPoolAddOns", "Policies")
MFA_MODE = f"{MFA}.MfaConfiguration"
SMS_FACTOR = "SmsMfaConfiguration"
FACTORS = ("SoftwareTokenMfaConfiguration", "EmailMfaConfiguration")
PASSKEYS = "WebAuthnConfiguration"
# What stands in the second store alone, and what in both.
SECOND_ONLY = (SMS_FACTOR, *FACTORS, PASSKEYS)
SHARED = ("SmsAuthenticationMessage", "SmsConfiguration")
# Stands in the second store for all that could not be read of it.
UNREAD = f"All members{UNREADABLE}"
# What asks for less comes first.
MODES = ("OFF", "OPTIONAL", "ON")
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
    if found(state, DAYS):
        state = changed(state, {LEGACY_DAYS: None})
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
        old: found(wanted, new)
        for old, new in IN_STEP.items()
        if found(now, old) is not None
        and found(wanted, old) == found(now, old)
        and found(wanted, new) != found(now, new)
    }
    state = changed(wanted, follow)
    if found(state, MFA_MODE) == "OFF":
        # No factor can be configured while the second factor is off.
        state = changed(state, {f"{MFA}.{factor}": None for factor in FACTORS})
    if found(state, DAYS):
        state = changed(state, {LEGACY_DAYS: None})
    if _device_is_forgotten(now, state):
        state.pop("DeviceConfiguration", None)
    return state


def steps(now: State, wanted: State) -> list[Step]:
    """The writes, in their order: what is needed is turned on before what needs it, and off after it."""
    paths = [each.path for each in COMPARISON.differences(now, wanted)]
    second = [path for path in paths if path.startswith(f"{MFA}.")]
    through_first = _turned_off_by_update(now, wanted)
    first = [path for path in paths if path not in second and path != TAGS]
    calls: list[Step] = []
    if second and _before_the_rest(now, wanted):
        calls = [_set_mfa(wanted, now), *([_update(wanted, now, wanted)] if first else [])]
    else:
        if first or through_first:
            calls.append(_update(wanted, now, wanted if through_first else now))
        if [path for path in second if not (through_first and _off_by_itself(path))]:
            calls.append(_set_mfa(wanted, wanted))
    return [*calls, *(_tag_steps(now, wanted) if TAGS in paths else [])]


def update_parameters(state: State, *, tags: Any, mode: str, was: State | None = None) -> dict[str, Any]:
    """A whole UpdateUserPool; what was set and is no more is cleared in so many words."""
    allowed = model.input_shape("UpdateUserPool").members
    own = {name: deepcopy(value) for name, value in state.items() if name in allowed and name != TAGS}
    cleared = {
        name: deepcopy(empty) for name, empty in CLEARED.items() if name not in own and name in (was or {})
    }
    settings = {**own, **cleared, "MfaConfiguration": mode}
    if tags:
        settings[TAGS] = {key: value for key, value in tags.items() if not key.startswith("aws:")}
    for name in NEVER_EMPTY:
        if not settings.get(name, True):
            del settings[name]
    if registration := settings.get("DcrConfiguration"):
        # Left out, it would be turned on.
        registration.setdefault("EnableStatus", "Disabled")
    return {"UserPoolId": state["Id"], "PoolName": state["Name"], **settings}


def mfa_parameters(state: State, *, sms: State) -> dict[str, Any]:
    """A whole SetUserPoolMfaConfig; `sms` is the state whose SMS settings hold at that moment."""
    second = state[MFA]
    mode = second["MfaConfiguration"]
    names: Iterable[str] = (PASSKEYS,) if mode == "OFF" else (*FACTORS, PASSKEYS)
    parameters = {"UserPoolId": state["Id"], "MfaConfiguration": mode}
    parameters |= {name: deepcopy(second[name]) for name in names if name in second}
    if mode != "OFF" and sms.get("SmsConfiguration"):
        parameters[SMS_FACTOR] = {name: deepcopy(sms[name]) for name in SHARED if sms.get(name)}
    return parameters


def _update(wanted: State, now: State, mfa: State) -> Step:
    parameters = update_parameters(wanted, tags=now.get(TAGS), mode=found(mfa, MFA_MODE), was=now)
    members = [*model.input_shape("UpdateUserPool").members, "Name"]
    off = [MFA_MODE, *(f"{MFA}.{factor}" for factor in FACTORS)] if mfa is wanted else []
    return Step(
        operation="UpdateUserPool",
        parameters=parameters,
        store="the pool’s settings",
        brings=(*(name for name in members if name != TAGS), *off),
    )


def _set_mfa(wanted: State, sms: State) -> Step:
    return Step(
        operation="SetUserPoolMfaConfig",
        parameters=mfa_parameters(wanted, sms=sms),
        store="the second factors and passkeys",
        brings=(MFA,),
        resets=MFA,
    )


def _tag_steps(now: State, wanted: State) -> Iterator[Step]:
    before, after = now.get(TAGS) or {}, wanted.get(TAGS) or {}
    added = {key: value for key, value in after.items() if before.get(key) != value}
    removed = [key for key in before if key not in after]
    if added:
        parameters: dict[str, Any] = {"ResourceArn": wanted["Arn"], "Tags": added}
        yield _tag_step("TagResource", parameters)
    if removed:
        parameters = {"ResourceArn": wanted["Arn"], "TagKeys": removed}
        yield _tag_step("UntagResource", parameters)


def _tag_step(operation: str, parameters: Mapping[str, Any]) -> Step:
    return Step(operation=operation, parameters=parameters, store="the tags", brings=(TAGS,), resets=None)


def _turned_off_by_update(now: State, wanted: State) -> bool:
    """With SMS settings only UpdateUserPool can turn the second factor off."""
    turned_off = found(wanted, MFA_MODE) == "OFF" and found(now, MFA_MODE) != "OFF"
    return turned_off and bool(wanted.get("SmsConfiguration"))


def _off_by_itself(path: str) -> bool:
    return path == MFA_MODE or path.startswith(tuple(f"{MFA}.{factor}" for factor in FACTORS))


def _before_the_rest(now: State, wanted: State) -> bool:
    """Whether the second store goes first: what it gives up may be what the rest would be refused for."""
    if _turned_off_by_update(now, wanted):
        return False
    members = [
        *(f"{MFA}.{factor}" for factor in (*FACTORS, PASSKEYS)),
        f"{MFA}.{PASSKEYS}.FactorConfiguration",
    ]
    gives_up = any(found(now, path) is not None and found(wanted, path) is None for path in members)
    return gives_up or _demand(wanted) < _demand(now)


def _demand(state: State) -> int:
    """How much is asked of people; a mode that is newer than this console counts as the most."""
    mode = found(state, MFA_MODE)
    return MODES.index(mode) if mode in MODES else len(MODES)


def _device_is_forgotten(now: State, wanted: State) -> bool:
    """Any member, even a false one, turns remembering on: without the first the whole block goes."""
    remembered = "DeviceConfiguration.DeviceOnlyRememberedOnUserPrompt"
    return found(now, remembered) is not None and found(wanted, remembered) is None
