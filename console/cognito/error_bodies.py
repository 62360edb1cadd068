"""Error bodies of every form: JSON of any kind, a web page of a proxy, nothing at all."""

import json
import re
from collections.abc import Mapping
from html import unescape
from typing import Any

# Characters of an error's own words that are kept.
LONGEST_MESSAGE = 2_000
WEB_PAGE = r"\s*<(?:!doctype|html|head|body|\?xml)"


def decoded(body: bytes) -> Any:
    """The JSON of a body; None for what is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def plain_error(response: Mapping[str, Any]) -> bytes:
    """The error as Cognito itself writes errors, whatever the body is: JSON of any form, a web page, nothing."""
    body = response["body"] or b""
    content = decoded(body)
    if isinstance(content, dict):
        # Some services put the error one level deeper, or call its members otherwise.
        content = content["error"] if isinstance(content.get("error"), dict) else content
        names = (content.get(name) for name in ("__type", "code", "Code", "error"))
        words = (content.get(name) for name in ("message", "Message", "error_description", "errorMessage"))
        code, message = _first_text(names), _first_text(words)
    else:
        code, message = "", content if isinstance(content, str) else body.decode(errors="replace")
    headers = {name.lower(): value for name, value in response["headers"].items()}
    code = code or headers.get("x-amzn-errortype") or str(response["status_code"])
    return json.dumps({"__type": code[:100], "message": _in_plain_words(message, content)}).encode()


def _first_text(values: Any) -> str:
    return next((value for value in values if isinstance(value, str) and value), "")


def _in_plain_words(message: str, content: Any) -> str:
    """The words of an error; of a web page its title alone, of other JSON nothing."""
    if content is not None and not isinstance(content, str | dict):
        return ""
    # What Cognito itself says may begin with what somebody typed.
    if re.match(r"\s*<" if content is None else WEB_PAGE, message, re.IGNORECASE):
        title = re.search(r"<title[^>]{0,200}>([^<]{1,200})", message[:20_000], re.IGNORECASE)
        return f"a web page, “{' '.join(unescape(title[1]).split())}”" if title else "a web page"
    return message[:LONGEST_MESSAGE]
