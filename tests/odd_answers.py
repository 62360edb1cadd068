"""The embedded service, asked in this process and answering oddly, as other services and proxies may.

with odd_answers(clients, oddity) as asked: ...
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any

from botocore.awsrequest import AWSRequest, AWSResponse

from console.cognito import model
from console.emulator import overlay
from console.emulator.overlay.core.errors import ServiceError

EVENT = "before-send.cognito-identity-provider"
HTML = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body onload=alert(1)>Please sign in</body></html>"
# (HTTP status, body) of answers that are none of Cognito's.
ERRORS: Sequence[tuple[int, bytes]] = (
    *((status, HTML) for status in (200, 301, 302, 403, 404, 429, 500, 501, 502, 503)),
    *((status, b"") for status in (200, 300, 301, 401, 403, 429, 500, 501)),
    *(
        (400, body)
        for body in (b"[]", b'"busy"', b"7", b"null", b"{", b"true", b'{"__type": 7, "message": []}')
    ),
    (200, b"[]"),
    (200, b"null"),
    (400, b'{"__type": "InvalidAction"}'),
    (500, b'{"__type": "com.example#Unsupported"}'),
    (400, b'{"__type": "NotImplementedYet", "message": "<html>no</html>"}'),
    (501, b'{"message": "no"}'),
    (400, b'{"code": "ResourceNotFoundException"}'),
)


@dataclass(slots=True)
class Oddity:
    """What happens to the answers of one page, and how often it has happened."""

    name: str
    random: Random
    done: list[str] = field(default_factory=list)

    def answer(self, operation: str, answer: dict[str, Any]) -> tuple[int, bytes]:
        """What goes out instead of the answer."""
        if self.name == "error":
            # Each call may be the one that fails.
            if self.random.random() < 0.5:
                self.done.append(operation)
                return self.random.choice(ERRORS)
        else:
            changed = CHANGES[self.name](answer, model.output_shape(operation), self.random)
            self.done.append(operation)
            return 200, json.dumps(changed, default=overlay.encode).encode()
        return 200, json.dumps(answer, default=overlay.encode).encode()


@contextmanager
def odd_answers(clients: Sequence[Any], oddity: Oddity) -> Iterator[list[str]]:
    """Inside, these boto3 clients ask the embedded service without a socket, and hear the oddity's answers."""

    def send(request: AWSRequest, **_: Any) -> AWSResponse:
        operation = request.headers["X-Amz-Target"]
        name = (operation.decode() if isinstance(operation, bytes) else operation).partition(".")[2]
        status, body = _asked(name, json.loads(request.body or b"{}"), oddity)
        response = AWSResponse(request.url, status, {"Date": "Sat, 28 Nov 2026 12:00:00 GMT"}, None)
        response._content = body
        return response

    for client in clients:
        client.meta.events.register_first(EVENT, send)
    try:
        yield oddity.done
    finally:
        for client in clients:
            client.meta.events.unregister(EVENT, send)


def _asked(operation: str, parameters: dict[str, Any], oddity: Oddity) -> tuple[int, bytes]:
    try:
        answer = overlay.perform(operation, "us-east-1", parameters)
    except ServiceError as error:
        return error.status, json.dumps({"__type": error.code, "message": error.message}).encode()
    return oddity.answer(operation, json.loads(json.dumps(answer, default=overlay.encode)))


Change = Callable[[Any, Any, Random], Any]


def _leaves(change: Callable[[Any, Any, Random], Any], *, chance: float) -> Change:
    """Changes some of the members of an answer, at every depth. `LEFT_OUT` takes one away."""

    def changed(value: Any, shape: Any, random: Random) -> Any:
        if shape is None or model.is_document(shape):
            return value
        if shape.type_name == "structure" and isinstance(value, dict):
            inner = {name: _member(name, value[name], shape, random) for name in value}
            return {name: each for name, each in inner.items() if each is not LEFT_OUT}
        if shape.type_name == "list" and isinstance(value, list):
            return [changed(item, shape.member, random) for item in value]
        return value

    def _member(name: str, value: Any, shape: Any, random: Random) -> Any:
        if name not in shape.members:
            return value
        if random.random() < chance:
            return change(value, shape.members[name], random)
        return changed(value, shape.members[name], random)

    return changed


LEFT_OUT = object()
OTHERS: Sequence[Any] = (
    None,
    True,
    -1,
    7,
    2**40,
    1.5,
    "",
    "x",
    "<b>x</b>",
    [],
    [None],
    ["x"],
    {},
    {"x": None},
    [[]],
    [{}],
)


def _as_text(value: Any, shape: Any, random: Random) -> Any:
    if shape.type_name != "timestamp":
        return value
    told = datetime.fromtimestamp(value, UTC).isoformat()
    return random.choice(
        [told, told.replace("+00:00", "Z"), str(value), "9999-12-31T23:59:59Z", "soon", 1e15, -1, None]
    )


def _newer(value: Any, shape: Any, random: Random) -> Any:
    if shape.type_name == "string":
        return "BRAND_NEW" if shape.metadata.get("enum") else value
    if shape.type_name == "list" and shape.member.metadata.get("enum"):
        return [*value, "BRAND_NEW"]
    if shape.type_name == "structure":
        return {**value, "BrandNew": {"Deep": [None, 1]}, "BrandNewText": "x"}
    return value


def _empty_page(value: Any, shape: Any, random: Random) -> Any:
    """Lists come empty, or again and again, with a token that leads on or repeats."""
    token = (
        next((name for name in ("NextToken", "PaginationToken") if name in shape.members), None)
        if shape
        else None
    )
    if token is None:
        return value
    lists = {name: [] for name, member in shape.members.items() if member.type_name == "list"}
    emptied = lists if random.random() < 0.7 else {}
    return {**value, **emptied, token: random.choice(["again", f"page-{random.random()}"])}


CHANGES: dict[str, Change] = {
    "null": _leaves(lambda *_: None, chance=0.25),
    "all null": _leaves(lambda *_: None, chance=0.9),
    "left out": _leaves(lambda *_: LEFT_OUT, chance=0.25),
    "dates": _leaves(_as_text, chance=1.0),
    "newer": _leaves(_newer, chance=0.4),
    "other types": _leaves(lambda value, shape, random: random.choice(OTHERS), chance=0.2),
    "empty pages": _empty_page,
}
KINDS = (*CHANGES, "error")
