"""The groups of two sides by their names."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from pools.comparing.compared_pools import ComparedPool
from pools.comparing.expected_differences import foreign, is_elsewhere
from pools.comparing.schema import DIFFERENT, MISSING, SAME, TONES
from pools.groups import Group
from pools.saving.calls import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPair:
    """A group of both; None where a side lacks it. `hindrance` says why it cannot simply be made there."""

    name: str
    here: Group | None
    there: Group | None
    hindrance: str = ""

    @property
    def differing(self) -> list[str]:
        """What differs, in words; a role that is the same in another account does not."""
        if self.here is None or self.there is None:
            return []
        one, other = self.here, self.there
        role = one.role_arn != other.role_arn and not is_elsewhere(one.role_arn, other.role_arn)
        fields = {
            "description": one.description != other.description,
            "precedence": one.precedence != other.precedence,
            "role": role,
        }
        return [name for name, differs in fields.items() if differs]

    @property
    def standing(self) -> str:
        if self.here is None or self.there is None:
            return MISSING
        return DIFFERENT if self.differing else SAME

    @property
    def tone(self) -> str:
        return TONES[self.standing]

    @property
    def differs(self) -> bool:
        return self.standing != SAME


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingGroups:
    """Groups that a pool lacks and that can simply be made in it."""

    target: ComparedPool
    groups: Sequence[Group]

    @property
    def verb(self) -> str:
        count = len(self.groups)
        return f"Create {count} missing group{'' if count == 1 else 's'} in {self.target.label}"


@dataclass(frozen=True, kw_only=True)
class GroupsComparison:
    """Both sides' groups. Only where both lists could be read as a whole is a missing group known to be missing."""

    here: ComparedPool
    there: ComparedPool

    @property
    def unread(self) -> list[ComparedPool]:
        return [pool for pool in (self.here, self.there) if pool.groups is None]

    @property
    def cut_short(self) -> list[ComparedPool]:
        return [pool for pool in (self.here, self.there) if pool.groups is not None and not pool.complete]

    @cached_property
    def pairs(self) -> list[GroupPair]:
        if self.unread:
            return []
        here, there = _by_name(self.here), _by_name(self.there)
        return [self._pair(name, here.get(name), there.get(name)) for name in sorted({*here, *there})]

    @property
    def differences(self) -> list[GroupPair]:
        return [pair for pair in self.pairs if pair.differs]

    @property
    def offers(self) -> list[MissingGroups]:
        made = [
            MissingGroups(target=target, groups=missing_groups(target, source))
            for target, source in ((self.here, self.there), (self.there, self.here))
        ]
        return [offer for offer in made if offer.target.is_pool and offer.groups]

    def _pair(self, name: str, here: Group | None, there: Group | None) -> GroupPair:
        target = self.there if there is None else self.here
        lonely = here if there is None else there if here is None else None
        hindrance = hindrance_of(lonely, target) if lonely and target.is_pool else ""
        return GroupPair(name=name, here=here, there=there, hindrance=hindrance)


def missing_groups(
    target: ComparedPool, source: ComparedPool, names: Collection[str] | None = None
) -> list[Group]:
    """The groups that the target lacks and that can simply be made in it, or those of them with these names."""
    if target.groups is None or source.groups is None or not target.complete:
        return []
    present = {group.name for group in target.groups}
    return [
        group
        for group in source.groups
        if group.name not in present
        and not hindrance_of(group, target)
        and (names is None or group.name in names)
    ]


def hindrance_of(group: Group, target: ComparedPool) -> str:
    """Why a group cannot simply be made in a pool."""
    return foreign(group.role_arn, target)


def _by_name(pool: ComparedPool) -> dict[str, Group]:
    return {group.name: group for group in pool.groups or ()}


def creation_of(groups: Iterable[Group], pool_id: str) -> list[Step]:
    """The calls that make these groups."""
    return [
        Step(
            operation="CreateGroup",
            parameters={"UserPoolId": pool_id, **group.parameters},
            store=f"the group {group.name}",
            brings=(),
        )
        for group in groups
    ]
