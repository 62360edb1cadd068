"""Confirming somebody who signed up by themselves."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import CognitoError
from console.ui.components.html import visible
from console.ui.pages import refusals
from users.asking.deeds import CONFIRM
from users.asking.road import Question
from users.attributes.forms import SignUpForm
from users.attributes.gateway import AttributeGateway
from users.gateway import User
from users.opening import read_user
from users.rules import reason_against


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.CONFIRM_USER)
def confirm(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    """Asks, and which addresses are to count as verified; then one call, and one more for those."""
    posted = request.method == "POST"
    user, described = read_user(pool, sub, fresh=posted)
    call_pool(request, described.name if described else "")
    obstacle = reason_against(actions.CONFIRM_USER, user, described)
    form = SignUpForm(request.POST if posted and not obstacle else None, user=user, seen=user.appearance)
    question = Question(request=request, pool=pool, user=user, deed=CONFIRM, find=lambda user: user)
    if form.is_valid():
        with refusals(form):
            return _confirm(question, form)
    return question.ask(user, form, obstacle, status=409 if obstacle and posted else None)


def _confirm(question: Question[User], form: SignUpForm) -> HttpResponse:
    """Raises CognitoError."""
    user, reason = form.user, form.cleaned_data["reason"]
    gateway = question.pool.gateway(AttributeGateway)
    return question.act(
        user,
        lambda: gateway.confirm(user=user, reason=reason),
        then=lambda: _mark(question.request, gateway, user, form),
    )


def _mark(request: HttpRequest, gateway: AttributeGateway, user: User, form: SignUpForm) -> None:
    """The sign-up is confirmed by then: a failure is told, and ends nothing."""
    if not form.changes:
        return
    name, reason = visible(user.label), form.cleaned_data["reason"]
    try:
        changed = gateway.change(user=user, changes=form.changes, reason=reason, action="confirm_user")
    except CognitoError as error:
        words = "{} was not marked as verified: {}. {}"
        messages.warning(request, format_html(words, name, error.what, error.suggestion))
        return
    if changed.now and not changed.differing:
        messages.success(request, format_html("What you ticked of {} counts as verified.", name))
    else:
        words = "Cognito accepted the verified marks of {}, but they do not read back so. Look in a moment."
        messages.warning(request, format_html(words, name))
