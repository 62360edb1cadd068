"""The settings of one section of something that hangs on a pool, as a form."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField

from console.ui.forms import ConsoleForm
from pools.editing.fields.by_model import field_for
from pools.saving.rules import Rule, newly_broken
from pools.saving.settings import Group, Row, Section, Setting
from pools.saving.states import Comparison, State, changed, found


@dataclass(frozen=True, slots=True, kw_only=True)
class FormGroup:
    """Fields under a heading of their own, with what can only be told, and the sections they depend on."""

    title: str
    hint: str
    see: list[Section]
    facts: list[Row]
    fields: list[BoundField]


def name_of(path: str) -> str:
    """The name of the field that edits a path."""
    return path.replace(".", "-")


class SectionForm(ConsoleForm):
    """Edits one section of something that looks like `state`; whatever is not in the section stays as it is."""

    # What writes it, and how its states are compared.
    operation: ClassVar[str] = ""
    comparison: ClassVar[Comparison] = Comparison()

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        section: Section,
        state: State,
        rules: Sequence[Rule] = (),
        typed: Mapping[str, Any] | None = None,
        plan: str = "",
    ) -> None:
        """`typed` are changes by path that the form begins with, as when coming back from a review."""
        shown = changed(state, typed or {})
        self.section, self.state, self.rules, self.plan = section, state, rules, plan
        self.settings = {name_of(each.path): each for each in section.settings if not each.fixed}
        initial = {name: self.shown(shown, setting) for name, setting in self.settings.items()}
        super().__init__(data, initial=initial)
        for name, setting in self.settings.items():
            self.fields[name] = self.field_of(setting, found(state, setting.path))

    def field_of(self, setting: Setting, value: Any) -> forms.Field:
        """The field that edits a setting which has this value now."""
        return field_for(setting, value, plan=self.plan, operation=self.operation)

    def shown(self, state: State, setting: Setting) -> Any:
        """What a field begins with."""
        value = found(state, setting.path)
        return setting.default if value is None else value

    def written(self, path: str, value: Any) -> list[tuple[str, Any]]:
        """The paths that a field's value is written to, each with its part."""
        return [(path, value)]

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            wanted = changed(self.state, self.changes)
            for rule in newly_broken(self.state, wanted, self.rules):
                self._blame(rule.message, rule.paths)
        return self.cleaned_data

    @cached_property
    def changes(self) -> dict[str, Any]:
        """What was changed by path; None where a value is taken away. Only for a valid form."""
        return {
            path: value
            for name, setting in self.settings.items()
            for path, value in self.written(setting.path, self.cleaned_data[name])
            if not self._is_same(setting, path, value)
        }

    @cached_property
    def groups(self) -> list[FormGroup]:
        """The fields as they are laid out."""
        groups = self.section.groups or (Group(title="", settings=self.section.settings),)
        return [
            FormGroup(
                title=group.title,
                hint=group.hint,
                see=[],
                facts=[
                    Row(setting=each, raw=found(self.state, each.path))
                    for each in group.settings
                    if each.fixed and not each.quiet
                ],
                fields=[self[name_of(each.path)] for each in group.settings if not each.fixed],
            )
            for group in groups
        ]

    def refuse(self, message: str, paths: Iterable[str]) -> None:
        """Show why the service refused what the form holds, beside the field it blames."""
        if not self.is_bound:
            self.full_clean()
            self.cleaned_data: dict[str, Any] = {}
        self._blame(message, tuple(paths))

    def _blame(self, message: str, paths: Sequence[str]) -> None:
        name = next((name_of(path) for path in paths if name_of(path) in self.fields), None)
        self.add_error(name, message)

    def _is_same(self, setting: Setting, path: str, value: Any) -> bool:
        present = found(self.state, path)
        if present is None and path == setting.path:
            present = setting.default
        return self.comparison.same(path, present, value)
