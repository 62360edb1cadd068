"""Setting passwords, and confirming sign-ups."""

import logging
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from console.access.models import Operator
from console.audit.models import Entry, Outcome
from console.cognito import budget
from console.emulator import faults, world
from console.emulator.factories import find_pool
from pools.gateway import PasswordPolicy
from tests.conftest import SignIn, prove
from tests.pages import told
from users.passwords.making import generate_password
from users.passwords.requirements import requirements

GOOD = "Correct-Horse-7"


@pytest.fixture
def url(users_url: str, ana: str) -> str:
    return f"{users_url}{ana}/password/"


def ask(console: Client, url: str, **given: str) -> Any:
    seen = console.get(url).context["form"]["seen"].value()
    typed = {"seen": seen, "kind": "temporary", "password_choice": "generated", **given}
    return console.post(url, typed, follow=True)


def everything_recorded() -> str:
    return str(list(Entry.objects.values_list("details", "message", "reason", "target_label")))


@given(st.integers(6, 99), st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_a_password_that_is_made_up_meets_any_policy(
    length: int, upper: bool, lower: bool, digits: bool, symbols: bool
) -> None:
    policy = PasswordPolicy(
        minimum_length=length,
        require_uppercase=upper,
        require_lowercase=lower,
        require_numbers=digits,
        require_symbols=symbols,
    )
    password = generate_password(policy)
    assert [each.text for each in requirements(password, policy) if not each.met] == []
    assert password[0].isalpha()


def test_one_that_is_made_up_is_set_and_shown_once(
    console: Client, url: str, pool_id: str, ana: str, caplog: pytest.LogCaptureFixture
) -> None:
    page = console.get(url).content.decode()
    assert "stops working at once" in page
    assert "No message is sent" in page
    with budget.counted() as calls, caplog.at_level(logging.DEBUG, logger="django"):
        answer = ask(console, url, reason="Ticket 7")
    assert [call for call in calls if call not in {"ListUsers", "DescribeUserPool"}] == [
        "AdminSetUserPassword"
    ]
    password = answer.context["password"]
    user = find_pool(pool_id).users[ana]
    assert (user.password, user.status) == (password, "FORCE_CHANGE_PASSWORD")
    assert password in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert password not in console.get(url.replace("password/", "")).content.decode()
    assert password not in everything_recorded() + str(dict(console.session)) + caplog.text
    done = Entry.objects.get(action="set_password", outcome=Outcome.DONE)
    assert done.reason == "Ticket 7"
    assert done.details["after"] == {"status": "FORCE_CHANGE_PASSWORD"}


def test_a_typed_permanent_one_confirms_and_may_sign_out(
    console: Client, url: str, pool_id: str, ana: str
) -> None:
    given = {"kind": "permanent", "password_choice": "typed", "password": GOOD, "sign_out": "on"}
    with budget.counted() as calls:
        answer = ask(console, url, **given)
    assert {"AdminSetUserPassword", "AdminUserGlobalSignOut"} <= set(calls)
    assert "has a new permanent password" in told(answer)
    assert "was signed out everywhere" in told(answer)
    user = find_pool(pool_id).users[ana]
    assert (user.password, user.status) == (GOOD, "CONFIRMED")
    assert GOOD not in everything_recorded() + answer.content.decode()
    faults.fail_next("AdminUserGlobalSignOut", error="NotAuthorizedException")
    answer = ask(console, url, **{**given, "password": f"{GOOD}8"})
    assert "has a new permanent password" in told(answer)
    assert "was signed out is not sure" in told(answer)


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"password_choice": "typed"}, "password", "Type the password"),
        ({"password_choice": "typed", "password": "sh0rt"}, "password", "8 characters or more"),
        ({"password_choice": "typed", "password": "with space A1!"}, "password", "no spaces"),
        ({"password": GOOD}, "password_choice", "Choose one of the two"),
        ({"kind": "for ever"}, "kind", "not one of the available choices"),
    ],
)
def test_what_the_policy_refuses_is_said_before_it_is_sent(
    console: Client, url: str, given: dict[str, str], field: str, words: str
) -> None:
    with budget.counted() as calls:
        answer = ask(console, url, **given)
    assert answer.status_code == 422
    assert words in answer.context["form"].errors[field][0]
    assert "AdminSetUserPassword" not in calls
    if given.get("password"):
        assert given["password"] not in answer.content.decode()
        assert "Type it again" in answer.content.decode()


def test_the_policy_is_checked_while_typing(console: Client, users_url: str, ana: str) -> None:
    page = console.post(f"{users_url}invite/check/", {"password": "Abc"}).content.decode()
    assert "Missing" in page
    assert "Met" in page


@pytest.mark.parametrize("error", ["InvalidPasswordException", "PasswordHistoryPolicyViolationException"])
def test_what_cognito_refuses_lands_on_the_field(console: Client, url: str, error: str) -> None:
    faults.fail_next("AdminSetUserPassword", error=error, message="Password has previously been used.")
    answer = ask(console, url, password_choice="typed", password=GOOD)
    assert answer.status_code == 422
    assert "previously been used" in answer.context["form"].errors["password"][0]


@pytest.mark.parametrize("applied", [True, False])
def test_without_a_clear_answer_it_is_looked_and_never_repeated(
    console: Client, url: str, applied: bool
) -> None:
    faults.fail_next("AdminSetUserPassword", drop=True, applied=applied)
    with budget.counted() as calls:
        answer = ask(console, url)
    assert calls.count("AdminSetUserPassword") == 1
    if applied:
        assert "the password seems to be set" in told(answer)
        assert answer.context["password"]
    else:
        assert answer.status_code == 504
        assert "presumably the password is what it was" in answer.content.decode()
        assert "shown in this answer alone" not in answer.content.decode()


def test_federated_people_have_no_password_here(console: Client, users_url: str, pool_id: str) -> None:
    sub = world.make_user(pool_id, "Google_1", status="EXTERNAL_PROVIDER")
    url = f"{users_url}{sub}/password/"
    page = console.get(url)
    assert "another identity provider, which keeps the password" in page.content.decode()
    with budget.counted() as calls:
        assert console.post(url, {"kind": "permanent", "password_choice": "generated"}).status_code == 409
    assert "AdminSetUserPassword" not in calls


def test_only_administrators_who_just_proved_it_set_passwords(
    sign_in: SignIn, administrator: Operator, helpdesk: Operator, stranger: Operator, url: str
) -> None:
    assert sign_in(helpdesk).get(url).status_code == 403
    assert sign_in(stranger).get(url).status_code == 404
    late = Client()
    assert late.get(url).status_code == 302
    late.force_login(administrator)
    prove(late, administrator, ago=100_000)
    assert "reauthenticate" in late.get(url).headers["Location"]
    assert sign_in(administrator).delete(url).status_code == 405


# Sign-ups


@pytest.fixture
def uma(pool_id: str, users_url: str) -> str:
    sub = world.make_user(
        pool_id, "uma@example.com", status="UNCONFIRMED", attributes={"phone_number": "+15550100300"}
    )
    return f"{users_url}{sub}/confirm/"


def confirm(console: Client, url: str, **given: str) -> Any:
    seen = console.get(url).context["form"]["seen"].value()
    return console.post(url, {"seen": seen, **given}, follow=True)


def user_of(pool_id: str, url: str) -> Any:
    return find_pool(pool_id).users[url.split("/")[-3]]


def test_a_sign_up_is_confirmed_and_what_is_ticked_is_verified(
    console: Client, uma: str, pool_id: str
) -> None:
    dialog = console.get(uma, headers={"HX-Request": "true", "HX-Target": "dialog"}).content.decode()
    assert "Also mark the e-mail address as verified" in dialog
    assert "<html" not in dialog
    with budget.counted() as calls:
        answer = confirm(console, uma, email_verified="on", reason="Called")
    assert [call for call in calls if call.startswith("Admin") and "List" not in call] == [
        "AdminConfirmSignUp",
        "AdminUpdateUserAttributes",
    ]
    assert "is confirmed and can sign in" in told(answer)
    assert "counts as verified" in told(answer)
    user = user_of(pool_id, uma)
    assert (user.status, user.attribute_lookup["email_verified"]) == ("CONFIRMED", "true")
    assert "phone_number_verified" not in user.attribute_lookup
    assert set(Entry.objects.values_list("action", flat=True)) == {"confirm_user"}
    again = console.get(uma)
    assert "Only people who signed up by themselves" in again.content.decode()
    assert console.post(uma, {"seen": "x"}).status_code == 409


def test_a_confirmed_sign_up_whose_marks_fail_says_so(console: Client, uma: str, pool_id: str) -> None:
    faults.fail_next("AdminUpdateUserAttributes", error="AliasExistsException")
    answer = confirm(console, uma, email_verified="on")
    assert "is confirmed and can sign in" in told(answer)
    assert "was not marked as verified" in told(answer)
    assert user_of(pool_id, uma).status == "CONFIRMED"


def test_a_confirmation_without_a_clear_answer_or_refused_is_told(console: Client, uma: str) -> None:
    faults.fail_next("AdminConfirmSignUp", error="UserLambdaValidationException", message="Trigger said no")
    answer = confirm(console, uma)
    assert "Trigger said no" in answer.content.decode()
    faults.fail_next("AdminConfirmSignUp", drop=True, applied=True)
    answer = confirm(console, uma)
    assert answer.status_code == 504
    assert "was carried out, as it seems" in answer.content.decode()
