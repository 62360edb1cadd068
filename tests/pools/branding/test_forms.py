"""What is checked before Cognito is asked: CSS, images by their content, styles as files, and every input leaf."""

import base64
import json
import time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from console.cognito import model
from pools.branding import css, files
from pools.branding.classic_forms import LARGEST_LOGO, ClassicLookForm
from pools.branding.files import Package, UnreadableStyle, read_object, read_package
from pools.branding.images import digest_in, digest_of, facts_of, format_of
from pools.branding.previews import page_of
from pools.branding.styles_forms import ImageForm, NewStyleForm, StyleForm, TakeOverForm
from pools.branding.styles_gateway import Asset
from pools.terms.forms import LINKS, NewTermsForm, TermsForm
from pools.terms.pages import LANGUAGES, NAMES
from tests.shapes import paths_of

PNG = b"\x89PNG\r\n\x1a\nrest"
SVG = b'<?xml version="1.0"?>\n<!-- a logo -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("body { color: red }", "Line 1: body is no class"),
        ("/* two\nlines */\n.label-customizable, .mine { }", "Line 3: .mine is no class"),
        (".logo-customizable { }\n@import url(x);", "Line 2: rules such as @import are not allowed"),
        (".logo-customizable { } /* no end", "Line 1: a rule is not complete"),
        ("@media print { .logo-customizable { } }", "rules such as @media"),
        (".label-customizable { color: red", "Line 1: a rule is not complete"),
        (".label-customizable { content: '</style><script>' }", "HTML is not allowed, such as </style"),
        (".label-customizable { background: url(javascript:x) }", "scripts are not allowed"),
    ],
)
def test_css_that_cognito_refuses_is_named_with_its_line(text: str, problem: str) -> None:
    assert problem in " ".join(css.check(text).problems)


def test_css_that_is_documented_is_fine_and_the_rest_is_noted() -> None:
    everything = "\n".join(
        f"{name} {{ {properties.split(', ')[0]}: 0 }}" for name, properties in css.documented()
    )
    assert css.check(everything) == css.Checked()
    checked = css.check(".logo-customizable { max-width: 50%; Float: left }\n.label-customizable:hover {}")
    assert checked.problems == ()
    assert checked.notes == (
        "Line 1: not documented for .logo-customizable, so Cognito may leave it out: float.",
        "Line 2: .label-customizable:hover is not documented: Cognito may leave it out.",
    )


@pytest.mark.parametrize("text", ["a" * 20_000, "/*" * 10_000, "@a " * 7_000, ".a{" * 7_000, "}" * 20_000])
def test_css_that_is_none_is_judged_at_once(text: str) -> None:
    began = time.process_time()
    assert css.check(text).problems
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("data", "extension"),
    [
        (PNG, "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x00\x00\x01\x00\x01", "ICO"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WEBP"),
        (SVG, "SVG"),
        (b"\xef\xbb\xbf <?xml version='1.0'?><!-- a --><!DOCTYPE svg>\n<!-- <svg> --> <SVG>", "SVG"),
        (b"<!-- <svg> ", ""),
        (b"<!---->" * 500, ""),
        (b"<html><svg></svg>", ""),
        (b"GIF89a", ""),
        (b"", ""),
    ],
)
def test_an_image_is_what_its_content_says(data: bytes, extension: str) -> None:
    assert format_of(data) == extension
    assert digest_in(facts_of(data, extension)) == digest_of(data)


def test_a_preview_cannot_leave_its_style() -> None:
    page = page_of("</style><script>alert(1)</script>", PNG, css.Checked(notes=("<b>",)))
    assert "<script>" not in page and "&lt;b&gt;" in page
    assert f"data:image/png;base64,{base64.b64encode(PNG).decode()}" in page
    assert "<img" not in page_of("", SVG, css.Checked(), has_logo=True)


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


def test_names_that_a_review_could_not_tell_apart_are_refused() -> None:
    form = StyleForm({"settings": '{"a": [{"b.c": 1}]}'}, state={})
    assert form.is_valid(), "within lists they are part of one value"
    form = StyleForm({"settings": '{"a": {"b.c": 1}}'}, state={})
    assert "cannot be the name" in str(form.errors)


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


def test_a_logo_is_judged_by_its_content_and_size() -> None:
    def errors(data: bytes, **typed: str) -> str:
        given = {"logo": SimpleUploadedFile("logo.png", data)} if data else {}
        return str(ClassicLookForm(typed, given, seen="", has_logo=True).errors)

    assert "neither a PNG nor a JPEG" in errors(SVG)
    assert "at most 102,400" in errors(PNG + bytes(LARGEST_LOGO))
    assert "Choose the file of the logo" in errors(b"", css=".logo-customizable {}")
    assert errors(b"", css=".logo-customizable {}", without_logo="on") == ""
    assert "neither CSS nor a logo" in errors(b"", without_logo="on")
    assert "too large together" in errors(PNG + bytes(LARGEST_LOGO - 20), css="/*" + "x" * 9_000 + "*/")


# Every input leaf: the field that edits it, or why there is none.

POOL, THAT_ONE = "The pool that is open.", "The style or document that is open."
STYLE_CLIENT = "The app client that is open."
FIELDS: dict[str, dict[str, tuple[type, str] | str]] = {
    "SetUICustomization": {
        "UserPoolId": POOL,
        "ClientId": STYLE_CLIENT,
        "CSS": (ClassicLookForm, "css"),
        "ImageFile": (ClassicLookForm, "logo"),
    },
    "CreateManagedLoginBranding": {
        "UserPoolId": POOL,
        "ClientId": STYLE_CLIENT,
        "UseCognitoProvidedValues": (NewStyleForm, "values"),
        "Settings": (NewStyleForm, "settings"),
    },
    "UpdateManagedLoginBranding": {
        "UserPoolId": POOL,
        "ManagedLoginBrandingId": THAT_ONE,
        "UseCognitoProvidedValues": "A button of its own leads back to Cognito’s values.",
        "Settings": (StyleForm, "settings"),
        "Assets.Category": (ImageForm, "category"),
        "Assets.ColorMode": (ImageForm, "mode"),
        "Assets.Extension": "Found by the content of the file.",
        "Assets.Bytes": (ImageForm, "file"),
        "Assets.ResourceId": (ImageForm, "resource_id"),
    },
    "DeleteManagedLoginBranding": {"UserPoolId": POOL, "ManagedLoginBrandingId": THAT_ONE},
    "CreateTerms": {
        "UserPoolId": POOL,
        "ClientId": (NewTermsForm, "app_client"),
        "TermsName": (NewTermsForm, "name"),
        "TermsSource": "Cognito takes one value.",
        "Enforcement": "Cognito takes one value.",
        "Links": "A field for each language.",
    },
    "UpdateTerms": {
        "UserPoolId": POOL,
        "TermsId": THAT_ONE,
        "TermsName": (TermsForm, "name"),
        "TermsSource": "Cognito takes one value.",
        "Enforcement": "Cognito takes one value.",
        "Links": "A field for each language.",
    },
    "DeleteTerms": {"UserPoolId": POOL, "TermsId": THAT_ONE},
}
# Images are added to a style once it is there.
FIELDS["CreateManagedLoginBranding"] |= {
    path: answer
    for path, answer in FIELDS["UpdateManagedLoginBranding"].items()
    if path.startswith("Assets.")
}


@pytest.mark.parametrize("operation", FIELDS)
def test_every_input_leaf_is_edited_or_left_out_for_a_reason(operation: str) -> None:
    assert set(paths_of(model.input_shape(operation))) == set(FIELDS[operation])
    for path, answer in FIELDS[operation].items():
        if isinstance(answer, tuple):
            form, name = answer
            assert form.base_fields[name].api_path == path  # type: ignore[attr-defined]


def test_choices_are_those_of_the_model() -> None:
    assert {f"cognito:{each}" for each in _languages(LINKS.key.metadata["pattern"])} == set(LANGUAGES)
    assert model.constraint("CreateTerms", "TermsName").pattern == f"^({'|'.join(NAMES)})$"
    for operation, path in (("CreateTerms", "TermsSource"), ("CreateTerms", "Enforcement")):
        assert len(model.constraint(operation, path).choices) == 1
    form = ImageForm()
    assert [value for value, _ in form.fields["category"].choices] == list(files.CATEGORIES)  # type: ignore[attr-defined]
    assert all(label != value for value, label in form.fields["category"].choices)  # type: ignore[attr-defined]
    assert "file" in TakeOverForm(sources=[]).fields


def _languages(pattern: str) -> set[str]:
    inner = pattern.removeprefix("^cognito:(").removesuffix(")$")
    inner = inner.replace("chinese-(simplified|traditional)", "chinese-simplified|chinese-traditional")
    return set(inner.split("|"))
