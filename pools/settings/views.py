"""Changing a pool's settings: a section's form with previews of its messages, the review, the save."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from pools.editing.road import Editing, road_of
from pools.gateway import managed_by
from pools.saving.states import State
from pools.settings.forms import SettingsForm
from pools.settings.messages.drafts import as_typed, render_with_previews
from pools.settings.state import lost_by_editing
from pools.settings.subject import PoolSubject


class SettingsEditing(Editing[SettingsForm]):
    """One section of a pool's settings."""

    template = "pools/settings/edit.html"

    def form(
        self, state: State, data: Any = None, files: Any = None, *, typed: Mapping[str, Any] | None = None
    ) -> SettingsForm:
        return SettingsForm(data, section=self.section, state=state, typed=typed)

    def unjudged(self, request: HttpRequest, state: State) -> SettingsForm | None:
        """While somebody writes a message, or asks for Cognito's own wording."""
        if "preview" not in request.POST and "wording" not in request.POST:
            return None
        return as_typed(self.form(state, request.POST), wording=request.POST.get("wording", ""))

    def context(self, form: SettingsForm) -> Mapping[str, Any]:
        return {
            "managed_by": managed_by(form.state.get("UserPoolTags") or {}),
            "unknown": lost_by_editing(form.state, [each.path for each in self.section.settings]),
        }

    def render(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        return render_with_previews(request, self.subject.pool, self.template, context)


edit, review, save = road_of(PoolSubject, SettingsEditing)
