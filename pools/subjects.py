"""What is saved safely, as its pages need to know it: how it is called, where its pages are, what its settings mean."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cached_property

from django.urls import reverse

from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError
from pools import refusals, risks, rules
from pools.differences import Worded, in_words
from pools.gateway.settings import SettingsGateway
from pools.saving.engine import Saver
from pools.saving.states import Difference, State
from pools.sections import SECTIONS
from pools.settings import Section


class Subject(ABC):
    """A pool, or something that hangs on one."""

    kind: str
    # Which of the pool's things of that kind; a pool itself has no further name.
    target: str = ""
    noun: str
    sections: Sequence[Section]
    # What to know of the calls that a save makes.
    sending: str = "Cognito resets what an update leaves out, so everything is sent, in this order."

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
        """The address of the page that tells what a save came to; empty where the answer itself tells it."""
        return reverse("pools:revision", args=(self.pool.connection.slug, self.pool.id, revision))

    def name(self, state: State) -> str:
        """What people call it."""
        return str(state.get("Name", ""))

    def worded(self, differences: Sequence[Difference], before: State, after: State) -> list[Worded]:
        """What differs between two states, in words."""
        return in_words(differences, self.sections)

    def broken(self, now: State, wanted: State) -> list[rules.Rule]:
        """What Cognito is going to refuse."""
        return []

    def risks(self, now: State, wanted: State) -> list[risks.Risk]:
        """What a change can do to people."""
        return []

    def blamed(self, problem: CognitoError) -> tuple[str, ...]:
        """The paths of the settings that may have caused a refusal, most likely first."""
        return ()

    @property
    def about(self) -> str:
        """What a proposal's signature is bound to: this thing and this operator."""
        return f"{self.kind}:{self.pool.connection.slug}:{self.pool.id}:{self.target}:{self.pool.operator.pk}"

    def section_called(self, name: str) -> Section | None:
        return next((each for each in self.sections if each.id == name), None)


class PoolSubject(Subject):
    """A pool with the settings of both its stores."""

    kind = "pool"
    noun = "pool"
    sections = SECTIONS

    @cached_property
    def saver(self) -> SettingsGateway:
        return self.pool.gateway(SettingsGateway)

    @property
    def urls(self) -> dict[str, str]:
        place = (self.pool.connection.slug, self.pool.id)
        return {
            "review": reverse("pools:review_settings", args=place),
            "save": reverse("pools:save_settings", args=place),
            "back": reverse("pools:pool", args=place),
        }

    def edit_url(self, origin: str) -> str:
        if self.section_called(origin) is None:
            return ""
        return reverse("pools:edit_settings", args=(self.pool.connection.slug, self.pool.id, origin))

    def broken(self, now: State, wanted: State) -> list[rules.Rule]:
        return rules.newly_broken(now, wanted)

    def risks(self, now: State, wanted: State) -> list[risks.Risk]:
        return risks.of(now, wanted)

    def blamed(self, problem: CognitoError) -> tuple[str, ...]:
        return refusals.paths_blamed(problem)
