"""Operators from the command line: the first owner, and the way back in when nobody can sign in."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from console.access import operators
from console.access.models import Grant, Operator
from console.access.operators import GrantReach, OperatorRefused
from console.access.roles import Role
from console.audit.recorder import TrailRecorder

RECORDER = TrailRecorder(operator_id=None, operator="command line")


class Command(BaseCommand):
    help = "Add and list operators, grant and revoke their roles, give them new passwords."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(
            dest="verb", required=True, metavar="add|list|grant|revoke|password|factors"
        )
        add = _named(verbs, "add", "add an operator with a role")
        add.add_argument("--name", default="", help="how the operator is called")
        add.add_argument("--email", default="")
        _role(add)
        _reach(add)
        _password(add)
        verbs.add_parser("list", help="list all operators with their roles")
        grant = _named(verbs, "grant", "grant a role; one for the same reach is replaced")
        _role(grant)
        _reach(grant)
        _reach(_named(verbs, "revoke", "revoke the role for a reach"))
        _password(_named(verbs, "password", "give an operator a new password"))
        _named(verbs, "factors", "remove lost passkeys, authenticator app and recovery codes")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        try:
            getattr(self, f"_{verb}")(options)
        except OperatorRefused as refusal:
            raise CommandError(str(refusal)) from refusal

    def _add(self, options: dict[str, Any]) -> None:
        operator, password = operators.add_operator(
            username=options["username"],
            name=options["name"],
            email=options["email"],
            password=_typed_password(options),
            role=Role.spelled(options["role"]),
            reaches=[_reach_of(options)],
            recorder=RECORDER,
        )
        self._say(f"Added {operator.username}: {operator.grants.get()}.")
        self._say_password(operator, password)

    def _list(self, options: dict[str, Any]) -> None:
        found = Operator.objects.prefetch_related("grants")
        for operator in found:
            roles = "; ".join(str(grant) for grant in operator.all_grants) or "no role"
            state = "" if operator.is_active else "  (disabled)"
            self._say(f"{operator.username:<24} {roles}{state}")
        if not found:
            self._say("There are no operators yet. Add the first: operator add NAME --role owner")

    def _grant(self, options: dict[str, Any]) -> None:
        operator, role = _operator(options), Role.spelled(options["role"])
        operators.grant(operator=operator, role=role, reaches=[_reach_of(options)], recorder=RECORDER)
        self._say(f"{operator.username} is now: {'; '.join(map(str, operator.grants.all()))}.")

    def _revoke(self, options: dict[str, Any]) -> None:
        operator, reach = _operator(options), _reach_of(options)
        grant = Grant.objects.filter(
            operator=operator, connection=reach.connection, pool_id=reach.pool_id, from_group=False
        ).first()
        if grant is None:
            has = "; ".join(map(str, operator.grants.all())) or "no role at all"
            raise CommandError(f"{operator.username} has no such role to revoke, but: {has}.")
        operators.revoke(grant=grant, recorder=RECORDER)
        self._say(f"{operator.username} is no longer {grant}.")

    def _password(self, options: dict[str, Any]) -> None:
        operator = _operator(options)
        password = operators.set_password(
            operator=operator, password=_typed_password(options), recorder=RECORDER
        )
        self._say(f"{operator.username} has a new password and is signed out everywhere.")
        self._say_password(operator, password)

    def _factors(self, options: dict[str, Any]) -> None:
        operator = _operator(options)
        operators.remove_factors(operator=operator, recorder=RECORDER)
        self._say(f"{operator.username} has no second factor any more: the password alone lets them in.")

    def _say_password(self, operator: Operator, password: str) -> None:
        """Shown once, and only if it was made here."""
        if operator.password_is_one_time:
            self._say(f"One-time password, shown only now: {password}")

    def _say(self, text: str) -> None:
        self.stdout.write(text)


def _named(verbs: Any, verb: str, help: str) -> ArgumentParser:
    parser: ArgumentParser = verbs.add_parser(verb, help=help)
    parser.add_argument("username")
    return parser


def _role(parser: ArgumentParser) -> None:
    parser.add_argument("--role", required=True, choices=[role.word for role in Role])


def _reach(parser: ArgumentParser) -> None:
    parser.add_argument("--connection", default="", help="only pools of this connection")
    parser.add_argument("--pool", default="", metavar="POOL_ID", help="only this pool")


def _password(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--password-stdin", action="store_true", help="read the password from standard input, do not make one"
    )


def _operator(options: dict[str, Any]) -> Operator:
    try:
        return Operator.objects.get(username=options["username"])
    except Operator.DoesNotExist:
        raise CommandError(f"There is no operator called {options['username']}.") from None


def _reach_of(options: dict[str, Any]) -> GrantReach:
    """The reach of --connection and --pool. A pool names its connection by its region when only one fits."""
    slug, pool_id = options["connection"], options["pool"]
    connections = ", ".join(settings.COGNITO_CONNECTIONS)
    if slug and slug not in settings.COGNITO_CONNECTIONS:
        raise CommandError(f"There is no connection {slug}. There are: {connections}.")
    try:
        return operators.reach_of(pool_id=pool_id, connection=slug)
    except OperatorRefused as refusal:
        raise CommandError(str(refusal)) from refusal


def _typed_password(options: dict[str, Any]) -> str:
    if not options["password_stdin"]:
        return ""
    password = sys.stdin.readline().rstrip("\r\n")
    try:
        validate_password(password)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    return password
