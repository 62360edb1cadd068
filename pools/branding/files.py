"""A style as a file: what CreateManagedLoginBranding takes, so that other tools can read it, too.

An object of `Settings`, and of `Assets` with `Category`, `ColorMode`, `Extension`, `Bytes` (base64) and `ResourceId`.
`UseCognitoProvidedValues` is true where there is nothing else.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from console.cognito import model
from pools import json_texts
from pools.branding.images import format_of
from pools.branding.styles_gateway import COGNITOS, Asset, Style
from pools.saving.states import State

CREATE = "CreateManagedLoginBranding"
CATEGORIES = model.constraint(CREATE, "Assets.Category").choices
MODES = model.constraint(CREATE, "Assets.ColorMode").choices
RESOURCE_ID = model.constraint(CREATE, "Assets.ResourceId")
LARGEST_IMAGE = model.constraint(CREATE, "Assets.Bytes").maximum or 1_000_000
MOST_IMAGES = 40
# In bytes: 40 of the largest images, in base64, are more than anybody has.
LARGEST_FILE = 20_000_000
LARGEST_SETTINGS = 1_000_000
MEMBERS = frozenset({COGNITOS, "Settings", "Assets"})


class UnreadableStyle(ValueError):
    """A file or text that is no style, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """Settings and images on their way from one style to another."""

    settings: Mapping[str, Any]
    assets: tuple[Asset, ...]

    @classmethod
    def of(cls, style: Style) -> "Package":
        """What there is to take over from a style."""
        return cls(settings=style.settings, assets=style.assets)

    @property
    def state(self) -> State:
        """The state of a style that has all this and nothing else."""
        own = bool(self.settings or self.assets)
        return {
            COGNITOS: not own,
            "Settings": dict(self.settings),
            "Assets": {each.name: each.facts for each in self.assets},
        }

    @property
    def text(self) -> str:
        """The file."""
        assets = [{**each.parameters, "Bytes": base64.b64encode(each.data).decode()} for each in self.assets]
        content = (
            {"Settings": self.settings, "Assets": assets} if self.settings or assets else {COGNITOS: True}
        )
        return json.dumps(content, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def read_package(text: str) -> Package:
    """Raises Unreadable for a file that is no style."""
    content = read_object(text)
    if strange := [name for name in content if name not in MEMBERS]:
        raise UnreadableStyle(f"A style has no member {strange[0]}.")
    settings, assets = content.get("Settings", {}), content.get("Assets", [])
    if not isinstance(settings, dict) or not isinstance(assets, list):
        raise UnreadableStyle("Settings have to be an object, and Assets a list.")
    check_names(settings)
    if len(assets) > MOST_IMAGES:
        raise UnreadableStyle(f"A style has at most {MOST_IMAGES} images, and this file has {len(assets)}.")
    return Package(
        settings=settings, assets=tuple(_asset(each, place) for place, each in enumerate(assets, 1))
    )


def read_object(text: str) -> dict[str, Any]:
    """A JSON object. Raises Unreadable with line and column, also for names that stand there twice."""
    try:
        content = json_texts.load(text, pairs=_once, constant=_no_number)
    except json.JSONDecodeError as error:
        words = f"Line {error.lineno}, column {error.colno}: this is not JSON ({error.msg})."
        raise UnreadableStyle(words) from error
    except json_texts.Unusable as error:
        raise UnreadableStyle(str(error)) from error
    if not isinstance(content, dict):
        raise UnreadableStyle("This has to be an object: { … }.")
    return content


def check_names(settings: Any) -> None:
    """Raises Unreadable for names with dots: Cognito has none, and they could not be told apart in a review."""
    if isinstance(settings, Mapping):
        for name, value in settings.items():
            if "." in name or not name:
                raise UnreadableStyle(f"“{name}” cannot be the name of a setting.")
            check_names(value)


def misfit(extension: str, category: str) -> str:
    """Why an image of a format cannot be used for something; empty where it can."""
    if category == "FAVICON_SVG" and extension != "SVG":
        return "This has to be an SVG file."
    if category == "FAVICON_ICO" and extension != "ICO":
        return "This has to be an ICO file."
    return "An ICO file can be a favicon only." if extension == "ICO" and category != "FAVICON_ICO" else ""


def _asset(raw: Any, place: int) -> Asset:
    where = f"Image {place}"
    if (
        not isinstance(raw, dict)
        or raw.get("Category") not in CATEGORIES
        or raw.get("ColorMode") not in MODES
    ):
        raise UnreadableStyle(f"{where}: its Category or ColorMode is not one of Cognito’s.")
    try:
        data = base64.b64decode(str(raw.get("Bytes", "")), validate=True)
    except (binascii.Error, ValueError) as error:
        raise UnreadableStyle(f"{where}: its Bytes are not base64.") from error
    resource_id, extension = raw.get("ResourceId") or "", format_of(data)
    if not extension or len(data) > LARGEST_IMAGE:
        raise UnreadableStyle(
            f"{where}: this is no image that Cognito takes, or it is larger than {LARGEST_IMAGE:,} bytes."
        )
    if problem := misfit(extension, raw["Category"]):
        raise UnreadableStyle(f"{where}: {problem}")
    if resource_id and not (isinstance(resource_id, str) and fits_resource_id(resource_id)):
        raise UnreadableStyle(f"{where}: its ResourceId is not one that Cognito takes.")
    return Asset(
        category=raw["Category"],
        mode=raw["ColorMode"],
        extension=extension,
        data=data,
        resource_id=resource_id,
    )


def fits_resource_id(text: str) -> bool:
    """Whether the model allows it."""
    return model.fits(text, RESOURCE_ID.pattern) and len(text) <= (RESOURCE_ID.maximum or 40)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UnreadableStyle(f"“{twice}” stands twice in the same object.")
    return content


def _no_number(text: str) -> float:
    raise UnreadableStyle(f"{text} is not a number in JSON.")
