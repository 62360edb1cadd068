"""Changing a pool's settings: a section's form, the review, the save."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from pools.editing import reviews
from pools.gateway import managed_by
from pools.saving import history
from pools.saving.proposals import Proposal
from pools.settings.forms import SettingsForm
from pools.settings.messages.drafts import as_typed, render_with_previews
from pools.settings.projection import lost_by_editing
from pools.settings.sections import EDITED
from pools.settings.subject import PoolSubject


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.CHANGE_SETTINGS)
def edit(request: HttpRequest, pool: PoolAccess, section: str) -> HttpResponse:
    """The form of a section, previews of what was typed or what is wrong with it, or else the review."""
    subject = PoolSubject(pool)
    asked = subject.section_called(section)
    if asked is None or asked not in EDITED:
        raise Http404("There is no such section.")
    if request.method != "POST":
        state = subject.saver.read_state()
        history.note_seen(subject, state)
        form = SettingsForm(section=asked, state=state)
        return _form(request, subject, form)
    shown = reviews.proposal_in(request, subject)
    if "edit" in request.POST:
        form = SettingsForm(section=asked, state=shown.baseline, typed=shown.changes)
        if refusal := reviews.refusal_in(request, subject):
            form.refuse(*refusal)
        return _form(request, subject, form)
    form = SettingsForm(request.POST, section=asked, state=shown.baseline)
    if "preview" in request.POST or "wording" in request.POST:
        return _form(request, subject, as_typed(form, wording=request.POST.get("wording", "")))
    if not form.is_valid():
        return _form(request, subject, form)
    if not form.changes:
        messages.info(request, "Nothing was changed, so there is nothing to save.")
        return _form(request, subject, form)
    proposal = Proposal(baseline=shown.baseline, changes=form.changes, origin=asked.id)
    return reviews.review_of(request, subject, proposal)


@require_POST
@never_cache
@requires(actions.CHANGE_SETTINGS)
def review(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The review once more: of the rest of a save, of its undoing, or after clashes were decided."""
    return reviews.review_again(request, PoolSubject(pool))


@require_POST
@never_cache
@requires(actions.CHANGE_SETTINGS)
def save(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The save of what was reviewed."""
    return reviews.save(request, PoolSubject(pool))


def _form(request: HttpRequest, subject: PoolSubject, form: SettingsForm) -> HttpResponse:
    call_pool(request, subject.name(form.state))
    shown = Proposal(baseline=form.state, changes={}, origin=form.section.id)
    context = {
        "pool": subject.pool,
        "form": form,
        "section": form.section,
        "sections": EDITED,
        "token": shown.token(subject.about),
        "managed_by": managed_by(form.state.get("UserPoolTags") or {}),
        "unknown": lost_by_editing(form.state, [each.path for each in form.section.settings]),
    }
    return render_with_previews(request, subject.pool, "pools/settings/edit.html", context)
