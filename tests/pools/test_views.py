"""The list of pools."""

import re
from html import unescape

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from console.access.models import Grant, Operator
from console.access.roles import Role
from console.cognito import budget
from console.cognito.connections import Connection
from console.emulator import faults, world
from tests.conftest import SignIn
from tests.pools.conftest import HOSTILE

HTMX = {"HX-Request": "true", "HX-Target": "results"}
POOLS = "/pools/"


def names_in(html: str) -> list[str]:
    return [unescape(name) for name in re.findall(r'<a href="/pools/[^"]+/"><bdi[^>]*>(.*?)</bdi>', html)]


def get(client: Client, url: str = POOLS, status: int = 200, **query: str) -> str:
    answer = client.get(url, query)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def details_urls(html: str) -> list[str]:
    return [unescape(url) for url in re.findall(r'hx-get="(/pools/details/[^"]+)"', html)]


# What is listed


def test_pools_are_listed_with_what_matters(sign_in: SignIn, viewer: Operator, pool_id: str) -> None:
    page = get(sign_in(viewer))
    assert names_in(page) == ["Staff"]
    assert f'href="/pools/embedded/{pool_id}/"' in page
    assert f'data-copy="{pool_id}"' in page
    assert page.count("<time") == 2


def test_pools_of_all_connections_are_in_one_list_by_name(
    sign_in: SignIn, viewer: Operator, connection: Connection, second_connection: Connection
) -> None:
    world.make_pool("beta")
    world.make_pool("Alpha", region="eu-west-1")
    world.make_pool("Gamma", region="eu-west-1")
    with budget.counted() as calls:
        page = get(sign_in(viewer))
    assert names_in(page) == ["Alpha", "beta", "Gamma"]
    assert calls == ["ListUserPools", "ListUserPools"]
    assert "Abroad" in page
    assert "Prod" in page


def test_long_lists_are_read_in_several_calls_and_shown_in_pages(
    sign_in: SignIn, viewer: Operator, connection: Connection
) -> None:
    for number in range(65):
        world.make_pool(f"Pool {number:02}")
    client = sign_in(viewer)
    with budget.counted() as calls:
        first = get(client)
    assert calls == ["ListUserPools"] * 2
    assert "Pools 1 to 30 of 65" in first
    assert "page=2" in first
    last = get(client, page="3")
    assert names_in(last) == [f"Pool {number:02}" for number in range(60, 65)]


def test_a_list_is_kept_for_seconds_and_read_again_when_asked(
    sign_in: SignIn, viewer: Operator, pool_id: str
) -> None:
    client = sign_in(viewer)
    get(client)
    world.make_pool("Another")
    with budget.counted() as calls:
        assert names_in(get(client)) == ["Staff"]
    assert calls == []
    with budget.counted() as calls:
        assert names_in(get(client, fresh="1")) == ["Another", "Staff"]
    assert calls == ["ListUserPools"]


@pytest.mark.parametrize("page", ["0", "2", "-1", "x", "9" * 30, "²"])
def test_a_page_that_is_not_there_is_not_found(
    sign_in: SignIn, viewer: Operator, pool_id: str, page: str
) -> None:
    get(sign_in(viewer), page=page, status=404)


# Who sees which


def test_anonymous_visitors_sign_in_first(client: Client, pool_id: str, db: None) -> None:
    assert client.get(POOLS)["Location"].startswith("/accounts/login/")
    assert client.get(f"{POOLS}details/")["Location"].startswith("/accounts/login/")


def test_an_operator_without_any_grant_is_told_so(sign_in: SignIn, pool_id: str, db: None) -> None:
    nobody = Operator.objects.create(username="nobody")
    assert "Your role does not allow this" in get(sign_in(nobody), status=403)


def test_only_granted_pools_are_listed(sign_in: SignIn, stranger: Operator, pool_id: str) -> None:
    other = world.make_pool("Other")
    Grant.objects.create(operator=stranger, role=Role.VIEWER, connection="embedded", pool_id=other)
    page = get(sign_in(stranger))
    assert names_in(page) == ["Other"]
    assert pool_id not in page


def test_connections_out_of_reach_are_not_asked(
    sign_in: SignIn, stranger: Operator, pool_id: str, second_connection: Connection
) -> None:
    with budget.counted() as calls:
        page = get(sign_in(stranger))
    assert calls == ["ListUserPools"]
    assert "No pools for you" in page
    assert "Abroad" not in page


def test_lists_are_only_read(sign_in: SignIn, owner: Operator, pool_id: str) -> None:
    assert sign_in(owner).post(POOLS).status_code == 405
    assert sign_in(owner).post(f"{POOLS}details/").status_code == 405


def test_an_account_without_pools_says_so(sign_in: SignIn, viewer: Operator, connection: Connection) -> None:
    assert "No pools yet" in get(sign_in(viewer))


# Finding


@pytest.mark.parametrize(
    ("sought", "found"), [("STAFF", ["Staff"]), (" taf ", ["Staff"]), ("", ["Kiosk", "Staff"])]
)
def test_pools_are_found_by_a_part_of_their_name(
    sign_in: SignIn, viewer: Operator, pool_id: str, sought: str, found: list[str]
) -> None:
    world.make_pool("Kiosk")
    assert names_in(get(sign_in(viewer), q=sought)) == found


def test_pools_are_found_by_their_id(sign_in: SignIn, viewer: Operator, pool_id: str) -> None:
    world.make_pool("Kiosk")
    assert names_in(get(sign_in(viewer), q=pool_id.upper())) == ["Staff"]


def test_no_match_is_told_apart_from_no_pools(sign_in: SignIn, viewer: Operator, pool_id: str) -> None:
    page = get(sign_in(viewer), q=HOSTILE)
    assert "No pool matches" in page
    assert "Clear filter" in page
    assert "<img" not in page


def test_what_no_pool_can_be_called_is_an_error_beside_the_field(
    sign_in: SignIn, viewer: Operator, pool_id: str
) -> None:
    page = get(sign_in(viewer), q="x" * 129)
    assert "at most 128" in page


def test_finding_keeps_its_place_in_the_addresses(
    sign_in: SignIn, viewer: Operator, many_pools: list[str]
) -> None:
    page = get(sign_in(viewer), q="pool", page="1")
    assert "?q=pool&amp;page=2" in page


def test_htmx_gets_only_the_results(sign_in: SignIn, viewer: Operator, pool_id: str) -> None:
    answer = sign_in(viewer).get(POOLS, {"q": "s"}, headers=HTMX)
    assert answer.content.decode().strip().startswith('<section id="results"')
    assert "HX-Target" in answer["Vary"]


# Details


def test_details_arrive_in_portions_of_ten_that_wait_for_their_turn(
    sign_in: SignIn, viewer: Operator, many_pools: list[str]
) -> None:
    client = sign_in(viewer)
    page = get(client)
    urls = details_urls(page)
    assert [re.search(rf'{number}s"', page) is not None for number in range(3)] == [True] * 3
    assert [url.count("pool=") for url in urls] == [10, 10, 10]
    with budget.counted() as calls:
        portion = get(client, urls[1])
    assert calls == ["DescribeUserPool"] * 10
    assert 'id="portion-1"' in portion
    assert names_in(portion) == [f"Pool {number}" for number in range(10, 20)]
    with budget.counted() as calls:
        get(client, urls[1])
    assert calls == []


def test_details_tell_users_second_factor_protection_and_plan(
    sign_in: SignIn, viewer: Operator, connection: Connection
) -> None:
    pool_id = world.make_pool("Shop", DeletionProtection="ACTIVE", UserPoolTier="PLUS")
    for _ in range(1234):
        world.make_user(pool_id)
    client = sign_in(viewer)
    portion = get(client, details_urls(get(client))[0])
    for words in ("1,234", ">Off<", ">On<", ">Plus<"):
        assert words in portion
    assert "hx-get" not in portion


def test_never_more_than_ten_pools_are_described_at_once(
    sign_in: SignIn, viewer: Operator, many_pools: list[str]
) -> None:
    query = "&".join(f"pool=embedded/{pool_id}" for pool_id in many_pools)
    with budget.counted() as calls:
        get(sign_in(viewer), f"{POOLS}details/?{query}")
    assert len(calls) == 10


def test_without_scripts_details_are_shown_in_the_page_ten_at_a_time(
    sign_in: SignIn, viewer: Operator, many_pools: list[str]
) -> None:
    client = sign_in(viewer)
    link = re.search(r'<noscript>.*?href="([^"]+)"', get(client, page="2"), re.DOTALL)
    assert link is not None
    with budget.counted() as calls:
        page = get(client, unescape(link[1]))
    assert calls == ["DescribeUserPool"] * 5
    assert names_in(page) == [f"Pool {number}" for number in range(30, 35)]
    assert details_urls(page) == []
    assert "Hide details" in page
    assert "details=1" in page


@pytest.mark.parametrize("name", ["embedded/us-east-1_elsewhere", "nowhere/us-east-1_x", "", "/"])
def test_details_of_pools_out_of_reach_do_not_exist(
    sign_in: SignIn, stranger: Operator, pool_id: str, name: str
) -> None:
    Grant.objects.filter(operator=stranger).update(pool_id=pool_id)
    get(sign_in(stranger), f"{POOLS}details/", pool=name, status=404)


# When something goes wrong


def test_a_connection_that_fails_says_why(
    sign_in: SignIn, viewer: Operator, pool_id: str, second_connection: Connection
) -> None:
    faults.fail_next(
        "ListUserPools", error="AccessDeniedException", message="not authorized to ListUserPools"
    )
    page = get(sign_in(viewer))
    assert "AWS role may not do this" in page
    assert "cognito-idp:ListUserPools" in page
    assert "Request id" in page
    assert "No pools could be read" not in page


def test_the_list_keeps_what_the_other_connections_answered(
    sign_in: SignIn, viewer: Operator, connection: Connection, settings: Settings
) -> None:
    world.make_pool("Home")
    broken = Connection(slug="down", name="Down", region="us-west-2", endpoint_url="http://127.0.0.1:9")
    settings.COGNITO_CONNECTIONS[broken.slug] = broken
    page = get(sign_in(viewer))
    assert names_in(page) == ["Home"]
    assert "The pools of Down (us-west-2) are missing from this list." in page
    assert "Cognito cannot be reached" in page


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        ({"error": "TooManyRequestsException", "count": 2}, 429, "Cognito is busy"),
        ({"error": "InternalErrorException", "status": 500, "count": 2}, 502, "internal failure"),
        ({"error": "ExpiredTokenException"}, 503, "no valid AWS credentials"),
        ({"error": "UnknownOperationException"}, 501, "does not offer that"),
        ({"body": b'{"UserPools": [{"Id": "us-ea'}, 502, "answer was broken"),
        ({"body": b"{}"}, 502, "answer was broken"),
        ({"drop": True, "count": 2}, 504, "did not answer in time"),
    ],
)
def test_a_list_that_cannot_be_read_is_a_problem_and_never_an_empty_list(
    sign_in: SignIn, viewer: Operator, pool_id: str, fault: dict[str, object], status: int, words: str
) -> None:
    faults.fail_next("ListUserPools", **fault)  # type: ignore[arg-type]
    page = get(sign_in(viewer), status=status)
    assert words in page
    assert "No pools could be read" in page
    assert "No pools yet" not in page


def test_a_pool_that_cannot_be_described_says_why_in_its_own_line(
    sign_in: SignIn, viewer: Operator, many_pools: list[str]
) -> None:
    client = sign_in(viewer)
    url = details_urls(get(client))[0]
    faults.fail_next("DescribeUserPool", error="AccessDeniedException")
    portion = get(client, url)
    assert portion.count("AWS role may not do this") == 1
    assert len(set(names_in(portion)) & {f"Pool {number:02}" for number in range(10)}) == 9
    # Its name and dates are on the page already, and stay.
    assert portion.count("hx-preserve") == 3


def test_without_scripts_a_pool_that_cannot_be_described_keeps_its_name(
    sign_in: SignIn, viewer: Operator, pool_id: str
) -> None:
    faults.fail_next("DescribeUserPool", error="TooManyRequestsException", count=2)
    page = get(sign_in(viewer), details="1")
    assert names_in(page) == ["Staff"]
    assert "Cognito is busy" in page


def test_names_are_shown_as_text(sign_in: SignIn, viewer: Operator, connection: Connection) -> None:
    world.make_pool(HOSTILE)
    client = sign_in(viewer)
    for url in (POOLS, f"{POOLS}?details=1"):
        page = get(client, url)
        assert "<img" not in page
        assert "‹U+202E›" in page
        assert "{{ 7|add:7 }}" in page


def test_a_list_that_is_too_long_to_be_read_says_that_it_is_not_complete(
    sign_in: SignIn, viewer: Operator, connection: Connection
) -> None:
    for number in range(25):
        body = f'{{"UserPools": [{{"Id": "us-east-1_{number}", "Name": "Again"}}], "NextToken": "after-{number}"}}'
        faults.fail_next("ListUserPools", body=body)
    with budget.counted() as calls:
        page = get(sign_in(viewer))
    assert "This list is not complete" in page
    assert len(calls) <= 20


def test_a_list_whose_token_repeats_is_said_to_have_no_end(
    sign_in: SignIn, viewer: Operator, connection: Connection
) -> None:
    endless = b'{"UserPools": [{"Id": "us-east-1_a", "Name": "Again"}], "NextToken": "more"}'
    faults.fail_next("ListUserPools", body=endless, count=2)
    page = get(sign_in(viewer), status=502)
    assert "did not come to an end" in page
