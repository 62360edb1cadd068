"""The settings of one section as a form."""

from collections.abc import Mapping
from typing import Any

from console.ui.forms import ConsoleForm
from pools import rules
from pools.forms.fields import TextField, field_for
from pools.projection import COMPARISON, in_step, is_edited
from pools.saving.states import State, changed, found
from pools.settings import Section, Setting


class SettingsForm(ConsoleForm):
    """Edits one section of a pool that looks like `state`; whatever is not in the section stays as it is."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        section: Section,
        state: State,
        typed: Mapping[str, Any] | None = None,
    ) -> None:
        """`typed` are changes by path that the form begins with, as when coming back from a review."""
        shown = changed(state, typed or {})
        self.section, self.state = section, state
        self.settings = {name_of(each.path): each for each in edited(section, state)}
        initial = {name: _shown(shown, setting) for name, setting in self.settings.items()}
        super().__init__(data, initial=initial)
        for name, setting in self.settings.items():
            self.fields[name] = field_for(setting, found(shown, setting.path))

    def clean(self) -> dict[str, Any]:
        for name, setting in self.settings.items():
            if name in self.cleaned_data and self._would_be_emptied(name, setting):
                self.add_error(
                    name,
                    "Cognito cannot take this text away again. Write the text that is to be sent instead.",
                )
        if not self.errors:
            self._apply_rules()
        return self.cleaned_data

    @property
    def changes(self) -> dict[str, Any]:
        """What was changed by path; None where a value is taken away. Only for a valid form."""
        values = {setting.path: self.cleaned_data[name] for name, setting in self.settings.items()}
        return {path: value for path, value in values.items() if self._is_new(path, value)}

    def _is_new(self, path: str, value: Any) -> bool:
        setting = self.settings[name_of(path)]
        present = found(self.state, path)
        if present is None and setting.default is not None:
            present = setting.default
        return not COMPARISON.same(path, present, value)

    def _would_be_emptied(self, name: str, setting: Setting) -> bool:
        has_text = isinstance(self.fields[name], TextField) and setting.kind == "text"
        return has_text and bool(found(self.state, setting.path)) and not self.cleaned_data[name]

    def _apply_rules(self) -> None:
        wanted = in_step(self.state, changed(self.state, self.changes))
        for rule in rules.newly_broken(self.state, wanted):
            name = next((name_of(path) for path in rule.paths if name_of(path) in self.fields), None)
            self.add_error(name, rule.message)


def edited(section: Section, state: State) -> list[Setting]:
    """The settings of a section that can be changed in a pool of that state."""
    return [each for each in section.settings if is_edited(each)]


def name_of(path: str) -> str:
    """The name of the field that edits a path."""
    return path.replace(".", "-")


def _shown(state: State, setting: Setting) -> Any:
    value = found(state, setting.path)
    return setting.default if value is None else value
