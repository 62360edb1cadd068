"""What is saved safely, as its pages need to know it: how it is called, where its pages are, what its settings mean."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.urls import reverse

from console.access import actions
from console.access.actions import Action
from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError
from console.ui.forms import ConsoleForm
from pools.saving import history
from pools.saving.engine import Saver
from pools.saving.models import Revision
from pools.saving.proposals import Proposal
from pools.saving.risks import Risk
from pools.saving.rules import Rule
from pools.saving.settings import Section
from pools.saving.states import Difference, State
from pools.saving.words import Worded, in_words, setting_at

LAST_STATES = 5


class Subject(ABC):
    """A pool, or something that hangs on one."""

    kind: str
    # Which of the pool's things of that kind; a pool itself has no further name.
    target: str = ""
    noun: str
    # Why its calls hold what they hold.
    about_calls: str = "Cognito resets what an update leaves out, so everything is sent, in this order."
    sections: Sequence[Section]
    # What it takes to look at its states, and to bring one back.
    reads: Action = actions.VIEW_POOL
    edits: Action = actions.CHANGE_SETTINGS
    # Whether a save that came out as asked is told in a line on its own page, instead of in a report.
    told_in_a_line: bool = True

    def __init__(self, pool: PoolAccess) -> None:
        self.pool = pool

    @cached_property
    @abstractmethod
    def saver(self) -> Saver:
        """Reads and writes it."""

    @property
    @abstractmethod
    def urls(self) -> dict[str, str]:
        """The addresses of its pages: "review", "save" and "back"."""

    def edit_url(self, origin: str) -> str:
        """The address of the form that a proposal comes from; empty where there is none."""
        return ""

    def report_url(self, revision: int) -> str:
        """The address of the page that tells what a save came to."""
        return reverse("pools:state", args=(self.pool.connection.slug, self.pool.id, revision))

    @cached_property
    def states(self) -> list[Revision]:
        """The newest known states."""
        return list(history.states(self.pool, kind=self.kind, target=self.target)[:LAST_STATES])

    def changes_towards(self, now: State, wanted: State) -> dict[str, Any]:
        """Changes by path that lead from one state towards another, as far as there are settings to write.

        None takes a value away.
        """
        told = self.saver.comparison.differences(now, wanted)
        return {each.path: each.after for each in told if self._writes(each.path)}

    def name(self, state: State) -> str:
        """What people call it."""
        return str(state.get("Name", ""))

    def in_words(self, differences: Sequence[Difference]) -> list[Worded]:
        """Differences in the words of its settings."""
        return in_words(differences, self.sections)

    def worded(self, differences: Sequence[Difference], before: State, after: State) -> list[Worded]:
        """What differs between two states, in words."""
        return self.in_words(differences)

    def broken(self, now: State, wanted: State) -> list[Rule]:
        """What Cognito is going to refuse."""
        return []

    def risks(self, now: State, wanted: State) -> list[Risk]:
        """What a change can do to people."""
        return []

    def question(self, proposal: Proposal) -> ConsoleForm | None:
        """What has to be typed along with the save because it is kept nowhere; None where nothing has."""
        return None

    def blamed(self, problem: CognitoError) -> tuple[str, ...]:
        """The paths of the settings that may have caused a refusal, most likely first."""
        return ()

    @property
    def about(self) -> str:
        """What a proposal's signature is bound to: this thing and this operator."""
        return f"{self.kind}:{self.pool.connection.slug}:{self.pool.id}:{self.target}:{self.pool.operator.pk}"

    def _writes(self, path: str) -> bool:
        setting, section = setting_at(path, self.sections)
        return section is not None and not (setting.permanent or setting.fixed)

    def section_called(self, name: str) -> Section | None:
        return next((each for each in self.sections if each.id == name), None)
