"""Making a group anew with its members: asking for it, going on with it, and what became of whom."""

from collections.abc import Callable

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess
from console.cognito.errors import NotFound
from console.ui.components.html import visible
from console.ui.pages import htmx_of, render_page
from pools.addresses import name_pool
from pools.groups import Group
from users.addresses import address
from users.groups.gateway import GroupGateway
from users.groups.members import MemberGateway
from users.groups.recreating import steps as recreations
from users.groups.recreating.forms import RecreateForm
from users.groups.recreating.models import GroupRecreation
from users.groups.recreating.report import RecreationReport
from users.groups.recreating.steps import RecreationSlice
from users.jobs.models import UnderWay
from users.jobs.pages import BUSY, find_job, people_page, take_turn

asks_then_acts = require_http_methods(["GET", "HEAD", "POST"])
# What the buttons of the page ask for, beside going on.
CHOICES: dict[str, Callable[[GroupRecreation], None]] = {
    "go": GroupRecreation.resume,
    "pause": GroupRecreation.pause,
    "again": recreations.try_again,
    "remove": recreations.remove_old,
    "keep": recreations.keep_old,
}
TAKEN = "A group of that name exists already."


@asks_then_acts
@never_cache
@requires(actions.RECREATE_GROUP)
@proof_required
def recreate(request: HttpRequest, pool: PoolAccess, group: str) -> HttpResponse:
    """What is to be different, and what happens on the way; confirmed, it is begun and goes on at its own page."""
    name_pool(request, pool)
    if running := recreations.running(pool, group):
        return redirect(_address(pool, running))
    now = pool.gateway(GroupGateway).find(group)
    form = RecreateForm(request.POST if request.method == "POST" else None, group=now)
    if form.is_valid() and form.renames and _exists(pool, form.wanted):
        form.add_error("name", TAKEN)
    if form.is_valid():
        try:
            return redirect(_address(pool, recreations.begin(pool, now, form.wanted)))
        except IntegrityError:
            form.add_error(None, BUSY)
    members = pool.gateway(MemberGateway).first_members(group)
    context = {"pool": pool, "group": now, "form": form, "members": members}
    return render_page(request, "users/groups/recreating/recreate.html", context)


@asks_then_acts
@never_cache
@requires(actions.RECREATE_GROUP)
def recreation(request: HttpRequest, pool: PoolAccess, recreation: int) -> HttpResponse:
    """How far it is. Each POST goes on for about two seconds, or does what its button says."""
    job = _find(pool, recreation)
    if request.method == "POST":
        busy = _take_turn(request, pool, job)
        if not htmx_of(request):
            if busy:
                messages.info(request, BUSY)
            return redirect(_address(pool, job))
    name_pool(request, pool)
    report = RecreationReport(job)
    context = {"pool": pool, "report": report, **people_page(request, report.people)}
    return render_page(
        request,
        "users/groups/recreating/recreation.html",
        context,
        regions={"recreation": "users/groups/recreating/_progress.html"},
    )


@asks_then_acts
@never_cache
@requires(actions.RECREATE_GROUP)
def forget(request: HttpRequest, pool: PoolAccess, recreation: int) -> HttpResponse:
    """Drops the list of members that was kept for the job; the groups stay as they are."""
    job = _find(pool, recreation)
    if request.method == "POST":
        try:
            recreations.forget(job)
        except UnderWay:
            messages.warning(request, BUSY)
            return redirect(_address(pool, job))
        words = format_html("The list of members of {} is forgotten.", visible(job.group))
        messages.success(request, words)
        return redirect(address(pool, "groups"))
    name_pool(request, pool)
    context = {"pool": pool, "report": RecreationReport(job), "back": _address(pool, job)}
    return render_page(request, "users/groups/recreating/forget.html", context)


def _take_turn(request: HttpRequest, pool: PoolAccess, job: GroupRecreation) -> bool:
    """Whether another request was faster."""
    choose = CHOICES.get(request.POST.get("step", ""), _nothing)
    turn = RecreationSlice(job, pool.gateway(MemberGateway))
    return take_turn(job, choose=lambda: choose(job), advance=turn.advance)


def _nothing(job: GroupRecreation) -> None:
    """What the page sends by itself chooses nothing."""


def _exists(pool: PoolAccess, group: Group) -> bool:
    """GetGroup. Raises CognitoError for all but its absence."""
    try:
        pool.gateway(GroupGateway).find(group.name)
    except NotFound:
        return False
    return True


def _find(pool: PoolAccess, number: int) -> GroupRecreation:
    """Raises Http404, for another pool's too."""
    return find_job(GroupRecreation.objects.of_pool(pool.connection.slug, pool.id), number)


def _address(pool: PoolAccess, job: GroupRecreation) -> str:
    return address(pool, "recreation", recreation=job.pk)
