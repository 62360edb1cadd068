"""Reading a pool's configuration out of a file, strictly: what is not exactly understood is named and refused."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.core import signing

from console.cognito import model
from console.cognito.connections import Connection
from pools import json_texts
from pools.creation.copying import draft_of_copy
from pools.creation.drafts import PoolDraft
from pools.exporting.documents import FORMAT, VERSION, Document
from pools.saving.proposals import Untrusted
from pools.saving.settings import MFA
from pools.saving.states import of_aws, with_changes
from pools.schema.gateway import bare_name
from pools.schema.standard import is_standard
from pools.settings.state import TAGS

LARGEST = 1_000_000
# More would only hide the first.
MOST_PROBLEMS = 20
NEEDED = {"format": str, "version": int, "settings": dict, "mfa": dict}
OPTIONAL = {"source": dict, "schema": list, "groups": list, "tags": dict, "newer": dict}
KINDS = {dict: "an object", list: "a list", str: "a text", int: "a whole number"}
# Members of CreateUserPool that a file tells elsewhere or under another name.
NOT_SETTINGS = frozenset({"PoolName", "Schema", "UserPoolTags"})


class UnreadableDocument(ValueError):
    """A file that is not one of ours, or not whole; each problem names the place."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def read(text: str) -> Document:
    """The configuration that a file tells. Raises Unreadable."""
    content = _parsed(text)
    if problems := list(_problems_of_frame(content)) or list(_problems(content)):
        hidden = len(problems) - MOST_PROBLEMS
        more = [f"… and {hidden} more."] if hidden > 0 else []
        raise UnreadableDocument(problems[:MOST_PROBLEMS] + more)
    state = {
        **content["settings"],
        "SchemaAttributes": content.get("schema", []),
        TAGS: content.get("tags", {}),
        MFA: {"MfaConfiguration": "OFF", **content["mfa"]},
    }
    document = Document.of(state, content.get("groups", []), region="")
    return replace(document, source=content.get("source", {}), newer=content.get("newer", {}))


def draft_of(document: Document, *, name: str, target: Connection) -> PoolDraft:
    """A draft of a pool like the one in the file, in a connection.

    Where the file is from another region nothing comes along that belongs to that region or its account.
    """
    region = document.source.get("region", "")
    source = target if region in {"", target.region} else Connection(slug=region, name=region, region=region)
    # Groups that Cognito makes by itself are called after their pool.
    state = {**document.state, "Id": document.source.get("id") or "no pool"}
    copy = draft_of_copy(state, document.groups, name=name, source=source, target=target)
    kept = with_changes(copy.state, {"DeletionProtection": document.settings.get("DeletionProtection")})
    newer = (
        [f"Settings that are newer than this console: {', '.join(document.newer)}."] if document.newer else []
    )
    return replace(
        copy.with_state(kept), origin=f"Import of {document.name}", left_out=[*copy.left_out, *newer]
    )


def as_token(document: Document, about: str) -> str:
    """Signed text that brings it through a form. `about` names the operator it is for."""
    return signing.dumps(document.content, salt=f"document:{about}", compress=True)


def from_token(token: str, about: str) -> Document:
    """Raises Untrusted."""
    try:
        return read(json.dumps(signing.loads(token, salt=f"document:{about}")))
    except (signing.BadSignature, UnreadableDocument) as error:
        raise Untrusted(about) from error


def _parsed(text: str) -> Any:
    try:
        return json_texts.load(text, pairs=_without_repetition, constant=_refused)
    except json.JSONDecodeError as error:
        raise UnreadableDocument([f"Line {error.lineno}, column {error.colno}: {error.msg}."]) from error
    except json_texts.Unusable as error:
        raise UnreadableDocument([str(error)]) from error


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = Counter(name for name, _ in pairs)
    if repeated := [name for name, count in names.items() if count > 1]:
        raise UnreadableDocument([f"“{name}” stands twice in the same object." for name in repeated])
    return dict(pairs)


def _refused(constant: str) -> None:
    raise UnreadableDocument([f"{constant} is no value of JSON."])


def _problems_of_frame(content: Any) -> Iterator[str]:
    """What is wrong with the file as a whole: then nothing in it is looked at."""
    if not isinstance(content, dict):
        yield "This is not a pool’s configuration: it has to be an object."
        return
    if content.get("format") != FORMAT:
        yield f"format: this is not a pool’s configuration, which says “{FORMAT}” here"
        return
    if content.get("version") != VERSION:
        yield f"version: this version of Lifeguard reads version {VERSION} only"
    for name, value in content.items():
        kind = {**NEEDED, **OPTIONAL}.get(name)
        if kind is None:
            yield f"{name}: there is no such member"
        elif not isinstance(value, kind):
            yield f"{name}: this has to be {KINDS[kind]}"
    yield from (f"{name}: this is missing" for name in NEEDED if name not in content)


def _problems(content: Mapping[str, Any]) -> Iterator[str]:
    shapes = model.input_shape("CreateUserPool").members
    expected = {
        "Name": shapes["PoolName"],
        **{name: shapes[name] for name in shapes if name not in NOT_SETTINGS},
    }
    yield from _members(content["settings"], expected, "settings", needed=("Name",))
    second = dict(model.input_shape("SetUserPoolMfaConfig").members)
    del second["UserPoolId"]
    yield from _members(content["mfa"], second, "mfa")
    yield from _problems_of_schema(content.get("schema", []))
    yield from _problems_of_groups(content.get("groups", []))
    tags = content.get("tags", {})
    yield from model.flaws(tags, shapes["UserPoolTags"], "tags")
    yield from (f"tags.{key}: only AWS itself puts such a tag on" for key in tags if of_aws(key))
    texts = content.get("source", {}).items()
    yield from (
        f"source.{name}: this has to be a text" for name, value in texts if not isinstance(value, str)
    )


def _members(
    value: Any, shapes: Mapping[str, Any], path: str, *, needed: Iterable[str] = ()
) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{path}: this has to be an object"
        return
    for name, inner in value.items():
        if name in shapes:
            yield from model.flaws(inner, shapes[name], f"{path}.{name}")
        else:
            yield f"{path}.{name}: this version of Lifeguard knows no such setting"
    yield from (f"{path}.{name}: this is missing" for name in needed if name not in value)


def _problems_of_schema(attributes: list[Any]) -> Iterator[str]:
    shapes = model.input_shape("CreateUserPool").members["Schema"].member.members
    for number, attribute in enumerate(attributes):
        checked = attribute
        if isinstance(attribute, dict) and isinstance(attribute.get("Name"), str):
            # The limit is for names that people choose, without the prefix that Cognito puts before them.
            own = "" if is_standard(attribute["Name"]) else bare_name(attribute["Name"])
            checked = {**attribute, "Name": own or "standard"}
        yield from _members(checked, shapes, f"schema[{number}]", needed=("Name", "AttributeDataType"))
    yield from _repeated(attributes, "Name", "schema")


def _problems_of_groups(groups: list[Any]) -> Iterator[str]:
    shapes = dict(model.input_shape("CreateGroup").members)
    del shapes["UserPoolId"]
    for number, group in enumerate(groups):
        yield from _members(group, shapes, f"groups[{number}]", needed=("GroupName",))
    yield from _repeated(groups, "GroupName", "groups")


def _repeated(items: list[Any], name: str, path: str) -> Iterator[str]:
    names = Counter(str(item.get(name)) for item in items if isinstance(item, dict))
    yield from (f"{path}: “{each}” stands there twice" for each, count in names.items() if count > 1)
