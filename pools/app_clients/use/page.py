"""How an app uses its app client: the addresses it needs, and examples of exactly what it may do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from shlex import quote

from console.access.reach import PoolAccess
from console.cognito.side_by_side import need, side_by_side
from pools.app_clients.gateway import AppClient, AppClientsGateway
from pools.app_clients.sections import (
    FLOW_WORDS,
    FLOWS,
    GRANT_WORDS,
    GRANTS,
    LOGOUTS,
    OAUTH,
    REVOCATION,
    ROTATION,
    SCOPES,
)
from pools.app_clients.use import snippets as snippets
from pools.app_clients.use.snippets import PASSWORD, USER_NAME, Caller, Snippet
from pools.domains.gateway import hosts_in
from pools.gateway import Pool
from pools.issuers import discovery_of, issuer_of, keys_of
from pools.saving.states import State, value_at

# What holds where an app client names no flows.
DEFAULT_FLOWS = ("ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH")
ENDPOINTS = (
    ("Authorize", "oauth2/authorize"),
    ("Token", "oauth2/token"),
    ("User info", "oauth2/userInfo"),
    ("Revoke", "oauth2/revoke"),
    ("Log out", "logout"),
)
NAMED = {"USERNAME": USER_NAME}
PLAIN = {**NAMED, "PASSWORD": PASSWORD}
SRP_ABOUT = "SRP_A comes from a library such as Amplify: the password itself is never sent."
COMMA = "Values with a comma need the JSON form of --auth-parameters."
ADMIN_ABOUT = f"On a server with AWS rights alone. {COMMA}"
REFRESH_ABOUT = "With a secret, the hash is made of the username as it stands in the access token."
# Cognito's name of a flow, what it is sent, what to know.
FLOW_CALLS: dict[str, tuple[str, dict[str, str], str]] = {
    "ALLOW_USER_SRP_AUTH": ("USER_SRP_AUTH", {**NAMED, "SRP_A": "SRP_A"}, SRP_ABOUT),
    "ALLOW_USER_AUTH": (
        "USER_AUTH",
        {**NAMED, "PREFERRED_CHALLENGE": "CHALLENGE"},
        "CHALLENGE is PASSWORD, PASSWORD_SRP, WEB_AUTHN, EMAIL_OTP or SMS_OTP; leave it out to be told the choice.",
    ),
    "ALLOW_CUSTOM_AUTH": ("CUSTOM_AUTH", NAMED, "The Lambda triggers of the pool decide what comes next."),
    "ALLOW_USER_PASSWORD_AUTH": ("USER_PASSWORD_AUTH", PLAIN, COMMA),
    "ALLOW_ADMIN_USER_PASSWORD_AUTH": ("ADMIN_USER_PASSWORD_AUTH", PLAIN, ADMIN_ABOUT),
    "ALLOW_REFRESH_TOKEN_AUTH": (
        "REFRESH_TOKEN_AUTH",
        {"REFRESH_TOKEN": "REFRESH_TOKEN"},
        REFRESH_ABOUT,
    ),
    "ADMIN_NO_SRP_AUTH": ("ADMIN_NO_SRP_AUTH", PLAIN, ADMIN_ABOUT),
    "CUSTOM_AUTH_FLOW_ONLY": (
        "CUSTOM_AUTH",
        NAMED,
        "The Lambda triggers of the pool decide what comes next.",
    ),
    "USER_PASSWORD_AUTH": ("USER_PASSWORD_AUTH", PLAIN, COMMA),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Something that the app client may do, with examples; none where Lifeguard has no words for it."""

    id: str
    title: str
    about: str = ""
    snippets: Sequence[Snippet] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A domain of the pool with its endpoints."""

    name: str
    custom: bool

    @property
    def about(self) -> str:
        return "The custom domain of the pool." if self.custom else "The prefix domain of the pool."

    @property
    def endpoints(self) -> list[tuple[str, str]]:
        return [(label, f"https://{self.name}/{path}") for label, path in ENDPOINTS]


@dataclass(frozen=True, kw_only=True)
class UsePage:
    """An app client and its pool, both as they were just read."""

    app_client: AppClient
    pool: Pool
    region: str

    @property
    def state(self) -> State:
        return self.app_client.state

    @property
    def issuer(self) -> str:
        return issuer_of(self.pool.raw)

    @property
    def discovery(self) -> str:
        return discovery_of(self.issuer)

    @property
    def keys(self) -> str:
        return keys_of(self.issuer)

    @cached_property
    def hosts(self) -> list[Host]:
        """The custom domain first: that is what people should see."""
        hosts = hosts_in(self.pool.raw, region=self.region)
        return [Host(name=name, custom=custom) for custom, name in hosts.items()]

    @property
    def secret(self) -> list[Way]:
        """How to get the secret where AWS Secrets Manager keeps it; nothing where it does not."""
        if not self.app_client.secret_arn:
            return []
        about = (
            "AWS Secrets Manager keeps it and Cognito exchanges it by itself, so read it again as soon as it is "
            "refused. The app’s role needs secretsmanager:GetSecretValue for it."
        )
        ways = snippets.managed_secret(self.app_client.secret_arn, self.region)
        return [Way(id="secret", title="The secret", about=about, snippets=ways)]

    @property
    def uses_oauth(self) -> bool:
        return bool(self.state.get(OAUTH) and self.state.get(GRANTS))

    @cached_property
    def caller(self) -> Caller:
        return Caller(
            client_id=self.app_client.id,
            pool_id=self.pool.id,
            region=self.region,
            has_secret=self.app_client.has_secret,
            host=self.hosts[0].name if self.hosts else "",
        )

    @cached_property
    def hosted(self) -> list[Way]:
        """What it may do at the pool's domain; nothing where there is none."""
        if not (self.uses_oauth and self.hosts):
            return []
        ways = {"code": self._code, "implicit": self._implicit, "client_credentials": self._machine}
        at_the_domain = [ways[grant]() for grant in GRANT_WORDS if grant in self.state[GRANTS]]
        return [*at_the_domain, *self._after_sign_in()]

    @cached_property
    def own(self) -> list[Way]:
        """What it may do with Cognito's own API."""
        if self._is_machine:
            return []
        ways = [self._flow(flow) for flow in self.state.get(FLOWS) or DEFAULT_FLOWS]
        return [*ways, *self._rotation()]

    @property
    def _is_machine(self) -> bool:
        """Machines sign in as themselves: whatever flows there are, nobody signs in through them."""
        return self.uses_oauth and self.state[GRANTS] == ["client_credentials"] and FLOWS not in self.state

    @property
    def _scopes(self) -> list[str]:
        return list(self.state.get(SCOPES) or ())

    def _code(self) -> Way:
        begin = snippets.authorize(self.caller, redirect=self.app_client.redirect, scopes=self._scopes)
        exchange = snippets.token(
            self.caller,
            "authorization_code",
            {
                "code": '"$CODE"',
                "redirect_uri": quote(self.app_client.redirect),
                "code_verifier": '"$CODE_VERIFIER"',
            },
        )
        return Way(
            id="code",
            title=GRANT_WORDS["code"],
            about="With PKCE, whether it has a secret or not. Check that the state that comes back is the one sent.",
            snippets=[
                Snippet(title="1. Send the browser there", code=begin),
                Snippet(title="2. Exchange the code that came back", code=exchange),
            ],
        )

    def _implicit(self) -> Way:
        begin = snippets.authorize(
            self.caller, redirect=self.app_client.redirect, scopes=self._scopes, implicit=True
        )
        return Way(
            id="implicit",
            title=GRANT_WORDS["implicit"],
            about="For apps that do so already. The code flow with PKCE does the same without tokens in the address.",
            snippets=[Snippet(title="Send the browser there", code=begin)],
        )

    def _machine(self) -> Way:
        code = snippets.token(self.caller, "client_credentials", {"scope": quote(" ".join(self._scopes))})
        return Way(
            id="client_credentials",
            title=GRANT_WORDS["client_credentials"],
            about="Keep the token until it expires: each request is billed, and counts towards a quota.",
            snippets=[Snippet(title="Ask for a token", code=code)],
        )

    def _after_sign_in(self) -> Iterator[Way]:
        """What follows once people have signed in at the domain."""
        grants = self.state[GRANTS]
        if "openid" in self._scopes:
            yield self._way("user-info", "Who signed in", snippets.user_info(self.caller))
        if "code" in grants:
            renewal = snippets.token(self.caller, "refresh_token", {"refresh_token": '"$REFRESH_TOKEN"'})
            about = "Keep the new refresh token: the old one ends." if self._rotates else ""
            yield self._way("refresh", "New tokens for a refresh token", renewal, about)
            if self.state.get(REVOCATION):
                yield self._way("revoke", "Revoke a refresh token", snippets.revoke(self.caller))
        if (logouts := self.state.get(LOGOUTS)) and set(grants) & {"code", "implicit"}:
            address = snippets.log_out(self.caller, logouts[0])
            yield self._way("log-out", "Sign out", address, "Send the browser there.", kind="Address")

    def _flow(self, flow: str) -> Way:
        title = FLOW_WORDS.get(flow, flow)
        if flow not in FLOW_CALLS:
            return Way(id=flow, title=title, about="Lifeguard has no example of it.")
        name, values, about = FLOW_CALLS[flow]
        return Way(id=flow, title=title, about=about, snippets=snippets.sign_in(self.caller, name, values))

    def _rotation(self) -> Iterator[Way]:
        if self._rotates:
            about = "The answer brings a new refresh token, which replaces the one that was used."
            ways = snippets.renew(self.caller)
            yield Way(id="rotation", title="Refresh tokens that work once", about=about, snippets=ways)

    @property
    def _rotates(self) -> bool:
        return bool(value_at(self.state, ROTATION) == "ENABLED")

    @staticmethod
    def _way(name: str, title: str, code: str, about: str = "", kind: str = "curl") -> Way:
        return Way(id=name, title=title, about=about, snippets=[Snippet(title=kind, code=code)])


def read_use(pool: PoolAccess, client_id: str) -> UsePage:
    """DescribeUserPoolClient and, unless read lately, DescribeUserPool. Raises CognitoError."""
    gateway = pool.gateway(AppClientsGateway)
    app_client, described = side_by_side(lambda: gateway.describe_app_client(client_id), gateway.describe)
    return UsePage(app_client=need(app_client), pool=need(described), region=pool.connection.region)
