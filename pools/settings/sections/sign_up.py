"""Who creates users, and how addresses are verified."""

from pools.saving.settings import Section, Setting, SettingGroup
from pools.settings.sections.sign_in import ATTRIBUTES

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
