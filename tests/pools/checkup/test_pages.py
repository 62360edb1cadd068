"""The check-up as operators see it: its own page, the pool's page, the list of pools."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection as database
from django.test import Client
from django.test.utils import CaptureQueriesContext

from console.access.models import Operator
from console.cognito import budget
from console.cognito.connections import Connection
from console.emulator import faults, world
from pools.checkup.rules import CHECKS
from pools.settings.words import setting_of_pool
from tests.conftest import SignIn
from tests.pages import read
from tests.pools.conftest import HOSTILE

BOTH = ["DescribeUserPool", "GetUserPoolMfaConfig"]
Change = Callable[..., None]


@pytest.fixture
def url(pool_url: str) -> str:
    return f"{pool_url}check-up/"


def article(page: str, name: str) -> str:
    """What the page says of one rule."""
    found = re.search(rf'<article class="finding" id="{name}".*?</article>', page, re.DOTALL)
    assert found, f"{name} is not on the page"
    return found[0]


# What is shown


def test_each_finding_says_what_why_and_where_it_is_put_right(
    sign_in: SignIn, administrator: Operator, url: str, pool_url: str
) -> None:
    told = article(read(sign_in(administrator), url), "deletion-protection-off")
    assert "Deletion protection is off" in told
    assert "Deletion protection is inactive." in told
    assert "One call" in told
    assert "Turn it on." in told
    section = setting_of_pool("DeletionProtection")[1]
    assert section
    assert f'href="{pool_url}settings/{section.id}/#id_DeletionProtection"' in told


def test_cognitos_limit_is_no_finding_where_a_function_sends_the_e_mail(
    sign_in: SignIn, administrator: Operator, url: str, change: Change
) -> None:
    client = sign_in(administrator)
    assert "50 e-mails a day" in article(read(client, url), "email-built-in")
    function = "arn:aws:lambda:us-east-1:123456789012:function:mail"
    change(LambdaConfig={"CustomEmailSender": {"LambdaVersion": "V1_0", "LambdaArn": function}})
    page = read(client, url, fresh="1")
    assert "50 e-mails a day" not in page
    assert 'id="email-built-in"' not in page


def test_the_field_that_a_finding_leads_to_is_there(
    sign_in: SignIn, administrator: Operator, url: str
) -> None:
    client = sign_in(administrator)
    links = re.findall(r'href="([^"]*/settings/[^"#]*)#([^"]+)"', read(client, url))
    assert len(links) > 3
    for address, field in links:
        assert f'id="{field}"' in read(client, address), field


def test_those_who_may_not_change_settings_are_led_to_where_they_stand(
    sign_in: SignIn, viewer: Operator, url: str, pool_url: str
) -> None:
    page = read(sign_in(viewer), url)
    told = article(page, "deletion-protection-off")
    place = re.search(rf'href="{pool_url}#([\w-]+)"', told)
    assert place and f'id="{place[1]}"' in read(sign_in(viewer), pool_url)
    articles = "".join(re.findall(r"<article.*?</article>", page, re.DOTALL))
    assert "/settings/" not in articles
    assert "/accept/" not in articles


def test_what_can_never_be_changed_says_so_and_has_no_field(
    sign_in: SignIn, administrator: Operator, url: str, pool_url: str
) -> None:
    told = article(read(sign_in(administrator), url), "case-sensitive-usernames")
    assert "in a new pool" in told
    assert f'href="{pool_url}#sign-in"' in told
    assert "/settings/" not in told
    assert "https://" not in told


def test_findings_stand_under_their_severity_the_gravest_first(
    sign_in: SignIn, viewer: Operator, url: str, sound: Change
) -> None:
    sound(DeletionProtection="INACTIVE", UserPoolAddOns={"AdvancedSecurityMode": "AUDIT"})
    page = read(sign_in(viewer), url)
    assert "2 findings: 1 worth fixing, 1 good to know" in page
    assert re.findall(r'<section class="card" id="(danger|warning|info)"', page) == ["warning", "info"]
    assert "Less serious here: By Cognito’s estimate nobody is in this pool." in page


def test_all_clear_is_said_in_so_many_words(
    sign_in: SignIn, viewer: Operator, url: str, pool_url: str, sound: Change
) -> None:
    sound()
    client = sign_in(viewer)
    page = read(client, url)
    assert "All clear" in page
    assert f"All {len(CHECKS)} rules passed" in page
    assert "<article" not in page
    assert "Check-up:" not in read(client, pool_url)


def test_every_rule_is_listed_with_what_passing_means(
    sign_in: SignIn, viewer: Operator, url: str, sound: Change
) -> None:
    sound()
    page = read(sign_in(viewer), url)
    assert [check.name for check in CHECKS.values() if check.passes not in page] == []
    assert page.count("Passed:") == len(CHECKS)


def test_the_navigation_leads_there(sign_in: SignIn, viewer: Operator, url: str, pool_url: str) -> None:
    assert f'href="{url}"' in read(sign_in(viewer), pool_url)
    assert re.search(rf'href="{url}" aria-current="page"', read(sign_in(viewer), url))


def test_what_cognito_says_is_shown_as_text(
    sign_in: SignIn, administrator: Operator, url: str, change: Change
) -> None:
    change(
        SmsConfigurationFailure=HOSTILE,
        LambdaConfig={"UserMigration": HOSTILE, "PreSignUp": f"arn:aws:lambda:x:{HOSTILE}:function:f"},
        UserPoolTier=HOSTILE,
        AutoVerifiedAttributes=[HOSTILE],
    )
    answer = sign_in(administrator).get(url).content.decode()
    assert "<img" not in answer
    assert "{{ 7|add:7 }}" in unescape(answer)


# What it costs


def test_it_costs_two_calls_side_by_side_and_none_while_they_are_remembered(
    sign_in: SignIn, viewer: Operator, url: str, pool_url: str
) -> None:
    client = sign_in(viewer)
    with budget.counted() as cold:
        read(client, url)
    with budget.counted() as warm:
        read(client, url)
    with budget.counted() as pool_page:
        read(client, pool_url)
    with budget.counted() as refreshed:
        read(client, url, fresh="1")
    assert sorted(cold) == BOTH
    assert warm == []
    assert pool_page == ["ListPointInTimeRecoveries"]
    assert sorted(refreshed) == BOTH


# The pool's page


def test_the_pools_page_names_what_is_serious(
    sign_in: SignIn, viewer: Operator, pool_url: str, url: str
) -> None:
    world.make_user(pool_url.split("/")[3], "ana@example.com")
    page = read(sign_in(viewer), pool_url)
    notice = re.search(r'<div class="callout" data-tone="danger">.*?</ul>', page, re.DOTALL)
    assert notice
    assert f'<a href="{url}">Check-up: 1 serious, 6 more</a>' in notice[0]
    assert "Deletion protection is off" in notice[0]


# The list of pools


def cell(client: Client, pool_id: str) -> str:
    """The check-up cell of the first pool in the list, as text."""
    page = read(client, "/pools/", details="1", q=pool_id)
    found = re.search(r'<td data-label="Check-up">(.*?)</td>', page, re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


def test_the_list_counts_what_descriptions_tell_without_a_call_more(
    sign_in: SignIn, viewer: Operator, pool_id: str, url: str
) -> None:
    world.make_user(pool_id, "ana@example.com")
    client = sign_in(viewer)
    with budget.counted() as calls:
        page = read(client, "/pools/", details="1")
    assert sorted(calls) == ["DescribeUserPool", "ListUserPools"]
    assert f'href="{url}"' in page
    assert cell(client, pool_id) == "1 serious 6 more in the check-up"
    assert "counted here without the rules on second factors" in page


def test_the_list_says_when_there_is_nothing(
    sign_in: SignIn, viewer: Operator, pool_id: str, sound: Change
) -> None:
    sound()
    assert cell(sign_in(viewer), pool_id) == "None in the check-up"


def test_the_list_asks_the_database_once_however_many_pools_there_are(
    sign_in: SignIn, viewer: Operator, many_pools: list[str], connection: Connection
) -> None:
    client = sign_in(viewer)
    with CaptureQueriesContext(database) as queries:
        read(client, "/pools/", details="1")
    assert len([query for query in queries if "pools_acceptance" in query["sql"]]) == 1


# When something goes wrong


def test_without_the_second_store_the_other_rules_are_checked(
    sign_in: SignIn, administrator: Operator, url: str
) -> None:
    client = sign_in(administrator)
    faults.fail_next("GetUserPoolMfaConfig", error="AccessDeniedException")
    page = read(client, url)
    assert "Not everything could be checked" in page
    assert "cognito-idp:GetUserPoolMfaConfig" in page
    assert page.count("Not checked") == sum(bool(check.needs) for check in CHECKS.values())
    assert "Deletion protection is off" in page


def test_nothing_found_in_half_of_it_is_not_all_clear(
    sign_in: SignIn, viewer: Operator, url: str, sound: Change
) -> None:
    sound()
    faults.fail_next("GetUserPoolMfaConfig", error="AccessDeniedException")
    page = read(sign_in(viewer), url)
    assert "All clear" not in page
    assert "Nothing found in what could be read" in page


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        ({"error": "AccessDeniedException"}, 502, "cognito-idp:DescribeUserPool"),
        ({"error": "TooManyRequestsException", "count": 2}, 429, "Cognito is busy"),
        ({"body": b"{}"}, 502, "answer was broken"),
    ],
)
def test_a_pool_that_cannot_be_described_says_why(
    sign_in: SignIn, viewer: Operator, url: str, fault: dict[str, Any], status: int, words: str
) -> None:
    caches["cognito"].clear()
    faults.fail_next("DescribeUserPool", **fault)
    assert words in read(sign_in(viewer), url, status=status)


# Who may


def test_anonymous_visitors_sign_in_first(client: Client, url: str, db: None) -> None:
    assert client.get(url)["Location"].startswith("/accounts/login/")


def test_other_pools_do_not_exist(sign_in: SignIn, stranger: Operator, url: str) -> None:
    with budget.counted() as calls:
        read(sign_in(stranger), url, status=404)
    assert calls == []


def test_it_is_only_read(sign_in: SignIn, owner: Operator, url: str) -> None:
    assert sign_in(owner).post(url).status_code == 405
