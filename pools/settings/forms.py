"""The settings of one section as a form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.forms import Field

from pools.editing.forms import SectionForm, name_of
from pools.plans import plan_of
from pools.saving.settings import MFA, Row, Section, Setting, SettingGroup
from pools.saving.states import State, value_at
from pools.settings.changes import changes_of, is_changed, misplaced
from pools.settings.fields import pool_field
from pools.settings.rules import RULES
from pools.settings.sections import SECTIONS
from pools.settings.state import COMPARISON, DAYS, FACTORS, LEGACY_DAYS, in_step, is_edited

FACTOR_PATHS = tuple(f"{MFA}.{factor}" for factor in FACTORS)
NO_FACTOR = "There is no factor while the second factor is off: choose optional or required, or leave this."
# The SMS factor is no setting of its own: it is there where the pool can send SMS.
TOLD_BY = {f"{MFA}.SmsMfaConfiguration": "SmsConfiguration"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldElsewhere:
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
    places: list[FieldElsewhere]


class SettingsForm(SectionForm):
    """Edits one section of a pool that looks like `state`; whatever is not in the section stays as it is."""

    comparison = COMPARISON

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        section: Section,
        state: State,
        typed: Mapping[str, Any] | None = None,
    ) -> None:
        self.elsewhere: list[Elsewhere] = []
        super().__init__(data, section=section, state=state, rules=RULES, typed=typed, plan=plan_of(state))

    def edited(self, section: Section, state: State) -> Sequence[Setting]:
        return edited(section, state)

    def field_of(self, setting: Setting, value: Any) -> Field:
        return pool_field(setting, value, plan=self.plan)

    def shown(self, state: State, setting: Setting) -> Any:
        if setting.kind == "present":
            return value_at(state, setting.path) is not None
        return super().shown(state, setting)

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            self._check_what_is_needed()
        return super().clean()

    def apply_rules(self, wanted: State) -> None:
        """With what Cognito keeps together kept together: a change may come to nothing by that."""
        kept = in_step(self.state, wanted)
        for path, value in self.changes.items():
            if self._comes_to_nothing(path, value_at(kept, path), value):
                self.add_error(name_of(path), _undone(path))
        super().apply_rules(kept)

    @cached_property
    def changes(self) -> dict[str, Any]:
        return changes_of(self.settings.values(), self.state, self._values)

    @property
    def places(self) -> list[FieldElsewhere]:
        """The fields of other sections that have to do with its errors, each once."""
        return list(
            {each.field_id: each for elsewhere in self.elsewhere for each in elsewhere.places}.values()
        )

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
        had_none = value_at(self.state, switch.path) is not None and not value_at(self.state, setting.path)
        if not had_none:
            self.add_error(name_of(setting.path), setting.stays)

    def _comes_to_nothing(self, path: str, after: Any, value: Any) -> bool:
        """Whether a change is undone by what Cognito keeps together."""
        setting = self.settings[name_of(path)]
        return not COMPARISON.means_same(path, after, value) and is_changed(setting, after, value)

    def blame(self, message: str, paths: Sequence[str]) -> None:
        name = next(filter(None, map(self.field_at, paths)), None)
        places = [each for path in paths if not self.field_at(path) for each in _places_of(path)]
        if name is None and places:
            message = f"{places[0].section.title}: {message}"
        if places:
            self.elsewhere.append(Elsewhere(message=message, places=places))
        self.add_error(name, message)

    def see(self, group: SettingGroup) -> list[Section]:
        return [section for section in SECTIONS if section.id in group.see]

    def fact(self, setting: Setting) -> Row | None:
        """What is fixed for a reason, if it is set or worth saying."""
        if not (setting.fixed or setting.permanent):
            return None
        row = Row(setting=setting, raw=value_at(self.state, TOLD_BY.get(setting.path, setting.path)))
        return row if row.is_set or not setting.quiet else None


def edited(section: Section, state: State) -> list[Setting]:
    """The settings of a section that can be changed in a pool of that state."""
    return [each for each in section.settings if is_edited(each) and _is_offered(each, state)]


def _is_offered(setting: Setting, state: State) -> bool:
    """Older settings are only offered where a pool has them."""
    if setting.path == LEGACY_DAYS and value_at(state, DAYS):
        return False
    return not setting.legacy or value_at(state, setting.path) is not None


def _undone(path: str) -> str:
    """Why a change would come to nothing."""
    if path.startswith(FACTOR_PATHS):
        return NO_FACTOR
    return "This goes with another change in this form: leave it as it was."


def _places_of(path: str) -> list[FieldElsewhere]:
    return [
        FieldElsewhere(setting=setting, section=section)
        for section in SECTIONS
        for setting in section.settings
        if setting.path == path and is_edited(setting)
    ]
