"""Styles of managed login: made, changed by the safe save, taken over, exported, deleted."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess
from console.ui.pages import refusals, render_page
from pools.addresses import address, name_pool
from pools.app_clients.batches import read_names
from pools.app_clients.subject import client_name
from pools.branding.files import Package
from pools.branding.styles_forms import NewStyleForm, StyleForm, TakeOverForm
from pools.branding.styles_gateway import COGNITOS, StylesGateway
from pools.branding.subject import StyleSubject
from pools.editing import reviews
from pools.editing.fields.confirmations import ConfirmationForm
from pools.editing.road import Editing, road_of
from pools.editing.telling import tell
from pools.saving import history
from pools.saving.proposals import Proposal
from pools.saving.states import State, with_changes

asks_then_acts = require_http_methods(["GET", "HEAD", "POST"])


@asks_then_acts
@never_cache
@requires(actions.EDIT_BRANDING)
def create(request: HttpRequest, pool: PoolAccess, client_id: str) -> HttpResponse:
    """A style with Cognito's values, or with settings of one's own."""
    name_pool(request, pool)
    form = NewStyleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals(form):
            there = pool.gateway(StylesGateway).create(client_id, form.wanted)
            unseen = "Cognito accepted the style, but it could not be read yet."
            tell(request, there, "The style was created.", unseen=unseen)
            return redirect(_place_of(pool, client_id))
    context = {"pool": pool, "form": form, **_about(pool, client_id)}
    return render_page(request, "pools/branding/create_style.html", context)


class StyleEditing(Editing[StyleForm]):
    """The settings of a style as JSON; with `merged` in the address the form begins with all that Cognito applies."""

    template = "pools/branding/edit_style.html"
    subject: StyleSubject

    def form(
        self, state: State, data: Any = None, files: Any = None, *, typed: Mapping[str, Any] | None = None
    ) -> StyleForm:
        return StyleForm(data, state=with_changes(state, typed or {}))

    def suggested(self, request: HttpRequest, state: State) -> Mapping[str, Any]:
        style = self.subject.saver.style
        if "merged" not in request.GET or style is None:
            return {}
        return {"Settings": self.subject.pool.gateway(StylesGateway).merged_settings(style)}

    def context(self, form: StyleForm) -> Mapping[str, Any]:
        name = client_name(self.subject.pool, self.subject.target)
        branding = address(self.subject.pool, "branding")
        return {"name": name, "crumbs": [("Branding", branding), (name, self.subject.back_url)]}


edit, review, save = road_of(StyleSubject, StyleEditing)


@require_POST
@never_cache
@requires(actions.EDIT_BRANDING)
def reset(request: HttpRequest, pool: PoolAccess, client_id: str) -> HttpResponse:
    """The review of going back to Cognito's values."""
    subject = StyleSubject(pool, client_id)
    name_pool(request, pool)
    changes = {COGNITOS: True, "Settings": None, "Assets": None}
    return propose(request, subject, lambda now: changes, "Back to Cognito’s values")


@asks_then_acts
@never_cache
@requires(actions.EDIT_BRANDING)
def take_over(request: HttpRequest, pool: PoolAccess, client_id: str) -> HttpResponse:
    """Where from, then the review of what becomes of this style."""
    name_pool(request, pool)
    names = read_names(pool)
    sources = [(each, f"{name} ({each})") for each, name in names.items() if each != client_id]
    posted = request.method == "POST"
    form = (
        TakeOverForm(request.POST, request.FILES, sources=sources)
        if posted
        else TakeOverForm(sources=sources)
    )
    if form.is_valid():
        with refusals(form):
            source = form.cleaned_data["source"]
            package = form.package or Package.of(pool.gateway(StylesGateway).find(source))
            return _review_package(
                request, StyleSubject(pool, client_id), package, names.get(source, "a file")
            )
    context = {"pool": pool, "form": form, **_about(pool, client_id)}
    return render_page(request, "pools/branding/take_over.html", context)


@require_safe
@never_cache
@requires(actions.VIEW_BRANDING)
def export(request: HttpRequest, pool: PoolAccess, client_id: str) -> HttpResponse:
    """The style as a file, images and all."""
    style = pool.gateway(StylesGateway).find(client_id)
    answer = HttpResponse(Package.of(style).text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{pool.id}-{client_id}-style.json"'
    return answer


@asks_then_acts
@never_cache
@requires(actions.DELETE_BRANDING)
@proof_required
def delete(request: HttpRequest, pool: PoolAccess, client_id: str) -> HttpResponse:
    """Says what stops working, asks for the app client, deletes the style and looks whether it is gone."""
    name_pool(request, pool)
    gateway = pool.gateway(StylesGateway)
    style = gateway.find(client_id)
    data = request.POST if request.method == "POST" else None
    form = ConfirmationForm(data, expected=client_id, what="id of the app client")
    if form.is_valid():
        with refusals(form):
            gone = gateway.delete(style, reason=form.cleaned_data["reason"])
            unseen = "Cognito accepted the deletion, but it could not be seen yet."
            tell(request, gone, "The style was deleted.", unseen=unseen)
            return redirect(_place_of(pool, client_id))
    context = {"pool": pool, "form": form, **_about(pool, client_id)}
    return render_page(request, "pools/branding/delete_style.html", context)


def propose(
    request: HttpRequest,
    subject: StyleSubject,
    changes: Callable[[State], Mapping[str, object]],
    origin: str,
) -> HttpResponse:
    """The review of changes to the style, made of what it is just now."""
    now = subject.saver.read_state()
    history.note_seen(subject, now)
    return reviews.review_of(request, subject, Proposal(baseline=now, changes=changes(now), origin=origin))


def _review_package(
    request: HttpRequest, subject: StyleSubject, package: Package, source: str
) -> HttpResponse:
    subject.pending.put(each.data for each in package.assets)

    def changes(now: State) -> Mapping[str, object]:
        differences = subject.saver.comparison.differences(now, package.state)
        return {each.path: each.after for each in differences}

    return propose(request, subject, changes, f"Taken over from {source}")


def _about(pool: PoolAccess, client_id: str) -> dict[str, str]:
    """The app client of a page, as it was last known to be called, and the way back to both its looks."""
    name = client_name(pool, client_id)
    return {"client_id": client_id, "name": name, "back": _place_of(pool, client_id)}


def _place_of(pool: PoolAccess, client_id: str) -> str:
    return address(pool, "app_client_branding", client_id=client_id)
