"""A pool's configuration as a file: what there is to say of it, always in the same order.

Version 1 is an object of

- `format` and `version`: "lifeguard.pool" and 1
- `source`: where it was read, for people only: `region`, `id`, and a `note` of what is missing
- `settings`: DescribeUserPool's members that are settings
- `mfa`: GetUserPoolMfaConfig's members, but for what the settings say already
- `schema`: DescribeUserPool's SchemaAttributes
- `groups`: ListGroups' members that CreateGroup takes
- `tags`: the pool's tags, but for those that AWS itself puts on
- `newer`: settings that the version which wrote the file did not know, by their paths: for people only

Names and values are Cognito's own. What is not set is left out, lists that have no order are sorted, and no time is
told, so that two files differ only where the pools do.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from console.ui.components.html import deceives
from pools.saving.settings import MFA
from pools.saving.states import NOTHING, State, of_aws, value_at
from pools.schema.standard import is_standard
from pools.settings.state import COMPARISON, GIVEN, TAGS, unknown_settings, without_unknown

FORMAT = "lifeguard.pool"
VERSION = 1
PERMANENT = ("AliasAttributes", "UsernameAttributes", "UsernameConfiguration")
# Members of a state that a file tells elsewhere, or that make sense for one pool alone.
ELSEWHERE = frozenset({MFA, TAGS, *GIVEN}) - frozenset(PERMANENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a file tells. `groups` have ListGroups' members; `source` is for people only."""

    settings: Mapping[str, Any]
    mfa: Mapping[str, Any]
    schema: tuple[Mapping[str, Any], ...] = ()
    groups: tuple[Mapping[str, Any], ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)
    newer: Mapping[str, Any] = field(default_factory=dict)
    source: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, state: State, groups: Iterable[Mapping[str, Any]], *, region: str, note: str = ""
    ) -> "Document":
        """What there is to say of a pool; a `note` says what is missing."""
        settings = {name: value for name, value in state.items() if name not in ELSEWHERE}
        tags = state.get(TAGS) or {}
        return cls(
            settings=_settled(settings),
            mfa=_settled(state[MFA], MFA),
            schema=tuple(_settled(each) for each in _by_name(state.get("SchemaAttributes") or (), "Name")),
            groups=tuple(_settled(each) for each in _by_name(groups, "GroupName")),
            tags={key: tags[key] for key in sorted(tags) if not of_aws(key)},
            source={"region": region, "id": str(state.get("Id", "")), **({"note": note} if note else {})},
        )

    @property
    def name(self) -> str:
        return str(self.settings["Name"])

    @property
    def custom_attributes(self) -> list[Mapping[str, Any]]:
        return [each for each in self.schema if not is_standard(each["Name"])]

    @property
    def note(self) -> str:
        """What is missing; empty where nothing is."""
        return self.source.get("note", "")

    @property
    def state(self) -> dict[str, Any]:
        """The same as a pool's state, but for what is one pool's own."""
        return {
            **self.settings,
            "SchemaAttributes": list(self.schema),
            TAGS: dict(self.tags),
            MFA: dict(self.mfa),
        }

    @property
    def content(self) -> dict[str, Any]:
        """All of it in its order. What this version could not read again stands apart."""
        whole = {**self.settings, MFA: self.mfa}
        readable = without_unknown(whole)
        newer = {**self.newer, **{path: value_at(whole, path) for path in unknown_settings(whole)}}
        return {
            "format": FORMAT,
            "version": VERSION,
            "source": dict(self.source),
            "settings": {name: value for name, value in readable.items() if name != MFA},
            "mfa": readable[MFA],
            "schema": list(self.schema),
            "groups": list(self.groups),
            "tags": dict(self.tags),
            **({"newer": newer} if newer else {}),
        }


def text_of(document: Document) -> str:
    """The file's text."""
    return as_json(document.content) + "\n"


def as_json(value: Any) -> str:
    """Indented JSON in which characters that show nothing, or turn what follows, are written as numbers."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return "".join(json.dumps(each)[1:-1] if deceives(each) else each for each in text)


def _settled(value: Any, path: str = "") -> Any:
    """A value without what is not set, its members and its lists in order."""
    if isinstance(value, Mapping):
        members = {name: _settled(value[name], f"{path}.{name}" if path else name) for name in sorted(value)}
        return {
            name: inner
            for name, inner in members.items()
            if _is_said(inner, f"{path}.{name}" if path else name)
        }
    if isinstance(value, list):
        return sorted((_settled(each) for each in value), key=_rank)
    return value


def _is_said(value: Any, path: str) -> bool:
    return value not in NOTHING or (value in ([], {}) and path in COMPARISON.empties)


def _rank(value: Any) -> tuple[int, str]:
    """Ranked items by their priority, all others by their text."""
    priority = value.get("Priority", 0) if isinstance(value, Mapping) else 0
    return priority, json.dumps(value, sort_keys=True)


def _by_name(members: Iterable[Mapping[str, Any]], name: str) -> list[Mapping[str, Any]]:
    return sorted(members, key=lambda each: str(each[name]))
