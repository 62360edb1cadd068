"""`manage.py operator`: the first owner, and the way back in."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from console.access import events
from console.access.models import Operator
from console.access.roles import Role
from console.audit.models import Entry
from console.cognito.connections import Connection
from tests.console.conftest import PASSWORD, recorded

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("operator", *arguments, stdout=out)
    return out.getvalue()


def type_password(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(f"{password}\n"))


def test_the_first_owner_is_added_with_a_password_that_is_printed_once() -> None:
    printed = run("add", "ana", "--role=owner", "--name=Ana", "--email=ana@company.example")
    ana = Operator.objects.get()
    password = printed.rsplit(maxsplit=1)[-1]
    assert ana.check_password(password) and ana.password_is_one_time
    assert (ana.name, ana.role_everywhere) == ("Ana", Role.OWNER)
    assert "Added ana: Owner for all pools." in printed
    assert recorded(events.OPERATOR_ADDED).operator == "command line"
    assert password not in str(list(Entry.objects.values()))


def test_a_password_from_standard_input_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    type_password(monkeypatch, PASSWORD)
    printed = run("add", "ana", "--role=viewer", "--password-stdin")
    assert PASSWORD not in printed and "One-time" not in printed
    ana = Operator.objects.get()
    assert ana.check_password(PASSWORD) and not ana.password_is_one_time


def test_a_weak_password_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    type_password(monkeypatch, "short")
    with pytest.raises(CommandError, match="too short"):
        run("add", "ana", "--role=viewer", "--password-stdin")
    assert not Operator.objects.exists()


def test_operators_are_listed_with_their_roles(owner: Operator, viewer: Operator) -> None:
    Operator.objects.filter(pk=viewer.pk).update(is_active=False)
    printed = run("list")
    assert "Owner for all pools" in printed
    assert "Viewer for all pools  (disabled)" in printed


def test_an_empty_list_says_how_to_begin() -> None:
    assert "operator add NAME --role owner" in run("list")


def test_roles_are_granted_for_a_pool_a_connection_or_all(viewer: Operator, connection: Connection) -> None:
    run("grant", "viewer", "--role=helpdesk", "--pool=us-east-1_one")
    run("grant", "viewer", "--role=administrator", "--connection=embedded")
    run("grant", "viewer", "--role=helpdesk")
    assert sorted(str(grant) for grant in viewer.grants.all()) == [
        "Administrator for all pools of embedded",
        "Help desk for all pools",
        "Help desk for us-east-1_one (embedded)",
    ]


def test_a_role_is_revoked(owner: Operator, viewer: Operator) -> None:
    assert "viewer is no longer Viewer for all pools." in run("revoke", "viewer")
    assert not viewer.grants.exists()


def test_a_role_that_is_not_there_is_told_with_those_that_are(
    viewer: Operator, connection: Connection
) -> None:
    with pytest.raises(CommandError, match="Viewer for all pools"):
        run("revoke", "viewer", "--connection=embedded")


def test_the_last_owner_stays(owner: Operator) -> None:
    with pytest.raises(CommandError, match="last active owner"):
        run("revoke", "owner")
    assert owner.grants.exists()


def test_a_new_password_is_given(owner: Operator) -> None:
    password = run("password", "owner").rsplit(maxsplit=1)[-1]
    assert Operator.objects.get().check_password(password)
    assert recorded(events.OPERATOR_PASSWORD_SET).operator == "command line"


def test_lost_factors_are_removed(owner: Operator) -> None:
    Authenticator.objects.create(user=owner, type=Authenticator.Type.RECOVERY_CODES, data={})
    run("factors", "owner")
    assert not Authenticator.objects.exists()
    assert recorded(events.OPERATOR_FACTORS_REMOVED).target_label == "owner"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["grant", "nobody", "--role=viewer"], "no operator called nobody"),
        (["grant", "viewer", "--role=king"], "king"),
        (["grant", "viewer", "--role=owner", "--connection=moon"], "There are: embedded"),
        (["grant", "viewer", "--role=owner", "--pool=nonsense"], "not a pool id"),
        (["grant", "viewer", "--role=owner", "--pool=eu-west-1_one"], "does not reach"),
        (["add", "Viewer", "--role=viewer"], "already"),
        (["add", "ana"], "--role"),
        ([], "add|list|grant|revoke|password|factors"),
    ],
)
def test_bad_input_is_told_in_one_line(
    viewer: Operator, connection: Connection, arguments: list[str], words: str
) -> None:
    with pytest.raises(CommandError) as raised:
        run(*arguments)
    assert words in str(raised.value)
