"""What threat protection does on which risk: DescribeRiskConfiguration's members, written all at once."""

from typing import Any

from pools.saving.settings import Section, Setting, SettingGroup

COMPROMISED = "CompromisedCredentialsRiskConfiguration"
TAKEOVER = "AccountTakeoverRiskConfiguration"
EXCEPTIONS = "RiskExceptionConfiguration"
PARTS = (COMPROMISED, TAKEOVER, EXCEPTIONS)

EVENTS = ("SIGN_IN", "PASSWORD_CHANGE", "SIGN_UP")
FILTER, ACTION = f"{COMPROMISED}.EventFilter", f"{COMPROMISED}.Actions.EventAction"
LOW, MEDIUM, HIGH = LEVELS = tuple(f"{TAKEOVER}.Actions.{level}Action" for level in ("Low", "Medium", "High"))
NOTIFY = tuple(f"{level}.Notify" for level in LEVELS)
NOTIFICATION = f"{TAKEOVER}.NotifyConfiguration"
SOURCE, FROM, REPLY_TO = (f"{NOTIFICATION}.{name}" for name in ("SourceArn", "From", "ReplyTo"))
BLOCK_EMAIL, NO_ACTION_EMAIL, MFA_EMAIL = EMAILS = tuple(
    f"{NOTIFICATION}.{name}" for name in ("BlockEmail", "NoActionEmail", "MfaEmail")
)
BLOCKED, SKIPPED = f"{EXCEPTIONS}.BlockedIPRangeList", f"{EXCEPTIONS}.SkippedIPRangeList"

EVENT_WORDS: dict[Any, str] = {
    "SIGN_IN": "Sign-in",
    "PASSWORD_CHANGE": "Change of password",
    "SIGN_UP": "Sign-up",
}
ACTION_WORDS: dict[Any, str] = {"BLOCK": "Refuse it", "NO_ACTION": "Let it through"}
REACTIONS: dict[Any, str] = {
    "NO_ACTION": "Let it through",
    "MFA_IF_CONFIGURED": "Ask for a second factor, if the user has one",
    "MFA_REQUIRED": "Ask for a second factor, and refuse users without one",
    "BLOCK": "Refuse the sign-in",
}
YES_NO: dict[Any, str] = {True: "Yes", False: "No"}
UNSET = "Not set: Cognito’s default"


def _level(level: str, title: str) -> SettingGroup:
    return SettingGroup(
        title=title,
        settings=(
            Setting(
                path=f"{level}.EventAction", label=f"{title}: what happens", words=REACTIONS, absent=UNSET
            ),
            Setting(
                path=f"{level}.Notify",
                label=f"{title}: the user is told by e-mail",
                words=YES_NO,
                absent="No",
                default=False,
            ),
        ),
    )


def _message(email: str, title: str, name: str) -> SettingGroup:
    return SettingGroup(
        title=title,
        settings=tuple(
            Setting(path=f"{email}.{member}", label=f"{name}: {label}", kind="text", absent="None")
            for member, label in (("Subject", "subject"), ("HtmlBody", "HTML"), ("TextBody", "plain text"))
        ),
    )


CREDENTIALS = Section(
    id="credentials",
    title="Compromised credentials",
    about="When a name and password turn up among those that have leaked elsewhere.",
    settings=(
        Setting(
            path=ACTION,
            label="What happens",
            words=ACTION_WORDS,
            absent=UNSET,
            caution="Whoever is refused has to reset the password first: there has to be a verified address for that.",
        ),
        Setting(
            path=FILTER,
            label="Looked for at",
            words=EVENT_WORDS,
            absent="Sign-in, change of password and sign-up",
            default=list(EVENTS),
            help="Cognito can look only where the password itself is sent to it, not with SRP.",
        ),
    ),
)
ACCOUNT_TAKEOVER = Section(
    id="takeover",
    title="Account takeover",
    about="When a sign-in looks unlike the user’s others: a new device, place or address.",
    groups=(
        _level(LOW, "Low risk"),
        _level(MEDIUM, "Medium risk"),
        _level(HIGH, "High risk"),
    ),
)
NOTIFICATIONS = Section(
    id="notifications",
    title="Messages to users",
    about="What people are told of risky sign-ins, where “the user is told by e-mail” says so. Through Amazon SES.",
    groups=(
        SettingGroup(
            title="Sender",
            settings=(
                Setting(
                    path=SOURCE,
                    label="SES identity",
                    absent="None",
                    help="The ARN of a verified identity whose policy lets Cognito send. Without it nobody is told.",
                ),
                Setting(
                    path=FROM,
                    label="From",
                    absent="The identity’s own",
                    help="An address of that identity.",
                ),
                Setting(path=REPLY_TO, label="Reply to", absent="The sender"),
            ),
        ),
        _message(NO_ACTION_EMAIL, "When the sign-in is let through", "Let through"),
        _message(MFA_EMAIL, "When a second factor is asked for", "Second factor"),
        _message(BLOCK_EMAIL, "When the sign-in is refused", "Refused"),
    ),
)
ADDRESSES = Section(
    id="addresses",
    title="Addresses",
    about="Networks that are judged before any risk is. In CIDR notation: 203.0.113.0/24, or 203.0.113.7/32 for one.",
    settings=(
        Setting(
            path=BLOCKED,
            label="Always refused",
            absent="None",
            help="One a line.",
            caution="Nobody can sign in from there, whoever they are. Mind offices, proxies and mobile networks.",
        ),
        Setting(
            path=SKIPPED,
            label="Never judged",
            absent="None",
            help="One a line: sign-ins from there are taken for safe.",
        ),
    ),
)
PROTECTION_SECTIONS = (CREDENTIALS, ACCOUNT_TAKEOVER, NOTIFICATIONS, ADDRESSES)
