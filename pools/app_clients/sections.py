"""Every setting of an app client: DescribeUserPoolClient's members, which UpdateUserPoolClient writes all at once."""

from typing import Any

from pools.saving.settings import Section, Setting, SettingGroup

UNITS = ("seconds", "minutes", "hours", "days")
# What holds where a token has no validity or unit of its own.
VALIDITIES: dict[str, tuple[str, int, str]] = {
    "AccessTokenValidity": ("TokenValidityUnits.AccessToken", 1, "hours"),
    "IdTokenValidity": ("TokenValidityUnits.IdToken", 1, "hours"),
    "RefreshTokenValidity": ("TokenValidityUnits.RefreshToken", 30, "days"),
}
FLOWS, GRANTS, SCOPES = "ExplicitAuthFlows", "AllowedOAuthFlows", "AllowedOAuthScopes"
OAUTH = "AllowedOAuthFlowsUserPoolClient"
PROVIDERS, CALLBACKS, LOGOUTS = "SupportedIdentityProviders", "CallbackURLs", "LogoutURLs"
DEFAULT_CALLBACK = "DefaultRedirectURI"
READ, WRITE = "ReadAttributes", "WriteAttributes"
ERRORS, REVOCATION = "PreventUserExistenceErrors", "EnableTokenRevocation"
PROPAGATION, SESSION = "EnablePropagateAdditionalUserContextData", "AuthSessionValidity"
PUBLISHED = "PublishSecretsInAWSSecretsManager"
ROTATION, GRACE = "RefreshTokenRotation.Feature", "RefreshTokenRotation.RetryGracePeriodSeconds"
PROJECT = "AnalyticsConfiguration"

FLOW_WORDS: dict[Any, str] = {
    "ALLOW_USER_SRP_AUTH": "Password, proved without being sent (SRP)",
    "ALLOW_USER_AUTH": "Choice of password, passkey or one-time code",
    "ALLOW_REFRESH_TOKEN_AUTH": "Refresh tokens",
    "ALLOW_CUSTOM_AUTH": "Custom challenges of Lambda triggers",
    "ALLOW_USER_PASSWORD_AUTH": "Password, sent as it is",
    "ALLOW_ADMIN_USER_PASSWORD_AUTH": "Password, sent by a server with AWS rights",
    "ALLOW_TOKEN_EXCHANGE_DELEGATION": "Token exchange, on behalf of a user",
    "ALLOW_TOKEN_EXCHANGE_IMPERSONATION": "Token exchange, as a user",
    "ADMIN_NO_SRP_AUTH": "Old name: password, sent by a server with AWS rights",
    "CUSTOM_AUTH_FLOW_ONLY": "Old name: custom challenges alone",
    "USER_PASSWORD_AUTH": "Old name: password, sent as it is",
}
GRANT_WORDS: dict[Any, str] = {
    "code": "Authorisation code",
    "implicit": "Implicit: tokens in the address",
    "client_credentials": "Client credentials: machine to machine",
}
SCOPE_WORDS: dict[Any, str] = {
    "openid": "openid: who it is",
    "email": "email: e-mail address",
    "phone": "phone: phone number",
    "profile": "profile: all other attributes that it may read",
    "aws.cognito.signin.user.admin": "aws.cognito.signin.user.admin: the user’s own profile in Cognito",
}
YES_NO: dict[Any, str] = {True: "Yes", False: "No"}
TOKEN_HELP = "5 minutes to 24 hours, and not longer than the refresh token."  # noqa: S105

GENERAL = Section(
    id="general",
    title="App client",
    settings=(
        Setting(path="ClientName", label="Name", stays="An app client needs a name."),
        Setting(path="ClientId", label="Client id", kind="copy", fixed="Cognito chose it, for ever."),
        Setting(
            path="UserPoolId", label="User pool", kind="copy", quiet=True, fixed="The pool that is open."
        ),
        # Cognito never answers it: where there is a `ClientSecretArn`, it is so.
        Setting(
            path=PUBLISHED,
            label="The secret is kept in AWS Secrets Manager",
            quiet=True,
            fixed="Decided when the app client is made; a save leaves it as it is.",
        ),
    ),
)
SIGN_IN = Section(
    id="sign-in",
    title="Sign-in",
    about="What the app may do with Cognito’s own API. The hosted pages go by OAuth instead.",
    settings=(
        Setting(
            path=FLOWS,
            label="Ways to sign in",
            words=FLOW_WORDS,
            absent="Cognito’s default: SRP, custom challenges, refresh tokens",
            help="A choice of first factors needs the Essentials plan. Names with and without ALLOW_ do not mix.",
            caution="Apps that use what is taken away cannot sign anybody in any more.",
        ),
        Setting(
            path=ERRORS,
            label="Whether somebody has an account",
            words={"ENABLED": "Stays hidden", "LEGACY": "Can be told from the errors"},
            absent="Can be told from the errors",
            default="LEGACY",
            help="Hidden, a wrong name and a wrong password bring the same error.",
        ),
        Setting(
            path=SESSION,
            label="Minutes to answer a challenge",
            absent="3",
            default=3,
            help="How long a sign-in may take from one step to the next.",
        ),
        Setting(
            path=PROPAGATION,
            label="The app’s server may tell the user’s address and device",
            words=YES_NO,
            absent="No",
            default=False,
            help="For threat protection. It needs a secret.",
        ),
    ),
)
TOKENS = Section(
    id="tokens",
    title="Tokens",
    about="How long they last. Tokens that were issued before keep the life they were given.",
    groups=(
        SettingGroup(
            title="Validity",
            settings=(
                Setting(
                    path="RefreshTokenValidity",
                    label="Refresh token lasts",
                    absent="30 days",
                    help="60 minutes to 10 years: so long may somebody stay away without signing in again.",
                ),
                Setting(
                    path="AccessTokenValidity", label="Access token lasts", absent="1 hour", help=TOKEN_HELP
                ),
                Setting(path="IdTokenValidity", label="ID token lasts", absent="1 hour", help=TOKEN_HELP),
                *(
                    Setting(
                        path=f"TokenValidityUnits.{token}Token",
                        label=f"Unit of the {name} token’s validity",
                        absent=unit,
                        quiet=True,
                        fixed="It goes with the number.",
                    )
                    for token, name, unit in (
                        ("Refresh", "refresh", "days"),
                        ("Access", "access", "hours"),
                        ("Id", "ID", "hours"),
                    )
                ),
            ),
        ),
        SettingGroup(
            title="Refresh and revocation",
            settings=(
                Setting(
                    path=REVOCATION,
                    label="Tokens can be revoked",
                    words=YES_NO,
                    options=(("Yes", True), ("No", False)),
                    help="By the app: RevokeToken and the revoke endpoint. Signing somebody out everywhere and "
                    "disabling them revoke tokens either way.",
                ),
                Setting(
                    path=ROTATION,
                    label="A refresh token works once",
                    words={"ENABLED": "Yes: each use brings a new one", "DISABLED": "No"},
                    absent="No",
                    default="DISABLED",
                    help="It does not go with “Refresh tokens” among the ways to sign in.",
                    caution="Apps that do not keep the new token lose their session.",
                ),
                Setting(
                    path=GRACE,
                    label="Seconds in which a used refresh token still works",
                    absent="None",
                    help="For apps that repeat a request whose answer was lost. Only with rotation.",
                ),
            ),
        ),
    ),
)
HOSTED = Section(
    id="oauth",
    title="OAuth and hosted pages",
    about="What the app may do at the pool’s domain.",
    groups=(
        SettingGroup(
            title="OAuth",
            settings=(
                Setting(
                    path=OAUTH,
                    label="OAuth may be used",
                    words=YES_NO,
                    absent="No",
                    default=False,
                    help="Without it nothing of this section has any effect.",
                ),
                Setting(
                    path=GRANTS,
                    label="Flows",
                    words=GRANT_WORDS,
                    absent="None",
                    help="Client credentials go with no other flow, and need a secret.",
                    caution="Implicit leaves tokens in the browser’s history: the code flow with PKCE replaces it.",
                ),
                Setting(
                    path=SCOPES,
                    label="Scopes",
                    words=SCOPE_WORDS,
                    absent="None",
                    help="Cognito’s own, and those of this pool’s resource servers.",
                ),
                Setting(
                    path=PROVIDERS,
                    label="People sign in with",
                    words={"COGNITO": "An account of this pool"},
                    absent="None",
                    caution="Whoever signs in with a provider that is taken away is locked out of this app.",
                ),
            ),
        ),
        SettingGroup(
            title="Addresses",
            hint="https, http on this computer alone (localhost), or an app’s own scheme such as myapp://. No #.",
            settings=(
                Setting(
                    path=CALLBACKS,
                    label="After sign-in",
                    absent="None",
                    help="One a line, each in full.",
                    caution="An app that names an address which is not here cannot sign anybody in.",
                ),
                Setting(
                    path=DEFAULT_CALLBACK,
                    label="After sign-in, where the app names none",
                    absent="None",
                    help="One of the addresses above.",
                ),
                Setting(path=LOGOUTS, label="After sign-out", absent="None", help="One a line."),
            ),
        ),
    ),
)
ATTRIBUTES = Section(
    id="attributes",
    title="Attributes",
    about="What the app may read and write of a user, for the user. New custom attributes join no list by themselves.",
    settings=(
        Setting(path=READ, label="May read", absent="Cognito’s default: all standard attributes"),
        Setting(
            path=WRITE,
            label="May write",
            absent="Cognito’s default: all standard attributes",
            help="A list of its own has to hold every attribute that the pool requires.",
        ),
    ),
)
ANALYTICS = Section(
    id="analytics",
    title="Analytics",
    about="Amazon Pinpoint, which AWS ended on 30 October 2026: nothing is counted there any more. Either the "
    "project’s ARN alone, or its id with a role and an external id.",
    settings=(
        Setting(path=f"{PROJECT}.ApplicationArn", label="Project ARN"),
        Setting(path=f"{PROJECT}.ApplicationId", label="Project id", quiet=True),
        Setting(path=f"{PROJECT}.RoleArn", label="IAM role", quiet=True),
        Setting(path=f"{PROJECT}.ExternalId", label="External id of that role", quiet=True),
        Setting(
            path=f"{PROJECT}.UserDataShared",
            label="Attributes of users are sent along",
            words=YES_NO,
            quiet=True,
            absent="Not set",
        ),
    ),
)
APP_CLIENT_SECTIONS = (GENERAL, SIGN_IN, TOKENS, HOSTED, ATTRIBUTES, ANALYTICS)
