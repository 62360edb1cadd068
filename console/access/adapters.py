"""What allauth asks about accounts and second factors, answered for Lifeguard.

Signing in and out is recorded before it happens: if the trail cannot be written, nobody is signed in.
"""

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import force_bytes

from console.access import events
from console.access.models import Operator
from console.access.proof import recently_proved
from console.access.recording import record, record_stranger

BLOCKED_SECONDS = 300


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Operators are added by owners, never by themselves; every sign-in and failure is recorded."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This operator is disabled. Ask an owner.",
        "incorrect_code": "That code is not right. Codes change every 30 seconds: try the present one.",
        "incorrect_password": "That is not your password.",
        "rate_limited": "Too many attempts. Wait five minutes, then try again.",
        "too_many_login_attempts": "Too many failed attempts. Wait five minutes, then try again.",
        "username_password_mismatch": "The username or the password is not right.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """A sign-in of a moment ago is proof enough."""
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required and not recently_proved(self.request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            # Once for each name and while: somebody who hammers must not fill the trail.
            typed = credentials.get("username", "")
            if cache.add(f"blocked-{sha256(typed.lower().encode()).hexdigest()}", True, BLOCKED_SECONDS):
                record_stranger(request, events.SIGN_IN_BLOCKED, typed=typed)
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        record_stranger(request, events.SIGN_IN_FAILED, typed=credentials.get("username", ""))

    def reauthenticate(self, user: Operator, password: str) -> bool:
        right: bool = super().reauthenticate(user, password)
        if right:
            record(self.request, events.IDENTITY_CONFIRMED, operator=user, details={"kind": "password"})
        return right

    def login(self, request: HttpRequest, user: Operator) -> None:
        record(request, events.SIGNED_IN, operator=user, details={"with": _methods(request, user)})
        super().login(request, user)

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, Operator):
            record(request, events.SIGNED_OUT, operator=request.user)
        super().logout(request)


def _methods(request: HttpRequest, operator: Operator) -> list[str]:
    """How somebody proved who they are, in order: ["password", "totp"]."""
    records = get_authentication_records(request, operator)
    return [str(record.get("type") or record["method"]) for record in records]


class SessionsAdapter(DefaultUserSessionsAdapter):  # type: ignore[misc]
    """Where operators are signed in."""

    def end_sessions(self, sessions: Sequence[UserSession]) -> None:
        if sessions:
            details = {"sessions": len(sessions)}
            record(context.request, events.OTHER_SESSIONS_ENDED, operator=sessions[0].user, details=details)
        super().end_sessions(sessions)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Authenticator apps and passkeys. Their secrets are encrypted with the secret key."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def get_totp_label(self, user: Operator) -> str:
        return user.username

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "Lifeguard"}

    def generate_authenticator_name(self, user: Operator, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {count + 1}" if count else "Passkey"

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    """The first key encrypts and all decrypt: SECRET_KEY can change, with its predecessor as a fallback."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (sha256(b"second factors" + force_bytes(key)).digest() for key in keys)
    return MultiFernet([Fernet(urlsafe_b64encode(digest)) for digest in digests])
