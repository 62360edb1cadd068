"""The forms of branding: what they refuse, and every input leaf."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from console.cognito import model
from pools.branding import files
from pools.branding.classic_forms import LARGEST_LOGO, ClassicLookForm
from pools.branding.styles_forms import ImageForm, NewStyleForm, StyleForm, TakeOverForm
from tests.pools.branding.conftest import PNG, SVG
from tests.shapes import paths_of


def test_names_that_a_review_could_not_tell_apart_are_refused() -> None:
    form = StyleForm({"settings": '{"a": [{"b.c": 1}]}'}, state={})
    assert form.is_valid(), "within lists they are part of one value"
    form = StyleForm({"settings": '{"a": {"b.c": 1}}'}, state={})
    assert "cannot be the name" in str(form.errors)


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


# The field that edits each input leaf, or why there is none.
POOL, STYLE, APP_CLIENT = "The pool that is open.", "The style that is open.", "The app client that is open."
FIELDS: dict[str, dict[str, tuple[type, str] | str]] = {
    "SetUICustomization": {
        "UserPoolId": POOL,
        "ClientId": APP_CLIENT,
        "CSS": (ClassicLookForm, "css"),
        "ImageFile": (ClassicLookForm, "logo"),
    },
    "CreateManagedLoginBranding": {
        "UserPoolId": POOL,
        "ClientId": APP_CLIENT,
        "UseCognitoProvidedValues": (NewStyleForm, "values"),
        "Settings": (NewStyleForm, "settings"),
    },
    "UpdateManagedLoginBranding": {
        "UserPoolId": POOL,
        "ManagedLoginBrandingId": STYLE,
        "UseCognitoProvidedValues": "A button of its own leads back to Cognito’s values.",
        "Settings": (StyleForm, "settings"),
        "Assets.Category": (ImageForm, "category"),
        "Assets.ColorMode": (ImageForm, "mode"),
        "Assets.Extension": "Found by the content of the file.",
        "Assets.Bytes": (ImageForm, "file"),
        "Assets.ResourceId": (ImageForm, "resource_id"),
    },
    "DeleteManagedLoginBranding": {"UserPoolId": POOL, "ManagedLoginBrandingId": STYLE},
}
# Images are added to a style once it is there.
FIELDS["CreateManagedLoginBranding"] |= {
    path: answer
    for path, answer in FIELDS["UpdateManagedLoginBranding"].items()
    if path.startswith("Assets.")
}


@pytest.mark.parametrize("operation", FIELDS)
def test_every_input_leaf_is_edited_or_left_out_for_a_reason(operation: str) -> None:
    assert paths_of(model.input_shape(operation)) == set(FIELDS[operation])
    for path, answer in FIELDS[operation].items():
        if isinstance(answer, tuple):
            form, name = answer
            assert form.base_fields[name].api_path == path  # type: ignore[attr-defined]


def test_choices_are_those_of_the_model() -> None:
    form = ImageForm()
    assert [value for value, _ in form.fields["category"].choices] == list(files.CATEGORIES)  # type: ignore[attr-defined]
    assert all(label != value for value, label in form.fields["category"].choices)  # type: ignore[attr-defined]
    assert "file" in TakeOverForm(sources=[]).fields
