"""Authenticator apps, recovery codes and passkeys, and installations that demand one of them."""

import base64
import hashlib
import hmac
import struct
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from console.access import events
from console.access.models import Operator
from console.audit.models import Entry, Outcome
from tests.console.conftest import PASSWORD, Enter, recorded

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


def code_of(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"


def set_up_app(client: Client) -> tuple[str, Any]:
    """Scan the QR code and type the first code: the secret, and the page that follows."""
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    page = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True)
    return secret, page


def sign_in(operator: Operator) -> Client:
    client = Client()
    client.post(LOGIN, {"login": operator.username, "password": PASSWORD})
    return client


def test_the_qr_code_is_markup_that_the_policy_allows(viewer: Operator, enter: Enter) -> None:
    page = enter(viewer).get(reverse("mfa_activate_totp")).content.decode()
    assert '<svg class="qr"' in page
    assert "data:image" not in page
    assert "style=" not in page


def test_an_authenticator_app_is_set_up_and_its_codes_are_shown_once(
    viewer: Operator, enter: Enter, django_capture_on_commit_callbacks: Any
) -> None:
    client = enter(viewer)
    with django_capture_on_commit_callbacks(execute=True):
        _, page = set_up_app(client)
    codes = page.context["unused_codes"]
    assert len(codes) == 10 and codes[0] in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    again = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert codes[0] not in again and "They were shown when they were made" in again
    kinds = Entry.objects.filter(action=events.SECOND_FACTOR_ADDED).values_list("details__kind", flat=True)
    assert list(kinds) == ["totp"]
    assert recorded(events.RECOVERY_CODES_MADE).operator == "viewer"


def test_a_wrong_first_code_sets_nothing_up(viewer: Operator, enter: Enter) -> None:
    client = enter(viewer)
    client.get(reverse("mfa_activate_totp"))
    page = client.post(reverse("mfa_activate_totp"), {"code": "000000"}).content.decode()
    assert "That code is not right" in page
    assert not Authenticator.objects.exists()


def test_secrets_of_apps_are_encrypted_in_the_database(viewer: Operator, enter: Enter) -> None:
    secret, page = set_up_app(enter(viewer))
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert page.context["unused_codes"][0] not in stored


def test_the_secret_key_can_be_changed_with_the_old_one_as_a_fallback(
    viewer: Operator, enter: Enter, settings: Settings
) -> None:
    secret, _ = set_up_app(enter(viewer))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret key"
    app = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert app.wrap().validate_code(code_of(secret))


def test_the_second_step_is_asked_after_the_password(viewer: Operator, enter: Enter) -> None:
    secret, _ = set_up_app(enter(viewer))
    client = sign_in(viewer)
    assert "Second step" in client.get(reverse("mfa_authenticate")).content.decode()
    assert client.get(reverse("mfa_index")).headers["Location"].startswith(LOGIN)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert client.get(reverse("mfa_index")).status_code == 200
    signed_in = Entry.objects.filter(action=events.SIGNED_IN).first()
    assert signed_in and signed_in.details == {"with": ["password", "totp"]}


def test_a_wrong_code_is_refused_and_recorded(viewer: Operator, enter: Enter) -> None:
    set_up_app(enter(viewer))
    client = sign_in(viewer)
    page = client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    assert "That code is not right" in page
    entry = recorded(events.SECOND_FACTOR_FAILED)
    assert (entry.operator, entry.outcome) == ("viewer", Outcome.REFUSED)
    assert "000000" not in str(vars(entry))


def test_codes_cannot_be_guessed(viewer: Operator, enter: Enter) -> None:
    secret, _ = set_up_app(enter(viewer))
    client = sign_in(viewer)
    for _ in range(6):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    page = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).content.decode()
    assert "Too many failed attempts" in page


def test_a_recovery_code_works_once(viewer: Operator, enter: Enter) -> None:
    _, page = set_up_app(enter(viewer))
    code = page.context["unused_codes"][0]
    for status in (200, 302):
        client = sign_in(viewer)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert client.get(reverse("mfa_index")).status_code == status


def test_an_app_can_be_turned_off(viewer: Operator, enter: Enter) -> None:
    client = enter(viewer)
    set_up_app(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert Entry.objects.filter(action=events.SECOND_FACTOR_REMOVED).exists()


def test_new_recovery_codes_replace_the_old(viewer: Operator, enter: Enter) -> None:
    client = enter(viewer)
    _, page = set_up_app(client)
    new = client.post(reverse("mfa_generate_recovery_codes"), follow=True)
    assert not set(new.context["unused_codes"]) & set(page.context["unused_codes"])


def test_factors_are_changed_only_after_a_recent_proof(viewer: Operator, enter: Enter) -> None:
    client = enter(viewer)
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 16 * 60
    session.save()
    for name in ("mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"):
        assert client.get(reverse(name)).headers["Location"].startswith(reverse("account_reauthenticate"))


def test_the_page_for_a_passkey_holds_what_the_browser_needs(viewer: Operator, enter: Enter) -> None:
    page = enter(viewer).get(reverse("mfa_add_webauthn")).content.decode()
    assert 'data-passkey="create"' in page
    assert '<script id="passkey-options" type="application/json">' in page
    assert "Lifeguard" in page


def test_a_demanded_second_factor_comes_before_anything_else(
    owner: Operator, enter: Enter, settings: Settings
) -> None:
    settings.REQUIRE_MFA = True
    client = enter(owner)
    response = client.get(reverse("access:operators"), follow=True)
    assert response.redirect_chain == [(reverse("mfa_index"), 302)]
    assert "A second factor is needed" in response.content.decode()
    set_up_app(client)
    assert client.get(reverse("access:operators")).status_code == 200


def test_one_can_always_sign_out(owner: Operator, enter: Enter, settings: Settings) -> None:
    settings.REQUIRE_MFA = True
    client = enter(owner)
    assert client.get(reverse("account_logout")).status_code == 200
