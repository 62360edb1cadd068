"""Which settings of an app client do not go together."""

from pools.app_clients.sections import (
    CALLBACKS,
    DEFAULT_CALLBACK,
    FLOWS,
    GRACE,
    GRANTS,
    OAUTH,
    PROJECT,
    PROPAGATION,
    ROTATION,
    SCOPES,
    VALIDITIES,
)
from pools.saving.rules import Rule
from pools.saving.states import State, value_at

SECONDS = {"seconds": 1, "minutes": 60, "hours": 3_600, "days": 86_400}
ACCESS, ID, REFRESH = "AccessTokenValidity", "IdTokenValidity", "RefreshTokenValidity"
REFRESH_FLOW = "ALLOW_REFRESH_TOKEN_AUTH"
MACHINE = "client_credentials"
PINPOINT = tuple(f"{PROJECT}.{name}" for name in ("ApplicationId", "RoleArn", "ExternalId"))
PINPOINT_ARN = f"{PROJECT}.ApplicationArn"


def validity(state: State, path: str) -> tuple[int, str]:
    """How long a kind of token lasts: a number and its unit, Cognito's own where none is set."""
    unit_path, number, unit = VALIDITIES[path]
    present = value_at(state, path)
    if not present:
        # Cognito takes nought for its own number, which has its own unit.
        return number, (value_at(state, unit_path) if present is None else None) or unit
    return present, value_at(state, unit_path) or unit


def seconds(state: State, path: str) -> int:
    number, unit = validity(state, path)
    return number * SECONDS[unit]


def _lasts_too_long_or_short(path: str, least: int, most: int) -> Rule:
    words = "60 minutes and 10 years" if path == REFRESH else "5 minutes and 24 hours"
    return Rule(
        paths=(path,),
        broken=lambda state: not least <= seconds(state, path) <= most,
        message=f"It has to last between {words}.",
    )


def _mixes_names(state: State) -> bool:
    return len({flow.startswith("ALLOW_") for flow in state.get(FLOWS) or ()}) > 1


def _uses_oauth(state: State) -> bool:
    return bool(state.get(OAUTH))


def _has_half_a_project(state: State) -> bool:
    named = [path for path in PINPOINT if value_at(state, path)]
    return bool(state.get(PROJECT)) and (
        bool(value_at(state, PINPOINT_ARN)) == bool(named) or 0 < len(named) < len(PINPOINT)
    )


def _redirects_people(state: State) -> bool:
    return _uses_oauth(state) and bool({"code", "implicit"} & set(state.get(GRANTS) or ()))


RULES: tuple[Rule, ...] = (
    Rule(
        paths=(FLOWS,),
        broken=_mixes_names,
        message="Old names and names that begin with ALLOW_ cannot be mixed.",
    ),
    Rule(
        paths=(ROTATION, FLOWS),
        broken=lambda state: (
            value_at(state, ROTATION) == "ENABLED" and REFRESH_FLOW in (state.get(FLOWS) or ())
        ),
        message="Refresh tokens that work once do not go with “Refresh tokens” among the ways to sign in.",
    ),
    Rule(
        paths=(GRACE, ROTATION),
        broken=lambda state: bool(value_at(state, GRACE)) and value_at(state, ROTATION) != "ENABLED",
        message="A used refresh token can only go on working where each works once.",
    ),
    _lasts_too_long_or_short(REFRESH, 3_600, 3_650 * 86_400),
    _lasts_too_long_or_short(ACCESS, 300, 86_400),
    _lasts_too_long_or_short(ID, 300, 86_400),
    *(
        Rule(
            paths=(path, REFRESH),
            broken=lambda state, path=path: seconds(state, path) > seconds(state, REFRESH),  # type: ignore[misc]
            message="It cannot last longer than the refresh token.",
        )
        for path in (ACCESS, ID)
    ),
    Rule(
        paths=(GRANTS,),
        broken=lambda state: MACHINE in (state.get(GRANTS) or ()) and len(state[GRANTS]) > 1,
        message="Client credentials go with no other flow.",
    ),
    Rule(
        paths=(GRANTS, OAUTH),
        broken=lambda state: _uses_oauth(state) and not state.get(GRANTS),
        message="OAuth needs at least one flow.",
    ),
    Rule(
        paths=(SCOPES, OAUTH),
        broken=lambda state: _uses_oauth(state) and not state.get(SCOPES),
        message="OAuth needs at least one scope.",
    ),
    Rule(
        paths=(CALLBACKS, GRANTS),
        broken=lambda state: _redirects_people(state) and not state.get(CALLBACKS),
        message="These flows need an address to come back to after sign-in.",
    ),
    Rule(
        paths=(DEFAULT_CALLBACK, CALLBACKS),
        broken=lambda state: (
            bool(state.get(DEFAULT_CALLBACK)) and state[DEFAULT_CALLBACK] not in (state.get(CALLBACKS) or ())
        ),
        message="It has to be one of the addresses after sign-in.",
    ),
    Rule(
        paths=(PINPOINT_ARN, *PINPOINT),
        broken=_has_half_a_project,
        message="Give either the project’s ARN alone, or its id together with a role and an external id.",
    ),
)
# For app clients without a secret, beside the others.
PUBLIC_RULES: tuple[Rule, ...] = (
    Rule(
        paths=(GRANTS,),
        broken=lambda state: MACHINE in (state.get(GRANTS) or ()),
        message="Client credentials need a secret, which this app client has not, and can never get.",
    ),
    Rule(
        paths=(PROPAGATION,),
        broken=lambda state: bool(state.get(PROPAGATION)),
        message="This needs a secret, which this app client has not, and can never get.",
    ),
)


def of(*, has_secret: bool) -> tuple[Rule, ...]:
    """The rules that hold for an app client with a secret, or without."""
    return RULES if has_secret else (*RULES, *PUBLIC_RULES)
