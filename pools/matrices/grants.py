"""Where the custom attributes of a pool are used, and granting them to app clients."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError
from console.cognito.side_by_side import need, side_by_side, value_or
from pools.app_clients.batches import AT_ONCE, described
from pools.app_clients.gateway import AppClient, AppClientSaver, AppClientsGateway
from pools.app_clients.sections import READ, WRITE
from pools.app_clients.subject import AppClientSubject
from pools.editing.reviews import Call, calls_of
from pools.gateway import PoolGateway, SchemaAttribute
from pools.identity_providers.gateway import IdentityProvidersGateway, ProviderMapping
from pools.saving import engine
from pools.saving.engine import Outcome, Report, Review
from pools.saving.proposals import Proposal

WORDS = {READ: "read", WRITE: "write"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeUse:
    """Who names an attribute, among the app clients and providers that were read."""

    attribute: SchemaAttribute
    readers: list[AppClient]
    writers: list[AppClient]
    providers: list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Use:
    """Some of a pool's app clients, and its providers, as far as they could be read."""

    pool_name: str
    attributes: Sequence[SchemaAttribute]
    app_clients: list[AppClient]
    mappings: list[ProviderMapping]
    next: str = ""
    unread: int = 0
    problems: list[CognitoError] = field(default_factory=list)

    @property
    def rows(self) -> list[AttributeUse]:
        return [
            AttributeUse(
                attribute=each,
                readers=self._naming(READ, each.name),
                writers=self._naming(WRITE, each.name),
                providers=[
                    (mapping.provider, mapping.attributes[each.name])
                    for mapping in self.mappings
                    if each.name in mapping.attributes
                ],
            )
            for each in self.attributes
        ]

    @property
    def with_lists(self) -> list[AppClient]:
        """The app clients that name what they read or write: only those do not follow the schema by themselves."""
        return [each for each in self.app_clients if each.lists(READ) or each.lists(WRITE)]

    def _naming(self, member: str, attribute: str) -> list[AppClient]:
        return [each for each in self.app_clients if attribute in each.attributes(member)]


def read_use(pool: PoolAccess, *, token: str = "") -> Use:
    """The schema, ten app clients, and the providers. Raises CognitoError where the pool cannot be read."""
    gateway = pool.gateway(AppClientsGateway)
    pool_read, listed, mappings = side_by_side(
        pool.gateway(PoolGateway).describe,
        partial(gateway.list_page, token=token, size=AT_ONCE),
        pool.gateway(IdentityProvidersGateway).mappings,
    )
    schema, app_clients = need(pool_read), need(listed)
    batch = described(gateway, app_clients)
    mapped, unread = value_or(mappings, ([], 0))
    problems = [problem for _, problem in batch.problems]
    if isinstance(mappings, CognitoError):
        problems.append(mappings)
    return Use(
        pool_name=schema.name,
        attributes=[each for each in schema.schema if each.is_custom],
        app_clients=batch.found,
        mappings=mapped,
        next=app_clients.next,
        unread=unread,
        problems=problems,
    )


@dataclass(frozen=True, kw_only=True)
class Grant:
    """What one app client would get, or got. `result` is None as long as nothing was sent."""

    app_client_id: str
    name: str
    proposal: Proposal
    review: Review | None = None
    result: Report | None = None
    problem: CognitoError | None = None

    @property
    def is_ready(self) -> bool:
        return self.review is not None and self.review.can_be_saved

    @property
    def done(self) -> bool:
        return self.result is not None and self.result.outcome is Outcome.SAVED

    @property
    def failure(self) -> CognitoError | None:
        return self.problem or (self.result.problem if self.result else None)

    def token(self, pool: PoolAccess) -> str:
        return self.proposal.token(about(pool, self.app_client_id))

    def calls(self, region: str) -> list[Call]:
        return calls_of(self.review.steps if self.review else [], region=region)


def about(pool: PoolAccess, client_id: str) -> str:
    """What the signature of a proposal is bound to: this app client and this operator."""
    return AppClientSubject(pool, client_id).about


def proposed(app_client: AppClient, attributes: Sequence[str], members: Sequence[str]) -> Proposal:
    """The lists of an app client with these attributes added; an app client without a list needs none."""
    changes = {
        member: sorted({*app_client.attributes(member), *attributes})
        for member in members
        if app_client.lists(member)
    }
    return Proposal(baseline=app_client.state, changes=changes, origin="Grant of attributes")


def reviewed(pool: PoolAccess, app_client_id: str, proposal: Proposal) -> Grant:
    """One grant in view of what the app client is like now."""
    name = str(proposal.baseline.get("ClientName", ""))
    saver = _saver(pool, app_client_id)
    try:
        review = engine.review(saver, proposal)
    except CognitoError as problem:
        return Grant(app_client_id=app_client_id, name=name, proposal=proposal, problem=problem)
    return Grant(app_client_id=app_client_id, name=name, proposal=proposal, review=review)


def granted(pool: PoolAccess, app_client_id: str, proposal: Proposal) -> Grant:
    """Carry one grant out, unless something stands against it now."""
    name = str(proposal.baseline.get("ClientName", ""))
    saver = _saver(pool, app_client_id)
    try:
        result = engine.save(saver, proposal)
    except CognitoError as problem:
        return Grant(app_client_id=app_client_id, name=name, proposal=proposal, problem=problem)
    if isinstance(result, Report):
        return Grant(
            app_client_id=app_client_id, name=name, proposal=proposal, review=result.review, result=result
        )
    return Grant(app_client_id=app_client_id, name=name, proposal=proposal, review=result)


def _saver(pool: PoolAccess, app_client_id: str) -> AppClientSaver:
    return pool.gateway(AppClientSaver, app_client_id, action="grant_attributes")
