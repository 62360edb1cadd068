"""Changing the attributes of a user, and the verified marks on their own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import NotDelivered
from console.ui.components.html import visible
from console.ui.pages import refusals, render_page
from users.addresses import address
from users.attributes.conflicts import ConflictForm
from users.attributes.fields import label_of, plain
from users.attributes.forms import AttributesForm, VerifiedForm, fixed
from users.attributes.gateway import AttributeGateway, Changed
from users.attributes.undoing import find_undo
from users.gateway import User
from users.opening import read_described, read_user

asks_then_acts = require_http_methods(["GET", "HEAD", "POST"])


@asks_then_acts
@never_cache
@requires(actions.EDIT_USER)
def edit(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    """Compared with a fresh read before it is sent: only what changed is, and what two people changed is chosen."""
    user, described = read_described(pool, sub, fresh=request.method == "POST")
    call_pool(request, described.name)
    data = request.POST if request.method == "POST" else None
    undo = find_undo(pool, sub, request.GET.get("undo", ""))
    form = AttributesForm(data, user=user, pool=described, wanted=undo.before if undo else None)
    form.initial["reason"] = undo.reason if undo else ""
    context = {"pool": pool, "user": user, "form": form, "back": address(pool, "user", sub=sub)}
    if form.is_valid():
        if form.merge.conflicts:
            context["form"] = ConflictForm(form, label_of=label_of)
            return render_page(request, "users/attributes/conflict.html", context, status=409)
        with refusals(form):
            _save(request, pool, form)
            return redirect(address(pool, "user", sub=sub))
    context |= {"fixed": fixed(described), "undoing": undo}
    return render_page(request, "users/attributes/edit.html", context)


@asks_then_acts
@never_cache
@requires(actions.EDIT_USER)
def verify_contact(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    """Sets or takes away the verified marks; no message goes out."""
    user, described = read_user(pool, sub)
    call_pool(request, described.name if described else "")
    data = request.POST if request.method == "POST" else None
    undo = find_undo(pool, sub, request.GET.get("undo", ""))
    form = VerifiedForm(data, user=user, seen=user.appearance, wanted=undo.before if undo else None)
    form.initial["reason"] = undo.reason if undo else ""
    if form.is_valid():
        with refusals(form):
            _mark(request, pool, form)
            return redirect(address(pool, "user", sub=sub))
    context = {"pool": pool, "user": user, "form": form, "back": address(pool, "user", sub=sub)}
    regions = {"dialog": "users/attributes/_verify_dialog.html"}
    return render_page(request, "users/attributes/verify.html", context, regions=regions)


def _save(request: HttpRequest, pool: PoolAccess, form: AttributesForm) -> None:
    """Raises CognitoError."""
    if form.changes:
        gateway, reason = pool.gateway(AttributeGateway), form.cleaned_data["reason"]
        changed = gateway.change(user=form.user, changes=form.changes, waiting=form.waiting, reason=reason)
        _tell(request, changed, form.user)
    else:
        messages.info(request, "Nothing was to be changed.")
    if kept := form.merge.kept:
        names = plain(", ".join(map(label_of, kept)))
        messages.info(request, f"Somebody else had changed this meanwhile, and it was kept: {names}.")


def _mark(request: HttpRequest, pool: PoolAccess, form: VerifiedForm) -> None:
    """Raises CognitoError."""
    if not form.changes:
        messages.info(request, "Nothing was to be changed.")
        return
    gateway, reason = pool.gateway(AttributeGateway), form.cleaned_data["reason"]
    _tell(request, gateway.change(user=form.user, changes=form.changes, reason=reason), form.user)


def _tell(request: HttpRequest, changed: Changed, user: User) -> None:
    """What became of a change, as far as it can be read back."""
    name = visible((changed.now or user).label)
    names = plain(", ".join(map(label_of, changed.wanted)))
    if changed.now is None:
        words = format_html(
            "{} was changed ({}), but could not be read again. Look in a moment.", name, names
        )
        messages.warning(request, words)
    elif changed.differing:
        odd = plain(", ".join(map(label_of, changed.differing)))
        words = format_html(
            "Cognito accepted the change of {}, but this reads back otherwise: {}.", name, odd
        )
        messages.warning(request, words)
    elif isinstance(changed.problem, NotDelivered):
        words = format_html("{} was changed ({}), but the code could not be delivered.", name, names)
        messages.warning(request, words)
    elif changed.problem:
        words = format_html("No clear answer came. Read again, {} is as wanted: {}.", name, names)
        messages.warning(request, words)
    elif set(changed.wanted) > set(changed.waiting) or not changed.waiting:
        messages.success(request, format_html("{} was changed and read back: {}.", name, names))
    for contact in changed.waiting:
        waits = "{} stays as it was until {} enters the code that Cognito sent to the new one."
        messages.info(request, format_html(waits, label_of(contact), name))
