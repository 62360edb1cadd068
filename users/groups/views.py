"""The groups of a pool: their order, one of them, making, editing and deleting them."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import CognitoError, TokenExpired
from console.cognito.looked import ReadBack
from console.cognito.side_by_side import need, side_by_side
from console.ui.components.html import visible
from console.ui.pages import refusals, render_page
from pools.addresses import name_pool
from pools.groups import Group
from users.addresses import address
from users.attributes.conflicts import ConflictForm, text_of
from users.directory import columns
from users.groups.forms import LABELS, CreateGroupForm, DeleteGroupForm, EditGroupForm
from users.groups.gateway import GroupGateway, differing
from users.groups.members import MemberGateway, Members
from users.groups.pages import read_group, read_groups

asks_then_acts = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@never_cache
@requires(actions.VIEW_GROUPS)
def index(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The order in which groups decide: one ListGroups call for each 60, up to 300 of them."""
    try:
        listed, pool_name = read_groups(request, pool)
    except TokenExpired as error:
        messages.info(request, f"{error.title}: the list starts again.")
        return redirect(address(pool, "groups"))
    call_pool(request, pool_name)
    context = {"pool": pool, "listed": listed, "form": listed.form}
    return render_page(
        request, "users/groups/index.html", context, regions={"results": "users/groups/_results.html"}
    )


@require_safe
@never_cache
@requires(actions.VIEW_GROUPS)
def group(request: HttpRequest, pool: PoolAccess, group: str) -> HttpResponse:
    """One group and its members: at most four calls, side by side."""
    profile = read_group(request, pool, group)
    call_pool(request, profile.pool_name)
    response = render_page(
        request,
        "users/groups/group.html",
        {"pool": pool, "profile": profile, "listing": profile.members},
        regions={"members": "users/groups/_members.html"},
    )
    columns.remember(response, request, pool, path=address(pool, "groups"))
    return response


@asks_then_acts
@never_cache
@requires(actions.CREATE_GROUP)
def create(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    name_pool(request, pool)
    form = CreateGroupForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals(form):
            _tell(request, form.group, pool.gateway(GroupGateway).create(form.group), "created")
            return redirect(address(pool, "group", group=form.group.name))
    return render_page(request, "users/groups/create.html", {"pool": pool, "form": form})


@asks_then_acts
@never_cache
@requires(actions.EDIT_GROUP)
def edit(request: HttpRequest, pool: PoolAccess, group: str) -> HttpResponse:
    """Compared with a fresh read before it is saved: what two people changed has to be chosen."""
    name_pool(request, pool)
    now = pool.gateway(GroupGateway).find(group)
    form = EditGroupForm(request.POST if request.method == "POST" else None, group=now, pool_id=pool.id)
    context = {"pool": pool, "group": now, "form": form}
    if form.is_valid():
        if form.merge.conflicts:
            context = {
                **context,
                "form": ConflictForm(form, label_of=LABELS.__getitem__),
                "conflicts": form.merge.conflicts,
            }
            return render_page(request, "users/groups/conflict.html", context, status=409)
        with refusals(form):
            _save(request, pool, form)
            return redirect(address(pool, "group", group=group))
    return render_page(request, "users/groups/edit.html", context)


@asks_then_acts
@never_cache
@requires(actions.DELETE_GROUP)
@proof_required
def delete(request: HttpRequest, pool: PoolAccess, group: str) -> HttpResponse:
    """Says who loses the group, asks for its name, deletes it."""
    name_pool(request, pool)
    now, members = _read_with_members(pool, group)
    form = DeleteGroupForm(request.POST if request.method == "POST" else None, group=now)
    if form.is_valid():
        with refusals(form):
            problem = pool.gateway(GroupGateway).delete(now, details={"members": members.in_words})
            _tell_deleted(request, now, problem)
            return redirect(address(pool, "groups"))
    context = {"pool": pool, "group": now, "form": form, "members": members}
    return render_page(request, "users/groups/delete.html", context)


def _read_with_members(pool: PoolAccess, name: str) -> tuple[Group, Members]:
    """GetGroup, and ListUsersInGroup up to ten times. Raises CognitoError."""
    gateway = pool.gateway(MemberGateway)
    group, members = side_by_side(lambda: gateway.find(name), lambda: gateway.first_members(name))
    return need(group), need(members)


def _save(request: HttpRequest, pool: PoolAccess, form: EditGroupForm) -> None:
    """Raises CognitoError."""
    merge = form.merge
    if merge.changed:
        wanted = Group(name=form.group.name, **merge.result)
        _tell(request, wanted, pool.gateway(GroupGateway).update(form.group, wanted), "saved")
    else:
        messages.info(request, "Nothing was to be saved.")
    if merge.kept:
        names = ", ".join(LABELS[name] for name in merge.kept)
        messages.info(request, f"Somebody else had changed this meanwhile, and it was kept: {names}.")


def _tell(request: HttpRequest, wanted: Group, saved: ReadBack[Group], done: str) -> None:
    """What became of a write, as far as it can be read back."""
    name = visible(wanted.name)
    if saved.now is None:
        words = format_html("{} was {}, but could not be read again. Look at it in a moment.", name, done)
        messages.warning(request, words)
    elif differing(wanted, saved.now):
        differences = format_html_join("; ", "{} is “{}” instead of “{}”", _differences(wanted, saved.now))
        words = format_html("{} was {}, but reads back differently: {}.", name, done, differences)
        messages.warning(request, words)
    elif saved.problem:
        words = format_html("No clear answer came. Read again, {} is as it was to be: it was {}.", name, done)
        messages.warning(request, words)
    else:
        messages.success(request, format_html("{} was {}.", name, done))


def _differences(wanted: Group, now: Group) -> Iterator[tuple[str, str, str]]:
    for name in differing(wanted, now):
        yield LABELS[name], visible(text_of(now.settings[name])), visible(text_of(wanted.settings[name]))


def _tell_deleted(request: HttpRequest, group: Group, problem: CognitoError | None) -> None:
    name = visible(group.name)
    if problem:
        words = format_html("No clear answer came. Looked for again, {} is not there: it was deleted.", name)
        messages.warning(request, words)
    else:
        messages.success(request, format_html("{} was deleted. Its members are in it no more.", name))
