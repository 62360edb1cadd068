"""Whether devices are remembered, and what that saves people."""

from pools.saving.settings import Section, Setting

REMEMBERED = "DeviceConfiguration.DeviceOnlyRememberedOnUserPrompt"

DEVICES = Section(
    id="devices",
    title="Devices",
    settings=(
        Setting(
            path=REMEMBERED,
            label="Devices are remembered",
            words={True: "When the person agrees", False: "Always"},
            absent="Never",
            help="An app can ask the person, or Cognito remembers each device by itself.",
        ),
        Setting(
            path="DeviceConfiguration.ChallengeRequiredOnNewDevice",
            label="A remembered device replaces the second factor",
            words={True: "Yes: only new devices ask for it", False: "No"},
            absent="No",
            default=False,
            needs=REMEMBERED,
            caution="Whoever holds a remembered device then needs the password alone.",
        ),
    ),
)
