"""Fetching is authorising: there is no other way for a view to get at a pool."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.conf import settings
from django.http import Http404, HttpRequest

from console.access.actions import ALL, Action, Reach, operations_of
from console.access.models import Operator
from console.access.roles import Role
from console.audit.recorder import TrailRecorder
from console.cognito.connections import Connection, connection_named
from console.cognito.gateway import Access, Gateway

G = TypeVar("G", bound=Gateway)
P = ParamSpec("P")


@dataclass(frozen=True, kw_only=True)
class PoolAccess:
    """A pool as one operator may reach it. With an empty `id`: a connection, for lists of pools."""

    connection: Connection
    id: str
    operator: Operator
    role: Role
    recorder: TrailRecorder
    name: str = ""

    @cached_property
    def may(self) -> dict[str, bool]:
        """`pool.may.invite_user` in templates."""
        return {name: self.role >= action.role for name, action in ALL.items() if action.reach is Reach.POOL}

    @property
    def read_only(self) -> bool:
        return self.role <= Role.VIEWER

    @property
    def masked(self) -> bool:
        """Whether personal data stays hidden until it is revealed with a reason."""
        return self.role <= Role.VIEWER

    def gateway(self, kind: Callable[Concatenate[Access, P], G], *args: P.args, **kwargs: P.kwargs) -> G:
        """A gateway to this pool, or to one thing of it, in this operator's name and with this operator's rights."""
        access = Access(
            connection=self.connection,
            recorder=self.recorder,
            operations=operations_of(self.role),
            read_only=self.read_only,
            pool_id=self.id,
        )
        return kind(access, *args, **kwargs)


def reach_pool(request: HttpRequest, connection_slug: str, pool_id: str) -> PoolAccess:
    """The pool, if this operator has any role for it. Raises Http404 for strangers.

    An id that names another region is no reason to refuse: a replica has that of its primary.
    """
    operator = signed_in(request)
    connection = connection_named(connection_slug)
    role = operator.role_for(connection_slug, pool_id)
    if connection is None or role is None:
        raise Http404("No such pool.")
    return PoolAccess(
        connection=connection,
        id=pool_id,
        operator=operator,
        role=role,
        recorder=TrailRecorder.of(request, role=role.label),
    )


class PoolRequest(HttpRequest):
    """A request about a pool, once `@requires` has reached it: it is never made, only said of others."""

    pool: PoolAccess


def pool_of(request: HttpRequest) -> PoolAccess | None:
    """The pool that a page is about, for its header: None where it is about none, or nobody has reached it yet."""
    pool: PoolAccess | None = getattr(request, "pool", None)
    return pool


def call_pool(request: HttpRequest, name: str) -> None:
    """Tell the page's header what the pool is called, once it is known; until then its id is shown."""
    about = cast(PoolRequest, request)
    about.pool = replace(about.pool, name=name)


def reach_connection(request: HttpRequest, connection: Connection) -> PoolAccess | None:
    """A connection's list of pools with the highest role that the operator has in it; None for strangers."""
    operator = signed_in(request)
    roles = [Role(grant.role) for grant in operator.all_grants if grant.connection in {"", connection.slug}]
    if not roles:
        return None
    return PoolAccess(
        connection=connection,
        id="",
        operator=operator,
        role=max(roles),
        recorder=TrailRecorder.of(request, role=max(roles).label),
    )


def reach_whole_connection(request: HttpRequest, slug: str, action: Action) -> PoolAccess:
    """A connection where the operator may do something that is about no pool yet. Raises Http404 elsewhere."""
    operator = signed_in(request)
    connection = connection_named(slug)
    # A grant for named pools covers none without an id.
    role = operator.role_for(slug, "")
    if connection is None or role is None or role < action.role:
        raise Http404("No such connection.")
    return PoolAccess(
        connection=connection,
        id="",
        operator=operator,
        role=role,
        recorder=TrailRecorder.of(request, role=role.label),
    )


def whole_connections(request: HttpRequest, action: Action) -> list[Connection]:
    """The connections for all of whose pools the operator may do it."""
    operator = signed_in(request)
    every: list[Connection] = list(settings.COGNITO_CONNECTIONS.values())
    roles = [(each, operator.role_for(each.slug, "")) for each in every]
    return [connection for connection, role in roles if role is not None and role >= action.role]


def signed_in(request: HttpRequest) -> Operator:
    """The operator of a request that has passed the sign-in requirement."""
    if not isinstance(request.user, Operator):
        raise Http404("Sign in first.")
    return request.user


def allows(pool: PoolAccess, action: Action) -> bool:
    return pool.role >= action.role
