"""Signing in through another identity provider."""

from users.diagnosis.case_facts import (
    is_federated,
    is_native,
    linked_providers,
    offers_provider,
    provider_of,
    share,
)
from users.diagnosis.cases import Case, Source
from users.diagnosis.checks import Certainty, Effect, Evidence, Rule
from users.diagnosis.remedies import APP_CLIENTS, LINK, PROVIDERS

# Who has as many may have more.
MOST_LISTED = 60
UNKNOWN = "another identity provider"


def _federated(case: Case) -> Evidence | None:
    if not is_federated(case.user) or (case.knows(Source.PROVIDERS) and _provider_gone(case)):
        return None
    provider = provider_of(case.user) or UNKNOWN
    return Evidence(
        words=f"They come through {provider}; this pool keeps no password for them.",
        verdict=f"through {provider}",
    )


def _provider_gone(case: Case) -> Evidence | None:
    provider = provider_of(case.user)
    unsure = len(case.providers) >= MOST_LISTED or not provider
    if not is_federated(case.user) or unsure or provider in case.providers:
        return None
    return Evidence(words=f"They come through {provider}, which is not among the pool’s providers any more.")


def _provider_not_offered(case: Case) -> Evidence | None:
    provider = provider_of(case.user)
    offering = any(offers_provider(client, provider) for client in case.app_clients)
    if not is_federated(case.user) or not provider or not case.app_clients or offering:
        return None
    if not case.all_described:
        words = f"None of the {len(case.app_clients)} app clients that were read offers {provider}."
        return Evidence(words=words, certainty=Certainty.POSSIBLE)
    return Evidence(words=f"No app client of the pool offers {provider}.")


def _native_too(case: Case) -> Evidence | None:
    others = tuple(each for each in case.others if is_native(each) and share(case.user, each, "email"))
    unlinked = tuple(each for each in others if provider_of(case.user) not in linked_providers(each))
    if not is_federated(case.user) or not unlinked:
        return None
    return Evidence(
        words="A user with a password has the same e-mail address, and is not linked to this provider.",
        others=unlinked,
    )


def _federated_too(case: Case) -> Evidence | None:
    others = tuple(each for each in case.others if is_federated(each) and share(case.user, each, "email"))
    unlinked = tuple(each for each in others if provider_of(each) not in linked_providers(case.user))
    if not is_native(case.user) or not unlinked:
        return None
    ways = ", ".join(sorted({provider_of(each) or UNKNOWN for each in unlinked}))
    return Evidence(words=f"A user with the same e-mail address comes through {ways}.", others=unlinked)


RULES = (
    Rule(
        name="federated",
        title="They sign in through another identity provider",
        effect=Effect.NARROWS,
        certainty=Certainty.KNOWN,
        verdict="through another identity provider",
        passes="They need not choose another provider at sign-in.",
        advice="Ask them to choose that provider on the sign-in page. Password and lost factors are changed there, "
        "not here.",
        finds=_federated,
    ),
    Rule(
        name="provider-gone",
        title="Their identity provider is gone",
        effect=Effect.BARS,
        certainty=Certainty.KNOWN,
        verdict="their identity provider does not exist in this pool any more",
        passes="Their identity provider exists, if they need one.",
        advice="Create the provider again under the same name, or give them a user with a password.",
        finds=_provider_gone,
        needs=frozenset({Source.PROVIDERS}),
        helps=(PROVIDERS,),
    ),
    Rule(
        name="provider-not-offered",
        title="No app client offers their identity provider",
        effect=Effect.BARS,
        certainty=Certainty.KNOWN,
        verdict="no app client offers their identity provider",
        passes="An app client offers their identity provider, if they need one.",
        advice="Let the app client that they use offer the provider.",
        finds=_provider_not_offered,
        needs=frozenset({Source.FLOWS}),
        helps=(APP_CLIENTS,),
    ),
    Rule(
        name="identity-not-linked",
        title="Their account with a password is not linked",
        effect=Effect.BARS,
        certainty=Certainty.POSSIBLE,
        verdict="their account with a password is another user",
        passes="No user with a password waits to be linked to them.",
        advice="Through the provider they see this account, with the password the other one. Link the identity to "
        "the one that they want to keep.",
        finds=_native_too,
        needs=frozenset({Source.SAME_ADDRESS}),
        helps=(LINK,),
    ),
    Rule(
        name="federated-twin",
        title="The same person signs in through a provider, too",
        effect=Effect.BARS,
        certainty=Certainty.POSSIBLE,
        verdict="through a provider they get another account",
        passes="Nobody with the same e-mail address comes through a provider without being linked.",
        advice="Ask which button they press. Through the provider they get another account than this one.",
        finds=_federated_too,
        needs=frozenset({Source.SAME_ADDRESS}),
    ),
)
