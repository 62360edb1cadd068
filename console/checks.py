"""What `manage.py check` says besides Django's own checks."""

from typing import Any

from django.core.checks import CheckMessage, Info

from console.cognito.newer import newer


def check_aws_library(**_: Any) -> list[CheckMessage]:
    """Names what the installed AWS library has and this console does not know. Never fails a deployment."""
    found = newer()
    return [
        Info(f"botocore {found.version} {words}: {', '.join(names)}", id=f"lifeguard.I00{number}")
        for number, (words, names) in enumerate(
            (
                ("has operations that this console does not know", found.operations),
                ("has members and choices that this console does not know", found.members),
                ("lacks operations that this console uses", found.missing),
            ),
            start=1,
        )
        if names
    ]
