"""The forms of terms documents: every input leaf, and the choices of the model."""

import pytest

from console.cognito import model
from pools.terms.forms import LINKS, NewTermsForm, TermsForm
from pools.terms.pages import LANGUAGES, NAMES
from tests.shapes import paths_of

POOL, DOCUMENT = "The pool that is open.", "The document that is open."
# The field that edits each input leaf, or why there is none.
FIELDS: dict[str, dict[str, tuple[type, str] | str]] = {
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
        "TermsId": DOCUMENT,
        "TermsName": (TermsForm, "name"),
        "TermsSource": "Cognito takes one value.",
        "Enforcement": "Cognito takes one value.",
        "Links": "A field for each language.",
    },
    "DeleteTerms": {"UserPoolId": POOL, "TermsId": DOCUMENT},
}


@pytest.mark.parametrize("operation", FIELDS)
def test_every_input_leaf_is_edited_or_left_out_for_a_reason(operation: str) -> None:
    assert paths_of(model.input_shape(operation)) == set(FIELDS[operation])
    for path, answer in FIELDS[operation].items():
        if isinstance(answer, tuple):
            form, name = answer
            assert form.base_fields[name].api_path == path  # type: ignore[attr-defined]


def test_choices_are_those_of_the_model() -> None:
    assert {f"cognito:{each}" for each in _languages(LINKS.key.metadata["pattern"])} == set(LANGUAGES)
    assert model.constraint("CreateTerms", "TermsName").pattern == f"^({'|'.join(NAMES)})$"
    for operation, path in (("CreateTerms", "TermsSource"), ("CreateTerms", "Enforcement")):
        assert len(model.constraint(operation, path).choices) == 1


def _languages(pattern: str) -> set[str]:
    inner = pattern.removeprefix("^cognito:(").removesuffix(")$")
    inner = inner.replace("chinese-(simplified|traditional)", "chinese-simplified|chinese-traditional")
    return set(inner.split("|"))
