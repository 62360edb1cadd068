"""What app clients should do differently today."""

from urllib.parse import urlsplit

from console.ui.words import in_line
from pools.app_clients.risks import in_words
from pools.app_clients.rules import ACCESS, ID, REFRESH, seconds
from pools.app_clients.sections import (
    CALLBACKS,
    ERRORS,
    FLOWS,
    GRANTS,
    LOGOUTS,
    PROJECT,
    REVOCATION,
    ROTATION,
    SCOPES,
    WRITE,
)
from pools.checkup.checks import Check, Circumstance, Evidence, Severity
from pools.checkup.client_facts import (
    APP_CLIENT,
    ATTRIBUTES,
    HAS_SECRET,
    LISTS_SERVERS,
    LOST_SCOPES,
    is_public,
    only_a_machine,
    uses,
)
from pools.checkup.rules.client_secrets import SECRET_CHECKS
from pools.saving.states import State, listed, value_at

HOUR, DAY = 3_600, 86_400
LONGEST_ACCESS, LONGEST_REFRESH = 8 * HOUR, 365 * DAY
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
PLAIN_PASSWORD = ("ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH")
SERVER_SIDE = ("ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH")
BY_OAUTH_ALONE = Circumstance(
    only_a_machine, "Nobody signs in through it: programs get tokens as themselves."
)
USED_ONCE = Circumstance(
    lambda state: value_at(state, ROTATION) == "ENABLED", "Each refresh token works once."
)
CONFIDENTIAL = Circumstance(lambda state: bool(state.get(HAS_SECRET)), "The app needs its secret besides.")


def _implicit(state: State) -> Evidence | None:
    if not uses(state, "implicit"):
        return None
    return Evidence("Tokens come back in the address, where browsers and logs keep them.")


def _http(state: State) -> Evidence | None:
    if not uses(state, "code", "implicit"):
        return None
    open_ones = [each for each in listed(state, CALLBACKS) if _is_open(each)]
    return Evidence(f"Codes or tokens are sent unencrypted to {in_line(open_ones)}.") if open_ones else None


def _is_open(address: str) -> bool:
    """Whether it is http, and not on the very computer."""
    try:
        url = urlsplit(address)
        return url.scheme == "http" and url.hostname not in LOCAL
    except ValueError:
        return False


def _starred(state: State) -> Evidence | None:
    by_path = {path: [each for each in listed(state, path) if "*" in each] for path in (CALLBACKS, LOGOUTS)}
    paths = tuple(path for path, starred in by_path.items() if starred)
    starred = [each for path in paths for each in by_path[path]]
    return Evidence(f"There is a star in {in_line(starred)}.", paths) if starred else None


def _tells_accounts(state: State) -> Evidence | None:
    if state.get(ERRORS) == "ENABLED":
        return None
    return Evidence("A wrong name and a wrong password bring different errors.")


def _cannot_revoke(state: State) -> Evidence | None:
    return (
        None
        if state.get(REVOCATION)
        else Evidence(
            "RevokeToken and the revoke endpoint refuse: a sign-out in the app ends no refresh token."
        )
    )


def _pinpoint(state: State) -> Evidence | None:
    return Evidence("Its analytics are set up, and go nowhere.") if state.get(PROJECT) else None


def _long_tokens(state: State) -> Evidence | None:
    names = {ACCESS: "Access", ID: "ID"}
    long = [path for path in names if seconds(state, path) > LONGEST_ACCESS]
    words = in_line([f"{names[path]} tokens last {in_words(state, path)}" for path in long])
    return Evidence(f"{words}.", tuple(long)) if long else None


def _long_refresh(state: State) -> Evidence | None:
    if only_a_machine(state) or seconds(state, REFRESH) <= LONGEST_REFRESH:
        return None
    return Evidence(f"Whoever has one stays signed in for {in_words(state, REFRESH)}.")


def _lost_scopes(state: State) -> Evidence | None:
    lost = listed(state, LOST_SCOPES)
    return Evidence(f"No resource server has {in_line(lost)}.") if lost else None


def _plain_password(state: State) -> Evidence | None:
    if set(PLAIN_PASSWORD).isdisjoint(listed(state, FLOWS)):
        return None
    return Evidence("Passwords may be sent to Cognito as they are, without SRP.")


def _server_side_of_a_public_one(state: State) -> Evidence | None:
    if not is_public(state) or set(SERVER_SIDE).isdisjoint(listed(state, FLOWS)):
        return None
    return Evidence("A way to sign in that is for servers, in an app client without a secret.")


def _writes_everything(state: State) -> Evidence | None:
    if only_a_machine(state):
        return None
    if WRITE not in state:
        return Evidence("It has no list, so it may write every standard attribute.")
    left_out = set(listed(state, ATTRIBUTES)) - set(listed(state, WRITE))
    return None if left_out else Evidence("Its list holds every attribute that an app client can write.")


CHECKS = (
    Check(
        name="client-http-callback",
        severity=Severity.DANGER,
        title="Sign-ins come back unencrypted",
        passes="Sign-ins come back by https, on the computer itself, or into an app.",
        why="Whoever is on the same network reads the code or the tokens, and is signed in as somebody else.",
        advice="Serve the address by https, and replace it here.",
        finds=_http,
        paths=(CALLBACKS,),
        kind=APP_CLIENT,
    ),
    Check(
        name="client-implicit-flow",
        severity=Severity.WARNING,
        title="Tokens are handed out in the address",
        passes="No app client uses the implicit flow.",
        why="Addresses stay in histories and logs, and scripts of the page read them. OAuth 2.1 leaves this flow out.",
        advice="Change the app to the code flow with PKCE, then take the implicit flow away.",
        finds=_implicit,
        paths=(GRANTS,),
        kind=APP_CLIENT,
    ),
    Check(
        name="client-starred-address",
        severity=Severity.WARNING,
        title="An address has a star in it",
        passes="Every address after sign-in and sign-out is one address.",
        why="Cognito compares letter by letter: the star stands for nothing but itself, so the address never matches.",
        advice="Write out each address that the app uses.",
        finds=_starred,
        paths=(CALLBACKS, LOGOUTS),
        kind=APP_CLIENT,
    ),
    Check(
        name="client-tells-accounts",
        severity=Severity.WARNING,
        title="Errors tell who has an account",
        passes="Errors do not tell who has an account.",
        why="Anybody can try out addresses and learn who is here, and whose password is worth guessing.",
        advice="Hide it. Apps that show Cognito’s own errors may need other words for them.",
        finds=_tells_accounts,
        paths=(ERRORS,),
        milder=(BY_OAUTH_ALONE,),
        kind=APP_CLIENT,
    ),
    Check(
        name="client-revocation-off",
        severity=Severity.WARNING,
        title="The app cannot revoke tokens",
        passes="The app can revoke tokens.",
        why="A refresh token that was stolen or left on a device works until it expires, or until the user is signed "
        "out everywhere: that, and disabling them, revoke tokens either way.",
        advice="Turn it on. New tokens get a little longer, and nothing else changes for the app.",
        finds=_cannot_revoke,
        paths=(REVOCATION,),
        milder=(BY_OAUTH_ALONE,),
        kind=APP_CLIENT,
    ),
    Check(
        name="client-pinpoint",
        severity=Severity.INFO,
        title="It counts sign-ins for Amazon Pinpoint",
        passes="No app client names a project of Amazon Pinpoint.",
        why="AWS ended Pinpoint on 30 October 2026: nobody gets figures of it, and its role is one too many.",
        advice="Take the project away. Metrics of CloudWatch and exported logs tell how people sign in.",
        finds=_pinpoint,
        paths=(f"{PROJECT}.ApplicationArn",),
        kind=APP_CLIENT,
    ),
    Check(
        name="client-long-tokens",
        severity=Severity.WARNING,
        title="Access or ID tokens last for long",
        passes="Access and ID tokens last for 8 hours at most.",
        why="A token that was stolen works until it expires, and rights that were taken away still stand in it.",
        advice="An hour is enough where the app can use refresh tokens.",
        finds=_long_tokens,
        paths=(ACCESS, ID),
        kind=APP_CLIENT,
    ),
    Check(
        name="client-long-refresh",
        severity=Severity.WARNING,
        title="Refresh tokens last for years",
        passes="Refresh tokens last for a year at most.",
        why="A device that was lost or sold stays signed in, and so does whoever copied the token.",
        advice="Thirty days are usual. For more, let each refresh token work once.",
        finds=_long_refresh,
        paths=(REFRESH,),
        milder=(USED_ONCE,),
        kind=APP_CLIENT,
    ),
    *SECRET_CHECKS,
    Check(
        name="client-lost-scopes",
        severity=Severity.WARNING,
        title="It may ask for scopes that are not there",
        passes="Every scope of an app client is one of Cognito’s or of a resource server.",
        why="Asking for them ends in an error, and Cognito refuses every change of the app client while it names them.",
        advice="Take them away, or give them back to their resource server.",
        finds=_lost_scopes,
        paths=(SCOPES,),
        needs=frozenset({LISTS_SERVERS}),
        kind=APP_CLIENT,
    ),
    Check(
        name="client-plain-password",
        severity=Severity.WARNING,
        title="Passwords may be sent as they are",
        passes="Passwords are proved without being sent (SRP), or by servers alone.",
        why="The app, and everything between, sees the password. It is also the easiest way to try out stolen ones.",
        advice="Use SRP, or the pages at the pool’s domain. Keep it only while people are migrated at sign-in.",
        finds=_plain_password,
        paths=(FLOWS,),
        milder=(CONFIDENTIAL,),
        kind=APP_CLIENT,
    ),
    Check(
        name="client-server-flow-public",
        severity=Severity.INFO,
        title="A public app client may be used by servers",
        passes="Ways to sign in that are for servers are in app clients with a secret.",
        why="A server can keep a secret: with one, nobody else can pass for it.",
        advice="Make an app client with a secret for the server, then take the way away here.",
        finds=_server_side_of_a_public_one,
        paths=(FLOWS,),
        kind=APP_CLIENT,
    ),
    Check(
        name="client-writes-everything",
        severity=Severity.INFO,
        title="It may write every attribute",
        passes="App clients write the attributes that they need.",
        why="Whoever signs in can change these with their own access token, whatever the app’s forms show.",
        advice="Name the attributes that the app really writes. Rights never belong in one that people write.",
        finds=_writes_everything,
        paths=(WRITE,),
        kind=APP_CLIENT,
    ),
)
