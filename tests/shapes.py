"""The shapes of botocore's model, leaf by leaf."""

from collections.abc import Iterator
from typing import Any

from console.cognito import model


def paths_of(shape: Any) -> set[str]:
    """The leaves of an input. Lists and maps are looked through; of those without members, they are the leaf."""
    return {path for path, _ in leaves_of(shape, through_lists=True)}


def leaves_of(shape: Any, path: str = "", *, through_lists: bool = False) -> Iterator[tuple[str, Any]]:
    """Every leaf with its path. Unless looked through, a list is a leaf, and what a map holds is called "key"."""
    while through_lists and shape.type_name in {"list", "map"}:
        shape = shape.member if shape.type_name == "list" else shape.value
    if shape.type_name == "structure" and not model.is_document(shape):
        for name, member in shape.members.items():
            yield from leaves_of(member, f"{path}.{name}" if path else name, through_lists=through_lists)
    elif shape.type_name == "map":
        yield from leaves_of(shape.value, f"{path}.key")
    else:
        yield path, shape


def answered(shape: Any) -> Any:
    """An answer of that shape with every member set."""
    match shape.type_name:
        case "structure":
            return {name: answered(member) for name, member in shape.members.items()}
        case "list":
            return [answered(shape.member)]
        case "map":
            return {"key": answered(shape.value)}
        case "string":
            return next(iter(shape.metadata.get("enum", ())), "text")
        case "boolean":
            return True
    return 1
