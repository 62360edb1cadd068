"""The pages of a noun that Cognito has never heard of: all that a new noun has to say of itself."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess
from console.ui.forms import ConsoleForm, api
from console.ui.pages import render_page
from pools.editing.forms import SectionForm
from pools.editing.road import SectionEditing, road_of
from pools.editing.subjects import Subject
from pools.saving.proposals import Proposal
from pools.saving.risks import Risk, becomes
from pools.saving.rules import Rule
from pools.saving.settings import Setting
from tests.pools.saving.shelves import BOOKS, LOCKED, NAME, ROOM, SECTION, WRITE, Shelf, ShelfSaver

# The shelf of the test that runs, put here by its fixture.
SHELVES: dict[str, Shelf] = {}
KEYS: list[str] = []
TOO_MANY = Rule(paths=(BOOKS,), message="It breaks.", broken=lambda state: (state.get(BOOKS) or 0) > 99)
LOCKING = Risk(applies=becomes(LOCKED, True), title="Nobody can read", what="The key is kept nowhere.")


class KeyForm(ConsoleForm):
    """Asks for the key of a shelf that is to be locked."""

    key = forms.CharField()


class ShelfSubject(Subject):
    """One shelf."""

    kind = "shelf"
    noun = "shelf"
    page = "shelf"
    writes = (WRITE,)
    sections = (SECTION,)
    blames = (("room", (ROOM,)),)
    rules = (TOO_MANY,)
    hazards = (LOCKING,)

    def __init__(self, pool: PoolAccess, shelf: str) -> None:
        super().__init__(pool, shelf=shelf)
        self.target = shelf

    @cached_property
    def saver(self) -> ShelfSaver:
        return ShelfSaver(SHELVES[self.target])

    @property
    def back_url(self) -> str:
        return self.address("shelf")

    def question(self, proposal: Proposal, data: Mapping[str, Any] | None = None) -> ConsoleForm | None:
        return KeyForm(data) if proposal.changes.get(LOCKED) else None

    def take(self, answer: ConsoleForm) -> None:
        KEYS.append(answer.cleaned_data["key"])


class ShelfForm(SectionForm):
    """Its settings are in no model: each says here how it is typed."""

    comparison = ShelfSaver.comparison

    def field_of(self, setting: Setting, value: Any) -> forms.Field:
        fields: dict[str, type[forms.Field]] = {BOOKS: forms.IntegerField, LOCKED: forms.BooleanField}
        optional = setting.path in (LOCKED, ROOM)
        return api(fields.get(setting.path, forms.CharField)(required=not optional), setting.path)


class ShelfEditing(SectionEditing):
    kind = ShelfForm

    def context(self, form: SectionForm) -> Mapping[str, Any]:
        return {"crumbs": [("Shelves", self.subject.back_url)]}


edit, review, save = road_of(ShelfSubject, ShelfEditing)


@requires(actions.VIEW_POOL)
def show(request: HttpRequest, pool: PoolAccess, shelf: str) -> HttpResponse:
    return render_page(request, "base.html", {"pool": pool, "name": SHELVES[shelf].state[NAME]})
