"""From every page of an app client to all its others, and things called by their names."""

from collections.abc import Callable

import pytest
from django.test import Client

from console.access.models import Operator
from console.cognito import budget
from console.emulator.overlay import perform
from tests.pools.app_clients.conftest import review, save
from tests.service import make_app_client

SignIn = Callable[[Operator], Client]
LABELS = ["Settings", "Secrets", "How to use it", "Branding", "Protection", "Sessions"]


@pytest.fixture
def portal(pool_id: str) -> str:
    return make_app_client(pool_id, "Portal")


@pytest.fixture
def pages(pool_url: str, portal: str) -> dict[str, str]:
    home = f"{pool_url}app-clients/{portal}/"
    own = {"Settings": home, "Secrets": f"{home}secrets/", "How to use it": f"{home}use/"}
    return own | {
        label: f"{pool_url}{label.lower()}/app-clients/{portal}/"
        for label in ("Branding", "Protection", "Sessions")
    }


def tabs(client: Client, url: str) -> dict[str, tuple[str, bool]]:
    """The address of each tab by its label, and whether it is marked as the page one is on."""
    bar = client.get(url).content.decode().split('aria-label="App client"')[1].split("</nav>")[0]
    found = {}
    for link in bar.split('<a href="')[1:]:
        address, rest = link.split('"', 1)
        found[rest.split(">")[1].split("<")[0]] = (address, "aria-current" in rest.split(">")[0])
    return found


def test_every_page_of_an_app_client_leads_to_all_its_others(console: Client, pages: dict[str, str]) -> None:
    for here, url in pages.items():
        assert tabs(console, url) == {label: (pages[label], label == here) for label in LABELS}


def test_viewers_are_led_to_nothing_that_they_may_not_see(
    viewer: Operator, sign_in: SignIn, pages: dict[str, str]
) -> None:
    client = sign_in(viewer)
    shown = tabs(client, pages["Sessions"])

    assert list(shown) == ["Branding", "Protection", "Sessions"]
    assert {client.get(address).status_code for address, _ in shown.values()} == {200}


def test_an_app_client_leads_to_its_check_up_and_to_a_comparison(
    console: Client, pages: dict[str, str], pool_url: str, portal: str
) -> None:
    page = console.get(pages["Settings"]).content.decode()
    compare = f"{pool_url}app-clients/compare/?one={portal}"

    assert f'href="{compare}"' in page and f'href="{pool_url}check-up/app-clients/"' in page
    assert f'<option value="{portal}" selected' in console.get(compare).content.decode()


def test_what_hangs_on_a_pool_is_called_by_its_name_in_the_history(
    console: Client, pages: dict[str, str], pool_url: str, pool_id: str, portal: str
) -> None:
    perform("CreateUserPoolDomain", "us-east-1", {"UserPoolId": pool_id, "Domain": "staff-pages"})
    for url in (pages["Settings"], f"{pages['Sessions']}edit/", f"{pool_url}domains/named/staff-pages/edit/"):
        console.get(url)
    with budget.counted() as calls:
        page = console.get(f"{pool_url}history/").content.decode()

    assert "staff-pages" in page and "Sessions of" in page
    assert portal not in page.split("What hangs on the pool", 1)[1]
    assert "DescribeUserPoolClient" not in calls
    crumbs = console.get(f"{pages['Sessions']}edit/").content.decode().split('aria-label="Breadcrumbs"')[1]
    assert ">Portal</a>" in crumbs.split("</nav>")[0]


def test_attributes_are_a_table_with_a_named_box_for_each_right(
    console: Client, pool_url: str, pool_id: str, portal: str
) -> None:
    home = f"{pool_url}app-clients/"
    url = f"{home}{portal}/edit/attributes/"
    page = console.get(url).content.decode()

    assert 'aria-label="May read: email_verified"' in page
    assert 'aria-label="May write: email_verified"' not in page
    assert 'aria-label="May write: email"' in page
    save(console, home, portal, review(console, url, ReadAttributes=["email", "name"]))
    ids = {"UserPoolId": pool_id, "ClientId": portal}
    saved = perform("DescribeUserPoolClient", "us-east-1", ids)["UserPoolClient"]
    assert saved["ReadAttributes"] == ["email", "name"]
    assert "WriteAttributes" not in saved


def test_a_refused_list_of_attributes_says_so_beside_its_name(
    console: Client, pool_url: str, portal: str
) -> None:
    url = f"{pool_url}app-clients/{portal}/edit/attributes/"
    answer = review(console, url, WriteAttributes=["default", "email"])
    page = answer.content.decode()

    assert answer.status_code == 422
    assert 'id="id_WriteAttributes_error"' in page and 'href="#id_WriteAttributes_0"' in page
    assert page.count('id="id_WriteAttributes_0"') == 1


def test_an_empty_list_offers_what_makes_the_first_one_to_those_who_may(
    console: Client, viewer: Operator, sign_in: SignIn, pool_url: str
) -> None:
    viewing = sign_in(viewer)
    for noun, verb in {
        "resource-servers": "Create resource server",
        "terms": "Create terms document",
        "domains": "Create prefix domain",
    }.items():
        empty = console.get(f"{pool_url}{noun}/").content.decode().split("empty-state", 1)[1]
        assert verb in empty
        assert verb not in viewing.get(f"{pool_url}{noun}/").content.decode()
