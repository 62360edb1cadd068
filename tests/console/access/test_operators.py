"""The rules of who may manage whom, and that each change is recorded."""

import pytest

from console.access import events, operators
from console.access.models import Grant, Operator
from console.access.operators import GrantReach, LastOwner, OperatorRefused, OwnAccess
from console.access.roles import Role
from console.audit.models import Outcome
from console.audit.recorder import TrailRecorder
from console.cognito.connections import Connection
from tests.conftest import operator_with
from tests.console.conftest import PASSWORD, Enter, recorded

pytestmark = pytest.mark.django_db
ONE_POOL = GrantReach(connection="embedded", pool_id="us-east-1_one")


def in_name_of(operator: Operator) -> TrailRecorder:
    return TrailRecorder(operator_id=operator.pk, operator=operator.username)


def test_a_new_operator_gets_a_one_time_password_that_works(owner: Operator) -> None:
    added, password = operators.add_operator(username="ana", role=Role.VIEWER, recorder=in_name_of(owner))
    assert added.check_password(password)
    assert added.password_is_one_time
    assert added.role_everywhere == Role.VIEWER


def test_one_time_passwords_differ_and_pass_the_rules_for_passwords(owner: Operator) -> None:
    made = {operators.new_password() for _ in range(50)}
    assert len(made) == 50
    assert all(len(password) == 19 for password in made)


def test_a_password_that_was_typed_is_not_a_one_time_password(command_line: TrailRecorder) -> None:
    added, password = operators.add_operator(username="ana", password=PASSWORD, recorder=command_line)
    assert (password, added.password_is_one_time) == (PASSWORD, False)


def test_adding_is_recorded_without_the_password(owner: Operator) -> None:
    _, password = operators.add_operator(
        username="ana", name="Ana", role=Role.VIEWER, recorder=in_name_of(owner)
    )
    entry = recorded(events.OPERATOR_ADDED)
    assert (entry.operator, entry.target_label) == ("owner", "ana")
    assert entry.details["after"]["grants"] == ["Viewer for all pools"]
    assert password not in str(entry.details)


def test_usernames_differ_by_more_than_case(owner: Operator) -> None:
    with pytest.raises(OperatorRefused, match="already"):
        operators.add_operator(username="OWNER", recorder=in_name_of(owner))


def test_a_grant_for_the_same_reach_replaces_the_role(owner: Operator, viewer: Operator) -> None:
    operators.grant(operator=viewer, role=Role.HELP_DESK, reaches=[GrantReach()], recorder=in_name_of(owner))
    assert [str(grant) for grant in viewer.grants.all()] == ["Help desk for all pools"]
    details = recorded(events.ROLE_GRANTED).details
    assert details["before"]["grants"] == ["Viewer for all pools"]
    assert details["after"]["grants"] == ["Help desk for all pools"]


def test_an_operator_can_have_several_grants_and_the_highest_that_fits_counts(
    owner: Operator, viewer: Operator
) -> None:
    operators.grant(operator=viewer, role=Role.ADMINISTRATOR, reaches=[ONE_POOL], recorder=in_name_of(owner))
    again = Operator.objects.get(pk=viewer.pk)
    assert again.role_for("embedded", "us-east-1_one") == Role.ADMINISTRATOR
    assert again.role_for("embedded", "us-east-1_two") == Role.VIEWER


@pytest.mark.parametrize("change", [operators.disable, operators.remove])
def test_the_last_owner_is_neither_disabled_nor_removed(
    owner: Operator, command_line: TrailRecorder, change: operators.Change
) -> None:
    with pytest.raises(LastOwner):
        change(operator=owner, recorder=command_line)
    assert Operator.objects.get(pk=owner.pk).is_active


def test_the_last_owner_is_not_demoted(owner: Operator, command_line: TrailRecorder) -> None:
    with pytest.raises(LastOwner):
        operators.grant(operator=owner, role=Role.VIEWER, reaches=[GrantReach()], recorder=command_line)
    with pytest.raises(LastOwner):
        operators.revoke(grant=owner.grants.get(), recorder=command_line)
    assert owner.grants.get().role == Role.OWNER


def test_an_owner_who_is_disabled_does_not_count_as_the_other_owner(
    owner: Operator, command_line: TrailRecorder
) -> None:
    other = operator_with("other", Role.OWNER)
    operators.disable(operator=other, recorder=command_line)
    with pytest.raises(LastOwner):
        operators.disable(operator=owner, recorder=command_line)


def test_an_owner_of_some_pools_does_not_count_as_the_other_owner(
    owner: Operator, stranger: Operator, command_line: TrailRecorder
) -> None:
    with pytest.raises(LastOwner):
        operators.remove(operator=owner, recorder=command_line)


def test_a_refusal_changes_nothing_and_is_recorded(owner: Operator, command_line: TrailRecorder) -> None:
    with pytest.raises(LastOwner):
        operators.disable(operator=owner, recorder=command_line)
    entry = recorded(events.OPERATOR_DISABLED)
    assert entry.outcome == Outcome.REFUSED
    assert "last active owner" in entry.message


def test_owners_do_not_take_the_console_from_themselves(owner: Operator) -> None:
    operator_with("other", Role.OWNER)
    for change in (operators.disable, operators.remove):
        with pytest.raises(OwnAccess):
            change(operator=owner, recorder=in_name_of(owner))
    assert Operator.objects.owners().count() == 2


def test_with_another_owner_an_owner_can_be_removed(owner: Operator, command_line: TrailRecorder) -> None:
    operator_with("other", Role.OWNER)
    operators.remove(operator=owner, recorder=command_line)
    assert recorded(events.OPERATOR_REMOVED).details == {
        "before": {
            "username": "owner",
            "name": "Owner",
            "email": "owner@lifeguard.example",
            "active": True,
            "grants": ["Owner for all pools"],
        },
        "after": {},
    }


def test_without_any_owner_yet_operators_can_be_changed(
    viewer: Operator, command_line: TrailRecorder
) -> None:
    operators.disable(operator=viewer, recorder=command_line)
    operators.enable(operator=viewer, recorder=command_line)
    assert Operator.objects.get(pk=viewer.pk).is_active


@pytest.mark.parametrize("change", [operators.disable, operators.sign_out, operators.set_password])
def test_sessions_end_at_once(
    owner: Operator, viewer: Operator, enter: Enter, change: operators.Change
) -> None:
    client = enter(viewer)
    assert client.get("/accounts/sessions/").status_code == 200
    change(operator=Operator.objects.get(pk=viewer.pk), recorder=in_name_of(owner))
    assert client.get("/accounts/sessions/").status_code == 302


def test_who_uses_single_sign_on_gets_no_password_here(owner: Operator, viewer: Operator) -> None:
    viewer.set_unusable_password()
    viewer.save()
    with pytest.raises(OperatorRefused, match="single sign-on"):
        operators.set_password(operator=viewer, recorder=in_name_of(owner))


def test_a_role_that_comes_from_a_group_is_not_revoked_here(owner: Operator, viewer: Operator) -> None:
    grant = Grant.objects.create(operator=viewer, role=Role.OWNER, from_group=True)
    with pytest.raises(OperatorRefused, match="single sign-on"):
        operators.revoke(grant=grant, recorder=in_name_of(owner))


def test_a_pool_is_found_in_the_connection_of_its_region(connection: Connection) -> None:
    assert operators.reach_of(pool_id="us-east-1_one") == ONE_POOL
    assert operators.reach_of(connection="embedded") == GrantReach(connection="embedded")
    assert operators.reach_of() == GrantReach()


@pytest.mark.parametrize("pool_id", ["eu-west-1_one", "one", "us-east-1_", "us-east-1_one; drop"])
def test_a_pool_that_cannot_be_reached_is_refused(connection: Connection, pool_id: str) -> None:
    with pytest.raises(OperatorRefused):
        operators.reach_of(pool_id=pool_id)
