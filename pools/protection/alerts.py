"""The messages that tell users of risky sign-ins, as somebody is writing them: each with its preview beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse

from console.cognito import model
from console.ui.forms import api_path_of, draw_by
from console.ui.pages import region_asked_for, render_page
from pools.addresses import address
from pools.editing.forms import SectionForm, name_of
from pools.protection.sections import BLOCK_EMAIL, FROM, MFA_EMAIL, NO_ACTION_EMAIL, SOURCE
from pools.settings.messages.drafts import ELSEWHERE, PREVIEW, Length
from pools.settings.messages.frames import showing_frames
from pools.settings.messages.placeholders import strange
from pools.settings.messages.previews import SAMPLE_NAME, Preview

FIELD = "pools/protection/_message.html"
OPERATION = "SetRiskConfiguration"
# What Cognito puts into these messages, and what that may look like.
SAMPLES = {
    "{username}": SAMPLE_NAME,
    "{ip-address}": "203.0.113.7",
    "{city}": "Lisbon",
    "{country}": "Portugal",
    "{login-time}": "21 November 2026, 03:47 UTC",
    "{device-name}": "Firefox on Linux",
    "{one-click-link-valid}": "https://‹the pool’s domain›/it-was-me",
    "{one-click-link-invalid}": "https://‹the pool’s domain›/it-was-not-me",
    "{event-id}": "0f6b2c1e",
    "{feedback-token}": "‹token›",
}
ONE_CLICK = ("{one-click-link-valid}", "{one-click-link-invalid}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A message: where its texts are, and of which sign-ins it tells."""

    id: str
    title: str
    path: str


ALERTS = (
    Alert(id="let-through", title="Sign-in let through", path=NO_ACTION_EMAIL),
    Alert(id="second-factor", title="Second factor asked for", path=MFA_EMAIL),
    Alert(id="refused", title="Sign-in refused", path=BLOCK_EMAIL),
)


@dataclass(frozen=True, kw_only=True)
class AlertDraft:
    """A message as the form has it now, in the terms of the preview templates."""

    template: Alert
    form: SectionForm
    url: str
    frame_url: str

    # There is nothing that it needs, and it is no text message.
    needs = ()
    sms = None
    loses_lines = False

    @property
    def id(self) -> str:
        return self.template.id

    @property
    def region(self) -> str:
        return f"draft-{self.id}"

    @property
    def preview_region(self) -> str:
        return f"preview-{self.id}"

    @property
    def subject(self) -> BoundField:
        return self._field("Subject")

    @property
    def html(self) -> BoundField:
        return self._field("HtmlBody")

    @property
    def text(self) -> BoundField:
        return self._field("TextBody")

    @property
    def sent_along(self) -> str:
        """The names of what a preview needs to know, for htmx."""
        return ",".join(["proposal", "preview", *(each.html_name for each in self._fields)])

    @cached_property
    def preview(self) -> Preview:
        """As people with HTML see it; the plain text where there is none."""
        sender = _typed(self.form[name_of(FROM)]) or _typed(self.form[name_of(SOURCE)]).rpartition("/")[2]
        return Preview(
            medium="EMAIL",
            sender=sender,
            subject=filled(_typed(self.subject)),
            body=filled(_typed(self.html) or _typed(self.text)),
            origin="own",
        )

    @property
    def lengths(self) -> list[Length]:
        texts = [(each, _typed(each)) for each in self._fields]
        return [
            Length(label=str(each.label), used=len(text), most=_most(each)) for each, text in texts if text
        ]

    @property
    def strange(self) -> list[str]:
        """What looks like a placeholder, but is sent as it stands."""
        return strange(self._whole, SAMPLES)

    @property
    def has_pictures(self) -> bool:
        return "<img" in _typed(self.html).lower()

    @property
    def remarks(self) -> list[str]:
        """What is to be said of it besides."""
        remarks = []
        if not self._whole.strip():
            remarks.append("No message of your own: Cognito has nothing to send here but its own words.")
        if any(each in self._whole for each in ONE_CLICK):
            remarks.append("One-click links lead to the pool’s domain: it has to have one.")
        return remarks

    @property
    def _fields(self) -> tuple[BoundField, ...]:
        return (self.subject, self.html, self.text)

    @property
    def _whole(self) -> str:
        return " ".join(map(_typed, self._fields))

    def _field(self, member: str) -> BoundField:
        return self.form[name_of(f"{self.template.path}.{member}")]


def filled(text: str) -> str:
    """The text with what Cognito would put into it; everything else stays as it is."""
    for placeholder, sample in SAMPLES.items():
        text = text.replace(placeholder, sample)
    return text


def render_with_previews(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The form of a section; where that has messages with their previews, or the one that htmx asks for."""
    drafts = _attach(context)
    if not drafts:
        return render_page(request, template, context)
    asked = next((each for each in drafts if region_asked_for(request) == each.preview_region), None)
    regions = {each.preview_region: PREVIEW for each in drafts}
    whole = {**context, "placeholders": list(SAMPLES), "draft": asked}

    def answer(request: HttpRequest) -> HttpResponse:
        status = 200 if "preview" in request.POST else None
        return render_page(request, template, whole, regions=regions, status=status)

    return showing_frames(request, drafts[0].frame_url, answer)


def _attach(context: Mapping[str, Any]) -> list[AlertDraft]:
    """Give each message in the form a preview. Returns the messages."""
    form, subject, section = context["form"], context["subject"], context["section"]
    if name_of(f"{BLOCK_EMAIL}.Subject") not in form.fields:
        return []
    urls = {"url": subject.edit_url(section.id), "frame_url": address(subject.pool, "show_email")}
    drafts = [AlertDraft(template=each, form=form, **urls) for each in ALERTS]
    for draft in drafts:
        draw_by(draft.html.field, FIELD, draft)
        for bound in (draft.subject, draft.text):
            draw_by(bound.field, ELSEWHERE)
    return drafts


def _typed(bound: BoundField) -> str:
    return str(bound.value() or "").replace("\r\n", "\n")


def _most(bound: BoundField) -> int:
    return model.constraint(OPERATION, api_path_of(bound.field)).maximum or 0
