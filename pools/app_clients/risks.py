"""What changes of an app client can do to its people."""

from collections.abc import Callable

from pools.app_clients.rules import seconds, validity
from pools.app_clients.sections import (
    CALLBACKS,
    ERRORS,
    FLOWS,
    GRANTS,
    LOGOUTS,
    OAUTH,
    PROVIDERS,
    READ,
    REVOCATION,
    SCOPES,
    WRITE,
)
from pools.saving.risks import Risk, becomes, removed
from pools.saving.states import State

# What people lose with an item of a list: its path, a title, what that does.
LOSSES = (
    (CALLBACKS, "Addresses after sign-in are taken away", "Sign-ins that name them are refused at once"),
    (LOGOUTS, "Addresses after sign-out are taken away", "Sign-outs that name them end with an error"),
    (PROVIDERS, "Providers are taken away", "Whoever signs in with them is locked out of this app"),
    (FLOWS, "Ways to sign in are taken away", "Apps that use them cannot sign anybody in"),
    (GRANTS, "OAuth flows are taken away", "Apps that use them get no tokens any more"),
    (SCOPES, "Scopes are taken away", "Requests that name them are refused, old tokens keep them"),
    (READ, "Attributes can be read no more", "They disappear from ID tokens"),
    (WRITE, "Attributes can be written no more", "The app’s forms that write them are refused"),
)
TOKEN_NAMES = {"AccessTokenValidity": "access", "IdTokenValidity": "ID", "RefreshTokenValidity": "refresh"}


def in_words(state: State, path: str) -> str:
    """How long a kind of token lasts: "15 minutes"."""
    number, unit = validity(state, path)
    return f"{number:,} {unit if number != 1 else unit.removesuffix('s')}"


def _loss(path: str, title: str, what: str) -> Risk:
    return Risk(
        # Without a list the default holds, whose items nobody names: nothing can be told to be lost.
        applies=lambda now, wanted: bool(removed(path, now, wanted)) and path in wanted,
        title=title,
        what=lambda now, wanted: f"{what}: {', '.join(sorted(removed(path, now, wanted)))}.",
    )


def _all_lost(path: str, title: str, what: str) -> Risk:
    return Risk(
        applies=lambda now, wanted: bool(now.get(path)) and path not in wanted and path not in (READ, WRITE),
        title=title,
        what=lambda now, wanted: f"{what}: {', '.join(sorted(now[path]))}.",
    )


def _from_to(path: str) -> Callable[[State, State], str]:
    return lambda now, wanted: (
        f"{in_words(wanted, path).capitalize()} instead of {in_words(now, path)}. Tokens that were issued before "
        "keep the life they were given."
    )


RISKS: tuple[Risk, ...] = (
    *(_loss(*each) for each in LOSSES),
    *(_all_lost(*each) for each in LOSSES),
    *(
        Risk(
            applies=lambda now, wanted, path=path: seconds(now, path) != seconds(wanted, path),  # type: ignore[misc]
            title=f"New {name} tokens last another time",
            what=_from_to(path),
            tone="info",
        )
        for path, name in TOKEN_NAMES.items()
    ),
    Risk(
        applies=becomes(OAUTH, False, default=False),
        title="OAuth is turned off",
        what="Nobody can sign in to this app at the pool’s domain any more.",
    ),
    Risk(
        applies=lambda now, wanted: (
            "implicit" in (wanted.get(GRANTS) or ()) and "implicit" not in (now.get(GRANTS) or ())
        ),
        title="The implicit flow begins",
        what="It leaves tokens in addresses and browser histories. The code flow with PKCE does the same safely.",
    ),
    Risk(
        applies=becomes(ERRORS, "LEGACY", default="LEGACY"),
        title="Anybody can find out who has an account",
        what="Errors tell a wrong name from a wrong password.",
    ),
    Risk(
        applies=becomes(REVOCATION, False),
        title="The app can revoke tokens no more",
        what="RevokeToken and the revoke endpoint refuse: a sign-out in the app ends no refresh token. Signing "
        "somebody out everywhere here, and disabling them, go on revoking.",
    ),
)
