"""Fields of names with values: tags and the names of authentication levels. Rows of inputs, no script needed."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from pools.saving.states import SYSTEM_TAGS, of_aws

SPARE_ROWS = 5
MOST_TAGS = 50


@dataclass(frozen=True, slots=True)
class Pair:
    """A row: the name and the value; what holds where the value is empty, and whether the name is only told."""

    name: str
    value: str
    placeholder: str = ""
    fixed: bool = False


class PairsWidget(forms.Widget):
    """Rows of two inputs, or of a name and one input. Its value is a list of pairs, or a mapping."""

    template_name = "pools/editing/pairs.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        # The only names there are, each with what it is called otherwise.
        self.names: Mapping[str, str] = {}
        self.system: Mapping[str, str] = {}
        self.sizes = {"name": 128, "value": 256}

    def id_for_label(self, id_: str, index: str = "0") -> str:
        return f"{id_}_0" if id_ else id_

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[tuple[str, str]] | None:
        """What was typed, row by row; None where no row was sent at all."""
        return list(self._rows(data, name)) or None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"rows": self._shown(value), "system": self.system, "sizes": self.sizes}
        return context

    def _rows(self, data: Any, name: str) -> Iterator[tuple[str, str]]:
        names = list(self.names)
        for number in range(len(names) or MOST_TAGS * 2):
            value = data.get(f"{name}-{number}-value")
            if value is None:
                return
            yield names[number] if names else data.get(f"{name}-{number}-name", ""), value

    def _shown(self, value: Any) -> list[Pair]:
        pairs = sorted(value.items()) if isinstance(value, Mapping) else list(value or ())
        if self.names:
            values = dict(pairs)
            return [
                Pair(name, values.get(name, ""), placeholder, fixed=True)
                for name, placeholder in self.names.items()
            ]
        filled = [Pair(key, text) for key, text in pairs if key or text]
        spare = min(SPARE_ROWS, max(0, MOST_TAGS - len(filled)))
        return [*filled, *[Pair("", "")] * spare]


class TagsField(forms.Field):
    """Tags as a mapping; None without any. Those of AWS itself are told, and kept as they are."""

    widget = PairsWidget

    def __init__(self, *, present: Mapping[str, str] | None, **kwargs: Any) -> None:
        self.present = present or {}
        # None at all is as good as any.
        super().__init__(**{**kwargs, "required": True})
        self.system = {key: value for key, value in self.present.items() if of_aws(key)}
        # A browser takes the ends of lines out of what it shows.
        self.as_sent = {(_flat(key), _flat(value)): (key, value) for key, value in self.present.items()}
        self.widget.system = self.system

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return {key: text for key, text in value.items() if not of_aws(key)}
        return value

    def clean(self, value: Any) -> dict[str, str] | None:
        if value is None:
            return dict(self.present) or None
        rows = [self._settled(key, text) for key, text in value if key.strip() or text.strip()]
        if problems := list(self._problems(rows)):
            raise ValidationError(problems)
        return {**dict(rows), **self.system} or None

    def _settled(self, key: str, text: str) -> tuple[str, str]:
        """Without blanks around it, unless that is what is there already."""
        return self.as_sent.get((key, text), (key.strip(), text.strip()))

    def _problems(self, rows: list[tuple[str, str]]) -> Iterator[str]:
        keys = [key for key, _ in rows]
        if len(rows) > MOST_TAGS:
            yield f"A pool has at most {MOST_TAGS} tags; these are {len(rows)}."
        for key in dict.fromkeys(key for key in keys if keys.count(key) > 1 and key):
            yield f"“{key}” is there more than once."
        for key, text in rows:
            if self.present.get(key) != text:
                yield from _problems_of_tag(key, text)


def _flat(text: str) -> str:
    return text.replace("\r", "").replace("\n", "")


def _problems_of_tag(key: str, text: str) -> Iterator[str]:
    if not key:
        yield f"The tag with the value “{text}” needs a key."
    elif of_aws(key):
        yield f"“{key}” cannot be used: only AWS itself writes tags that begin with {SYSTEM_TAGS}"
    if len(key) > 128:
        yield f"The key “{key[:20]}…” is longer than 128 characters."
    if len(text) > 256:
        yield f"The value of “{key}” is longer than 256 characters."
    for each in (key, text):
        if not all(map(_is_for_tags, each)):
            yield f"“{each}” cannot be used: AWS takes letters, digits, spaces and _ . : / = + - @ in tags."


def _is_for_tags(character: str) -> bool:
    return unicodedata.category(character)[0] in "LZN" or bool(re.match(r"[\s_.:/=+\-@]", character))
