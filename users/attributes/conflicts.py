"""Choosing what is to stand where two people changed the same."""

from collections.abc import Callable
from typing import Any, Protocol

from django import forms

from console.ui.forms import ConsoleForm
from users.attributes.fields import plain
from users.attributes.merging import Conflict, Merge


class TextAsTyped(forms.CharField):
    """Text whose spaces count; browsers send every line break as two characters, of which one is kept."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n")


class Merging(Protocol):
    """A checked form whose settings somebody else may have changed meanwhile."""

    sealed: str
    fields: dict[str, forms.Field]
    data: Any

    @property
    def merge(self) -> Merge: ...


class ConflictForm(ConsoleForm):
    """A choice for each setting that somebody else changed meanwhile; the rest travels along.

    It is sent to where the form is sent and has its fields, so that it is judged like any other.
    """

    def __init__(self, form: Merging, *, label_of: Callable[[str], str]) -> None:
        merge = form.merge
        typed = {name: form.data.get(name) for name in form.fields}
        super().__init__(initial=typed | merge.result | {"baseline": form.sealed})
        conflicts = {conflict.name: conflict for conflict in merge.conflicts}
        for name in form.fields:
            self.fields[name] = (
                _choice(conflicts[name], label_of(name))
                if name in conflicts
                else TextAsTyped(widget=forms.HiddenInput, required=False)
            )
            if name in conflicts:
                self.initial[name] = text_of(conflicts[name].theirs)


def text_of(value: Any) -> str:
    """A setting as a form shows it."""
    return "" if value is None else str(value)


def _choice(conflict: Conflict, label: str) -> forms.Field:
    base, theirs, yours = map(text_of, (conflict.base, conflict.theirs, conflict.yours))
    return forms.ChoiceField(
        label=label,
        choices=[
            (theirs, f"Leave what is there now: {plain(theirs) or 'nothing'}"),
            (yours, f"Use yours: {plain(yours) or 'nothing'}"),
        ],
        widget=forms.RadioSelect,
        help_text=f"When you opened the form it was: {plain(base) or 'nothing'}",
    )
