"""Forms whose changes are reviewed before they are sent: by the settings of a section, or laid out by hand."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField

from console.ui.forms import ConsoleForm, api_path_of
from pools.editing.fields.by_model import field_for
from pools.editing.fields.rows import Rows
from pools.saving.rules import Rule, newly_broken
from pools.saving.settings import Row, Section, Setting, SettingGroup
from pools.saving.states import Comparison, State, value_at, with_changes


def name_of(path: str) -> str:
    """The name of the field that edits a path."""
    return path.replace(".", "-")


class ReviewedForm(ConsoleForm):
    """Says what it changes in something that looks like `state`, and why Cognito refused it."""

    state: State

    @property
    @abstractmethod
    def changes(self) -> dict[str, Any]:
        """What was changed by path; None where a value is taken away. Only for a valid form."""

    def field_at(self, path: str) -> str | None:
        """The name of the field that edits a path; None where there is none."""
        fields = self.fields.items()
        return next((name for name, field in fields if api_path_of(field) == path), None)

    def refuse(self, message: str, paths: Iterable[str]) -> None:
        """Show why the service refused what the form holds, beside the field it blames."""
        if not self.is_bound:
            self.full_clean()
            self.cleaned_data: dict[str, Any] = {}
        self.blame(message, tuple(paths))

    def blame(self, message: str, paths: Sequence[str]) -> None:
        """Say what is wrong beside the first field that has one of these paths, or above the form."""
        self.add_error(next(filter(None, map(self.field_at, paths)), None), message)


class WholeForm(ReviewedForm):
    """One that is laid out by hand and says what becomes of the whole."""

    comparison: ClassVar[Comparison] = Comparison()

    @property
    @abstractmethod
    def wanted(self) -> Mapping[str, Any]:
        """Members of the state as they are wanted; others stay. Only for a valid form."""

    @property
    def changes(self) -> dict[str, Any]:
        differences = self.comparison.differences(self.state, {**self.state, **self.wanted})
        return {each.path: each.after for each in differences}


class RowsForm(WholeForm):
    """One with `rows` besides its fields; both are judged, so that all errors are told at once."""

    rows: Rows

    def is_valid(self) -> bool:
        rows_are_valid = self.rows.is_valid()
        return super().is_valid() and rows_are_valid

    @property
    def status(self) -> int | None:
        """The HTTP status of its page where the rows alone are wrong; None where the form itself tells it."""
        return 422 if self.is_bound and self.rows.total_error_count() and not self.errors else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormGroup:
    """Fields under a heading of their own, with what can only be told, and the sections they depend on."""

    title: str
    hint: str
    see: list[Section]
    facts: list[Row]
    fields: list[BoundField]


class SectionForm(ReviewedForm):
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
        shown = with_changes(state, typed or {})
        self.section, self.state, self.rules, self.plan = section, state, rules, plan
        self.settings = {name_of(each.path): each for each in self.edited(section, state)}
        initial = {name: self.shown(shown, setting) for name, setting in self.settings.items()}
        super().__init__(data, initial=initial)
        for name, setting in self.settings.items():
            self.fields[name] = self.field_of(setting, value_at(state, setting.path))

    def edited(self, section: Section, state: State) -> Sequence[Setting]:
        """The settings of a section that have a field."""
        return [each for each in section.settings if not each.fixed]

    def field_of(self, setting: Setting, value: Any) -> forms.Field:
        """The field that edits a setting which has this value now."""
        return field_for(setting, value, plan=self.plan, operation=self.operation)

    def field_at(self, path: str) -> str | None:
        return name if (name := name_of(path)) in self.fields else None

    def shown(self, state: State, setting: Setting) -> Any:
        """What a field begins with."""
        value = value_at(state, setting.path)
        return setting.default if value is None else value

    def written(self, path: str, value: Any) -> list[tuple[str, Any]]:
        """The paths that a field's value is written to, each with its part."""
        return [(path, value)]

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            self.apply_rules(with_changes(self.state, self.changes))
        return self.cleaned_data

    def apply_rules(self, wanted: State) -> None:
        """Say which rules the wanted state breaks, each beside its field."""
        for rule in newly_broken(self.state, wanted, self.rules):
            self.blame(rule.message, rule.paths)

    @cached_property
    def changes(self) -> dict[str, Any]:
        return {
            path: value
            for name, setting in self.settings.items()
            for path, value in self.written(setting.path, self.cleaned_data[name])
            if not self._is_same(setting, path, value)
        }

    @cached_property
    def groups(self) -> list[FormGroup]:
        """The fields as they are laid out."""
        groups = self.section.groups or (SettingGroup(title="", settings=self.section.settings),)
        laid_out = [self._group(each) for each in groups]
        return [each for each in laid_out if each.fields or each.facts]

    def fact(self, setting: Setting) -> Row | None:
        """What is told beside the fields instead of one of its own."""
        if not setting.fixed or setting.quiet:
            return None
        return Row(setting=setting, raw=value_at(self.state, setting.path))

    def see(self, group: SettingGroup) -> list[Section]:
        """The sections that a group depends on."""
        return []

    def _group(self, group: SettingGroup) -> FormGroup:
        return FormGroup(
            title=group.title,
            hint=group.hint,
            see=self.see(group),
            facts=[row for each in group.settings if (row := self.fact(each))],
            fields=[self[name_of(each.path)] for each in group.settings if name_of(each.path) in self.fields],
        )

    def _is_same(self, setting: Setting, path: str, value: Any) -> bool:
        present = value_at(self.state, path)
        if present is None and path == setting.path:
            present = setting.default
        return self.comparison.means_same(path, present, value)
