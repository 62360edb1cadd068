"""Whether risky sign-ins are watched or acted on."""

from pools.saving.settings import Section, Setting

REACTIONS = {"OFF": "Off", "AUDIT": "Watch only", "ENFORCED": "Act on risks"}
MODE = "UserPoolAddOns.AdvancedSecurityMode"

PROTECTION = Section(
    id="threats",
    title="Threat protection",
    settings=(
        Setting(
            path=MODE,
            label="Risky sign-ins",
            words=REACTIONS,
            absent="Off",
            default="OFF",
            plan="PLUS",
            free=("OFF",),
            help="Watch first: it logs what it would have done. What it does then is set per risk.",
            caution="Turning it off also ends the log of sign-ins.",
        ),
        Setting(
            path="UserPoolAddOns.AdvancedSecurityAdditionalFlows.CustomAuthMode",
            label="Risky custom sign-ins",
            words=REACTIONS,
            absent="Off",
            needs=MODE,
            plan="PLUS",
            help="The same for sign-ins through the triggers for custom challenges.",
        ),
    ),
)
