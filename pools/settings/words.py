"""Differences between two states of a pool in words: each attribute of its schema is told as a setting of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from pools.gateway import SchemaAttribute
from pools.saving.settings import Section, Setting
from pools.saving.states import Difference
from pools.saving.words import Worded, in_order, setting_at, worded
from pools.settings.overview import AttributeRow
from pools.settings.sections import SCHEMA, SECTIONS
from pools.settings.state import ATTRIBUTES, COMPARISON


def pool_in_words(differences: Iterable[Difference], *, everything: bool = False) -> list[Worded]:
    """What differs, setting by setting; of the schema all attributes if everything is wanted."""
    return [_in_words(each) for each in COMPARISON.apart(differences, everything=everything)]


def pool_in_order(differences: Iterable[Difference], *, everything: bool = False) -> list[Worded]:
    """The same in the order in which a pool's sections are read."""
    return in_order(pool_in_words(differences, everything=everything), SECTIONS)


def setting_of_pool(path: str) -> tuple[Setting, Section | None]:
    """The setting that stands for a path of a pool, and its section; one without words where nobody knows the path."""
    if _is_attribute(path):
        return Setting(path=path, label=f"Attribute {path.removeprefix(f'{ATTRIBUTES}.')}"), SCHEMA
    return setting_at(path, SECTIONS)


def label_of(path: str) -> str:
    """What the pool's page calls a setting."""
    return setting_of_pool(path)[0].label


def _in_words(each: Difference) -> Worded:
    if _is_attribute(each.path):
        each = replace(each, before=_attribute(each.before), after=_attribute(each.after))
    return worded(each, *setting_of_pool(each.path))


def _is_attribute(path: str) -> bool:
    return path.startswith(f"{ATTRIBUTES}.")


def _attribute(value: Mapping[str, Any] | None) -> str | None:
    """An attribute of the schema in one line: "Text, up to 256 characters, required"."""
    if value is None:
        return None
    attribute = SchemaAttribute.from_response(value)
    row = AttributeRow(attribute=attribute)
    marks = (
        (row.limits != "none", row.limits),
        (attribute.required, "required"),
        (not attribute.mutable, "never changed once set"),
        (attribute.developer_only, "developer only"),
    )
    return ", ".join([row.type, *(words for applies, words in marks if applies)])
