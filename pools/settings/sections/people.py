"""How a pool is called, how people sign in, sign up and prove who they are."""

from pools.plans import PLANS
from pools.saving.settings import Section, Setting, SettingGroup

ATTRIBUTES = {
    "email": "E-mail address",
    "phone_number": "Phone number",
    "preferred_username": "Preferred username",
}
NEEDED = {True: "Required", False: "Not required"}
POLICY = "Policies.PasswordPolicy"
WAYS = {
    "verified_email": "A code to the verified e-mail address",
    "verified_phone_number": "A code to the verified phone number",
    "admin_only": "An administrator only",
}


def _ways(*names: str) -> list[dict[str, object]]:
    return [{"Priority": priority, "Name": name} for priority, name in enumerate(names, start=1)]


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
                "SOFTWARE_TOKEN": "An authenticator app: not supported by Cognito yet",
            },
            absent="A password",
            default=["PASSWORD"],
            plan="ESSENTIALS",
            free=("PASSWORD",),
            help="The password always stays. App clients offer the others once they allow choice-based sign-in.",
        ),
    ),
)

PASSWORDS = Section(
    id="passwords",
    title="Passwords",
    groups=(
        SettingGroup(
            title="What a password must have",
            hint="It counts for passwords that are set from now on; those that people have stay valid.",
            settings=(
                Setting(
                    path=f"{POLICY}.MinimumLength",
                    label="Shortest password, in characters",
                    default=8,
                    help="Length protects better than any of the four below.",
                ),
                Setting(
                    path=f"{POLICY}.RequireUppercase",
                    label="An upper-case letter",
                    kind="flag",
                    words=NEEDED,
                    default=False,
                    help="A to Z, of the basic Latin alphabet.",
                ),
                Setting(
                    path=f"{POLICY}.RequireLowercase",
                    label="A lower-case letter",
                    kind="flag",
                    words=NEEDED,
                    default=False,
                    help="a to z, of the basic Latin alphabet.",
                ),
                Setting(
                    path=f"{POLICY}.RequireNumbers",
                    label="A digit",
                    kind="flag",
                    words=NEEDED,
                    default=False,
                    help="0 to 9.",
                ),
                Setting(
                    path=f"{POLICY}.RequireSymbols",
                    label="A symbol",
                    kind="flag",
                    words=NEEDED,
                    default=False,
                    help="Such as ! or -; a space in the middle counts.",
                ),
                Setting(
                    path=f"{POLICY}.PasswordHistorySize",
                    label="Earlier passwords that are refused",
                    absent="None",
                    default=0,
                    plan="ESSENTIALS",
                    free=(0,),
                    help="0 lets people use an old password again.",
                ),
            ),
        ),
        SettingGroup(
            title="Temporary passwords",
            hint="What an invitation brings. Who comes later needs a new invitation.",
            settings=(
                Setting(
                    path=f"{POLICY}.TemporaryPasswordValidityDays",
                    label="A temporary password works for",
                    kind="days",
                    absent="7 days, unless the older setting says otherwise",
                    help="In days.",
                    stays="It can be changed, but never be taken away again. Cognito’s own limit is 7 days.",
                ),
                Setting(
                    path="AdminCreateUserConfig.UnusedAccountValidityDays",
                    label="A temporary password works for (older setting)",
                    kind="days",
                    quiet=True,
                    legacy=True,
                    hint="Once the newer setting has been used, this one never counts again.",
                    help="In days.",
                    stays="Use the newer setting instead: with that, this one goes by itself.",
                ),
            ),
        ),
    ),
)

SIGN_UP = Section(
    id="sign-up",
    title="Sign-up and verification",
    groups=(
        SettingGroup(
            title="Sign-up",
            settings=(
                Setting(
                    path="AdminCreateUserConfig.AllowAdminCreateUserOnly",
                    label="Who creates users",
                    words={True: "Administrators only", False: "Administrators, and people themselves"},
                    absent="Administrators, and people themselves",
                    default=False,
                    caution="Where people sign up themselves, anybody who can reach the pool can.",
                ),
            ),
        ),
        SettingGroup(
            title="Verification",
            hint="Cognito proves an address by sending a message to it.",
            see=("delivery", "messages"),
            settings=(
                Setting(
                    path="AutoVerifiedAttributes",
                    label="Cognito verifies, by a message",
                    words=ATTRIBUTES,
                    absent="Nothing",
                    help="At sign-up and when the value changes. Phone numbers need SMS settings.",
                ),
                Setting(
                    path="VerificationMessageTemplate.DefaultEmailOption",
                    label="E-mail addresses are verified by",
                    words={"CONFIRM_WITH_CODE": "A code to type", "CONFIRM_WITH_LINK": "A link to follow"},
                    absent="A code to type",
                    default="CONFIRM_WITH_CODE",
                    help="A link needs a domain of the pool, where it leads.",
                ),
                Setting(
                    path="UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate",
                    label="A change counts only once it is verified",
                    words=ATTRIBUTES,
                    absent="No: a change counts at once",
                    help="Until then the old value stays in force. Only what Cognito verifies can wait.",
                    caution="Without it, a mistyped address locks people out of recovery at once.",
                ),
            ),
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
            words=WAYS,
            absent="Not set: Cognito tries the phone number first, then e-mail",
            options=(
                ("E-mail, else the phone number", _ways("verified_email", "verified_phone_number")),
                ("The phone number, else e-mail", _ways("verified_phone_number", "verified_email")),
                ("E-mail only", _ways("verified_email")),
                ("The phone number only", _ways("verified_phone_number")),
                ("An administrator only: nobody can do it alone", _ways("admin_only")),
                ("Not set, as in old pools: the phone number, else e-mail", None),
            ),
            help="Only verified addresses and numbers count, and never the one that is somebody’s second factor.",
        ),
    ),
)
