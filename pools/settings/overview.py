"""Everything that Cognito tells of one pool, in the order in which people read it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from console.access.reach import PoolAccess
from console.cognito import model
from console.cognito.errors import CognitoError
from console.ui.problems import Problem
from pools.gateway import Pool, PoolGateway, SchemaAttribute, managed_by
from pools.saving.settings import MFA, Row, Section, Setting, leaves, rows
from pools.saving.states import NOTHING, value_at
from pools.settings.pool_facts import has_trigger, in_sms_sandbox, sms_failure
from pools.settings.sections import EDITED, SCHEMA, SECTIONS, covered
from pools.settings.sections.delivery import SENDER

MOST_CUSTOM_ATTRIBUTES = 50
OTHERS = Section(
    id="others",
    title="Other settings",
    about="Cognito told these too; this version of Lifeguard has no words for them.",
)
ATTRIBUTE_TYPES = {"String": "Text", "Number": "Number", "DateTime": "Date and time", "Boolean": "Yes or no"}
# More settings than these that say nothing make a section long.
FEW = 2
SMS_FACTOR = f"{MFA}.SmsMfaConfiguration."
SENT_BY_TRIGGER = "The function behind CustomEmailSender"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRows:
    """A section of the page with this pool's values; of one that is `sought` only what was found.

    `repeated` are the paths at which one of Cognito's stores says what the other has said.
    """

    section: Section
    rows: list[Row]
    repeated: frozenset[str] = frozenset()
    sought: bool = False

    @property
    def is_edited(self) -> bool:
        return self.section in EDITED

    @property
    def shown(self) -> list[Row]:
        return [row for row, is_folded in self._folding if not is_folded]

    @property
    def folded(self) -> list[Row]:
        """What says nothing, being not set or said already: out of the way, unless somebody looks for it."""
        return [row for row, is_folded in self._folding if is_folded]

    @property
    def fold_title(self) -> str:
        if any(row.is_set for row in self.folded):
            return f"{len(self.folded)} more, not set or kept twice"
        return f"{len(self.folded)} more, not set" if self.shown else f"{len(self.folded)}, none of them set"

    @property
    def _folding(self) -> Iterator[tuple[Row, bool]]:
        folds_idle = sum(map(_is_idle, self.rows)) > FEW
        for row in self.rows:
            is_quiet = row.setting.quiet and (not row.is_set or row.setting.path in self.repeated)
            yield row, not self.sought and (is_quiet or (folds_idle and _is_idle(row)))


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeRow:
    """A schema attribute in words."""

    attribute: SchemaAttribute

    @property
    def type(self) -> str:
        return ATTRIBUTE_TYPES.get(self.attribute.type, self.attribute.type)

    @property
    def limits(self) -> str:
        """How long a text or how great a number may be."""
        least, most = self.attribute.minimum, self.attribute.maximum
        if self.attribute.type == "String":
            # No text is shorter than none.
            least, unit = least if least != "0" else "", " characters"
        else:
            unit = ""
        if least and most:
            return f"exactly {least}{unit}" if least == most else f"{least} to {most}{unit}"
        if least:
            return f"at least {least}{unit}"
        return f"up to {most}{unit}" if most else "none"


@dataclass(frozen=True, kw_only=True)
class Overview:
    """A pool's two stores. `mfa` is the error instead where the second one could not be read."""

    pool: Pool
    mfa: Mapping[str, Any] | CognitoError

    @property
    def mfa_problem(self) -> Problem | None:
        return Problem.in_answer(self.mfa)

    @cached_property
    def raw(self) -> dict[str, Any]:
        """Both answers as Cognito wrote them."""
        return {"DescribeUserPool": self.pool.raw, **self._second_store}

    @cached_property
    def sections(self) -> list[SectionRows]:
        """All sections; what stands in none of them comes last, so that nothing is hidden."""
        answers = {**self.pool.raw, **self._second_store}
        others = [
            Row(setting=Setting(path=path, label=path), raw=value)
            for path, value in leaves(answers)
            if not covered(path) and value not in NOTHING
        ]
        rows_by_section = [
            (section, [_as_it_is(row, answers) for row in rows(section, answers)]) for section in SECTIONS
        ]
        sections = [
            SectionRows(section=section, rows=listed, repeated=_repeated(listed, answers))
            for section, listed in rows_by_section
        ]
        return [*sections, *([SectionRows(section=OTHERS, rows=others)] if others else [])]

    @property
    def _second_store(self) -> dict[str, Any]:
        return {} if isinstance(self.mfa, CognitoError) else {MFA: self.mfa}

    @cached_property
    def unknown(self) -> list[str]:
        """Settings that the installed library does not know."""
        mfa = model.unknown_members(self._second_store.get(MFA), model.output_shape(MFA))
        return [*self.pool.unknown, *dict.fromkeys(f"{MFA}.{path}" for path in mfa)]

    @property
    def stores_differ(self) -> bool:
        """Whether the two stores disagree about the second factor."""
        second = self._second_store.get(MFA, {}).get("MfaConfiguration")
        return second is not None and second != self.pool.mfa

    @property
    def sms_failure(self) -> str:
        return sms_failure(self.pool.raw)

    @property
    def in_sms_sandbox(self) -> bool:
        return in_sms_sandbox(self.pool.raw)

    @property
    def managed_by(self) -> str:
        return managed_by(self.pool.tags)

    @property
    def schema_about(self) -> str:
        """What is special about the schema, and how many custom attributes there can still be."""
        used = sum(attribute.is_custom for attribute in self.pool.schema)
        return (
            f"{SCHEMA.about} {used} of {MOST_CUSTOM_ATTRIBUTES} custom attributes are used, "
            f"{MOST_CUSTOM_ATTRIBUTES - used} are left."
        )

    @property
    def attributes(self) -> list[AttributeRow]:
        """The schema, custom attributes first."""
        schema = sorted(self.pool.schema, key=lambda attribute: not attribute.is_custom)
        return [AttributeRow(attribute=attribute) for attribute in schema]


def _repeated(listed: list[Row], answers: Mapping[str, Any]) -> frozenset[str]:
    """What stands in both stores, by the paths that are less spoken of."""
    paths = {row.setting.path: row.raw for row in listed if row.is_set}
    twins = {path: path.removeprefix(SMS_FACTOR) for path in paths if path.startswith(SMS_FACTOR)}
    twins |= {path: f"{MFA}.{path}" for path in paths if path == "MfaConfiguration"}
    return frozenset(path for path, twin in twins.items() if value_at(answers, twin) == paths[path])


def _as_it_is(row: Row, answers: Mapping[str, Any]) -> Row:
    """Where a trigger sends the e-mail, nobody else does, whatever the e-mail settings name."""
    if row.setting.path != SENDER or not has_trigger(answers, "CustomEmailSender"):
        return row
    words = dict.fromkeys(row.setting.words, SENT_BY_TRIGGER)
    return replace(row, setting=replace(row.setting, words=words, absent=SENT_BY_TRIGGER))


def _is_idle(row: Row) -> bool:
    """Whether a setting is not set and that is no choice in itself, such as a trigger that is not there."""
    setting = row.setting
    says_nothing = not setting.words and setting.kind in {"value", "text", "pairs"}
    return not row.is_set and not setting.quiet and says_nothing


def read_overview(pool: PoolAccess, *, fresh: bool) -> Overview:
    """Both stores of a pool. Raises CognitoError when the pool itself cannot be read."""
    described, mfa = pool.gateway(PoolGateway).both_stores(fresh=fresh)
    return Overview(pool=described, mfa=mfa)
