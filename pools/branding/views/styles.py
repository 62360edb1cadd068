"""Styles of managed login: made, changed by the safe save, taken over, exported, deleted."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess
from console.ui.pages import refusals, render_page
from pools.app_clients.batches import read_names
from pools.app_clients.subject import client_name
from pools.branding.files import Package
from pools.branding.styles_forms import NewStyleForm, StyleForm, TakeOverForm
from pools.branding.styles_gateway import COGNITOS, StylesGateway
from pools.branding.subject import SECTION, StyleSubject
from pools.editing import reviews
from pools.editing.fields.confirmations import ConfirmationForm
from pools.places import address, name_pool
from pools.saving import history
from pools.saving.proposals import Proposal
from pools.saving.states import State

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
            if there:
                messages.success(request, "The style was created.")
            else:
                messages.warning(request, "Cognito accepted the style, but it could not be read yet.")
            return redirect(_place_of(pool, client_id))
    context = {"pool": pool, "form": form, **_about(pool, client_id)}
    return render_page(request, "pools/branding/create_style.html", context)


@asks_then_acts
@never_cache
@requires(actions.EDIT_BRANDING)
def edit(request: HttpRequest, pool: PoolAccess, client_id: str) -> HttpResponse:
    """The settings as JSON, or what is wrong with them, or else the review. With `merged`: all that Cognito applies."""
    subject = StyleSubject(pool, client_id)
    if request.method != "POST":
        state = subject.saver.read_state()
        history.note_seen(subject, state)
        return _edit_form(request, subject, state, StyleForm(settings=_begun(request, subject, state)))
    shown = reviews.proposal_in(request, subject)
    if "edit" in request.POST:
        typed = StyleForm(settings=shown.wanted(shown.baseline).get("Settings") or {})
        return _edit_form(request, subject, shown.baseline, typed)
    form = StyleForm(request.POST, settings={})
    if not form.is_valid():
        return _edit_form(request, subject, shown.baseline, form)
    wanted = subject.saver.comparison.differences(
        shown.baseline, {**shown.baseline, "Settings": form.cleaned_data["settings"]}
    )
    if not wanted:
        messages.info(request, "Nothing was changed, so there is nothing to save.")
        return _edit_form(request, subject, shown.baseline, form)
    changes = {each.path: each.after for each in wanted}
    name_pool(request, pool)
    return reviews.review_of(
        request, subject, Proposal(baseline=shown.baseline, changes=changes, origin=SECTION.id)
    )


@require_POST
@never_cache
@requires(actions.EDIT_BRANDING)
def reset(request: HttpRequest, pool: PoolAccess, client_id: str) -> HttpResponse:
    """The review of going back to Cognito's values."""
    subject = StyleSubject(pool, client_id)
    name_pool(request, pool)
    changes = {COGNITOS: True, "Settings": None, "Assets": None}
    return propose(request, subject, lambda now: changes, "Back to Cognito’s values")


@require_POST
@never_cache
@requires(actions.EDIT_BRANDING)
def review(request: HttpRequest, pool: PoolAccess, client_id: str) -> HttpResponse:
    """The review once more, after clashes were decided."""
    return reviews.review_again(request, StyleSubject(pool, client_id))


@require_POST
@never_cache
@requires(actions.EDIT_BRANDING)
def save(request: HttpRequest, pool: PoolAccess, client_id: str) -> HttpResponse:
    """The save of what was reviewed."""
    return reviews.save(request, StyleSubject(pool, client_id))


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
            if gateway.delete(style, reason=form.cleaned_data["reason"]):
                messages.success(request, "The style was deleted.")
            else:
                messages.warning(request, "Cognito accepted the deletion, but it could not be seen yet.")
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


def _begun(request: HttpRequest, subject: StyleSubject, state: State) -> State:
    """What the form begins with: the style's own settings, or everything that is in effect."""
    style = subject.saver.style
    if "merged" in request.GET and style:
        return subject.pool.gateway(StylesGateway).merged_settings(style)
    own: State = state["Settings"]
    return own


def _edit_form(request: HttpRequest, subject: StyleSubject, state: State, form: StyleForm) -> HttpResponse:
    name_pool(request, subject.pool)
    shown = Proposal(baseline=state, changes={}, origin=SECTION.id)
    context = {
        "pool": subject.pool,
        "form": form,
        "token": shown.token(subject.about),
        "unknown": subject.saver.unknown(state),
        "subject": subject,
        **_about(subject.pool, subject.target),
    }
    return render_page(request, "pools/branding/edit_style.html", context)


def _about(pool: PoolAccess, client_id: str) -> dict[str, str]:
    """The app client of a page, as it was last known to be called, and the way back to both its looks."""
    name = client_name(pool, client_id)
    return {"client_id": client_id, "name": name, "back": _place_of(pool, client_id)}


def _place_of(pool: PoolAccess, client_id: str) -> str:
    return address(pool, "app_client_branding", client_id=client_id)
