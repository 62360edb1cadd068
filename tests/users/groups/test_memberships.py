"""The groups of one user, and the role that wins among them."""

from typing import Any

import pytest
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget
from console.emulator import faults, world
from console.emulator.factories import find_pool
from tests.conftest import SignIn

ROLE = "arn:aws:iam::123456789012:role/"


@pytest.fixture
def user_url(users_url: str, ana: str) -> str:
    return f"{users_url}{ana}/"


@pytest.fixture
def url(user_url: str, pool_id: str) -> str:
    world.make_group(pool_id, "writers")
    return f"{user_url}groups/"


def groups_of(pool_id: str, sub: str) -> set[str]:
    return {group.group_name for group in find_pool(pool_id).users[sub].groups}


def ticked(console: Client, url: str, *groups: str) -> dict[str, Any]:
    form = console.get(url).context["form"]
    return {"groups": groups, "baseline": form["baseline"].value()}


def test_all_groups_are_shown_and_those_of_the_user_are_ticked(console: Client, url: str) -> None:
    with budget.counted() as calls:
        page = console.get(url)
    form = page.context["form"]
    assert [name for name, _ in form.fields["groups"].choices] == ["editors", "readers", "writers"]
    assert sorted(form["groups"].value()) == ["editors", "readers"]
    assert sorted(calls) == ["AdminListGroupsForUser", "DescribeUserPool", "ListGroups", "ListUsers"]


def test_only_what_was_ticked_or_cleared_is_changed(
    console: Client, url: str, ana: str, pool_id: str
) -> None:
    sent = ticked(console, url, "readers", "writers")
    with budget.counted() as calls:
        page = console.post(url, sent, follow=True)
    assert [call for call in calls if call.startswith(("AdminAdd", "AdminRemove"))] == [
        "AdminAddUserToGroup",
        "AdminRemoveUserFromGroup",
    ]
    assert groups_of(pool_id, ana) == {"readers", "writers"}
    assert "The groups of Ana López were changed" in page.text
    done = Entry.objects.filter(outcome="done").order_by("number").values_list("action", flat=True)
    assert list(done) == ["add_members", "remove_members"]


def test_what_somebody_else_did_meanwhile_stays(console: Client, url: str, ana: str, pool_id: str) -> None:
    sent = ticked(console, url, "editors")
    pool = find_pool(pool_id)
    pool.groups["writers"].users.add(pool.users[ana])
    pool.users[ana].groups.add(pool.groups["writers"])
    console.post(url, sent)
    assert groups_of(pool_id, ana) == {"editors", "writers"}


def test_nothing_to_change_is_said(console: Client, url: str) -> None:
    page = console.post(url, ticked(console, url, "editors", "readers"), follow=True)
    assert "Nothing was to be changed" in page.text


def test_a_group_that_refuses_is_told_by_name(console: Client, url: str) -> None:
    sent = ticked(console, url, "editors", "readers", "writers")
    faults.fail_next("AdminAddUserToGroup", error="LimitExceededException", message="100 groups")
    page = console.post(url, sent)
    assert page.status_code == 200
    assert all(words in page.text for words in ("writers", "Refused", "100 groups"))


def test_a_form_without_its_baseline_changes_nothing(
    console: Client, url: str, ana: str, pool_id: str
) -> None:
    page = console.post(url, {"groups": [], "baseline": "forged"})
    assert page.status_code == 422
    assert groups_of(pool_id, ana) == {"editors", "readers"}


def test_groups_that_are_not_listed_can_be_typed(console: Client, url: str, ana: str, pool_id: str) -> None:
    for number in range(300):
        world.make_group(pool_id, f"group-{number:03}")
    sent = ticked(console, url, "editors", "readers") | {"others": "group-299\ngroup-299\n"}
    console.post(url, sent)
    assert "group-299" in groups_of(pool_id, ana)


def test_a_pool_without_groups_leads_to_making_one(console: Client, users_url: str, pool_id: str) -> None:
    sub = world.make_user(pool_id, "zoe@example.com")
    assert "no groups yet" in console.get(f"{users_url}{sub}/groups/").text


def test_who_may(sign_in: SignIn, helpdesk: Operator, stranger: Operator, console: Client, url: str) -> None:
    assert sign_in(helpdesk).get(url).status_code == 403
    assert sign_in(stranger).get(url).status_code == 404
    assert Client().get(url).status_code == 302
    assert console.delete(url).status_code == 405


def test_a_user_or_a_list_that_cannot_be_read_is_a_page(console: Client, url: str) -> None:
    faults.fail_next("AdminListGroupsForUser", error="AccessDeniedException")
    assert console.get(url).status_code == 502


# On the user's page


def test_the_page_tells_the_role_that_wins_and_leads_to_the_groups(
    console: Client, user_url: str, pool_id: str
) -> None:
    page = console.get(user_url).text
    assert "Preferred role" in page
    assert f"/pools/embedded/{pool_id}/groups/named/editors/" in page
    assert f'href="{user_url}groups/"' in page


def test_the_page_tells_a_tie(console: Client, user_url: str, ana: str, pool_id: str) -> None:
    pool = find_pool(pool_id)
    pool.groups["readers"].update(None, f"{ROLE}readers", 5)
    assert "No preferred role" in console.get(user_url).text


def test_the_page_tells_which_groups_were_passed_over(console: Client, user_url: str, pool_id: str) -> None:
    find_pool(pool_id).groups["readers"].update(None, None, 0)
    assert "outranks that but names no role" in console.get(user_url).text


def test_precedence_nought_is_shown_as_a_number(console: Client, user_url: str, pool_id: str) -> None:
    find_pool(pool_id).groups["editors"].update(None, None, 0)
    assert 'data-label="Precedence" class="number">0</td>' in console.get(user_url).text


def test_help_desks_see_no_button(sign_in: SignIn, helpdesk: Operator, user_url: str) -> None:
    assert f"{user_url}groups/" not in sign_in(helpdesk).get(user_url).text


def test_the_invite_form_leads_to_the_groups(console: Client, users_url: str, pool_id: str) -> None:
    page = console.get(f"{users_url}invite/", {"groups": "1"}).text
    assert f'<a href="/pools/embedded/{pool_id}/groups/">' in page
