"""An app client as the safe save knows it."""

from collections.abc import Sequence
from functools import cached_property

from console.access import actions
from console.access.reach import PoolAccess
from pools.app_clients import rules as rules_of_app_clients
from pools.app_clients.gateway import AppClientSaver
from pools.app_clients.risks import RISKS
from pools.app_clients.risks import in_words as duration
from pools.app_clients.sections import (
    APP_CLIENT_SECTIONS,
    CALLBACKS,
    DEFAULT_CALLBACK,
    FLOWS,
    GRANTS,
    LOGOUTS,
    OAUTH,
    PROPAGATION,
    PROVIDERS,
    READ,
    ROTATION,
    SCOPES,
    VALIDITIES,
    WRITE,
)
from pools.editing.subjects import Subject
from pools.saving import history
from pools.saving.rules import Rule
from pools.saving.states import Difference, State
from pools.saving.words import Worded, in_words

# Fragments of refusals in lower case, and the settings they blame.
FRAGMENTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("read attributes", (READ,)),
    ("write attributes", (WRITE,)),
    ("token rotation", (ROTATION, FLOWS)),
    ("auth flow", (FLOWS,)),
    ("choice-based", (FLOWS,)),
    ("validity", ("RefreshTokenValidity", "AccessTokenValidity", "IdTokenValidity")),
    ("expiration times", ("AccessTokenValidity", "IdTokenValidity", "RefreshTokenValidity")),
    ("default redirect", (DEFAULT_CALLBACK, CALLBACKS)),
    ("client_credentials", (GRANTS,)),
    ("allowedoauthflows", (GRANTS, SCOPES, OAUTH)),
    ("callback", (CALLBACKS,)),
    ("scope", (SCOPES,)),
    ("the provider", (PROVIDERS,)),
    ("additionalusercontextdata", (PROPAGATION,)),
    ("http protocol", (CALLBACKS, LOGOUTS)),
    ("fragment", (CALLBACKS, LOGOUTS)),
    ("valid url", (CALLBACKS, LOGOUTS)),
    ("analytics", ("AnalyticsConfiguration.ApplicationArn",)),
)


class AppClientSubject(Subject):
    """One app client of a pool."""

    kind = "app_client"
    noun = "app client"
    section_key = "part"
    page = "app_client"
    writes = ("CreateUserPoolClient", "UpdateUserPoolClient")
    sections = APP_CLIENT_SECTIONS
    reads = actions.READ_APP_CLIENT
    edits = actions.EDIT_APP_CLIENT
    blames = FRAGMENTS
    hazards = RISKS
    reports_in_a_line = False

    def __init__(self, pool: PoolAccess, client_id: str) -> None:
        super().__init__(pool, client_id=client_id)
        self.target = client_id

    @cached_property
    def saver(self) -> AppClientSaver:
        return self.pool.gateway(AppClientSaver, self.target, action="edit_app_client")

    @property
    def back_url(self) -> str:
        return self.address("app_client")

    def name(self, state: State) -> str:
        return str(state.get("ClientName", ""))

    def worded(self, differences: Sequence[Difference], before: State, after: State) -> list[Worded]:
        """A validity is told once, as a duration, whether its number or its unit differs."""
        owners = {unit: path for path, (unit, _, _) in VALIDITIES.items()}
        paths = dict.fromkeys(owners.get(each.path, each.path) for each in differences)
        by_path = {each.path: each for each in differences}
        return in_words(
            (
                Difference(path=path, before=duration(before, path), after=duration(after, path))
                if path in VALIDITIES
                else by_path[path]
                for path in paths
            ),
            self.sections,
        )

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Those that hold for the app client as it was read last; with a secret, if it was not read yet."""
        read = self.saver.app_client
        return rules_of_app_clients.of(has_secret=read is None or read.has_secret)


def client_name(pool: PoolAccess, client_id: str) -> str:
    """What an app client was last known to be called; its id where nothing is known."""
    return history.last_value(AppClientSubject(pool, client_id), "ClientName") or client_id
