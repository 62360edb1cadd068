"""Which group decides: the order of groups, the role that wins, and the ties in which none does."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pools.groups import Group


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveRole:
    """What a member of several groups gets as `cognito:preferred_role`.

    `winners` are the groups that name a role and have the lowest number among those; `passed_over` have a lower
    number still, but name no role.
    """

    winners: tuple[Group, ...]
    passed_over: tuple[Group, ...]

    @property
    def tied(self) -> bool:
        """Whether the winners name different roles: then the claim is left out."""
        return len({group.role_arn for group in self.winners}) > 1

    @property
    def role_arn(self) -> str:
        """The role that wins; empty for a tie, and where no group names one."""
        return self.winners[0].role_arn if self.winners and not self.tied else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A group in its order: its `place` is shared by groups of the same precedence."""

    group: Group
    place: int
    ties: tuple[Group, ...]


def effective_role(groups: Iterable[Group]) -> EffectiveRole:
    """The role that wins among the groups of one user."""
    ordered = sorted(groups, key=lambda group: group.rank)
    naming = [group for group in ordered if group.role_arn]
    if not naming:
        return EffectiveRole(winners=(), passed_over=())
    best = naming[0].level
    return EffectiveRole(
        winners=tuple(group for group in naming if group.level == best),
        passed_over=tuple(group for group in ordered if group.level < best and not group.role_arn),
    )


def ties_of(groups: Iterable[Group]) -> Mapping[str, tuple[Group, ...]]:
    """By name, the groups whose members get no preferred role together with this one's."""
    naming = [group for group in groups if group.role_arn]
    return {group.name: tuple(each for each in naming if _silences(each, group)) for group in naming}


def standings(groups: Sequence[Group]) -> list[Standing]:
    """Groups, which have to be in order, each with its place and its ties."""
    ties = ties_of(groups)
    places = {level: place for place, level in enumerate(sorted({group.level for group in groups}), start=1)}
    return [
        Standing(group=group, place=places[group.level], ties=ties.get(group.name, ())) for group in groups
    ]


def _silences(one: Group, other: Group) -> bool:
    return one.level == other.level and one.role_arn != other.role_arn
