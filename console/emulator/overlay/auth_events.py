"""What threat protection has noted of a user's sign-ins."""

from datetime import UTC, datetime
from typing import Any

from console.emulator.overlay import risk
from console.emulator.overlay.errors import resource_not_found
from console.emulator.overlay.paging import list_page
from console.emulator.overlay.registry import Call, operation
from console.emulator.overlay.stores import Record


@operation("AdminListUserAuthEvents")
def admin_list_user_auth_events(call: Call) -> dict[str, Any]:
    """The newest first, sixty a page. Raises UserPoolAddOnNotEnabledException without threat protection."""
    page, token = list_page(call.parameters, _events(call), "EventId")
    return {"AuthEvents": page, **token}


@operation("AdminUpdateAuthEventFeedback")
def admin_update_auth_event_feedback(call: Call) -> dict[str, Any]:
    """Say whether it was the user. Raises ResourceNotFoundException, UserPoolAddOnNotEnabledException."""
    wanted = call.parameters["EventId"]
    event = next((each for each in _events(call) if each["EventId"] == wanted), None)
    if event is None:
        raise resource_not_found(f"Event {wanted} does not exist.")
    event["EventFeedback"] = {
        "FeedbackValue": call.parameters["FeedbackValue"],
        "Provider": "Admin",
        "FeedbackDate": datetime.now(UTC),
    }
    return {}


def _events(call: Call) -> list[Record]:
    pool = call.pool
    risk.require_threat_protection(pool)
    events = pool.stores.auth_events.get(call.user.id, [])
    return sorted(events, key=lambda event: event["CreationDate"], reverse=True)
