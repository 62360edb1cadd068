"""From a wanted state to the calls that make a pool like it.

CreateUserPool takes nearly everything. The second factors come after it, since Cognito insists on SMS where they are
asked for at once; so do groups, and custom attributes that one call has no room for.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from django.core import signing

from console.cognito import model
from pools.gateway import SchemaAttribute
from pools.saving.calls import Step
from pools.saving.proposals import Untrusted
from pools.saving.settings import MFA
from pools.saving.states import NOTHING, Difference, State, of_aws, value_at, with_changes
from pools.schema import standard
from pools.schema.gateway import parameters_of
from pools.settings.calls import mfa_parameters
from pools.settings.state import COMPARISON, COUNTED, DAYS, LEGACY_DAYS, MFA_MODE, PASSKEYS, TAGS

# Stands for the id of a pool that is not there yet: only the answer to CreateUserPool tells it.
NEW_POOL = "NEW_POOL_ID"
# What belongs to one pool alone.
ITS_OWN = frozenset({"Id", "Arn", "Domain", "CustomDomain", "MfaConfiguration", *COUNTED})
POLICY = "Policies.PasswordPolicy"
REQUIREMENTS = ("RequireUppercase", "RequireLowercase", "RequireNumbers", "RequireSymbols")
FULL_POLICY: Mapping[str, Any] = {"MinimumLength": 8, **dict.fromkeys(REQUIREMENTS, True)}
DEFAULT_DAYS = 7
# As many as CreateUserPool and AddCustomAttributes take at once.
MOST_AT_CREATION = 50
MOST_ADDED = 25
GROUP_MEMBERS = ("GroupName", "Description", "Precedence", "RoleArn")


def as_new(state: State) -> dict[str, Any]:
    """The state as a pool yet to be made: without what was another pool's own, with each choice spelled out.

    Cognito takes requirements on passwords that are left out for false, and cares about capitals unless told.
    """
    kept = {name: deepcopy(value) for name, value in state.items() if name not in ITS_OWN}
    kept[TAGS] = {key: value for key, value in (state.get(TAGS) or {}).items() if not of_aws(key)}
    case = value_at(state, "UsernameConfiguration.CaseSensitive")
    kept["UsernameConfiguration"] = {"CaseSensitive": case is not False}
    kept = with_changes(kept, {POLICY: _whole_policy(state)})
    if value_at(kept, DAYS):
        kept = with_changes(kept, {LEGACY_DAYS: None})
    return {**kept, MFA: {"MfaConfiguration": "OFF", **deepcopy(state.get(MFA) or {})}}


def create_parameters(state: State) -> dict[str, Any]:
    """A whole CreateUserPool, with the second factor off: it is set up last."""
    new = as_new(state)
    schema = schema_parameters(new.get("SchemaAttributes") or ())
    parameters: dict[str, Any] = {
        **new,
        "PoolName": new["Name"],
        "MfaConfiguration": "OFF",
        "Schema": schema[:MOST_AT_CREATION],
        "EmailConfiguration": _without_blanks(new.get("EmailConfiguration") or {}),
        "UserAttributeUpdateSettings": _without_blanks(new.get("UserAttributeUpdateSettings") or {}),
    }
    if registration := new.get("DcrConfiguration"):
        # Left out, it would be turned on.
        parameters["DcrConfiguration"] = {"EnableStatus": "Disabled", **registration}
    members = {name: parameters.get(name) for name in model.input_shape("CreateUserPool").members}
    # Nothing is what older pools have: Cognito tries the phone number first. Left out, it would be the default.
    recovery = {"AccountRecoverySetting": new.get("AccountRecoverySetting") or {}}
    return {name: value for name, value in members.items() if value not in NOTHING} | recovery


def schema_parameters(attributes: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """`Schema` as CreateUserPool takes it: standard attributes where they differ, custom ones without prefix."""
    listed = list(attributes)
    own = [_standard(each) for each in listed if each["Name"] in standard.DEFAULTS and _differs(each)]
    custom = [
        parameters_of(SchemaAttribute.from_response(each))
        for each in listed
        if not standard.is_standard(each["Name"])
    ]
    return [*own, *custom]


def creation_steps(
    state: State, groups: Iterable[Mapping[str, Any]] = (), *, pool_id: str = NEW_POOL
) -> list[Step]:
    """The calls that make such a pool with such groups (members as ListGroups tells them), in their order."""
    create = Step(
        operation="CreateUserPool",
        parameters=create_parameters(state),
        store="the pool",
        brings=tuple(name for name in as_new(state) if name != MFA),
    )
    return [create, *later_steps(state, groups, pool_id=pool_id)]


def later_steps(state: State, groups: Iterable[Mapping[str, Any]], *, pool_id: str) -> Iterator[Step]:
    """What follows once there is a pool."""
    new = {**as_new(state), "Id": pool_id}
    rest = schema_parameters(new.get("SchemaAttributes") or ())[MOST_AT_CREATION:]
    for start in range(0, len(rest), MOST_ADDED):
        some = rest[start : start + MOST_ADDED]
        yield Step(
            operation="AddCustomAttributes",
            parameters={"UserPoolId": pool_id, "CustomAttributes": some},
            store="the custom attributes that the first call had no room for",
            brings=("SchemaAttributes",),
        )
    if value_at(new, MFA_MODE) != "OFF" or value_at(new, f"{MFA}.{PASSKEYS}"):
        yield Step(
            operation="SetUserPoolMfaConfig",
            parameters=mfa_parameters(new, sms=new),
            store="the second factors and passkeys",
            brings=(MFA,),
        )
    for group in groups:
        yield Step(
            operation="CreateGroup",
            parameters={"UserPoolId": pool_id, **group_parameters(group)},
            store=f"the group {group['GroupName']}",
            brings=(),
        )


def group_parameters(group: Mapping[str, Any]) -> dict[str, Any]:
    """What CreateGroup takes of a group."""
    return {name: group[name] for name in GROUP_MEMBERS if group.get(name) not in NOTHING}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """How a new pool reads back: what differs from what was sent, and what Cognito filled in by itself."""

    differing: Sequence[Difference]
    filled: Sequence[Difference]


def read_back(wanted: State, after: State) -> ReadBack:
    """Compare leaf by leaf; schemas by what sets them apart from Cognito's own."""
    differences = COMPARISON.differences(_comparable(wanted), _comparable(after))
    return ReadBack(
        differing=[each for each in differences if each.before not in NOTHING],
        filled=[each for each in differences if each.before in NOTHING],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolDraft:
    """A pool that is being thought out: carried from page to page as signed text.

    `state` is as a pool's state is, `groups` have ListGroups' members, `connection` is the slug of where it is to
    be. `origin` says in words what it began as, `left_out` what could not be taken over and why. `nonce` makes
    sure that it becomes a pool once.
    """

    state: State
    connection: str
    groups: Sequence[Mapping[str, Any]] = field(default_factory=list)
    origin: str = ""
    left_out: Sequence[str] = field(default_factory=list)
    nonce: str = field(default_factory=lambda: uuid.uuid4().hex)

    @property
    def name(self) -> str:
        return str(self.state["Name"])

    @property
    def steps(self) -> list[Step]:
        """The calls that make it."""
        return creation_steps(self.state, self.groups)

    def with_state(self, state: State) -> "PoolDraft":
        """The same after something was decided."""
        return replace(self, state=state)

    def again(self) -> "PoolDraft":
        """The same, to be made once more."""
        return replace(self, nonce=uuid.uuid4().hex)

    def token(self, about: str) -> str:
        """Signed text that brings it through a form. `about` names the operator it is for."""
        content = {name: getattr(self, name) for name in self.__slots__}
        return signing.dumps(content, salt=f"draft:{about}", compress=True)

    @classmethod
    def from_token(cls, token: str, about: str) -> "PoolDraft":
        """Raises Untrusted."""
        try:
            return cls(**signing.loads(token, salt=f"draft:{about}"))
        except (signing.BadSignature, TypeError) as error:
            raise Untrusted(about) from error


def _whole_policy(state: State) -> dict[str, Any]:
    """Every requirement is sent; a pool that tells of none at all gets those of a new one."""
    policy = value_at(state, POLICY)
    if not policy:
        return {**FULL_POLICY, "TemporaryPasswordValidityDays": DEFAULT_DAYS}
    whole = {"MinimumLength": 8, **dict.fromkeys(REQUIREMENTS, False), **policy}
    if not whole.get("TemporaryPasswordValidityDays") and not value_at(state, LEGACY_DAYS):
        whole["TemporaryPasswordValidityDays"] = DEFAULT_DAYS
    return whole


def _without_blanks(members: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value not in NOTHING}


def _differs(attribute: Mapping[str, Any]) -> bool:
    default = standard.DEFAULTS[attribute["Name"]]
    return any(
        attribute.get(name, value) != value for name, value in default.items() if attribute.get(name) != {}
    )


def _standard(attribute: Mapping[str, Any]) -> dict[str, Any]:
    default = standard.DEFAULTS[attribute["Name"]]
    whole = {name: attribute.get(name) or value for name, value in default.items()}
    decided = {name: bool(attribute.get(name, default[name])) for name in ("Mutable", "Required")}
    limits = {
        name: dict(sorted(value.items()))
        for name, value in whole.items()
        if name.endswith("Constraints") and value != default[name]
    }
    return {"Name": attribute["Name"], "AttributeDataType": default["AttributeDataType"], **decided, **limits}


def _comparable(state: State) -> dict[str, Any]:
    new = as_new(state)
    return {**new, "SchemaAttributes": schema_parameters(new.get("SchemaAttributes") or ())}
