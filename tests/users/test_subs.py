"""Ids of people that are no UUIDs, as other services have them."""

import json

import pytest
from django.core.cache import caches

from console.access.models import Operator
from console.audit.models import Entry
from console.emulator import faults
from tests.conftest import SignIn

ANA = {
    "email": "ana@example.com",
    "invitation": "now",
    "media": ["EMAIL"],
    "email_verified": "on",
    "password_choice": "generated",
}


@pytest.mark.parametrize(
    "sub", ["x", "", "two words 12345678", "0123456789abcdef", "usr_2aXk91b", "ana@example.com"]
)
def test_somebody_was_invited_whatever_their_id_looks_like(
    sign_in: SignIn, owner: Operator, pool_id: str, sub: str
) -> None:
    client, url = sign_in(owner), f"/pools/embedded/{pool_id}/users/invite/"
    attributes = [{"Name": "email", "Value": "ana@example.com"}, {"Name": "sub", "Value": sub}]
    user = {"Username": "u-1", "UserStatus": "FORCE_CHANGE_PASSWORD", "Attributes": attributes}
    faults.fail_next("AdminCreateUser", body=json.dumps({"User": user}))
    answer = client.post(url, ANA)
    assert (answer.status_code, "/users/" in answer["Location"]) == (302, True)
    outcomes = Entry.objects.filter(operation="AdminCreateUser").values_list("outcome", flat=True)
    assert sorted(outcomes) == ["asked", "done"]


@pytest.mark.parametrize(
    ("sub", "status"), [("0123456789abcdef", 200), ("usr_2aXk91b", 200), ("invited", 404)]
)
def test_people_with_ids_of_another_form_have_a_page(
    sign_in: SignIn, owner: Operator, pool_id: str, sub: str, status: int
) -> None:
    user = {"Username": "u-1", "UserStatus": "CONFIRMED", "Attributes": [{"Name": "sub", "Value": sub}]}
    faults.fail_next("ListUsers", body=json.dumps({"Users": [user]}), count=2)
    caches["cognito"].clear()
    assert sign_in(owner).get(f"/pools/embedded/{pool_id}/users/{sub}/").status_code == status
