"""What came of a save, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pools.editing.subjects import Subject
from pools.saving.engine import Outcome
from pools.saving.proposals import Proposal
from pools.saving.states import Difference, with_changes
from pools.saving.words import Worded


@dataclass(frozen=True, kw_only=True)
class ReportPage:
    """A kept report. `state` is what was read afterwards, from which the rest or the way back would begin."""

    report: Mapping[str, Any]
    subject: Subject
    state: Mapping[str, Any] | None = None

    @property
    def outcome(self) -> str:
        return str(self.report["outcome"])

    @property
    def is_as_asked(self) -> bool:
        """Whether nothing is missing and nothing else has moved: there is no more to tell."""
        return self.outcome == Outcome.SAVED and not self.finish and not self.moved

    @property
    def was_read(self) -> bool:
        """Whether the pool could be read afterwards."""
        return bool(self.report["read_back"])

    @property
    def missing_title(self) -> str:
        return "Not changed" if self.was_read else "Asked for"

    @property
    def missing_about(self) -> str:
        if self.was_read:
            return "These were asked for, and are still as they were."
        return "Whether these were done is not known."

    @cached_property
    def landed(self) -> list[Worded]:
        return self._worded("landed", stands="after")

    @cached_property
    def missing(self) -> list[Worded]:
        return self._worded("missing", stands="before")

    @cached_property
    def different(self) -> list[Worded]:
        return self._worded("different", stands="after")

    @cached_property
    def moved(self) -> list[Worded]:
        return self._worded("moved", stands="after")

    @property
    def finish(self) -> str:
        """A proposal to do what is still missing; empty where nothing is."""
        left = [*self.report["missing"], *self.report["different"]]
        wanted = {each["path"]: each["after"] for each in self.report["missing"]}
        wanted |= {each["path"]: each["before"] for each in self.report["different"]}
        return self._token(wanted, "The rest of an earlier save") if left else ""

    @property
    def go_back(self) -> str:
        """A proposal to undo what was done, and what moved with it."""
        undone = [*self.report["landed"], *self.report["moved"]]
        return self._token({each["path"]: each["before"] for each in undone}, "Undoing an earlier save")

    def _worded(self, name: str, *, stands: str) -> list[Worded]:
        """Differences of the report in words; `stands` is their side that was read afterwards, "before" or "after"."""
        differences = [Difference(**each) for each in self.report[name]]
        if self.state is None:
            return self.subject.in_words(differences)
        other = {each.path: each.before if stands == "after" else each.after for each in differences}
        states = [with_changes(self.state, other), self.state]
        before, after = states if stands == "after" else reversed(states)
        return self.subject.worded(differences, before, after)

    def _token(self, changes: Mapping[str, Any], origin: str) -> str:
        if self.state is None or not changes:
            return ""
        return Proposal(baseline=self.state, changes=changes, origin=origin).token(self.subject.about)
