"""The groups of a pool: their order, one of them, making, editing and deleting them."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry, Outcome
from console.cognito import budget
from console.emulator import faults, world
from console.emulator.factories import find_pool
from tests.conftest import SignIn, prove
from tests.pages import filled

ROLE = "arn:aws:iam::123456789012:role/"
OUTCOMES = [Outcome.ASKED, Outcome.DONE]


@pytest.fixture
def url(pool_id: str) -> str:
    return f"/pools/embedded/{pool_id}/groups/"


@pytest.fixture
def editors(pool_id: str) -> str:
    world.make_group(
        pool_id, "editors", precedence=5, role_arn=f"{ROLE}editors", description="Write articles"
    )
    return "editors"


@pytest.fixture
def editors_url(url: str, editors: str) -> str:
    return f"{url}named/{editors}/"


def group_of(pool_id: str, name: str = "editors") -> Any:
    return find_pool(pool_id).groups[name]


def names_in(page: str) -> list[str]:
    return re.findall(r'<th scope="row">\s*<a [^>]*><bdi[^>]*>(.*?)</bdi>', page)


def outcomes(action: str) -> list[str]:
    return list(Entry.objects.filter(action=action).order_by("number").values_list("outcome", flat=True))


# The list


def test_groups_are_listed_in_the_order_in_which_they_decide(console: Client, url: str, pool_id: str) -> None:
    for name, precedence in (("last", None), ("tenth", 10), ("first", 0), ("second", 1)):
        world.make_group(pool_id, name, precedence=precedence)
    page = console.get(url)
    assert names_in(page.text) == ["first", "second", "tenth", "last"]
    assert [each.place for each in page.context["listed"].shown] == [1, 2, 3, 4]
    assert re.search(r'data-label="Precedence"[^>]*>0</td>', page.text)


def test_a_list_costs_one_call_and_one_more_on_a_cold_cache(console: Client, url: str, editors: str) -> None:
    with budget.counted() as cold:
        console.get(url)
    with budget.counted() as warm:
        console.get(url)
    assert (sorted(cold), warm) == (["DescribeUserPool", "ListGroups"], ["ListGroups"])


def test_ties_that_silence_the_preferred_role_are_marked(console: Client, url: str, pool_id: str) -> None:
    for name, role in (("one", "a"), ("two", "b"), ("three", "b"), ("four", None)):
        world.make_group(pool_id, name, precedence=7, role_arn=role and ROLE + role)
    page = console.get(url)
    ties = {each.group.name: [tie.name for tie in each.ties] for each in page.context["listed"].standings}
    assert ties == {"four": [], "one": ["three", "two"], "three": ["one"], "two": ["one"]}
    assert "silence each other" in page.text
    assert "This group ties with another" in console.get(f"{url}named/one/").text


def test_groups_that_cognito_keeps_are_labelled(console: Client, url: str, pool_id: str) -> None:
    world.make_group(pool_id, f"{pool_id}_Google")
    assert "Automatic" in console.get(url).text
    assert "Everybody who signs in through" in console.get(f"{url}named/{pool_id}_Google/").text


def test_groups_are_found_by_name_and_description(
    console: Client, url: str, editors: str, pool_id: str
) -> None:
    world.make_group(pool_id, "readers")
    assert names_in(console.get(url, {"q": "ARTICLES"}).text) == ["editors"]
    assert "No group matches" in console.get(url, {"q": "nothing"}).text


def test_the_list_comes_as_a_region(console: Client, url: str, editors: str) -> None:
    page = console.get(url, headers={"HX-Request": "true", "HX-Target": "results"})
    assert page.text.lstrip().startswith('<section id="results"')
    assert "HX-Target" in page["Vary"]


def test_an_empty_pool_says_what_groups_are(sign_in: SignIn, url: str, viewer: Operator) -> None:
    page = sign_in(viewer).get(url).text
    assert "No groups yet" in page
    assert f"{url}create/" not in page


def test_more_groups_than_are_read_at_once_are_reached_and_told(
    console: Client, url: str, pool_id: str
) -> None:
    for number in range(301):
        world.make_group(pool_id, f"group-{number:03}", precedence=301 - number)
    with budget.counted() as calls:
        page = console.get(url)
    assert calls.count("ListGroups") == 5
    assert "the order is that of this part alone" in page.text
    following = console.get(page.context["listed"].next)
    assert names_in(following.text) == ["group-300"]
    assert console.get(url, {"page": "2", "token": "expired"})["Location"] == url


def test_a_refusal_is_a_page_of_its_own(console: Client, url: str) -> None:
    faults.fail_next("ListGroups", error="AccessDeniedException")
    page = console.get(url)
    assert page.status_code == 502
    assert "cognito-idp:ListGroups" in page.text


# One group


def test_a_group_is_shown_with_its_members_and_what_deleting_it_means(
    console: Client, editors_url: str, pool_id: str
) -> None:
    world.make_user(pool_id, "ana@example.com", attributes={"name": "Ana"}, groups=["editors"])
    page = console.get(editors_url).text
    assert all(words in page for words in ("Write articles", "role/editors", "Ana", "1 person loses it"))


def test_a_group_costs_four_calls_at_most(console: Client, editors_url: str) -> None:
    with budget.counted() as cold:
        console.get(editors_url)
    with budget.counted() as warm:
        console.get(editors_url)
    assert sorted(cold) == ["DescribeUserPool", "GetGroup", "ListGroups", "ListUsersInGroup"]
    assert sorted(warm) == ["GetGroup", "ListUsersInGroup"]


def test_a_group_that_is_not_there_has_a_page_that_says_so(console: Client, url: str) -> None:
    assert console.get(f"{url}named/nowhere/").status_code == 404


@pytest.mark.parametrize("name", ["a/b", "create", ".", "..", "50%", "~2F", "größer", "?a=b#c", "<b>"])
def test_a_group_of_any_name_has_a_page(console: Client, url: str, pool_id: str, name: str) -> None:
    world.make_group(pool_id, name)
    [address] = re.findall(r'<th scope="row">\s*<a href="([^"]*)"', console.get(url).text)
    page = console.get(unescape(address))
    assert page.status_code == 200
    assert page.context["profile"].group.name == name


def test_viewers_and_help_desks_read_and_press_nothing(
    sign_in: SignIn, viewer: Operator, helpdesk: Operator, editors_url: str, pool_id: str
) -> None:
    world.make_user(pool_id, "ana.diaz@example.com", groups=["editors"])
    for operator in (viewer, helpdesk):
        page = sign_in(operator).get(editors_url).text
        main = page[page.index("<main") :]
        assert all(word not in main for word in ("Edit", "Delete group", "Add people", 'name="who"'))
    assert "ana.diaz@example.com" not in sign_in(viewer).get(editors_url).text
    assert "ana.diaz@example.com" in sign_in(helpdesk).get(editors_url).text


def test_others_find_nothing(sign_in: SignIn, stranger: Operator, editors_url: str, url: str) -> None:
    for address in (url, editors_url, f"{editors_url}edit/", f"{url}create/"):
        assert "/accounts/login/" in Client().get(address)["Location"]
        assert sign_in(stranger).get(address).status_code == 404


def test_pages_that_only_read_take_no_post(console: Client, url: str, editors_url: str) -> None:
    assert console.post(url).status_code == 405
    assert console.post(editors_url).status_code == 405


# Creating


def test_a_group_is_created_recorded_and_read_back(console: Client, url: str, pool_id: str) -> None:
    sent = {"name": "editors", "description": "Write", "precedence": "0", "role_arn": f"{ROLE}editors"}
    with budget.counted() as calls:
        page = console.post(f"{url}create/", sent, follow=True)
    assert calls[:3] == ["DescribeUserPool", "CreateGroup", "GetGroup"]
    assert page.redirect_chain[-1][0] == f"{url}named/editors/"
    assert "editors was created" in page.text
    assert (group_of(pool_id).precedence, group_of(pool_id).role_arn) == (0, f"{ROLE}editors")
    done = Entry.objects.get(action="create_group", outcome="done")
    assert (done.target_kind, done.target_id, done.operator) == ("group", "editors", "administrator")
    assert done.details["after"]["precedence"] == 0
    assert outcomes("create_group") == OUTCOMES


def test_what_is_empty_is_not_sent(console: Client, url: str, pool_id: str) -> None:
    with faults.recording() as calls:
        console.post(f"{url}create/", {"name": "editors"})
    [sent] = [call for call in calls if call.operation == "CreateGroup"]
    assert sent.keys == ("Description", "GroupName", "UserPoolId")
    assert group_of(pool_id).precedence is None


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "required"),
        ("name", "night shift", "no spaces"),
        ("name", "x" * 129, "at most 128"),
        ("precedence", "-1", "greater than or equal to 0"),
        ("precedence", str(2**31), "less than or equal to"),
        ("precedence", "high", "whole number"),
        ("role_arn", "admin", "20 characters"),
        ("role_arn", "https://example.com/a/role/that/is/none", "not the ARN"),
        ("description", "x" * 2049, "at most 2048"),
    ],
)
def test_what_cognito_would_refuse_is_said_beside_the_field_and_not_sent(
    console: Client, url: str, field: str, value: str, words: str
) -> None:
    with budget.counted() as calls:
        page = console.post(f"{url}create/", {"name": "editors", field: value})
    assert page.status_code == 422
    assert words in " ".join(page.context["form"].errors[field])
    assert "CreateGroup" not in calls


def test_a_name_that_is_taken_is_refused_beside_the_name(console: Client, url: str, editors: str) -> None:
    page = console.post(f"{url}create/", {"name": "editors", "description": "mine"})
    assert page.status_code == 422
    assert "exists already" in page.context["form"].errors["name"][0]
    assert "mine" in page.text
    assert outcomes("create_group") == [Outcome.ASKED, Outcome.REFUSED]


@pytest.mark.parametrize(("applied", "words"), [(True, "it was created"), (False, "there is no such group")])
def test_without_a_clear_answer_it_is_looked_for(
    console: Client, url: str, pool_id: str, applied: bool, words: str
) -> None:
    faults.fail_next("CreateGroup", drop=True, applied=applied)
    page = console.post(f"{url}create/", {"name": "editors"}, follow=True)
    assert words in page.text
    assert ("editors" in find_pool(pool_id).groups) is applied
    assert outcomes("create_group") == [Outcome.ASKED, Outcome.UNKNOWN]


def test_a_created_group_that_cannot_be_read_again_is_told(console: Client, url: str) -> None:
    faults.fail_next("GetGroup", count=3, error="AccessDeniedException")
    answer = console.post(f"{url}create/", {"name": "editors"})
    assert answer.status_code == 302
    assert "could not be read again" in console.get(url).text


# Editing


def test_an_edit_sends_every_value_and_records_before_and_after(
    console: Client, editors_url: str, pool_id: str
) -> None:
    sent = filled(console.get(f"{editors_url}edit/"), by="baseline") | {"precedence": "6"}
    with faults.recording() as calls:
        page = console.post(f"{editors_url}edit/", sent, follow=True)
    [update] = [call for call in calls if call.operation == "UpdateGroup"]
    assert update.parameters["Description"] == "Write articles"
    assert (update.parameters["RoleArn"], update.parameters["Precedence"]) == (f"{ROLE}editors", 6)
    assert "editors was saved" in page.text
    done = Entry.objects.get(action="edit_group", outcome="done")
    assert (done.details["before"]["precedence"], done.details["after"]["precedence"]) == (5, 6)
    assert group_of(pool_id).precedence == 6


def test_an_edit_reads_writes_and_reads_back(console: Client, editors_url: str) -> None:
    sent = filled(console.get(f"{editors_url}edit/"), by="baseline") | {"description": ""}
    with budget.counted() as calls:
        console.post(f"{editors_url}edit/", sent)
    assert calls == ["GetGroup", "UpdateGroup", "GetGroup"]


def test_an_unchanged_form_saves_nothing(console: Client, editors_url: str, pool_id: str) -> None:
    group_of(pool_id).description = " two\nlines "
    sent = filled(console.get(f"{editors_url}edit/"), by="baseline")
    with budget.counted() as calls:
        answer = console.post(f"{editors_url}edit/", sent | {"description": " two\r\nlines "})
    assert answer.status_code == 302
    assert calls == ["GetGroup"]


@pytest.mark.parametrize("name", ["role_arn", "precedence"])
def test_what_cannot_be_cleared_is_said_with_the_way_out(
    console: Client, editors_url: str, name: str
) -> None:
    with budget.counted() as calls:
        page = console.post(
            f"{editors_url}edit/", filled(console.get(f"{editors_url}edit/"), by="baseline") | {name: ""}
        )
    assert page.status_code == 422
    assert "re-create the group without it" in page.context["form"].errors[name][0]
    assert f"{editors_url}recreate/" in page.text
    assert "UpdateGroup" not in calls


def test_what_somebody_else_changed_meanwhile_is_kept_and_told(
    console: Client, editors_url: str, pool_id: str
) -> None:
    sent = filled(console.get(f"{editors_url}edit/"), by="baseline") | {"description": "mine"}
    group_of(pool_id).precedence = 9
    page = console.post(f"{editors_url}edit/", sent, follow=True)
    assert "it was kept: Precedence" in page.text
    assert (group_of(pool_id).description, group_of(pool_id).precedence) == ("mine", 9)


def test_what_two_people_changed_has_to_be_chosen(console: Client, editors_url: str, pool_id: str) -> None:
    sent = filled(console.get(f"{editors_url}edit/"), by="baseline") | {
        "precedence": "7",
        "description": "mine",
    }
    group_of(pool_id).precedence = 9
    with budget.counted() as calls:
        page = console.post(f"{editors_url}edit/", sent)
    assert page.status_code == 409
    assert "UpdateGroup" not in calls
    assert all(words in page.text for words in ("it was: 5", "what is there now: 9", "Use yours: 7"))
    form = page.context["form"]
    again = {name: form[name].value() for name in form.fields}
    assert again["precedence"] == "9"
    console.post(f"{editors_url}edit/", again | {"precedence": "7"})
    assert (group_of(pool_id).description, group_of(pool_id).precedence) == ("mine", 7)


def test_leaving_what_is_there_keeps_it(console: Client, editors_url: str, pool_id: str) -> None:
    sent = filled(console.get(f"{editors_url}edit/"), by="baseline") | {"description": "mine"}
    group_of(pool_id).description = "theirs"
    form = console.post(f"{editors_url}edit/", sent).context["form"]
    again = {name: form[name].value() or "" for name in form.fields}
    with budget.counted() as calls:
        console.post(f"{editors_url}edit/", again)
    assert "UpdateGroup" not in calls
    assert group_of(pool_id).description == "theirs"


def test_a_form_without_its_signed_baseline_is_not_believed(console: Client, editors_url: str) -> None:
    sent = filled(console.get(f"{editors_url}edit/"), by="baseline") | {
        "precedence": "7",
        "baseline": "forged",
    }
    page = console.post(f"{editors_url}edit/", sent)
    assert page.status_code == 409
    assert "what this form showed at first" in page.text
    sent["baseline"] = page.context["form"]["baseline"].value()
    assert console.post(f"{editors_url}edit/", sent).status_code == 302


def test_a_baseline_of_another_group_is_not_believed(
    console: Client, url: str, editors_url: str, pool_id: str
) -> None:
    world.make_group(pool_id, "readers")
    sent = filled(console.get(f"{editors_url}edit/"), by="baseline")
    sent["baseline"] = filled(console.get(f"{url}named/readers/edit/"), by="baseline")["baseline"]
    assert console.post(f"{editors_url}edit/", sent).status_code == 409


@pytest.mark.parametrize("applied", [True, False])
def test_an_edit_without_a_clear_answer_is_looked_into(
    console: Client, editors_url: str, applied: bool
) -> None:
    sent = filled(console.get(f"{editors_url}edit/"), by="baseline") | {"precedence": "7"}
    faults.fail_next("UpdateGroup", drop=True, applied=applied)
    with budget.counted() as calls:
        page = console.post(f"{editors_url}edit/", sent)
    assert calls.count("UpdateGroup") == 1
    if applied:
        assert "it was saved" in console.get(editors_url).text
    else:
        assert page.status_code == 504
        assert "does not read as it was to be" in page.text
        assert 'value="7"' in page.text


def test_what_reads_back_differently_is_told(console: Client, editors_url: str, pool_id: str) -> None:
    sent = filled(console.get(f"{editors_url}edit/"), by="baseline") | {"precedence": "7"}
    # The read before the write and the one after it find the same.
    group = {"GroupName": "editors", "Description": "Write articles", "Precedence": 5}
    for _ in range(2):
        faults.fail_next("GetGroup", body=json.dumps({"Group": group | {"RoleArn": f"{ROLE}editors"}}))
    page = console.post(f"{editors_url}edit/", sent, follow=True)
    assert "Precedence is “5” instead of “7”" in unescape(page.text)


def test_a_refused_edit_keeps_the_input(console: Client, editors_url: str) -> None:
    sent = filled(console.get(f"{editors_url}edit/"), by="baseline") | {"description": "mine"}
    faults.fail_next("UpdateGroup", error="TooManyRequestsException")
    page = console.post(f"{editors_url}edit/", sent)
    assert page.status_code == 429
    assert "mine" in page.text


# Deleting


def deletion(console: Client, url: str, typed: str = "editors") -> dict[str, str]:
    return {"typed": typed, "seen": console.get(url).context["form"]["seen"].value()}


def test_the_question_says_how_many_people_lose_the_group(
    console: Client, editors_url: str, pool_id: str
) -> None:
    for number in range(12):
        world.make_user(pool_id, f"p{number:02}@example.com", groups=["editors"])
    page = console.get(f"{editors_url}delete/").text
    assert "12 people are in it" in page
    assert "p09@example.com" in page
    assert "p10@example.com" not in page
    assert "Its members lose it, and its role" in page


def test_more_people_than_are_counted_are_at_least_so_many(
    console: Client, editors_url: str, pool_id: str
) -> None:
    for number in range(601):
        world.make_user(pool_id, f"p{number:03}@example.com", groups=["editors"])
    with budget.counted() as calls:
        page = console.get(f"{editors_url}delete/").text
    assert "At least 600 people are in it" in page
    assert calls.count("ListUsersInGroup") == 10


def test_a_group_is_deleted_when_its_name_is_typed(console: Client, editors_url: str, pool_id: str) -> None:
    world.make_user(pool_id, "ana@example.com", groups=["editors"])
    url = f"{editors_url}delete/"
    wrong = console.post(url, deletion(console, url, "readers"))
    assert (wrong.status_code, "editors" in find_pool(pool_id).groups) == (422, True)
    page = console.post(url, deletion(console, url), follow=True)
    assert "editors was deleted" in page.text
    assert "editors" not in find_pool(pool_id).groups
    done = Entry.objects.get(action="delete_group", outcome="done")
    assert done.details["before"]["role_arn"] == f"{ROLE}editors"
    assert done.details["members"] == "1 person"


def test_deleting_asks_for_a_recent_proof(console: Client, administrator: Operator, editors_url: str) -> None:
    prove(console, administrator, ago=3600)
    assert console.get(f"{editors_url}delete/").status_code == 302
    assert console.post(f"{editors_url}delete/", {"typed": "editors"}).status_code == 302


def test_a_group_that_changed_after_the_question_is_asked_about_again(
    console: Client, editors_url: str, pool_id: str
) -> None:
    sent = deletion(console, f"{editors_url}delete/")
    group_of(pool_id).update("other", None, None)
    page = console.post(f"{editors_url}delete/", sent)
    assert page.status_code == 409
    again = sent | {"seen": page.context["form"]["seen"].value()}
    assert console.post(f"{editors_url}delete/", again).status_code == 302


@pytest.mark.parametrize(("applied", "words"), [(True, "it was deleted"), (False, "still there")])
def test_a_deletion_without_a_clear_answer_is_looked_into(
    console: Client, editors_url: str, applied: bool, words: str
) -> None:
    sent = deletion(console, f"{editors_url}delete/")
    faults.fail_next("DeleteGroup", drop=True, applied=applied)
    assert words in console.post(f"{editors_url}delete/", sent, follow=True).text
    assert outcomes("delete_group") == [Outcome.ASKED, Outcome.UNKNOWN]


def test_what_was_done_to_a_group_is_on_its_page_and_leads_there_from_the_trail(
    console: Client, editors_url: str
) -> None:
    console.post(
        f"{editors_url}edit/", filled(console.get(f"{editors_url}edit/"), by="baseline") | {"precedence": "6"}
    )
    page = console.get(editors_url)
    [line] = page.context["profile"].trail
    assert (line.label, line.target_url) == ("Edit a group", editors_url)


def test_lower_roles_cannot_change_groups(
    sign_in: SignIn, helpdesk: Operator, url: str, editors_url: str
) -> None:
    console = sign_in(helpdesk)
    caches["cognito"].clear()
    with budget.counted() as calls:
        for address in (f"{url}create/", f"{editors_url}edit/", f"{editors_url}delete/"):
            assert console.get(address).status_code == 403
            assert console.post(address, {"name": "x"}).status_code == 403
    assert calls == []
