"""Every input leaf of the operations that make and change app clients: which field edits it, or why none does.

A newer model of AWS has leaves that are neither; a test names them.
"""

from collections.abc import Iterator, Mapping

from console.cognito import model
from pools.app_clients.sections import APP_CLIENT_SECTIONS, VALIDITIES
from tests.pools.coverage import THE_POOL, Leaf
from tests.shapes import paths_of

OPERATIONS = (
    "CreateUserPoolClient",
    "UpdateUserPoolClient",
    "DeleteUserPoolClient",
    "AddUserPoolClientSecret",
    "DeleteUserPoolClientSecret",
)
# The fields of the forms that make an app client and that add a secret; which kind it is decides about the secret.
FORM_FIELDS: Mapping[tuple[str, str], str] = {
    ("CreateUserPoolClient", "ClientName"): "creation: name",
    ("CreateUserPoolClient", "GenerateSecret"): "creation: kind",
    ("CreateUserPoolClient", "PublishSecretsInAWSSecretsManager"): "creation: managed",
    ("CreateUserPoolClient", "CallbackURLs"): "creation: callbacks",
    ("CreateUserPoolClient", "LogoutURLs"): "creation: logouts",
    ("CreateUserPoolClient", "AllowedOAuthScopes"): "creation: scopes",
    ("AddUserPoolClientSecret", "ClientSecret"): "secret: own",
}
THE_APP_CLIENT = "The app client that is open."
LEFT_OUT: Mapping[tuple[str, str], str] = {
    **{(operation, "UserPoolId"): THE_POOL for operation in OPERATIONS},
    **{(operation, "ClientId"): THE_APP_CLIENT for operation in OPERATIONS if operation != OPERATIONS[0]},
    (
        "CreateUserPoolClient",
        "ClientSecret",
    ): "Cognito makes the first one; a value of one’s own is added as the second.",
    (
        "UpdateUserPoolClient",
        "PublishSecretsInAWSSecretsManager",
    ): "Left out, it changes nothing; false would delete the secret that Secrets Manager keeps.",
    ("DeleteUserPoolClientSecret", "ClientSecretId"): "The secret whose deletion was opened.",
}


def leaves() -> list[Leaf]:
    """Every leaf of every operation, with what is known of it."""
    return [
        _leaf(operation, path)
        for operation in OPERATIONS
        for path in sorted(paths_of(model.input_shape(operation)))
    ]


def _leaf(operation: str, path: str) -> Leaf:
    fields = tuple(_fields(operation, path))
    reason = LEFT_OUT.get((operation, path), "")
    if operation == "CreateUserPoolClient" and not (fields or reason):
        reason = _why_later(path)
    return Leaf(operation=operation, path=path, fields=fields, reason=reason)


def _fields(operation: str, path: str) -> Iterator[str]:
    if (operation, path) in FORM_FIELDS:
        yield FORM_FIELDS[operation, path]
    elif operation == "UpdateUserPoolClient":
        yield from edited_by(path)


def edited_by(path: str) -> list[str]:
    """The fields of the sections that edit a leaf; a unit goes with the number that it is of."""
    owners = {unit: number for number, (unit, _, _) in VALIDITIES.items()}
    wanted = owners.get(path, path)
    return [
        setting.path
        for section in APP_CLIENT_SECTIONS
        for setting in section.settings
        if setting.path == wanted and not setting.fixed
    ]


def _why_later(path: str) -> str:
    """What is not asked when an app client is made can be changed in a section; nothing is said of anything else."""
    return (
        "Begins with a safe value or Cognito’s own, and is changed in its section." if edited_by(path) else ""
    )
