"""What the operators page shows about each operator."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from console.access.models import Grant, Operator
from console.access.roles import Role


def listed_operators() -> QuerySet[Operator]:
    """All operators with `second_factor`, `session_count` and their grants, in two queries."""
    factors = Authenticator.objects.filter(user_id=OuterRef("pk")).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    living = Q(usersession__session_key__in=_living_keys())
    return Operator.objects.annotate(
        second_factor=Exists(factors), session_count=Count("usersession", filter=living)
    ).prefetch_related("grants")


def sessions_of(operator: Operator) -> list[UserSession]:
    """The sessions that have not ended, newest first."""
    sessions = UserSession.objects.filter(user_id=operator.pk, session_key__in=_living_keys())
    return list(sessions.order_by("-created_at"))


def _living_keys() -> QuerySet[Session, str]:
    return Session.objects.filter(expire_date__gt=timezone.now()).values_list("session_key", flat=True)


def revocable_grants(operator: Operator, acting: Operator) -> list[tuple[Grant, str]]:
    """An operator's grants, each with the reason why it cannot be revoked here; empty when it can."""
    return [(grant, _why_it_stays(grant, operator, acting)) for grant in operator.all_grants]


def _why_it_stays(grant: Grant, operator: Operator, acting: Operator) -> str:
    if grant.from_group:
        return "From single sign-on: it follows the group there."
    if operator == acting and grant.covers_everything and grant.role == Role.OWNER:
        return "Your own: another owner has to revoke it."
    return ""
