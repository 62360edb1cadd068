"""What is offered: the first thing that Cognito would accept, to those who may; else who may, or why not."""

import pytest

from console.access.models import Operator
from console.access.reach import PoolAccess
from console.access.roles import Role
from console.audit.recorder import TrailRecorder
from console.cognito.connections import Connection
from tests.users.diagnosis.people import PHONE, SUB, case, person
from users.diagnosis.remedies import APP_CLIENTS, ENABLE, RESEND, RESET_PASSWORD, Help, Remedy, help_for
from users.gateway import User

NOWHERE = Remedy(action="enable_user", url_name="users:no_such_place", verb="Do the impossible")
UNHEARD_OF = Remedy(action="no_such_action", url_name="users:enable", verb="Do something else")


def offered(user: User, *remedies: Remedy, role: Role = Role.HELP_DESK) -> Help | None:
    access = PoolAccess(
        connection=Connection(slug="embedded", name="Embedded", region="us-east-1"),
        id="us-east-1_Sound",
        operator=Operator(username="olive"),
        role=role,
        recorder=TrailRecorder(operator_id=None, operator="olive"),
    )
    return help_for(remedies, access, user, case(user).pool)


def test_the_first_thing_that_cognito_would_accept_is_offered_alone() -> None:
    found = offered(person(enabled=False, status="RESET_REQUIRED"), RESET_PASSWORD, ENABLE)
    assert found is not None
    assert (found.verb, found.in_dialog) == ("Enable user", True)
    assert found.url == f"/pools/embedded/us-east-1_Sound/users/{SUB}/enable/"
    pool_wide = offered(person(), APP_CLIENTS, role=Role.ADMINISTRATOR)
    assert pool_wide is not None
    assert (pool_wide.url, pool_wide.in_dialog) == ("/pools/embedded/us-east-1_Sound/app-clients/", False)


def test_where_cognito_would_accept_nothing_the_reason_is_said() -> None:
    found = offered(person(), RESEND, ENABLE)
    assert found is not None
    assert found.url == ""
    assert found.words.startswith("“Resend invitation” is not possible now: They have chosen")
    mute = person(status="FORCE_CHANGE_PASSWORD", email="", email_verified="", phone_number=PHONE)
    unreachable = offered(mute, RESEND)
    assert unreachable is not None
    assert "no settings for sending text messages" in unreachable.words


def test_who_may_not_do_it_learns_who_may() -> None:
    found = offered(person(enabled=False), ENABLE, role=Role.VIEWER)
    assert found is not None
    assert (found.url, found.role) == ("", Role.HELP_DESK)
    assert found.words == "“Enable user” would help. It takes the Help desk role."


@pytest.mark.parametrize("remedy", [NOWHERE, UNHEARD_OF])
def test_what_this_console_does_not_do_is_not_offered(remedy: Remedy) -> None:
    assert offered(person(enabled=False), remedy) is None
    found = offered(person(enabled=False), remedy, ENABLE)
    assert found is not None
    assert found.verb == "Enable user"
