"""Running the rules over a case, and what they come to."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from users.diagnosis.cases import Case, Source
from users.diagnosis.checks import Certainty, Effect, Evidence, Rule
from users.diagnosis.rules import RULES

SURE = (Certainty.KNOWN, Certainty.LIKELY)
# The most telling first. What is only possible comes last, whatever its effect.
ORDER = [
    (effect, certainty)
    for certainties in (SURE, (Certainty.POSSIBLE,))
    for effect in Effect
    for certainty in certainties
]
TONES = {
    (Effect.BARS, Certainty.KNOWN): "danger",
    (Effect.BARS, Certainty.LIKELY): "warning",
    (Effect.NARROWS, Certainty.KNOWN): "info",
    (Effect.NARROWS, Certainty.LIKELY): "info",
    (Effect.NO_RECOVERY, Certainty.KNOWN): "warning",
    (Effect.NO_RECOVERY, Certainty.LIKELY): "warning",
}
ANSWERS = {
    (Effect.BARS, Certainty.KNOWN): "No:",
    (Effect.BARS, Certainty.LIKELY): "Probably not:",
    (Effect.NARROWS, Certainty.KNOWN): "Only",
    (Effect.NARROWS, Certainty.LIKELY): "Only",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one rule found."""

    rule: Rule
    evidence: Evidence

    @property
    def certainty(self) -> Certainty:
        return self.evidence.certainty or self.rule.certainty

    @property
    def kind(self) -> tuple[Effect, Certainty]:
        return self.rule.effect, self.certainty

    @property
    def tone(self) -> str:
        return TONES.get(self.kind, "neutral")

    @property
    def answer(self) -> str:
        """To "Can they sign in?", as far as this finding goes; empty where it decides nothing."""
        start = ANSWERS.get(self.kind)
        return f"{start} {self.evidence.verdict or self.rule.verdict}" if start else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer in a line."""

    words: str
    tone: str


CLEAR = Verdict(words="Nothing in the way, as far as Lifeguard can see", tone="success")


@dataclass(frozen=True)
class Diagnosis:
    """What the rules say of a case."""

    case: Case

    @cached_property
    def findings(self) -> list[Finding]:
        """The most telling first."""
        return sorted(self._findings(), key=lambda finding: ORDER.index(finding.kind))

    @property
    def deciding(self) -> list[Finding]:
        """What answers the question."""
        return [finding for finding in self.findings if finding.answer]

    @property
    def recovery(self) -> list[Finding]:
        """What matters once they have forgotten the password."""
        return [each for each in self._undecided if each.certainty in SURE]

    @property
    def possible(self) -> list[Finding]:
        return [each for each in self._undecided if each.certainty not in SURE]

    @property
    def verdict(self) -> Verdict:
        first = next(iter(self.deciding), None)
        return Verdict(words=f"{first.answer}.", tone=first.tone) if first else CLEAR

    @cached_property
    def passed(self) -> list[Rule]:
        found = {finding.rule.name for finding in self.findings}
        return [rule for rule in RULES if self._can_ask(rule) and rule.name not in found]

    @property
    def unasked(self) -> list[Rule]:
        """The rules that say nothing, because something was not read."""
        return [rule for rule in RULES if not self._can_ask(rule)]

    @property
    def missing(self) -> set[Source]:
        return {source for rule in self.unasked for source in rule.needs - self.case.read}

    @property
    def _undecided(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.answer]

    def _findings(self) -> Iterator[Finding]:
        for rule in RULES:
            if self._can_ask(rule) and (evidence := rule.finds(self.case)):
                yield Finding(rule=rule, evidence=evidence)

    def _can_ask(self, rule: Rule) -> bool:
        return rule.needs <= self.case.read
