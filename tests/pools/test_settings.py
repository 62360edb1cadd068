"""Changing settings: form, review, save, and what can come between."""

from typing import Any

import pytest
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget
from console.emulator.factories import find_pool
from pools.models import Revision
from tests.conftest import SignIn

POLICY = "Policies-PasswordPolicy-"


def hidden(answer: Any, name: str = "proposal") -> str:
    """The value of a hidden input of a page."""
    text = answer.content.decode()
    return text.split(f'name="{name}" value="')[1].split('"')[0]


def filled(answer: Any, **typed: Any) -> dict[str, Any]:
    """What a browser would send for the form of a page, with some fields typed anew."""
    form = answer.context["form"]
    data: dict[str, Any] = {"proposal": hidden(answer)}
    for bound in form:
        value = bound.value()
        value = bound.field.prepare_value(value)
        if value is not None:
            data[bound.html_name] = value
    return data | typed


@pytest.fixture
def console(administrator: Operator, sign_in: SignIn) -> Client:
    return sign_in(administrator)


def test_a_change_is_reviewed_saved_read_back_and_kept(console: Client, pool_url: str, pool_id: str) -> None:
    form = console.get(f"{pool_url}settings/passwords/")
    review = console.post(f"{pool_url}settings/passwords/", filled(form, **{f"{POLICY}MinimumLength": "12"}))
    assert review.status_code == 200
    assert "update_user_pool" in review.content.decode()
    with budget.counted() as calls:
        saved = console.post(f"{pool_url}settings/save/", {"proposal": hidden(review)})
    assert sorted(calls) == [
        *["DescribeUserPool"] * 2,
        *["GetUserPoolMfaConfig"] * 2,
        "UpdateUserPool",
    ]
    assert saved.status_code == 302
    assert find_pool(pool_id).extended_config["Policies"]["PasswordPolicy"]["MinimumLength"] == 12
    page = console.get(saved["Location"])
    assert page.status_code == 200
    assert "Saved" in page.content.decode()
    assert Revision.objects.count() == 2
    entry = Entry.objects.filter(action="change_settings", outcome="done").get()
    assert entry.details["after"] == {"Policies.PasswordPolicy.MinimumLength": 12}
