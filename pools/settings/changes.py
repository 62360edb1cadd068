"""From the values of a form to the changes of a pool: what depends on what goes along, or goes away."""

from collections.abc import Iterable, Mapping
from typing import Any

from pools.saving.settings import Setting
from pools.saving.states import State, value_at
from pools.settings.state import COMPARISON

Values = Mapping[str, Any]


def is_changed(setting: Setting, present: Any, value: Any) -> bool:
    """Whether a value means something else than what is there; where nothing is, that is the default."""
    if present is None and setting.default is not None:
        present = setting.default
    return not COMPARISON.means_same(setting.path, present, value)


def changes_of(settings: Iterable[Setting], state: State, values: Values) -> dict[str, Any]:
    """What was changed by path; None where a value is taken away. `values` are those of all these settings."""
    by_path = {each.path: each for each in settings}
    plain = {path: each for path, each in by_path.items() if each.kind != "present"}
    changes = {
        path: values[path]
        for path, each in plain.items()
        if is_changed(each, value_at(state, path), values[path])
    }
    for each in by_path.values():
        if each.kind == "present":
            changes |= _switched(each, list(plain.values()), state, values, changes)
    for each in plain.values():
        if each.needs in plain:
            _follow(each, plain[each.needs], state, changes)
    dropped = {path for path, each in by_path.items() if each.needs in by_path and each.needs not in plain}
    return {
        path: value
        for path, value in changes.items()
        if path not in dropped or _is_on(by_path[by_path[path].needs], values)
    }


def misplaced(settings: Iterable[Setting], state: State, values: Values) -> list[tuple[Setting, Setting]]:
    """Settings that were given a value although what they need is not there, each with what it needs."""
    by_path = {each.path: each for each in settings}
    return [
        (each, by_path[each.needs])
        for each in by_path.values()
        if each.needs in by_path
        and _is_given(each, value_at(state, each.path), values[each.path])
        and not _is_there(by_path[each.needs], values)
    ]


def _is_given(setting: Setting, present: Any, value: Any) -> bool:
    is_empty = value is None or value == setting.default
    return not is_empty and is_changed(setting, present, value)


def _is_there(setting: Setting, values: Values) -> bool:
    if setting.kind == "present":
        return _is_on(setting, values)
    return setting.default is not None or values[setting.path] is not None


def _is_on(switch: Setting, values: Values) -> bool:
    return bool(values[switch.path])


def _switched(
    switch: Setting, others: list[Setting], state: State, values: Values, changes: Values
) -> dict[str, Any]:
    """A thing that is there or not as a whole: taken away at once, begun with all its values."""
    was_on = value_at(state, switch.path) is not None
    if _is_on(switch, values) == was_on:
        return {}
    if was_on:
        return {switch.path: None}
    inside = [each.path for each in others if each.needs == switch.path]
    return {path: values[path] for path in inside if values[path] is not None}


def _follow(setting: Setting, needed: Setting, state: State, changes: dict[str, Any]) -> None:
    """Bring what is needed along, begin with it, or go with it."""
    path, before = setting.path, value_at(state, setting.path)
    was_there = value_at(state, needed.path) is not None
    if changes.get(path) is not None and not was_there and needed.default is not None:
        changes.setdefault(needed.path, needed.default)
    begins = not was_there and changes.get(needed.path) is not None
    ends = needed.path in changes and changes[needed.path] is None
    if begins and changes.get(path, before) is None and setting.default is not None:
        changes[path] = setting.default
    if ends or (not begins and not was_there and changes.get(path) is not None):
        changes.pop(path, None)
    if ends and before is not None:
        changes[path] = None
