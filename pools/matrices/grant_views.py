"""Where custom attributes are used, and granting them to app clients: choose, review, save each, report."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.ui.pages import render_page
from pools.app_clients.batches import AT_ONCE
from pools.app_clients.gateway import COMPARISON, AppClient
from pools.app_clients.sections import READ, WRITE
from pools.app_clients.subject import AppClientSubject
from pools.matrices import grants
from pools.matrices.forms import GrantForm
from pools.matrices.grants import WORDS, Grant, Use
from pools.saving import history
from pools.saving.proposals import Proposal, Untrusted


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.GRANT_ATTRIBUTES)
def index(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Who uses which attribute, and the form that grants them; posted, the review."""
    use = grants.read_use(pool, token=request.GET.get("next", ""))
    call_pool(request, use.pool_name)
    form = _form(request, use)
    if not form.is_bound or not form.is_valid():
        context = {"pool": pool, "use": use, "form": form, "with_lists": bool(use.with_lists)}
        return render_page(request, "pools/matrices/grants.html", context)
    ready = [
        grants.reviewed(pool, each.id, proposal)
        for each, proposal in _proposals(form, use)
        if proposal.changes
    ]
    context = {
        "pool": pool,
        "grants": [{"grant": each, "token": each.token(pool), "changes": _changes(each)} for each in ready],
        "calls": [(each, each.calls(pool.connection.region)) for each in ready],
        "can_go_on": any(each.is_ready for each in ready),
    }
    return render_page(request, "pools/matrices/grant_review.html", context)


@require_POST
@never_cache
@requires(actions.GRANT_ATTRIBUTES)
def save(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Save each app client that was reviewed, one after another, and say what came of each."""
    done = [grants.granted(pool, client_id, proposal) for client_id, proposal in _confirmed(request, pool)]
    for each in done:
        if each.result is not None and each.result.after is not None and each.result.sent:
            history.note_save(AppClientSubject(pool, each.app_client_id), each.result)
    failed = [each for each in done if not each.done]
    context = {"pool": pool, "grants": done, "failed": failed}
    return render_page(request, "pools/matrices/granted.html", context, status=502 if failed else 200)


def _form(request: HttpRequest, use: Use) -> GrantForm:
    asked = request.GET.getlist("attribute")
    return GrantForm(
        request.POST if request.method == "POST" else None,
        attributes=[(each.name, each.name) for each in use.attributes],
        readers=_choices(use, READ),
        writers=_choices(use, WRITE),
        initial={"attributes": asked},
    )


def _choices(use: Use, member: str) -> list[tuple[str, str]]:
    return [(each.id, each.name or each.id) for each in use.app_clients if each.lists(member)]


def _proposals(form: GrantForm, use: Use) -> list[tuple[AppClient, Proposal]]:
    chosen = {READ: form.cleaned_data["readers"], WRITE: form.cleaned_data["writers"]}
    return [
        (each, grants.proposed(each, form.cleaned_data["attributes"], members))
        for each in use.with_lists
        if (members := [member for member, ids in chosen.items() if each.id in ids])
    ]


def _changes(grant: Grant) -> Sequence[tuple[str, list[str]]]:
    """What is added to which list: ("read", names)."""
    found = COMPARISON.differences(grant.review.now, grant.review.wanted) if grant.review else []
    return [(WORDS[each.path], sorted({*each.after} - {*(each.before or ())})) for each in found]


def _confirmed(request: HttpRequest, pool: PoolAccess) -> list[tuple[str, Proposal]]:
    """Raises Http404 for what was not reviewed here, by this operator."""
    pairs = [text.partition(" ") for text in request.POST.getlist("grant")[:AT_ONCE]]
    try:
        return [
            (client_id, Proposal.from_token(token, grants.about(pool, client_id)))
            for client_id, _, token in pairs
        ]
    except Untrusted as error:
        raise Http404("No such grant.") from error
