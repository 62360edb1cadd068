"""The messages in a settings form as somebody is writing them: each text field with its preview beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from console.access.reach import PoolAccess
from console.cognito import model
from console.ui.forms import draw_by
from console.ui.pages import region_asked_for, render_page
from pools.editing.forms import name_of
from pools.saving.states import State, value_at, with_changes
from pools.settings.forms import SettingsForm
from pools.settings.messages.frames import showing_frames
from pools.settings.messages.lengths import SmsSize, sms_size
from pools.settings.messages.notes import notes, unused
from pools.settings.messages.placeholders import strange
from pools.settings.messages.previews import Preview, preview_of, sample_values
from pools.settings.messages.templates import TEMPLATES, Template
from pools.settings.state import written_by

FIELD = "pools/settings/messages/_field.html"
PREVIEW = "pools/settings/messages/_preview.html"
WHOSE = {
    "own": "",
    "older": "The words of an older setting, which count until there are some here.",
    "wording": "The pool has no text of its own: Cognito sends this one.",
}
# A subject is drawn together with the text that it belongs to.
ELSEWHERE = "pools/settings/messages/_nothing.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """How much of the room for a text is used, in characters."""

    label: str
    used: int
    most: int

    @property
    def is_over(self) -> bool:
        return self.used > self.most

    def __str__(self) -> str:
        return f"{self.label}: {self.used:,} of {self.most:,} characters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A placeholder that a message needs, whether it is there, and what happens without it."""

    placeholder: str
    is_there: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class MessageDraft:
    """A message as the form has it now. `url` is the form's own address, `frame_url` that of the HTML's frame."""

    template: Template
    form: SettingsForm
    url: str
    frame_url: str

    @property
    def id(self) -> str:
        return self.template.id

    @property
    def region(self) -> str:
        """The element with its fields and preview; the preview alone is `preview_region`."""
        return f"draft-{self.id}"

    @property
    def preview_region(self) -> str:
        return f"preview-{self.id}"

    @property
    def body(self) -> BoundField:
        return self.form[name_of(self.template.body)]

    @property
    def subject(self) -> BoundField | None:
        return self.form[name_of(self.template.subject)] if self.template.subject else None

    @property
    def sent_along(self) -> str:
        """The names of what a preview needs to know, for htmx."""
        return ",".join(["proposal", "preview", "wording", *map(name_of, self.template.paths)])

    @cached_property
    def texts(self) -> dict[str, str]:
        """What stands in its fields, by path."""
        return {path: _typed(self.form[name_of(path)]) for path in self.template.paths}

    @cached_property
    def state(self) -> State:
        """The pool as it would be with these texts."""
        return with_changes(self.form.state, {path: text or None for path, text in self.texts.items()})

    @cached_property
    def preview(self) -> Preview:
        return preview_of(self.template, self.state, sample_values(self.template, self.state))

    @property
    def remarks(self) -> list[str]:
        """Whose words these are, and whether they are sent."""
        return [*filter(None, (WHOSE[self.preview.origin], unused(self.template, self.form.state)))]

    @cached_property
    def lengths(self) -> list[Length]:
        """Only of what is written: Cognito's own wording fits."""
        return [
            Length(label=str(self.form[name_of(path)].label), used=len(text), most=_most(path))
            for path, text in self.texts.items()
            if text and _most(path)
        ]

    @property
    def needs(self) -> list[Need]:
        """Only of words of the pool's own: Cognito's have what they need."""
        if not self.preview.is_own_text:
            return []
        missing = self.template.lacks(self._effective, self.state)
        reasons = self.template.needed(self.state).items()
        return [Need(placeholder=each, is_there=each not in missing, reason=why) for each, why in reasons]

    @property
    def strange(self) -> list[str]:
        """What looks like a placeholder, but is sent as it stands."""
        return strange(" ".join(self.texts.values()), self.template.needs)

    @property
    def sms(self) -> SmsSize | None:
        return sms_size(self.preview.body) if self.template.medium == "SMS" else None

    @property
    def loses_lines(self) -> bool:
        """Whether lines run together, since an e-mail is HTML."""
        return "\n" in self.preview.body.strip() and not self.preview.is_html

    @property
    def has_pictures(self) -> bool:
        return "<img" in self.preview.body.lower()

    @property
    def _effective(self) -> str:
        """The text that counts, be it Cognito's own."""
        older = value_at(self.state, self.template.older) if self.template.older else None
        return self.texts[self.template.body] or older or self.template.wording


def render_with_previews(
    request: HttpRequest, pool: PoolAccess, template: str, context: Mapping[str, Any]
) -> HttpResponse:
    """The page of a settings form; or the part of it that htmx asks for while somebody writes a message."""
    form: SettingsForm = context["form"]
    drafts = _attach(form, pool)
    if not drafts:
        return render_page(request, template, context)
    asked = next((each for each in drafts if region_asked_for(request) in _regions(each)), None)
    regions = {region: name for each in drafts for region, name in _regions(each).items()}
    noted = notes(form.state, (each.template for each in drafts))
    whole = {**context, "notes": noted, "draft": asked, "field": asked and asked.body}

    def answer(request: HttpRequest) -> HttpResponse:
        return render_page(request, template, whole, regions=regions)

    return showing_frames(request, drafts[0].frame_url, answer)


def as_typed(form: SettingsForm, wording: str = "") -> SettingsForm:
    """The same input in a form that has not been judged yet; with Cognito's own wording for the template named so."""
    unjudged = SettingsForm(section=form.section, state=form.state)
    unjudged.initial.update({name: form[name].value() for name in form.fields})
    for template in TEMPLATES:
        if template.id == wording:
            unjudged.initial[name_of(template.body)] = template.wording
            unjudged.initial[name_of(template.subject)] = template.subject_wording
    return unjudged


def _attach(form: SettingsForm, pool: PoolAccess) -> list[MessageDraft]:
    """Give the text fields of each message in the form a preview. Returns the messages."""
    place = (pool.connection.slug, pool.id)
    url = reverse("pools:edit_settings", args=[*place, form.section.id])
    frame_url = reverse("pools:show_email", args=place)
    drafts = [
        MessageDraft(template=template, form=form, url=url, frame_url=frame_url)
        for template in TEMPLATES
        if all(name_of(path) in form.fields for path in template.paths)
    ]
    for draft in drafts:
        draw_by(form.fields[name_of(draft.template.body)], FIELD, draft)
        if draft.subject:
            draw_by(draft.subject.field, ELSEWHERE)
    return drafts


def _regions(draft: MessageDraft) -> dict[str, str]:
    return {draft.region: FIELD, draft.preview_region: PREVIEW}


def _typed(bound: BoundField) -> str:
    return str(bound.value() or "").replace("\r\n", "\n")


def _most(path: str) -> int:
    operation, written = written_by(path) or ("", "")
    return model.constraint(operation, written).maximum or 0
