"""Writing the look of the classic pages in a browser: the preview follows, and hostile CSS can do nothing."""

import base64
from collections.abc import Callable

from playwright.sync_api import expect

from console.access.models import Operator
from console.emulator.factories import find_pool
from console.emulator.overlay import perform
from console.emulator.seeding import looks
from tests.browser.conftest import Visit

# What the policy of the frame would block is for its own test: here nothing may even be tried.
HOSTILE = """@page { margin: 0 }
.label-customizable { color: red }
</style><script>parent.document.title = "taken"</script><img src="/accounts/logout/" onerror="alert(1)">"""


def test_css_and_logo_are_written_beside_their_preview(
    administrator: Operator, pool_id: str, enter: Callable[[Operator], None], visit: Visit
) -> None:
    perform("CreateUserPoolDomain", "us-east-1", {"UserPoolId": pool_id, "Domain": "staff-sign-in"})
    enter(administrator)
    page = visit(f"/pools/embedded/{pool_id}/branding/classic/ALL/edit/")
    shown = page.frame_locator("iframe[name=look]")
    expect(shown.locator(".banner-customizable")).to_contain_text("No logo")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#id_css").fill(HOSTILE)
    expect(shown.locator(".said").first).to_contain_text("Line 1: rules such as @page")
    assert [address for address in asked if "logout" in address] == []
    page.locator("#id_css").fill(".banner-customizable { background-color: rgb(1, 2, 3) }")
    expect(shown.locator(".banner-customizable")).to_have_css("background-color", "rgb(1, 2, 3)")
    logo = {"name": "logo.png", "mimeType": "image/png", "buffer": base64.b64decode(looks.logo())}
    page.locator("#id_logo").set_input_files(logo)  # type: ignore[arg-type]
    expect(shown.get_by_alt_text("The logo")).to_have_js_property("naturalWidth", 96)
    assert "taken" not in page.title()
    page.get_by_role("button", name="Set CSS and logo").click()
    expect(page.get_by_text("The look was set")).to_be_visible()
    assert "rgb(1, 2, 3)" in find_pool(pool_id).stores.looks["ALL"]["CSS"]
