"""The pages of a draft: what never changes, custom attributes, each section of settings, and the review."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any, Protocol

from django.http import Http404, HttpRequest, HttpResponse

from console.access import actions
from console.access.reach import reach_whole_connection, signed_in
from console.cognito.connections import Connection
from console.cognito.errors import CognitoError
from console.ui.pages import render_page
from console.ui.problems import Problem
from pools.creation.drafts import NEW_POOL, PoolDraft, as_new, schema_parameters
from pools.creation.forms import DraftSectionForm
from pools.creation.permanent_forms import CustomRows, PermanentForm
from pools.editing.reviews import Call, calls_of
from pools.gateway import SchemaAttribute
from pools.saving.proposals import Untrusted
from pools.saving.risks import Risk, applying
from pools.saving.rules import Rule, broken
from pools.saving.settings import MFA, Row, Section, rows
from pools.saving.states import with_changes
from pools.settings.overview import AttributeRow
from pools.settings.risks import RISKS
from pools.settings.rules import RULES
from pools.settings.sections import EDITED, SECTIONS
from pools.settings.state import in_step, is_edited

PERMANENT, CUSTOM, REVIEW = "permanent", "attributes", "review"
FIRST_PAGES = {PERMANENT: "Decided for ever", CUSTOM: "Custom attributes"}
PAGES = {**FIRST_PAGES, **{section.id: section.title for section in EDITED}, REVIEW: "Review"}

# What a pool can do without, and what would be expected of a new one.
TAKEN_ON = frozenset(
    {"LambdaConfig", "SmsConfiguration", "EmailConfiguration", "KeyConfiguration", "DcrConfiguration"}
)
UNLESS_SAID = {"DeletionProtection": "ACTIVE", MFA: {"MfaConfiguration": "OFF"}}


class DraftForm(Protocol):
    """A page of a draft that was filled in."""

    def is_valid(self) -> bool: ...

    @property
    def changes(self) -> dict[str, Any]:
        """What it decides, by path of the state. Only for a valid form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A page of the draft, as the list of pages names it."""

    id: str
    title: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage:
    """What every page of a draft shows."""

    draft: PoolDraft
    page: str
    token: str
    place: Connection

    @property
    def title(self) -> str:
        return PAGES[self.page]

    @property
    def links(self) -> list[PageLink]:
        return [PageLink(id=id, title=title, current=id == self.page) for id, title in PAGES.items()]

    @property
    def next(self) -> PageLink:
        """The page that follows."""
        ids = list(PAGES)
        following = ids[min(ids.index(self.page) + 1, len(ids) - 1)]
        return PageLink(id=following, title=PAGES[following], current=False)


@dataclass(frozen=True, kw_only=True)
class DraftReview:
    """The whole draft in words, what may go wrong with it, and the calls that make it."""

    draft: PoolDraft
    place: Connection

    @cached_property
    def state(self) -> dict[str, Any]:
        return as_new(self.draft.state)

    @cached_property
    def permanent(self) -> list[Row]:
        """What can never be changed, in words."""
        settings = [each for section in SECTIONS for each in section.settings if each.permanent]
        return rows(Section(id=PERMANENT, title="", settings=tuple(settings)), self.state)

    @cached_property
    def attributes(self) -> list[AttributeRow]:
        """The attributes that are not as Cognito makes them: required, immutable, of other lengths, custom."""
        sent = {each["Name"] for each in schema_parameters(self.state.get("SchemaAttributes") or ())}
        listed = map(SchemaAttribute.from_response, self.state.get("SchemaAttributes") or ())
        return [
            AttributeRow(attribute=each)
            for each in listed
            if each.name.removeprefix("dev:").removeprefix("custom:") in sent
        ]

    @cached_property
    def sections(self) -> list[tuple[Section, list[Row]]]:
        """What else is decided, section by section."""
        filled = [(section, [row for row in rows(section, self.state) if row.is_set]) for section in EDITED]
        edited = [(section, [row for row in listed if is_edited(row.setting)]) for section, listed in filled]
        return [(section, listed) for section, listed in edited if listed]

    @property
    def untouched(self) -> list[Section]:
        """The sections of which nothing is decided."""
        decided = [section for section, _ in self.sections]
        return [section for section in EDITED if section not in decided]

    @cached_property
    def warnings(self) -> list[Risk]:
        """What the new pool takes on: nobody is in it yet who could lose something."""
        nothing_yet = {name: value for name, value in self.state.items() if name not in TAKEN_ON}
        arn = f"arn:aws:cognito-idp:{self.place.region}:ACCOUNT_ID:userpool/{NEW_POOL}"
        return applying(RISKS, {**nothing_yet, **UNLESS_SAID}, {**self.state, "Id": NEW_POOL, "Arn": arn})

    @cached_property
    def broken(self) -> list[tuple[Rule, Section | None]]:
        """What Cognito is going to refuse, and the page where it is put right."""
        return [(rule, _section_of(rule.paths)) for rule in broken(self.state, RULES)]

    @cached_property
    def calls(self) -> list[Call]:
        """The calls in their order; those of one operation, such as one for each group, as one piece."""
        calls = calls_of(self.draft.steps, region=self.place.region)
        runs = [list(run) for _, run in groupby(calls, key=lambda call: call.operation)]
        return [run[0] if len(run) == 1 else _together(run) for run in runs]

    @property
    def number_of_calls(self) -> int:
        return len(self.draft.steps)


def about(request: HttpRequest) -> str:
    """What a draft's signature is bound to: this operator."""
    return str(signed_in(request).pk)


def draft_in(request: HttpRequest) -> PoolDraft:
    """The draft that a form brings along. Raises Http404 for one that was not made here for this operator."""
    try:
        return PoolDraft.from_token(request.POST.get("draft", ""), about(request))
    except Untrusted as error:
        raise Http404("No such draft.") from error


def form_of(
    draft: PoolDraft, page: str, data: Mapping[str, Any] | None = None
) -> PermanentForm | CustomRows | DraftSectionForm:
    """The form of a page. Raises Http404 where there is none of that name."""
    if page == PERMANENT:
        return PermanentForm(data, state=draft.state)
    if page == CUSTOM:
        return CustomRows(data, state=draft.state)
    if (section := _section_called(page)) is None:
        raise Http404("There is no such page.")
    return DraftSectionForm(data, section=section, state=draft.state)


def applied(draft: PoolDraft, form: DraftForm) -> PoolDraft:
    """The draft with what was decided on a page."""
    wanted = with_changes(draft.state, form.changes)
    return draft.with_state(in_step(draft.state, wanted))


def show_draft(
    request: HttpRequest, draft: PoolDraft, page: str = PERMANENT, *, problem: CognitoError | None = None
) -> HttpResponse:
    """A page of a draft, to be filled in or reviewed. Any view that has a draft may answer with it."""
    if page != REVIEW:
        return show_form(request, draft, page, form_of(draft, page))
    shown = _page(request, draft, page)
    context = {
        "page": shown,
        "review": DraftReview(draft=draft, place=shown.place),
        "problem": Problem.of(problem) if problem else None,
    }
    status = problem.status if problem else 200
    return render_page(request, "pools/creation/review.html", context, status=status)


def show_form(
    request: HttpRequest, draft: PoolDraft, page: str, form: PermanentForm | CustomRows | DraftSectionForm
) -> HttpResponse:
    """The form of a page, with what is wrong in it."""
    template = page if page in FIRST_PAGES else "section"
    context = {"page": _page(request, draft, page), "form": form, "section": _section_called(page)}
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render_page(request, f"pools/creation/{template}.html", context, status=status)


def _page(request: HttpRequest, draft: PoolDraft, page: str) -> DraftPage:
    place = reach_whole_connection(request, draft.connection, actions.CREATE_POOL)
    return DraftPage(draft=draft, page=page, token=draft.token(about(request)), place=place.connection)


def _together(calls: list[Call]) -> Call:
    return Call(
        operation=f"{calls[0].operation}, {len(calls)} times",
        python="\n".join(call.python for call in calls),
        cli="\n".join(call.cli for call in calls),
        json="[" + ",\n".join(call.json for call in calls) + "]",
    )


def _section_called(page: str) -> Section | None:
    return next((each for each in EDITED if each.id == page), None)


def _section_of(paths: Sequence[str]) -> Section | None:
    return next(
        (
            section
            for path in paths
            for section in EDITED
            if any(each.covers(path) for each in section.settings)
        ),
        None,
    )
