"""Deleting users, what is kept of them, and creating them again."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from console.access.models import Operator
from console.audit.models import Entry, Outcome
from console.cognito import budget
from console.emulator import faults, outbox, world
from console.emulator.factories import find_pool
from tests.conftest import SignIn, prove
from tests.pages import told
from users.deletion.models import UserSnapshot

IDENTITIES = '[{"userId": "77", "providerName": "Google", "providerType": "Google", "primary": false}]'


@pytest.fixture
def url(users_url: str, ana: str) -> str:
    return f"{users_url}{ana}/delete/"


def ask(console: Client, url: str, **given: str) -> Any:
    """Delete with the right name, a reason and the extra tick, unless they are given otherwise."""
    form = console.get(url).context["form"]
    ticked = {"while_enabled": "on"} if "while_enabled" in form.fields else {}
    typed = {"seen": form["seen"].value(), "typed": form.expected, "reason": "Left", **ticked, **given}
    return console.post(url, typed, follow=True)


@pytest.fixture
def deleted(console: Client, url: str) -> UserSnapshot:
    ask(console, url)
    return UserSnapshot.objects.get()


def page_of(users_url: str, snapshot: UserSnapshot, what: str = "") -> str:
    return f"{users_url}deleted/{snapshot.pk}/{what}"


def test_somebody_is_deleted_after_all_questions_and_kept_for_a_while(
    console: Client, url: str, users_url: str, pool_id: str, ana: str
) -> None:
    with budget.counted() as calls:
        page = console.get(url).content.decode()
    assert sorted(calls) == ["AdminListGroupsForUser", "DescribeUserPool", "ListUsers"]
    assert "editors" in page
    assert "Disable instead" in page
    with budget.counted() as calls:
        answer = ask(console, url)
    assert calls.count("AdminDeleteUser") == 1
    assert "Ana López was deleted" in told(answer)
    assert ana not in find_pool(pool_id).users
    kept = UserSnapshot.objects.get()
    assert answer.redirect_chain[-1][0] == page_of(users_url, kept)
    assert kept.is_certain
    assert (kept.sub, kept.status, kept.enabled, kept.deleted_by) == (ana, "CONFIRMED", True, "administrator")
    assert sorted(kept.groups) == ["editors", "readers"]
    assert kept.attributes["phone_number"] == "+15550100222"
    words = answer.content.decode()
    assert "+15550100222" in words
    assert "Left" in words
    done = Entry.objects.get(action="delete_user", outcome=Outcome.DONE)
    assert (done.reason, done.target_id) == ("Left", ana)
    # The trail is for ever, the snapshot is not: personal data rests in the snapshot alone.
    assert "+15550100222" not in str(done.details)
    assert "Ana López" in console.get(f"{users_url}deleted/").content.decode()


@pytest.mark.parametrize(
    ("given", "field"),
    [({"typed": "ana"}, "typed"), ({"reason": ""}, "reason"), ({"while_enabled": ""}, "while_enabled")],
)
def test_without_the_name_a_reason_and_the_tick_nothing_happens(
    console: Client, url: str, pool_id: str, ana: str, given: dict[str, str], field: str
) -> None:
    answer = ask(console, url, **given)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert ana in find_pool(pool_id).users
    assert not UserSnapshot.objects.exists()


def test_disabled_users_need_no_tick_and_changed_ones_another_look(
    console: Client, url: str, pool_id: str, ana: str, administrator: Operator
) -> None:
    find_pool(pool_id).users[ana].enabled = False
    administrator.email = "ANA@example.com"
    administrator.save()
    page = console.get(url)
    assert "while_enabled" not in page.context["form"].fields
    assert "This seems to be you" in page.content.decode()
    assert ask(console, url, seen="then").status_code == 409
    assert ask(console, url).redirect_chain
    assert not UserSnapshot.objects.get().enabled


def test_a_refused_deletion_keeps_nothing(console: Client, url: str, pool_id: str, ana: str) -> None:
    faults.fail_next("AdminDeleteUser", error="NotAuthorizedException", message="Not you")
    answer = ask(console, url)
    assert answer.status_code == 422
    assert "Not you" in answer.content.decode()
    assert not UserSnapshot.objects.exists()
    assert ana in find_pool(pool_id).users


@pytest.mark.parametrize("applied", [True, False])
def test_without_a_clear_answer_it_is_looked_who_is_there(
    console: Client, url: str, users_url: str, pool_id: str, ana: str, applied: bool
) -> None:
    faults.fail_next("AdminDeleteUser", drop=True, applied=applied)
    with budget.counted() as calls:
        answer = ask(console, url)
    assert calls.count("AdminDeleteUser") == 1
    kept = UserSnapshot.objects.get()
    assert kept.is_certain is applied
    if applied:
        assert "is gone: they were deleted" in told(answer)
        return
    assert "the user is still there" in answer.content.decode()
    assert "No clear answer" in console.get(page_of(users_url, kept)).content.decode()
    assert "They are still in the pool" in console.get(page_of(users_url, kept, "recreate/")).content.decode()
    # Once it works, only that counts.
    ask(console, url)
    assert [each.is_certain for each in UserSnapshot.objects.all()] == [True]


def test_groups_that_cannot_be_read_are_missed_in_words(console: Client, url: str, users_url: str) -> None:
    faults.fail_next("AdminListGroupsForUser", count=2, error="AccessDeniedException")
    form = console.get(url)
    assert "could not be read: the snapshot will not have them" in form.content.decode()
    faults.clear()
    faults.fail_next("AdminListGroupsForUser", delay_seconds=0)
    faults.fail_next("AdminListGroupsForUser", count=2, error="AccessDeniedException")
    ask(console, url)
    kept = UserSnapshot.objects.get()
    assert kept.groups is None
    assert "could not be read before" in console.get(page_of(users_url, kept, "recreate/")).content.decode()


def test_only_administrators_who_just_proved_it_delete(
    sign_in: SignIn, administrator: Operator, helpdesk: Operator, stranger: Operator, url: str, users_url: str
) -> None:
    for operator, status in ((helpdesk, 403), (stranger, 404)):
        assert sign_in(operator).get(url).status_code == status
        assert sign_in(operator).get(f"{users_url}deleted/").status_code == status
    late = Client()
    late.force_login(administrator)
    prove(late, administrator, ago=100_000)
    assert "reauthenticate" in late.get(url).headers["Location"]


# What is kept


def test_what_is_kept_is_forgotten_after_thirty_days_or_at_once(
    console: Client, users_url: str, deleted: UserSnapshot
) -> None:
    forget = page_of(users_url, deleted, "forget/")
    assert "forgets their attributes" in console.get(forget).content.decode()
    UserSnapshot.objects.update(deleted_at=timezone.now() - timedelta(days=30, seconds=1))
    assert console.get(page_of(users_url, deleted)).status_code == 404
    assert not UserSnapshot.objects.exists()
    deleted.pk = None
    deleted.deleted_at = timezone.now() - timedelta(days=31)
    deleted.save()
    out = StringIO()
    call_command("purge_snapshots", stdout=out)
    assert out.getvalue() == "1 forgotten.\n"
    deleted.pk = None
    deleted.deleted_at = timezone.now() - timedelta(days=29)
    deleted.save()
    call_command("purge_snapshots", stdout=out)
    forget = page_of(users_url, deleted, "forget/")
    answer = console.post(forget, {"reason": "They asked"}, follow=True)
    assert "is forgotten" in told(answer)
    assert not UserSnapshot.objects.exists()
    assert Entry.objects.get(action="forget_deleted_user").reason == "They asked"


def test_what_is_kept_belongs_to_its_pool_and_comes_in_pages(
    console: Client, users_url: str, deleted: UserSnapshot
) -> None:
    other = world.make_pool("Other")
    assert console.get(f"/pools/embedded/{other}/users/deleted/{deleted.pk}/").status_code == 404
    assert "deleted nobody" in console.get(f"/pools/embedded/{other}/users/deleted/").content.decode()
    for _ in range(50):
        deleted.pk = None
        deleted.save()
    assert len(console.get(f"{users_url}deleted/").context["page"].object_list) == 50
    assert len(console.get(f"{users_url}deleted/?page=2").context["page"].object_list) == 1


# Creating again


def test_somebody_returns_with_all_that_can_and_the_rest_is_named_before(
    console: Client, users_url: str, pool_id: str
) -> None:
    attributes = {"name": "Cleo", "email_verified": "true", "identities": IDENTITIES, "custom:gone": "x"}
    sub = world.make_user(
        pool_id, "cleo@example.com", enabled=False, attributes=attributes, groups=["readers", "writers"]
    )
    ask(console, f"{users_url}{sub}/delete/")
    del find_pool(pool_id).groups["writers"]
    kept = UserSnapshot.objects.get()
    recreate = page_of(users_url, kept, "recreate/")
    page = console.get(recreate).content.decode()
    for words in ("user id (sub)", "The password", "Second factors", "Linked identities (Google)", "Gone"):
        assert words in page
    with budget.counted() as calls:
        answer = console.post(recreate, {"invitation": "", "disable": "on", "reason": "Mistake"})
    assert [call for call in calls if call.startswith("Admin")] == [
        "AdminCreateUser",
        "AdminAddUserToGroup",
        "AdminAddUserToGroup",
        "AdminDisableUser",
    ]
    assert [(step.what, step.outcome) for step in answer.context["steps"]] == [
        ("Create the user, with attributes and verified marks", "Done"),
        ("Add to the group readers", "Done"),
        ("Add to the group writers", "Not done"),
        ("Disable, as they were", "Done"),
    ]
    (user,) = find_pool(pool_id).users.values()
    assert user.id != sub
    lookup = user.attribute_lookup
    assert (lookup["email"], lookup["email_verified"], lookup["name"]) == ("cleo@example.com", "true", "Cleo")
    assert (user.status, user.enabled) == ("FORCE_CHANGE_PASSWORD", False)
    assert outbox.messages(sub=user.id) == []
    kept.refresh_from_db()
    assert kept.returned_as == user.id
    actions = set(Entry.objects.filter(target_id=user.id).values_list("action", flat=True))
    assert actions == {"recreate_user", "disable_user"}
    assert "They were created again already" in console.get(recreate).content.decode()
    assert console.post(recreate, {"invitation": ""}).status_code == 409
    assert user.id in console.get(page_of(users_url, kept)).content.decode()


def test_an_invitation_goes_out_only_if_it_is_wanted(
    console: Client, users_url: str, pool_id: str, deleted: UserSnapshot
) -> None:
    answer = console.post(page_of(users_url, deleted, "recreate/"), {"invitation": "EMAIL"})
    assert "Send the invitation" in [step.what for step in answer.context["steps"]]
    (user,) = find_pool(pool_id).users.values()
    assert user.enabled
    assert [message.kind for message in outbox.messages(sub=user.id)] == ["invitation"]


def test_what_fails_on_the_way_back_is_told_step_by_step(
    console: Client, users_url: str, deleted: UserSnapshot
) -> None:
    recreate = page_of(users_url, deleted, "recreate/")
    faults.fail_next("AdminCreateUser", error="UsernameExistsException")
    answer = console.post(recreate, {"invitation": ""})
    assert answer.status_code == 422
    assert "exists already" in answer.content.decode()
    faults.fail_next("AdminCreateUser", drop=True, applied=True)
    faults.fail_next("AdminAddUserToGroup", error="TooManyRequestsException")
    answer = console.post(recreate, {"invitation": "EMAIL"})
    outcomes = [step.outcome for step in answer.context["steps"]]
    assert outcomes == ["Presumably done", "Not certain", "Not done", "Done"]


@pytest.mark.parametrize(
    ("status", "attributes", "words"),
    [
        ("EXTERNAL_PROVIDER", {}, "creates them anew when they sign in"),
        ("CONFIRMED", {"name": "No address"}, "none of the addresses"),
    ],
)
def test_who_cannot_be_created_is_told_why(
    console: Client, users_url: str, pool_id: str, status: str, attributes: dict[str, str], words: str
) -> None:
    sub = world.make_user(
        pool_id, "Google_77" if status == "EXTERNAL_PROVIDER" else None, status=status, attributes=attributes
    )
    ask(console, f"{users_url}{sub}/delete/")
    recreate = page_of(users_url, UserSnapshot.objects.get(), "recreate/")
    assert words in console.get(recreate).content.decode()
    with budget.counted() as calls:
        assert console.post(recreate, {"invitation": ""}).status_code == 409
    assert "AdminCreateUser" not in calls
