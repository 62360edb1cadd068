"""How people sign in, sign up and prove who they are."""

from pools.settings import Section, Setting

ATTRIBUTES = {
    "email": "E-mail address",
    "phone_number": "Phone number",
    "preferred_username": "Preferred username",
}
PLANS = {"LITE": "Lite", "ESSENTIALS": "Essentials", "PLUS": "Plus"}
NEEDED = {True: "Required", False: "Not required"}
POLICY = "Policies.PasswordPolicy"

ABOUT = Section(
    id="about",
    title="About this pool",
    settings=(
        Setting(path="Name", label="Name", kind="text"),
        Setting(path="Id", label="Pool id", kind="copy"),
        Setting(path="Arn", label="ARN"),
        Setting(path="UserPoolTier", label="Feature plan", words=PLANS, absent="Not told"),
        Setting(
            path="DeletionProtection",
            label="Deletion protection",
            words={"ACTIVE": "On", "INACTIVE": "Off: the pool can be deleted"},
            absent="Off: the pool can be deleted",
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

SIGN_IN = Section(
    id="sign-in",
    title="Sign-in",
    settings=(
        Setting(
            path="UsernameAttributes",
            label="Signing in without a username, by",
            words=ATTRIBUTES,
            absent="Nothing: everybody has a username",
            permanent=True,
        ),
        Setting(
            path="AliasAttributes",
            label="Signing in by username, or by",
            words=ATTRIBUTES,
            absent="Nothing else",
            permanent=True,
        ),
        Setting(
            path="UsernameConfiguration.CaseSensitive",
            label="Capitals in usernames",
            words={True: "Matter: Ana and ana are two people", False: "Do not matter"},
            absent="Matter: Ana and ana are two people",
            permanent=True,
        ),
        Setting(
            path="Policies.SignInPolicy.AllowedFirstAuthFactors",
            label="People may begin with",
            words={
                "PASSWORD": "A password",
                "EMAIL_OTP": "A code by e-mail",
                "SMS_OTP": "A code by SMS",
                "WEB_AUTHN": "A passkey",
                "SOFTWARE_TOKEN": "An authenticator app",
            },
            absent="A password",
        ),
    ),
)

PASSWORDS = Section(
    id="passwords",
    title="Passwords",
    settings=(
        Setting(path=f"{POLICY}.MinimumLength", label="Shortest password, in characters"),
        Setting(path=f"{POLICY}.RequireUppercase", label="An upper-case letter", words=NEEDED),
        Setting(path=f"{POLICY}.RequireLowercase", label="A lower-case letter", words=NEEDED),
        Setting(path=f"{POLICY}.RequireNumbers", label="A digit", words=NEEDED),
        Setting(path=f"{POLICY}.RequireSymbols", label="A symbol", words=NEEDED),
        Setting(
            path=f"{POLICY}.PasswordHistorySize",
            label="Earlier passwords that are refused",
            absent="None",
        ),
        Setting(
            path=f"{POLICY}.TemporaryPasswordValidityDays",
            label="A temporary password works for",
            kind="days",
            absent="7 days, unless the older setting says otherwise",
        ),
        Setting(
            path="AdminCreateUserConfig.UnusedAccountValidityDays",
            label="A temporary password works for (older setting)",
            kind="days",
            quiet=True,
            hint="Once the newer setting has been used, this one never counts again.",
        ),
    ),
)

SIGN_UP = Section(
    id="sign-up",
    title="Sign-up and verification",
    settings=(
        Setting(
            path="AdminCreateUserConfig.AllowAdminCreateUserOnly",
            label="Who creates users",
            words={True: "Administrators only", False: "Administrators, and people themselves"},
            absent="Administrators, and people themselves",
        ),
        Setting(
            path="AutoVerifiedAttributes",
            label="Cognito verifies, by a message",
            words=ATTRIBUTES,
            absent="Nothing",
        ),
        Setting(
            path="UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate",
            label="A change counts only once it is verified",
            words=ATTRIBUTES,
            absent="No: a change counts at once",
        ),
        Setting(
            path="VerificationMessageTemplate.DefaultEmailOption",
            label="E-mail addresses are verified by",
            words={"CONFIRM_WITH_CODE": "A code to type", "CONFIRM_WITH_LINK": "A link to follow"},
            absent="A code to type",
        ),
    ),
)

RECOVERY = Section(
    id="recovery",
    title="Account recovery",
    settings=(
        Setting(
            path="AccountRecoverySetting.RecoveryMechanisms",
            label="A forgotten password is replaced through, in this order",
            kind="ranked",
            words={
                "verified_email": "A code to the verified e-mail address",
                "verified_phone_number": "A code to the verified phone number",
                "admin_only": "An administrator only",
            },
            absent="Not set: Cognito tries the phone number first, then e-mail",
        ),
    ),
)
