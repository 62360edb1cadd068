"""The schemas of two sides, attribute by attribute."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pools.comparing.compared_pools import ComparedPool
from pools.gateway import SchemaAttribute
from pools.schema.forms import MOST_ROWS
from pools.schema.gateway import bare_name
from pools.settings.overview import MOST_CUSTOM_ATTRIBUTES, AttributeRow

MISSING, DIFFERENT, SAME = "Missing", "Different", "The same"
TONES = {MISSING: "info", DIFFERENT: "warning", SAME: "neutral"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributePair:
    """An attribute of both; None where a side lacks it."""

    name: str
    here: AttributeRow | None
    there: AttributeRow | None

    @property
    def standing(self) -> str:
        if self.here is None or self.there is None:
            return MISSING
        return SAME if _facts(self.here) == _facts(self.there) else DIFFERENT

    @property
    def tone(self) -> str:
        return TONES[self.standing]

    @property
    def differs(self) -> bool:
        return self.standing != SAME


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingAttributes:
    """The custom attributes that a pool lacks, as the form for new attributes takes them."""

    target: ComparedPool
    rows: list[dict[str, str]]
    missing: int

    @property
    def verb(self) -> str:
        count = len(self.rows)
        return f"Add {count} missing attribute{'' if count == 1 else 's'} to {self.target.label}"

    @property
    def cut_short(self) -> str:
        """What does not fit into the form; empty where everything does."""
        left = self.missing - len(self.rows)
        return f"{left} more {'has' if left == 1 else 'have'} no room in one go." if left else ""

    @property
    def inputs(self) -> list[tuple[str, str]]:
        """Names and values of hidden inputs."""
        total = [("row-TOTAL_FORMS", str(len(self.rows))), ("row-INITIAL_FORMS", "0")]
        return total + [
            (f"row-{number}-{name}", value)
            for number, row in enumerate(self.rows)
            for name, value in row.items()
        ]


@dataclass(frozen=True, kw_only=True)
class SchemaComparison:
    """Both sides' attributes, custom ones first."""

    here: ComparedPool
    there: ComparedPool

    @cached_property
    def pairs(self) -> list[AttributePair]:
        here, there = attributes_of(self.here), attributes_of(self.there)
        names = sorted({*here, *there}, key=lambda name: (not name.startswith(("custom:", "dev:")), name))
        return [AttributePair(name=name, here=here.get(name), there=there.get(name)) for name in names]

    @property
    def differences(self) -> list[AttributePair]:
        return [pair for pair in self.pairs if pair.differs]

    @property
    def offers(self) -> list[MissingAttributes]:
        """What each of the pools could be given, where there is anything."""
        made = [_offer(self.here, self.there), _offer(self.there, self.here)]
        return [offer for offer in made if offer.target.is_pool and offer.rows]


def attributes_of(pool: ComparedPool) -> dict[str, AttributeRow]:
    """A side's attributes in words, by name."""
    attributes = map(SchemaAttribute.from_response, pool.state.get("SchemaAttributes") or ())
    return {attribute.name: AttributeRow(attribute=attribute) for attribute in attributes}


def _offer(target: ComparedPool, source: ComparedPool) -> MissingAttributes:
    present, wanted = attributes_of(target), attributes_of(source)
    custom = [row.attribute for name, row in present.items() if row.attribute.is_custom]
    taken = {bare_name(attribute.name) for attribute in custom}
    missing = [
        row.attribute
        for row in wanted.values()
        if row.attribute.is_custom and bare_name(row.attribute.name) not in taken
    ]
    room = max(0, min(MOST_ROWS, MOST_CUSTOM_ATTRIBUTES - len(custom)))
    return MissingAttributes(
        target=target, rows=[_typed(each) for each in missing[:room]], missing=len(missing)
    )


def _typed(attribute: SchemaAttribute) -> dict[str, str]:
    """A row of the form for new attributes; boxes that are not ticked are not sent."""
    typed = {
        "name": bare_name(attribute.name),
        "type": attribute.type,
        "minimum": attribute.minimum,
        "maximum": attribute.maximum,
    }
    boxes = {"mutable": attribute.mutable, "developer_only": attribute.developer_only}
    return typed | {name: "on" for name, ticked in boxes.items() if ticked}


def _facts(row: AttributeRow) -> tuple[Any, ...]:
    attribute = row.attribute
    return attribute.type, row.limits, attribute.mutable, attribute.required, attribute.developer_only
