"""Who sends the pool's e-mail and SMS."""

from pools.saving.settings import Section, Setting, SettingGroup
from pools.settings.sections.mfa import SMS_MEMBERS

COGNITO_SENDS = "Cognito: at most 50 e-mails a day for the whole account"
SMS_CAUTION = "Once a pool has SMS settings, they can be changed, but in practice never be taken away."
SENDER = "EmailConfiguration.EmailSendingAccount"
SNS, EUMS = "SmsConfiguration.SnsCallerArn", "SmsConfiguration.EumsSms.CallerArn"
HELP = {
    "SnsCallerArn": "Such as arn:aws:iam::123456789012:role/sms. Cognito assumes it to publish with Amazon SNS.",
    "ExternalId": "What the role’s trust policy expects, if it expects one.",
    "SnsRegion": "Where Amazon SNS sends from, such as eu-west-1. Not set, it is the pool’s own region.",
    "EumsSms.CallerArn": "It must be allowed to call sms-voice:SendTextMessage.",
    "EumsSms.ExternalId": "What the role’s trust policy expects, if it expects one.",
    "EumsSms.OriginationIdentity": "A phone number, sender id or phone pool, or its ARN.",
    "EumsSms.ConfigurationSetName": "For logs and events of the messages.",
    "EumsSms.InEntityId": "The entity id under India’s rules for text messages.",
    "EumsSms.InTemplateId": "The template id under India’s rules for text messages.",
    "EumsSms.Region": "The pool’s own region; Cognito takes no other.",
}


def _sms(member: str) -> Setting:
    path = f"SmsConfiguration.{member}"
    sender = EUMS if member.startswith("EumsSms.") else SNS
    return Setting(
        path=path,
        label=SMS_MEMBERS[member],
        quiet=path != SNS,
        absent="None" if path == SNS else "",
        help=HELP[member],
        caution=SMS_CAUTION if path == sender else "",
        needs="" if path == sender else sender,
    )


DELIVERY = Section(
    id="delivery",
    title="E-mail and SMS delivery",
    groups=(
        SettingGroup(
            title="E-mail",
            settings=(
                Setting(
                    path=SENDER,
                    label="E-mail is sent by",
                    words={"COGNITO_DEFAULT": COGNITO_SENDS, "DEVELOPER": "Your own Amazon SES identity"},
                    absent=COGNITO_SENDS,
                    default="COGNITO_DEFAULT",
                    caution="People see another sender from the next message on; filters may not know it yet.",
                ),
                Setting(
                    path="EmailConfiguration.SourceArn",
                    label="SES identity",
                    absent="None",
                    needs=SENDER,
                    help="Such as arn:aws:ses:eu-west-1:123456789012:identity/example.com. It must be "
                    "verified; where Cognito sends, it is only the From address, and its SES policy has to "
                    "allow that.",
                ),
                Setting(
                    path="EmailConfiguration.From",
                    label="From",
                    kind="text",
                    absent="Cognito’s own address",
                    needs=SENDER,
                    help="Such as Help desk <help@example.com>, of the SES identity. Only with your own identity.",
                ),
                Setting(
                    path="EmailConfiguration.ReplyToEmailAddress",
                    label="Reply to",
                    kind="text",
                    absent="Nobody",
                    needs=SENDER,
                    help="Where answers of people go.",
                ),
                Setting(
                    path="EmailConfiguration.ConfigurationSet",
                    label="SES configuration set",
                    absent="None",
                    needs=SENDER,
                    help="For events and dedicated addresses of Amazon SES. Only with your own identity.",
                ),
                Setting(path="EmailConfigurationFailure", label="E-mail failure", kind="text", quiet=True),
            ),
        ),
        SettingGroup(
            title="SMS through Amazon SNS",
            hint="Fill in this or the next, never both.",
            settings=tuple(_sms(member) for member in SMS_MEMBERS if not member.startswith("EumsSms.")),
        ),
        SettingGroup(
            title="SMS through End User Messaging",
            hint="Instead of Amazon SNS.",
            settings=(
                *(_sms(member) for member in SMS_MEMBERS if member.startswith("EumsSms.")),
                Setting(path="SmsConfigurationFailure", label="SMS failure", kind="text", quiet=True),
            ),
        ),
    ),
)
