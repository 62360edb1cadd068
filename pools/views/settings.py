"""Changing a pool's settings: a section's form, the review, the save, and what came of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.ui.pages import render_page
from pools import history
from pools.drafts import as_typed, render_with_previews
from pools.forms.settings import SettingsForm
from pools.gateway.settings import SettingsGateway
from pools.overview import managed_by
from pools.reports import ReportPage
from pools.reviews import ReviewPage, about, render_review, section_called, show_review
from pools.saving import engine
from pools.saving.engine import Outcome, Report
from pools.saving.proposals import Proposal, Untrusted
from pools.saving.states import State
from pools.sections import EDITED
from pools.settings import Section


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.CHANGE_SETTINGS)
def edit(request: HttpRequest, pool: PoolAccess, section: str) -> HttpResponse:
    """The form of a section, previews of what was typed or what is wrong with it, or else the review."""
    asked = section_called(section)
    if asked not in EDITED:
        raise Http404("There is no such section.")
    if request.method != "POST":
        return _form(request, pool, asked, pool.gateway(SettingsGateway).read_state())
    shown = _proposal(request, pool)
    if "edit" in request.POST:
        form = SettingsForm(section=asked, state=shown.baseline, typed=shown.changes)
        return _render_form(request, pool, form)
    form = SettingsForm(request.POST, section=asked, state=shown.baseline)
    if "preview" in request.POST or "wording" in request.POST:
        return _render_form(request, pool, as_typed(form, wording=request.POST.get("wording", "")))
    if not form.is_valid():
        return _render_form(request, pool, form)
    if not form.changes:
        messages.info(request, "Nothing was changed, so there is nothing to save.")
        return _render_form(request, pool, form)
    return show_review(
        request, pool, Proposal(baseline=shown.baseline, changes=form.changes, origin=asked.id)
    )


@require_POST
@never_cache
@requires(actions.CHANGE_SETTINGS)
def review(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The review once more: of the rest of a save, of its undoing, or after clashes were decided."""
    proposal = _proposal(request, pool)
    if "decided" in request.POST:
        state = pool.gateway(SettingsGateway).read_state()
        theirs = frozenset(request.POST.getlist("theirs"))
        proposal = proposal.keeping_theirs(state, theirs)
    return show_review(request, pool, proposal)


@require_POST
@never_cache
@requires(actions.CHANGE_SETTINGS)
def save(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Save what was reviewed, unless something stands against it now; then tell what came of it."""
    result = engine.save(pool.gateway(SettingsGateway), _proposal(request, pool))
    if not isinstance(result, Report):
        return render_review(request, ReviewPage(review=result, pool=pool))
    if result.outcome is Outcome.REFUSED:
        return render_review(request, ReviewPage(review=result.review, pool=pool, problem=result.problem))
    if result.after is None:
        page = ReportPage(report=history.written(result), pool=pool)
        return render_page(request, "pools/settings/unread.html", {"page": page, "pool": pool}, status=504)
    revision = history.keep(pool, result)
    return redirect("pools:revision", pool.connection.slug, pool.id, revision.pk)


def _form(request: HttpRequest, pool: PoolAccess, section: Section, state: State) -> HttpResponse:
    return _render_form(request, pool, SettingsForm(section=section, state=state))


def _render_form(request: HttpRequest, pool: PoolAccess, form: SettingsForm) -> HttpResponse:
    call_pool(request, form.state["Name"])
    shown = Proposal(baseline=form.state, changes={}, origin=form.section.id)
    context = {
        "pool": pool,
        "form": form,
        "section": form.section,
        "sections": EDITED,
        "token": shown.token(about(pool)),
        "managed_by": managed_by(form.state.get("UserPoolTags") or {}),
        "unknown": pool.gateway(SettingsGateway).unknown(form.state),
    }
    return render_with_previews(request, pool, "pools/settings/edit.html", context)


def _proposal(request: HttpRequest, pool: PoolAccess) -> Proposal:
    """Raises Http404 for one that was not made here, for this pool and this operator."""
    try:
        return Proposal.from_token(request.POST.get("proposal", ""), about(pool))
    except Untrusted as error:
        raise Http404("No such proposal.") from error
