"""What looking at people costs: few calls, and none that AWS bills."""

import pytest
from django.urls import reverse

from console.access.models import Operator
from console.access.roles import Role
from console.cognito import budget
from console.cognito.operations import BILLED
from tests.addresses import OURS, full_name, values_in
from tests.conftest import SignIn, operator_with

MOST_CALLS = 5
# Everything about one person that can be opened by its address.
PERSONAL = [
    pattern
    for pattern in OURS
    if full_name(pattern).startswith("users:") and "sub" in pattern.pattern.converters
]


def test_there_are_pages_about_one_person() -> None:
    assert {full_name(pattern) for pattern in PERSONAL} >= {"users:user", "users:sign_in", "users:activity"}


@pytest.mark.parametrize("role", [Role.VIEWER, Role.HELP_DESK, Role.ADMINISTRATOR])
def test_no_page_about_a_person_is_billed_or_dear(
    sign_in: SignIn, pool_id: str, db: None, role: Role
) -> None:
    values = values_in(pool_id)
    operator: Operator = operator_with("onlooker", role)
    client, dear = sign_in(operator), []
    for pattern in PERSONAL:
        given = {name: values[name] for name in pattern.pattern.converters} | pattern.default_args
        place = {"connection": "embedded", "pool_id": pool_id}
        with budget.counted() as calls:
            client.get(reverse(full_name(pattern), kwargs={**place, **given}))
        if len(calls) > MOST_CALLS or BILLED & set(calls):
            dear.append((full_name(pattern), calls))
    assert dear == []
