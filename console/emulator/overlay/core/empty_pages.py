"""Pages with nothing on them but a token: Cognito may answer with them before the next page that has something."""

import re
from typing import Any

from botocore.model import OperationModel

from console.emulator.behaviour import behaviour
from console.emulator.overlay.core.registry import Call, Handler

TOKENS = ("NextToken", "PaginationToken")
TOKEN = re.compile(r"empty-page\.(?P<left>\d+)\.(?P<token>.*)")


def after_empty_pages(model: OperationModel, call: Call, perform: Handler) -> dict[str, Any]:
    """The answer to a call; a page of a list only after as many empty ones as `behaviour.empty_pages` says."""
    input_shape, output_shape = model.input_shape, model.output_shape
    member = next((name for name in TOKENS if input_shape and name in input_shape.members), "")
    if not (member and output_shape):
        return perform(call)
    left, token = _place(call.get(member, ""))
    others = {name: value for name, value in call.parameters.items() if name != member}
    answer = perform(Call(call.region, {**others, **({member: token} if token else {})}))
    if left == 0:
        return answer
    lists = [name for name, shape in output_shape.members.items() if shape.type_name == "list"]
    return {**dict.fromkeys(lists, []), member: f"empty-page.{left - 1}.{token}"}


def _place(token: str) -> tuple[int, str]:
    """How many empty pages are still to come, and the token of the page after them."""
    found = TOKEN.fullmatch(token)
    return (int(found["left"]), found["token"]) if found else (behaviour.empty_pages, token)
