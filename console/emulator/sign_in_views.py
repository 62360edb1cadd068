"""Trying to sign in as somebody of the embedded service, to see an invitation through to its end."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from console.access import actions
from console.access.decorators import requires
from console.access.reach import signed_in
from console.emulator import trying
from console.emulator.overlay.app_clients import AppClient
from console.emulator.overlay.core.errors import ServiceError
from console.emulator.overlay.core.registry import LOCK, backend_of
from console.emulator.sign_in_forms import AnswerForm, BeginForm
from console.emulator.trying import App, Step
from console.ui.pages import render_page

Apps = list[tuple[str, list[tuple[str, str]]]]
TEMPLATE = "emulator/sign_in.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(actions.TRY_SIGN_IN)
def try_sign_in(request: HttpRequest) -> HttpResponse:
    """Who and through which app; then challenge after challenge, until tokens were given."""
    apps = _apps(request)
    if "challenge" in request.POST:
        return _answer(request, apps)
    form = BeginForm(
        request.POST if request.method == "POST" else None,
        apps=apps,
        initial={
            "username": request.GET.get("user", ""),
            "app": _first_of(apps, request.GET.get("pool", "")),
        },
    )
    if form.is_valid():
        app = _app(request, form.cleaned_data["app"], form.cleaned_data["username"])
        try:
            return _show(request, apps, app, trying.begin(app, form.cleaned_data["password"]))
        except ServiceError as error:
            form.add_error(None, f"The service says: {error.message} ({error.code})")
    return render_page(request, TEMPLATE, {"form": form, "apps": apps})


def _first_of(apps: Apps, pool_id: str) -> str:
    """The app client of a pool to begin with; empty where the pool has none, or none was named."""
    values = (value for _, choices in apps for value, _ in choices)
    return next((value for value in values if value.split()[0] == pool_id), "")


def _answer(request: HttpRequest, apps: Apps) -> HttpResponse:
    challenge, choices = request.POST["challenge"], request.POST.get("choices", "").split()
    form = AnswerForm(request.POST, apps=apps, challenge=challenge, choices=choices)
    if challenge not in (*trying.ANSWERS, trying.RESET):
        form.add_error(None, "There is no such step: start again.")
    if form.is_valid():
        typed = form.cleaned_data
        app = _app(request, typed["app"], typed["username"])
        try:
            step = trying.respond(app, form.step, typed["answer"], typed.get("code", ""))
            return _show(request, apps, app, step)
        except ServiceError as error:
            form.add_error("answer", f"The service says: {error.message} ({error.code})")
    return render_page(request, TEMPLATE, {"form": form, "apps": apps, "step": Step(challenge=challenge)})


def _show(request: HttpRequest, apps: Apps, app: App, step: Step) -> HttpResponse:
    """The next challenge, or the end."""
    context: dict[str, object] = {"apps": apps, "app": app, "step": step, "user_url": _user_url(app)}
    if not step.is_done:
        kept = QueryDict(mutable=True)
        kept.update({"app": f"{app.pool_id} {app.client_id}", "username": app.username})
        kept.update({"challenge": step.challenge, "session": step.session, "choices": " ".join(step.choices)})
        context["form"] = AnswerForm(
            initial=kept.dict(), apps=apps, challenge=step.challenge, choices=step.choices
        )
    return render_page(request, TEMPLATE, context)


def _app(request: HttpRequest, chosen: str, username: str) -> App:
    pool_id, _, client_id = chosen.partition(" ")
    return App(
        pool_id=pool_id,
        client_id=client_id,
        username=username,
        ip_address=request.META.get("REMOTE_ADDR", ""),
        device=request.headers.get("User-Agent", "")[:200],
    )


def _apps(request: HttpRequest) -> Apps:
    """The app clients of the pools that the operator reaches, under the names of the pools."""
    with LOCK:
        return list(_listed(request))


def _listed(request: HttpRequest) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for connection in settings.COGNITO_CONNECTIONS.values():
        for pool in backend_of(connection.region).user_pools.values():
            role = signed_in(request).role_for(connection.slug, pool.id)
            if role and role >= actions.TRY_SIGN_IN.role and pool.clients:
                ready = sorted(pool.clients.values(), key=lambda each: not trying.fits(each))
                yield pool.name, [(f"{pool.id} {each.id}", _label(each)) for each in ready]


def _label(client: AppClient) -> str:
    return (
        client.name if trying.fits(client) else f"{client.name}: allows no sign-in by password or code here"
    )


def _user_url(app: App) -> str:
    pool = backend_of(app.region).user_pools[app.pool_id]
    user = pool._get_user(app.username)
    for connection in settings.COGNITO_CONNECTIONS.values():
        if user is not None and connection.region == app.region:
            return reverse("users:activity", args=[connection.slug, app.pool_id, user.id])
    return ""
