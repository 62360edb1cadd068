"""Making a group anew with its members: asking for it, going on with it, and what became of whom."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
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
from console.ui.pages import render_page
from users.groups.gateway import Group, GroupGateway
from users.groups.members import MemberGateway
from users.groups.recreating import steps as recreations
from users.groups.recreating.forms import RecreateForm
from users.groups.recreating.models import GroupRecreation
from users.groups.recreating.report import Report
from users.groups.recreating.steps import UnderWay
from users.places import address, name_pool

asks_then_acts = require_http_methods(["GET", "HEAD", "POST"])
PEOPLE_ON_A_PAGE = 60
# What the buttons of the page ask for, beside going on.
CHOICES: dict[str, Callable[[GroupRecreation], None]] = {
    "go": recreations.resume,
    "pause": recreations.pause,
    "again": recreations.try_again,
    "remove": recreations.remove_old,
    "keep": recreations.keep_old,
}
TAKEN = "A group of that name exists already."
BUSY = "Somebody is working on this just now. Wait a moment."


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
    work = _work(pool, recreation)
    if request.method == "POST":
        busy = _go_on(pool, work, request.POST.get("step", ""))
        if not request.htmx:  # type: ignore[attr-defined]
            if busy:
                messages.info(request, BUSY)
            return redirect(_address(pool, work))
    name_pool(request, pool)
    report = Report(work)
    page = Paginator(report.people, PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))
    summary = f"Page {page.number} of {page.paginator.num_pages}"
    context = {"pool": pool, "report": report, "page": page, "summary": summary}
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
    """Drops the list of members that was kept for the work; the groups stay as they are."""
    work = _work(pool, recreation)
    if request.method == "POST":
        try:
            recreations.forget(work)
        except UnderWay:
            messages.warning(request, BUSY)
            return redirect(_address(pool, work))
        words = format_html("The list of members of {} is forgotten.", visible(work.group))
        messages.success(request, words)
        return redirect(address(pool, "groups"))
    name_pool(request, pool)
    context = {"pool": pool, "report": Report(work), "back": _address(pool, work)}
    return render_page(request, "users/groups/recreating/forget.html", context)


def _go_on(pool: PoolAccess, work: GroupRecreation, step: str) -> bool:
    """Do what a button says. Whether another request was faster."""
    try:
        if step in CHOICES:
            CHOICES[step](work)
        if not work.paused:
            recreations.advance(work, pool.gateway(MemberGateway))
    except UnderWay:
        work.refresh_from_db()
        return True
    return False


def _exists(pool: PoolAccess, group: Group) -> bool:
    """GetGroup. Raises CognitoError for all but its absence."""
    try:
        pool.gateway(GroupGateway).find(group.name)
    except NotFound:
        return False
    return True


def _work(pool: PoolAccess, number: int) -> GroupRecreation:
    """Raises Http404, for another pool's too."""
    works = GroupRecreation.objects.of_pool(pool.connection.slug, pool.id)
    work: GroupRecreation | None = works.filter(pk=number).first()
    if work is None:
        raise Http404("No such re-creation.")
    return work


def _address(pool: PoolAccess, work: GroupRecreation) -> str:
    return address(pool, "recreation", recreation=work.pk)
