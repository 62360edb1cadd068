"""What an operator can do about how a user signs in: factors, devices, sessions, identities, and what came of it."""

from console.access.action import Action, Danger, Reach
from console.access.roles import Role

VIEW_SIGN_IN = Action(
    name="view_sign_in",
    label="See a user's factors, devices, sessions and linked identities",
    role=Role.VIEWER,
    operations=(
        "ListUsers",
        "DescribeUserPool",
        "AdminGetUserAuthFactors",
        "AdminListDevices",
        "AdminListUserSessions",
    ),
)
VIEW_ACTIVITY = Action(
    name="view_activity",
    label="See a user's timeline and sign-in events",
    role=Role.VIEWER,
    operations=("ListUsers", "DescribeUserPool", "AdminListUserAuthEvents"),
)
CLEAR_AUTHENTICATOR = Action(
    name="clear_authenticator",
    label="Delete a user's lost authenticator app",
    role=Role.HELP_DESK,
    operations=("ListUsers", "DescribeUserPool", "AdminGetUserAuthFactors", "AdminDeleteSoftwareToken"),
    danger=Danger.HARD,
)
REVOKE_SESSION = Action(
    name="revoke_session",
    label="End one session of a user",
    role=Role.HELP_DESK,
    operations=("ListUsers", "DescribeUserPool", "AdminListUserSessions", "AdminRevokeUserSession"),
    danger=Danger.REVERSIBLE,
)
SET_MFA = Action(
    name="set_mfa",
    label="Set which second factors a user signs in with",
    role=Role.ADMINISTRATOR,
    operations=(
        "ListUsers",
        "DescribeUserPool",
        "GetUserPoolMfaConfig",
        "AdminGetUserAuthFactors",
        "AdminSetUserMFAPreference",
    ),
    danger=Danger.REVERSIBLE,
)
FORGET_DEVICE = Action(
    name="forget_device",
    label="Forget a user's device",
    role=Role.ADMINISTRATOR,
    operations=("ListUsers", "DescribeUserPool", "AdminGetDevice", "AdminForgetDevice"),
    danger=Danger.REVERSIBLE,
)
SET_DEVICE_STATUS = Action(
    name="set_device_status",
    label="Remember a user's device, or no longer",
    role=Role.ADMINISTRATOR,
    operations=("ListUsers", "DescribeUserPool", "AdminGetDevice", "AdminUpdateDeviceStatus"),
    danger=Danger.REVERSIBLE,
)
LINK_IDENTITY = Action(
    name="link_identity",
    label="Link an identity of another provider to a user",
    role=Role.ADMINISTRATOR,
    operations=("ListUsers", "DescribeUserPool", "ListIdentityProviders", "AdminLinkProviderForUser"),
    danger=Danger.HARD,
)
UNLINK_IDENTITY = Action(
    name="unlink_identity",
    label="Unlink an identity of another provider from a user",
    role=Role.ADMINISTRATOR,
    operations=("ListUsers", "DescribeUserPool", "AdminDisableProviderForUser"),
    danger=Danger.HARD,
)
GIVE_FEEDBACK = Action(
    name="give_feedback",
    label="Say whether a sign-in was the user's own",
    role=Role.ADMINISTRATOR,
    operations=("ListUsers", "DescribeUserPool", "AdminUpdateAuthEventFeedback"),
    danger=Danger.REVERSIBLE,
)
# In the demo alone: with the embedded service, never with Cognito.
TRY_SIGN_IN = Action(
    name="try_sign_in", label="Sign in as a user of the demo", role=Role.HELP_DESK, reach=Reach.ANYWHERE
)

ACTIONS = (
    VIEW_SIGN_IN,
    VIEW_ACTIVITY,
    CLEAR_AUTHENTICATOR,
    REVOKE_SESSION,
    SET_MFA,
    FORGET_DEVICE,
    SET_DEVICE_STATUS,
    LINK_IDENTITY,
    UNLINK_IDENTITY,
    GIVE_FEEDBACK,
    TRY_SIGN_IN,
)
