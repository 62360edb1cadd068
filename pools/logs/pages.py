"""The log delivery of a pool as its pages need it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from console.access import actions
from console.access.reach import PoolAccess
from pools.editing.subjects import Subject
from pools.logs.gateway import LogsSaver
from pools.logs.rules import RULES
from pools.logs.sections import ACTIVITY, CLOUDWATCH, DESTINATIONS, LEVELS, MESSAGES, SOURCES, TITLES
from pools.saving.risks import Risk, ends, replaced
from pools.saving.settings import Row, Setting, SettingGroup
from pools.saving.states import State, value_at

GAP = "What happens meanwhile is not sent later. What was delivered so far stays where it is."
RISKS: tuple[Risk, ...] = (
    *(
        Risk(applies=ends(source), title=f"Delivery stops: {TITLES[source].lower()}", what=GAP)
        for source in (MESSAGES, ACTIVITY)
    ),
    Risk(
        applies=lambda now, wanted: (
            ACTIVITY in wanted and replaced(*(f"{ACTIVITY}.{each}" for each in DESTINATIONS))(now, wanted)
        ),
        title="User activity goes elsewhere",
        what="Whoever watches the destination of before sees nothing new there. Its records stay.",
    ),
    Risk(
        applies=lambda now, wanted: ACTIVITY in wanted and ACTIVITY not in now,
        title="Personal data leaves Cognito",
        what="These records name users, their addresses and devices. Mind who can read the destination, and for how "
        "long it keeps them.",
        tone="info",
    ),
)
FRAGMENTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("usernotification", (f"{MESSAGES}.{CLOUDWATCH}",)),
    ("userauthevents", tuple(f"{ACTIVITY}.{each}" for each in DESTINATIONS)),
    ("log streaming", tuple(f"{ACTIVITY}.{each}" for each in DESTINATIONS)),
)


class LogsSubject(Subject):
    """The log delivery of a pool."""

    kind = LogsSaver.kind
    noun = "log delivery"
    page = "logs"
    writes = ("SetLogDeliveryConfiguration",)
    reads = actions.VIEW_LOGS
    edits = actions.EDIT_LOGS
    blames = FRAGMENTS
    sections = (SOURCES,)
    hazards = RISKS
    rules = RULES

    def __init__(self, pool: PoolAccess) -> None:
        super().__init__(pool)
        self.target = pool.id

    @cached_property
    def saver(self) -> LogsSaver:
        return self.pool.gateway(LogsSaver)

    @property
    def back_url(self) -> str:
        return self.address("logs")

    def name(self, state: State) -> str:
        return "Log delivery"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSource:
    """A source of events as its page shows it; without `rows` nothing of it is delivered."""

    id: str
    group: SettingGroup
    rows: Sequence[Row]

    @property
    def needs_protection(self) -> bool:
        """Whether it takes the Plus plan, with threat protection on."""
        return self.id == ACTIVITY


def sources(state: State) -> list[LogSource]:
    """Both sources with where they go."""
    return [
        LogSource(
            id=source,
            group=group,
            rows=[row for each in group.settings if (row := _row(each, state)).is_set],
        )
        for source, group in zip(LEVELS, SOURCES.groups, strict=True)
    ]


def _row(setting: Setting, state: State) -> Row:
    return Row(setting=setting, raw=value_at(state, setting.path))
