"""How a pool is called, which plan it has, and what guards it."""

from pools.plans import PLANS
from pools.saving.settings import Section, Setting

ABOUT = Section(
    id="about",
    title="Name, plan and protection",
    settings=(
        Setting(
            path="Name",
            label="Name",
            kind="text",
            help="What operators call this pool; the people in it may see it in messages of triggers.",
            stays="A pool needs a name.",
        ),
        Setting(path="Id", label="Pool id", kind="copy"),
        Setting(path="Arn", label="ARN"),
        Setting(
            path="UserPoolTier",
            label="Feature plan",
            words=PLANS,
            absent="Not told",
            help="Essentials adds passwordless sign-in, codes by e-mail and more in tokens; Plus, threat protection.",
            caution="AWS bills each plan at its own price per active user.",
            stays="Every pool has a plan. Choose one.",
        ),
        Setting(
            path="DeletionProtection",
            label="Deletion protection",
            words={"ACTIVE": "On", "INACTIVE": "Off: the pool can be deleted"},
            absent="Off: the pool can be deleted",
            default="INACTIVE",
            help="While it is on, Cognito refuses to delete this pool.",
            caution="A deleted pool can only be asked back from AWS Support, within 14 days and without a promise.",
        ),
        Setting(
            path="EstimatedNumberOfUsers",
            label="Users, by Cognito’s estimate",
            kind="count",
            hint="Cognito renews this number now and then; it is not a count.",
        ),
        Setting(path="Domain", label="Prefix domain", absent="None"),
        Setting(path="CustomDomain", label="Custom domain", absent="None"),
        Setting(path="CreationDate", label="Created", kind="moment"),
        Setting(path="LastModifiedDate", label="Last changed", kind="moment"),
        Setting(path="Status", label="Status", quiet=True, hint="Cognito no longer uses it."),
    ),
)
