"""Styles as files: read strictly, and nothing is lost on the way."""

import base64
import json
from typing import Any

import pytest

from pools.branding.files import Package, UnreadableStyle, read_object, read_package
from pools.branding.styles_gateway import Asset
from tests.pools.branding.conftest import PNG, SVG


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": 1,\n  "b": }', "Line 2, column 8"),
        ("[1]", "has to be an object"),
        ('{"a": 1, "a": 2}', "“a” stands twice"),
        ('{"a": NaN}', "NaN is not a number"),
        ('{"a":' * 100_000, "too deeply"),
        ('{"a":' * 300 + "1" + "}" * 300, "too deeply"),
        ('{"a": "\\ud800"}', "half of a character"),
        ('{"\\ud800": 1}', "half of a character"),
        ('{"a": %s}' % ("9" * 5_000), "5,000 digits"),
        ('{"a": -1e999}', "too large"),
    ],
)
def test_what_is_no_json_object_is_refused_with_its_place(text: str, words: str) -> None:
    with pytest.raises(UnreadableStyle, match=words):
        read_object(text)


def test_a_style_survives_its_file() -> None:
    logo = Asset(category="FORM_LOGO", mode="LIGHT", extension="PNG", data=PNG)
    icon = Asset(
        category="IDP_BUTTON_ICON", mode="DARK", extension="SVG", data=SVG, resource_id="Head office"
    )
    package = Package(settings={"a": {"b": [2, 1]}}, assets=(logo, icon))
    assert read_package(package.text) == package
    empty = Package(settings={}, assets=())
    assert json.loads(empty.text) == {"UseCognitoProvidedValues": True}
    assert read_package(empty.text) == empty


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"Category": "ELSEWHERE"}, "Image 1: its Category"),
        ({"Bytes": "?"}, "not base64"),
        ({"Bytes": base64.b64encode(b"GIF89a").decode()}, "no image that Cognito takes"),
        ({"Category": "FAVICON_SVG"}, "has to be an SVG"),
        ({"Category": "FAVICON_ICO"}, "has to be an ICO"),
        ({"ResourceId": "a/b"}, "ResourceId"),
    ],
)
def test_a_file_with_an_image_that_cannot_be_is_refused(change: dict[str, Any], words: str) -> None:
    image = {"Category": "FORM_LOGO", "ColorMode": "LIGHT", "Bytes": base64.b64encode(PNG).decode()}
    with pytest.raises(UnreadableStyle, match=words):
        read_package(json.dumps({"Assets": [{**image, **change}]}))
    contents: list[dict[str, Any]] = [{"Other": 1}, {"Assets": {}}, {"Assets": [image] * 41}]
    for content in contents:
        with pytest.raises(UnreadableStyle):
            read_package(json.dumps(content))
