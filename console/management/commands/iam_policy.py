"""Prints the IAM policy for a role, so that AWS refuses what Lifeguard would not ask for."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from console.access.iam import policy_for, pool_arn
from console.access.roles import Role

CREATES_TOO = (
    "Note: resending an invitation is AdminCreateUser, which also creates users. IAM cannot tell the two apart; "
    "for the Help desk Lifeguard itself does."
)
COMPANIONS_TOO = (
    "Note: rights in other services (roles, keys, logs, CloudFront, SNS, Secrets Manager) are for whole accounts, "
    "as AWS documents them: narrow them to what is yours, and leave out what you do not use."
)


class Command(BaseCommand):
    help = "Print the IAM policy for a role: what its actions call, and what Cognito asks of other services for them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--role", required=True, choices=[role.word for role in Role])
        parser.add_argument("--account", default="*", help="AWS account number")
        parser.add_argument("--region", default="*", help="AWS region")
        parser.add_argument(
            "--pool", action="append", default=[], metavar="POOL_ID", help="only this pool; can be repeated"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        role = Role.spelled(options["role"])
        account, region = options["account"], options["region"]
        resources = [
            pool_arn(region=pool.rpartition("_")[0], account=account, pool_id=pool)
            for pool in options["pool"]
        ] or [pool_arn(region=region, account=account)]
        self.stdout.write(json.dumps(policy_for(role, resources), indent=2))
        if role > Role.HELP_DESK:
            self.stderr.write(COMPANIONS_TOO)
        if role is Role.HELP_DESK:
            self.stderr.write(CREATES_TOO)
