"""The two that are compared: pools as they were read, or what a file tells of one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core import signing

from console.access.reach import PoolAccess
from console.cognito.side_by_side import need, side_by_side, value_or
from console.ui.components.html import deceives
from pools.groups import Group, GroupGateway
from pools.saving.proposals import Untrusted
from pools.saving.settings import MFA
from pools.saving.states import State, of_aws, value_at
from pools.settings.gateway import SettingsGateway
from pools.settings.state import (
    MFA_MODE,
    TAGS,
    second_is_unread,
    state_of_answers,
    state_without_second_store,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPool:
    """One of the two. A file has neither connection nor id; `groups` are None where they could not be read.

    `label` is its name, with as much more as sets it apart from the other side.
    """

    name: str
    state: State
    groups: tuple[Group, ...] | None = ()
    complete: bool = True
    connection: str = ""
    place: str = ""
    region: str = ""
    pool_id: str = ""
    label: str = ""

    @property
    def is_pool(self) -> bool:
        return bool(self.pool_id)

    @property
    def account(self) -> str:
        """The AWS account that the pool belongs to; empty where nobody told."""
        return str(self.state.get("Arn", "")).partition("userpool/")[0].rpartition(":")[0].rpartition(":")[2]

    @property
    def comparable(self) -> dict[str, Any]:
        """The state without what is compared in other ways: the schema, and tags that AWS itself puts on."""
        state = {name: value for name, value in self.state.items() if name != "SchemaAttributes"}
        tags = state.get(TAGS) or {}
        return {**state, TAGS: {key: value for key, value in tags.items() if not of_aws(key)}}

    @property
    def content(self) -> dict[str, Any]:
        """What a token keeps of it."""
        groups = None if self.groups is None else [group.parameters for group in self.groups]
        return {name: getattr(self, name) for name in self.__slots__} | {"groups": groups}

    @classmethod
    def of_content(cls, content: Mapping[str, Any]) -> "ComparedPool":
        raw_groups = content["groups"]
        groups = None if raw_groups is None else tuple(map(Group.from_response, raw_groups))
        return cls(**{**content, "groups": groups})

    def is_about(self, pool: PoolAccess) -> bool:
        return (self.connection, self.pool_id) == (pool.connection.slug, pool.id)


def read_side(pool: PoolAccess) -> ComparedPool:
    """DescribeUserPool, GetUserPoolMfaConfig and ListGroups of one pool, side by side. Raises CognitoError."""
    return next(_read([pool]))


def read_sides(here: PoolAccess, there: PoolAccess) -> tuple[ComparedPool, ComparedPool]:
    """The same of two pools, all calls side by side. Raises CognitoError."""
    one, other = _read([here, there])
    if second_is_unread(one.state) or second_is_unread(other.state):
        # What one side does not tell can neither differ nor be the same.
        one, other = (
            replace(pool, state=state_without_second_store(_as_one_store(pool.state)))
            for pool in (one, other)
        )
    return told_apart(one, other)


def _as_one_store(state: State) -> dict[str, Any]:
    first = {name: value for name, value in state.items() if name != MFA}
    return {**first, "MfaConfiguration": value_at(state, MFA_MODE)}


def told_apart(here: ComparedPool, there: ComparedPool) -> tuple[ComparedPool, ComparedPool]:
    """Both with labels that differ."""
    for pattern in ("{0.name}", "{0.name}, {0.place}", "{0.name}, {0.pool_id}"):
        labels = [_visible(pattern.format(pool)) for pool in (here, there)]
        if labels[0] != labels[1]:
            break
    return replace(here, label=labels[0]), replace(there, label=labels[1])


def _visible(name: str) -> str:
    """A name that can stand in a sentence or an attribute: nothing in it hides or turns what follows."""
    return "".join(f"‹U+{ord(each):04X}›" if deceives(each) else each for each in name)


def as_token(here: ComparedPool, there: ComparedPool, about: str) -> str:
    """Both as signed text that brings them through a form. `about` names the operator it is for."""
    return signing.dumps([here.content, there.content], salt=f"comparison:{about}", compress=True)


def from_token(token: str, about: str) -> tuple[ComparedPool, ComparedPool]:
    """Raises Untrusted."""
    try:
        here, there = signing.loads(token, salt=f"comparison:{about}")
    except signing.BadSignature as error:
        raise Untrusted(about) from error
    return ComparedPool.of_content(here), ComparedPool.of_content(there)


def _read(pools: list[PoolAccess]) -> Iterator[ComparedPool]:
    calls = [call for pool in pools for call in _calls(pool)]
    answers = side_by_side(*calls)
    for number, pool in enumerate(pools):
        described, mfa, groups = answers[3 * number : 3 * number + 3]
        described, listed = need(described), value_or(groups, None)
        yield ComparedPool(
            name=described.name,
            state=state_of_answers(described.raw, mfa),
            groups=listed.items if listed else None,
            complete=listed.complete if listed else False,
            connection=pool.connection.slug,
            place=pool.connection.name,
            region=pool.connection.region,
            pool_id=pool.id,
        )


def _calls(pool: PoolAccess) -> tuple[Any, Any, Any]:
    settings, groups = pool.gateway(SettingsGateway), pool.gateway(GroupGateway)
    return (
        lambda: settings.describe(fresh=True),
        lambda: settings.mfa_configuration(fresh=True),
        lambda: groups.list_all(fresh=True),
    )
