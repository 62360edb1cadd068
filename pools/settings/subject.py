"""A pool, as the pages that change it safely need to know it."""

from collections.abc import Sequence
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import CognitoError
from pools.editing.reviews import review_of
from pools.editing.subjects import Subject
from pools.saving.proposals import Proposal
from pools.saving.settings import Section
from pools.saving.states import Difference, State
from pools.saving.words import Worded
from pools.settings import refusals
from pools.settings.gateway import SettingsGateway
from pools.settings.risks import RISKS
from pools.settings.rules import RULES
from pools.settings.sections import EDITED, SECTIONS
from pools.settings.words import pool_in_words


class PoolSubject(Subject):
    """A pool with the settings of both its stores."""

    kind = "pool"
    noun = "pool"
    page = "settings"
    writes = (
        *("UpdateUserPool", "SetUserPoolMfaConfig", "TagResource", "UntagResource", "AddCustomAttributes"),
        *("CreateUserPoolDomain", "UpdateUserPoolDomain", "DeleteUserPoolDomain"),
    )
    sections = SECTIONS
    rules = RULES
    hazards = RISKS
    reports_in_a_line = False

    @cached_property
    def saver(self) -> SettingsGateway:
        return self.pool.gateway(SettingsGateway)

    def name_pool(self, request: HttpRequest, state: State) -> None:
        call_pool(request, self.name(state))

    @property
    def back_url(self) -> str:
        return self.address("pool")

    @property
    def edited(self) -> Sequence[Section]:
        return EDITED

    def report_url(self, revision: int) -> str:
        return reverse("pools:revision", args=(self.pool.connection.slug, self.pool.id, revision))

    def in_words(self, differences: Sequence[Difference]) -> list[Worded]:
        return pool_in_words(differences)

    def blamed(self, problem: CognitoError) -> tuple[str, ...]:
        return refusals.paths_blamed(problem)


def show_review(request: HttpRequest, pool: PoolAccess, proposal: Proposal) -> HttpResponse:
    """The review of a change to a pool. Raises CognitoError."""
    return review_of(request, PoolSubject(pool), proposal)
