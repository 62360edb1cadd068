"""What a pool has for app clients and none of them makes use of."""

from console.ui.words import in_line
from pools.checkup.checks import Check, Evidence, Severity
from pools.checkup.client_facts import OFFERED_BY, PROVIDER, SERVER, UNUSED_SCOPES
from pools.saving.states import State, listed


def _unused_scopes(state: State) -> Evidence | None:
    unused = listed(state, UNUSED_SCOPES)
    return Evidence(f"No app client may ask for {in_line(unused)}.") if unused else None


def _unused_provider(state: State) -> Evidence | None:
    return None if listed(state, OFFERED_BY) else Evidence("No app client offers it.")


CHECKS = (
    Check(
        name="scope-unused",
        severity=Severity.INFO,
        title="A scope is granted to no app client",
        passes="Every scope of a resource server is granted to an app client.",
        why="What nobody needs is forgotten, and one day given to somebody who should not have it.",
        advice="Grant it to the app client that was meant to have it, or remove it.",
        finds=_unused_scopes,
        paths=(UNUSED_SCOPES,),
        kind=SERVER,
    ),
    Check(
        name="provider-unused",
        severity=Severity.INFO,
        title="An identity provider is offered nowhere",
        passes="Every identity provider is offered by an app client.",
        why="Its people cannot sign in, and its secret or certificate is kept for nothing.",
        advice="Offer it in an app client, or delete it.",
        finds=_unused_provider,
        paths=(OFFERED_BY,),
        kind=PROVIDER,
    ),
)
