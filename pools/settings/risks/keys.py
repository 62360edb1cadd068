"""Encryption, issuer, registration of app clients, levels."""

from pools.issuers import ISSUER, issuer_of
from pools.saving.risks import Risk, becomes, begins, changes
from pools.saving.states import State, value_at
from pools.settings.rules.keys import KEY_ARN, LEVELS
from pools.settings.sections.keys import KEY, REGISTRATION

OPEN = "DcrConfiguration.OpenDcrEnabled"
OPEN_GRANTS = "DcrConfiguration.OpenDcrGrantTypes"


def _is_open(state: State) -> bool:
    return value_at(state, REGISTRATION) == "Enabled" and bool(value_at(state, OPEN))


def _is_open_to_machines(state: State) -> bool:
    return _is_open(state) and "client_credentials" in (value_at(state, OPEN_GRANTS) or ())


def _issuers_in_words(now: State, wanted: State) -> str:
    return (
        f"New tokens come from {issuer_of(wanted)}. Whatever checks them, such "
        "as API gateways and back ends, refuses them until it accepts that issuer: teach it first."
    )


RISKS: tuple[Risk, ...] = (
    Risk(
        applies=becomes(KEY, "CUSTOMER_MANAGED_KEY"),
        title="The pool stands and falls with your key",
        what="Where Cognito may not use the key, because it is disabled, deleted or its policy changed, "
        "nobody can sign in.",
        tone="danger",
    ),
    Risk(
        applies=lambda now, wanted: bool(value_at(now, KEY_ARN)) and changes(KEY_ARN)(now, wanted),
        title="The old key is still needed for a while",
        what="Keep it usable until Cognito has turned to the new one; what it encrypted cannot be read "
        "without it.",
    ),
    Risk(applies=changes(ISSUER), title="Tokens name another issuer", what=_issuers_in_words, tone="danger"),
    Risk(
        applies=becomes(REGISTRATION, "Enabled", default="Disabled"),
        title="Programs can make app clients in this pool",
        what="Each can ask for the scopes and grants that are allowed here, and each counts towards the "
        "limit of app clients.",
    ),
    Risk(
        applies=becomes(REGISTRATION, "Disabled", default="Disabled"),
        title="No app client can register itself any more",
        what="Those that have done so stay, and work on.",
        tone="info",
    ),
    Risk(
        applies=lambda now, wanted: _is_open(wanted) and not _is_open(now),
        title="Anybody can register an app client",
        what="Open registration asks nobody who they are. Keep the scopes narrow and guard the pool’s "
        "domain with AWS WAF.",
        tone="danger",
    ),
    Risk(
        applies=lambda now, wanted: _is_open_to_machines(wanted) and not _is_open_to_machines(now),
        title="You pay for the tokens of strangers",
        what="Anybody can register an app client that asks for tokens for machines, and each of those "
        "requests is billed.",
        tone="danger",
    ),
    Risk(
        applies=changes(LEVELS),
        title="Tokens name their level differently",
        what="Apps that ask for a level, or check the acr claim, must know the new name first.",
    ),
    Risk(
        applies=begins("DcrConfiguration.AllowedScopes"),
        title="Registered app clients can ask for these scopes",
        what="Also those that register without an access token, where that is allowed.",
        tone="info",
    ),
)
