"""Writing the messages of a pool in a browser: live previews, and hostile HTML that can do nothing."""

import socket
import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from console.access.models import Operator
from console.emulator import world
from console.emulator.factories import find_pool
from tests.browser.conftest import Visit

Enter = Callable[[Operator], None]
BODY = "#id_AdminCreateUserConfig-InviteMessageTemplate-EmailMessage"
SUBJECT = "#id_AdminCreateUserConfig-InviteMessageTemplate-EmailSubject"
FRAME = "iframe[name=frame-invitation-email]"
# All that could run, load, ask, or lead away.
HOSTILE = """
<p id="seen">Hello {username}, {####}</p>
<script>parent.document.title = "taken"; alert(1)</script>
<img src="EVIL/a.png" onerror="alert(2)"><img src="/accounts/logout/"><svg onload="alert(3)"></svg>
<link rel="preconnect" href="EVIL"><link rel="stylesheet" href="EVIL/b.css">
<meta http-equiv="refresh" content="0;url=EVIL/c">
<meta http-equiv="Content-Security-Policy" content="default-src *"><base href="EVIL/">
<style>@import url(EVIL/d.css); p { background: url(EVIL/e.png); color: red }</style>
<iframe src="EVIL/f"></iframe><object data="EVIL/g"></object><embed src="/pools/">
<video autoplay src="EVIL/h"></video><audio autoplay src="/accounts/logout/"></audio>
<form action="EVIL/i" id="f"><input name="q" value="1" autofocus><button id="send">Send</button></form>
<a id="top" href="EVIL/j" target="_top" style="pointer-events: auto !important">top</a>
<a id="here" href="/accounts/logout/" style="pointer-events: auto !important">here</a>
<a id="new" href="EVIL/k" target="_blank" style="pointer-events: auto !important">new</a>
"""


@pytest.fixture
def url(pool_id: str) -> str:
    return f"/pools/embedded/{pool_id}/settings/messages/"


def test_a_message_is_written_with_its_preview_and_saved(
    administrator: Operator,
    pool_id: str,
    url: str,
    enter: Enter,
    visit: Visit,
    accessible: Callable[[], None],
) -> None:
    enter(administrator)
    page = visit(url)
    shown, checks = page.frame_locator(FRAME), page.locator("#preview-invitation-email .checks")
    expect(shown.locator("body")).to_contain_text("Your username is ana@example.com")
    page.locator(BODY).press_sequentially("<h1>Welcome</h1> {username}")
    expect(shown.locator("h1")).to_have_text("Welcome")
    expect(checks).to_contain_text("{####} is missing")
    expect(page.locator(BODY)).to_be_focused()
    page.locator(BODY).press_sequentially(" {####}")
    expect(checks).to_contain_text("{####} is in it")
    expect(checks).to_contain_text("34 of 20,000 characters")
    page.locator(SUBJECT).press_sequentially("Hi {username}")
    expect(page.locator("#preview-invitation-email dd").nth(1)).to_have_text("Hi ana@example.com")
    accessible()
    # The return key means the form's own button, not the wording that stands next.
    page.locator(SUBJECT).press("Enter")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_url("**/history/**")
    template = find_pool(pool_id).extended_config["AdminCreateUserConfig"]["InviteMessageTemplate"]
    assert template == {"EmailSubject": "Hi {username}", "EmailMessage": "<h1>Welcome</h1> {username} {####}"}


def test_cognitos_wording_comes_at_the_press_of_a_button_and_counts_as_a_change(
    administrator: Operator, url: str, enter: Enter, visit: Visit
) -> None:
    enter(administrator)
    page = visit(url)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("#draft-link-email").get_by_role("button", name="Use Cognito’s wording").click()
    expect(page.locator("#id_VerificationMessageTemplate-EmailSubjectByLink")).to_have_value(
        "Your verification link"
    )
    frame = page.frame_locator("iframe[name=frame-link-email]")
    expect(frame.get_by_role("link", name="Verify Email")).to_be_visible()
    page.get_by_role("link", name="Cancel").click()
    page.wait_for_url("**#messages")
    assert asked == ["beforeunload"]


def test_a_preview_leaves_no_steps_in_the_browsers_history(
    administrator: Operator, pool_id: str, url: str, enter: Enter, visit: Visit
) -> None:
    enter(administrator)
    visit(f"/pools/embedded/{pool_id}/")
    page = visit(url)
    page.locator(BODY).press_sequentially("{username} {####} <b>now</b>")
    expect(page.frame_locator(FRAME).locator("b")).to_have_text("now")
    page.on("dialog", lambda dialog: dialog.accept())
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Staff")


@pytest.fixture
def outside(
    browser: Browser, page: Page, enter: Enter, administrator: Operator, live_server: LiveServer
) -> Iterator[BrowserContext]:
    """A signed-in browser of its own: here the browser is meant to complain of what it holds back."""
    enter(administrator)
    context = browser.new_context(storage_state=page.context.storage_state())
    yield context
    context.close()


@pytest.fixture
def evil() -> Iterator[tuple[str, list[str]]]:
    """The address of somebody else's server, and who has connected to it: even a preconnect shows."""
    visitors: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    visitor, address = server.accept()
                except OSError:
                    return
                visitors.append(str(address))
                visitor.close()

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", visitors
        server.shutdown(socket.SHUT_RDWR)


def test_hostile_html_neither_runs_nor_loads_nor_leads_anywhere(
    outside: BrowserContext, pool_id: str, url: str, live_server: LiveServer, evil: tuple[str, list[str]]
) -> None:
    address, visitors = evil
    template = {"EmailMessage": HOSTILE.replace("EVIL", address)}
    find_pool(pool_id).extended_config["AdminCreateUserConfig"]["InviteMessageTemplate"] = template
    page = outside.new_page()
    answered: list[str] = []
    dialogs: list[str] = []
    outside.on("response", lambda answer: answered.append(answer.url.removeprefix(live_server.url)))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.accept()))
    page.goto(live_server.url + url)
    frame = page.frame_locator(FRAME)
    expect(frame.locator("#seen")).to_contain_text("Hello ana@example.com")
    # Its styles count: it looks as it would.
    assert frame.locator("#seen").evaluate("each => getComputedStyle(each).color") == "rgb(255, 0, 0)"
    page.wait_for_timeout(500)
    for control in ("#send", "#top", "#new", "#here"):
        frame.locator(control).click(force=True)
        page.wait_for_timeout(200)
    assert dialogs == []
    assert len(outside.pages) == 1
    assert page.url == live_server.url + url
    assert page.title().startswith("Invitations and messages")
    allowed = (url, url.replace("messages", "show-email"), "/static/")
    assert [each for each in answered if not each.startswith(allowed)] == []
    assert visitors == []
    # Whoever signs out by looking at a message would be sent to sign in now.
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Invitations and messages")


def test_without_scripts_a_message_is_previewed_by_a_button(
    browser: Browser, page: Page, enter: Enter, administrator: Operator, live_server: LiveServer, url: str
) -> None:
    enter(administrator)
    context = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    plain = context.new_page()
    plain.goto(live_server.url + url)
    plain.locator(BODY).fill("<i>Hello</i> {username}")
    draft = plain.locator("#draft-invitation-email")
    draft.locator("noscript").get_by_role("button", name="Preview").click()
    expect(draft.locator(".checks")).to_contain_text("{####} is missing")
    draft.get_by_role("button", name="Show the HTML above").click()
    expect(plain.frame_locator(FRAME).locator("i")).to_have_text("Hello")
    draft.get_by_role("button", name="Use Cognito’s wording").click()
    expect(plain.locator(SUBJECT)).to_have_value("Your temporary password")
    context.close()


def test_previews_fit_a_phone(
    administrator: Operator, pool_id: str, url: str, enter: Enter, visit: Visit
) -> None:
    pool = find_pool(pool_id)
    wide = "w" * 300
    pool.extended_config["AdminCreateUserConfig"]["InviteMessageTemplate"] = {
        "EmailSubject": wide[:140],
        "EmailMessage": wide,
        "SMSMessage": wide[:140],
    }
    world.make_user(pool_id, "ana@example.com")
    enter(administrator)
    page = visit(url)
    page.set_viewport_size({"width": 400, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
