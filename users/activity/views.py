"""The tab that tells what happened to one user, and feedback on sign-in events."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.ui.components.html import visible
from console.ui.pages import render_page
from users.activity.forms import ActivityForm, FeedbackForm
from users.activity.gateway import AuthEventGateway
from users.activity.timeline import Cursor, read_activity
from users.addresses import address
from users.gateway import UserGateway


@require_safe
@never_cache
@requires(actions.VIEW_ACTIVITY)
def activity(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    """A page of the timeline: at most three calls."""
    form = ActivityForm(request.GET)
    found = read_activity(pool, sub, wanted=form.wanted(), cursor=Cursor.of(request.GET))
    call_pool(request, found.person.pool_name)
    context = {"pool": pool, "found": found, "person": found.person, "form": form}
    return render_page(
        request,
        "users/activity/activity.html",
        context | {"query": request.GET.urlencode()},
        regions={"timeline": "users/activity/_results.html"},
    )


@require_POST
@never_cache
@requires(actions.GIVE_FEEDBACK)
def feedback(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    """Tell Cognito whether an event was the user's own; the other word takes it back."""
    form = FeedbackForm(request.POST)
    if form.is_valid():
        user = pool.gateway(UserGateway).find(sub)
        event, value = form.cleaned_data["event"], form.cleaned_data["value"]
        pool.gateway(AuthEventGateway).give_feedback(user=user, event_id=event, value=value)
        meaning = "as their own" if value == "Valid" else "as somebody else’s"
        messages.success(request, format_html("The event of {} is marked {}.", visible(user.label), meaning))
    else:
        messages.error(request, "Nothing was sent: that is no event, or neither of the two answers.")
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(address(pool, "activity", sub=sub) + query)
