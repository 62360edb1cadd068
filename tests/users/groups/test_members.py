"""Members of a group: paging, adding, removing, and who is in one group but not in another."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget
from console.emulator import faults, world
from console.emulator.factories import find_pool
from tests.conftest import SignIn
from tests.pages import people_in
from tests.users.conftest import boxes
from users.gateway import Person
from users.groups.member_forms import sealed


@pytest.fixture
def url(pool_id: str) -> str:
    world.make_group(pool_id, "editors")
    return f"/pools/embedded/{pool_id}/groups/named/editors/"


def people(pool_id: str, *names: str, group: str = "") -> list[str]:
    """People by these names, in a group; their subs."""
    groups = [group] if group else []
    return [
        world.make_user(pool_id, f"{name}@example.com", attributes={"name": name.title()}, groups=groups)
        for name in names
    ]


def members(pool_id: str, group: str = "editors") -> set[str]:
    return {user.id for user in find_pool(pool_id).groups[group].users}


def rows(page: Any) -> list[tuple[str, str]]:
    return [(each.person.label, each.outcome) for each in page.context["results"]]


# Paging


def test_members_are_paged_there_and_back(console: Client, url: str, pool_id: str) -> None:
    names = [f"p{number:03}" for number in range(130)]
    people(pool_id, *names, group="editors")
    pages = [console.get(url)]
    while pages[-1].context["listing"].next:
        pages.append(console.get(pages[-1].context["listing"].next))
    assert [name for page in pages for name in people_in(page.text)] == [name.title() for name in names]
    assert pages[1].context["listing"].previous == f"{url}?"[:-1]
    assert "More than 60 people lose it" in pages[0].text


def test_a_page_of_members_comes_as_a_region(console: Client, url: str) -> None:
    page = console.get(url, headers={"HX-Request": "true", "HX-Target": "members"})
    assert page.text.lstrip().startswith('<section id="members"')


def test_a_list_that_expired_starts_again(console: Client, url: str, pool_id: str) -> None:
    people(pool_id, "ana", group="editors")
    page = console.get(url, {"page": "2", "token": "expired"})
    assert "The list starts again" in page.text
    assert people_in(page.text) == ["Ana"]


def test_viewers_see_members_masked(sign_in: SignIn, viewer: Operator, url: str, pool_id: str) -> None:
    people(pool_id, "ana", group="editors")
    people(pool_id, "ben")
    world.make_group(pool_id, "readers")
    for address in (url, f"{url}compare/?other=readers"):
        page = sign_in(viewer).get(address).text
        assert "ana@example.com" not in page
        assert "A•••" in page


def test_columns_can_be_chosen_and_are_remembered_for_all_groups(
    console: Client, url: str, pool_id: str
) -> None:
    people(pool_id, "ana", group="editors")
    assert "ana@example.com" not in console.get(url, {"columns": "username"}).text
    assert "ana@example.com" not in console.get(url).text


# Adding


def test_the_page_finds_people_and_keeps_those_chosen(console: Client, url: str, pool_id: str) -> None:
    ana, ben, _ = people(pool_id, "ana", "ben", "cleo")
    page = console.post(f"{url}add/", {"step": "search", "q": "be", "who": boxes(pool_id, ana)})
    assert [each.person.label for each in page.context["choice"].chosen] == ["User 0"]
    assert [each.person.label for each in page.context["choice"].found] == ["Ben"]
    assert len(re.findall(r'name="who" value="[^"]*" checked', page.text)) == 1


def test_typing_costs_one_call_and_answers_with_the_region(console: Client, url: str, pool_id: str) -> None:
    people(pool_id, "ana")
    htmx = {"HX-Request": "true", "HX-Target": "people"}
    with budget.counted() as calls:
        page = console.post(f"{url}add/", {"q": "an", "by": "email"}, headers=htmx)
    assert calls == ["ListUsers"]
    assert page.text.lstrip().startswith('<div id="people"')
    with budget.counted() as calls:
        console.get(f"{url}add/")
    assert sorted(calls) == ["DescribeUserPool", "GetGroup", "ListUsers"]


def test_whoever_is_chosen_is_not_found_again(console: Client, url: str, pool_id: str) -> None:
    [ana] = people(pool_id, "ana")
    page = console.post(f"{url}add/", {"who": boxes(pool_id, ana)})
    assert page.context["choice"].found == []


def test_a_search_goes_on_to_more_people(console: Client, url: str, pool_id: str) -> None:
    people(pool_id, *(f"p{number:02}" for number in range(61)))
    first = console.get(f"{url}add/").context["choice"]
    more = console.post(f"{url}add/", {"token": first.next_token}).context["choice"]
    assert [each.person.label for each in more.found] == ["P60"]
    expired = console.post(f"{url}add/", {"token": "expired"}).context["choice"]
    assert (expired.restarted, len(expired.found)) == (True, 60)


def test_several_people_are_added_with_an_outcome_each(console: Client, url: str, pool_id: str) -> None:
    ana, ben = people(pool_id, "ana", "ben")
    gone = boxes(pool_id, ben)
    del find_pool(pool_id).users[ben]
    with budget.counted() as calls:
        page = console.post(f"{url}add/", {"step": "add", "who": [*boxes(pool_id, ana), *gone]})
    assert calls.count("AdminAddUserToGroup") == 2
    assert [outcome for _, outcome in rows(page)] == ["done", "refused"]
    assert "1 person is in" in page.text
    assert members(pool_id) == {ana}
    done = Entry.objects.get(action="add_members", outcome="done")
    assert (done.target_id, done.details) == (ana, {"group": "editors"})


def test_a_tick_is_needed(console: Client, url: str) -> None:
    page = console.post(f"{url}add/", {"step": "add"})
    assert page.status_code == 422
    assert "Tick the people first" in page.text


def test_boxes_of_another_pool_or_made_up_are_not_believed(console: Client, url: str, pool_id: str) -> None:
    [ana] = people(pool_id, "ana")
    other = sealed(Person(sub=ana, username=ana, label="Ana"), "us-east-1_other")
    for value in (other, "made-up", ana):
        with budget.counted() as calls:
            page = console.post(f"{url}add/", {"step": "add", "who": [value]})
        assert page.status_code == 422
        assert "open for too long" in page.text
        assert "AdminAddUserToGroup" not in calls


def test_more_than_a_page_at_once_is_refused(console: Client, url: str, pool_id: str) -> None:
    values = [sealed(Person(sub=str(n), username=str(n), label=str(n)), pool_id) for n in range(61)]
    assert "at most 60" in console.post(f"{url}add/", {"step": "add", "who": values}).text


@pytest.mark.parametrize(("applied", "outcome"), [(True, "done"), (False, "unknown")])
def test_without_a_clear_answer_the_groups_of_the_user_are_read(
    console: Client, url: str, pool_id: str, applied: bool, outcome: str
) -> None:
    [ana] = people(pool_id, "ana")
    faults.fail_next("AdminAddUserToGroup", drop=True, applied=applied)
    with budget.counted() as calls:
        page = console.post(f"{url}add/", {"step": "add", "who": boxes(pool_id, ana)})
    assert calls.count("AdminAddUserToGroup") == calls.count("AdminListGroupsForUser") == 1
    assert rows(page) == [("User 0", outcome)]
    assert ("it was done" if applied else "nothing has changed") in page.text


def test_what_everybody_would_meet_stops_the_rest_which_can_go_on(
    console: Client, url: str, pool_id: str
) -> None:
    ana, ben, cleo = people(pool_id, "ana", "ben", "cleo")
    faults.fail_next("AdminAddUserToGroup", error="AccessDeniedException")
    page = console.post(f"{url}add/", {"step": "add", "who": boxes(pool_id, ana, ben, cleo)})
    assert [outcome for _, outcome in rows(page)] == ["refused", "not tried", "not tried"]
    assert "Stopped early" in page.text
    left = [value for _, value in page.context["not_tried"]]
    console.post(f"{url}add/", {"step": "add", "who": left})
    assert members(pool_id) == {ben, cleo}


def test_people_are_added_at_a_modest_rate(
    console: Client, url: str, pool_id: str, settings: Settings
) -> None:
    settings.MEMBERSHIPS_PER_SECOND = 4
    subs = people(pool_id, "ana", "ben", "cleo")
    with faults.recording():
        begun = console.post(f"{url}add/", {"step": "add", "who": boxes(pool_id, *subs)})
    assert begun.status_code == 200
    moments = Entry.objects.filter(action="add_members", outcome="asked").values_list("at", flat=True)
    # Half a second, less what the first entry may have waited for the database.
    assert (max(moments) - min(moments)).total_seconds() >= 0.4


# Removing


def test_people_are_removed_once_that_is_confirmed(console: Client, url: str, pool_id: str) -> None:
    ana, ben = people(pool_id, "ana", "ben", group="editors")
    with budget.counted() as calls:
        page = console.post(f"{url}remove/", {"who": boxes(pool_id, ana)})
    assert "Remove 1 person from" in page.text
    assert "AdminRemoveUserFromGroup" not in calls
    page = console.post(f"{url}remove/", {"who": boxes(pool_id, ana), "step": "remove"})
    assert "no longer in" in page.text
    assert members(pool_id) == {ben}
    assert Entry.objects.get(action="remove_members", outcome="done").details == {"group": "editors"}


def test_nobody_selected_removes_nobody(console: Client, url: str) -> None:
    page = console.post(f"{url}remove/", {"step": "remove"})
    assert (page.status_code, "Tick the people first" in page.text) == (422, True)


# Comparing


@pytest.fixture
def both(pool_id: str, url: str) -> list[str]:
    ana, ben, cleo = people(pool_id, "ana", "ben", "cleo", group="editors")
    world.make_group(pool_id, "readers")
    for sub in (ben, *people(pool_id, "dan")):
        find_pool(pool_id).groups["readers"].users.add(find_pool(pool_id).users[sub])
    return [ana, ben, cleo]


def test_in_this_group_but_not_in_that(console: Client, url: str, both: list[str]) -> None:
    with budget.counted() as calls:
        page = console.get(f"{url}compare/", {"other": "readers"})
    assert people_in(page.text) == ["Ana", "Cleo"]
    assert page.context["comparison"].shared == 1
    assert sorted(calls) == ["DescribeUserPool", "ListGroups", "ListUsersInGroup", "ListUsersInGroup"]


def test_without_a_second_group_one_is_asked_for(console: Client, url: str, both: list[str]) -> None:
    page = console.get(f"{url}compare/")
    assert page.status_code == 200
    assert re.findall(r'<option value="([^"]*)"', page.text) == ["readers"]
    assert console.get(f"{url}compare/", {"other": "nowhere"}).status_code == 422


def test_a_pool_with_one_group_has_nothing_to_compare(console: Client, url: str) -> None:
    assert "There is no other group" in console.get(f"{url}compare/").text


def test_a_comparison_that_was_cut_says_so(console: Client, url: str, pool_id: str) -> None:
    world.make_group(pool_id, "readers")
    people(pool_id, *(f"p{number:03}" for number in range(601)), group="editors")
    page = console.get(f"{url}compare/", {"other": "readers"}).text
    assert "Not all of this group was read" in page
    readers = f"/pools/embedded/{pool_id}/groups/named/readers/compare/"
    page = console.get(readers, {"other": "editors"}).text
    assert "Not all of the other group was read" in page


def test_the_difference_can_be_evened_out(console: Client, url: str, pool_id: str, both: list[str]) -> None:
    page = console.get(f"{url}compare/", {"other": "readers"}).text
    values = [unescape(value) for value in re.findall(r'name="who" value="([^"]*)"', page)]
    target = unescape(re.findall(r'id="select-people" action="([^"]*)"', page)[0])
    console.post(target, {"step": "add", "who": values})
    assert set(both) <= members(pool_id, "readers")


# Who may


def test_others_may_not(sign_in: SignIn, helpdesk: Operator, stranger: Operator, url: str) -> None:
    for action, method in (("add", "get"), ("add", "post"), ("remove", "post")):
        assert getattr(sign_in(helpdesk), method)(f"{url}{action}/").status_code == 403
        assert getattr(sign_in(stranger), method)(f"{url}{action}/").status_code == 404
        assert getattr(Client(), method)(f"{url}{action}/").status_code == 302
    assert sign_in(helpdesk).get(f"{url}remove/").status_code == 405
    assert sign_in(helpdesk).get(f"{url}compare/").status_code == 200


def test_a_group_that_is_gone_is_not_added_to(console: Client, pool_id: str, url: str) -> None:
    assert console.get(url.replace("editors", "nowhere") + "add/").status_code == 404


def test_a_refused_search_is_told(console: Client, url: str) -> None:
    faults.fail_next("ListUsers", error="AccessDeniedException")
    assert console.get(f"{url}add/").status_code == 502
