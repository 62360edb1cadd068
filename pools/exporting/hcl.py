"""Terraform's language, as much of it as a pool needs: texts, numbers, lists, maps and blocks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from textwrap import indent
from typing import Any

from pools.exporting.written import harmless

ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An expression, such as another resource's id."""

    expression: str


@dataclass(kw_only=True)
class Block:
    """A block. Its members are values, blocks, or lists of blocks of the same kind."""

    members: dict[str, Any] = field(default_factory=dict)

    def put(self, path: str, value: Any) -> None:
        """Set a member at a dotted path of blocks."""
        first, _, rest = path.partition(".")
        if rest:
            self.members.setdefault(first, Block()).put(rest, value)
        else:
            self.members[first] = value


def resource(kind: str, label: str, block: Block) -> str:
    """A whole resource."""
    return f"resource {quoted(kind)} {quoted(label)} {_braced(block)}\n"


def quoted(text: str) -> str:
    """A text as a literal that means exactly this text: nothing in it is looked up or carried out."""
    escaped = "".join(ESCAPES.get(each) or harmless(each) for each in text)
    return '"' + escaped.replace("${", "$${").replace("%{", "%%{") + '"'


def _braced(block: Block) -> str:
    body = "\n".join(_sections(block))
    return "{\n" + indent(body, "  ", lambda line: bool(line.strip())) + "}" if body else "{}"


def _sections(block: Block) -> Iterator[str]:
    """The values of a block, then its blocks, each apart from the next by an empty line."""
    values = {name: each for name, each in block.members.items() if not _is_block(each)}
    if values:
        yield _aligned(values)
    for name, each in block.members.items():
        if _is_block(each):
            for one in each if isinstance(each, list) else [each]:
                yield f"{name} {_braced(one)}\n"


def _aligned(values: Mapping[str, Any]) -> str:
    """A line each, the equals signs below one another; then maps, which have several."""
    lines = {name: _expression(each) for name, each in values.items() if not isinstance(each, dict)}
    maps = {name: _expression(each) for name, each in values.items() if isinstance(each, dict)}
    width = max(map(len, lines), default=0)
    aligned = [f"{name:<{width}} = {each}\n" for name, each in lines.items()]
    return "".join([*aligned, *(f"{name} = {each}\n" for name, each in maps.items())])


def _expression(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Reference():
            return value.expression
        case list():
            return f"[{', '.join(map(_expression, value))}]"
        case dict():
            return _map(value)
    return quoted(str(value))


def _map(value: Mapping[str, Any]) -> str:
    if not value:
        return "{}"
    keys = {quoted(key): _expression(each) for key, each in value.items()}
    width = max(map(len, keys))
    return "{\n" + "".join(f"  {key:<{width}} = {each}\n" for key, each in keys.items()) + "}"


def _is_block(value: Any) -> bool:
    return isinstance(value, Block) or (
        isinstance(value, list) and bool(value) and isinstance(value[0], Block)
    )
