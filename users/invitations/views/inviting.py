"""Inviting one person: the form, its password check, its preview, and what became of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import CognitoError
from console.cognito.gateway import Target
from console.cognito.side_by_side import need, side_by_side
from console.ui.pages import refusals, render_page
from pools.gateway import PoolGateway
from pools.groups import GroupGateway
from pools.settings.pool_facts import is_sent_by_cognito
from users.converters import has_page
from users.invitations.forms.inviting import InviteForm
from users.invitations.gateway import InvitationGateway
from users.invitations.messages import messages_for
from users.invitations.records import Groups, Invited, NewUser
from users.invitations.views.words import tell_invited
from users.passwords.requirements import requirements

PAGE = "users/invitations/invite.html"
PREVIEW = "users/invitations/_preview.html"
GROUPS = "users/invitations/_groups.html"
CHECK = "users/invitations/_password_check.html"

# Refusals behind which there is somebody to look at.
TAKEN = {"UsernameExistsException", "AliasExistsException"}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("temporary_password")
@requires(actions.INVITE_USER)
def invite(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The form, and creating the user."""
    form = _form(request, pool)
    if form.is_valid():
        gateway, new = pool.gateway(InvitationGateway), form.new_user()
        with refusals(form):
            try:
                invited = gateway.invite(new)
            except CognitoError as error:
                form.holder = gateway.holder(new) if error.code in TAKEN else None
                raise
            if invited.problem:
                _record(pool, invited, new, invited.problem)
            tell_invited(request, invited, new, form.pool)
            return redirect(*_where_to(pool, invited))
    return _page(request, pool, form)


@require_POST
@never_cache
@sensitive_post_parameters("temporary_password")
@requires(actions.INVITE_USER)
def preview(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The message as it would be sent, beside an unchanged form."""
    form = _form(request, pool)
    context = {
        "previews": messages_for(form.pool, form.chosen_media, form.sign_in_name or "‹username›"),
        "previewed": True,
    }
    return _page(request, pool, form.as_draft(), context)


@require_POST
@never_cache
@sensitive_post_parameters("temporary_password", "password")
@requires(actions.INVITE_USER)
def check(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """What of the pool's policy a typed password meets; it is neither kept nor sent back."""
    described = pool.gateway(PoolGateway).describe()
    password = request.POST.get("temporary_password") or request.POST.get("password", "")
    context = {"typed": bool(password), "requirements": requirements(password, described.password_policy)}
    return render_page(request, CHECK, context)


def _record(pool: PoolAccess, invited: Invited, new: NewUser, problem: CognitoError) -> None:
    """Record that somebody was created in spite of the problem, as one of their own history."""
    user = invited.user
    target = Target(pool_id=pool.id, kind="user", id=user.sub, label=user.label)
    pool.recorder.note(
        actions.INVITE_USER.name,
        connection=pool.connection.slug,
        target=target,
        details=new.details,
        message=f"The user exists. {problem.what}.",
    )


def _form(request: HttpRequest, pool: PoolAccess) -> InviteForm:
    """The form for this pool; groups may be missing. Raises CognitoError when it cannot be described.

    Groups are read when they are asked for or were chosen: the form alone costs one call.
    """
    asked = request.POST if request.method == "POST" else request.GET
    with_groups = bool({"groups", "other_groups"} & asked.keys())
    pool_read, page = side_by_side(
        pool.gateway(PoolGateway).describe,
        pool.gateway(GroupGateway).first_page if with_groups else lambda: None,
    )
    described = need(pool_read)
    call_pool(request, described.name)
    data = request.POST if request.method == "POST" else None
    return InviteForm(data, pool=described, groups=Groups.of(page))


def _page(
    request: HttpRequest, pool: PoolAccess, form: InviteForm, context: dict[str, Any] | None = None
) -> HttpResponse:
    return render_page(
        request,
        PAGE,
        {
            "pool": pool,
            "described": form.pool,
            "sent_by_cognito": is_sent_by_cognito(form.pool.raw),
            "form": form,
            "requirements": requirements("", form.pool.password_policy),
            "typed": False,
            "retype": bool(request.POST.get("temporary_password")),
            **(context or {}),
        },
        regions={"message-preview": PREVIEW, "invite-groups": GROUPS},
    )


def _where_to(pool: PoolAccess, invited: Invited) -> tuple[Any, ...]:
    place = (pool.connection.slug, pool.id)
    if not has_page(invited.user.sub):
        return "users:index", *place
    name = "users:resend" if invited.undelivered else "users:user"
    return name, *place, invited.user.sub
