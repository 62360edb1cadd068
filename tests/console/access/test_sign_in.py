"""Signing in and out: with a password, limited, recorded, and with no page that leads nowhere."""

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from pytest_django.fixtures import Settings

from console.access import events, operators
from console.access.account_urls import urlpatterns
from console.access.models import Operator
from console.access.roles import Role
from console.audit.models import Entry, Outcome
from console.audit.recorder import TrailRecorder
from tests.console.conftest import PASSWORD, Enter, recorded

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


def attempt(client: Client, name: str, password: str, **headers: str) -> str:
    response = client.post(LOGIN, {"login": name, "password": password}, headers=headers)
    return response.content.decode()


def test_the_sign_in_page_asks_for_a_name_and_a_password(client: Client) -> None:
    page = client.get(LOGIN).content.decode()
    for words in ("Username", "Password", "Sign in with a passkey", "Forgotten your password?"):
        assert words in page
    assert "Sign up" not in page


def test_signing_in_leads_to_the_page_that_was_asked_for(viewer: Operator) -> None:
    viewer.set_password(PASSWORD)
    viewer.save()
    data = {"login": "viewer", "password": PASSWORD, "next": "/audit/"}
    assert Client().post(LOGIN, data).headers["Location"] == "/audit/"
    data["next"] = "https://elsewhere.example/"
    assert Client().post(LOGIN, data).headers["Location"] == "/"


def test_signing_in_and_out_is_recorded(viewer: Operator, enter: Enter) -> None:
    client = enter(viewer)
    entry = recorded(events.SIGNED_IN)
    assert (entry.operator, entry.role, entry.address) == ("viewer", "Viewer", "127.0.0.1")
    assert entry.details == {"with": ["password"]}
    client.post(reverse("account_logout"))
    assert recorded(events.SIGNED_OUT).operator == "viewer"
    assert client.get(reverse("mfa_index")).headers["Location"].startswith(LOGIN)


def test_the_last_sign_in_is_kept(viewer: Operator, enter: Enter) -> None:
    enter(viewer)
    assert Operator.objects.get(pk=viewer.pk).last_login is not None


def test_a_failure_records_the_name_and_the_address_but_never_the_password(
    client: Client, viewer: Operator
) -> None:
    page = attempt(client, "viewer", "Passw0rd-guess")
    assert "The username or the password is not right." in page
    entry = recorded(events.SIGN_IN_FAILED)
    assert (entry.operator_id, entry.operator, entry.target_label) == (None, "", "viewer")
    assert (entry.outcome, entry.address) == (Outcome.REFUSED, "127.0.0.1")
    assert "Passw0rd-guess" not in str(vars(entry))


def test_unknown_names_are_answered_as_wrong_passwords_are(client: Client, viewer: Operator) -> None:
    known, unknown = attempt(client, "viewer", "wrong"), attempt(client, "nobody", "wrong")
    assert "The username or the password is not right." in known
    assert "The username or the password is not right." in unknown


def test_after_five_failures_even_the_right_password_has_to_wait(viewer: Operator, enter: Enter) -> None:
    enter(viewer)
    for _ in range(5):
        attempt(Client(), "viewer", "wrong")
    assert "Too many failed attempts" in attempt(Client(), "viewer", PASSWORD)
    assert Entry.objects.filter(action=events.SIGN_IN_FAILED).count() == 5


def test_being_blocked_is_recorded_once_and_not_for_each_attempt(viewer: Operator) -> None:
    for _ in range(9):
        attempt(Client(), "viewer", "wrong")
    assert recorded(events.SIGN_IN_BLOCKED).target_label == "viewer"


def test_an_address_that_tries_many_names_is_stopped(viewer: Operator) -> None:
    for number in range(12):
        page = attempt(Client(), f"nobody{number}", "wrong")
    assert "Too many failed attempts" in page


def test_the_page_itself_is_limited_too(client: Client) -> None:
    answers = [client.post(LOGIN, {"login": "", "password": ""}).status_code for _ in range(35)]
    assert 429 in answers


def test_behind_a_trusted_proxy_addresses_are_those_it_saw(
    client: Client, viewer: Operator, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = 1
    attempt(client, "viewer", "wrong", x_forwarded_for="6.6.6.6, 10.0.0.9")
    assert recorded(events.SIGN_IN_FAILED).address == "10.0.0.9"


def test_without_a_trusted_proxy_nobody_can_claim_an_address(client: Client, viewer: Operator) -> None:
    attempt(client, "viewer", "wrong", x_forwarded_for="10.0.0.9")
    assert recorded(events.SIGN_IN_FAILED).address == "127.0.0.1"


def test_a_disabled_operator_is_told_so_only_with_the_right_password(viewer: Operator) -> None:
    viewer.set_password(PASSWORD)
    viewer.is_active = False
    viewer.save()
    assert "The username or the password is not right." in attempt(Client(), "viewer", "wrong")
    response = Client().post(LOGIN, {"login": "viewer", "password": PASSWORD}, follow=True)
    assert "You are disabled" in response.content.decode()
    assert not Entry.objects.filter(action=events.SIGNED_IN).exists()


def test_a_one_time_password_has_to_be_replaced_before_anything_else(command_line: TrailRecorder) -> None:
    _, password = operators.add_operator(username="ana", role=Role.OWNER, recorder=command_line)
    client = Client()
    attempt(client, "ana", password)
    change = reverse("account_change_password")
    assert client.get(reverse("access:operators")).headers["Location"] == change
    assert "You signed in with a one-time password" in client.get(change).content.decode()
    same = {"oldpassword": password, "password1": password, "password2": password}
    assert "differs" in client.post(change, same).content.decode()
    client.post(change, same | {"password1": PASSWORD, "password2": PASSWORD})
    assert client.get(reverse("access:operators")).status_code == 200
    assert recorded(events.PASSWORD_CHANGED).operator == "ana"


def test_weak_passwords_are_refused(viewer: Operator, enter: Enter) -> None:
    weak = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    page = enter(viewer).post(reverse("account_change_password"), weak).content.decode()
    assert "too short" in page
    assert "There is a problem" in page


def test_changing_the_password_ends_the_other_sessions(viewer: Operator, enter: Enter) -> None:
    other = enter(viewer)
    client = Client()
    attempt(client, "viewer", PASSWORD)
    new = {"oldpassword": PASSWORD, "password1": "another long one", "password2": "another long one"}
    client.post(reverse("account_change_password"), new)
    assert client.get(reverse("mfa_index")).status_code == 200
    assert other.get(reverse("mfa_index")).status_code == 302


def test_other_sessions_are_listed_and_can_be_ended(viewer: Operator, enter: Enter) -> None:
    other = enter(viewer, user_agent="Other browser")
    client = Client()
    attempt(client, "viewer", PASSWORD)
    sessions = reverse("usersessions_list")
    assert "Other browser" in client.get(sessions).content.decode()
    client.post(sessions)
    assert "Other browser" not in client.get(sessions).content.decode()
    assert other.get(sessions).status_code == 302
    assert recorded(events.OTHER_SESSIONS_ENDED).operator == "viewer"


def test_a_form_that_waits_for_the_password_goes_on_after_it(owner: Operator, enter: Enter) -> None:
    client = enter(owner)
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 16 * 60
    session.save()
    add = reverse("access:add")
    asked = client.get(add).headers["Location"]
    assert "Confirm that it is you" in client.get(asked).content.decode()
    answer = client.post(asked, {"password": "wrong", "next": add})
    assert "That is not your password." in answer.content.decode()
    assert client.post(asked, {"password": PASSWORD, "next": add}).headers["Location"] == add
    assert client.get(add).status_code == 200
    assert Entry.objects.filter(action=events.IDENTITY_CONFIRMED).exists()


def test_a_change_that_was_sent_too_late_is_made_after_the_proof(
    owner: Operator, viewer: Operator, enter: Enter
) -> None:
    client = enter(owner)
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 16 * 60
    session.save()
    disable = reverse("access:disable", kwargs={"pk": viewer.pk})
    asked = client.post(disable).headers["Location"]
    assert Operator.objects.get(pk=viewer.pk).is_active
    client.post(asked, {"password": PASSWORD, "next": disable})
    assert not Operator.objects.get(pk=viewer.pk).is_active


def test_nobody_is_signed_in_whose_sign_in_cannot_be_recorded(viewer: Operator, enter: Enter) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_chain RENAME TO gone")
    client = enter(viewer)
    assert client.get(reverse("mfa_index")).headers["Location"].startswith(LOGIN)


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "email/",
        "password/reset/",
        "3rdparty/",
        "3rdparty/signup/",
        "confirm-email/",
        "login/code/",
    ],
)
def test_pages_of_allauth_that_are_not_used_do_not_exist(client: Client, path: str) -> None:
    response = client.get(f"/accounts/{path}")
    assert response.status_code in {302, 404}
    if response.status_code == 302:
        assert response.headers["Location"].startswith(LOGIN)


def account_pages() -> list[str]:
    """The names of all pages under accounts/ that take no arguments."""
    names = [
        name for name in get_resolver("console.access.account_urls").reverse_dict if isinstance(name, str)
    ]
    found = []
    for name in names:
        try:
            reverse(name)
        except NoReverseMatch:
            continue
        found.append(name)
    return found


def test_every_page_about_the_account_looks_like_the_rest(viewer: Operator, enter: Enter) -> None:
    assert urlpatterns and len(account_pages()) > 12
    client, ours = enter(viewer), Path(django_settings.BASE_DIR) / "templates"
    for name in account_pages():
        response = client.get(reverse(name))
        pages = [template for template in response.templates if (template.name or "").endswith(".html")]
        for template in pages:
            if not (template.name or "").startswith("django/forms"):
                assert Path(template.origin.name).is_relative_to(ours), (name, template.name)
