"""The review page: what a proposal would change, in words and as calls, before anything is sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from console.cognito.errors import CognitoError
from console.ui.forms import ConsoleForm
from console.ui.pages import in_words, render_page
from console.ui.problems import Problem
from pools.editing.reports import ReportPage
from pools.editing.subjects import Subject
from pools.gateway import managed_by
from pools.saving import engine, history
from pools.saving.calls import Step, in_cli, in_json, in_python
from pools.saving.engine import Outcome, Report, Review
from pools.saving.proposals import Proposal, Untrusted
from pools.saving.risks import Risk
from pools.saving.rules import Rule
from pools.saving.states import value_at
from pools.saving.words import Worded, WordedClash, clashes_in_words

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
    """A review in words. `problem` is why Cognito refused it just now, if it did.

    `question` is what has to be typed along with the save, if anything has.
    """

    review: Review
    subject: Subject
    problem: CognitoError | None = None
    question: ConsoleForm | None = None

    @cached_property
    def token(self) -> str:
        return self.review.proposal.token(self.subject.about)

    @cached_property
    def changes(self) -> list[Worded]:
        return self.subject.worded(self.review.differences, self.review.now, self.review.wanted)

    @cached_property
    def clashes(self) -> list[WordedClash]:
        return clashes_in_words(self.review.clashes, self.subject.sections)

    @cached_property
    def meanwhile(self) -> list[Worded]:
        return self.subject.in_words(self.review.meanwhile)

    @cached_property
    def warnings(self) -> list[Risk]:
        return self.subject.risks(self.review.now, self.review.wanted)

    @cached_property
    def broken(self) -> list[Rule]:
        """What Cognito is going to refuse; a form says it beside its fields, other origins have none."""
        return self.subject.broken(self.review.now, self.review.wanted)

    @property
    def managed_by(self) -> str:
        return managed_by(self.review.now.get("UserPoolTags") or {})

    @cached_property
    def calls(self) -> list[Call]:
        return calls_of(self.review.steps, region=self.subject.pool.connection.region)

    @property
    def edit_url(self) -> str:
        """Where the changes were typed; empty where they come from elsewhere."""
        return self.subject.edit_url(self.review.proposal.origin)

    @property
    def refusal(self) -> str:
        """Cognito's refusal as signed text, so that the form can say it beside the field that it blames."""
        if self.problem is None:
            return ""
        refusal = {"message": in_words(self.problem), "paths": self.subject.blamed(self.problem)}
        return signing.dumps(refusal, salt=f"refusal:{self.subject.about}", compress=True)

    @property
    def explained(self) -> Problem | None:
        return Problem.of(self.problem) if self.problem else None

    @property
    def broken_role(self) -> str:
        """The SMS role that makes Cognito refuse every change, where that is the problem."""
        if self.problem is None or self.problem.code not in SMS_ROLE_CODES:
            return ""
        return next((str(role) for path in SMS_ROLES if (role := value_at(self.review.now, path))), "")

    @property
    def status(self) -> int:
        if self.problem:
            return self.problem.status
        if self.question and self.question.is_bound and self.question.errors:
            return 422
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


def review_of(request: HttpRequest, subject: Subject, proposal: Proposal) -> HttpResponse:
    """Read fresh and show what the proposal would do. Raises CognitoError."""
    return _render(request, subject, engine.review(subject.saver, proposal))


def review_again(request: HttpRequest, subject: Subject) -> HttpResponse:
    """The review of a proposal that comes with the request, after clashes were decided if there were any."""
    proposal = proposal_in(request, subject)
    if "decided" in request.POST:
        theirs = frozenset(request.POST.getlist("theirs"))
        proposal = proposal.keeping_theirs(subject.saver.read_state(), theirs)
    return review_of(request, subject, proposal)


def save(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Save what was reviewed, unless something stands against it now; then tell what came of it."""
    proposal = proposal_in(request, subject)
    question = subject.question(proposal, request.POST)
    if question and not question.is_valid():
        return _render(request, subject, engine.review(subject.saver, proposal), question=question)
    if question:
        subject.take(question)
    result = engine.save(subject.saver, proposal)
    if not isinstance(result, Report):
        return _render(request, subject, result)
    if result.outcome is Outcome.REFUSED:
        return _render(request, subject, result.review, problem=result.problem)
    return _tell(request, subject, result)


def proposal_in(request: HttpRequest, subject: Subject) -> Proposal:
    """The proposal of a form. Raises Http404 for one that was not made here, for this thing and operator."""
    try:
        return Proposal.from_token(request.POST.get("proposal", ""), subject.about)
    except Untrusted as error:
        raise Http404("No such proposal.") from error


def refusal_in(request: HttpRequest, subject: Subject) -> tuple[str, list[str]] | None:
    """What Cognito had said to the proposal of a form, and which paths it blames; None where it said nothing."""
    try:
        refusal = signing.loads(request.POST.get("refusal", ""), salt=f"refusal:{subject.about}")
    except signing.BadSignature:
        return None
    return refusal["message"], refusal["paths"]


def _tell(request: HttpRequest, subject: Subject, report: Report) -> HttpResponse:
    """What a save came to: in a line, on a page of its own, or that nobody knows."""
    revision = history.note_save(subject, report)
    if report.after is None:
        subject.name_pool(request, report.review.now)
        page = ReportPage(report=revision.report, subject=subject)
        context = {"page": page, "pool": subject.pool, "subject": subject}
        return render_page(request, "pools/editing/unread.html", context, status=504)
    page = ReportPage(report=revision.report, subject=subject, state=revision.state)
    if subject.reports_in_a_line and page.is_as_asked:
        messages.success(request, f"The {subject.noun} was saved, and read back from Cognito afterwards.")
        return redirect(subject.back_url)
    return redirect(subject.report_url(revision.pk))


def _render(
    request: HttpRequest,
    subject: Subject,
    review: Review,
    *,
    problem: CognitoError | None = None,
    question: ConsoleForm | None = None,
) -> HttpResponse:
    subject.name_pool(request, review.now)
    page = ReviewPage(
        review=review,
        subject=subject,
        problem=problem,
        question=question or subject.question(review.proposal),
    )
    context = {"page": page, "pool": subject.pool, "subject": subject}
    return render_page(request, "pools/editing/review.html", context, status=page.status)
