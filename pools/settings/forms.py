"""The settings of one section as a form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from console.ui.forms import ConsoleForm
from pools.editing.forms import FormGroup, name_of
from pools.plans import plan_of
from pools.saving.rules import newly_broken
from pools.saving.settings import MFA, Group, Row, Section, Setting
from pools.saving.states import State, changed, found
from pools.settings.changes import changes_of, is_changed, misplaced
from pools.settings.fields import pool_field
from pools.settings.projection import COMPARISON, DAYS, FACTORS, LEGACY_DAYS, in_step, is_edited
from pools.settings.rules import RULES
from pools.settings.sections import SECTIONS

FACTOR_PATHS = tuple(f"{MFA}.{factor}" for factor in FACTORS)
NO_FACTOR = "There is no factor while the second factor is off: choose optional or required, or leave this."
# The SMS factor is no setting of its own: it is there where the pool can send SMS.
TOLD_BY = {f"{MFA}.SmsMfaConfiguration": "SmsConfiguration"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A field in another section."""

    setting: Setting
    section: Section

    @property
    def field_id(self) -> str:
        """The id that the field has in its page."""
        return f"id_{name_of(self.setting.path)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """What does not go with something in other sections."""

    message: str
    places: list[Place]


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
        self.elsewhere: list[Elsewhere] = []
        initial = {name: _shown(shown, setting) for name, setting in self.settings.items()}
        super().__init__(data, initial=initial)
        for name, setting in self.settings.items():
            value = found(state, setting.path)
            self.fields[name] = pool_field(setting, value, plan=plan_of(state))

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            self._check_what_is_needed()
        if not self.errors:
            self._apply_rules()
        return self.cleaned_data

    @cached_property
    def changes(self) -> dict[str, Any]:
        """What was changed by path; None where a value is taken away. Only for a valid form."""
        return changes_of(self.settings.values(), self.state, self._values)

    @cached_property
    def groups(self) -> list[FormGroup]:
        """The fields as they are laid out."""
        groups = self.section.groups or (Group(title="", settings=self.section.settings),)
        told = [self._group(each) for each in groups]
        return [each for each in told if each.fields or each.facts]

    @property
    def places(self) -> list[Place]:
        """The fields of other sections that have to do with its errors, each once."""
        return list({each.field_id: each for told in self.elsewhere for each in told.places}.values())

    def refuse(self, message: str, paths: Iterable[str]) -> None:
        """Show why the service refused what the form holds, beside the field it blames."""
        if not self.is_bound:
            self.full_clean()
            self.cleaned_data: dict[str, Any] = {}
        self._blame(message, tuple(paths))

    @property
    def _values(self) -> dict[str, Any]:
        return {setting.path: self.cleaned_data[name] for name, setting in self.settings.items()}

    def _check_what_is_needed(self) -> None:
        settings, values = list(self.settings.values()), self._values
        for setting, needed in misplaced(settings, self.state, values):
            self.add_error(
                name_of(setting.path),
                f"It means nothing without “{needed.label}”: set that too, or leave this as it was.",
            )
        for setting in settings:
            switch = self.settings.get(name_of(setting.needs)) if setting.needs else None
            if switch and switch.kind == "present" and values[switch.path] and not values[setting.path]:
                self._check_text(setting, switch)

    def _check_text(self, setting: Setting, switch: Setting) -> None:
        """What was empty before may stay so, but nothing is begun, or left, without its text."""
        had_none = found(self.state, switch.path) is not None and not found(self.state, setting.path)
        if not had_none:
            self.add_error(name_of(setting.path), setting.stays)

    def _apply_rules(self) -> None:
        wanted = in_step(self.state, changed(self.state, self.changes))
        for path, value in self.changes.items():
            if self._comes_to_nothing(path, found(wanted, path), value):
                self.add_error(name_of(path), _undone(path))
        for rule in newly_broken(self.state, wanted, RULES):
            self._blame(rule.message, rule.paths)

    def _comes_to_nothing(self, path: str, after: Any, value: Any) -> bool:
        """Whether a change is undone by what Cognito keeps together."""
        setting = self.settings[name_of(path)]
        return not COMPARISON.same(path, after, value) and is_changed(setting, after, value)

    def _blame(self, message: str, paths: tuple[str, ...]) -> None:
        name = next((name_of(path) for path in paths if name_of(path) in self.fields), None)
        places = [each for path in paths if name_of(path) not in self.fields for each in _places_of(path)]
        if name is None and places:
            message = f"{places[0].section.title}: {message}"
        if places:
            self.elsewhere.append(Elsewhere(message=message, places=places))
        self.add_error(name, message)

    def _group(self, group: Group) -> FormGroup:
        return FormGroup(
            title=group.title,
            hint=group.hint,
            see=[section for section in SECTIONS if section.id in group.see],
            facts=[row for each in group.settings if (row := self._fact(each))],
            fields=[self[name_of(each.path)] for each in group.settings if name_of(each.path) in self.fields],
        )

    def _fact(self, setting: Setting) -> Row | None:
        """What is told beside the fields: what is fixed for a reason, if it is set or worth saying."""
        if not (setting.fixed or setting.permanent):
            return None
        row = Row(setting=setting, raw=found(self.state, TOLD_BY.get(setting.path, setting.path)))
        return row if row.is_set or not setting.quiet else None


def edited(section: Section, state: State) -> list[Setting]:
    """The settings of a section that can be changed in a pool of that state."""
    return [each for each in section.settings if is_edited(each) and _is_offered(each, state)]


def _is_offered(setting: Setting, state: State) -> bool:
    """Older settings are only offered where a pool has them."""
    if setting.path == LEGACY_DAYS and found(state, DAYS):
        return False
    return not setting.legacy or found(state, setting.path) is not None


def _shown(state: State, setting: Setting) -> Any:
    value = found(state, setting.path)
    if setting.kind == "present":
        return value is not None
    return setting.default if value is None else value


def _undone(path: str) -> str:
    """Why a change would come to nothing."""
    if path.startswith(FACTOR_PATHS):
        return NO_FACTOR
    return "This goes with another change in this form: leave it as it was."


def _places_of(path: str) -> list[Place]:
    return [
        Place(setting=setting, section=section)
        for section in SECTIONS
        for setting in section.settings
        if setting.path == path and is_edited(setting)
    ]
