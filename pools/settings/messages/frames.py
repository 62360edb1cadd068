"""An e-mail as a page of its own, for a frame that can neither run, load nor lead anywhere."""

import re
from collections.abc import Callable
from typing import cast

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse

# What its answer may do: look as its own styles say. `frame-ancestors` and `sandbox` are for the browser's part.
POLICY = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "frame-ancestors": ["'self'"],
    "form-action": ["'none'"],
    "base-uri": ["'none'"],
    "sandbox": [True],
}
# No policy keeps a page from opening connections ahead (`link`) or from moving on (`meta`): these become elements
# that mean nothing. Mail programs drop them too.
REACHING_OUT = re.compile(r"<(/?)(link|meta|base)\b", re.IGNORECASE)
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>E-mail</title><style>'
    "html{{color-scheme:light}}body{{margin:1rem;background:#fff;color:#1a1a1a;overflow-wrap:break-word;"
    "font:15px/1.5 system-ui,sans-serif}}a{{pointer-events:none}}</style></head><body>{}</body></html>"
)


def page_of(text: str) -> str:
    """The HTML of an e-mail as a page. It is shown as it is written: only ever answer it under `POLICY`."""
    return PAGE.format(REACHING_OUT.sub(r"<\1x-\2", text))


def showing_frames(
    request: HttpRequest, address: str, answer: Callable[[HttpRequest], HttpResponse]
) -> HttpResponse:
    """The answer of a page with frames, which may show this one address alone.

    So nothing in them can lead anywhere else, not even within the console.
    """
    allowed = csp_update({"frame-src": [request.build_absolute_uri(address)]})(answer)
    return cast(HttpResponse, allowed(request))
