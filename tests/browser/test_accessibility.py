"""Every page in both schemes and on a phone: axe finds nothing, nothing is wider than the screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from console.access.models import Operator
from console.access.roles import Role
from console.audit.models import append
from console.emulator import world
from tests.browser.conftest import Visit
from tests.conftest import operator_with

HOSTILE = '"><img src=x onerror=alert(1)> ' + "wide" * 40
PAGES = [
    "/pools/",
    "/pools/?q=nothing-like-this",
    "/pools/embedded/{pool}/",
    "/pools/embedded/{pool}/json/",
    "/pools/embedded/{pool}/settings/passwords/",
    "/pools/embedded/{pool}/settings/mfa/",
    "/pools/import/",
    "/pools/embedded/{pool}/compare/",
    "/pools/embedded/{pool}/compare/embedded/{other}/",
    "/pools/embedded/{pool}/compare/embedded/{other}/?all=1",
    "/pools/embedded/{pool}/export/",
    "/pools/embedded/{pool}/export/?format=terraform",
    "/pools/embedded/{pool}/schema/",
    "/pools/embedded/{pool}/schema/add/",
    "/pools/embedded/{pool}/users/",
    "/pools/embedded/{pool}/users/invite/",
    "/pools/embedded/{pool}/users/{sub}/",
    "/pools/embedded/{pool}/users/{sub}/resend/",
    "/pools/embedded/{pool}/users/{sub}/disable/",
    "/pools/embedded/{pool}/users/{sub}/enable/",
    "/pools/embedded/{pool}/users/{sub}/sign-out/",
    "/pools/embedded/{pool}/users/{sub}/reset-password/",
    "/pools/embedded/us-east-1_missing00/",
    "/pools/embedded/{pool}/users/00000000-0000-4000-8000-000000000000/",
    "/audit/",
    "/audit/?operator=nobody-like-this",
    "/audit/{entry}/",
    "/operators/",
    "/operators/add/",
    "/operators/{operator}/",
    "/operators/{operator}/grant/",
    "/operators/{operator}/disable/",
    "/operators/{operator}/password/",
    "/operators/{operator}/factors/",
    "/operators/{operator}/remove/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/reauthenticate/",
    "/accounts/logout/",
    "/accounts/sessions/",
    "/accounts/password/change/",
    "/emulator/outbox/",
    "/emulator/faults/",
    "/styleguide/",
    "/no/such/page/",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_in_light_and_dark_and_fits_a_phone(
    path: str,
    page: Page,
    enter: Callable[[Operator], None],
    visit: Visit,
    accessible: Callable[[], None],
    owner: Operator,
    pool_id: str,
) -> None:
    sub = world.make_user(
        pool_id,
        "ana@example.com",
        status="FORCE_CHANGE_PASSWORD",
        attributes={"name": HOSTILE, "email_verified": "true"},
        groups=["Readers"],
    )
    somebody = operator_with("somebody", Role.VIEWER)
    other = world.make_pool("Other", Schema=[{"Name": "points", "AttributeDataType": "Number"}])
    entry = append(action="disable_user", outcome="done", pool_id=pool_id, target_label=HOSTILE)
    enter(owner)
    visit(path.format(pool=pool_id, other=other, sub=sub, operator=somebody.pk, entry=entry.number))
    page.wait_for_load_state("networkidle")
    accessible()
    page.set_viewport_size({"width": 400, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_sign_in_page_is_accessible(
    page: Page, visit: Visit, accessible: Callable[[], None], db: None
) -> None:
    visit("/accounts/login/")
    accessible()


@pytest.mark.parametrize(
    "path", ["/pools/embedded/{pool}/users/{sub}/", "/pools/embedded/{pool}/users/{sub}/reveal/"]
)
def test_what_a_viewer_sees_is_accessible(
    path: str,
    page: Page,
    enter: Callable[[Operator], None],
    visit: Visit,
    accessible: Callable[[], None],
    viewer: Operator,
    pool_id: str,
) -> None:
    sub = world.make_user(pool_id, "ana@example.com", attributes={"name": HOSTILE})
    enter(viewer)
    visit(path.format(pool=pool_id, sub=sub))
    accessible()
