"""Point-in-time recoveries: the service knows who was created and deleted since, and no earlier attributes.

A recovery deletes whoever was created after its point and brings back whoever was deleted after it, with their groups.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from console.cognito.operations import OPERATIONS as CLASSIFIED
from console.cognito.operations import Category
from console.emulator.overlay import plans
from console.emulator.overlay.core import identifiers
from console.emulator.overlay.core.errors import (
    ServiceError,
    invalid_parameter,
    limit_exceeded,
    operation_not_enabled,
    resource_not_found,
)
from console.emulator.overlay.core.paging import list_page
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import Call, gate, operation
from console.emulator.overlay.core.stores import Record

WINDOWS = {"ESSENTIALS": timedelta(days=1), "PLUS": timedelta(days=14)}
LEAST_AGE, DAY = timedelta(minutes=15), timedelta(days=1)
MOST_PREVIEWS = 3
ACTIVE = frozenset({"PREVIEW_GENERATING", "PREVIEW_GENERATED", "RESTORING"})
# Steps of a sign-in that write.
WRITING_CHALLENGES = frozenset({"NEW_PASSWORD_REQUIRED", "MFA_SETUP", "SOFTWARE_TOKEN_MFA"})
ANSWERS = frozenset({"RespondToAuthChallenge", "AdminRespondToAuthChallenge"})
# Signing out writes nothing that a recovery could lose.
SIGN_OUTS = frozenset({"AdminUserGlobalSignOut", "GlobalSignOut"})
ABOUT_PEOPLE = frozenset({Category.USER_CREATION, Category.USER_ACCOUNT_RECOVERY, Category.USER_UPDATE})
PAUSED = (
    frozenset(
        {
            *(
                each.name
                for each in CLASSIFIED.values()
                if each.kind == "write" and each.category in ABOUT_PEOPLE
            ),
            *(f"{verb}Group" for verb in ("Create", "Update", "Delete")),
            "AdminSetUserMFAPreference",
            "SetUserMFAPreference",
            "AdminDeleteSoftwareToken",
            "CreateUserImportJob",
            "StartUserImportJob",
        }
    )
    - SIGN_OUTS
)
DETAILS = ("RestoreId", "RestoreStatus", "RestoreTimestamp", "TriggerTimestamp", "RestorePreview")


@gate
def check_not_paused(operation_name: str, call: Call) -> None:
    """Raises OperationNotEnabledException for what writes while a recovery of the pool is under way."""
    challenge = call.get("ChallengeName") if operation_name in ANSWERS else None
    if operation_name not in PAUSED and challenge not in WRITING_CHALLENGES:
        return
    # Whoever signs in by an app client alone names no pool; then the client tells which.
    pools = [call.pool] if "UserPoolId" in call.parameters else _pools_of(call)
    if any(active(pool) for pool in pools):
        raise operation_not_enabled("A point-in-time recovery of this user pool is in progress.")


def active(pool: Pool) -> Record | None:
    """The recovery that is under way, moved on to what it is by now."""
    for record in pool.stores.recoveries.values():
        _move_on(record)
    return next((each for each in pool.stores.recoveries.values() if each["RestoreStatus"] in ACTIVE), None)


@operation("InitiatePointInTimeRecovery")
def initiate_point_in_time_recovery(call: Call) -> dict[str, Any]:
    """Pauses writes and makes a preview.

    Raises FeatureUnavailableInTierException under LITE, InvalidParameterException for a point outside of the plan's
    window, ConcurrentModificationException while there is another, LimitExceededException for a fourth of a day.
    """
    pool, now = call.pool, datetime.now(UTC)
    tier = pool.extended_config.get("UserPoolTier", "LITE")
    plans.check_feature(tier, "ESSENTIALS", "Point-in-time recovery")
    point = _moment(call.parameters["RestoreTimestamp"])
    if not now - WINDOWS[tier] <= point <= now - LEAST_AGE:
        raise invalid_parameter("RestoreTimestamp is outside of the recovery period of this user pool.")
    if active(pool):
        raise ServiceError(
            "ConcurrentModificationException", "There is an active recovery in this user pool."
        )
    if sum(each["TriggerTimestamp"] > now - DAY for each in pool.stores.recoveries.values()) >= MOST_PREVIEWS:
        raise limit_exceeded("Too many recovery previews of this user pool in 24 hours.")
    record: Record = {
        "RestoreId": identifiers.uuid(),
        "RestoreStatus": "PREVIEW_GENERATING",
        "RestoreTimestamp": point,
        "TriggerTimestamp": now,
    }
    pool.stores.recoveries[record["RestoreId"]] = record
    answer = dict(record)
    # Ready at the next look.
    record |= {"RestoreStatus": "PREVIEW_GENERATED", "RestorePreview": list(_preview(pool, point))}
    return {"Restoration": answer}


@operation("DescribePointInTimeRecovery")
def describe_point_in_time_recovery(call: Call) -> dict[str, Any]:
    """One with its preview. Raises ResourceNotFoundException."""
    return {"Restoration": _described(_find(call))}


@operation("ListPointInTimeRecoveries")
def list_point_in_time_recoveries(call: Call) -> dict[str, Any]:
    """The newest first, without previews. Raises FeatureUnavailableInTierException under LITE."""
    pool = call.pool
    tier = pool.extended_config.get("UserPoolTier", "LITE")
    plans.check_feature(tier, "ESSENTIALS", "Point-in-time recovery")
    active(pool)
    newest_first = list(reversed(pool.stores.recoveries.values()))
    page, token = list_page(call.parameters, newest_first, "RestoreId")
    listed = [{name: each[name] for name in DETAILS[:3]} for each in page]
    return {"Restorations": listed, **token}


@operation("StartPointInTimeRecovery")
def start_point_in_time_recovery(call: Call) -> dict[str, Any]:
    """Done at once; told at the next look. Raises InvalidParameterException unless there is a preview."""
    record = _find(call)
    if record["RestoreStatus"] != "PREVIEW_GENERATED":
        raise invalid_parameter("The recovery can be started only when its preview is generated.")
    _restore(call.pool, record["RestoreTimestamp"])
    record["RestoreStatus"] = "RESTORING"
    answer = _described(record)
    record["RestoreStatus"] = "RESTORE_COMPLETED"
    return {"Restoration": answer}


@operation("CancelPointInTimeRecovery")
def cancel_point_in_time_recovery(call: Call) -> dict[str, Any]:
    """Nothing changes, and writes go on. Raises InvalidParameterException once it was started."""
    record = _find(call)
    if not record["RestoreStatus"].startswith("PREVIEW_GENERAT"):
        raise invalid_parameter("The recovery cannot be canceled.")
    record["RestoreStatus"] = "PREVIEW_CANCELLED"
    return {"Restoration": _described(record)}


def _find(call: Call) -> Record:
    record = call.pool.stores.recoveries.get(call.parameters["RestoreId"])
    if record is None:
        raise resource_not_found("The recovery does not exist.")
    _move_on(record)
    return record


def _move_on(record: Record) -> None:
    """A preview that nobody used for a day has expired."""
    waits = record["RestoreStatus"].startswith("PREVIEW_GENERAT")
    if waits and datetime.now(UTC) - record["TriggerTimestamp"] > DAY:
        record["RestoreStatus"] = "PREVIEW_EXPIRED"


def _described(record: Record) -> Record:
    return {name: record[name] for name in DETAILS if name in record}


def _preview(pool: Pool, point: datetime) -> Iterator[Record]:
    changed = [user for user in pool.users.values() if user.last_modified_date > point >= user.create_date]
    counts = {
        "Users": (len(_gone(pool, point)), len(changed), len(_new(pool, point))),
        "Groups": (0, 0, 0),
        "User MFAs": (0, 0, 0),
        "Passkeys": (0, 0, 0),
    }
    for entity, (created, updated, deleted) in counts.items():
        yield {"Entity": entity, "CreateCount": created, "UpdateCount": updated, "DeleteCount": deleted}


def _new(pool: Pool, point: datetime) -> list[Any]:
    return [user for user in pool.users.values() if user.create_date > point]


def _gone(pool: Pool, point: datetime) -> list[tuple[Any, tuple[str, ...]]]:
    """Who was deleted after the point and was there at it, with the names of their groups."""
    return [
        (user, groups)
        for deleted_at, user, groups in pool.stores.deleted_users
        if deleted_at > point >= user.create_date and user.username not in pool.users
    ]


def _restore(pool: Pool, point: datetime) -> None:
    gone = _gone(pool, point)
    for user in _new(pool, point):
        for group in user.groups:
            group.users.discard(user)
        del pool.users[user.username]
    for user, names in gone:
        user.table, user.groups = None, set()
        pool.users[user.username] = user
        for group in (pool.groups[name] for name in names if name in pool.groups):
            group.users.add(user)
            user.groups.add(group)
    back = {user.id for user, _ in gone}
    pool.stores.deleted_users = [each for each in pool.stores.deleted_users if each[1].id not in back]


def _pools_of(call: Call) -> list[Pool]:
    client_id = call.get("ClientId")
    return [pool for pool in call.backend.user_pools.values() if client_id in pool.clients]


def _moment(value: Any) -> datetime:
    """What the client sent: seconds since 1970, or a date in words."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, str):
        return datetime.fromisoformat(value)
    return datetime.fromtimestamp(value, UTC)
