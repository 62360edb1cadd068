"""How old the secrets of app clients are, and whether an exchange of one came to its end."""

from console.ui.words import days
from pools.checkup.checks import Check, Evidence, Severity
from pools.checkup.client_facts import APP_CLIENT, LISTS_SECRETS, SECRETS, ages
from pools.saving.states import State

# Days after which a secret is worth exchanging, and in which an exchange should have come to its end.
OLD_SECRET, EXCHANGE = 365, 30


def _old_secret(state: State) -> Evidence | None:
    oldest_first = ages(state)
    # With two of them the exchange has begun: another rule looks at that.
    if len(oldest_first) != 1 or oldest_first[0] <= OLD_SECRET:
        return None
    return Evidence(f"The secret is {days(oldest_first[0])} old.")


def _two_secrets(state: State) -> Evidence | None:
    oldest_first = ages(state)
    if len(oldest_first) < 2 or oldest_first[-1] <= EXCHANGE:
        return None
    return Evidence(
        f"Two secrets have worked for {days(oldest_first[-1])}; the older one is {days(oldest_first[0])} old."
    )


SECRET_CHECKS = (
    Check(
        name="client-old-secret",
        severity=Severity.WARNING,
        title="The secret is old",
        passes="Secrets are a year old at most.",
        why="It has been in many hands, files and backups. Whoever has it can act as the app.",
        advice="Exchange it: add a second one, change the app, delete the older one.",
        finds=_old_secret,
        paths=(SECRETS,),
        needs=frozenset({LISTS_SECRETS}),
        kind=APP_CLIENT,
    ),
    Check(
        name="client-two-secrets",
        severity=Severity.WARNING,
        title="An exchange of secrets was not finished",
        passes="Two secrets work for a month at most.",
        why="The older secret still works for whoever has it, which the exchange was to end.",
        advice="See that the app uses the newer one, then delete the older.",
        finds=_two_secrets,
        paths=(SECRETS,),
        needs=frozenset({LISTS_SECRETS}),
        kind=APP_CLIENT,
    ),
)
