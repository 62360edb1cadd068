"""The review page: what a proposal would change, in words and as calls, before anything is sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest, HttpResponse

from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import CognitoError
from console.ui.pages import render_page
from console.ui.problems import Problem
from pools import risks, rules
from pools.differences import Worded, WordedClash, clashes_in_words, in_words
from pools.gateway.settings import SettingsGateway
from pools.overview import managed_by
from pools.saving import engine
from pools.saving.calls import Step, in_cli, in_json, in_python
from pools.saving.engine import Review
from pools.saving.proposals import Proposal
from pools.saving.states import found
from pools.sections import SECTIONS
from pools.settings import Section

SMS_ROLES = ("SmsConfiguration.SnsCallerArn", "SmsConfiguration.EumsSms.CallerArn")
SMS_ROLE_CODES = frozenset(
    {"InvalidSmsRoleAccessPolicyException", "InvalidSmsRoleTrustRelationshipException"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call in the ways in which people want to copy it."""

    operation: str
    python: str
    cli: str
    json: str


@dataclass(frozen=True, kw_only=True)
class ReviewPage:
    """A review in words. `problem` is why Cognito refused it just now, if it did."""

    review: Review
    pool: PoolAccess
    problem: CognitoError | None = None

    @cached_property
    def token(self) -> str:
        return self.review.proposal.token(about(self.pool))

    @cached_property
    def changes(self) -> list[Worded]:
        return in_words(self.review.differences)

    @cached_property
    def clashes(self) -> list[WordedClash]:
        return clashes_in_words(self.review.clashes)

    @cached_property
    def meanwhile(self) -> list[Worded]:
        return in_words(self.review.meanwhile)

    @cached_property
    def warnings(self) -> list[risks.Risk]:
        return risks.of(self.review.now, self.review.wanted)

    @cached_property
    def broken(self) -> list[rules.Rule]:
        """What Cognito is going to refuse; a form says it beside its fields, other origins have none."""
        return rules.newly_broken(self.review.now, self.review.wanted)

    @property
    def managed_by(self) -> str:
        return managed_by(self.review.now.get("UserPoolTags") or {})

    @cached_property
    def calls(self) -> list[Call]:
        return calls_of(self.review.steps, region=self.pool.connection.region)

    @property
    def section(self) -> Section | None:
        """The section whose form the changes come from."""
        return section_called(self.review.proposal.origin)

    @property
    def explained(self) -> Problem | None:
        return Problem.of(self.problem) if self.problem else None

    @property
    def broken_role(self) -> str:
        """The SMS role that makes Cognito refuse every change, where that is the problem."""
        if self.problem is None or self.problem.code not in SMS_ROLE_CODES:
            return ""
        return next((str(role) for path in SMS_ROLES if (role := found(self.review.now, path))), "")

    @property
    def status(self) -> int:
        if self.problem:
            return self.problem.status
        return 409 if self.review.clashes or self.review.unknown else 200


def calls_of(steps: Iterable[Step], *, region: str) -> list[Call]:
    """The calls of a save or a creation, ready to be copied."""
    return [
        Call(
            operation=step.operation,
            python=in_python(step, region=region),
            cli=in_cli(step, region=region),
            json=in_json(step),
        )
        for step in steps
    ]


def section_called(name: str) -> Section | None:
    return next((each for each in SECTIONS if each.id == name), None)


def about(pool: PoolAccess) -> str:
    """What a proposal's signature is bound to: this pool and this operator."""
    return f"{pool.connection.slug}:{pool.id}:{pool.operator.pk}"


def show_review(request: HttpRequest, pool: PoolAccess, proposal: Proposal) -> HttpResponse:
    """Read the pool fresh and show what the proposal would do. Raises CognitoError."""
    review = engine.review(pool.gateway(SettingsGateway), proposal)
    return render_review(request, ReviewPage(review=review, pool=pool))


def render_review(request: HttpRequest, page: ReviewPage) -> HttpResponse:
    call_pool(request, page.review.now["Name"])
    context = {"page": page, "pool": page.pool}
    return render_page(request, "pools/settings/review.html", context, status=page.status)
