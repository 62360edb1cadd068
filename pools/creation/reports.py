"""How far the making of a pool has come, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from console.ui.problems import Problem
from pools.creation.making import draft_of, is_overdue
from pools.creation.models import Creation, Stage
from pools.gateway import ListedPool
from pools.saving.states import Difference
from pools.saving.words import Worded
from pools.settings.words import pool_in_words


@dataclass(frozen=True, kw_only=True)
class CreationReport:
    """A creation and what can be done about it.

    `candidates` are pools that a call without an answer may have made; None where they could not be listed.
    `token` is the draft, to be sent once more.
    """

    creation: Creation
    token: str
    candidates: Sequence[ListedPool] | None = ()
    listing_problem: Problem | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether the first attempt may still be at work."""
        return self.creation.stage == Stage.UNDER_WAY and not is_overdue(self.creation)

    @property
    def is_unknown(self) -> bool:
        return self.creation.stage == Stage.UNKNOWN or is_overdue(self.creation)

    @property
    def is_partly(self) -> bool:
        return self.creation.stage == Stage.PARTLY

    @property
    def is_refused(self) -> bool:
        return self.creation.stage == Stage.REFUSED

    @property
    def is_created(self) -> bool:
        return self.creation.stage == Stage.CREATED

    @property
    def was_read_back(self) -> bool:
        return bool(self.creation.checked)

    @property
    def problem(self) -> dict[str, Any]:
        """What went wrong last, and at which call."""
        kept: dict[str, Any] = self.creation.problem
        return kept

    @cached_property
    def differing(self) -> list[Worded]:
        return self._worded("differing")

    @cached_property
    def filled(self) -> list[Worded]:
        return self._worded("filled")

    @cached_property
    def calls_after(self) -> int:
        """How many calls follow the first one."""
        return len(draft_of(self.creation).steps) - 1

    @property
    def went_smoothly(self) -> bool:
        """Whether there is nothing to be said but that it was done."""
        return self.is_created and self.was_read_back and not self.differing

    def _worded(self, name: str) -> list[Worded]:
        return pool_in_words(Difference(**each) for each in self.creation.checked.get(name, []))
