"""What threat protection has noted of a user's sign-ins."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from console.emulator.overlay import risk
from console.emulator.overlay.attempts import Attempt
from console.emulator.overlay.core.errors import resource_not_found
from console.emulator.overlay.core.paging import list_page
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import Call, operation
from console.emulator.overlay.core.stores import Record


@operation("AdminListUserAuthEvents")
def admin_list_user_auth_events(call: Call) -> dict[str, Any]:
    """The newest first, sixty a page. Raises UserPoolAddOnNotEnabledException without threat protection."""
    page, token = list_page(call.parameters, _events(call), "EventId")
    return {"AuthEvents": page, **token}


@operation("AdminUpdateAuthEventFeedback")
def admin_update_auth_event_feedback(call: Call) -> dict[str, Any]:
    """Say whether it was the user. Raises ResourceNotFoundException, UserPoolAddOnNotEnabledException."""
    wanted = call.parameters["EventId"]
    found = next((each for each in _events(call) if each["EventId"] == wanted), None)
    if found is None:
        raise resource_not_found(f"Event {wanted} does not exist.")
    found["EventFeedback"] = {
        "FeedbackValue": call.parameters["FeedbackValue"],
        "Provider": "Admin",
        "FeedbackDate": datetime.now(UTC),
    }
    return {}


def note(attempt: Attempt, failed: str = "", *, passed: bool) -> None:
    """Note a sign-in that ended, with the challenges it went through: where threat protection is on."""
    results = [(name, "Success") for name in attempt.passed] + ([(failed, "Failure")] if failed else [])
    if is_protected(attempt.pool):
        add(
            attempt.pool,
            attempt.user.id,
            event(response="Pass" if passed else "Fail", challenges=results, context=attempt.context),
        )


def event(
    kind: str = "SignIn",
    *,
    response: str = "Pass",
    risk: str = "",
    decision: str = "NoRisk",
    compromised: bool = False,
    challenges: Iterable[tuple[str, str]] = (),
    at: datetime | None = None,
    context: Mapping[str, str] | None = None,
) -> Record:
    """An event in the shape of the API."""
    return {
        "EventId": str(uuid4()),
        "EventType": kind,
        "CreationDate": at or datetime.now(UTC),
        "EventResponse": response,
        "EventRisk": {
            "RiskDecision": decision,
            "CompromisedCredentialsDetected": compromised,
            **({"RiskLevel": risk} if risk else {}),
        },
        "ChallengeResponses": [
            {"ChallengeName": name, "ChallengeResponse": result} for name, result in challenges
        ],
        "EventContextData": dict(context or {}),
    }


def add(pool: Pool, sub: str, new: Record) -> None:
    """Keep an event of a user."""
    pool.stores.auth_events.setdefault(sub, []).append(new)


def is_protected(pool: Pool) -> bool:
    """Whether events are noted at all."""
    return bool(pool.extended_config.get("UserPoolAddOns", {}).get("AdvancedSecurityMode", "OFF") != "OFF")


def _events(call: Call) -> list[Record]:
    pool = call.pool
    risk.require_threat_protection(pool)
    events = pool.stores.auth_events.get(call.user.id, [])
    return sorted(events, key=lambda each: each["CreationDate"], reverse=True)
