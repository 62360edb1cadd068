"""Where a pool sends its logs: GetLogDeliveryConfiguration's list, by source of events."""

from typing import Any

from pools.saving.settings import Section, Setting, SettingGroup

MESSAGES, ACTIVITY = "userNotification", "userAuthEvents"
LEVELS = {MESSAGES: "ERROR", ACTIVITY: "INFO"}
CLOUDWATCH, S3, FIREHOSE = DESTINATIONS = (
    "CloudWatchLogsConfiguration.LogGroupArn",
    "S3Configuration.BucketArn",
    "FirehoseConfiguration.StreamArn",
)
LEVEL_WORDS: dict[Any, str] = {"ERROR": "Errors alone", "INFO": "Everything"}
TITLES = {MESSAGES: "Messages that could not be sent", ACTIVITY: "What users do"}
SHORT = {MESSAGES: "Failed messages", ACTIVITY: "User activity"}
GROUP_HELP = (
    "arn:aws:logs:… A name that begins with /aws/vendedlogs keeps CloudWatch’s resource policy small."
)


def _level(source: str) -> Setting:
    return Setting(
        path=f"{source}.LogLevel",
        label=f"{SHORT[source]}: level",
        words=LEVEL_WORDS,
        quiet=True,
        fixed="It goes with the source.",
    )


SOURCES = Section(
    id="destinations",
    title="Log delivery",
    about="Cognito sends from the moment that this is saved, nothing of before. Destinations charge for it.",
    groups=(
        SettingGroup(
            title=TITLES[MESSAGES],
            hint="Errors while e-mails and text messages are delivered.",
            settings=(
                Setting(
                    path=f"{MESSAGES}.{CLOUDWATCH}",
                    label="Failed messages: CloudWatch log group",
                    absent="Not delivered",
                    help=GROUP_HELP,
                ),
                _level(MESSAGES),
            ),
        ),
        SettingGroup(
            title=TITLES[ACTIVITY],
            hint="Sign-ins, sign-ups and passwords with their risk. One destination; threat protection has to be on.",
            settings=(
                Setting(
                    path=f"{ACTIVITY}.{CLOUDWATCH}",
                    label="User activity: CloudWatch log group",
                    absent="Not delivered",
                    help=GROUP_HELP,
                    plan="PLUS",
                ),
                Setting(
                    path=f"{ACTIVITY}.{S3}",
                    label="User activity: S3 bucket",
                    absent="Not delivered",
                    help="arn:aws:s3:::name",
                    plan="PLUS",
                ),
                Setting(
                    path=f"{ACTIVITY}.{FIREHOSE}",
                    label="User activity: Firehose stream",
                    absent="Not delivered",
                    help="arn:aws:firehose:… with deliverystream/name",
                    plan="PLUS",
                ),
                _level(ACTIVITY),
            ),
        ),
    ),
)
