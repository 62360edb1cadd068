"""Creating and deleting pools as an owner does it, with the keyboard and eyes of a browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from console.access.models import Operator
from console.emulator import faults, world
from console.emulator.factories import find_pool
from console.emulator.overlay import perform
from console.emulator.overlay.core.registry import backend_of
from tests.browser.conftest import Visit

Accessible = Callable[[], None]


def fits_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 400, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url
    page.set_viewport_size({"width": 1280, "height": 900})


def go(page: Page, title: str) -> None:
    """To another page of the draft, with what is typed on this one."""
    page.get_by_role("navigation", name="Pages of the new pool").get_by_role("button", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def begin(page: Page, visit: Visit, preset: str, name: str) -> None:
    visit("/pools/")
    page.get_by_role("link", name="Create pool").click()
    page.get_by_label("Name").fill(name)
    page.get_by_role("radio", name=preset).check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Decided for ever")


def review_and_create(page: Page) -> None:
    page.get_by_role("button", name="Review", exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Create this pool?")
    page.get_by_role("button", name="Create pool").click()


@pytest.mark.parametrize(
    ("preset", "mfa"),
    [
        ("Staff directory", "OPTIONAL"),
        ("Consumer app with e-mail sign-in", "OPTIONAL"),
        ("Machine-to-machine", "OFF"),
    ],
)
def test_a_preset_becomes_a_pool_in_four_clicks(
    preset: str,
    mfa: str,
    page: Page,
    enter: Callable[[Operator], None],
    visit: Visit,
    owner: Operator,
    pool_id: str,
) -> None:
    enter(owner)
    begin(page, visit, preset, "Shop")
    review_and_create(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Shop")
    expect(page.get_by_text("Everything reads back as it was sent")).to_be_visible()
    made = find_pool(page.url.rstrip("/").rpartition("/")[2])
    assert made.mfa_config == mfa
    assert made.extended_config["DeletionProtection"] == "ACTIVE"


def test_every_page_of_a_draft_is_accessible_and_keeps_what_was_typed(
    page: Page,
    enter: Callable[[Operator], None],
    visit: Visit,
    accessible: Accessible,
    owner: Operator,
    pool_id: str,
) -> None:
    enter(owner)
    begin(page, visit, "Staff directory", "Shop")
    accessible()
    fits_a_phone(page)
    page.get_by_role("checkbox", name="Family name: required").check()
    go(page, "Custom attributes")
    page.get_by_label("Name").first.fill("points")
    accessible()
    fits_a_phone(page)
    go(page, "Passwords")
    accessible()
    fits_a_phone(page)
    length = page.get_by_label("Shortest password")
    length.fill("5")
    # Enter leads on; what is wrong is said on the same page.
    length.press("Enter")
    expect(page.get_by_text("There is a problem")).to_be_visible()
    accessible()
    length.fill("15")
    length.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign-up and verification")
    go(page, "Decided for ever")
    expect(page.get_by_role("checkbox", name="Family name: required")).to_be_checked()
    page.get_by_role("button", name="Review", exact=True).last.click()
    for words in ("custom:points", "family_name", "15"):
        expect(page.get_by_text(words, exact=True).first).to_be_visible()
    accessible()
    fits_a_phone(page)


def test_a_pool_is_copied_with_its_groups(
    page: Page, enter: Callable[[Operator], None], visit: Visit, owner: Operator, pool_id: str
) -> None:
    world.make_group(pool_id, "Readers", description="They read", precedence=3)
    enter(owner)
    visit(f"/pools/embedded/{pool_id}/")
    page.get_by_role("link", name="Copy pool").click()
    page.get_by_label("Name").fill("Second")
    page.get_by_role("button", name="Continue").click()
    review_and_create(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Second")
    made = find_pool(page.url.rstrip("/").rpartition("/")[2])
    assert made.groups["Readers"].precedence == 3
    assert list(made.username_attributes) == ["email"]


def test_a_creation_without_an_answer_is_settled_by_looking(
    page: Page,
    enter: Callable[[Operator], None],
    visit: Visit,
    accessible: Accessible,
    owner: Operator,
    pool_id: str,
) -> None:
    enter(owner)
    begin(page, visit, "Staff directory", "Shop")
    faults.fail_next("CreateUserPool", drop=True, applied=True)
    faults.fail_next("SetUserPoolMfaConfig", error="TooManyRequestsException", message="Rate exceeded")
    review_and_create(page)
    expect(page.get_by_text("It is not known whether the pool was made")).to_be_visible()
    accessible()
    fits_a_phone(page)
    page.get_by_role("button", name="Go on with us-east-1_").click()
    expect(page.get_by_text("The pool is there, but not everything")).to_be_visible()
    accessible()
    page.get_by_role("button", name="Finish the rest").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Shop")
    assert sorted(pool.name for pool in backend_of("us-east-1").user_pools.values()) == ["Shop", "Staff"]


def test_a_protected_pool_with_a_domain_is_deleted(
    page: Page,
    enter: Callable[[Operator], None],
    visit: Visit,
    accessible: Accessible,
    owner: Operator,
    pool_id: str,
) -> None:
    find_pool(pool_id).extended_config["DeletionProtection"] = "ACTIVE"
    perform("CreateUserPoolDomain", "us-east-1", {"UserPoolId": pool_id, "Domain": "staff-sign-in"})
    enter(owner)
    visit(f"/pools/embedded/{pool_id}/")
    page.get_by_role("link", name="Delete pool").click()
    expect(page.get_by_text("staff-sign-in").first).to_be_visible()
    page.get_by_label("Name of the pool").fill("Stuff")
    page.get_by_label("Reason").fill("Closed")
    page.get_by_role("button", name="Delete pool").click()
    expect(page.get_by_text("This is not the name of the pool.").first).to_be_visible()
    accessible()
    page.get_by_label("Name of the pool").fill("Staff")
    faults.fail_next("DeleteUserPool", error="AccessDeniedException", message="not authorized")
    page.get_by_role("button", name="Delete pool").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The pool was not deleted")
    expect(page.get_by_text("was put back")).to_be_visible()
    accessible()
    fits_a_phone(page)
    page.get_by_role("link", name="Begin again").click()
    page.get_by_label("Name of the pool").fill("Staff")
    page.get_by_label("Reason").fill("Closed")
    page.get_by_role("button", name="Delete pool").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pools")
    expect(page.get_by_text("only AWS Support may be able to restore it")).to_be_visible()
    assert pool_id not in backend_of("us-east-1").user_pools
