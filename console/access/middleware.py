"""Whose address a request has, and what an operator has to do before anything else."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from console.access.models import Operator

Answer = Callable[[HttpRequest], HttpResponseBase]


class ClientAddress:
    """Behind proxies, take the address that the outermost trusted one saw. Limits and the trail need it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        seen = [address.strip() for address in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        if 0 < settings.TRUSTED_PROXIES <= len(seen):
            request.META["REMOTE_ADDR"] = seen[-settings.TRUSTED_PROXIES] or request.META["REMOTE_ADDR"]
        return self.get_response(request)


class FirstThingsFirst:
    """Lead operators to choose a password instead of a one-time one, and to set up a required second factor.

    The pages that they are led to say why.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Answer, args: object, kwargs: object
    ) -> HttpResponseBase | None:
        operator = request.user
        if not isinstance(operator, Operator) or _is_about_the_account(request):
            return None
        if operator.password_is_one_time:
            return HttpResponseRedirect(reverse("account_change_password"))
        if settings.REQUIRE_MFA and not _has_second_factor(request, operator):
            return HttpResponseRedirect(reverse("mfa_index"))
        return None


def _is_about_the_account(request: HttpRequest) -> bool:
    """The pages on which these things are done."""
    return request.path.startswith(reverse("account_login").removesuffix("login/"))


def _has_second_factor(request: HttpRequest, operator: Operator) -> bool:
    """At a single sign-on provider the second factor is the provider's business."""
    methods = {record["method"] for record in get_authentication_records(request, operator)}
    return "socialaccount" in methods or bool(is_mfa_enabled(operator))
