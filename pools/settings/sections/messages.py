"""The texts of invitations and codes."""

from pools.saving.settings import Section, Setting, SettingGroup
from pools.settings.sections.mfa import TEXT_STAYS

OWN_TEXT = "Cognito’s own text"
INVITATION = "AdminCreateUserConfig.InviteMessageTemplate"
VERIFICATION = "VerificationMessageTemplate"
CODE = "{####} becomes the code."
BOTH = "{username} becomes the name, {####} the temporary password."
LINK = "{##Verify your address##} becomes the link; write your own words between the signs."


def _text(path: str, label: str, hint: str = "", *, absent: str = OWN_TEXT) -> Setting:
    return Setting(path=path, label=label, kind="text", absent=absent, help=hint, stays=TEXT_STAYS)


def _older(path: str, label: str) -> Setting:
    return Setting(
        path=path,
        label=f"{label} (older)",
        kind="text",
        quiet=True,
        legacy=True,
        stays=TEXT_STAYS,
        help="Cognito no longer reads it. It is kept equal to the newer text when that is changed.",
    )


MESSAGES = Section(
    id="messages",
    title="Invitations and messages",
    about="{####} becomes the code or password, {username} the name. HTML is shown as it is written.",
    groups=(
        SettingGroup(
            title="Invitation",
            hint="What people get whom an administrator creates.",
            settings=(
                _text(f"{INVITATION}.EmailSubject", "Invitation: subject"),
                _text(f"{INVITATION}.EmailMessage", "Invitation: e-mail", BOTH),
                _text(f"{INVITATION}.SMSMessage", "Invitation: SMS", BOTH),
            ),
        ),
        SettingGroup(
            title="Verification by code",
            hint="Sent at sign-up, at a change of address, and when a password was forgotten.",
            settings=(
                _text(f"{VERIFICATION}.EmailSubject", "Verification code: subject"),
                _text(f"{VERIFICATION}.EmailMessage", "Verification code: e-mail", CODE),
                _text(f"{VERIFICATION}.SmsMessage", "Verification code: SMS", CODE),
            ),
        ),
        SettingGroup(
            title="Verification by link",
            hint="Sent instead of the code where “Sign-up and verification” says so.",
            see=("sign-up",),
            settings=(
                _text(f"{VERIFICATION}.EmailSubjectByLink", "Verification link: subject"),
                _text(f"{VERIFICATION}.EmailMessageByLink", "Verification link: e-mail", LINK),
            ),
        ),
        SettingGroup(
            title="Older texts",
            settings=(
                _older("EmailVerificationSubject", "Verification: subject"),
                _older("EmailVerificationMessage", "Verification: e-mail"),
                _older("SmsVerificationMessage", "Verification: SMS"),
            ),
        ),
    ),
)
