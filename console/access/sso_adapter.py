"""What allauth asks about single sign-on: the groups at the provider decide who comes in, and as what."""

from http import HTTPStatus
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from console.access import events
from console.access.groups import follow_groups
from console.access.models import Operator
from console.access.operators import facts, target_of
from console.access.recording import record_stranger, recorder_of
from console.access.roles import Role
from console.access.sso import SingleSignOn


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The first sign-in of somebody whose group has a role makes an operator; roles follow the groups."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Let the role follow the groups, and refuse who is left without any."""
        # An address at the provider is no proof of being the operator with that address here.
        sociallogin.email_addresses = []
        if sociallogin.state.get("process") == "connect":
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("mfa_index")))
        if sociallogin.is_existing:
            self._follow(request, sociallogin)
        role, groups = _role_and_groups(sociallogin)
        if role is None and not (sociallogin.is_existing and sociallogin.user.grants.exists()):
            typed = sociallogin.user.username or sociallogin.account.uid
            record_stranger(request, events.SIGN_IN_REFUSED, typed=typed, details={"groups": groups})
            raise ImmediateHttpResponse(
                render(request, "socialaccount/no_role.html", status=HTTPStatus.FORBIDDEN)
            )

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Yes: those without a role have been refused before."""
        return True

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Operator:
        operator: Operator = super().populate_user(request, sociallogin, data)
        names = (data.get("first_name"), data.get("last_name"))
        operator.name = (data.get("name") or " ".join(name for name in names if name))[:150]
        operator.username = (operator.username or operator.email or sociallogin.account.uid)[:150]
        return operator

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Operator:
        operator: Operator = super().save_user(request, sociallogin, form)
        recorder = recorder_of(request, operator)
        recorder.note(events.OPERATOR_ADDED, target=target_of(operator), details={"after": facts(operator)})
        self._follow(request, sociallogin)
        return operator

    def _follow(self, request: HttpRequest, sociallogin: Any) -> None:
        operator = sociallogin.user
        role, groups = _role_and_groups(sociallogin)
        follow_groups(operator=operator, role=role, groups=groups, recorder=recorder_of(request, operator))


def _role_and_groups(sociallogin: Any) -> tuple[Role | None, list[str]]:
    """What the userinfo answer and the id token say together; either may carry the claim."""
    provider: SingleSignOn | None = settings.SINGLE_SIGN_ON
    if provider is None:
        return None, []
    claims = sociallogin.account.extra_data
    sources = [claims.get("userinfo") or {}, claims.get("id_token") or {}]
    groups = sorted({group for source in sources for group in provider.groups_in(source)})
    return provider.role_of(groups), groups
