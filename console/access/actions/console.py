"""What an operator can do with the console itself."""

from console.access.action import Action, Danger, Reach
from console.access.roles import Role

VIEW_AUDIT = Action(name="view_audit", label="Read the audit trail", role=Role.VIEWER, reach=Reach.ANYWHERE)
EXPORT_AUDIT = Action(
    name="export_audit", label="Export the audit trail", role=Role.ADMINISTRATOR, reach=Reach.ANYWHERE
)
MANAGE_OPERATORS = Action(
    name="manage_operators",
    label="Manage operators and their grants",
    role=Role.OWNER,
    reach=Reach.EVERYWHERE,
    danger=Danger.HARD,
)
VIEW_COVERAGE = Action(
    name="view_coverage", label="See what is covered of the API", role=Role.VIEWER, reach=Reach.ANYWHERE
)
VIEW_STYLEGUIDE = Action(
    name="view_styleguide", label="See the style guide", role=Role.VIEWER, reach=Reach.ANYWHERE
)

ACTIONS = (
    VIEW_AUDIT,
    EXPORT_AUDIT,
    MANAGE_OPERATORS,
    VIEW_COVERAGE,
    VIEW_STYLEGUIDE,
)
