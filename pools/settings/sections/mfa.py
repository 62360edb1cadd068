"""Second factors and passkeys: two stores, one form."""

from pools.saving.settings import MFA, Section, Setting, SettingGroup

MFA_MODES = {"OFF": "Off", "OPTIONAL": "Optional: people may set it up", "ON": "Required for everybody"}
EMAIL_FACTOR = f"{MFA}.EmailMfaConfiguration"
PASSKEYS = f"{MFA}.WebAuthnConfiguration"
TEXT_STAYS = "Cognito cannot take this text away again. Write the text that is to be sent instead."
FOLLOWS_DELIVERY = "It follows the pool’s own SMS settings."

SMS_MEMBERS = {
    "SnsCallerArn": "IAM role that sends SMS",
    "ExternalId": "External id of that role",
    "SnsRegion": "SMS region",
    "EumsSms.CallerArn": "IAM role for End User Messaging",
    "EumsSms.ExternalId": "External id of that role",
    "EumsSms.OriginationIdentity": "SMS origination identity",
    "EumsSms.ConfigurationSetName": "SMS configuration set",
    "EumsSms.InEntityId": "Entity id for India",
    "EumsSms.InTemplateId": "Template id for India",
    "EumsSms.Region": "End User Messaging region",
}

MODE = SettingGroup(
    title="Second factor",
    hint="It applies from each person’s next sign-in; who is signed in stays signed in.",
    settings=(
        Setting(
            path="MfaConfiguration",
            label="Second factor, in the pool’s own settings",
            words=MFA_MODES,
            absent="Off",
            quiet=True,
            fixed="It always has the value of the second store, which is the one that is edited.",
        ),
        Setting(
            path=f"{MFA}.MfaConfiguration",
            label="Second factor",
            words=MFA_MODES,
            absent="Off",
            default="OFF",
            help="Optional and required need at least one of the factors below. Off takes the factors away.",
            caution="Required: who has no factor must set one up at the next sign-in, or stays out. "
            "Off: every account is left with one factor.",
        ),
    ),
)
APP = SettingGroup(
    title="Authenticator app",
    settings=(
        Setting(
            path=f"{MFA}.SoftwareTokenMfaConfiguration.Enabled",
            label="Authenticator app",
            words={True: "Set up", False: "Not set up"},
            absent="Not set up",
            default=False,
            help="One-time codes of an app on the person’s own device. It costs nothing and needs no message.",
        ),
    ),
)
SMS = SettingGroup(
    title="Code by SMS",
    hint="It is there whenever the pool can send SMS and the second factor is not off.",
    see=("delivery",),
    settings=(
        Setting(
            path=f"{MFA}.SmsMfaConfiguration",
            label="Code by SMS",
            kind="present",
            fixed="It comes with the pool’s SMS settings, and cannot be turned off alone.",
        ),
        Setting(
            path="SmsAuthenticationMessage",
            label="SMS with the code",
            kind="text",
            quiet=True,
            stays=TEXT_STAYS,
            help="{####} becomes the code.",
        ),
        Setting(
            path=f"{MFA}.SmsMfaConfiguration.SmsAuthenticationMessage",
            label="SMS with the code, in the second store",
            kind="text",
            quiet=True,
            fixed="It follows the text in the pool.",
        ),
        *(
            Setting(
                path=f"{MFA}.SmsMfaConfiguration.SmsConfiguration.{member}",
                label=label,
                quiet=True,
                fixed=FOLLOWS_DELIVERY,
            )
            for member, label in SMS_MEMBERS.items()
        ),
    ),
)
EMAIL = SettingGroup(
    title="Code by e-mail",
    hint="Only with an Amazon SES identity of your own as the sender.",
    see=("delivery",),
    settings=(
        Setting(
            path=EMAIL_FACTOR,
            label="Code by e-mail",
            kind="present",
            plan="ESSENTIALS",
        ),
        Setting(
            path=f"{EMAIL_FACTOR}.Subject",
            label="E-mail with the code: subject",
            kind="text",
            quiet=True,
            needs=EMAIL_FACTOR,
            default="Your sign-in code",
            stays=TEXT_STAYS,
        ),
        Setting(
            path=f"{EMAIL_FACTOR}.Message",
            label="E-mail with the code: text",
            kind="text",
            quiet=True,
            needs=EMAIL_FACTOR,
            default="Your sign-in code is {####}",
            stays=TEXT_STAYS,
            help="{####} becomes the code. HTML is sent as it is written.",
        ),
    ),
)
KEYS_OF_PEOPLE = SettingGroup(
    title="Passkeys",
    hint="Whether people may begin with a passkey is decided under “Sign-in”.",
    see=("sign-in",),
    settings=(
        Setting(
            path=PASSKEYS,
            label="Passkeys",
            kind="present",
            fixed="They are set up as soon as any of the following is.",
        ),
        Setting(
            path=f"{PASSKEYS}.RelyingPartyId",
            label="Passkeys belong to the site",
            quiet=True,
            help="A domain name such as auth.example.com. With a custom domain it must be that one.",
            caution="Passkeys that people have stop working when it changes.",
        ),
        Setting(
            path=f"{PASSKEYS}.UserVerification",
            label="Passkeys ask for finger, face or PIN",
            words={"required": "Always", "preferred": "Where the device can"},
            absent="Not set: where the device can",
            quiet=True,
        ),
        Setting(
            path=f"{PASSKEYS}.FactorConfiguration",
            label="A passkey counts as",
            words={"SINGLE_FACTOR": "One factor", "MULTI_FACTOR_WITH_USER_VERIFICATION": "Both factors"},
            absent="Not set: one factor",
            quiet=True,
            plan="ESSENTIALS",
            help="Where a second factor is required, people can begin with a passkey only if it counts as both.",
        ),
    ),
)
MULTI_FACTOR = Section(
    id="mfa",
    title="Multi-factor and passkeys",
    about="Cognito keeps these in two stores; here they are one.",
    groups=(MODE, APP, SMS, EMAIL, KEYS_OF_PEOPLE),
)
