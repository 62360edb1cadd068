"""Chromium against the console: each test fails on any CSP violation, script error or off-site request."""

import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from django.conf import settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from console.access.models import Operator
from console.bootstrap import find_browser
from tests.conftest import session_of

# Playwright's event loop runs in the thread of the test.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
RECORD_VIOLATIONS = """
window.cspViolations = [];
document.addEventListener("securitypolicyviolation",
  (event) => console.error(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""

# Axe reads the same few colours anew for each element and every layer below it: most of its time.
REMEMBER_COLOURS = """
const { prototype } = axe.commons.color.Color, { parseString } = prototype, seen = new Map();
prototype.parseString = function (text) {
  if (!seen.has(text)) seen.set(text, parseString.call(new axe.commons.color.Color(0, 0, 0), text));
  const { r, g, b, alpha } = seen.get(text);
  return Object.assign(this, { r, g, b, alpha });
};
"""
# What differs between the schemes: nothing but colours.
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}

Visit = Callable[[str], Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = {"executable_path": path} if (path := find_browser()) else {}
    return {**browser_type_launch_args, **found, "headless": True, "args": list(FLAGS)}


@pytest.fixture
def page(page: Page, live_server: LiveServer) -> Iterator[Page]:
    """A page that remembers everything that must not happen, and fails the test for it at the end."""
    wrong: list[str] = []
    page.add_init_script(RECORD_VIOLATIONS)
    page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
    page.on("console", lambda message: wrong.append(message.text) if is_violation(message) else None)
    page.on("request", lambda request: wrong.extend(off_site(request.url, live_server.url)))
    page.set_default_timeout(10_000)
    yield page
    # While the live server still shares its database with this thread.
    page.context.close()
    assert wrong == []


def is_violation(message: Any) -> bool:
    # A refusal's own status (422, 403 ...) is logged by the browser as an error too, and is meant.
    return message.type == "error" and "Failed to load resource" not in message.text


def off_site(url: str, home: str) -> list[str]:
    return [] if url.startswith((home, "data:", "blob:", "about:")) else [f"off-site request: {url}"]


@pytest.fixture
def enter(page: Page, live_server: LiveServer) -> Callable[[Operator], None]:
    """Sign an operator in without the form: the form has a journey of its own."""

    def signed_in(operator: Operator) -> None:
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(operator), "url": live_server.url}
        page.context.add_cookies([cookie])  # type: ignore[list-item]

    return signed_in


@pytest.fixture
def visit(page: Page, live_server: LiveServer) -> Visit:
    """Open a path of the console."""

    def visited(path: str) -> Page:
        page.goto(live_server.url + path)
        return page

    return visited


def wait_until_silent(page: Page) -> None:
    """Wait for what an open page still asks for by itself; what asks for nothing is silent by now."""
    if page.locator("[hx-trigger*=load], [hx-trigger*=intersect], .htmx-request").count():
        page.wait_for_load_state("networkidle")


@pytest.fixture
def accessible(page: Page) -> Callable[[], None]:
    """Assert that axe finds nothing wrong with the page as it is now, in light and in dark."""

    def checked() -> None:
        for scheme in ("light", "dark"):
            # Colours fade from scheme to scheme: what axe saw half-way would be no fault.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            page.wait_for_timeout(50)
            result = ask_axe(page, {"runOnly": OF_COLOURS} if scheme == "dark" else {})
            assert result.violations_count == 0, f"{scheme} {page.url}\n{result.generate_report()}"

    return checked


def ask_axe(page: Page, options: Mapping[str, Any]) -> AxeResults:
    """What axe finds wrong with the page, and nothing of what it finds right."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
        page.evaluate(f"() => {{{REMEMBER_COLOURS}}}")
    found = page.evaluate(
        "async (options) => ({ violations: (await axe.run(options)).violations })",
        {"resultTypes": ["violations"], **options},
    )
    return AxeResults(found)
