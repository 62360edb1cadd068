"""What a pool looked like over time: what is kept, and the pages that tell it."""

import json
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.db import connection as database
from django.db import connections
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from pytest_django.asserts import assertNumQueries

from console.access.models import Operator
from console.access.reach import PoolAccess
from console.access.roles import Role
from console.audit.models import AppendOnly, append
from console.audit.recorder import TrailRecorder
from console.cognito import budget
from console.cognito.connections import Connection
from console.emulator import faults
from console.emulator.overlay import perform
from pools.history import lines as revisions
from pools.saving import history
from pools.saving.engine import Report, Review
from pools.saving.models import Look, Revision
from pools.saving.proposals import Proposal
from pools.saving.states import State
from pools.settings.gateway import SettingsGateway
from pools.settings.state import COMPARISON
from pools.settings.subject import PoolSubject
from tests.conftest import SignIn
from tests.console.audit.conftest import in_thread, in_threads
from tests.pages import hidden, read
from tests.pools.conftest import HOSTILE
from tests.pools.history.conftest import READS, lines

LENGTH = "Policies.PasswordPolicy.MinimumLength"
SUBJECT = "AdminCreateUserConfig.InviteMessageTemplate.EmailSubject"
Save = Callable[..., Any]


@pytest.fixture
def access(connection: Connection, pool_id: str, administrator: Operator) -> PoolAccess:
    recorder = TrailRecorder(operator_id=administrator.pk, operator=administrator.username)
    return PoolAccess(
        connection=connection,
        id=pool_id,
        operator=administrator,
        role=Role.ADMINISTRATOR,
        recorder=recorder,
    )


@pytest.fixture
def save(console: Client, pool_url: str, pool_id: str, administrator: Operator) -> Save:
    """Save changes by path, as a form or another page would propose them; `before` is done just before."""

    def saved(
        changes: dict[str, Any], origin: str = "passwords", before: Callable[[], None] = lambda: None
    ) -> Any:
        about = f"pool:embedded:{pool_id}::{administrator.pk}"
        shown = hidden(console.get(f"{pool_url}settings/passwords/"))
        baseline = Proposal.from_token(shown, about).baseline
        proposal = Proposal(baseline=baseline, changes=changes, origin=origin)
        before()
        return console.post(f"{pool_url}settings/save/", {"proposal": proposal.token(about)})

    return saved


# Looking


def test_the_first_visit_keeps_the_pool_as_it_is_and_the_next_one_keeps_nothing_more(
    viewer: Operator, sign_in: SignIn, history_url: str
) -> None:
    client = sign_in(viewer)
    with budget.counted() as calls:
        page = read(client, history_url)
    assert sorted(calls) == READS
    assert "First look" in page
    assert "the first time that Lifeguard looked" in page
    first = Look.objects.get()
    read(client, history_url)
    assert Revision.objects.count() == 1
    assert Look.objects.exclude(at=first.at).exists()


def test_a_change_made_outside_is_shown_as_such_with_the_time_in_which_it_was_made(
    viewer: Operator, sign_in: SignIn, history_url: str, change: Callable[..., None]
) -> None:
    client = sign_in(viewer)
    client.get(history_url)
    looked = Look.objects.get().at
    change(UserPoolTags={"team": "shop"}, DeletionProtection="ACTIVE")
    page = read(client, history_url)
    assert lines(client, history_url) == ["Changed outside Lifeguard", "First look"]
    assert "Off: the pool can be deleted" in page
    assert "team shop" in page
    newest = Revision.objects.all()[0]
    assert (newest.since, newest.operator, newest.origin) == (looked, "", "")
    assert set(newest.changed) == {"DeletionProtection", "UserPoolTags"}
    page = read(client, f"{history_url}{newest.pk}/")
    assert "AWS CloudTrail can tell who" in page


def test_what_lifeguard_itself_did_is_not_called_a_change_from_outside(
    console: Client, history_url: str, pool_id: str, connection: Connection
) -> None:
    console.get(history_url)
    append(
        action="add_attributes",
        operation="AddCustomAttributes",
        outcome="done",
        operator="ada",
        connection=connection.slug,
        pool_id=pool_id,
    )
    attribute = {"Name": "team", "AttributeDataType": "String"}
    perform("AddCustomAttributes", "us-east-1", {"UserPoolId": pool_id, "CustomAttributes": [attribute]})
    page = read(console, history_url)
    assert "Found changed after: Add custom attributes" in page
    assert "Attribute custom:team" in page
    assert Revision.objects.all()[0].operator == "ada"


def test_a_refused_write_explains_nothing(
    console: Client, save: Save, history_url: str, change: Callable[..., None]
) -> None:
    console.get(history_url)
    save({LENGTH: 12}, before=lambda: faults.fail_next("UpdateUserPool", error="InvalidParameterException"))
    change(DeletionProtection="ACTIVE")
    assert lines(console, history_url) == ["Changed outside Lifeguard", "First look"]


def test_a_save_is_named_after_its_section_and_tells_what_changed(
    console: Client, save: Save, history_url: str
) -> None:
    save({LENGTH: 12, "DeletionProtection": "ACTIVE", SUBJECT: "Hello", "UserPoolTags": {"a": "b"}})
    page = read(console, history_url)
    assert lines(console, history_url) == ["Passwords", "First look"]
    newest = Revision.objects.all()[0]
    assert (newest.operator, newest.outcome) == ("administrator", "saved")
    assert newest.changed[LENGTH] == [8, 12]
    assert "Shortest password" in page
    assert "and 1 more" in page


def test_long_values_are_named_but_not_repeated(console: Client, save: Save, history_url: str) -> None:
    text = "{username} {####} " + "long " * 100
    save({"AdminCreateUserConfig.InviteMessageTemplate.EmailMessage": text}, "Somewhere else")
    newest = Revision.objects.all()[0]
    assert list(newest.changed.values()) == [None]
    page = read(console, history_url)
    assert "Somewhere else" in page
    assert "Invitation: e-mail" in page
    assert "long long" not in page


def test_somebody_who_looks_while_a_save_is_under_way_leaves_no_change_back_and_forth(
    access: PoolAccess, console: Client, history_url: str
) -> None:
    console.get(history_url)
    state = Revision.objects.get().state
    began = timezone.now()
    later = {**state, "DeletionProtection": "ACTIVE"}
    history.note_seen(PoolSubject(access), later)
    report = saved_report(state, later, began)
    kept = history.note_save(PoolSubject(access), report)
    assert kept.previous == Revision.objects.last()
    assert Revision.objects.count() == 3


def saved_report(before: State, after: State, began: Any) -> Any:
    changes = {each.path: each.after for each in COMPARISON.differences(before, after)}
    review = Review(
        proposal=Proposal(baseline=before, changes=changes, origin="about"),
        now=before,
        wanted=after,
        comparison=COMPARISON,
        unknown=(),
        steps=(),
        at=began,
    )
    return Report(review=review, sent=(), after=after)


def test_a_save_that_could_not_be_read_back_is_kept_and_explains_what_is_found_later(
    console: Client, save: Save, history_url: str
) -> None:
    def break_reading() -> None:
        faults.fail_next("DescribeUserPool")  # the read before the write passes
        faults.fail_next("DescribeUserPool", error="InternalErrorException", status=500, count=20)

    answer = save({LENGTH: 12}, before=break_reading)
    faults.clear()
    assert answer.status_code == 504
    kept = Revision.objects.all()[0]
    assert (kept.outcome, kept.changed) == ("unknown", {})
    page = read(console, f"{history_url}{kept.pk}/")
    assert "It is not known what was saved" in page
    assert lines(console, history_url) == [
        "Found changed after: a save whose outcome was not known",
        "Passwords",
        "First look",
    ]


def test_what_comes_true_after_an_unknown_outcome_is_not_called_a_change_from_outside(
    console: Client, save: Save, history_url: str, change: Callable[..., None]
) -> None:
    save({"DeletionProtection": "ACTIVE"}, before=lambda: faults.fail_next("UpdateUserPool", drop=True))
    assert Revision.objects.all()[0].outcome == "unknown"
    assert "Nothing could be seen to have changed" in read(console, history_url)
    change(DeletionProtection="ACTIVE")
    assert lines(console, history_url)[0] == "Found changed after: a save whose outcome was not known"


def test_the_history_can_be_read_while_cognito_refuses(
    viewer: Operator, sign_in: SignIn, history_url: str
) -> None:
    client = sign_in(viewer)
    client.get(history_url)
    faults.fail_next("DescribeUserPool", error="AccessDeniedException")
    page = read(client, history_url)
    assert "could not be looked at just now" in page
    assert "First look" in page


def test_a_pool_that_was_never_read_has_no_history_to_show(
    viewer: Operator, sign_in: SignIn, history_url: str
) -> None:
    faults.fail_next("DescribeUserPool", error="ResourceNotFoundException")
    assert "does not exist any more" in read(sign_in(viewer), history_url, status=404)


def test_a_pool_that_was_made_here_begins_with_its_creation(
    access: PoolAccess, console: Client, history_url: str
) -> None:
    gateway = access.gateway(SettingsGateway)
    kept = history.note_first(PoolSubject(access), gateway.read_state(), origin="Creation: Staff directory")
    page = read(console, history_url)
    assert lines(console, history_url) == ["Creation: Staff directory"]
    assert "Created" in page
    assert "not known" not in page
    assert "Made in Lifeguard" in read(console, f"{history_url}{kept.pk}/")


def test_what_was_known_once_is_neither_changed_nor_deleted(access: PoolAccess) -> None:
    kept = history.note_seen(PoolSubject(access), {"Name": "Staff"})
    for spoil in (kept.save, kept.delete, Revision.objects.all().delete):
        with pytest.raises(AppendOnly):
            spoil()
    with pytest.raises(AppendOnly):
        Revision.objects.update(operator="somebody")


@pytest.fixture
def database_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """An SQLite file that threads share."""
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20}
    settings = {**connections.settings["default"], "NAME": str(tmp_path / "history.sqlite3")}
    monkeypatch.setitem(connections.settings, "default", {**settings, "OPTIONS": options})

    def create_tables() -> None:
        with database.schema_editor() as editor:
            for model in (Revision, Look):
                editor.create_model(model)

    with django_db_blocker.unblock():
        in_thread(create_tables)
        yield


def test_several_who_look_at_the_same_time_keep_a_state_once(
    connection: Connection, database_file: None
) -> None:
    recorder = TrailRecorder(operator_id=1, operator="ada")
    access = PoolAccess(
        connection=connection, id="us-east-1_1", operator=Operator(), role=Role.VIEWER, recorder=recorder
    )
    in_threads(*[lambda: history.note_seen(PoolSubject(access), {"Name": "Staff"})] * 8)
    assert in_thread(Revision.objects.count) == 1


# The list


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("q=shortest+password", ["Passwords"]),
        ("q=minimumlength", ["Passwords"]),
        ("q=deletion+protection", ["Changed outside Lifeguard"]),
        ("who=administrator", ["Passwords"]),
        ("who=:outside", ["Changed outside Lifeguard"]),
        ("who=:outside&q=password", []),
        ("who=nobody", []),
        ("q=%00", []),
    ],
)
def test_changes_are_found_by_setting_and_by_whoever_made_them(
    query: str, titles: list[str], console: Client, save: Save, change: Callable[..., None], history_url: str
) -> None:
    save({LENGTH: 12})
    change(DeletionProtection="ACTIVE")
    console.get(history_url)
    assert lines(console, f"{history_url}?{query}") == titles


def test_filtering_asks_cognito_for_nothing(console: Client, history_url: str) -> None:
    console.get(history_url)
    with budget.counted() as calls:
        region = console.get(f"{history_url}?q=x", headers={"HX-Request": "true", "HX-Target": "results"})
    assert calls == []
    assert region.content.decode().lstrip().startswith('<div id="results"')


def test_a_long_history_is_turned_page_by_page_without_reading_the_states(
    console: Client, history_url: str, pool_id: str
) -> None:
    console.get(history_url)
    first = Revision.objects.get()
    for number in range(40):
        Revision.objects.create(
            connection="embedded",
            pool_id=pool_id,
            source="saved",
            origin=f"Save {number}",
            previous=first,
            state=first.state,
        )
    newest = console.get(history_url).context
    assert [line.title for line in newest["page"].lines][:2] == ["Save 39", "Save 38"]
    older = console.get(newest["older_url"]).context
    assert len(older["page"].lines) == 11
    back = console.get(older["newer_url"]).context
    assert back["page"].lines[0].title == "Save 39"
    with assertNumQueries(1):
        page = revisions.page(Revision.objects.all().of(connection="embedded", pool_id=pool_id))
        assert [line.changes for line in page.lines] == [[]] * 30


# One state


def test_a_state_is_shown_whole_in_words_and_as_json(
    viewer: Operator, sign_in: SignIn, history_url: str, change: Callable[..., None]
) -> None:
    change(UserPoolTags={"note": HOSTILE})
    client = sign_in(viewer)
    client.get(history_url)
    url = f"{history_url}{Revision.objects.get().pk}/"
    with budget.counted() as calls:
        settings = client.get(f"{url}?show=settings").content.decode()
        text = read(client, f"{url}?show=json")
        file = client.get(f"{url}?download=1")
    assert calls == []
    assert "Shortest password" in settings
    assert "preferred_username" in settings
    assert "more, not set" in settings
    assert "<img" not in settings
    assert "Restore this state" not in settings
    assert '"UserPoolTags"' in text
    assert json.loads(file.content) == Revision.objects.get().state
    assert file["Content-Disposition"].startswith("attachment")


def test_a_state_of_another_pool_is_not_found(
    viewer: Operator, sign_in: SignIn, history_url: str, pool_id: str
) -> None:
    other = Revision.objects.create(
        connection="embedded", pool_id="us-east-1_other", source="seen", state={"Name": "Other"}
    )
    read(sign_in(viewer), f"{history_url}{other.pk}/", status=404)


def test_a_save_leads_to_its_entries_in_the_audit_trail(
    console: Client, save: Save, history_url: str
) -> None:
    answer = save({LENGTH: 12})
    page = console.get(answer["Location"])
    trail = console.get(page.context["trail_url"])
    assert [line.entry.action for line in trail.context["page"].lines] == ["change_settings"]


# Two states


def test_two_states_are_compared_in_both_directions(
    viewer: Operator, sign_in: SignIn, history_url: str, change: Callable[..., None]
) -> None:
    client = sign_in(viewer)
    client.get(history_url)
    change(DeletionProtection="ACTIVE")
    client.get(history_url)
    newer, older = Revision.objects.all()
    with budget.counted() as calls:
        answer = client.get(f"{history_url}compare/?from={older.pk}&to={newer.pk}")
    assert calls == []
    [section] = answer.context["sections"]
    [row] = section.rows
    assert (row.worded.path, row.worded.before.raw, row.worded.after.raw) == (
        "DeletionProtection",
        "INACTIVE",
        "ACTIVE",
    )
    assert f"?from={newer.pk}&to={older.pk}" in unescape(answer.content.decode())


def test_a_state_is_compared_with_now_which_is_kept_if_it_is_new(
    viewer: Operator, sign_in: SignIn, history_url: str, change: Callable[..., None]
) -> None:
    client = sign_in(viewer)
    client.get(history_url)
    first = Revision.objects.get()
    assert "The two are the same" in read(client, f"{history_url}compare/?from={first.pk}&to=now")
    change(UserPoolTags={"team": "shop"})
    with budget.counted() as calls:
        answer = client.get(f"{history_url}compare/?from={first.pk}&to=now&show=everything")
    assert sorted(calls) == READS
    rows = [row for section in answer.context["sections"] for row in section.rows]
    assert [row.worded.path for row in rows if row.differs] == ["UserPoolTags"]
    assert "SchemaAttributes.email" in {row.worded.path for row in rows}
    assert Revision.objects.count() == 2
    back = client.get(f"{history_url}compare/?from=now&to={first.pk}")
    assert [section.section.id for section in back.context["sections"]] == ["tags"]


@pytest.mark.parametrize(
    ("query", "parts"), [("", False), ("?from=999&to=now", False), ("?from=x&to=y", False)]
)
def test_what_cannot_be_compared_leaves_the_choice(
    query: str, parts: bool, viewer: Operator, sign_in: SignIn, history_url: str
) -> None:
    client = sign_in(viewer)
    client.get(history_url)
    answer = client.get(f"{history_url}compare/{query}")
    assert answer.status_code == (422 if query else 200)
    assert ("parts" in answer.context) is parts
    assert "First look" in answer.content.decode()


# A backup


def test_the_backup_holds_both_stores_and_the_schema(
    viewer: Operator, sign_in: SignIn, history_url: str, pool_id: str
) -> None:
    client = sign_in(viewer)
    with budget.counted() as calls:
        file = client.get(f"{history_url}backup/")
    assert sorted(calls) == READS
    assert file["Content-Disposition"] == f'attachment; filename="{pool_id}-settings.json"'
    backup = json.loads(file.content)
    assert backup["Lifeguard"]["Id"] == pool_id
    assert backup["DescribeUserPool"]["SchemaAttributes"]
    assert backup["GetUserPoolMfaConfig"]["MfaConfiguration"] == "OFF"


def test_half_a_backup_is_none(viewer: Operator, sign_in: SignIn, history_url: str) -> None:
    faults.fail_next("GetUserPoolMfaConfig", error="AccessDeniedException")
    read(sign_in(viewer), f"{history_url}backup/", status=502)
