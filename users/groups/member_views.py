"""Putting people into a group, taking them out, and who is in one group but not in another."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess
from console.ui.pages import render_page
from pools.addresses import name_pool
from users.addresses import address
from users.directory.forms import SearchForm
from users.gateway import Person
from users.groups.choosing import REGION, read_choice
from users.groups.comparing import compare_groups
from users.groups.member_forms import CompareForm, PeopleForm, sealed
from users.groups.members import MemberGateway

ADD, REMOVE = "add", "remove"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.ADD_MEMBERS)
def add(request: HttpRequest, pool: PoolAccess, group: str) -> HttpResponse:
    """Search as often as wanted: whoever was ticked stays chosen, until all are added at once."""
    adding = request.POST.get("step") == ADD
    form = PeopleForm(request.POST if request.method == "POST" else None, pool_id=pool.id)
    people = form.people
    if adding and people:
        return _change(request, pool, group, people, joins=True)
    search = SearchForm(request.POST)
    context = {
        "pool": pool,
        "group": group,
        "form": form if adding or form.has_expired else search,
        "people_form": form,
        "search": search,
        "choice": read_choice(request, pool, group, search, people),
    }
    return render_page(
        request, "users/groups/add_members.html", context, regions={REGION: "users/groups/_people.html"}
    )


@require_POST
@never_cache
@requires(actions.REMOVE_MEMBERS)
def remove(request: HttpRequest, pool: PoolAccess, group: str) -> HttpResponse:
    """First shows who is meant; once that is confirmed removes them, one after the other."""
    form = PeopleForm(request.POST, pool_id=pool.id)
    people = form.people
    if people and request.POST.get("step") == REMOVE:
        return _change(request, pool, group, people, joins=False)
    name_pool(request, pool)
    context = {"pool": pool, "group": group, "form": form, "people": _with_values(pool, people)}
    return render_page(request, "users/groups/remove_members.html", context)


@require_safe
@never_cache
@requires(actions.VIEW_GROUPS)
def compare(request: HttpRequest, pool: PoolAccess, group: str) -> HttpResponse:
    """In this group but not in that: both are read up to a limit, which is told where it is reached."""
    name_pool(request, pool)
    groups = pool.gateway(MemberGateway).page(lately=True)
    form = CompareForm(request.GET, group=group, groups=groups.items, complete=groups.complete)
    comparison = compare_groups(pool, group, form.cleaned_data["other"]) if form.is_valid() else None
    context = {"pool": pool, "group": group, "form": form, "comparison": comparison}
    return render_page(request, "users/groups/compare_members.html", context)


def _change(
    request: HttpRequest, pool: PoolAccess, group: str, people: Sequence[Person], *, joins: bool
) -> HttpResponse:
    """Do it, and say of each person what became of it."""
    name_pool(request, pool)
    results = pool.gateway(MemberGateway).change_each((person, group, joins) for person in people)
    not_tried = [each.person for each in results if each.outcome == "not tried"]
    context = {
        "pool": pool,
        "group": group,
        "joins": joins,
        "results": results,
        "done": sum(each.outcome == "done" for each in results),
        "failed": sum(each.outcome in {"refused", "unknown"} for each in results),
        "not_tried": _with_values(pool, not_tried),
        "stopped_by": next((each.problem for each in results if each.outcome == "not tried"), None),
        "again": address(pool, "add_members" if joins else "remove_members", group=group),
        "back": address(pool, "group", group=group),
    }
    return render_page(request, "users/groups/member_results.html", context)


def _with_values(pool: PoolAccess, people: Sequence[Person]) -> list[tuple[Person, str]]:
    return [(person, sealed(person, pool.id)) for person in people]
