"""What an operator wants to change, and what they saw when they decided it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.core import signing

from pools.saving.states import Comparison, Difference, State, value_at, with_changes


class Untrusted(ValueError):
    """A proposal that did not come from here, or that was made for something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Somebody else changed the same setting: as it was shown, as it is now, as the operator wants it."""

    path: str
    shown: Any
    now: Any
    mine: Any


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Changes by path (None takes a value away) to something that looked like `baseline`.

    `origin` says where they come from: the id of a form's section, or words such as "Restore of …".
    """

    baseline: State
    changes: Mapping[str, Any]
    origin: str = ""

    def clashes(self, now: State, comparison: Comparison) -> list[Clash]:
        """What somebody else has changed since, to something that is neither what was shown nor what is wanted."""
        three_ways = [
            (path, value_at(self.baseline, path), value_at(now, path), mine)
            for path, mine in self.changes.items()
        ]
        return [
            Clash(path=path, shown=shown, now=present, mine=mine)
            for path, shown, present, mine in three_ways
            if not comparison.means_same(path, shown, present)
            and not comparison.means_same(path, present, mine)
        ]

    def meanwhile(self, now: State, comparison: Comparison) -> list[Difference]:
        """What somebody else has changed that these changes do not touch: it is kept."""
        moved = comparison.differences(self.baseline, now)
        return [each for each in moved if not self.touches(each.path)]

    def touches(self, path: str) -> bool:
        """Whether a change is at this path, above it or below it."""
        return any(
            path == mine or path.startswith(f"{mine}.") or mine.startswith(f"{path}.")
            for mine in self.changes
        )

    def wanted(self, now: State) -> dict[str, Any]:
        """The state that it leads to from what is there now."""
        return with_changes(now, self.changes)

    def keeping_theirs(self, now: State, paths: frozenset[str]) -> "Proposal":
        """The same without those changes, decided in view of what is there now."""
        kept = {path: value for path, value in self.changes.items() if path not in paths}
        return replace(self, baseline=now, changes=kept)

    @cached_property
    def _content(self) -> dict[str, Any]:
        return {"baseline": self.baseline, "changes": self.changes, "origin": self.origin}

    def token(self, about: str) -> str:
        """Signed text that brings it through a form. `about` names the thing and the operator it is for."""
        return signing.dumps(self._content, salt=f"proposal:{about}", compress=True)

    @classmethod
    def from_token(cls, token: str, about: str) -> "Proposal":
        """Raises Untrusted."""
        try:
            return cls(**signing.loads(token, salt=f"proposal:{about}"))
        except (signing.BadSignature, TypeError) as error:
            raise Untrusted(about) from error
