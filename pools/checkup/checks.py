"""What a rule of the check-up is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from pools.saving.states import State


class Severity(Enum):
    """How much a finding matters, gravest first. The values are the tones of badges and callouts."""

    DANGER = "danger"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def meaning(self) -> str:
        return MEANINGS[self]

    @property
    def rank(self) -> int:
        """0 is the gravest."""
        return list(Severity).index(self)

    @property
    def milder(self) -> "Severity":
        return list(Severity)[min(self.rank + 1, len(Severity) - 1)]

    def is_at_least(self, other: "Severity") -> bool:
        return self.rank <= other.rank


LABELS = {
    Severity.DANGER: "Serious",
    Severity.WARNING: "Worth fixing",
    Severity.INFO: "Good to know",
}
MEANINGS = {
    Severity.DANGER: "People or their data are at risk, or something does not work now. Look at it today.",
    Severity.WARNING: "Weaker than it could be, or a surprise that waits. Plan it.",
    Severity.INFO: "Right for some pools and wrong for others. Decide once, and accept it with the reason.",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The values that a rule objects to, in words; `paths` where it is some of the rule's settings alone."""

    words: str
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What makes a finding one step less serious in a pool, and the sentence that says so."""

    holds: Callable[[State], bool]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A rule as data. `finds` looks at a state and returns evidence, or None where all is well.

    `paths` are the settings that the finding is about, the one to change first in front: an acceptance holds as
    long as their values stay. `passes` is what holds where nothing is found. A rule that looks at more than
    DescribeUserPool tells names the other reads in `needs`. What is `permanent` can be fixed in a new pool alone.
    `kind` is the kind of thing whose states it understands. The name stands in addresses and in acceptances:
    it never changes.
    """

    name: str
    severity: Severity
    title: str
    passes: str
    why: str
    advice: str
    finds: Callable[[State], Evidence | None]
    paths: tuple[str, ...]
    milder: tuple[Circumstance, ...] = ()
    needs: frozenset[str] = frozenset()
    permanent: bool = False
    kind: str = "pool"

    def circumstance(self, state: State) -> Circumstance | None:
        """What makes the finding less serious in this state, if anything does."""
        return next((each for each in self.milder if each.holds(state)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A thing to look at: the pool itself, or one of those that hang on it, by its id and name.

    `reads` are the operations besides the describing one whose answers are part of the state.
    """

    state: State
    kind: str = "pool"
    target: str = ""
    label: str = ""
    reads: frozenset[str] = frozenset()
