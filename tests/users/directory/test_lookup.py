"""One search box over every pool: what was typed becomes filters, and what they find stands by pool."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from console.access.models import Operator
from console.access.roles import Role
from console.emulator import faults, world
from tests.conftest import SignIn, operator_with
from users.directory.lookup import POOLS_AT_ONCE, PersonSearch

ADDRESS = "/find/"
# A text becomes so many questions at most.
FILTERS_PER_POOL = 4
UUID = "7f1a3c52-9d0e-4b7a-8c11-2f6f0d9e1a44"


def expressions(text: str) -> list[str]:
    return [each.expression for each in PersonSearch.asked(text).filters]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        (f" {UUID.upper()}\n", [f'sub = "{UUID}"', f'username = "{UUID}"']),
        ("ana@example.com", ['email ^= "ana@example.com"', 'username ^= "ana@example.com"']),
        (
            "Ana Sousa <Ana@Example.com>",
            [
                'email ^= "ana@example.com"',
                'email ^= "Ana@Example.com"',
                'username ^= "ana@example.com"',
                'username ^= "Ana@Example.com"',
            ],
        ),
        ("mailto:ana@example.com", ['email ^= "ana@example.com"', 'username ^= "ana@example.com"']),
        ("+44 (20) 7946-0018", ['phone_number ^= "+442079460018"', 'username ^= "+442079460018"']),
        ("0044 20 7946 0018", ['phone_number ^= "+442079460018"', 'username ^= "+442079460018"']),
        (
            "Ana",
            ['username ^= "Ana"', 'email ^= "ana"', 'name ^= "Ana"', 'family_name ^= "Ana"'],
        ),
        (
            "Ana  de Sousa",
            [
                'name ^= "Ana de Sousa"',
                'given_name ^= "Ana"',
                'family_name ^= "Sousa"',
                'username ^= "Ana de Sousa"',
            ],
        ),
        ("  ", []),
    ],
)
def test_what_was_pasted_is_read_as_what_it_is(typed: str, asked: list[str]) -> None:
    assert expressions(typed) == asked


def test_a_national_number_is_read_with_the_country_of_the_console(settings: Settings) -> None:
    settings.COUNTRY_CODE = "+44"

    question = PersonSearch.asked("020 7946 0018")

    assert question.filters[0].expression == 'phone_number ^= "+442079460018"'
    assert "Read as +442079460018" in question.advice


def test_without_a_country_a_national_number_says_how_it_would_be_found() -> None:
    assert "+44 2079460018" in PersonSearch.asked("020 7946 0018").advice


def test_a_number_without_its_plus_sign_is_found_all_the_same(
    pool_id: str, helpdesk: Operator, viewer: Operator, sign_in: SignIn
) -> None:
    attributes = {"name": "Ana Sousa", "phone_number": "+15550100777"}
    sub = world.make_user(pool_id, "customer-7", attributes=attributes)

    page = sign_in(helpdesk).get(ADDRESS, {"q": "1 555 010-0777"}).content.decode()
    masked = sign_in(viewer).get(ADDRESS, {"q": "1 555 010-0777"}).content.decode()

    assert "Ana Sousa" in page and "customer-7" in page
    # People with the same initials are told apart by what names nobody.
    assert "Sousa" not in masked and "customer-7" not in masked and f">{sub[:8]}<" in masked
    assert not any("+0" in each.expression for each in PersonSearch.asked("020 7946 0123").filters)


@given(st.text(max_size=300))
def test_whatever_is_typed_becomes_few_filters_or_advice(text: str) -> None:
    question = PersonSearch.asked(text)

    assert len(question.filters) <= 4
    assert question.filters or question.advice or not text.split()


def test_people_of_every_pool_are_found_by_pool(pool_id: str, helpdesk: Operator, sign_in: SignIn) -> None:
    other, empty = world.make_pool("Customers"), world.make_pool("Partners")
    here = world.make_user(pool_id, "ana@example.com", attributes={"name": "Ana Sousa"})
    there = world.make_user(other, "u-17", attributes={"email": "ana@example.com", "name": "Ana Other"})
    world.make_user(other, "bruno")

    with faults.recording() as calls:
        page = sign_in(helpdesk).get(ADDRESS, {"q": " ANA@example.com "}).content.decode()

    assert (
        f"/pools/embedded/{pool_id}/users/{here}/" in page
        and f"/pools/embedded/{other}/users/{there}/" in page
    )
    assert "bruno" not in page and "nobody in Partners" in page and "2 people in 2 pools" in page
    asked = [call.operation for call in calls if call.operation == "ListUsers"]
    assert len(asked) <= 3 * 4 and empty


def test_only_both_words_of_a_name_find_somebody(pool_id: str, helpdesk: Operator, sign_in: SignIn) -> None:
    world.make_user(pool_id, "a@example.com", attributes={"given_name": "Ana", "family_name": "Sousa"})
    world.make_user(pool_id, "b@example.com", attributes={"given_name": "Ana", "family_name": "Lima"})

    page = sign_in(helpdesk).get(ADDRESS, {"q": "Ana Sousa"}).content.decode()

    assert "a@example.com" in page and "b@example.com" not in page


def test_viewers_find_people_without_their_data(pool_id: str, viewer: Operator, sign_in: SignIn) -> None:
    sub = world.make_user(
        pool_id, "ana@example.com", attributes={"name": "Ana Sousa", "phone_number": "+442079460018"}
    )

    page = sign_in(viewer).get(ADDRESS, {"q": "ana@example.com"}).content.decode()

    found = page[page.index('id="results"') :]
    assert sub in found and "Ana Sousa" not in found and "9460018" not in found
    assert "ana@example.com" not in found


def test_many_pools_are_searched_in_portions_beginning_with_the_one_at_hand(
    pool_id: str, helpdesk: Operator, sign_in: SignIn
) -> None:
    for number in range(POOLS_AT_ONCE):
        world.make_user(world.make_pool(f"Pool {number}"), "ana@example.com")
    world.make_user(pool_id, "ana@example.com")
    client = sign_in(helpdesk)

    page = client.get(ADDRESS, {"q": "ana@example.com", "first": f"embedded/{pool_id}"})
    lookup = page.context["lookup"]
    more = client.get(lookup.next_url, HTTP_HX_REQUEST="true", HTTP_HX_TARGET="more")

    assert lookup.searched[0].row.id == pool_id and len(lookup.waiting) == 1
    assert "Not searched yet: 1 more pool" in page.content.decode()
    assert parse_qs(urlsplit(lookup.next_url).query)["start"] == [str(POOLS_AT_ONCE)]
    assert b"<h1" not in more.content and [each.row.name for each in more.context["lookup"].searched] == [
        f"Pool {POOLS_AT_ONCE - 1}"
    ]


def test_only_pools_that_the_operator_may_see_are_searched(pool_id: str, db: None, sign_in: SignIn) -> None:
    other = world.make_pool("Secret pool")
    world.make_user(other, "ana@example.com")
    guest = operator_with("guest", Role.HELP_DESK, connection="embedded", pool_id=pool_id)

    page = sign_in(guest).get(ADDRESS, {"q": "ana@example.com"}).content.decode()

    assert "Secret pool" not in page and other not in page and "Nobody found" in page


def test_a_pool_that_could_not_be_searched_says_so_and_hides_no_other(
    pool_id: str, helpdesk: Operator, sign_in: SignIn
) -> None:
    other = world.make_pool("Customers")
    world.make_user(other, "ana@example.com", attributes={"email": "ana@example.com"})
    faults.fail_next("ListUsers", error="NotAuthorizedException")

    page = sign_in(helpdesk).get(ADDRESS, {"q": "ana@example.com"}).content.decode()

    assert "was not searched in full." in page
    assert "1 person in 1 pool" in page


def test_an_empty_box_asks_whom_one_looks_for_and_hostile_text_is_only_text(
    pool_id: str, helpdesk: Operator, sign_in: SignIn
) -> None:
    client = sign_in(helpdesk)
    hostile = '"><script>alert(1)</script>'

    assert "Whom are you looking for?" in client.get(ADDRESS).content.decode()
    page = client.get(ADDRESS, {"q": hostile, "first": hostile, "start": "-1"})
    assert page.status_code == 422 and "<script>alert" not in page.content.decode()


def test_every_page_has_the_search(pool_id: str, viewer: Operator, sign_in: SignIn) -> None:
    page = sign_in(viewer).get(f"/pools/embedded/{pool_id}/schema/").content.decode()

    assert 'action="/find/"' in page and f'value="embedded/{pool_id}"' in page
    assert Client().get(ADDRESS).status_code == 302
    assert sign_in(viewer).post(ADDRESS).status_code == 405
