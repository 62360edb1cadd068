"""The frame of every page, and pages for when something is wrong."""

import re
from collections.abc import Callable

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from pytest_django.fixtures import Settings

from console.access.models import Operator
from console.shell.context import Shell
from tests.console.conftest import Render

SignIn = Callable[[Operator], Client]


def test_the_navigation_shows_only_what_the_operator_may_see(request_for_pool: HttpRequest) -> None:
    labels = [link.label for link in Shell(request_for_pool).navigation]

    assert labels == ["Pools", "Audit trail"]


def test_the_sections_of_a_pool_mark_where_one_is(request_for_pool: HttpRequest) -> None:
    parts = Shell(request_for_pool).pool_navigation
    links = {heading: {link.label: link.current for link in part} for heading, part in parts.items()}

    assert links == {
        "": {"Settings": False, "Schema": False},
        "People": {"Users": True},
        "Watch": {"Check-up": False, "History": False, "Audit trail": False},
    }


def test_where_one_is_in_a_pool_is_named_for_small_screens(request_for_pool: HttpRequest) -> None:
    place = Shell(request_for_pool).pool_place
    assert place is not None and place.label == "Users"

    request_for_pool.path = "/pools/europe/"
    assert Shell(request_for_pool).pool_place is None


def test_the_emulators_pages_are_not_offered_without_it(
    request_for_pool: HttpRequest, settings: Settings
) -> None:
    request_for_pool.user.may = {"view_outbox": True}  # type: ignore[union-attr]
    settings.EMULATOR = False

    assert Shell(request_for_pool).navigation == []


def test_the_header_names_pool_connection_and_environment(
    render: Render, request_for_pool: HttpRequest
) -> None:
    html = render_to_string(
        "components/header.html", {"shell": Shell(request_for_pool), "request": request_for_pool}
    )

    assert "data-production" in html and "Production" in html
    assert "eu-west-1_abc" in html and "Europe · eu-west-1" in strip_tags(html)


def test_a_request_without_operator_has_an_empty_frame() -> None:
    shell = Shell(HttpRequest())

    assert shell.navigation == [] and shell.pool_navigation == {} and shell.pool is None and shell.role == ""


@pytest.mark.parametrize("template", ["400.html", "403_csrf.html", "500.html", "errors/problem_plain.html"])
def test_pages_of_trouble_need_no_context(template: str) -> None:
    html = render_to_string(template)

    assert "<h1>" in html and "Lifeguard" in html


def test_no_page_of_the_frame_has_inline_script_or_style() -> None:
    html = render_to_string("base.html")

    assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", html)


def test_messages_that_are_problems_cannot_be_dismissed(render: Render) -> None:
    source = "{% include 'components/messages.html' %}"

    error = render(source, messages=[{"level_tag": "error", "message": "<b>No</b>"}])
    success = render(source, messages=[{"level_tag": "success", "message": "Sent."}], oob=True)

    assert "data-dismiss" not in error and "&lt;b&gt;No" in error
    assert "data-dismiss" in success and 'hx-swap-oob="true"' in success


@pytest.mark.django_db
def test_the_style_guide_shows_every_component(sign_in: SignIn, viewer: Operator) -> None:
    response = sign_in(viewer).get(reverse("ui:styleguide"))

    assert response.status_code == 200
    assert "onerror=alert(1)&gt;" in response.content.decode()


@pytest.mark.django_db
def test_the_style_guide_is_not_there_in_production(
    sign_in: SignIn, viewer: Operator, settings: Settings
) -> None:
    settings.EMULATOR = False

    assert sign_in(viewer).get(reverse("ui:styleguide")).status_code == 404


@pytest.mark.django_db
def test_the_style_guide_asks_anonymous_to_sign_in(client: Client) -> None:
    response = client.get(reverse("ui:styleguide"))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))
