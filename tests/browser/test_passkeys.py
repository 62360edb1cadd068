"""A passkey from its making to its use, with Chromium's own virtual authenticator."""

import pytest
from playwright.sync_api import Page, expect

from console.access import events
from console.access.models import Operator
from console.audit.models import Entry
from tests.browser.conftest import Visit

pytestmark = pytest.mark.usefixtures("laptop")
PASSWORD = "correct horse battery"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def laptop(page: Page) -> None:
    """A laptop with a fingerprint reader."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def sign_in_by_password(page: Page, operator: Operator) -> None:
    operator.set_password(PASSWORD)
    operator.save()
    page.locator("#id_login").fill(operator.username)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_passkey_is_added_and_used_instead_of_the_password(
    page: Page, visit: Visit, viewer: Operator
) -> None:
    visit("/accounts/login/?next=/accounts/2fa/webauthn/add/")
    sign_in_by_password(page, viewer)
    page.get_by_label("Name").fill("Work laptop")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes", level=1)).to_be_visible()
    visit("/accounts/2fa/webauthn/")
    expect(page.get_by_role("rowheader", name="Work laptop")).to_be_visible()
    page.context.clear_cookies()
    visit("/accounts/login/?next=/accounts/2fa/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Account security")).to_be_visible()
    signed_in = Entry.objects.filter(action=events.SIGNED_IN).first()
    assert signed_in and signed_in.details == {"with": ["webauthn"]}


def test_a_passkey_is_the_second_step_after_the_password(page: Page, visit: Visit, viewer: Operator) -> None:
    visit("/accounts/login/?next=/accounts/2fa/webauthn/add/")
    sign_in_by_password(page, viewer)
    page.get_by_label("Sign in with it instead of the password").uncheck()
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes", level=1)).to_be_visible()
    page.context.clear_cookies()
    visit("/accounts/login/?next=/accounts/2fa/")
    sign_in_by_password(page, viewer)
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Account security")).to_be_visible()


def test_a_browser_without_a_passkey_is_told_in_words(page: Page, visit: Visit) -> None:
    visit("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert").filter(has_text="No passkey was used")).to_be_visible()
