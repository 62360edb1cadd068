"""What belongs to a pool beside its settings. Each noun's module keeps its own part."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Record = dict[str, Any]


@dataclass(slots=True)
class Stores:
    """Kept by client id, "" standing for the whole pool; or by the id of the thing; or by the user's `sub`."""

    risk: dict[str, Record] = field(default_factory=dict)
    client_sessions: dict[str, Record] = field(default_factory=dict)
    session_tracking: Record = field(default_factory=dict)
    looks: dict[str, Record] = field(default_factory=dict)
    log_delivery: list[Record] = field(default_factory=list)
    brandings: dict[str, Record] = field(default_factory=dict)
    terms: dict[str, Record] = field(default_factory=dict)
    replicas: dict[str, Record] = field(default_factory=dict)
    client_documents: dict[str, Record] = field(default_factory=dict)
    # By policy, then by address.
    kept_documents: dict[str, dict[str, Record]] = field(default_factory=dict)
    recoveries: dict[str, Record] = field(default_factory=dict)
    # When, who, and the names of their groups: what a point-in-time recovery brings back.
    deleted_users: list[tuple[datetime, Any, tuple[str, ...]]] = field(default_factory=list)
    import_jobs: dict[str, Any] = field(default_factory=dict)
    devices: dict[str, dict[str, Record]] = field(default_factory=dict)
    auth_events: dict[str, list[Record]] = field(default_factory=dict)
    user_sessions: dict[str, dict[str, Record]] = field(default_factory=dict)
    # Sign-ins under way, by the session that their next answer names.
    attempts: dict[str, Any] = field(default_factory=dict)

    def forget_client(self, client_id: str) -> None:
        """Drop what belongs to an app client that is deleted."""
        for kept in (self.risk, self.client_sessions, self.looks):
            kept.pop(client_id, None)
        for records in (self.brandings, self.terms):
            for name in [name for name, record in records.items() if record["ClientId"] == client_id]:
                del records[name]

    def forget_user(self, sub: str) -> None:
        """Drop what belongs to a user who is deleted."""
        for kept in (self.devices, self.auth_events, self.user_sessions):
            kept.pop(sub, None)
