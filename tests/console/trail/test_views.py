"""The pages of the trail."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from console.access.models import Operator
from console.audit.models import Entry, Outcome
from console.trail import reading as trail
from tests.conftest import SignIn, operator_with
from tests.console.audit.conftest import ANA, POOL, entry_of, tamper

pytestmark = pytest.mark.django_db

INDEX = "/audit/"
HOSTILE = "<img src=x onerror=alert(1)>\u202e' \""
TO_RESULTS = {"HX-Request": "true", "HX-Target": "results"}


def entry_url(number: int) -> str:
    return reverse("audit:entry", args=[number])


@pytest.mark.parametrize("who", ["viewer", "helpdesk", "administrator", "owner"])
def test_every_role_reads_the_trail(who: str, sign_in: SignIn, request: pytest.FixtureRequest) -> None:
    entry_of(reason="ticket 4711")
    page = sign_in(request.getfixturevalue(who)).get(INDEX)
    assert page.status_code == 200
    for words in ("Disable a user", "Help desk", "Done", "ticket 4711", POOL):
        assert words in page.text


@pytest.mark.parametrize("url", [INDEX, "/audit/1/", "/audit/export.csv", "/audit/export.jsonl"])
def test_anonymous_visitors_are_asked_to_sign_in(url: str) -> None:
    answer = Client().get(url)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("url", [INDEX, "/audit/1/"])
def test_operators_without_any_role_are_refused(url: str, sign_in: SignIn) -> None:
    assert sign_in(operator_with("nobody", None)).get(url).status_code == 403


@pytest.mark.parametrize("url", [INDEX, "/audit/1/", "/audit/export.csv"])
def test_the_trail_cannot_be_posted_to(url: str, sign_in: SignIn, owner: Operator) -> None:
    assert sign_in(owner).post(url).status_code == 405


def test_strangers_see_neither_entries_nor_that_they_exist(sign_in: SignIn, stranger: Operator) -> None:
    entry_of()
    client = sign_in(stranger)
    assert "Disable a user" not in _table(client.get(INDEX).text)
    assert client.get(entry_url(1)).status_code == client.get(entry_url(99)).status_code == 404


def test_a_write_is_one_line_though_it_has_two_entries(sign_in: SignIn, owner: Operator) -> None:
    asked = entry_of(outcome=Outcome.ASKED)
    entry_of(attempt=asked.attempt)
    page = sign_in(owner).get(INDEX)
    assert _table(page.text).count("Disable a user") == 1


def test_htmx_gets_the_results_alone(sign_in: SignIn, owner: Operator) -> None:
    entry_of()
    answer = sign_in(owner).get(INDEX, headers=TO_RESULTS)
    assert answer.text.lstrip().startswith('<div id="results"')
    assert "HX-Target" in answer["Vary"]
    assert "<h1" not in answer.text


def test_an_empty_trail_is_told_from_a_filter_that_finds_nothing(sign_in: SignIn, owner: Operator) -> None:
    client = sign_in(owner)
    assert "Nothing yet" in client.get(INDEX).text
    page = client.get(INDEX, {"operator": "nobody"}).text
    assert "No entry matches" in page
    assert "Clear filter" in page


def test_filters_live_in_the_address_and_stay_in_the_form(sign_in: SignIn, owner: Operator) -> None:
    entry_of(reason="unwanted")
    entry_of(reason="wanted-one", operator="somebody", action="enable_user")
    wanted = {"operator": "somebody", "action": "enable_user", "since": "2020-01-01T00:00", "user": ANA}
    page = sign_in(owner).get(INDEX, wanted).text
    assert "wanted-one" in page
    assert "unwanted" not in page
    assert 'value="somebody"' in page
    assert 'value="2020-01-01T00:00"' in page
    assert "export.csv?operator=somebody&amp;action=enable_user" in page


@pytest.mark.parametrize(
    "wanted",
    [
        {"since": "yesterday"},
        {"action": "no such action"},
        {"since": "2026-02-01T00:00", "until": "2026-01-01T00:00"},
        {"user": "a" * 300},
        {"user": "a\x00"},
    ],
)
def test_a_filter_that_cannot_be_used_shows_no_entries_and_why(
    sign_in: SignIn, owner: Operator, wanted: dict[str, str]
) -> None:
    entry_of(reason="do not show")
    client = sign_in(owner)
    page = client.get(INDEX, wanted)
    assert page.status_code == 422
    assert "The filter cannot be used" in page.text
    assert "do not show" not in page.text
    assert client.get("/audit/export.csv", wanted)["Location"].startswith("/audit/?")


def test_pages_have_real_addresses_that_keep_the_filter(
    sign_in: SignIn, owner: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail, "PAGE_SIZE", 2)
    for number in range(1, 6):
        entry_of(reason=f"entry-{number}")
    client = sign_in(owner)
    newest = client.get(INDEX, {"outcome": "done"}).text
    older = _link(newest, "next")
    assert older == "/audit/?outcome=done&before=4"
    page = client.get(older).text
    assert re.findall(r"entry-\d", page) == ["entry-3", "entry-2"]
    assert _link(page, "prev") == "/audit/?outcome=done&after=3"


@pytest.mark.parametrize("step", ["before=x", "after=-1", "before=" + "9" * 40, "before=", "after=²"])
def test_a_page_that_makes_no_sense_is_the_newest(sign_in: SignIn, owner: Operator, step: str) -> None:
    entry_of(reason="here")
    assert "here" in sign_in(owner).get(f"{INDEX}?{step}").text


def test_hostile_text_is_shown_and_does_nothing(sign_in: SignIn, owner: Operator) -> None:
    hostile = {"target_label": HOSTILE, "operator": HOSTILE, "reason": HOSTILE, "message": HOSTILE}
    details = {"before": {HOSTILE: HOSTILE}, "after": {HOSTILE: "x"}, HOSTILE: HOSTILE}
    entry_of(**hostile, details=details, target_id=HOSTILE, target_kind=HOSTILE, action=HOSTILE[:50])
    client = sign_in(owner)
    for url in (INDEX, entry_url(1), f"{INDEX}?user=%3Cimg%20src%3Dx"):
        page = client.get(url).text
        assert "<img" not in page
        assert "&lt;img" in page


def test_an_entry_shows_what_was_asked_and_how_it_ended(sign_in: SignIn, owner: Operator) -> None:
    details = {
        "before": {"enabled": True, "status": "CONFIRMED"},
        "after": {"enabled": False, "status": "CONFIRMED"},
    }
    asked = entry_of(outcome=Outcome.ASKED, details=details)
    done = entry_of(attempt=asked.attempt, aws_request_id="aws-1", request_id="ours-1", details=details)
    client = sign_in(owner)
    page = client.get(entry_url(done.number)).text
    for words in ("aws-1", "ours-1", done.hash, asked.hash, "<del>yes</del>", "<ins>no</ins>", "unchanged"):
        assert words in page
    assert entry_url(asked.number) in page
    assert entry_url(done.number) in client.get(entry_url(asked.number)).text
    assert "As it was written" in page


def test_an_entry_that_was_tampered_with_says_so(sign_in: SignIn, owner: Operator) -> None:
    entry_of()
    tamper("UPDATE audit_entry SET reason = 'forged' WHERE number = 1")
    assert "does not follow" in sign_in(owner).get(entry_url(1)).text


def test_a_viewer_reads_neither_list_nor_entry_unmasked(sign_in: SignIn, viewer: Operator) -> None:
    entry_of(details={"before": {"email": "ana@example.com"}}, reason="ana@example.com called")
    client = sign_in(viewer)
    for url in (INDEX, entry_url(1)):
        page = client.get(url).text
        assert "ana@example.com" not in page
        assert "a•••@e•••.com" in page


def test_the_list_costs_the_same_however_many_entries_it_shows(
    sign_in: SignIn, owner: Operator, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    for _ in range(30):
        entry_of()
    client = sign_in(owner)
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        client.get(INDEX)


def test_looking_is_not_recorded(sign_in: SignIn, owner: Operator) -> None:
    entry_of()
    before = Entry.objects.count()
    client = sign_in(owner)
    client.get(INDEX)
    client.get(entry_url(1))
    assert Entry.objects.exclude(action="signed_in").count() == before


def _table(page: str) -> str:
    found = re.search(r"<tbody>.*</tbody>", page, re.DOTALL)
    return found[0] if found else ""


def _link(page: str, rel: str) -> str:
    found = re.search(rf'href="([^"]*)" rel="{rel}"', page)
    assert found
    return found[1].replace("&amp;", "&")
