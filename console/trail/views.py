"""The trail: searching, one entry, taking it out."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import signed_in
from console.audit.models import Chain
from console.audit.recorder import TrailRecorder
from console.audit.verify import fits
from console.trail import export
from console.trail import reading as trail
from console.trail.forms import TrailFilterForm
from console.trail.lines import line, lines
from console.ui.pages import render_page
from console.ui.paging import place_asked_for

RESULTS = {"results": "trail/_results.html"}


@require_safe
@requires(actions.VIEW_AUDIT)
def index(request: HttpRequest) -> HttpResponse:
    """Events, newest first: one line each, though a write has two entries."""
    operator, form = signed_in(request), TrailFilterForm(request.GET)
    context: dict[str, object] = {"form": form, "query": request.GET.urlencode()}
    if form.is_valid():
        found = trail.matching(operator, form.wanted()).settled()
        page = trail.page(found, operator, **place_asked_for(request))
        context |= {"page": page, "filtered": bool(form.wanted()), **page.addresses(request)}
    return render_page(request, "trail/index.html", context, regions=RESULTS)


@require_safe
@requires(actions.VIEW_AUDIT)
def entry(request: HttpRequest, number: int) -> HttpResponse:
    """One entry with the others of its attempt, and its place in the chain."""
    operator = signed_in(request)
    entries = trail.entries_for(operator)
    found = get_object_or_404(entries, number=number)
    context = {
        "line": line(found, operator),
        "steps": lines(entries.filter(attempt=found.attempt).order_by("number"), operator),
        "chain": Chain.objects.filter(pk=1).first(),
        "intact": fits(found),
    }
    return render_page(request, "trail/entry.html", context)


@require_GET
@requires(actions.EXPORT_AUDIT)
def export_entries(request: HttpRequest, kind: str) -> HttpResponseBase:
    """A file of every entry that the filter finds, streamed. That it was taken is recorded first."""
    operator, form = signed_in(request), TrailFilterForm(request.GET)
    if not form.is_valid():
        return redirect(f"{reverse('audit:index')}?{request.GET.urlencode()}")
    found = export.up_to_now(trail.matching(operator, form.wanted()))
    role = operator.role.label if operator.role else ""
    TrailRecorder.of(request, role=role).note(
        actions.EXPORT_AUDIT.name, details={"format": kind, "filter": form.wanted()}
    )
    chosen = export.FORMATS[kind]
    return StreamingHttpResponse(
        chosen.write(export.as_read_by(operator, found)),
        content_type=chosen.content_type,
        headers={
            "Content-Disposition": f'attachment; filename="lifeguard-audit-{timezone.now():%Y-%m-%d}.{kind}"',
            "Cache-Control": "no-store",
        },
    )
