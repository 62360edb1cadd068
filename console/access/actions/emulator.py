"""What an operator can do with the embedded service, in the demo alone."""

from console.access.action import Action, Reach
from console.access.roles import Role

VIEW_OUTBOX = Action(
    name="view_outbox", label="Read the demo's outbox", role=Role.HELP_DESK, reach=Reach.ANYWHERE
)
SET_FAULTS = Action(
    name="set_faults",
    label="Let the demo's service fail on purpose",
    role=Role.OWNER,
    reach=Reach.EVERYWHERE,
)

ACTIONS = (
    VIEW_OUTBOX,
    SET_FAULTS,
)
