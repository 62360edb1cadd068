"""What several rules ask of a case, each answered once."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from console.ui.words import in_line
from pools.app_clients.gateway import AppClient
from pools.gateway import Pool
from pools.settings.pool_facts import PROVED_BY, recovery
from users.activity.gateway import AuthEvent
from users.attributes.records import identities_of, label_of
from users.diagnosis.cases import Case
from users.gateway import FEDERATED, INVITED, User
from users.invitations.records import Invitation

# Attempts that are older than this say little about today.
RECENT = timedelta(days=7)
PASSWORD_FLOWS = frozenset(
    {
        "ADMIN_NO_SRP_AUTH",
        "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "ALLOW_USER_AUTH",
        "ALLOW_USER_PASSWORD_AUTH",
        "ALLOW_USER_SRP_AUTH",
        "USER_PASSWORD_AUTH",
    }
)
NOUNS = {
    "email": "e-mail address",
    "phone_number": "phone number",
    "preferred_username": "preferred username",
}


def day(moment: datetime | None) -> str:
    """ "7 November 2026" in the console's zone."""
    if moment is None:
        return "a day that Cognito does not tell"
    local = timezone.localtime(moment)
    return f"{local.day} {local:%B %Y}"


def minute(moment: datetime | None) -> str:
    """ "7 November 2026, 14:03 UTC" in the console's zone."""
    return day(moment) + (f", {timezone.localtime(moment):%H:%M %Z}" if moment else "")


def times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def named(attributes: Iterable[str]) -> str:
    """Attributes in a sentence: "E-mail and Given name"."""
    return in_line([label_of(name) for name in attributes])


def nouns(attributes: Iterable[str], joint: str = "and") -> str:
    """Addresses in a sentence: "e-mail address and phone number"."""
    return in_line([NOUNS[name] for name in attributes]).replace(" and ", f" {joint} ")


def is_federated(user: User) -> bool:
    return user.status == FEDERATED


def is_native(user: User) -> bool:
    return not is_federated(user)


def provider_of(user: User) -> str:
    """Where a federated user comes from; empty where neither their identities nor the username tell."""
    found = sorted(identities_of(user), key=lambda each: not each.primary)
    prefix, separator, _ = user.username.partition("_")
    return found[0].provider if found else prefix if separator else ""


def linked_providers(user: User) -> set[str]:
    return {each.provider for each in identities_of(user)}


def invitation(case: Case) -> Invitation | None:
    """The presumed invitation of somebody who was invited."""
    return Invitation.of(case.user, case.pool, case.now) if case.user.status == INVITED else None


def recovers_by(pool: Pool) -> list[str]:
    """The attributes that a code for a new password can go to; none where only administrators help."""
    ways = recovery(pool.raw)
    return [] if "admin_only" in ways else [PROVED_BY[way] for way in ways if way in PROVED_BY]


def share(user: User, other: User, attribute: str) -> bool:
    """Whether two users have the same address or number."""
    mine, theirs = user.attributes.get(attribute, ""), other.attributes.get(attribute, "")
    return bool(mine) and mine.casefold() == theirs.casefold()


def is_twin(user: User, other: User) -> bool:
    """Whether two usernames differ in capitals alone."""
    return user.username != other.username and user.username.casefold() == other.username.casefold()


def since_last_success(case: Case, *, kind: str = "SignIn") -> list[AuthEvent]:
    """The recent attempts after the last one that went well, newest first."""
    attempts: list[AuthEvent] = []
    for event in case.events:
        if event.kind != kind:
            continue
        if event.response == "Pass" or case.now - event.at > RECENT:
            break
        attempts.append(event)
    return attempts


def last_success(case: Case) -> datetime | None:
    """When they signed in last, as far as threat protection has noted it."""
    return next((each.at for each in case.events if each.kind == "SignIn" and each.response == "Pass"), None)


def failed_at(event: AuthEvent, challenge: str) -> bool:
    """Whether it is this challenge that went wrong: Password or Mfa."""
    return (challenge, "Failure") in event.challenges


def signs_in_by_page(client: AppClient) -> bool:
    """Whether the app client sends people to the sign-in pages of the pool."""
    state = client.state
    flows = set(state.get("AllowedOAuthFlows") or ())
    return bool(state.get("AllowedOAuthFlowsUserPoolClient")) and bool(flows & {"code", "implicit"})


def offers_provider(client: AppClient, provider: str) -> bool:
    return signs_in_by_page(client) and provider in (client.state.get("SupportedIdentityProviders") or ())


def allows_password(client: AppClient) -> bool:
    """Whether people can sign in to it with a password; without a list of flows Cognito allows SRP."""
    flows = client.state.get("ExplicitAuthFlows")
    return not flows or bool(PASSWORD_FLOWS & set(flows)) or offers_provider(client, "COGNITO")
