"""The CSV files of import jobs: their header, their rows, and the users that come of them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from console.emulator.overlay import aliases, attribute_rules
from console.emulator.overlay.core.errors import ServiceError, invalid_parameter
from console.emulator.overlay.core.records import Pool, User

USERNAME, MFA = "cognito:username", "cognito:mfa_enabled"
# A file with hashes of passwords has columns for them.
PASSWORD_COLUMNS = "cognito:password"  # noqa: S105
# The order of the standard columns in the file.
STANDARD = (
    "name",
    "given_name",
    "family_name",
    "middle_name",
    "nickname",
    "preferred_username",
    "profile",
    "picture",
    "website",
    "email",
    "email_verified",
    "gender",
    "birthdate",
    "zoneinfo",
    "locale",
    "phone_number",
    "phone_number_verified",
    "address",
    "updated_at",
)
COMMA = re.compile(r"(?<!\\),")


@dataclass(slots=True)
class ImportTally:
    """How many users came of a file."""

    imported: int = 0
    skipped: int = 0
    failed: int = 0


def header(pool: Pool) -> list[str]:
    """The columns that a file for this pool must have."""
    custom = [name for name, attribute in pool.schema_attributes.items() if attribute.custom]
    return [*STANDARD, *custom, MFA, USERNAME]


def import_users(pool: Pool, text: str, *, with_passwords: bool) -> ImportTally | None:
    """Make the users of a file; None when its header is not the pool's.

    Users who are there already are skipped. The others have to reset their password unless the file brought
    its hash.
    """
    rows = _rows(text)
    columns = next(rows, [])
    if {name for name in columns if not name.startswith(PASSWORD_COLUMNS)} != set(header(pool)):
        return None
    tally = ImportTally()
    for row in rows:
        _import_row(pool, columns, row, "CONFIRMED" if with_passwords else "RESET_REQUIRED", tally)
    return tally


def _rows(text: str) -> Iterator[list[str]]:
    """No quotes here: a comma inside a value has a backslash before it."""
    for line in text.splitlines():
        if line.strip():
            yield [value.replace("\\,", ",") for value in COMMA.split(line)]


def _import_row(pool: Pool, columns: list[str], row: list[str], status: str, tally: ImportTally) -> None:
    values = dict(zip(columns, row, strict=False))
    try:
        if len(row) != len(columns) or values[MFA].lower() not in {"true", "false"}:
            raise invalid_parameter("The row does not fit the header.")
        _make(pool, values, status)
    except ServiceError as error:
        is_there = error.code in {"UsernameExistsException", "AliasExistsException"}
        tally.skipped += is_there
        tally.failed += not is_there
    else:
        tally.imported += 1


def _make(pool: Pool, values: Mapping[str, str], status: str) -> None:
    username = values[USERNAME]
    if not username:
        raise invalid_parameter("The row has no username.")
    filled = {name: value for name, value in values.items() if value and not name.startswith("cognito:")}
    attributes = attribute_rules.normalised(pool, {**filled, **_birthdate(filled)})
    attribute = aliases.username_attribute(pool, username)
    if attribute is not None:
        attributes[attribute] = username
    aliases.check_username_is_free(pool, username, attribute)
    attribute_rules.check_new(pool, attributes)
    _check_verified(attributes, pool.extended_config.get("AutoVerifiedAttributes", ()))
    aliases.claim_aliases(pool, attributes)
    sub = str(uuid4())
    name = username if attribute is None else sub
    pool.users[name] = User(pool_id=pool.id, username=name, sub=sub, status=status, attributes=attributes)


def _birthdate(filled: Mapping[str, str]) -> dict[str, str]:
    """In the file the month comes first."""
    if "birthdate" not in filled:
        return {}
    try:
        return {"birthdate": datetime.strptime(filled["birthdate"], "%m/%d/%Y").date().isoformat()}
    except ValueError as error:
        raise invalid_parameter("Invalid birthdate format. Should be mm/dd/yyyy.") from error


def _check_verified(attributes: Mapping[str, str], names: Iterable[str]) -> None:
    verified = [attributes.get(name) and attributes.get(f"{name}_verified") == "true" for name in names]
    if verified and not any(verified):
        raise invalid_parameter("At least one of the auto-verified attributes must be verified.")
