"""Prepare a console to be measured: tables, static files, and an operator who is signed in.

Run in the console's own environment; writes the session key on standard output.
"""

import sys

import django
from django.conf import settings


def main() -> None:
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    sys.stdout.write(session_of_an_administrator())


def session_of_an_administrator() -> str:
    """Make an operator who may do all that is measured, signed in without the form."""
    from django.test import Client

    from console.access.models import Grant, Operator
    from console.access.roles import Role

    operator = Operator.objects.create(username="benchmark", name="Benny Benchmark")
    Grant.objects.create(operator=operator, role=Role.ADMINISTRATOR)
    client = Client()
    client.force_login(operator)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


if __name__ == "__main__":
    main()
