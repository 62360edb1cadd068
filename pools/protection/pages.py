"""Threat protection as its pages need it: whose settings, what they mean, and whether they have any effect."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from console.access import actions
from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError
from console.ui.problems import Problem
from pools.app_clients import inherited
from pools.app_clients.batches import Batch, of_each
from pools.app_clients.gateway import AppClientsGateway
from pools.app_clients.inherited import Inherited
from pools.app_clients.subject import client_name
from pools.editing.subjects import Subject
from pools.protection.gateway import ProtectionGateway, RiskSaver
from pools.protection.risks import RISKS
from pools.protection.rules import RULES
from pools.protection.sections import BLOCKED, FILTER, FROM, NOTIFY, PROTECTION_SECTIONS, SKIPPED, SOURCE
from pools.saving.settings import Row, Section, rows
from pools.saving.states import State
from pools.settings.effect import ProtectionEffect

OFF_CODE = "UserPoolAddOnNotEnabledException"
# App clients are asked for side by side; a pool may be asked five times a second.
ASKED_AT_ONCE = 5
# What a refusal says in lower case, and the settings that it blames.
FRAGMENTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cidr", (BLOCKED, SKIPPED)),
    ("notif", (SOURCE, NOTIFY[0])),
    ("arn", (SOURCE,)),
    ("email", (SOURCE, FROM)),
    ("eventfilter", (FILTER,)),
)


class ProtectionSubject(Subject):
    """The risk configuration of a pool, or of one of its app clients."""

    kind = RiskSaver.kind
    noun = "threat protection"
    section_key = "topic"
    writes = ("SetRiskConfiguration",)
    reads = actions.VIEW_PROTECTION
    edits = actions.EDIT_PROTECTION
    blames = FRAGMENTS
    sections = PROTECTION_SECTIONS
    rules = RULES
    hazards = RISKS

    def __init__(self, pool: PoolAccess, client_id: str = "") -> None:
        super().__init__(pool, **({"client_id": client_id} if client_id else {}))
        self.page = "client_protection" if client_id else "protection"
        self.client_id = client_id
        self.target = client_id or pool.id

    @cached_property
    def client_name(self) -> str:
        """What its app client was last known to be called."""
        return client_name(self.pool, self.client_id)

    @cached_property
    def saver(self) -> RiskSaver:
        return self.pool.gateway(RiskSaver, self.client_id)

    @property
    def back_url(self) -> str:
        return self.address(self.page)

    @property
    def reset_url(self) -> str:
        """Where it is taken back to what holds without it."""
        return self.address(f"reset_{self.page}")

    def name(self, state: State) -> str:
        return f"Threat protection of {self.client_name}" if self.client_id else "Threat protection"

    def blamed(self, problem: CognitoError) -> tuple[str, ...]:
        if problem.code == "InvalidEmailRoleAccessPolicyException":
            return (SOURCE, FROM)
        return super().blamed(problem)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionSection:
    """A section as its page shows it; long texts stand apart."""

    section: Section
    rows: Sequence[Row]
    texts: Sequence[Row]
    edit_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionPage:
    """The risk configuration of a pool or app client; `shown` is what holds, be it the pool's, or what failed."""

    subject: ProtectionSubject
    inherited: Inherited

    @property
    def effect(self) -> ProtectionEffect:
        return ProtectionEffect.of(self.inherited.pool)

    @property
    def inherits(self) -> bool:
        """Whether it is an app client's without settings of its own."""
        return bool(self.subject.client_id) and self.inherited.own == {}

    @property
    def shown(self) -> State | CognitoError:
        return self.inherited.of_pool if self.inherits else self.inherited.own

    @property
    def is_set(self) -> bool:
        """Whether there is anything of its own to take back."""
        own = self.inherited.own
        return not isinstance(own, CognitoError) and bool(own)

    @property
    def problem(self) -> Problem | None:
        """Why nothing can be shown; that threat protection is off is told in other words."""
        shown = self.shown
        return None if self.is_off else Problem.in_answer(shown)

    @property
    def is_off(self) -> bool:
        return isinstance(self.shown, CognitoError) and self.shown.code == OFF_CODE

    @property
    def unknown(self) -> list[str]:
        own = self.inherited.own
        return [] if isinstance(own, CognitoError) else self.subject.saver.unknown(own)

    @property
    def sections(self) -> list[ProtectionSection]:
        shown = self.shown
        if isinstance(shown, CognitoError):
            return []
        return [self._section(each, shown) for each in self.subject.sections]

    def _section(self, section: Section, state: State) -> ProtectionSection:
        listed = rows(section, state)
        texts = [row for row in listed if row.setting.path.endswith("Body")]
        return ProtectionSection(
            section=section,
            rows=[row for row in listed if row not in texts],
            texts=[row for row in texts if row.is_set],
            edit_url=self.subject.edit_url(section.id),
        )


def read_page(pool: PoolAccess, client_id: str = "") -> ProtectionPage:
    """The risk configuration of a pool or an app client. Raises CognitoError without the pool, NotFound."""
    read = inherited.read(pool, pool.gateway(ProtectionGateway).read, client_id)
    return ProtectionPage(subject=ProtectionSubject(pool, client_id), inherited=read)


def read_overrides(pool: PoolAccess, *, token: str = "") -> Batch[State]:
    """Up to five app clients, each with its settings. Raises CognitoError where they cannot be listed or it is off."""
    listed = pool.gateway(AppClientsGateway).list_page(token=token, size=ASKED_AT_ONCE)
    batch = of_each(listed, pool.gateway(ProtectionGateway).read, continued=bool(token))
    for _, problem in batch.problems:
        if problem.code == OFF_CODE:
            raise problem
    return batch
