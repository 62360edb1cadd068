"""Asking, then acting, on one part of a user: the same road for devices, sessions, identities and factors."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString

from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import CognitoError, UnknownOutcome
from console.ui.components.html import visible
from console.ui.pages import refusals, render_page
from console.ui.problems import Problem
from users.asking.forms import ConfirmForm
from users.asking.part_deeds import Part, PartDeed
from users.gateway import User, UserGateway
from users.opening import read_user
from users.places import address

REGIONS = {"dialog": "users/asking/_dialog.html"}
P = TypeVar("P", bound=Part)
Find = Callable[[User], P | None]
Do = Callable[[User, P, dict[str, Any]], None]


def confirmed(
    request: HttpRequest,
    pool: PoolAccess,
    sub: str,
    deed: PartDeed,
    *,
    find: Find[P],
    do: Do[P],
    form_class: type[ConfirmForm] = ConfirmForm,
    obstacle: Callable[[User, P], str] = lambda user, part: "",
) -> HttpResponse:
    """Ask on GET; on POST read user and part again, see that nothing has changed, and act once."""
    user, described = read_user(pool, sub)
    call_pool(request, described.name if described else "")
    part, back = find(user), address(pool, "sign_in", sub=sub)
    if part is None:
        messages.warning(request, _named(deed.gone, user))
        return redirect(back)
    form = form_class(request.POST if request.method == "POST" else None, seen=part.appearance, part=part)
    reason_against = obstacle(user, part)
    if form.is_valid() and not reason_against:
        with refusals(form):
            return _act(request, pool, user, part, deed, lambda: do(user, part, form.cleaned_data), find)
    context = {"pool": pool, "user": user, "deed": deed, "form": form, "obstacle": reason_against}
    return render_page(
        request,
        "users/asking/confirm.html",
        context | {"question": _named(deed.question, user, part), "back": back},
        regions=REGIONS,
    )


def _act(
    request: HttpRequest,
    pool: PoolAccess,
    user: User,
    part: P,
    deed: PartDeed,
    do: Callable[[], None],
    find: Find[P],
) -> HttpResponse:
    try:
        do()
    except UnknownOutcome as problem:
        return _unknown(request, pool, user, deed, problem, find)
    messages.success(request, _named(deed.done, user, part))
    return redirect(address(pool, "sign_in", sub=user.sub))


def _unknown(
    request: HttpRequest,
    pool: PoolAccess,
    user: User,
    deed: PartDeed,
    problem: UnknownOutcome,
    find: Find[P],
) -> HttpResponse:
    """Say what can be seen now; whether to try again is for the operator to decide."""
    now, seems_done = None, None
    try:
        now = pool.gateway(UserGateway).find(user.sub)
        seems_done = deed.shows(find(now))
    except CognitoError as error:
        problem.message = f"{problem.message} {error.what}".strip()
    context = {
        "pool": pool,
        "user": user,
        "now": now if seems_done is not None else None,
        "deed": deed,
        "problem": Problem.of(problem),
        "seems_done": seems_done,
        "back": address(pool, "sign_in", sub=user.sub),
    }
    return render_page(request, "users/asking/unknown.html", context, status=problem.status)


def _named(words: str, user: User, part: Part | None = None) -> SafeString:
    return format_html(words, name=visible(user.label), part=visible(part.label) if part else "")
