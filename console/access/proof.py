"""How recently an operator proved who they are. Dangerous actions ask again."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

View = Callable[..., HttpResponseBase]


def recently_proved(request: HttpRequest) -> bool:
    """Whether this session saw a password, passkey, code or single sign-on in the last minutes."""
    records = get_authentication_records(request, request.user)
    latest: float = max((record["at"] for record in records), default=0)
    return time.time() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def proof_required(view: View) -> View:
    """Let a view be reached only after a recent proof; otherwise ask for one and come back.

    Forms are asked for with GET first, so the question comes before anything is typed.
    """

    @wraps(view)
    def with_proof(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if recently_proved(request):
            return view(request, *args, **kwargs)
        if get_adapter().get_reauthentication_methods(request.user):
            raise ReauthenticationRequired
        return HttpResponseRedirect(_sign_in_again(request))

    return with_proof


def _sign_in_again(request: HttpRequest) -> str:
    """Where somebody without a password goes: to the provider, which is told to ask again."""
    if not settings.SINGLE_SIGN_ON:
        return reverse("account_login")
    url = reverse("openid_connect_login", kwargs={"provider_id": settings.SINGLE_SIGN_ON.provider_id})
    return f"{url}?{urlencode({'next': request.path, 'auth_params': 'prompt=login'})}"
