"""How views answer: a whole page or the region htmx asked for, and refusals beside what caused them."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

from console.cognito.errors import CognitoError
from console.ui.forms import ConsoleForm


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    regions: Mapping[str, str] | None = None,
    status: int | None = None,
) -> HttpResponse:
    """Render the page, or only the region (by element id) that htmx is about to replace.

    Without a `status`, a page whose `form` has errors answers 422, or what fits Cognito's refusal.
    """
    context = context or {}
    name = (regions or {}).get(region_asked_for(request), template)
    response = render(request, name, dict(context), status=status or _status_of(context.get("form")))
    if name != template and getattr(request, "left_out", None):
        # The region alone is replaced: what stands above it is told beside it.
        response.write(render_to_string("components/left_out.html", {"oob": True}, request))
    if regions:
        patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


class PageRequest(HttpRequest):
    """A request as middleware passes it on: it is never made, only said of others.

    `left_out` is how many rows of which lists could not be read for this page.
    """

    htmx: HtmxDetails
    left_out: Mapping[str, int]


def htmx_of(request: HttpRequest) -> HtmxDetails:
    """What htmx says of a request; false where a browser sent it by itself."""
    return cast(PageRequest, request).htmx


def region_asked_for(request: HttpRequest) -> str:
    """The id of the element that htmx is about to replace; empty when the whole page is wanted."""
    htmx = htmx_of(request)
    whole = not htmx or htmx.boosted or htmx.history_restore_request
    return "" if whole else htmx.target or ""


def _status_of(form: forms.Form | None) -> int:
    if form is None or not form.is_bound or not form.errors:
        return 200
    return form.refusal_status if isinstance(form, ConsoleForm) else ConsoleForm.refusal_status


@contextmanager
def refusals(form: ConsoleForm) -> Iterator[None]:
    """Turn what Cognito refuses inside into an error on the field that caused it; the input is kept."""
    try:
        yield
    except CognitoError as error:
        form.refusal_status = error.status
        form.add_error(_field_of(error, form), in_words(error))


def _field_of(error: CognitoError, form: forms.Form) -> str | None:
    named = [name for name in form.fields if _mentions(error.message, name)]
    candidates = [name for name in (*named, *error.fields) if name in form.fields]
    filled = [name for name in candidates if form.data.get(form.add_prefix(name))]
    return next(iter(filled or candidates), None)


def _mentions(message: str, field_name: str) -> bool:
    """Whether Cognito's message names an attribute: "email: The attribute is required", "user.email: ..."."""
    spoken = re.escape(field_name).replace("_", "[ _]")
    return re.search(rf"(?<![\w:]){spoken}(?!\w)", message, re.IGNORECASE) is not None


def in_words(error: CognitoError) -> str:
    """One message: what, Cognito's own words, what to do, the request id."""
    sentences = [
        f"{error.what}.",
        error.message and f"{error.speaker} says: {error.message}",
        error.suggestion,
    ]
    if error.request_id:
        sentences.append(f"Request id {error.request_id}.")
    return " ".join(sentence for sentence in sentences if sentence)
