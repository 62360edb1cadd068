"""The terms documents of a pool: listed, made, changed by the safe save, deleted."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess, call_pool
from console.cognito.side_by_side import need, side_by_side, value_or
from console.ui.pages import in_words, refusals, render_page
from pools import plans
from pools.app_clients.batches import read_names
from pools.editing import reviews
from pools.editing.fields.confirmations import ConfirmationForm
from pools.gateway import Pool, PoolGateway
from pools.places import address, name_pool
from pools.saving import history
from pools.saving.proposals import Proposal
from pools.saving.states import State
from pools.terms.forms import NewTermsForm, TermsForm
from pools.terms.gateway import TermsGateway
from pools.terms.pages import NAMES, SECTION, TermsSubject, rows_of

asks_then_acts = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@never_cache
@requires(actions.VIEW_TERMS)
def index(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Ten documents, with one more call for each: the list tells neither their app clients nor their links."""
    token = request.GET.get("next", "")
    found, names, described = side_by_side(
        lambda: pool.gateway(TermsGateway).list_page(token=token),
        lambda: read_names(pool),
        pool.gateway(PoolGateway).describe,
    )
    if isinstance(described, Pool):
        call_pool(request, described.name)
    listed = need(found)
    here = address(pool, "terms")
    complete = not token and not listed.next and not listed.problems
    context = {
        "pool": pool,
        "rows": rows_of(listed.documents, value_or(names, {}), complete=complete),
        "problems": [(each, in_words(problem)) for each, problem in listed.problems],
        "planned": not isinstance(described, Pool) or plans.has(plans.plan_of(described.raw), "ESSENTIALS"),
        "next_url": f"{here}?{urlencode({'next': listed.next})}" if listed.next else None,
        "first_url": here if token else None,
    }
    return render_page(request, "pools/terms/index.html", context)


@asks_then_acts
@never_cache
@requires(actions.CREATE_TERMS)
def create(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    name_pool(request, pool)
    choices = [(each, f"{name} ({each})") for each, name in read_names(pool).items()]
    chosen = request.GET.get("app_client", "")
    form = NewTermsForm(
        request.POST if request.method == "POST" else None, app_clients=choices, chosen=chosen
    )
    if form.is_valid():
        with refusals(form):
            wanted = form.wanted
            as_asked = pool.gateway(TermsGateway).create(form.cleaned_data["app_client"], wanted)
            _tell(request, as_asked, f"The document “{NAMES[wanted['TermsName']]}” was created.")
            return redirect(address(pool, "terms"))
    return render_page(request, "pools/terms/create.html", {"pool": pool, "form": form, "choices": choices})


@asks_then_acts
@never_cache
@requires(actions.EDIT_TERMS)
def edit(request: HttpRequest, pool: PoolAccess, terms_id: str) -> HttpResponse:
    """The form, or what is wrong with it, or else the review."""
    subject = TermsSubject(pool, terms_id)
    if request.method != "POST":
        state = subject.saver.read_state()
        history.note_seen(subject, state)
        return _edit_form(request, subject, state, TermsForm(state=state))
    shown = reviews.proposal_in(request, subject)
    if "edit" in request.POST:
        return _edit_form(request, subject, shown.baseline, TermsForm(state=shown.wanted(shown.baseline)))
    form = TermsForm(request.POST, state=shown.baseline)
    if not form.is_valid():
        return _edit_form(request, subject, shown.baseline, form)
    differences = subject.saver.comparison.differences(shown.baseline, {**shown.baseline, **form.wanted})
    if not differences:
        messages.info(request, "Nothing was changed, so there is nothing to save.")
        return _edit_form(request, subject, shown.baseline, form)
    changes = {each.path: each.after for each in differences}
    name_pool(request, pool)
    return reviews.review_of(
        request, subject, Proposal(baseline=shown.baseline, changes=changes, origin=SECTION.id)
    )


@require_POST
@never_cache
@requires(actions.EDIT_TERMS)
def review(request: HttpRequest, pool: PoolAccess, terms_id: str) -> HttpResponse:
    """The review once more, after clashes were decided."""
    return reviews.review_again(request, TermsSubject(pool, terms_id))


@require_POST
@never_cache
@requires(actions.EDIT_TERMS)
def save(request: HttpRequest, pool: PoolAccess, terms_id: str) -> HttpResponse:
    """The save of what was reviewed."""
    return reviews.save(request, TermsSubject(pool, terms_id))


@asks_then_acts
@never_cache
@requires(actions.DELETE_TERMS)
@proof_required
def delete(request: HttpRequest, pool: PoolAccess, terms_id: str) -> HttpResponse:
    """Says what people see then, asks for the document's name, deletes it and looks whether it is gone."""
    name_pool(request, pool)
    gateway = pool.gateway(TermsGateway)
    terms = gateway.find(terms_id)
    data = request.POST if request.method == "POST" else None
    form = ConfirmationForm(data, expected=terms.name, what="name of the document")
    if form.is_valid():
        with refusals(form):
            gone = gateway.delete(terms, reason=form.cleaned_data["reason"])
            _tell(request, gone, f"The document “{NAMES.get(terms.name, terms.name)}” was deleted.")
            return redirect(address(pool, "terms"))
    context = {"pool": pool, "terms": terms, "title": NAMES.get(terms.name, terms.name), "form": form}
    return render_page(request, "pools/terms/delete.html", context)


def _edit_form(request: HttpRequest, subject: TermsSubject, state: State, form: TermsForm) -> HttpResponse:
    name_pool(request, subject.pool)
    shown = Proposal(baseline=state, changes={}, origin=SECTION.id)
    context = {
        "pool": subject.pool,
        "terms_id": subject.target,
        "subject": subject,
        "form": form,
        "token": shown.token(subject.about),
        "unknown": subject.saver.unknown(state),
    }
    return render_page(request, "pools/terms/edit.html", context)


def _tell(request: HttpRequest, as_asked: bool | None, words: str) -> None:
    if as_asked:
        messages.success(request, words)
    else:
        messages.warning(request, "Cognito accepted this, but it does not read back so yet. Look again soon.")
