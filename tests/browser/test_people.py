"""A person is changed and changed back, and deleted and created again, in a browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from console.access.models import Operator
from console.emulator import world
from console.emulator.factories import find_pool
from tests.browser.conftest import Visit

Enter = Callable[[Operator], None]
ANA = {"name": "Ana", "nickname": "Nana", "email_verified": "true"}


def test_an_attribute_is_changed_and_the_change_undone_from_the_trail(
    page: Page, enter: Enter, visit: Visit, administrator: Operator, pool_id: str
) -> None:
    sub = world.make_user(pool_id, "ana@example.com", attributes=ANA)
    lookup = find_pool(pool_id).users[sub].attribute_lookup
    enter(administrator)
    visit(f"/pools/embedded/{pool_id}/users/{sub}/")
    page.locator("summary", has_text="More").click()
    page.get_by_role("link", name="Edit attributes", exact=True).click()
    page.get_by_label("Full name").fill("Ana López")
    page.get_by_label("Nickname").fill("")
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Delete what I have emptied").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").first).to_contain_text("was changed and read back")
    assert lookup["name"] == "Ana López"
    assert "nickname" not in lookup
    page.locator("#trail").get_by_role("link", name="Undo").last.click()
    expect(page.get_by_text("This undoes a change")).to_be_visible()
    expect(page.get_by_label("Full name")).to_have_value("Ana")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ana")
    assert lookup["name"] == "Ana"


def test_somebody_is_deleted_by_name_and_created_again(
    page: Page, enter: Enter, visit: Visit, administrator: Operator, pool_id: str
) -> None:
    sub = world.make_user(pool_id, "ana@example.com", attributes={"name": "Ana"}, groups=["readers"])
    enter(administrator)
    visit(f"/pools/embedded/{pool_id}/users/{sub}/")
    page.locator("summary", has_text="More").click()
    page.get_by_role("link", name="Delete user").click()
    page.get_by_label("Delete them although they are enabled").check()
    page.get_by_label("Type the name as shown above").fill("ana@example.com")
    page.get_by_label("Reason").fill("Left the company")
    page.get_by_role("button", name="Delete user").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ana, deleted")
    assert find_pool(pool_id).users == {}
    page.get_by_role("link", name="Create again").click()
    expect(page.get_by_text("they get a new temporary one")).to_be_visible()
    page.get_by_role("button", name="Create again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ana is back")
    (user,) = find_pool(pool_id).users.values()
    assert user.id != sub
    assert {group.group_name for group in user.groups} == {"readers"}
    page.get_by_role("link", name="Open the user").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ana")
