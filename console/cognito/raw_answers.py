"""What a service wrote, made fit to read: one tolerant place for every answer.

Other services speak Cognito's API, and proxies stand in between: members may be null, dates may be texts, lists may
be left out, rows may lack their name.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

from console.cognito import model
from console.cognito.error_bodies import decoded, plain_error
from console.cognito.errors import BrokenAnswer

# Put behind the name of a member of which something could not be read. Since no model knows such a name, the
# member counts as a setting that a save would lose.
UNREADABLE = " (unreadable)"
# Without these a structure is of no use: nothing could be said or done about it.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "AssetType": ("Category", "ColorMode", "Extension"),
    "AttributeType": ("Name",),
    "AuthEventType": ("EventId",),
    "CIMDPolicySummaryType": ("CIMDPolicyId",),
    "CIMDPolicyType": ("CIMDPolicyId", "PolicyName"),
    "ClientMetadataURLType": ("URL",),
    "ClientSecretDescriptorType": ("ClientSecretId",),
    "DeviceType": ("DeviceKey",),
    "GroupType": ("GroupName",),
    "IdentityProviderType": ("ProviderName",),
    "LimitType": ("ProvisionedLimitValue", "FreeLimitValue"),
    "LogConfigurationType": ("EventSource",),
    "ManagedLoginBrandingType": ("ManagedLoginBrandingId",),
    "ProviderDescription": ("ProviderName",),
    "ResourceServerScopeType": ("ScopeName",),
    "ResourceServerType": ("Identifier",),
    "SchemaAttributeType": ("Name",),
    "SessionDescriptionType": ("SessionId",),
    "TermsDescriptionType": ("TermsId",),
    "TermsType": ("TermsId", "ClientId", "TermsName"),
    "UserPoolClientDescription": ("ClientId",),
    "UserPoolClientType": ("ClientId",),
    "UserPoolDescriptionType": ("Id", "Name"),
    "UserPoolReplicaType": ("RegionName",),
    "UserPoolType": ("Id", "Name"),
    "UserType": ("Username",),
}
# Later dates are a mistake, and leave no room to reckon with.
LATEST = datetime(9000, 1, 1, tzinfo=UTC).timestamp()
# A whole number of the model has 32 bits.
LARGEST = 2**31

# Reads a value; what it leaves out of a list or a map it counts by appending to the list that it is handed.
Reader = Callable[[Any, list[None]], Any]


class Unreadable(ValueError):
    """A value that is not what the model says, nor anything that could be meant by it."""


def keep_raw_answer(
    *, response_dict: dict[str, Any], customized_response_dict: dict[str, Any], operation_model: Any, **_: Any
) -> None:
    """Hand on the answer as Cognito wrote it, and leave botocore nothing to parse but errors of one form.

    botocore turns a truncated or non-JSON 200 into an empty dict, drops members it does not know, and spends
    most of a list call in its modelled parser. Times are numbers (seconds since 1970). Raises BrokenAnswer.
    """
    if response_dict["status_code"] >= 300:
        response_dict["status_code"] = max(response_dict["status_code"], 301)
        response_dict["body"] = plain_error(response_dict)
        return
    answer = decoded(response_dict["body"] or b"{}")
    customized_response_dict.update(readable(operation_model.name, answer))
    response_dict["body"] = b"{}"


def readable(operation: str, answer: Any) -> dict[str, Any]:
    """An answer without nulls, with dates as seconds, and without what is not what the model says.

    How much was left out is counted below the member's name and `UNREADABLE`. Top-level lists that are absent are
    empty. Raises BrokenAnswer where there is nothing, or where the one thing asked for cannot be read.
    """
    shape = model.output_shape(operation)
    members = shape.members if shape is not None else {}
    # Nothing at all is an answer only where there is nothing to tell.
    if not isinstance(answer, dict) or (not answer and members):
        raise BrokenAnswer(operation=operation)
    if shape is None:
        return {}
    found: dict[str, Any] = _reader(shape)(answer, [])
    for name, member in members.items():
        if name not in found and member.type_name == "list":
            found[name] = []
        elif name not in found and len(members) == 1:
            found[name] = _nothing(member, answer, operation)
    return found


def _nothing(member: Any, answer: Mapping[str, Any], operation: str) -> dict[str, Any]:
    """What stands for the one thing asked for where it is null. Raises BrokenAnswer where that says nothing."""
    is_null = any(value is None for value in answer.values())
    if member.type_name not in {"structure", "map"} or member.name in NEEDED or not is_null:
        raise BrokenAnswer(operation=operation)
    return {}


def rows_left_out(answer: Mapping[str, Any]) -> int:
    """How many rows of a list could not be read."""
    return sum(
        count for name, count in answer.items() if name.endswith(UNREADABLE) and isinstance(count, int)
    )


def without_nulls(value: Any) -> Any:
    """The same, nothing in it being null."""
    if isinstance(value, dict):
        return {name: without_nulls(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [without_nulls(inner) for inner in value if inner is not None]
    return value


@cache
def _reader(shape: Any) -> Reader:
    if model.is_document(shape):
        return lambda value, _: value
    return READERS[shape.type_name](shape)


def _structures(shape: Any) -> Reader:
    readers = {name: _reader(member) for name, member in shape.members.items()}
    needed = NEEDED.get(shape.name, ())

    def read(value: Any, _: list[None]) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Unreadable
        found: dict[str, Any] = {}
        for name, inner in value.items():
            if inner is None:
                continue
            if reader := readers.get(name):
                _read_member(found, name, inner, reader)
            else:
                found[name] = without_nulls(inner)
        if any(name not in found for name in needed):
            raise Unreadable
        return found

    return read


def _read_member(found: dict[str, Any], name: str, value: Any, reader: Reader) -> None:
    left_out: list[None] = []
    try:
        if (member := reader(value, left_out)) is not None:
            found[name] = member
    except Unreadable:
        left_out.append(None)
    if left_out:
        found[name + UNREADABLE] = len(left_out)


def _lists(shape: Any) -> Reader:
    read_item = _reader(shape.member)

    def read(value: Any, left_out: list[None]) -> list[Any]:
        if not isinstance(value, list):
            raise Unreadable
        found: list[Any] = []
        for item in value:
            try:
                if item is not None:
                    found.append(read_item(item, left_out))
            except Unreadable:
                left_out.append(None)
        return found

    return read


def _maps(shape: Any) -> Reader:
    read_value = _reader(shape.value)

    def read(value: Any, left_out: list[None]) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Unreadable
        found: dict[str, Any] = {}
        for name, inner in value.items():
            try:
                if inner is not None:
                    found[name] = read_value(inner, left_out)
            except Unreadable:
                left_out.append(None)
        return found

    return read


def _text(value: Any, _: list[None]) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    raise Unreadable


def _truth(value: Any, _: list[None]) -> bool:
    if isinstance(value, bool):
        return value
    truth = {"true": True, "false": False}.get(str(value).lower())
    if truth is None:
        raise Unreadable
    return truth


def _number(value: Any, _: list[None]) -> int:
    try:
        number = float(value)
        if isinstance(value, bool) or number != int(number) or abs(number) >= LARGEST:
            raise Unreadable
    except (TypeError, ValueError, OverflowError) as error:
        raise Unreadable from error
    return int(number)


def _time(value: Any, _: list[None]) -> float | None:
    """Seconds since 1970; None for what is no date, which is never a setting."""
    seconds = _seconds(value)
    return seconds if seconds is not None and 0 <= seconds < LATEST else None


def _seconds(value: Any) -> float | None:
    if isinstance(value, int | float):
        return value
    if not isinstance(value, str):
        return None
    for form in (float, _of_iso, _of_mail):
        try:
            return form(value)
        except (TypeError, ValueError, OverflowError):
            continue
    return None


def _of_iso(text: str) -> float:
    moment = datetime.fromisoformat(text.strip())
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _of_mail(text: str) -> float:
    moment = parsedate_to_datetime(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


READERS: Mapping[str, Callable[[Any], Reader]] = {
    "structure": _structures,
    "list": _lists,
    "map": _maps,
    "string": lambda _: _text,
    "blob": lambda _: _text,
    "boolean": lambda _: _truth,
    "integer": lambda _: _number,
    "long": lambda _: _number,
    "timestamp": lambda _: _time,
}
