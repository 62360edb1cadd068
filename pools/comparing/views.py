"""Comparing a pool with another one: choosing it, both side by side, and taking over what is chosen."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, allows, call_pool, reach_pool, signed_in
from console.cognito.errors import CognitoError
from console.ui.pages import in_words, render_page
from pools import listing
from pools.comparing.compared_pools import read_sides
from pools.comparing.groups import creation_of, missing_groups
from pools.comparing.page import ComparisonPage, comparison_of
from pools.forms import PoolSearch
from pools.groups import Group, GroupGateway
from pools.saving.calls import in_python
from pools.saving.proposals import Proposal
from pools.settings.subject import show_review
from pools.settings.words import setting_of_pool

MOST_CHOICES = 50
CHOICES = {"choices": "pools/comparing/_choices.html"}


@require_safe
@requires(actions.VIEW_POOL)
def choose(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The pools that this operator reaches, to choose the other one from: ListUserPools of each connection."""
    found = listing.list_pools(request)
    form = PoolSearch(request.GET)
    others = [
        row for row in found.matching(form.text) if (row.connection, row.id) != (pool.connection, pool.id)
    ]
    call_pool(
        request,
        next((row.name for row in found.rows if (row.connection, row.id) == (pool.connection, pool.id)), ""),
    )
    context = {
        "pool": pool,
        "form": form,
        "found": found,
        "rows": others[:MOST_CHOICES],
        "left_out": max(0, len(others) - MOST_CHOICES),
    }
    return render_page(request, "pools/comparing/choose.html", context, regions=CHOICES, status=found.status)


@require_safe
@never_cache
@requires(actions.VIEW_POOL)
def show(request: HttpRequest, pool: PoolAccess, other_connection: str, other_pool_id: str) -> HttpResponse:
    """Both pools side by side: two calls for each, and one for every 60 groups. Raises Http404, CognitoError."""
    other = reach_pool(request, other_connection, other_pool_id)
    here, there = read_sides(pool, other)
    comparison = ComparisonPage(here=here, there=there, complete="all" in request.GET)
    return render_comparison(request, pool, comparison, other)


@require_POST
@never_cache
@requires(actions.CHANGE_SETTINGS)
def take_over(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The review of making chosen settings of this pool like those of the other side. Raises CognitoError."""
    comparison = comparison_of(request.POST.get("comparison", ""), signed_in(request))
    target, source = comparison.towards(pool)
    changes, left = comparison.changes_of(pool, request.POST.getlist("path"))
    for each in left:
        messages.warning(request, f"“{setting_of_pool(each.path)[0].label}” stays as it is. {each.reason}")
    if not changes:
        messages.info(request, "Nothing was chosen that can be taken over.")
        return redirect(comparison.url)
    proposal = Proposal(baseline=target.state, changes=changes, origin=f"Taken over from {source.label}")
    # The pool that changes may be the other one of the page.
    return show_review(request, pool, proposal)


@require_POST
@never_cache
@requires(actions.CREATE_GROUP)
def add_groups(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The groups that this pool lacks and the other side has: once more in words, then made one by one."""
    token = request.POST.get("comparison", "")
    comparison = comparison_of(token, signed_in(request))
    target, source = comparison.towards(pool)
    groups = missing_groups(target, source, request.POST.getlist("group"))
    if not groups:
        messages.info(request, "No group was chosen.")
        return redirect(comparison.url)
    if "confirmed" in request.POST:
        _make(request, pool, groups)
        return redirect(comparison.url)
    call_pool(request, target.name)
    calls = (in_python(step, region=pool.connection.region) for step in creation_of(groups, pool.id))
    context = {
        "pool": pool,
        "target": target,
        "comparison": comparison,
        "token": token,
        "groups": groups,
        "calls": "\n".join(calls),
    }
    return render_page(request, "pools/comparing/add_groups.html", context)


def render_comparison(
    request: HttpRequest,
    pool: PoolAccess,
    comparison: ComparisonPage,
    other: PoolAccess | None,
    document: str = "",
) -> HttpResponse:
    """The page of a comparison; there is no `other` pool where it is a file, but the token of the `document`."""
    call_pool(request, comparison.here.name)
    context = {
        "pool": pool,
        "other": other,
        "comparison": comparison,
        "picking": bool(comparison.settings.count) and _may_change(pool, other),
        "token": comparison.token(pool.operator),
        "document": document,
    }
    return render_page(request, "pools/comparing/comparison.html", context)


def _may_change(*pools: PoolAccess | None) -> bool:
    """Whether this operator may change the settings of one of them."""
    return any(pool is not None and allows(pool, actions.CHANGE_SETTINGS) for pool in pools)


def _make(request: HttpRequest, pool: PoolAccess, groups: list[Group]) -> None:
    """Make groups until one fails; say what was made and why no more."""
    made: list[str] = []
    for group in groups:
        try:
            pool.gateway(GroupGateway).make(group)
        except CognitoError as problem:
            messages.error(request, f"{group.name}: {in_words(problem)}")
            break
        made.append(group.name)
    if made:
        messages.success(request, f"Created: {', '.join(made)}.")
