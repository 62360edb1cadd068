"""The schema of a pool, and adding to it: rows to fill, a review, one call."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import CognitoError, UnknownOutcome
from console.ui.pages import render_page
from console.ui.problems import Problem
from pools.gateway import PoolGateway, SchemaAttribute
from pools.schema.forms import FIRST_ROWS, MOST_ROWS, AttributeRows
from pools.schema.gateway import SchemaGateway, bare_name
from pools.schema.pages import Schema, call_in_python, in_words

CLIENTS = "App clients that list what they may read and write do not see a new attribute until it is granted to them."
ROWS = {str(number): number for number in range(1, MOST_ROWS + 1)}


@require_safe
@requires(actions.VIEW_POOL)
def index(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    schema = _read(request, pool, fresh="fresh" in request.GET)
    added = [name for name in request.GET.getlist("added") if bare_name(name) in schema.names]
    context = {
        "pool": pool,
        "schema": schema,
        "added": added,
        "grant": urlencode([("attribute", name) for name in added]),
    }
    return render_page(request, "pools/schema/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.ADD_ATTRIBUTES)
def add_attributes(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Rows, then their review, then the call; what was typed travels along until it is confirmed."""
    schema = _read(request, pool, fresh=request.method == "POST")
    rows = _rows(request, schema)
    if not rows.is_valid():
        context = {"pool": pool, "schema": schema, "rows": rows, "most_rows": MOST_ROWS}
        status = 422 if rows.is_bound else 200
        return render_page(request, "pools/schema/add.html", context, status=status)
    if "confirmed" not in request.POST:
        return _review(request, pool, rows)
    return _add(request, pool, schema, rows)


def _add(request: HttpRequest, pool: PoolAccess, schema: Schema, rows: AttributeRows) -> HttpResponse:
    attributes = rows.attributes
    try:
        pool.gateway(SchemaGateway).add(attributes, pool_name=schema.pool.name)
    except UnknownOutcome as problem:
        return _unknown(request, pool, attributes, problem)
    except CognitoError as problem:
        return _review(request, pool, rows, problem)
    _tell(request, pool, attributes)
    added = urlencode([("added", attribute.name) for attribute in attributes])
    return redirect(f"{_address(pool)}?{added}")


def _review(
    request: HttpRequest, pool: PoolAccess, rows: AttributeRows, problem: CognitoError | None = None
) -> HttpResponse:
    """What is about to be added, in words and as the call; and why Cognito refused it, if it did."""
    attributes = rows.attributes
    context = {
        "pool": pool,
        "rows": rows,
        "attributes": in_words(attributes),
        "call": call_in_python(attributes, pool_id=pool.id, region=pool.connection.region),
        "problem": Problem.of(problem) if problem else None,
    }
    return render_page(
        request, "pools/schema/review.html", context, status=problem.status if problem else 200
    )


def _unknown(
    request: HttpRequest, pool: PoolAccess, attributes: list[SchemaAttribute], problem: UnknownOutcome
) -> HttpResponse:
    """Say which of the attributes exist now; whether to try again is for the operator to decide."""
    missing = _missing(pool, attributes)
    context = {
        "pool": pool,
        "attributes": attributes,
        "missing": missing,
        "problem": Problem.of(problem),
    }
    return render_page(request, "pools/schema/unknown.html", context, status=problem.status)


def _tell(request: HttpRequest, pool: PoolAccess, attributes: list[SchemaAttribute]) -> None:
    """What was added, as far as the pool shows it already."""
    missing = _missing(pool, attributes)
    names = ", ".join(attribute.name for attribute in attributes)
    if missing is None:
        messages.warning(request, f"Cognito added {names}, but the pool could not be read again. {CLIENTS}")
    elif missing:
        late = ", ".join(attribute.name for attribute in missing)
        messages.warning(request, f"Cognito accepted {names}, but does not show {late} yet. {CLIENTS}")
    else:
        messages.success(request, f"Added: {names}. {CLIENTS}")


def _missing(pool: PoolAccess, attributes: list[SchemaAttribute]) -> list[SchemaAttribute] | None:
    """Which of them the pool does not have now; None when it cannot be read."""
    try:
        return pool.gateway(SchemaGateway).missing(attributes)
    except CognitoError:
        return None


def _rows(request: HttpRequest, schema: Schema) -> AttributeRows:
    """The rows as typed; unjudged where somebody wants more of them or goes back from the review."""
    if request.method != "POST":
        first = ROWS.get(request.GET.get("rows", ""), FIRST_ROWS)
        return AttributeRows(taken=schema.names, left=schema.left, rows=first)
    rows = AttributeRows(request.POST, taken=schema.names, left=schema.left)
    more = FIRST_ROWS if "more" in request.POST else 0
    if not more and "edit" not in request.POST:
        return rows
    typed = rows.typed
    return AttributeRows(initial=typed, taken=schema.names, left=schema.left, rows=len(typed) + more)


def _read(request: HttpRequest, pool: PoolAccess, *, fresh: bool) -> Schema:
    """Raises CognitoError."""
    described = pool.gateway(PoolGateway).describe(fresh=fresh)
    call_pool(request, described.name)
    return Schema(pool=described)


def _address(pool: PoolAccess) -> str:
    return reverse("pools:schema", kwargs={"connection": pool.connection.slug, "pool_id": pool.id})
