"""Renaming a group and taking its role or precedence away, with its members, whatever happens on the way."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget
from console.emulator import faults, world
from console.emulator.factories import find_pool
from tests.conftest import SignIn, prove
from users.groups.recreating.models import GroupRecreation, RecreatedMember, Step

pytestmark = pytest.mark.long

ROLE = "arn:aws:iam::123456789012:role/editors"
State = RecreatedMember.State
HTMX = {"HX-Request": "true", "HX-Target": "recreation"}


@pytest.fixture
def url(pool_id: str) -> str:
    world.make_group(pool_id, "editors", precedence=5, role_arn=ROLE, description="Write")
    return f"/pools/embedded/{pool_id}/groups/named/editors/recreate/"


@pytest.fixture
def subs(pool_id: str, url: str) -> list[str]:
    """Three members."""
    return [world.make_user(pool_id, f"{name}@example.com", groups=["editors"]) for name in ("a", "b", "c")]


def asked(console: Client, url: str, **changes: str) -> dict[str, str]:
    """The form as it comes, with some changes, and the name typed."""
    form = console.get(url).context["form"]
    shown = {name: str(form[name].value() or "") for name in form.fields}
    return shown | {"typed": "editors"} | changes


def begin(console: Client, url: str, **changes: str) -> str:
    """Begin; the address of the work."""
    answer = console.post(url, asked(console, url, **changes))
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer["Location"])


def rename(console: Client, url: str) -> str:
    return begin(console, url, name="authors")


def clear(console: Client, url: str) -> str:
    return begin(console, url, role_arn="", precedence="")


def work() -> GroupRecreation:
    return GroupRecreation.objects.get()


def groups(pool_id: str) -> dict[str, set[str]]:
    return {name: {user.id for user in group.users} for name, group in find_pool(pool_id).groups.items()}


def states() -> list[str]:
    return list(work().members.values_list("state", flat=True))


def leave(pool_id: str, sub: str, group: str) -> None:
    pool = find_pool(pool_id)
    pool.groups[group].users.discard(pool.users[sub])
    pool.users[sub].groups.discard(pool.groups[group])


def join(pool_id: str, sub: str, group: str) -> None:
    pool = find_pool(pool_id)
    pool.groups[group].users.add(pool.users[sub])
    pool.users[sub].groups.add(pool.groups[group])


def put(step: Step, **facts: Any) -> None:
    """As if a server had died just there."""
    GroupRecreation.objects.update(step=step, token="", **facts)


# Asking


def test_the_page_says_both_roads_and_asks_for_the_name(console: Client, url: str) -> None:
    page = console.get(url).text
    assert all(words in page for words in ("The list of members is saved", "Type the present name"))
    wrong = console.post(url, asked(console, url, name="authors", typed="wrong"))
    assert (wrong.status_code, GroupRecreation.objects.count()) == (422, 0)


def test_what_can_be_edited_needs_no_new_group(console: Client, url: str) -> None:
    page = console.post(url, asked(console, url, description="other", precedence="6"))
    assert page.status_code == 422
    assert "need not be made anew" in page.text


def test_a_name_that_is_taken_is_refused(console: Client, url: str, pool_id: str) -> None:
    world.make_group(pool_id, "authors")
    page = console.post(url, asked(console, url, name="authors"))
    assert "exists already" in page.context["form"].errors["name"][0]


def test_a_group_that_changed_after_the_question_is_asked_about_again(
    console: Client, url: str, pool_id: str
) -> None:
    sent = asked(console, url, name="authors")
    find_pool(pool_id).groups["editors"].update("other", None, None)
    assert console.post(url, sent).status_code == 409


def test_beginning_asks_for_a_recent_proof_and_sends_nothing_yet(
    console: Client, url: str, administrator: Operator
) -> None:
    with faults.recording() as calls:
        rename(console, url)
    assert {call.operation for call in calls} == {"GetGroup", "ListUsersInGroup", "DescribeUserPool"}
    GroupRecreation.objects.all().delete()
    prove(console, administrator, ago=3600)
    assert console.get(url)["Location"].startswith("/accounts/")


def test_a_group_is_made_anew_once_at_a_time(console: Client, url: str) -> None:
    address = rename(console, url)
    assert console.get(url)["Location"] == address
    with pytest.raises(IntegrityError):
        GroupRecreation.objects.create(
            connection="embedded", pool_id=work().pool_id, group="editors", new_name="x", before={}, after={}
        )


# The two roads


def test_renaming_moves_everybody_and_deletes_the_old_group_last(
    console: Client, url: str, subs: list[str], pool_id: str
) -> None:
    address = rename(console, url)
    with faults.recording() as calls:
        page = console.post(address, follow=True)
    assert "3 of 3 members are in authors; editors is deleted" in page.text
    assert groups(pool_id) == {"authors": set(subs)}
    made = find_pool(pool_id).groups["authors"]
    assert (made.description, made.precedence, made.role_arn) == ("Write", 5, ROLE)
    writes = [call.operation for call in calls if not call.operation.startswith(("List", "Get", "Describe"))]
    assert writes == ["CreateGroup", *["AdminAddUserToGroup"] * 3, "DeleteGroup"]
    done = Entry.objects.filter(action="recreate_group", outcome="done")
    assert done.count() == 5
    assert states() == [State.ADDED] * 3


def test_taking_the_role_and_precedence_away_keeps_name_and_members(
    console: Client, url: str, subs: list[str], pool_id: str
) -> None:
    page = console.post(clear(console, url), follow=True)
    assert "3 of 3 members are in editors again" in page.text
    assert groups(pool_id) == {"editors": set(subs)}
    made = find_pool(pool_id).groups["editors"]
    assert (made.description, made.precedence, made.role_arn) == ("Write", None, None)
    assert work().is_done


def test_an_empty_group_is_made_anew_too(console: Client, url: str, pool_id: str) -> None:
    console.post(clear(console, url))
    assert (work().step, groups(pool_id)) == (Step.DONE, {"editors": set()})


@pytest.mark.long
def test_large_groups_are_saved_page_by_page(console: Client, url: str, pool_id: str) -> None:
    for number in range(130):
        world.make_user(pool_id, f"p{number:03}@example.com", groups=["editors"])
    console.post(rename(console, url))
    assert (len(groups(pool_id)["authors"]), work().members.count()) == (130, 130)


@pytest.mark.parametrize("road", [rename, clear])
def test_the_smallest_portions_come_to_the_same_end(
    console: Client, url: str, subs: list[str], pool_id: str, settings: Settings, road: Any
) -> None:
    settings.SLICE_SECONDS = 0.0
    address = road(console, url)
    seen = []
    while not work().is_done:
        seen.append(work().step)
        assert console.get(address).status_code == 200
        console.post(address)
    assert seen == [step for step in work().steps[:-1] for _ in range(4 if step == Step.ADD else 1)]
    assert groups(pool_id) == {work().new_name: set(subs)}


# The page


def test_the_page_goes_on_by_itself_and_shows_how_far_it_is(
    console: Client, url: str, subs: list[str]
) -> None:
    address = rename(console, url)
    page = console.get(address).text
    assert 'hx-trigger="load delay:600ms"' in page
    assert "Nothing has been changed yet" in page
    with budget.counted() as calls:
        region = console.post(address, headers=HTMX)
    assert region.text.lstrip().startswith('<div id="recreation"')
    assert "hx-trigger" not in region.text
    assert "CreateGroup" in calls


def test_looking_at_it_sends_nothing(console: Client, url: str, subs: list[str]) -> None:
    address = rename(console, url)
    with faults.recording() as calls:
        console.get(address)
    assert {call.operation for call in calls} <= {"DescribeUserPool"}
    assert work().step == Step.SAVE


def test_while_it_goes_on_the_page_lists_exceptions_alone(
    console: Client, url: str, subs: list[str], settings: Settings
) -> None:
    address = rename(console, url)
    settings.SLICE_SECONDS = 0.0
    for _ in range(3):
        console.post(address)
    assert "a@example.com" not in console.get(address).text
    assert "a@example.com" in console.post(address, {"step": "pause"}, follow=True).text


def test_paused_work_waits_for_its_button(console: Client, url: str, subs: list[str]) -> None:
    address = rename(console, url)
    assert "Paused" in console.post(address, {"step": "pause"}, follow=True).text
    console.post(address, headers=HTMX)
    assert work().step == Step.SAVE
    console.post(address, {"step": "go"})
    assert work().is_done


def test_unfinished_work_is_told_on_the_pages_of_the_groups(
    console: Client, sign_in: SignIn, viewer: Operator, url: str
) -> None:
    address = rename(console, url)
    group_url = url.removesuffix("recreate/")
    for page in (group_url, group_url.removesuffix("named/editors/")):
        assert address in console.get(page).text
        assert address not in sign_in(viewer).get(page).text


def test_the_report_names_everybody_and_is_paged(console: Client, url: str, pool_id: str) -> None:
    for number in range(61):
        world.make_user(pool_id, f"p{number:02}@example.com", groups=["editors"])
    address = rename(console, url)
    console.post(address)
    page = console.get(address)
    assert "Page 1 of 2" in page.text
    assert "p60@example.com" in console.get(address, {"page": "2"}).text


def test_the_list_is_forgotten_on_request(console: Client, url: str, subs: list[str], pool_id: str) -> None:
    address = rename(console, url)
    assert "The work is not done" in console.get(f"{address}forget/").text
    console.post(address)
    page = console.post(f"{address}forget/", follow=True)
    assert "is forgotten" in page.text
    assert (GroupRecreation.objects.count(), RecreatedMember.objects.count()) == (0, 0)
    assert groups(pool_id) == {"authors": set(subs)}


# What goes wrong


def test_a_refused_member_keeps_the_old_group_until_somebody_decides(
    console: Client, url: str, subs: list[str], pool_id: str
) -> None:
    address = rename(console, url)
    faults.fail_next("AdminAddUserToGroup", error="LimitExceededException", message="100 groups")
    page = console.post(address, follow=True)
    assert work().step == Step.DECIDE
    assert all(words in page.text for words in ("decide", "100 groups", "2 of 3 are in authors too"))
    assert groups(pool_id) == {"editors": set(subs), "authors": set(subs[1:])}
    console.post(address, {"step": "again"})
    assert groups(pool_id) == {"authors": set(subs)}


@pytest.mark.parametrize(("step", "left"), [("remove", {"authors"}), ("keep", {"editors", "authors"})])
def test_the_decision_is_the_operators(
    console: Client, url: str, subs: list[str], pool_id: str, step: str, left: set[str]
) -> None:
    address = rename(console, url)
    faults.fail_next("AdminAddUserToGroup", error="LimitExceededException")
    console.post(address)
    page = console.post(address, {"step": step}, follow=True)
    assert set(groups(pool_id)) == left
    assert "Done, but not for everybody" in page.text


def test_groups_that_were_both_kept_stay_when_somebody_is_tried_again(
    console: Client, url: str, subs: list[str], pool_id: str
) -> None:
    address = rename(console, url)
    faults.fail_next("AdminAddUserToGroup", error="LimitExceededException")
    console.post(address)
    console.post(address, {"step": "keep"})
    console.post(address, {"step": "again"})
    assert groups(pool_id) == {"editors": set(subs), "authors": set(subs)}


def test_who_could_not_be_added_again_is_named(
    console: Client, url: str, subs: list[str], pool_id: str
) -> None:
    address = clear(console, url)
    faults.fail_next("AdminAddUserToGroup", error="LimitExceededException", message="100 groups")
    page = console.post(address, follow=True)
    assert "2 of 3 members are in editors again" in page.text
    assert "a@example.com" in page.text
    console.post(address, {"step": "again"})
    assert groups(pool_id) == {"editors": set(subs)}


def test_somebody_deleted_meanwhile_is_no_obstacle(
    console: Client, url: str, subs: list[str], pool_id: str
) -> None:
    address = rename(console, url)
    faults.fail_next("AdminAddUserToGroup", error="UserNotFoundException")
    console.post(address)
    assert states() == [State.GONE, State.ADDED, State.ADDED]
    assert work().is_done


@pytest.mark.parametrize(
    "operation", ["ListUsersInGroup", "CreateGroup", "AdminAddUserToGroup", "DeleteGroup"]
)
@pytest.mark.parametrize("road", [rename, clear])
def test_a_refusal_stops_the_work_which_can_then_go_on(
    console: Client, url: str, subs: list[str], pool_id: str, operation: str, road: Any
) -> None:
    address = road(console, url)
    faults.fail_next(operation, error="AccessDeniedException")
    page = console.post(address, follow=True).text
    assert "It did not go on" in page
    assert "AWS role may not do this" in page
    assert "hx-trigger" not in page
    assert "It did not go on" not in console.post(address, {"step": "go"}, follow=True).text
    assert groups(pool_id) == {work().new_name: set(subs)}


def test_a_busy_cognito_is_waited_for(console: Client, url: str, subs: list[str]) -> None:
    address = rename(console, url)
    faults.fail_next("CreateGroup", error="TooManyRequestsException")
    page = console.post(address, follow=True).text
    assert 'hx-trigger="load delay:10s"' in page
    assert "tried again in a moment" in page
    console.post(address, headers=HTMX)
    assert work().is_done


@pytest.mark.parametrize("operation", ["CreateGroup", "AdminAddUserToGroup", "DeleteGroup"])
@pytest.mark.parametrize("applied", [True, False])
@pytest.mark.parametrize("road", [rename, clear])
def test_without_a_clear_answer_nobody_is_lost(
    console: Client, url: str, subs: list[str], pool_id: str, operation: str, applied: bool, road: Any
) -> None:
    address = road(console, url)
    faults.fail_next(operation, drop=True, applied=applied)
    for _ in range(3):
        console.post(address, {"step": "go"})
    assert work().is_done
    assert groups(pool_id) == {work().new_name: set(subs)}


def test_an_unclear_answer_about_a_member_is_settled_by_the_list(
    console: Client, url: str, subs: list[str], pool_id: str
) -> None:
    address = rename(console, url)
    faults.fail_next("AdminAddUserToGroup", drop=True)
    with faults.recording() as calls:
        console.post(address)
    assert [call.operation for call in calls].count("AdminAddUserToGroup") == 4
    assert states() == [State.ADDED] * 3


def test_somebody_who_never_shows_in_the_new_group_is_reported(
    console: Client, url: str, subs: list[str]
) -> None:
    address = rename(console, url)
    console.post(address, {"step": "pause"})
    # The list of the old group is read, then four times a new group in which nobody is.
    for body in (None, *['{"Users": []}'] * 4):
        faults.fail_next("ListUsersInGroup", delay_seconds=0, body=body)
    console.post(address, {"step": "go"})
    assert states() == [State.REFUSED] * 3
    assert work().step == Step.DECIDE


# Servers that die, and people who act meanwhile


@pytest.mark.parametrize("step", [Step.SAVE, Step.CREATE, Step.ADD, Step.VERIFY, Step.CATCH_UP, Step.REMOVE])
def test_renaming_goes_on_wherever_it_was_left(
    console: Client, url: str, subs: list[str], pool_id: str, step: Step
) -> None:
    address = rename(console, url)
    faults.fail_next("DeleteGroup", error="AccessDeniedException")
    console.post(address)
    put(step, leased_until=timezone.now() - timedelta(seconds=1))
    console.post(address)
    assert (work().step, groups(pool_id)) == (Step.DONE, {"authors": set(subs)})


def test_a_group_that_was_deleted_before_the_server_died_is_made_again_from_the_list(
    console: Client, url: str, subs: list[str], pool_id: str
) -> None:
    address = clear(console, url)
    faults.fail_next("CreateGroup", error="AccessDeniedException")
    console.post(address)
    assert groups(pool_id) == {}
    # As if nobody had heard the end of the deletion, and a long time had passed.
    put(Step.DELETE, progressed_at=timezone.now() - timedelta(hours=1))
    console.post(address)
    assert groups(pool_id) == {"editors": set(subs)}
    assert work().is_done


def test_a_group_made_again_by_others_meanwhile_does_not_replace_the_list(
    console: Client, url: str, subs: list[str], pool_id: str
) -> None:
    address = clear(console, url)
    faults.fail_next("CreateGroup", error="AccessDeniedException")
    console.post(address)
    newcomer = world.make_user(pool_id, "d@example.com", groups=["editors"])
    put(Step.DELETE, progressed_at=timezone.now() - timedelta(hours=1))
    console.post(address)
    assert groups(pool_id) == {"editors": {*subs, newcomer}}


def test_a_list_that_is_old_is_read_again_before_the_group_is_deleted(
    console: Client, url: str, subs: list[str], pool_id: str
) -> None:
    address = clear(console, url)
    faults.fail_next("DeleteGroup", error="AccessDeniedException")
    console.post(address)
    newcomer = world.make_user(pool_id, "d@example.com", groups=["editors"])
    leave(pool_id, subs[0], "editors")
    GroupRecreation.objects.update(progressed_at=timezone.now() - timedelta(hours=1), delete_sent=False)
    console.post(address)
    assert groups(pool_id) == {"editors": {*subs[1:], newcomer}}


def test_who_joins_the_old_group_meanwhile_comes_along(
    console: Client, url: str, subs: list[str], pool_id: str
) -> None:
    address = rename(console, url)
    faults.fail_next("DeleteGroup", error="AccessDeniedException")
    console.post(address)
    newcomer = world.make_user(pool_id, "d@example.com", groups=["editors"])
    put(Step.CATCH_UP)
    console.post(address)
    assert groups(pool_id) == {"authors": {*subs, newcomer}}


def test_who_leaves_the_old_group_meanwhile_is_told(
    console: Client, url: str, subs: list[str], pool_id: str
) -> None:
    address = rename(console, url)
    faults.fail_next("DeleteGroup", error="AccessDeniedException")
    console.post(address)
    leave(pool_id, subs[0], "editors")
    put(Step.CATCH_UP)
    page = console.post(address, follow=True).text
    assert work().step == Step.DECIDE
    assert "Taken out of" in page
    assert "editors" in groups(pool_id)


def test_an_old_group_that_somebody_else_deletes_is_no_obstacle(
    console: Client, url: str, subs: list[str], pool_id: str
) -> None:
    address = rename(console, url)
    faults.fail_next("DeleteGroup", error="AccessDeniedException")
    console.post(address)
    for sub in subs:
        leave(pool_id, sub, "editors")
    del find_pool(pool_id).groups["editors"]
    put(Step.CATCH_UP)
    console.post(address)
    assert (work().step, groups(pool_id)) == (Step.DONE, {"authors": set(subs)})


def test_a_list_whose_page_expired_is_read_from_its_start(
    console: Client, url: str, subs: list[str], pool_id: str
) -> None:
    address = rename(console, url)
    GroupRecreation.objects.update(token="expired")
    console.post(address)
    assert groups(pool_id) == {"authors": set(subs)}


def test_another_group_of_the_new_name_is_not_taken_over(
    console: Client, url: str, subs: list[str], pool_id: str
) -> None:
    address = rename(console, url)
    world.make_group(pool_id, "authors", description="Somebody else's")
    page = console.post(address, follow=True).text
    assert "exists already" in page
    assert groups(pool_id) == {"editors": set(subs), "authors": set()}


def test_two_windows_do_not_work_at_the_same_time(console: Client, url: str, subs: list[str]) -> None:
    address = rename(console, url)
    GroupRecreation.objects.update(leased_until=timezone.now() + timedelta(seconds=30))
    with faults.recording() as calls:
        page = console.post(address, follow=True)
        busy = console.post(f"{address}forget/", follow=True)
    assert "working on this just now" in page.text
    assert "working on this just now" in busy.text
    assert {call.operation for call in calls} <= {"DescribeUserPool"}
    assert GroupRecreation.objects.count() == 1


# Who may


def test_others_may_not(
    sign_in: SignIn, console: Client, helpdesk: Operator, stranger: Operator, url: str
) -> None:
    address = rename(console, url)
    for page in (url, address, f"{address}forget/"):
        assert sign_in(helpdesk).post(page).status_code == 403
        assert sign_in(stranger).post(page).status_code == 404
        assert Client().post(page).status_code == 302
        assert console.delete(page).status_code == 405
    assert work().step == Step.SAVE


def test_the_work_of_another_pool_is_not_found(console: Client, url: str, pool_id: str) -> None:
    address = rename(console, url)
    other = world.make_pool("Other")
    assert console.get(address.replace(pool_id, other)).status_code == 404
