"""A comparison as a page shows it, and as its forms bring it back."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse

from console.access.models import Operator
from console.access.reach import PoolAccess
from pools.comparing.compared_pools import ComparedPool, as_token, from_token
from pools.comparing.groups import GroupPair, GroupsComparison
from pools.comparing.schema import AttributePair, SchemaComparison
from pools.comparing.settings import SectionPairs, SettingsComparison, taken_over
from pools.history.restoring import Left
from pools.saving.proposals import Untrusted
from pools.settings.state import second_is_unread


@dataclass(frozen=True, kw_only=True)
class ComparisonPage:
    """Everything of two sides. `complete` shows what is the same, too."""

    here: ComparedPool
    there: ComparedPool
    complete: bool = False

    @cached_property
    def settings(self) -> SettingsComparison:
        return SettingsComparison(here=self.here, there=self.there)

    @cached_property
    def schema(self) -> SchemaComparison:
        return SchemaComparison(here=self.here, there=self.there)

    @cached_property
    def groups(self) -> GroupsComparison:
        return GroupsComparison(here=self.here, there=self.there)

    @property
    def is_same(self) -> bool:
        """Whether nobody made anything different, as far as could be read."""
        all_read = not self.groups.unread and not self.second_unread
        return all_read and not (self.settings.count or self.schema.differences or self.groups.differences)

    @property
    def second_unread(self) -> bool:
        """Whether the second store of a side could not be read."""
        return second_is_unread(self.here.state) or second_is_unread(self.there.state)

    @property
    def summary(self) -> str:
        """How much differs, in words."""
        counts = {
            "setting": self.settings.count,
            "attribute": len(self.schema.differences),
            "group": len(self.groups.differences),
        }
        counted = [f"{count} {noun}{'' if count == 1 else 's'}" for noun, count in counts.items() if count]
        return f"Different: {', '.join(counted)}." if counted else "Nothing that somebody made differs."

    @property
    def expected_summary(self) -> str:
        count = len(self.settings.expected)
        return f"{count} setting{' differs' if count == 1 else 's differ'} by nature"

    @property
    def shown_sections(self) -> list[SectionPairs]:
        return self.settings.sections_by_hand if self.complete else self.settings.differing_sections

    @property
    def shown_attributes(self) -> list[AttributePair]:
        return self.schema.pairs if self.complete else self.schema.differences

    @property
    def shown_groups(self) -> list[GroupPair]:
        return self.groups.pairs if self.complete else self.groups.differences

    @property
    def verb_here(self) -> str:
        """What makes this side like the other one."""
        return f"Take over into {self.here.label}"

    @property
    def verb_there(self) -> str:
        return f"Take over into {self.there.label}"

    @property
    def url(self) -> str:
        """Where the comparison is read anew; a file cannot be read again, so then the pool's own page."""
        here, there = self.here, self.there
        if not there.is_pool:
            return reverse("pools:pool", args=[here.connection, here.pool_id])
        places = [here.connection, here.pool_id, there.connection, there.pool_id]
        return reverse("pools:comparison", args=places)

    def token(self, operator: Operator) -> str:
        return as_token(self.here, self.there, str(operator.pk))

    def towards(self, pool: PoolAccess) -> tuple[ComparedPool, ComparedPool]:
        """The side that is this pool, and the other one. Raises Http404 where neither is."""
        if self.here.is_about(pool):
            return self.here, self.there
        if self.there.is_about(pool):
            return self.there, self.here
        raise Http404("This comparison is not about that pool.")

    def changes_of(self, pool: PoolAccess, paths: Collection[str]) -> tuple[dict[str, Any], list[Left]]:
        """What makes these settings of the pool like those of the other side, and what of it cannot be done."""
        target, source = self.towards(pool)
        differing = [
            pair.path for section in self.settings.sections for pair in section.pairs if pair.is_difference
        ]
        return taken_over(target, source, [path for path in differing if path in paths])


def comparison_of(token: str, operator: Operator) -> ComparisonPage:
    """The comparison that a form brought back. Raises Http404 for one that was not made here, for this operator."""
    try:
        here, there = from_token(token, str(operator.pk))
    except Untrusted as error:
        raise Http404("No such comparison.") from error
    return ComparisonPage(here=here, there=there)
