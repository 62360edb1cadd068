"""Resource servers as their pages need them: what a change does, and which app clients ask for which scopes."""

from dataclasses import dataclass
from functools import cached_property

from console.access import actions
from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError
from pools.addresses import address
from pools.app_clients.batches import Judged, next_described
from pools.app_clients.gateway import AppClient, AppClientsGateway
from pools.app_clients.sections import SCOPES
from pools.editing.subjects import Subject
from pools.resource_servers.gateway import ResourceServerSaver, target_of
from pools.saving.risks import Risk
from pools.saving.settings import Section, Setting
from pools.saving.states import State, value_at

SECTION = Section(
    id="server",
    title="Resource server",
    settings=(
        Setting(path="Name", label="Name"),
        Setting(path="Scopes", label="Scopes", kind="pairs", absent="None"),
        Setting(path="Identifier", label="Identifier", permanent=True),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeUser:
    """An app client and the scopes of a resource server that it may ask for, without the identifier."""

    app_client: AppClient
    scopes: tuple[str, ...]


ScopeUse = Judged[ScopeUser]


def read_use(pool: PoolAccess, identifier: str, *, token: str = "") -> ScopeUse:
    """Which of up to ten app clients ask for its scopes. Raises CognitoError where they cannot be listed."""

    def judge(app_client: AppClient) -> ScopeUser | None:
        asked = (scope.rpartition("/") for scope in app_client.state.get(SCOPES) or ())
        scopes = tuple(sorted(name for server, _, name in asked if server == identifier))
        return ScopeUser(app_client=app_client, scopes=scopes) if scopes else None

    return next_described(pool.gateway(AppClientsGateway), token=token).judged(judge)


class ResourceServerSubject(Subject):
    """A resource server with its scopes."""

    kind = "resource_server"
    noun = "resource server"
    page = "resource_server"
    writes = ("CreateResourceServer", "UpdateResourceServer", "DeleteResourceServer")
    sections = (SECTION,)
    reads = actions.VIEW_RESOURCE_SERVERS
    edits = actions.EDIT_RESOURCE_SERVER

    def __init__(self, pool: PoolAccess, identifier: str) -> None:
        super().__init__(pool, identifier=identifier)
        self.identifier = identifier
        self.target = target_of(identifier)

    @cached_property
    def saver(self) -> ResourceServerSaver:
        return self.pool.gateway(ResourceServerSaver, self.identifier)

    @property
    def back_url(self) -> str:
        return address(self.pool, "resource_servers")

    def risks(self, now: State, wanted: State) -> list[Risk]:
        """Scopes that would be gone, and who asks for them: up to eleven calls, only if there are any."""
        gone = [
            name for name in value_at(now, "Scopes") or {} if name not in (value_at(wanted, "Scopes") or {})
        ]
        return [_removal(gone, self._use)] if gone else []

    @cached_property
    def _use(self) -> ScopeUse | CognitoError:
        try:
            return read_use(self.pool, self.identifier)
        except CognitoError as error:
            return error


def _removal(gone: list[str], use: ScopeUse | CognitoError) -> Risk:
    """The warning before scopes are removed."""
    if isinstance(use, CognitoError):
        return _risk(gone, f"Which app clients ask for them could not be read: {use.what}.", "warning")
    users = [
        f"{each.app_client.name} ({', '.join(lost)})"
        for each in use.verdicts
        if (lost := sorted(set(gone) & set(each.scopes)))
    ]
    sentences = [f"These app clients ask for them: {'; '.join(users)}." if users else "", _asking(use, users)]
    return _risk(gone, " ".join(filter(None, sentences)), "danger" if users else "warning")


def _asking(use: ScopeUse, users: list[str]) -> str:
    if not use.complete:
        return (
            f"Only {use.looked_at} app clients were looked at, and there are more: "
            "“Who uses it” beside the resource server shows them ten at a time."
        )
    return "" if users else "No app client of this pool asks for them."


def _risk(gone: list[str], found_out: str, tone: str) -> Risk:
    return Risk(
        applies=lambda now, wanted: True,
        title=f"{'A scope is' if len(gone) == 1 else 'Scopes are'} removed: {', '.join(gone)}",
        what=f"{found_out} {CONSEQUENCE}",
        tone=tone,
    )


CONSEQUENCE = (
    "Whoever asks for a scope that is gone gets no token, and Cognito refuses to change an app client that still "
    "names one: take it out of the app clients first. Tokens already issued keep it until they expire."
)
