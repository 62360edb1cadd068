import json
import re
from html import unescape
from uuid import uuid4

import pytest
from django.core import signing
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget
from console.emulator import faults, world
from tests.conftest import SignIn
from tests.pages import get, people_in

HTMX = {"HX-Request": "true", "HX-Target": "results"}
HOSTILE = '<img src=x onerror=alert(1)> {{ 7|add:7 }} \u202e" hx-get="/"'


def crowd(pool_id: str, count: int) -> list[str]:
    """So many people, named by their number; what they are called, in the order of the list."""
    for number in range(count):
        world.make_user(pool_id, f"p{number:03}@example.com", attributes={"name": f"Person {number:03}"})
    return [f"Person {number:03}" for number in range(count)]


# The list


def test_users_are_listed_with_what_matters(
    sign_in: SignIn, helpdesk: Operator, users_url: str, ana: str
) -> None:
    page = get(sign_in(helpdesk), users_url)
    assert people_in(page) == ["Ana López"]
    assert f'href="{users_url}{ana}/"' in page
    assert all(words in page for words in ("ana@example.com", "Confirmed", "Verified", "<time"))


def test_a_list_costs_one_call_and_one_more_on_a_cold_cache(
    sign_in: SignIn, helpdesk: Operator, users_url: str, ana: str, ben: str
) -> None:
    client = sign_in(helpdesk)
    with budget.counted() as cold:
        client.get(users_url)
    with budget.counted() as warm:
        client.get(users_url)
    assert sorted(cold) == ["DescribeUserPool", "ListUsers"]
    assert warm == ["ListUsers"]


def test_anonymous_visitors_sign_in_first(client: Client, users_url: str) -> None:
    assert client.get(users_url)["Location"].startswith("/accounts/login/")


def test_other_pools_do_not_exist(sign_in: SignIn, stranger: Operator, users_url: str, ana: str) -> None:
    client = sign_in(stranger)
    assert client.get(users_url).status_code == 404
    assert client.get(f"{users_url}{ana}/").status_code == 404


def test_lists_are_only_read(sign_in: SignIn, owner: Operator, users_url: str, ana: str) -> None:
    client = sign_in(owner)
    assert client.post(users_url).status_code == 405
    assert client.post(f"{users_url}{ana}/").status_code == 405


def test_htmx_gets_the_results_alone(sign_in: SignIn, helpdesk: Operator, users_url: str, ana: str) -> None:
    answer = sign_in(helpdesk).get(users_url, headers=HTMX)
    assert answer.content.decode().lstrip().startswith('<section id="results"')
    assert "<html" not in answer.content.decode()
    assert "HX-Target" in answer["Vary"]


def test_a_page_is_kept_by_no_cache(sign_in: SignIn, helpdesk: Operator, users_url: str, ana: str) -> None:
    for url in (users_url, f"{users_url}{ana}/"):
        assert "no-store" in sign_in(helpdesk).get(url)["Cache-Control"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"by": "email", "q": "an"}, ["Ana López"]),
        ({"q": "ana@example.com", "how": "is"}, ["Ana López"]),
        ({"q": "ana", "how": "is"}, []),
        ({"by": "name", "q": "Ana"}, ["Ana López"]),
        ({"by": "phone_number", "q": "+1555"}, ["Ana López"]),
        ({"by": "family_name", "q": "Ana"}, []),
        ({"show": "cognito:user_status:FORCE_CHANGE_PASSWORD"}, ["ben@example.com"]),
        ({"show": "status:Disabled"}, []),
        ({"show": "status:Enabled"}, ["Ana López", "ben@example.com"]),
        ({"q": '"; status = "Enabled'}, []),
        ({"q": "a\\"}, []),
        ({"q": "' OR 1=1 --"}, []),
    ],
)
def test_searches_find_whom_they_ask_for(
    sign_in: SignIn,
    helpdesk: Operator,
    users_url: str,
    ana: str,
    ben: str,
    query: dict[str, str],
    found: list[str],
) -> None:
    page = get(sign_in(helpdesk), users_url, **query)
    assert sorted(people_in(page)) == found
    assert ("Nobody matches" in page) == (not found)


def test_people_are_found_by_their_id(
    sign_in: SignIn, helpdesk: Operator, users_url: str, ana: str, ben: str
) -> None:
    page = get(sign_in(helpdesk), users_url, by="sub", how="is", q=ana)
    assert people_in(page) == ["Ana López"]


def test_names_with_quotes_and_backslashes_are_found(
    sign_in: SignIn, helpdesk: Operator, users_url: str, pool_id: str
) -> None:
    name = 'Ana "the \\ slash" López'
    world.make_user(pool_id, "ana@example.com", attributes={"name": name})
    assert people_in(get(sign_in(helpdesk), users_url, by="name", how="is", q=name)) == [name]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"q": "x" * 300}, "too long"),
        ({"q": "a\x07b"}, "Control characters"),
        ({"q": "a\0b"}, "Null characters"),
        ({"q": "ana", "show": "status:Enabled"}, "one thing at a time"),
        ({"q": "ana", "by": "custom:team"}, "valid choice"),
        ({"show": "status:Sometimes"}, "valid choice"),
    ],
)
def test_what_cannot_be_searched_is_said_beside_the_field_and_not_sent(
    sign_in: SignIn, helpdesk: Operator, users_url: str, ana: str, query: dict[str, str], words: str
) -> None:
    client = sign_in(helpdesk)
    with budget.counted() as calls:
        page = get(client, users_url, status=422, **query)
    assert words in page
    assert "ListUsers" not in calls


def test_nobody_yet_is_told_from_nobody_found(
    sign_in: SignIn, administrator: Operator, viewer: Operator, users_url: str
) -> None:
    empty = get(sign_in(administrator), users_url)
    assert "Nobody here yet" in empty
    assert f"{users_url}invite/" in empty
    assert f"{users_url}invite/" not in get(sign_in(viewer), users_url)
    searched = get(sign_in(administrator), users_url, q="zoe")
    assert "Nobody matches" in searched
    assert "Clear filter" in searched


def test_text_of_strangers_is_only_text(
    sign_in: SignIn, helpdesk: Operator, users_url: str, pool_id: str
) -> None:
    sub = world.make_user(pool_id, "eve@example.com", attributes={"name": HOSTILE, "locale": HOSTILE})
    for url in (users_url, f"{users_url}{sub}/"):
        page = get(sign_in(helpdesk), url)
        assert "<img src=x" not in page
        assert "\u202e" not in page
        assert "{{ 7|add:7 }}" in page


# Paging


def link(page: str, rel: str) -> str:
    found = re.search(rf'<a [^>]*href="([^"]*)"[^>]*rel="{rel}"', page)
    assert found is not None, f"no {rel} link"
    return unescape(found[1])


def test_paging_goes_on_and_all_the_way_back(
    sign_in: SignIn, helpdesk: Operator, users_url: str, pool_id: str
) -> None:
    people, client = crowd(pool_id, 200), sign_in(helpdesk)
    pages = [get(client, users_url)]
    for _ in range(3):
        pages.append(get(client, link(pages[-1], "next")))
    assert [name for page in pages for name in people_in(page)] == people
    assert 'rel="next"' not in pages[-1]
    back = pages[-1]
    for earlier in reversed(pages[:-1]):
        back = get(client, link(back, "prev"))
        assert people_in(back) == people_in(earlier)
    assert 'rel="prev"' not in back


def test_paging_keeps_the_filter(sign_in: SignIn, helpdesk: Operator, users_url: str, pool_id: str) -> None:
    crowd(pool_id, 70)
    world.make_user(pool_id, "zoe@example.com", attributes={"name": "Zoe"})
    client = sign_in(helpdesk)
    second = get(client, link(get(client, users_url, q="p0"), "next"))
    assert len(people_in(second)) == 10
    assert "Zoe" not in people_in(second)


def test_a_colleagues_address_leads_back_to_the_first_page(
    sign_in: SignIn, helpdesk: Operator, administrator: Operator, users_url: str, pool_id: str
) -> None:
    crowd(pool_id, 130)
    client = sign_in(helpdesk)
    third = link(get(client, link(get(client, users_url), "next")), "next")
    assert link(get(sign_in(administrator), third), "prev") == users_url


@pytest.mark.parametrize("token", ["bogus", "white space", "ü", "x" * 5000])
def test_a_token_that_is_no_good_starts_the_list_again(
    sign_in: SignIn, helpdesk: Operator, users_url: str, ana: str, token: str
) -> None:
    page = get(sign_in(helpdesk), users_url, page="3", token=token)
    assert "The list starts again" in page
    assert people_in(page) == ["Ana López"]


def test_empty_pages_are_followed_but_not_for_ever(
    sign_in: SignIn, helpdesk: Operator, users_url: str, ana: str
) -> None:
    client = sign_in(helpdesk)
    faults.fail_next("ListUsers", count=2, body=b'{"Users": [], "PaginationToken": "more"}')
    faults.fail_next("ListUsers", body=b'{"Users": []}')
    with budget.counted() as calls:
        assert "Nobody here yet" in get(client, users_url)
    assert calls.count("ListUsers") == 3
    faults.fail_next("ListUsers", count=9, body=b'{"Users": [], "PaginationToken": "more"}')
    with budget.counted() as calls:
        page = get(client, users_url)
    assert "Nobody so far" in page
    assert link(page, "next")
    assert calls.count("ListUsers") == 4


# Columns


def test_columns_are_chosen_and_remembered(
    sign_in: SignIn, helpdesk: Operator, pool_id: str, users_url: str
) -> None:
    world.make_user(pool_id, "ana@example.com", attributes={"nickname": "Anita"})
    client = sign_in(helpdesk)
    assert "Anita" not in get(client, users_url)
    chosen = client.get(users_url, {"columns": ["nickname", "no such column"]}).content.decode()
    assert "Anita" in chosen
    assert "<th>Created" not in chosen
    assert "Anita" in get(client, users_url)


def test_custom_attributes_can_be_columns(sign_in: SignIn, helpdesk: Operator, connection: object) -> None:
    schema = [{"Name": "team", "AttributeDataType": "String", "Mutable": True}]
    pool_id = world.make_pool("Teams", Schema=schema)
    world.make_user(pool_id, "ana", attributes={"custom:team": "Rescue"})
    page = get(sign_in(helpdesk), f"/pools/embedded/{pool_id}/users/", columns="custom:team")
    assert '<td data-label="Team">' in page
    assert "Rescue" in page


@pytest.mark.parametrize("cookie", ["", "nonsense", "WzFd:abc:def"])
def test_a_spoilt_choice_is_no_choice(
    sign_in: SignIn, helpdesk: Operator, users_url: str, ana: str, cookie: str
) -> None:
    client = sign_in(helpdesk)
    client.cookies[f"columns-{helpdesk.pk}"] = cookie
    assert "Created" in get(client, users_url)


def test_a_choice_that_was_kept_before_an_upgrade_still_counts(
    sign_in: SignIn, helpdesk: Operator, users_url: str, ana: str
) -> None:
    client = sign_in(helpdesk)
    client.cookies[f"columns-{helpdesk.pk}"] = signing.dumps(["username"], salt="users.columns")
    assert "<th>Created" not in get(client, users_url)


def test_choosing_columns_keeps_the_search(
    sign_in: SignIn, helpdesk: Operator, users_url: str, ana: str
) -> None:
    page = get(sign_in(helpdesk), users_url, by="name", q="Ana")
    assert '<input type="hidden" name="q" value="Ana">' in page


# What cannot be read


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        ({"error": "TooManyRequestsException"}, 429, "Cognito is busy"),
        ({"error": "AccessDeniedException"}, 502, "cognito-idp:ListUsers"),
        ({"error": "InternalErrorException", "status": 500}, 502, "internal failure"),
        ({"error": "ResourceNotFoundException"}, 404, "does not exist any more"),
        ({"body": b'{"Users": [{"Usern'}, 502, "answer was broken"),
        ({"drop": True}, 504, "did not answer in time"),
    ],
)
def test_a_list_that_cannot_be_read_is_explained(
    sign_in: SignIn,
    helpdesk: Operator,
    users_url: str,
    fault: dict[str, object],
    status: int,
    words: str,
) -> None:
    faults.fail_next("ListUsers", count=2, **fault)  # type: ignore[arg-type]
    assert words in get(sign_in(helpdesk), users_url, status=status)


def test_without_the_settings_of_the_pool_users_are_listed_all_the_same(
    sign_in: SignIn, helpdesk: Operator, users_url: str, ana: str
) -> None:
    faults.fail_next("DescribeUserPool", error="AccessDeniedException")
    assert people_in(get(sign_in(helpdesk), users_url)) == ["Ana López"]


def test_viewers_still_search_by_what_they_know(
    sign_in: SignIn, viewer: Operator, users_url: str, ana: str, ben: str
) -> None:
    page = get(sign_in(viewer), users_url, how="is", q="ana@example.com")
    assert len(people_in(page)) == 1
    assert f"{users_url}{ana}/" in page


def test_searching_leaves_no_trace_in_the_trail(
    sign_in: SignIn, viewer: Operator, users_url: str, ana: str
) -> None:
    get(sign_in(viewer), users_url, q="ana")
    assert not Entry.objects.exclude(action__contains="sign_in").exists()


def test_what_was_searched_for_is_not_logged(
    sign_in: SignIn, helpdesk: Operator, users_url: str, ana: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    get(sign_in(helpdesk), users_url, q="ana@example.com")
    assert users_url in caplog.text
    assert "ana@" not in caplog.text


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ({"show": "cognito:user_status:CONFIRMED"}, "ben"),
        ({"show": "status:Disabled"}, "cleo"),
        ({"by": "email", "how": "starts", "q": "ana"}, "ana"),
        ({"by": "username", "how": "is", "q": "u-ben"}, "ben"),
    ],
)
def test_a_filter_that_the_service_leaves_out_of_account_is_held_to_all_the_same(
    sign_in: SignIn, helpdesk: Operator, users_url: str, query: dict[str, str], kept: str
) -> None:
    def user(name: str, status: str, enabled: bool) -> dict[str, object]:
        attributes = [
            {"Name": "sub", "Value": str(uuid4())},
            {"Name": "email", "Value": f"{name}@example.com"},
        ]
        return {"Username": f"u-{name}", "UserStatus": status, "Enabled": enabled, "Attributes": attributes}

    everybody = [
        user("ana", "FORCE_CHANGE_PASSWORD", True),
        user("ben", "CONFIRMED", True),
        user("cleo", "UNCONFIRMED", False),
    ]
    faults.fail_next("ListUsers", body=json.dumps({"Users": everybody}))
    page = sign_in(helpdesk).get(users_url, query).text
    assert [name for name in ("ana", "ben", "cleo") if f"{name}@example.com" in page] == [kept]
