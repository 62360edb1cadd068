"""Cognito may answer with empty pages that carry a token: no page of ours takes one for the end of a list."""

import re

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import URLPattern

from console.access.models import Operator
from console.cognito.lists import MOST_EMPTY_PAGES
from console.emulator import faults, world
from console.emulator.behaviour import behaviour
from console.emulator.factories import find_pool
from tests.addresses import OURS, Address, addresses_in, full_name, id_of
from tests.conftest import SignIn

EMPTY = 2
# The quotas count the calls themselves.
WALKED = [pattern for pattern in OURS if full_name(pattern) != "pools:quotas"]


def words(page: str) -> list[str]:
    """What one reads on a page."""
    return re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL).split()


@pytest.fixture
def address(pool_id: str, db: None) -> Address:
    return addresses_in(pool_id)


@pytest.mark.long
@pytest.mark.parametrize("pattern", WALKED, ids=id_of)
def test_every_page_is_the_same_where_cognito_answers_with_empty_pages(
    pattern: URLPattern, address: Address, sign_in: SignIn, owner: Operator
) -> None:
    client, url = sign_in(owner), address(pattern)
    client.get(url)
    usual = client.get(url)
    caches["cognito"].clear()
    behaviour.empty_pages = EMPTY
    strange = client.get(url)
    assert strange.status_code == usual.status_code
    if usual.status_code == 200 and not usual.streaming:
        assert words(strange.text) == words(usual.text)


@pytest.fixture
def client(sign_in: SignIn, owner: Operator) -> Client:
    return sign_in(owner)


@pytest.fixture
def ana(pool_id: str) -> str:
    return world.make_user(pool_id, "ana@example.com", attributes={"name": "Ana López"})


def person(pool_id: str, sub: str, action: str = "") -> str:
    return f"/pools/embedded/{pool_id}/users/{sub}/{action}"


@pytest.mark.parametrize("empty", [1, 5, MOST_EMPTY_PAGES])
def test_a_person_is_found_behind_empty_pages(client: Client, pool_id: str, ana: str, empty: int) -> None:
    behaviour.empty_pages = empty
    assert "Ana López" in client.get(person(pool_id, ana)).text
    assert "Ana López" in client.get("/find/", {"q": "ana@example.com"}).text


def test_nobody_is_said_to_be_missing_before_the_list_has_ended(
    client: Client, pool_id: str, ana: str
) -> None:
    client.get("/find/", {"q": "ana@example.com"})
    behaviour.empty_pages = MOST_EMPTY_PAGES + 1
    page = client.get(person(pool_id, ana))
    assert page.status_code == 502
    assert "did not come to an end" in page.text
    assert "did not come to an end" in client.get("/find/", {"q": "ana@example.com"}).text


def test_somebody_who_is_not_there_is_still_not_found(client: Client, pool_id: str) -> None:
    behaviour.empty_pages = EMPTY
    assert client.get(person(pool_id, "6d1b5b8e-0000-4000-8000-000000000000")).status_code == 404


@pytest.mark.parametrize("applied", [True, False])
def test_after_an_unclear_answer_the_look_goes_past_empty_pages(
    client: Client, pool_id: str, ana: str, applied: bool
) -> None:
    world.make_group(pool_id, "editors")
    address = f"/pools/embedded/{pool_id}/users/{ana}/groups/"
    form = client.get(address).context["form"]
    behaviour.empty_pages = EMPTY
    faults.fail_next("AdminAddUserToGroup", drop=True, applied=applied)
    sent = {"groups": "editors", "baseline": form["baseline"].value()}
    page = client.post(address, sent, follow=True).text
    assert ("it was done" if applied else "nothing has changed") in page
    assert bool(find_pool(pool_id).users[ana].groups) is applied
