"""A pool's schema in words: what there is, what can still be added, and the call that adds it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pprint import pformat
from textwrap import indent

from pools.gateway import Pool, SchemaAttribute
from pools.schema.gateway import bare_name, parameters_of
from pools.settings.overview import MOST_CUSTOM_ATTRIBUTES, AttributeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """The attributes of a pool, those of Cognito apart from the pool's own."""

    pool: Pool

    @property
    def custom(self) -> list[AttributeRow]:
        return in_words(attribute for attribute in self.pool.schema if attribute.is_custom)

    @property
    def standard(self) -> list[AttributeRow]:
        return in_words(attribute for attribute in self.pool.schema if not attribute.is_custom)

    @property
    def names(self) -> frozenset[str]:
        """The names of the custom attributes without their prefix."""
        return frozenset(bare_name(row.attribute.name) for row in self.custom)

    @property
    def most(self) -> int:
        return MOST_CUSTOM_ATTRIBUTES

    @property
    def used(self) -> int:
        return len(self.custom)

    @property
    def left(self) -> int:
        """How many custom attributes can still be added."""
        return max(0, self.most - self.used)


def in_words(attributes: Iterable[SchemaAttribute]) -> list[AttributeRow]:
    return [AttributeRow(attribute=attribute) for attribute in attributes]


def call_in_python(attributes: Iterable[SchemaAttribute], *, pool_id: str, region: str) -> str:
    """AddCustomAttributes as a script would make it."""
    listed = pformat(list(map(parameters_of, attributes)), sort_dicts=False, width=90)
    arguments = f"UserPoolId={pool_id!r},\nCustomAttributes={listed},\n"
    return (
        f"client = boto3.client('cognito-idp', region_name={region!r})\n"
        f"client.add_custom_attributes(\n{indent(arguments, '    ')})"
    )
