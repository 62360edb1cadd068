"""Single sign-on: what the environment says about the provider, and which group gives which role."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from environ import Env

from console.access.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleSignOn:
    """An OpenID Connect provider. `origins` are where its sign-in page is."""

    name: str
    server_url: str
    client_id: str
    secret: str
    groups_claim: str
    roles: Mapping[str, Role]
    origins: tuple[str, ...]

    provider_id = "sso"

    @property
    def sign_in_label(self) -> str:
        return f"Sign in with {self.name}"

    def role_of(self, groups: Iterable[str]) -> Role | None:
        """The highest role that one of the groups gives; None when none does."""
        return max((self.roles[group] for group in groups if group in self.roles), default=None)

    def groups_in(self, claims: Mapping[str, Any]) -> list[str]:
        """The groups in a token or userinfo answer; providers send a list, or one text."""
        value = claims.get(self.groups_claim) or []
        return [value] if isinstance(value, str) else [str(group) for group in value]

    def as_allauth_app(self) -> dict[str, Any]:
        """The provider in the form that `SOCIALACCOUNT_PROVIDERS` has it."""
        return {
            "provider_id": self.provider_id,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.secret,
            "settings": {"server_url": self.server_url, "oauth_pkce_enabled": True},
        }


def single_sign_on_from_environment(env: Env, missing: list[str]) -> SingleSignOn | None:
    """Read the `OIDC_…` variables; None when there is no `OIDC_SERVER_URL`.

    What is absent or cannot be is appended to `missing` as "NAME: meaning".
    """
    server_url: str = env.str("OIDC_SERVER_URL", default="").rstrip("/")
    if not server_url:
        return None

    def read(name: str, meaning: str) -> str:
        if not (value := str(env.str(name, default=""))):
            missing.append(f"{name}: {meaning}")
        return value

    roles = read("OIDC_ROLES", "groups and their roles: lifeguard-admins=administrator,support=viewer")
    return SingleSignOn(
        name=env.str("OIDC_PROVIDER_NAME", default="single sign-on"),
        server_url=server_url,
        client_id=read("OIDC_CLIENT_ID", "the id of Lifeguard at the single sign-on provider"),
        secret=read("OIDC_CLIENT_SECRET", "the secret of Lifeguard at the single sign-on provider"),
        groups_claim=env.str("OIDC_GROUPS_CLAIM", default="groups"),
        roles=_parsed_roles(roles, missing),
        origins=(_origin(server_url), *env.list("OIDC_ORIGINS", default=[])),
    )


def _parsed_roles(text: str, missing: list[str]) -> dict[str, Role]:
    roles = {}
    for pair in filter(None, text.split(",")):
        group, _, word = pair.rpartition("=")
        try:
            roles[group.strip()] = Role.spelled(word)
        except ValueError as error:
            missing.append(f"OIDC_ROLES: group=role, but {error}")
    return roles


def _origin(url: str) -> str:
    address = urlsplit(url)
    return f"{address.scheme}://{address.netloc}"
