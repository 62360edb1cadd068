"""What a rule of the diagnosis is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from users.diagnosis.cases import Case, Source
from users.diagnosis.remedies import Remedy
from users.gateway import User


class Certainty(Enum):
    """How sure the diagnosis is of a finding, surest first."""

    KNOWN = "Known"
    LIKELY = "Likely"
    POSSIBLE = "Possible"

    @property
    def meaning(self) -> str:
        return MEANINGS[self]


MEANINGS = {
    Certainty.KNOWN: "Cognito says so.",
    Certainty.LIKELY: "What was read points to it.",
    Certainty.POSSIBLE: "It cannot be seen from here: ask the person.",
}


class Effect(Enum):
    """What a finding means for somebody who wants to sign in."""

    BARS = "They cannot sign in"
    NARROWS = "They can sign in in one way only"
    NO_RECOVERY = "A forgotten password cannot be replaced by a code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was read, in words that hold no personal data: other people stand in `others`.

    `verdict` and `certainty` are said here where they depend on what was read.
    """

    words: str
    others: tuple[User, ...] = ()
    verdict: str = ""
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule as data. `finds` looks at a case and returns evidence, or None where nothing is in the way.

    `verdict` ends the sentence "No: ...", "Probably not: ..." or "Only ...". `passes` is what holds where nothing
    is found. Without all the parts in `needs` a rule says nothing. Of `helps` the first that Cognito would accept
    is offered.
    """

    name: str
    title: str
    effect: Effect
    certainty: Certainty
    verdict: str
    passes: str
    advice: str
    finds: Callable[[Case], Evidence | None]
    needs: frozenset[Source] = frozenset()
    helps: tuple[Remedy, ...] = ()
