"""How sessions are kept: of a pool, and of each of its app clients."""

from typing import Any

from pools.saving.settings import Section, Setting

TRACKING, MOST = "UserSessionTracking", "TokenSession.MaxPerUser"
LASTS = "SSOSession.MaxValidityMinutes"
# What holds until it is set.
POOL_DEFAULTS: dict[str, Any] = {TRACKING: "DISABLED", MOST: 20}
CLIENT_DEFAULTS: dict[str, Any] = {LASTS: 60}
TRACKING_WORDS: dict[Any, str] = {"ENABLED": "On", "DISABLED": "Off"}
LASTS_WORDS: dict[Any, str] = {
    0: "Never: each app asks anew",
    60: "60 minutes",
    480: "480 minutes (8 hours)",
    1_440: "1,440 minutes (a day)",
    10_080: "10,080 minutes (a week)",
    129_600: "129,600 minutes (90 days)",
}

POOL_SESSIONS = Section(
    id="pool",
    title="Sessions",
    about="Tracked sessions can be listed and ended one by one, on the page of each user.",
    settings=(
        Setting(
            path=TRACKING,
            label="Sessions are tracked",
            words=TRACKING_WORDS,
            absent="Off",
            default="DISABLED",
            plan="ESSENTIALS",
            free=("DISABLED",),
            help="It holds for sessions that begin from then on.",
        ),
        Setting(
            path=MOST,
            label="Most sessions of a user at once",
            absent="20",
            default=20,
            caution="A lower number ends sessions of people who use many devices.",
        ),
    ),
)
CLIENT_SESSIONS = Section(
    id="app-client",
    title="Single sign-on",
    about="How long a browser that has signed in once is let into this app without being asked again.",
    settings=(
        Setting(
            path=LASTS,
            label="Minutes in which a sign-in is used again",
            words=LASTS_WORDS,
            absent="60 minutes",
            default=60,
            plan="ESSENTIALS",
            help="1,440 is a day. With 0 each sign-in asks anew.",
        ),
    ),
)
