"""States: Cognito's answers as nested members, and what sets two of them apart."""

import json
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

State = Mapping[str, Any]
# What is not set, however Cognito writes it.
NOTHING: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A setting before and after; None where it is not set."""

    path: str
    before: Any
    after: Any


def value_at(state: State, path: str) -> Any:
    """The value at a dotted path, or None."""
    value: Any = state
    for name in path.split("."):
        if not isinstance(value, Mapping) or name not in value:
            return None
        value = value[name]
    return value


def listed(state: State, path: str) -> list[Any]:
    """The list at a dotted path; empty where there is none."""
    return list(value_at(state, path) or ())


def with_changes(state: State, changes: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of the state with values set at dotted paths; None takes a value away, and what is empty then."""
    copy = deepcopy(dict(state))
    for path, value in changes.items():
        if value is None:
            _take_away(copy, path.split("."))
        else:
            _put(copy, path.split("."), deepcopy(value))
    return copy


def means_same(one: Any, other: Any) -> bool:
    """Whether two values mean the same to Cognito: nothing is nothing, lists have no order."""
    if one in NOTHING or other in NOTHING:
        return one in NOTHING and other in NOTHING
    if isinstance(one, list) and isinstance(other, list):
        return sorted(map(_settled, one)) == sorted(map(_settled, other))
    return bool(one == other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How states of one kind are compared.

    Maps that are `whole` count as one value; at `empties` nothing in it is not the same as unset; where nothing
    is set, the `defaults` hold. The entries of lists that are `named` are known by that member of theirs.
    """

    whole: frozenset[str] = frozenset()
    empties: frozenset[str] = frozenset()
    defaults: Mapping[str, Any] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)

    def means_same(self, path: str, one: Any, other: Any) -> bool:
        """Whether two values at a path mean the same."""
        one, other = (self.defaults.get(path) if value is None else value for value in (one, other))
        strict = path in self.empties and any(value in ([], {}) for value in (one, other))
        return bool(one == other) if strict else means_same(one, other)

    def differences(self, before: State, after: State) -> list[Difference]:
        """Every leaf in which two states differ, in the order of the first. Lists are leaves."""
        paths = dict.fromkeys([*self._paths(before), *self._paths(after)])
        leaves = [
            Difference(path=path, before=value_at(before, path), after=value_at(after, path))
            for path in paths
        ]
        # Where one side has a structure and the other a leaf, its members are told one by one.
        ended = [each for each in leaves if not self._goes_on(each)]
        return [each for each in ended if not self.means_same(each.path, each.before, each.after)]

    def apart(self, differences: Iterable[Difference], *, everything: bool = False) -> Iterator[Difference]:
        """The same with the entries of named lists one by one: those that differ, or all of them."""
        for each in differences:
            if each.path in self.named:
                yield from _entries(each, self.named[each.path], everything)
            else:
                yield each

    def _goes_on(self, leaf: Difference) -> bool:
        values = (leaf.before, leaf.after)
        return leaf.path not in self.whole and any(isinstance(value, Mapping) and value for value in values)

    def _paths(self, value: Any, path: str = "") -> Iterator[str]:
        if isinstance(value, Mapping) and (value or not path) and path not in self.whole:
            for name, inner in value.items():
                yield from self._paths(inner, f"{path}.{name}" if path else name)
        else:
            yield path


def _entries(difference: Difference, member: str, everything: bool) -> Iterator[Difference]:
    before, after = (
        {each[member]: each for each in entries or ()} for entries in (difference.before, difference.after)
    )
    for name in dict.fromkeys([*before, *after]):
        if everything or before.get(name) != after.get(name):
            path = f"{difference.path}.{name}"
            yield Difference(path=path, before=before.get(name), after=after.get(name))


def _settled(value: Any) -> str:
    """The same text for the same value: databases do not keep the order of members."""
    return json.dumps(value, sort_keys=True)


def _put(state: dict[str, Any], names: list[str], value: Any) -> None:
    for name in names[:-1]:
        if not isinstance(state.get(name), dict):
            state[name] = {}
        state = state[name]
    state[names[-1]] = value


def _take_away(state: dict[str, Any], names: list[str]) -> None:
    inner = state.get(names[0])
    if len(names) == 1:
        state.pop(names[0], None)
    elif isinstance(inner, dict):
        _take_away(inner, names[1:])
        if not inner:
            del state[names[0]]


SYSTEM_TAGS = "aws:"


def of_aws(tag: str) -> bool:
    """Whether AWS itself puts a tag on: nobody else can, in capitals neither."""
    return tag.lower().startswith(SYSTEM_TAGS)
