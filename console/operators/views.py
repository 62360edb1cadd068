"""Who may sign in to Lifeguard, and what they may reach. Owners alone; changes ask for a recent proof."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from console.access import actions
from console.access import operators as domain
from console.access.decorators import requires
from console.access.directory import listed_operators, revocable_grants, sessions_of
from console.access.models import Grant, Operator
from console.access.proof import proof_required
from console.access.reach import signed_in
from console.access.recording import recorder_of
from console.audit.recorder import TrailRecorder
from console.operators.forms import GrantForm, OperatorForm
from console.ui.pages import render_page

Change = Callable[..., object]


@require_safe
@requires(actions.MANAGE_OPERATORS)
def operators(request: HttpRequest) -> HttpResponse:
    return render_page(request, "operators/index.html", {"operators": listed_operators()})


@require_safe
@requires(actions.MANAGE_OPERATORS)
def operator(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(listed_operators(), pk=pk)
    context = {
        "operator": shown,
        "own": shown == request.user,
        "grants": revocable_grants(shown, signed_in(request)),
        "sessions": sessions_of(shown),
    }
    return render_page(request, "operators/operator.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(actions.MANAGE_OPERATORS)
@proof_required
def add(request: HttpRequest) -> HttpResponse:
    form = OperatorForm(request.POST or None)
    if form.is_valid():
        with refusals_of_operators(form, "username"):
            added, password = domain.add_operator(**form.cleaned, recorder=_recorder(request))
            return _password_page(request, added, password)
    return render_page(request, "operators/add.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(actions.MANAGE_OPERATORS)
@proof_required
def grant(request: HttpRequest, pk: int) -> HttpResponseBase:
    granted = get_object_or_404(Operator, pk=pk)
    form = GrantForm(request.POST or None)
    if form.is_valid():
        with refusals_of_operators(form, "role"):
            domain.grant(operator=granted, **form.cleaned, recorder=_recorder(request))
            messages.success(request, f"{granted} has the role {form.cleaned_data['role'].label}.")
            return redirect("access:operator", pk=pk)
    return render_page(request, "operators/grant.html", {"form": form, "operator": granted})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(actions.MANAGE_OPERATORS)
@proof_required
def revoke(request: HttpRequest, pk: int, grant_id: int) -> HttpResponseBase:
    revoked = get_object_or_404(Grant.objects.select_related("operator"), pk=grant_id, operator=pk)
    done = f"{revoked.operator} is no longer {revoked}."
    change = partial(domain.revoke, grant=revoked)
    return _confirmed(request, revoked.operator, "revoke", change, done=done, grant=revoked)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(actions.MANAGE_OPERATORS)
@proof_required
def disable(request: HttpRequest, pk: int) -> HttpResponseBase:
    chosen = get_object_or_404(Operator, pk=pk)
    change = partial(domain.disable, operator=chosen)
    return _confirmed(request, chosen, "disable", change, done=f"{chosen} can no longer sign in.")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(actions.MANAGE_OPERATORS)
@proof_required
def enable(request: HttpRequest, pk: int) -> HttpResponseBase:
    chosen = get_object_or_404(Operator, pk=pk)
    change = partial(domain.enable, operator=chosen)
    return _confirmed(request, chosen, "enable", change, done=f"{chosen} can sign in again.")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(actions.MANAGE_OPERATORS)
@proof_required
def sign_out(request: HttpRequest, pk: int) -> HttpResponseBase:
    chosen = get_object_or_404(Operator, pk=pk)
    change = partial(domain.sign_out, operator=chosen)
    return _confirmed(request, chosen, "sign_out", change, done=f"{chosen} is signed out everywhere.")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(actions.MANAGE_OPERATORS)
@proof_required
def factors(request: HttpRequest, pk: int) -> HttpResponseBase:
    chosen = get_object_or_404(Operator, pk=pk)
    change = partial(domain.remove_factors, operator=chosen)
    return _confirmed(request, chosen, "factors", change, done=f"{chosen} has no second factor any more.")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(actions.MANAGE_OPERATORS)
@proof_required
def remove(request: HttpRequest, pk: int) -> HttpResponseBase:
    chosen = get_object_or_404(Operator, pk=pk)
    change = partial(domain.remove, operator=chosen)
    return _confirmed(request, chosen, "remove", change, done=f"{chosen} is removed.", to="access:operators")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(actions.MANAGE_OPERATORS)
@proof_required
def password(request: HttpRequest, pk: int) -> HttpResponse:
    chosen = get_object_or_404(Operator, pk=pk)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_of_operators(form):
            made = domain.set_password(operator=chosen, recorder=_recorder(request))
            return _password_page(request, chosen, made)
    return render_page(request, "operators/password.html", {"form": form, "operator": chosen})


def _confirmed(
    request: HttpRequest,
    operator: Operator,
    name: str,
    change: Change,
    *,
    done: str,
    to: str = "",
    **context: Any,
) -> HttpResponseBase:
    """Ask with the template of that name; make the change on POST, or say why it is refused."""
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_of_operators(form):
            change(recorder=_recorder(request))
            messages.success(request, done)
            return redirect(to) if to else redirect("access:operator", pk=operator.pk)
    context |= {"form": form, "operator": operator}
    return render_page(request, f"operators/{name}.html", context)


def _password_page(request: HttpRequest, operator: Operator, password: str) -> HttpResponse:
    """The one time that a password is shown."""
    context = {"operator": operator, "password": password}
    response = render_page(request, "operators/new_password.html", context)
    response["Cache-Control"] = "no-store"
    return response


@contextmanager
def refusals_of_operators(form: Form, field: str | None = None) -> Iterator[None]:
    """Turn a refusal inside into an error of the form."""
    try:
        yield
    except domain.OperatorRefused as refusal:
        form.add_error(field, str(refusal))


def _recorder(request: HttpRequest) -> TrailRecorder:
    return recorder_of(request, signed_in(request))
