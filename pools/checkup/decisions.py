"""Where a finding is accepted, and where that is taken back."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from pools.checkup.examination import Finding
from pools.checkup.models import Acceptance


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPlace:
    """A rule, and the thing of a pool that it was run over; `label` is what that is called."""

    kind: str
    target: str
    check: str
    label: str = ""

    @classmethod
    def of(cls, finding: Finding) -> "FindingPlace":
        """The place of a finding."""
        subject = finding.subject
        return cls(kind=subject.kind, target=subject.target, check=finding.check.name, label=subject.label)

    @classmethod
    def of_acceptance(cls, acceptance: Acceptance) -> "FindingPlace":
        """The place of an acceptance, which knows no name of its thing."""
        target = acceptance.target
        return cls(kind=acceptance.kind, target=target, check=acceptance.check_name, label=target)

    @property
    def is_pool(self) -> bool:
        return self.kind == "pool"

    @property
    def anchor(self) -> str:
        """The id of its element on a page."""
        return self.check if self.is_pool else f"{self.check}-{slugify(self.target)}"

    @property
    def arguments(self) -> dict[str, Any]:
        """What its addresses say besides the pool."""
        return (
            {"check": self.check}
            if self.is_pool
            else {
                "kind": self.kind,
                "target": self.target,
                "check": self.check,
            }
        )
