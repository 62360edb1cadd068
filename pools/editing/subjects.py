"""What is saved safely, as its pages need to know it: how it is called, where its pages are, what its settings mean."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from console.access import actions
from console.access.actions import Action
from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError
from console.ui.forms import ConsoleForm
from pools.addresses import address, name_pool
from pools.saving import history
from pools.saving.engine import Saver
from pools.saving.models import Revision
from pools.saving.proposals import Proposal
from pools.saving.risks import Risk, applying
from pools.saving.rules import Rule, newly_broken
from pools.saving.settings import Section
from pools.saving.states import Comparison, Difference, State
from pools.saving.words import Worded, in_words, setting_at

LAST_STATES = 5


class Subject(ABC):
    """A pool, or something that hangs on one."""

    kind: str
    # Which of the pool's things of that kind; a pool itself has no further name.
    target: str = ""
    noun: str
    # The end of the names of its pages: "domain" for edit_domain, review_domain and save_domain.
    page: str
    # What the address of a form calls its section, where there are several.
    section_key: str = "section"
    # The operations of Lifeguard's own that change it: what they did has not come from outside.
    writes: Sequence[str]
    # Why its calls hold what they hold.
    about_calls: str = "Cognito resets what an update leaves out, so everything is sent, in this order."
    sections: Sequence[Section]
    # Words of a refusal, in lower case, and the settings that it blames then.
    blames: Sequence[tuple[str, tuple[str, ...]]] = ()
    # What it takes to look at its states, and to bring one back.
    reads: Action = actions.VIEW_POOL
    edits: Action = actions.CHANGE_SETTINGS
    # Whether a save that came out as asked is told in a line on its own page, instead of in a report.
    reports_in_a_line: bool = True

    def __init__(self, pool: PoolAccess, **ids: str) -> None:
        """`ids` name it in the addresses of its pages."""
        self.pool, self.ids = pool, ids

    @cached_property
    @abstractmethod
    def saver(self) -> Saver:
        """Reads and writes it."""

    @property
    def comparison(self) -> Comparison:
        """How two states of it are compared."""
        return self.saver.comparison

    def address(self, name: str, **more: str) -> str:
        """The address of a page about it."""
        return address(self.pool, name, **self.ids, **more)

    @property
    @abstractmethod
    def back_url(self) -> str:
        """The address of the page that shows it."""

    @property
    def review_url(self) -> str:
        return self.address(f"review_{self.page}")

    @property
    def save_url(self) -> str:
        return self.address(f"save_{self.page}")

    def edit_url(self, origin: str) -> str:
        """The address of the form that a proposal comes from; empty where there is none."""
        if self.section_called(origin) is None:
            return ""
        section = {self.section_key: origin} if len(self.edited) > 1 else {}
        return self.address(f"edit_{self.page}", **section)

    def report_url(self, revision: int) -> str:
        """The address of the page that tells what a save came to."""
        return reverse("pools:state", args=(self.pool.connection.slug, self.pool.id, revision))

    @property
    def edited(self) -> Sequence[Section]:
        """The sections that have a form."""
        return self.sections

    def section_called(self, name: str) -> Section | None:
        """One of the sections that have a form."""
        return next((each for each in self.edited if each.id == name), None)

    @cached_property
    def states(self) -> list[Revision]:
        """The newest known states."""
        return list(history.states(self)[:LAST_STATES])

    def changes_towards(self, now: State, wanted: State) -> dict[str, Any]:
        """Changes by path that lead from one state towards another, as far as there are settings to write.

        None takes a value away.
        """
        differences = self.comparison.differences(now, wanted)
        return {each.path: each.after for each in differences if self._writes(each.path)}

    def name(self, state: State) -> str:
        """What people call it."""
        return str(state.get("Name", ""))

    def in_words(self, differences: Sequence[Difference]) -> list[Worded]:
        """Differences in the words of its settings."""
        return in_words(differences, self.sections)

    def worded(self, differences: Sequence[Difference], before: State, after: State) -> list[Worded]:
        """What differs between two states, in words."""
        return self.in_words(differences)

    @property
    def rules(self) -> Sequence[Rule]:
        """What Cognito refuses, as far as it is known beforehand."""
        return ()

    @property
    def hazards(self) -> Sequence[Risk]:
        """What changes of it can do to people."""
        return ()

    def broken(self, now: State, wanted: State) -> list[Rule]:
        """What Cognito is going to refuse."""
        return newly_broken(now, wanted, self.rules)

    def risks(self, now: State, wanted: State) -> list[Risk]:
        """What this change can do to people."""
        return applying(self.hazards, now, wanted)

    def name_pool(self, request: HttpRequest, state: State) -> None:
        """Call the pool by its name in the page's header, where its state may tell it."""
        name_pool(request, self.pool)

    def question(self, proposal: Proposal, data: Mapping[str, Any] | None = None) -> ConsoleForm | None:
        """What has to be typed along with the save because it is kept nowhere; None where nothing has.

        `data` is what was typed.
        """
        return None

    def take(self, answer: ConsoleForm) -> None:
        """Keep the valid answer to the question for the save."""
        raise NotImplementedError

    def blamed(self, problem: CognitoError) -> tuple[str, ...]:
        """The paths of the settings that may have caused a refusal, most likely first."""
        text = problem.message.lower()
        return tuple(dict.fromkeys(path for words, paths in self.blames if words in text for path in paths))

    @property
    def about(self) -> str:
        """What a proposal's signature is bound to: this thing and this operator."""
        return f"{self.kind}:{self.pool.connection.slug}:{self.pool.id}:{self.target}:{self.pool.operator.pk}"

    def _writes(self, path: str) -> bool:
        setting, section = setting_at(path, self.sections)
        return section is not None and not (setting.permanent or setting.fixed)
