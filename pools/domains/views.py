"""The domains of a pool: both of them, one more, a change by the safe save, deleting one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess, call_pool
from console.cognito.side_by_side import need, side_by_side, value_or
from console.ui.pages import in_words, refusals, render_page
from pools.domains.forms import CertificateForm, NewCustomForm, NewPrefixForm, VersionForm
from pools.domains.gateway import DomainsGateway
from pools.domains.pages import SECTION, DomainRow, DomainSubject, passkeys_of
from pools.editing import reviews
from pools.editing.fields.confirmations import ConfirmationForm
from pools.gateway import PoolGateway
from pools.places import address, name_pool
from pools.saving import history
from pools.saving.proposals import Proposal
from pools.saving.states import State, changed

asks_then_acts = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@never_cache
@requires(actions.VIEW_DOMAINS)
def index(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    read = pool.gateway(DomainsGateway).read_domains()
    call_pool(request, read.pool.name)
    context = {
        "pool": pool,
        "rows": [DomainRow(domain=each) for each in read.domains],
        "problems": [(name, in_words(problem)) for name, problem in read.problems],
        "has_prefix": False in read.names,
        "has_custom": True in read.names,
    }
    return render_page(request, "pools/domains/index.html", context)


@asks_then_acts
@never_cache
@requires(actions.CREATE_DOMAIN)
def create(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The form of a prefix domain, or with `kind=custom` that of a custom one."""
    described = pool.gateway(PoolGateway).describe()
    call_pool(request, described.name)
    custom = (request.POST if request.method == "POST" else request.GET).get("kind") == "custom"
    kind = NewCustomForm if custom else NewPrefixForm
    form = kind(request.POST if request.method == "POST" else None, plan=described.plan)
    if form.is_valid():
        with refusals(form):
            name = form.cleaned_data["name"]
            there = pool.gateway(DomainsGateway).create(name, form.settings)
            _tell_created(request, name, there)
            return redirect(address(pool, "domains"))
    context = {"pool": pool, "form": form, "custom": custom}
    return render_page(request, "pools/domains/create.html", context)


@asks_then_acts
@never_cache
@requires(actions.EDIT_DOMAIN)
def edit(request: HttpRequest, pool: PoolAccess, domain: str) -> HttpResponse:
    """The form, or what is wrong with it, or else the review."""
    subject, plan = DomainSubject(pool, domain), pool.gateway(PoolGateway).describe().plan
    if request.method != "POST":
        state = subject.saver.read_state()
        history.note_seen(subject, state)
        return _edit_form(request, subject, state, _form_for(state)(plan=plan, state=state))
    shown = reviews.proposal_in(request, subject)
    kind = _form_for(shown.baseline)
    if "edit" in request.POST:
        form = kind(plan=plan, state=shown.wanted(shown.baseline))
        return _edit_form(request, subject, shown.baseline, form)
    form = kind(request.POST, plan=plan, state=shown.baseline)
    if not form.is_valid():
        return _edit_form(request, subject, shown.baseline, form)
    wanted = changed(shown.baseline, form.changes)
    differences = subject.saver.comparison.differences(shown.baseline, wanted)
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
@requires(actions.EDIT_DOMAIN)
def review(request: HttpRequest, pool: PoolAccess, domain: str) -> HttpResponse:
    """The review once more, after clashes were decided."""
    return reviews.review_again(request, DomainSubject(pool, domain))


@require_POST
@never_cache
@requires(actions.EDIT_DOMAIN)
def save(request: HttpRequest, pool: PoolAccess, domain: str) -> HttpResponse:
    """The save of what was reviewed."""
    return reviews.save(request, DomainSubject(pool, domain))


@asks_then_acts
@never_cache
@requires(actions.DELETE_DOMAIN)
@proof_required
def delete(request: HttpRequest, pool: PoolAccess, domain: str) -> HttpResponse:
    """Says what stops working, asks for the domain, deletes it and looks whether it is gone."""
    name_pool(request, pool)
    gateway = pool.gateway(DomainsGateway)
    answer, mfa = side_by_side(lambda: gateway.find(domain), gateway.mfa_configuration)
    found = need(answer)
    data = request.POST if request.method == "POST" else None
    form = ConfirmationForm(data, expected=domain, what="domain")
    if form.is_valid():
        with refusals(form):
            gone = gateway.delete(found, reason=form.cleaned_data["reason"])
            _tell_deleted(request, domain, gone)
            return redirect(address(pool, "domains"))
    passkeys = passkeys_of(value_or(mfa, {}))
    context = {"pool": pool, "domain": found, "form": form, "passkeys": passkeys}
    return render_page(request, "pools/domains/delete.html", context)


def _form_for(state: State) -> type[VersionForm]:
    return CertificateForm if state.get("CustomDomainConfig") else VersionForm


def _edit_form(request: HttpRequest, subject: DomainSubject, state: State, form: VersionForm) -> HttpResponse:
    name_pool(request, subject.pool)
    shown = Proposal(baseline=state, changes={}, origin=SECTION.id)
    context = {
        "pool": subject.pool,
        "subject": subject,
        "domain": subject.target,
        "form": form,
        "token": shown.token(subject.about),
        "unknown": subject.saver.unknown(state),
    }
    return render_page(request, "pools/domains/edit.html", context)


def _tell_created(request: HttpRequest, name: str, there: bool | None) -> None:
    if there:
        messages.success(request, f"{name} was created. Below is what is still to be done, if anything is.")
    else:
        messages.warning(request, f"Cognito accepted {name}, but it could not be read yet. Look again soon.")


def _tell_deleted(request: HttpRequest, name: str, gone: bool | None) -> None:
    if gone:
        messages.success(request, f"{name} was deleted. Its sign-in pages are gone.")
    else:
        messages.warning(request, f"Cognito accepted the deletion of {name}, but it could not be seen yet.")
