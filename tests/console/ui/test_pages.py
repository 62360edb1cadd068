"""How views answer: whole or in part, with the status that fits, and refusals beside what caused them."""

from typing import Any

import pytest
from django import forms
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from console.cognito.errors import Conflict, Explanation, OwnFault, Refused, Throttled
from console.ui.forms import ConsoleForm
from console.ui.pages import in_words, refusals, region_asked_for, render_page
from console.ui.problems import UNFORESEEN

WHOLE, REGION = "400.html", "errors/_problem.html"
PROBLEM = {"problem": UNFORESEEN}
ASKED = {"HX-Request": "true", "HX-Target": "results"}


class Invitation(ConsoleForm):
    username = forms.CharField(required=False)
    email = forms.CharField(required=False)
    phone_number = forms.CharField(required=False)


def request(**headers: str) -> Any:
    made = RequestFactory().get("/pools/", headers=headers)
    made.htmx = HtmxDetails(made)  # type: ignore[attr-defined]
    return made


def refused(message: str = "", *, fields: tuple[str, ...] = (), kind: type = Refused) -> Any:
    explanation = Explanation(title="That is taken", advice="Choose another.", fields=fields)
    return kind(operation="AdminCreateUser", code="X", message=message, explanation=explanation)


def blamed(error: Exception, data: dict[str, str]) -> list[str]:
    """The fields that have an error after a refusal."""
    form = Invitation(data)
    assert form.is_valid()
    with refusals(form):
        raise error
    return list(form.errors)


@pytest.mark.parametrize(
    ("headers", "region"),
    [
        ({}, ""),
        (ASKED, "results"),
        ({"HX-Request": "true"}, ""),
        (ASKED | {"HX-Boosted": "true"}, ""),
        (ASKED | {"HX-History-Restore-Request": "true"}, ""),
    ],
)
def test_only_htmx_that_replaces_something_gets_a_region(headers: dict[str, str], region: str) -> None:
    assert region_asked_for(request(**headers)) == region


def test_a_cache_tells_regions_from_pages() -> None:
    answer = render_page(request(**ASKED), WHOLE, PROBLEM, regions={"results": REGION})
    assert {each.strip() for each in answer.headers["Vary"].split(",")} >= {"HX-Request", "HX-Target"}
    assert "Vary" not in render_page(request(), WHOLE).headers


def test_a_region_that_nobody_offers_is_the_whole_page() -> None:
    region = render_page(request(**ASKED), WHOLE, PROBLEM, regions={"results": REGION})
    whole = render_page(request(**ASKED), WHOLE, PROBLEM, regions={"others": REGION})
    assert ("<html" in region.content.decode(), "<html" in whole.content.decode()) == (False, True)


def test_a_page_answers_422_where_its_form_has_errors() -> None:
    wrong = Invitation({})
    wrong.add_error(None, "No")
    assert render_page(request(), WHOLE, {"form": Invitation()}).status_code == 200
    assert render_page(request(), WHOLE, {"form": Invitation({})}).status_code == 200
    assert render_page(request(), WHOLE, {"form": wrong}).status_code == 422
    assert render_page(request(), WHOLE, {"form": wrong}, status=409).status_code == 409


@pytest.mark.parametrize(("kind", "status"), [(Refused, 422), (Conflict, 409), (Throttled, Throttled.status)])
def test_a_refusal_decides_the_status(kind: type, status: int) -> None:
    form = Invitation({"email": "a@example.com"})
    with refusals(form):
        raise refused(kind=kind)
    assert render_page(request(), WHOLE, {"form": form}).status_code == status


def test_the_input_is_kept_and_other_failures_are_not_caught() -> None:
    form = Invitation({"email": "a@example.com"})
    with refusals(form):
        raise refused()
    assert form["email"].value() == "a@example.com"
    with pytest.raises(ZeroDivisionError), refusals(Invitation({})):
        raise ZeroDivisionError


@pytest.mark.parametrize(
    "message",
    ["user.email: Attribute cannot be updated.", "email: The attribute is required", "Invalid Email format."],
)
def test_a_field_that_cognito_names_is_blamed(message: str) -> None:
    assert blamed(refused(message, fields=("username",)), {"username": "a", "email": "b"}) == ["email"]


def test_a_field_of_two_words_is_recognised_however_it_is_spoken() -> None:
    for message in ("phone_number: no", "Invalid phone number format."):
        assert blamed(refused(message), {"phone_number": "1"}) == ["phone_number"]


@pytest.mark.parametrize("message", ["custom:email is unknown", "emailed already", "my_email is not it"])
def test_a_field_is_not_found_in_other_words(message: str) -> None:
    assert blamed(refused(message), {"email": "b"}) == ["__all__"]


def test_a_field_that_was_filled_in_is_blamed_first() -> None:
    taken = refused(fields=("username", "email", "phone_number"))
    assert blamed(taken, {"email": "b", "phone_number": "1"}) == ["email"]
    assert blamed(taken, {}) == ["username"]
    assert blamed(refused(fields=("elsewhere",)), {"email": "b"}) == ["__all__"]


def test_one_sentence_says_what_why_what_to_do_and_the_request() -> None:
    error = Refused(operation="X", message="No.", request_id="r-1")
    assert in_words(error) == (
        "Cognito refused. Cognito says: No. Read what Cognito said, change the input, and try again. Request id r-1."
    )
    assert "The AWS library says: No." in in_words(OwnFault(operation="X", message="No."))
    assert in_words(refused()) == "That is taken. Choose another."
