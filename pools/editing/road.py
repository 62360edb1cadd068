"""The one road by which something is changed safely: its form, the review, the save, and what came of it."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from console.access.decorators import View, requires
from console.access.reach import PoolAccess
from console.ui.pages import render_page
from pools.editing import reviews
from pools.editing.forms import ReviewedForm, RowsForm, SectionForm
from pools.editing.subjects import Subject
from pools.saving import history
from pools.saving.proposals import Proposal
from pools.saving.states import State, with_changes

F = TypeVar("F", bound=ReviewedForm)
R = TypeVar("R", bound=RowsForm)


class Editing(ABC, Generic[F]):
    """How a section of something is edited: its form, and the page that shows it."""

    template: ClassVar[str] = "pools/editing/edit.html"

    def __init__(self, subject: Subject, section: str = "") -> None:
        """Raises Http404 for a section that it has no form for; without a name there is only one."""
        asked = subject.section_called(section) if section else subject.edited[0]
        if asked is None:
            raise Http404("There is no such section.")
        self.subject, self.section = subject, asked

    @abstractmethod
    def form(
        self, state: State, data: Any = None, files: Any = None, *, typed: Mapping[str, Any] | None = None
    ) -> F:
        """A form about what looks like `state`. It begins with what was `typed`, as changes by path."""

    def read(self) -> State:
        """Its present state, read fresh. Raises CognitoError."""
        return self.subject.saver.read_state()

    def begin(self, state: State) -> Mapping[str, Any]:
        """Changes by path that go along whatever is typed, such as a copy of what holds so far."""
        return {}

    def suggested(self, request: HttpRequest, state: State) -> Mapping[str, Any]:
        """Changes by path that its fields begin with although nobody has typed them yet."""
        return {}

    def instead(self, request: HttpRequest, state: State) -> HttpResponse | None:
        """The answer where it cannot be changed at all."""
        return None

    def unjudged(self, request: HttpRequest, state: State) -> F | None:
        """What was typed without a judgement, where more of the form was asked for; None where it was sent off."""
        return None

    def context(self, form: F) -> Mapping[str, Any]:
        """What the page needs besides: `crumbs` (pairs of a label and an address) and what its template names."""
        return {}

    def render(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        return render_page(request, self.template, context)

    def apart(self, shown: Proposal) -> tuple[Proposal, dict[str, Any]]:
        """What a proposal changes elsewhere, and its changes in this section."""
        alone = len(self.subject.edited) == 1
        here = {path: value for path, value in shown.changes.items() if alone or self._covers(path)}
        elsewhere = {path: value for path, value in shown.changes.items() if path not in here}
        return Proposal(baseline=shown.baseline, changes=elsewhere, origin=self.section.id), here

    def _covers(self, path: str) -> bool:
        return any(setting.covers(path) for setting in self.section.settings)


class SectionEditing(Editing[SectionForm]):
    """One with a field for each setting of the section."""

    kind: type[SectionForm]

    @property
    def plan(self) -> str:
        """The pool's feature plan; empty where no setting needs one."""
        return ""

    def form(
        self, state: State, data: Any = None, files: Any = None, *, typed: Mapping[str, Any] | None = None
    ) -> SectionForm:
        return self.kind(
            data, section=self.section, state=state, rules=self.subject.rules, typed=typed, plan=self.plan
        )


class RowsEditing(Editing[R]):
    """One with rows, of which more can be asked for."""

    @abstractmethod
    def again(self, state: State, request: HttpRequest) -> R:
        """The same as typed, without a judgement, with more rows."""

    def unjudged(self, request: HttpRequest, state: State) -> R | None:
        return self.again(state, request) if "more" in request.POST else None

    def context(self, form: R) -> Mapping[str, Any]:
        return {"rows": form.rows}

    def render(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        return render_page(request, self.template, context, status=context["form"].status)


class Road(NamedTuple):
    """The views of the road."""

    edit: View
    review: View
    save: View


def road_of(subject: type[Subject], editing: type[Editing[Any]]) -> Road:
    """The views by which such a thing is edited, reviewed and saved by those who may do it."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @never_cache
    @requires(subject.edits)
    def edit_view(request: HttpRequest, pool: PoolAccess, **ids: str) -> HttpResponse:
        section = ids.pop(subject.section_key, "")
        return edit(request, editing(subject(pool, **ids), section))

    @require_POST
    @never_cache
    @requires(subject.edits)
    def review_view(request: HttpRequest, pool: PoolAccess, **ids: str) -> HttpResponse:
        return reviews.review_again(request, subject(pool, **ids))

    @require_POST
    @never_cache
    @requires(subject.edits)
    def save_view(request: HttpRequest, pool: PoolAccess, **ids: str) -> HttpResponse:
        return reviews.save(request, subject(pool, **ids))

    return Road(edit=edit_view, review=review_view, save=save_view)


def edit(request: HttpRequest, editing: Editing[Any]) -> HttpResponse:
    """The form, what is wrong with it, or else the review of what was typed.

    Raises CognitoError, and Http404 for a proposal that was not made here.
    """
    subject = editing.subject
    if request.method != "POST":
        return _begin(request, editing)
    shown = reviews.proposal_in(request, subject)
    if "edit" in request.POST:
        return _go_on(request, editing, shown)
    state = shown.wanted(shown.baseline)
    if (unjudged := editing.unjudged(request, state)) is not None:
        return _show(request, editing, shown, unjudged)
    form = editing.form(state, request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, editing, shown, form)
    changes = {**shown.changes, **form.changes}
    if not subject.comparison.differences(shown.baseline, with_changes(shown.baseline, changes)):
        messages.info(request, "Nothing was changed, so there is nothing to save.")
        return _show(request, editing, shown, form)
    proposal = Proposal(baseline=shown.baseline, changes=changes, origin=editing.section.id)
    return reviews.review_of(request, subject, proposal)


def _begin(request: HttpRequest, editing: Editing[Any]) -> HttpResponse:
    state = editing.read()
    if (instead := editing.instead(request, state)) is not None:
        return instead
    history.note_seen(editing.subject, state)
    begun = Proposal(baseline=state, changes=editing.begin(state), origin=editing.section.id)
    return _show(
        request, editing, begun, editing.form(begun.wanted(state), typed=editing.suggested(request, state))
    )


def _go_on(request: HttpRequest, editing: Editing[Any], proposal: Proposal) -> HttpResponse:
    """Back from a review, with what was typed and what Cognito said to it."""
    shown, typed = editing.apart(proposal)
    form = editing.form(shown.wanted(shown.baseline), typed=typed)
    if refusal := reviews.refusal_in(request, editing.subject):
        form.refuse(*refusal)
    return _show(request, editing, shown, form)


def _show(request: HttpRequest, editing: Editing[Any], shown: Proposal, form: ReviewedForm) -> HttpResponse:
    subject = editing.subject
    subject.name_pool(request, shown.baseline)
    context = {
        "pool": subject.pool,
        "subject": subject,
        "section": editing.section,
        "form": form,
        "token": shown.token(subject.about),
        "unknown": subject.saver.unknown(shown.baseline),
        "links": [(each, subject.edit_url(each.id)) for each in subject.edited],
        **editing.context(form),
    }
    return editing.render(request, context)
