"""The calls that make a pool as it is wanted.

UpdateUserPool and SetUserPoolMfaConfig reset what they leave out, so each is sent whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from console.cognito import model
from pools.saving.calls import Step
from pools.saving.settings import MFA
from pools.saving.states import State, of_aws, value_at
from pools.settings.state import CLEARED, COMPARISON, FACTORS, MFA_MODE, PASSKEYS, SHARED, SMS_FACTOR, TAGS

# Members that Cognito takes only with something in them.
NEVER_EMPTY = ("DeviceConfiguration", "EmailConfiguration", "SmsConfiguration", "UserPoolAddOns", "Policies")
# What asks for less comes first.
MODES = ("OFF", "OPTIONAL", "ON")


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
        settings[TAGS] = {key: value for key, value in tags.items() if not of_aws(key)}
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
    parameters = update_parameters(wanted, tags=now.get(TAGS), mode=value_at(mfa, MFA_MODE), was=now)
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
    turned_off = value_at(wanted, MFA_MODE) == "OFF" and value_at(now, MFA_MODE) != "OFF"
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
    gives_up = any(value_at(now, path) is not None and value_at(wanted, path) is None for path in members)
    return gives_up or _demand(wanted) < _demand(now)


def _demand(state: State) -> int:
    """How much is asked of people; a mode that is newer than this console counts as the most."""
    mode = value_at(state, MFA_MODE)
    return MODES.index(mode) if mode in MODES else len(MODES)
