"""What an operator can do with how a pool is run: protection, log delivery, sessions, replicas, quotas."""

from console.access.action import Action, Danger
from console.access.roles import Role

RISK = ("DescribeRiskConfiguration", "ListUserPoolClients", "DescribeUserPool")
LOGS = ("GetLogDeliveryConfiguration", "DescribeUserPool")
SESSIONS = (
    "GetUserPoolSessionConfiguration",
    "GetUserPoolClientSessionConfiguration",
    "ListUserPoolClients",
    "DescribeUserPool",
)
REPLICAS = ("ListUserPoolReplicas", "DescribeUserPool")
RECOVERIES = ("ListPointInTimeRecoveries", "DescribePointInTimeRecovery", "DescribeUserPool")
QUOTAS = ("GetProvisionedLimit", "DescribeUserPool")

VIEW_PROTECTION = Action(
    name="view_protection",
    label="See what threat protection does, for the pool and each app client",
    role=Role.VIEWER,
    operations=RISK,
)
EDIT_PROTECTION = Action(
    name="edit_protection",
    label="Change what threat protection does",
    role=Role.ADMINISTRATOR,
    operations=(*RISK, "SetRiskConfiguration"),
    danger=Danger.REVERSIBLE,
)
VIEW_LOGS = Action(
    name="view_logs", label="See where a pool sends its logs", role=Role.VIEWER, operations=LOGS
)
EDIT_LOGS = Action(
    name="edit_logs",
    label="Change where a pool sends its logs, and stop it",
    role=Role.ADMINISTRATOR,
    operations=(*LOGS, "SetLogDeliveryConfiguration"),
    danger=Danger.REVERSIBLE,
)
VIEW_SESSIONS = Action(
    name="view_sessions",
    label="See how a pool and its app clients keep sessions",
    role=Role.VIEWER,
    operations=SESSIONS,
)
EDIT_SESSIONS = Action(
    name="edit_sessions",
    label="Change how a pool and its app clients keep sessions",
    role=Role.ADMINISTRATOR,
    operations=(*SESSIONS, "SetUserPoolSessionConfiguration", "SetUserPoolClientSessionConfiguration"),
    danger=Danger.REVERSIBLE,
)
VIEW_REPLICAS = Action(
    name="view_replicas",
    label="See a pool's replicas in other regions",
    role=Role.VIEWER,
    operations=REPLICAS,
)
CREATE_REPLICA = Action(
    name="create_replica",
    label="Create a replica of a pool",
    role=Role.OWNER,
    operations=(*REPLICAS, "CreateUserPoolReplica"),
    danger=Danger.HARD,
)
CHANGE_REPLICA = Action(
    name="change_replica",
    label="Activate and deactivate a replica",
    role=Role.ADMINISTRATOR,
    operations=(*REPLICAS, "UpdateUserPoolReplica"),
    danger=Danger.HARD,
)
REMOVE_REPLICA = Action(
    name="remove_replica",
    label="Remove a replica of a pool",
    role=Role.OWNER,
    operations=(*REPLICAS, "DeleteUserPoolReplica"),
    danger=Danger.FINAL,
)
VIEW_RECOVERIES = Action(
    name="view_recoveries",
    label="See the point-in-time recoveries of a pool",
    role=Role.VIEWER,
    operations=RECOVERIES,
)
INITIATE_RECOVERY = Action(
    name="initiate_recovery",
    label="Begin a recovery, which pauses writes",
    role=Role.OWNER,
    operations=(*RECOVERIES, "InitiatePointInTimeRecovery"),
    danger=Danger.HARD,
)
START_RECOVERY = Action(
    name="start_recovery",
    label="Start a recovery: all people become what they were",
    role=Role.OWNER,
    operations=(*RECOVERIES, "StartPointInTimeRecovery"),
    danger=Danger.FINAL,
)
CANCEL_RECOVERY = Action(
    name="cancel_recovery",
    label="Cancel a recovery, so that writes go on",
    role=Role.ADMINISTRATOR,
    operations=(*RECOVERIES, "CancelPointInTimeRecovery"),
    danger=Danger.REVERSIBLE,
)
VIEW_QUOTAS = Action(
    name="view_quotas",
    label="See request quotas, and what Lifeguard used of them",
    role=Role.VIEWER,
    operations=QUOTAS,
)
CHANGE_QUOTA = Action(
    name="change_quota",
    label="Change a provisioned request rate of the account",
    role=Role.OWNER,
    operations=(*QUOTAS, "UpdateProvisionedLimit"),
    danger=Danger.HARD,
)

ACTIONS = (
    VIEW_PROTECTION,
    EDIT_PROTECTION,
    VIEW_LOGS,
    EDIT_LOGS,
    VIEW_SESSIONS,
    EDIT_SESSIONS,
    VIEW_REPLICAS,
    CREATE_REPLICA,
    CHANGE_REPLICA,
    REMOVE_REPLICA,
    VIEW_RECOVERIES,
    INITIATE_RECOVERY,
    START_RECOVERY,
    CANCEL_RECOVERY,
    VIEW_QUOTAS,
    CHANGE_QUOTA,
)
