"""Finding settings on a pool's page: by label, API name or value, among what was read anyway."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from pools.saving.settings import Row
from pools.settings.overview import AttributeRow, Overview, SectionRows
from pools.settings.sections import SCHEMA

# What people leave out as often as they write it: e-mail, email.
SKIPPED = str.maketrans("", "", "-’'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The sections of a pool's page; where a `text` is sought, only what matches it, and what that is in."""

    sections: list[SectionRows]
    attributes: list[AttributeRow]
    text: str = ""

    @property
    def shown_attributes(self) -> list[AttributeRow]:
        """The pool's own, unless standard ones are what somebody looks for."""
        return [row for row in self.attributes if self.text or row.attribute.is_custom]

    @property
    def folded_attributes(self) -> list[AttributeRow]:
        """The standard ones, which every pool has."""
        return [row for row in self.attributes if not (self.text or row.attribute.is_custom)]

    @property
    def count(self) -> int:
        return sum(len(each.rows) for each in self.sections) + len(self.attributes)


def listed(overview: Overview, text: str) -> Listed:
    """What the page shows. Every word of the text has to stand in a setting somewhere.

    A section in which nothing matches is shown as a whole where its own title does.
    """
    words = _plain(text).split()
    if not words:
        return Listed(sections=overview.sections, attributes=overview.attributes)
    attributes = [row for row in overview.attributes if _holds(words, *_words_of_attribute(row))]
    if not attributes and _holds(words, SCHEMA.title):
        attributes = overview.attributes
    narrowed = [_narrowed(section, words) for section in overview.sections]
    sections = [each for each in narrowed if each.rows or (each.section == SCHEMA and attributes)]
    return Listed(sections=sections, attributes=attributes, text=text)


def _narrowed(whole: SectionRows, words: list[str]) -> SectionRows:
    rows = [row for row in whole.rows if _holds(words, *_words_of(row))]
    if not rows and _holds(words, whole.section.title):
        rows = whole.rows
    return SectionRows(section=whole.section, rows=rows, sought=True)


def _words_of(row: Row) -> Iterator[str]:
    """All that the page says of a setting's name and value."""
    yield row.setting.label
    yield row.setting.path
    for each in row.said:
        yield each.words
        yield str(each.raw)
    if not row.is_set:
        yield row.setting.absent or "Not set"
    elif not row.said:
        yield str(row.value)
        yield json.dumps(row.raw, ensure_ascii=False)


def _words_of_attribute(row: AttributeRow) -> Iterator[str]:
    yield row.attribute.name
    yield row.type
    yield row.attribute.type
    yield "Required" if row.attribute.required else ""


def _holds(words: list[str], *texts: str) -> bool:
    text = _plain(" ".join(texts))
    return all(word in text for word in words)


def _plain(text: str) -> str:
    return text.translate(SKIPPED).casefold()
