"""What one setting of a pool is: where it stands in Cognito's answers, what it is called, how it is put into words.

Paths are DescribeUserPool's; those below `MFA` are GetUserPoolMfaConfig's. A test walks both answers' shapes and
fails when a leaf is in no section.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from console.cognito.answers import moment
from pools.saving.states import NOTHING, value_at

PERMANENT = "Decided when the pool was made: it can never be changed."
MFA = "GetUserPoolMfaConfig"

# flag: a box to tick · present: whether anything is there · ranked: {Priority, Name} in order
# pairs: names with their values
Kind = Literal["value", "flag", "moment", "days", "count", "copy", "text", "present", "ranked", "pairs"]
SAID_BY_KIND = {"present": {True: "Set up", False: "Not set up"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One leaf: its path, its label, how its value is said, and how it is edited.

    `absent` is said where it is not set; `quiet` settings are left out there, `legacy` ones only in forms.
    `permanent` ones can never be changed; `fixed` says why one is not edited, `stays` why it cannot be unset.
    `default` is what Cognito does where nothing is set, `options` are all values worth choosing from, with their
    labels; `help` is what to know before changing it, `caution` what a change can do.
    `needs` is the path without which it means nothing: without that it goes too, or takes that one's default along.
    `plan` is the least plan that has it; the values in `free` are for all. `words` may name the empty list: `()`.
    """

    path: str
    label: str
    kind: Kind = "value"
    words: Mapping[Any, str] = field(default_factory=dict)
    absent: str = ""
    hint: str = ""
    help: str = ""
    quiet: bool = False
    permanent: bool = False
    default: Any = None
    options: tuple[tuple[str, Any], ...] = ()
    caution: str = ""
    fixed: str = ""
    stays: str = ""
    needs: str = ""
    legacy: bool = False
    plan: str = ""
    free: tuple[Any, ...] = ()

    def covers(self, path: str) -> bool:
        """Whether a leaf at that path is shown by this setting."""
        return path == self.path or (self.kind == "pairs" and path.startswith(f"{self.path}."))


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingGroup:
    """Settings of a section under a heading of their own in its form; `see` are the sections they depend on."""

    title: str
    settings: tuple[Setting, ...]
    hint: str = ""
    see: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Settings that belong together, in groups where there are many."""

    id: str
    title: str
    settings: tuple[Setting, ...] = ()
    about: str = ""
    groups: tuple[SettingGroup, ...] = ()

    def __post_init__(self) -> None:
        if self.groups:
            settings = tuple(setting for group in self.groups for setting in group.settings)
            object.__setattr__(self, "settings", settings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words for a value, and the value as Cognito writes it."""

    words: str
    raw: Any

    @property
    def raw_text(self) -> str:
        """As the API writes it; empty where the words are all there is to say."""
        return self.raw if isinstance(self.raw, str) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A setting of one pool, ready to be shown. `raw` is what Cognito answered, None where it is not set."""

    setting: Setting
    raw: Any

    @property
    def is_set(self) -> bool:
        if self.setting.kind == "present":
            return self.raw is not None
        return self.raw not in NOTHING or self._is_chosen_to_be_empty

    @property
    def _is_chosen_to_be_empty(self) -> bool:
        return bool(self.raw == [] and () in self.setting.words)

    @property
    def hint(self) -> str:
        permanent = PERMANENT if self.setting.permanent else ""
        return " ".join(filter(None, (self.setting.hint, permanent)))

    @property
    def why_fixed(self) -> str:
        """Why there is no field for it, beside its hint."""
        return " ".join(filter(None, (self.hint, self.setting.fixed)))

    @property
    def value(self) -> Any:
        """The value where it needs no words of ours."""
        match self.setting.kind, self.raw:
            case "moment", int() | float():
                return moment(self.raw)
            case "count", int():
                return f"{self.raw:,}"
            case "days", int():
                return f"{self.raw} day{'' if self.raw == 1 else 's'}"
            case "pairs", dict():
                return list(_pairs(self.raw))
        return self.raw

    @property
    def said(self) -> list[Said]:
        """The value, or each of a list, in words; empty where there are none for it."""
        words = self.setting.words or SAID_BY_KIND.get(self.setting.kind, {})
        if self.setting.kind == "present":
            return [Said(words=words[self.is_set], raw="")]
        if not words or not self.is_set:
            return []
        return [Said(words=_words_for(item, words), raw=item) for item in self._items]

    @property
    def _items(self) -> list[Any]:
        if self.setting.kind == "ranked":
            ranked = sorted(self.raw, key=lambda item: item.get("Priority", 0))
            return [item.get("Name") for item in ranked]
        if self._is_chosen_to_be_empty:
            return [()]
        return list(self.raw) if isinstance(self.raw, list) else [self.raw]


def rows(section: Section, answers: Mapping[str, Any]) -> list[Row]:
    """A section's settings with this pool's values; nothing of a store that could not be read."""
    return [
        Row(setting=setting, raw=value_at(answers, setting.path))
        for setting in section.settings
        if MFA in answers or not setting.path.startswith(MFA)
    ]


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every leaf of an answer with its path; lists and empty structures count as leaves."""
    if isinstance(value, Mapping) and value:
        for name, inner in value.items():
            yield from leaves(inner, f"{path}.{name}" if path else name)
    else:
        yield path, value


def _pairs(value: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Names with their values; of a structure with one member, that member."""
    for name, inner in sorted(value.items()):
        yield name, next(iter(inner.values())) if isinstance(inner, Mapping) and len(inner) == 1 else inner


def _words_for(value: Any, words: Mapping[Any, str]) -> str:
    return words.get(value, str(value)) if isinstance(value, Hashable) else str(value)
