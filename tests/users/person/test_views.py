"""One person's page, for each role."""

from collections.abc import Callable

import pytest
from django.core.cache import caches

from console.access.models import Operator
from console.cognito import budget
from console.emulator import faults, world
from tests.conftest import SignIn
from tests.pages import get

Address = Callable[..., str]


def test_a_user_is_shown_with_everything(
    sign_in: SignIn, helpdesk: Operator, address: Address, ana: str
) -> None:
    page = get(sign_in(helpdesk), address(ana))
    assert all(
        words in page
        for words in (
            "Ana López",
            "can sign in with their own password",
            "ana@example.com",
            "+15550100222",
            "editors",
            "role/editors",
            "readers",
            "Not verified",
            "What Lifeguard did",
            "Raw JSON",
        )
    )
    assert page.index("editors") < page.index("readers")


def test_opening_a_user_costs_at_most_four_calls_and_bills_nobody(
    sign_in: SignIn, helpdesk: Operator, address: Address, ana: str
) -> None:
    caches["cognito"].clear()
    client = sign_in(helpdesk)
    with budget.counted() as calls:
        client.get(address(ana))
    assert sorted(calls) == ["AdminListGroupsForUser", "DescribeUserPool", "ListUsers"]


def test_a_user_who_is_not_there_has_a_page_that_says_so(
    sign_in: SignIn, helpdesk: Operator, address: Address
) -> None:
    page = get(sign_in(helpdesk), address("11111111-2222-4333-8444-555555555555"), status=404)
    assert "This user does not exist any more" in page


@pytest.mark.parametrize("sub", ["ana@example.com", "not-an-id", "../x"])
def test_only_ids_stand_in_addresses(sign_in: SignIn, helpdesk: Operator, users_url: str, sub: str) -> None:
    assert sign_in(helpdesk).get(f"{users_url}{sub}/").status_code == 404


def test_groups_that_cannot_be_read_leave_the_rest_of_the_page(
    sign_in: SignIn, helpdesk: Operator, address: Address, ana: str
) -> None:
    faults.fail_next("AdminListGroupsForUser", error="AccessDeniedException")
    page = get(sign_in(helpdesk), address(ana))
    assert "ana@example.com" in page
    assert "cognito-idp:AdminListGroupsForUser" in page


def test_what_is_not_possible_now_says_why(
    sign_in: SignIn, helpdesk: Operator, address: Address, ben: str
) -> None:
    page = get(sign_in(helpdesk), address(ben))
    assert f'href="{address(ben, "resend")}"' in page
    assert f'href="{address(ben, "reset-password")}"' not in page
    assert "They still have a temporary password." in page


def test_an_invitation_shows_until_when_it_is_presumed_good(
    sign_in: SignIn, helpdesk: Operator, address: Address, ben: str
) -> None:
    assert "Probably still valid" in get(sign_in(helpdesk), address(ben))


def test_federated_users_show_where_they_come_from(
    sign_in: SignIn, helpdesk: Operator, viewer: Operator, address: Address, pool_id: str
) -> None:
    identities = '[{"providerName": "Google", "providerType": "Google", "userId": "g-77", "primary": "true"}]'
    sub = world.make_user(
        pool_id, "f@example.com", status="EXTERNAL_PROVIDER", attributes={"identities": identities}
    )
    page = get(sign_in(helpdesk), address(sub))
    assert "Other identity providers" in page
    assert "g-77" in page
    assert "g-77" not in get(sign_in(viewer), address(sub))


# Viewers


def test_viewers_see_personal_data_masked_everywhere(
    sign_in: SignIn, viewer: Operator, users_url: str, address: Address, ana: str
) -> None:
    client = sign_in(viewer)
    for url in (users_url, f"{users_url}?columns=phone_number&columns=name", address(ana)):
        page = get(client, url)
        assert not any(text in page for text in ("López", "ana@example.com", "5550100"))
        assert ana in page


def test_viewers_are_offered_nothing_that_changes_anything(
    sign_in: SignIn, viewer: Operator, users_url: str, address: Address, ben: str
) -> None:
    for url in (users_url, address(ben)):
        page = get(sign_in(viewer), url)
        main = page[page.index("<main") : page.index("</main>")]
        assert 'method="post"' not in main
        assert not any(f"{action}/" in main for action in ("resend", "disable", "sign-out", "deep-read"))
