"""Editing a section of something that is saved safely: the form, what is wrong with it, or else the review."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from console.ui.pages import render_page
from pools.editing import reviews
from pools.editing.forms import SectionForm
from pools.editing.subjects import Subject
from pools.places import name_pool
from pools.saving import history
from pools.saving.proposals import Proposal
from pools.saving.rules import Rule
from pools.saving.settings import Section
from pools.saving.states import State, changed

Render = Callable[[HttpRequest, dict[str, Any]], HttpResponse]
TEMPLATE = "pools/editing/edit.html"


def render_form(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The form as a whole page."""
    return render_page(request, TEMPLATE, context)


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """What is edited, and how its form is made and drawn.

    `begin` are the changes by path that a form begins with beyond its section, such as a copy of what holds so far.
    `context` is for the template: `lead` and `crumbs` (pairs of a label and an address).
    """

    subject: Subject
    section: Section
    form: type[SectionForm]
    rules: tuple[Rule, ...] = ()
    plan: str = ""
    begin: Callable[[State], Mapping[str, Any]] = lambda state: {}
    context: Mapping[str, Any] = field(default_factory=dict)
    render: Render = render_form

    def form_for(
        self, shown: Proposal, data: Any = None, typed: Mapping[str, Any] | None = None
    ) -> SectionForm:
        """A form about what `shown` leads to."""
        state = shown.wanted(shown.baseline)
        return self.form(
            data, section=self.section, state=state, rules=self.rules, typed=typed, plan=self.plan
        )

    def apart(self, shown: Proposal) -> tuple[Proposal, dict[str, Any]]:
        """What a proposal changes elsewhere, and its changes in this section."""
        here = {
            path: value
            for path, value in shown.changes.items()
            if any(setting.covers(path) for setting in self.section.settings)
        }
        elsewhere = {path: value for path, value in shown.changes.items() if path not in here}
        return Proposal(baseline=shown.baseline, changes=elsewhere, origin=self.section.id), here


def edit(request: HttpRequest, editing: Editing) -> HttpResponse:
    """The form of a section, or the review of what was typed. Raises CognitoError, and Http404 for a forged form."""
    subject = editing.subject
    name_pool(request, subject.pool)
    if request.method != "POST":
        state = subject.saver.read_state()
        history.note_seen(subject, state)
        begun = Proposal(baseline=state, changes=editing.begin(state), origin=editing.section.id)
        return _form(request, editing, begun, editing.form_for(begun))
    shown = reviews.proposal_in(request, subject)
    if "edit" in request.POST:
        return _go_on(request, editing, shown)
    form = editing.form_for(shown, request.POST)
    if "preview" in request.POST or not form.is_valid():
        return _form(request, editing, shown, form)
    wanted = changed(form.state, form.changes)
    differences = subject.saver.comparison.differences(shown.baseline, wanted)
    if not differences:
        messages.info(request, "Nothing was changed, so there is nothing to save.")
        return _form(request, editing, shown, form)
    changes = {each.path: each.after for each in differences}
    proposal = Proposal(baseline=shown.baseline, changes=changes, origin=editing.section.id)
    return reviews.review_of(request, subject, proposal)


def _go_on(request: HttpRequest, editing: Editing, proposal: Proposal) -> HttpResponse:
    """Back from a review, with what was typed."""
    shown, typed = editing.apart(proposal)
    form = editing.form_for(shown, typed=typed)
    if refusal := reviews.refusal_in(request, editing.subject):
        form.refuse(*refusal)
    return _form(request, editing, shown, form)


def _form(request: HttpRequest, editing: Editing, shown: Proposal, form: SectionForm) -> HttpResponse:
    subject = editing.subject
    context = {
        "pool": subject.pool,
        "subject": subject,
        "section": editing.section,
        "form": form,
        "token": shown.token(subject.about),
        "unknown": subject.saver.unknown(shown.baseline),
        "links": [(each, subject.edit_url(each.id)) for each in subject.sections],
        **editing.context,
    }
    return editing.render(request, context)
