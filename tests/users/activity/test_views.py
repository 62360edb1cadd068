"""One person's timeline, and feedback on sign-in events."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console.access.models import Operator
from console.audit.models import Entry, append
from console.cognito import budget
from console.emulator import faults, world
from console.emulator.overlay import perform
from tests.conftest import SignIn
from tests.pages import read
from users.activity.charts import chart_of
from users.activity.gateway import AuthEvent

Address = Callable[..., str]
NOW = datetime.now(UTC)
HTMX = {"HX-Request": "true", "HX-Target": "timeline"}


@pytest.fixture
def pool_id(connection: object) -> str:
    """A pool that notes sign-ins."""
    return world.make_pool("Shop", UserPoolTier="PLUS", UserPoolAddOns={"AdvancedSecurityMode": "AUDIT"})


@pytest.fixture
def ana(pool_id: str) -> str:
    return world.make_user(
        pool_id,
        "ana",
        attributes={"name": "Ana López", "email": "ana@example.com"},
        created=NOW - timedelta(days=300),
        modified=NOW - timedelta(days=2),
    )


def titles(page: str) -> list[str]:
    return [re.sub(r"<[^>]*>", "", title) for title in re.findall(r'class="event-title">(.*?)</p>', page)]


def older(page: str) -> str | None:
    found = re.search(r'<a [^>]*href="([^"]*)"[^>]*rel="next"', page)
    return found[1] if found else None


def done(pool_id: str, sub: str, action: str, at: datetime, **more: Any) -> Entry:
    return append(
        action=action,
        outcome=more.pop("outcome", "done"),
        operator="owner",
        connection="embedded",
        pool_id=pool_id,
        target_kind="user",
        target_id=sub,
        at=at,
        **more,
    )


def test_everything_that_happened_stands_in_one_order(
    sign_in: SignIn, administrator: Operator, address: Address, pool_id: str, ana: str
) -> None:
    world.make_auth_event(
        pool_id,
        ana,
        response="Fail",
        risk="High",
        decision="Block",
        compromised=True,
        at=NOW - timedelta(days=1),
    )
    world.make_auth_event(
        pool_id,
        ana,
        at=NOW - timedelta(days=3),
        challenges=[("Password", "Success"), ("Mfa", "Success")],
        context={"City": "Lisbon", "Country": "Portugal"},
    )
    before, after = {"status": "CONFIRMED", "enabled": True}, {"status": "CONFIRMED", "enabled": False}
    done(
        pool_id,
        ana,
        "disable_user",
        NOW - timedelta(hours=30),
        reason="left us",
        details={"before": before, "after": after},
    )
    client = sign_in(administrator)
    with budget.counted() as calls:
        page = read(client, address(ana, "activity"))
    assert sorted(calls) == ["AdminListUserAuthEvents", "DescribeUserPool", "ListUsers"]
    assert titles(page) == [
        "Sign-in",
        "Disable a user",
        "User changed for the last time",
        "Sign-in",
        "User created",
    ]
    for words in (
        "Blocked, risk high",
        "Password known to be stolen",
        "password right, second factor right",
        "Lisbon, Portugal",
        "192.0.2.10",
        "left us",
        "by owner",
        "1 succeeded, 1 failed",
        '<rect class="chart-fail"',
    ):
        assert words in page, words


def test_viewers_see_what_happened_but_nothing_personal_and_can_do_nothing(
    sign_in: SignIn, viewer: Operator, address: Address, pool_id: str, ana: str
) -> None:
    world.make_auth_event(
        pool_id,
        ana,
        context={"City": "Lisbon", "Country": "Portugal", "DeviceName": "Ana López's iPhone, Safari"},
    )
    done(pool_id, ana, "disable_user", NOW, target_label="Ana López", reason="wrote from ana@example.com")
    page = read(sign_in(viewer), address(ana, "activity"))
    main = page[page.index("<main") :]
    assert "iPhone Safari" in main
    assert "Portugal" in main
    assert "192.0.•••" in main
    for hidden in ("López", "Lisbon", "192.0.2.10", "ana@example.com", 'method="post"'):
        assert hidden not in main, hidden


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"kind": "events"}, ["Sign-in", "Sign-in"]),
        ({"kind": "changes"}, ["Reset a password", "Disable a user"]),
        ({"kind": "looks"}, ["Open a user"]),
        ({"kind": "dates"}, ["User changed for the last time", "User created"]),
        ({"kind": "events", "outcome": "bad"}, ["Sign-in"]),
        ({"outcome": "bad"}, ["Reset a password", "Sign-in"]),
        ({"outcome": "open"}, []),
        ({"kind": "nonsense"}, None),
    ],
)
def test_the_timeline_is_filtered_by_kind_and_outcome(
    sign_in: SignIn,
    administrator: Operator,
    address: Address,
    pool_id: str,
    ana: str,
    query: dict[str, str],
    shown: list[str] | None,
) -> None:
    world.make_auth_event(pool_id, ana, at=NOW - timedelta(days=8))
    world.make_auth_event(pool_id, ana, response="Fail", at=NOW - timedelta(days=9))
    for action, days, outcome in (
        ("disable_user", 6, "done"),
        ("reset_password", 5, "refused"),
        ("view_user", 4, "done"),
    ):
        done(pool_id, ana, action, NOW - timedelta(days=days), outcome=outcome)
    client = sign_in(administrator)
    with budget.counted() as calls:
        found = titles(read(client, address(ana, "activity"), status=422 if shown is None else 200, **query))
    assert len(found) == 7 if shown is None else found == shown
    assert ("AdminListUserAuthEvents" in calls) is (query.get("kind", "") in {"", "events", "nonsense"})


@pytest.mark.parametrize(("events", "entries"), [(150, 0), (0, 150), (90, 90), (61, 200), (3, 60)])
def test_older_pages_tell_everything_once_and_in_order(
    sign_in: SignIn,
    administrator: Operator,
    address: Address,
    pool_id: str,
    ana: str,
    events: int,
    entries: int,
) -> None:
    for number in range(events):
        world.make_auth_event(
            pool_id, ana, at=NOW - timedelta(hours=2 * number + 1), context={"City": f"e{number}."}
        )
    # In the order in which they were written, as they always are.
    for number in reversed(range(entries)):
        done(pool_id, ana, "disable_user", NOW - timedelta(hours=1.3 * number + 1), reason=f"l{number}.")
    client, url, seen, at = sign_in(administrator), address(ana, "activity"), [], []
    while url:
        page = read(client, url)
        seen += re.findall(r"[>·] *(?:Reason: )?<bdi[^>]*>([el]\d+)\.", page)
        part = page[page.index('class="timeline"') :]
        at += re.findall(r'event-meta"><time[^>]* datetime="([^"]*)"', part)
        url = older(page) or ""
    assert len(seen) == len(set(seen)) == events + entries
    assert len(at) == events + entries + 2
    assert at == sorted(at, reverse=True)


def test_without_threat_protection_the_rest_is_shown(
    sign_in: SignIn, helpdesk: Operator, connection: object
) -> None:
    pool_id = world.make_pool("Plain")
    sub = world.make_user(pool_id)
    page = read(sign_in(helpdesk), f"/pools/embedded/{pool_id}/users/{sub}/activity/")
    assert "Threat protection is off in this pool" in page
    assert "User created" in titles(page)


def test_events_that_may_not_be_read_are_explained(
    sign_in: SignIn, helpdesk: Operator, address: Address, ana: str
) -> None:
    faults.fail_next("AdminListUserAuthEvents", error="AccessDeniedException")
    page = read(sign_in(helpdesk), address(ana, "activity"))
    assert "cognito-idp:AdminListUserAuthEvents" in page
    assert "User created" in titles(page)


def test_an_old_place_in_the_list_starts_again(
    sign_in: SignIn, helpdesk: Operator, address: Address, pool_id: str, ana: str
) -> None:
    world.make_auth_event(pool_id, ana)
    query = {"token": "long-gone", "until": NOW.isoformat(), "before": "7"}
    page = read(sign_in(helpdesk), address(ana, "activity"), **query)
    assert "The timeline starts again" in page
    assert "Sign-in" in titles(page)
    assert "User created" in titles(
        read(sign_in(helpdesk), address(ana, "activity"), until="yesterday", skip="x")
    )


def test_htmx_gets_the_timeline_alone(
    sign_in: SignIn, helpdesk: Operator, address: Address, ana: str
) -> None:
    answer = sign_in(helpdesk).get(address(ana, "activity"), headers=HTMX)
    assert answer.content.decode().lstrip().startswith('<section id="timeline"')
    assert "HX-Target" in answer["Vary"]


# Feedback


def test_feedback_is_sent_recorded_and_shown(
    sign_in: SignIn, administrator: Operator, address: Address, pool_id: str, ana: str
) -> None:
    event = world.make_auth_event(pool_id, ana)
    client, url = sign_in(administrator), address(ana, "activity/feedback") + "?kind=events"
    for value, words in (("Invalid", "somebody else’s"), ("Valid", "their own")):
        answer = client.post(url, {"event": event, "value": value}, follow=True)
        assert answer.redirect_chain[0][0].endswith("/activity/?kind=events")
        assert f"Marked as {words}" in answer.content.decode()
    told = perform("AdminListUserAuthEvents", "us-east-1", {"UserPoolId": pool_id, "Username": "ana"})
    assert told["AuthEvents"][0]["EventFeedback"]["FeedbackValue"] == "Valid"
    kept = Entry.objects.filter(action="give_feedback", outcome="done").first()
    assert kept is not None
    assert kept.details == {"event": event, "after": {"feedback": "Valid"}}


def test_feedback_that_is_none_is_not_sent(
    sign_in: SignIn, administrator: Operator, helpdesk: Operator, address: Address, pool_id: str, ana: str
) -> None:
    event, url = world.make_auth_event(pool_id, ana), address(ana, "activity/feedback")
    with faults.recording() as calls:
        for given in ({"event": event, "value": "Maybe"}, {"event": "a b", "value": "Valid"}, {}):
            assert "Nothing was sent" in sign_in(administrator).post(url, given, follow=True).content.decode()
        assert sign_in(helpdesk).post(url, {"event": event, "value": "Valid"}).status_code == 403
        assert sign_in(administrator).get(url).status_code == 405
    assert "AdminUpdateAuthEventFeedback" not in [call.operation for call in calls]
    gone = sign_in(administrator).post(url, {"event": "no-such-event", "value": "Valid"})
    assert gone.status_code == 404


# The chart


def event(days: float, response: str = "Pass") -> AuthEvent:
    return AuthEvent(id="e", kind="SignIn", at=NOW - timedelta(days=days), response=response)


@pytest.mark.parametrize(
    ("days", "unit", "columns"), [(5, "day", 6), (200, "week", None), (500, "month", None)]
)
def test_bars_stand_for_days_weeks_or_months(days: int, unit: str, columns: int | None) -> None:
    chart = chart_of([event(0), event(0, "Fail"), event(days), event(days, "InProgress"), event(days)])
    assert chart is not None
    assert chart.unit == unit
    assert columns is None or len(chart.columns) == columns
    assert (chart.columns[0].passed, chart.columns[0].unfinished, chart.columns[-1].failed) == (2, 1, 1)
    assert chart.maximum == 3
    for column in chart.columns:
        tops = [bar.y for bar in column.bars]
        assert tops == sorted(tops, reverse=True)
        assert all(0 <= bar.y <= bar.y + bar.height <= chart.height + 0.1 for bar in column.bars)
        assert all(bar.x < chart.width for bar in column.bars)
    assert [column.label for column in chart.busy] == [chart.columns[-1].label, chart.columns[0].label]


def test_without_sign_ins_there_is_no_chart() -> None:
    assert chart_of([]) is None
