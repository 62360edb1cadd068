"""Forms with a row for each of several things and empty rows for new ones. No script: a row is ticked off to go."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.forms.renderers import get_default_renderer

from console.ui.forms import ConsoleForm

MORE_ROWS = 3


class RowForm(ConsoleForm):
    """One row. Without anything in it it is empty, and one that is to be removed counts as empty."""

    remove = forms.BooleanField(label="Remove", required=False)

    def has_changed(self) -> bool:
        return "remove" not in self.changed_data and bool(self.changed_data)


if TYPE_CHECKING:
    FormSet = forms.BaseFormSet[RowForm]
else:
    FormSet = forms.BaseFormSet


class Rows(FormSet):
    """The rows; no two of them have the same value in the field that is their `key`."""

    key: ClassVar[str]
    name: ClassVar[str]
    repeated: ClassVar[str]
    min_num, max_num, absolute_max = 0, 100, 100
    validate_min, validate_max = False, True
    can_order = can_delete = can_delete_extra = edit_only = False

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Sequence[Mapping[str, Any]] = (),
        form_kwargs: Mapping[str, Any] | None = None,
    ) -> None:
        self.renderer = get_default_renderer()
        super().__init__(data, prefix=self.name, initial=initial, form_kwargs=dict(form_kwargs or {}))
        self.extra = min(len(initial) + MORE_ROWS, self.max_num)

    def initial_form_count(self) -> int:
        """Always none: a row that is there to be filled may also stay or become empty."""
        return 0

    def clean(self) -> None:
        seen: set[str] = set()
        for form in self.filled:
            value = form.cleaned_data.get(self.key, "")
            if value in seen:
                form.add_error(self.key, self.repeated)
            seen |= {value} - {""}

    @property
    def filled(self) -> list[RowForm]:
        return [form for form in self.forms if form.has_changed()]

    @property
    def can_grow(self) -> bool:
        return len(self.forms) < self.max_num

    @property
    def typed(self) -> list[Mapping[str, Any]]:
        """What was typed, row by row, to be shown again without a judgement."""
        rows = [{name: form[name].data for name in form.fields} for form in self.forms]
        return [row for row in rows if any(value for name, value in row.items() if name != "remove")]
