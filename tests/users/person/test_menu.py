"""Which action comes first on a user's page, and what the menu holds for each role."""

from collections.abc import Callable

import pytest

from console.access.models import Operator
from console.emulator import world
from tests.conftest import SignIn

Address = Callable[..., str]


@pytest.mark.parametrize(
    ("role", "state", "first"),
    [
        ("helpdesk", {"status": "FORCE_CHANGE_PASSWORD"}, "Resend invitation"),
        ("helpdesk", {"status": "CONFIRMED"}, "Reset password"),
        ("helpdesk", {"status": "CONFIRMED", "enabled": False}, "Enable user"),
        ("helpdesk", {"status": "UNCONFIRMED"}, "Sign out everywhere"),
        ("administrator", {"status": "UNCONFIRMED"}, "Confirm sign-up"),
        ("administrator", {"status": "EXTERNAL_PROVIDER"}, "Edit attributes"),
    ],
)
def test_what_is_most_wanted_in_a_state_comes_first(
    request: pytest.FixtureRequest,
    sign_in: SignIn,
    address: Address,
    pool_id: str,
    role: str,
    state: dict[str, object],
    first: str,
) -> None:
    sub = world.make_user(pool_id, "ana@example.com", attributes={"email_verified": "true"}, **state)  # type: ignore[arg-type]
    profile = sign_in(request.getfixturevalue(role)).get(address(sub)).context["profile"]
    assert profile.primary.verb == first
    assert first not in [entry.verb for entry in profile.more]


def test_the_menu_has_all_that_a_role_may_do_with_reasons_and_nothing_else(
    sign_in: SignIn,
    administrator: Operator,
    helpdesk: Operator,
    viewer: Operator,
    address: Address,
    ana: str,
) -> None:
    page = sign_in(administrator).get(address(ana))
    menu = {entry.verb: entry for entry in page.context["profile"].menu}
    assert list(menu) == [
        "Edit attributes",
        "Verified marks",
        "Change groups",
        "Resend invitation",
        "Confirm sign-up",
        "Reset password",
        "Set a password",
        "Sign out everywhere",
        "Disable user",
        "Delete user",
    ]
    words = page.content.decode()
    for entry in menu.values():
        assert (f'href="{entry.url}"' in words) is not bool(entry.obstacle), entry.verb
        assert entry.obstacle in words
    assert "Only people who signed up by themselves" in menu["Confirm sign-up"].obstacle
    assert [entry.verb for entry in sign_in(helpdesk).get(address(ana)).context["profile"].menu] == [
        "Resend invitation",
        "Reset password",
        "Sign out everywhere",
        "Disable user",
    ]
    profile = sign_in(viewer).get(address(ana)).context["profile"]
    assert (profile.primary, profile.menu) == (None, [])


def test_who_cannot_be_written_to_is_told_so_before_an_invitation(
    sign_in: SignIn, helpdesk: Operator, address: Address, pool_id: str
) -> None:
    sub = world.make_user(pool_id, "+15550100999", status="FORCE_CHANGE_PASSWORD")
    menu = sign_in(helpdesk).get(address(sub)).context["profile"].menu
    (resend,) = [entry for entry in menu if entry.verb == "Resend invitation"]
    assert "no settings for sending text messages" in resend.obstacle
