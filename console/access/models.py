"""Operators, and which role each was granted for which pools."""

from functools import cached_property
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from console.access.actions import ALL, Action, Reach
from console.access.roles import Role


class OperatorManager(BaseUserManager["Operator"]):
    def owners(self) -> models.QuerySet["Operator"]:
        """Active operators who own the whole console."""
        everywhere = Q(grants__role=Role.OWNER, grants__connection="", grants__pool_id="")
        return self.filter(everywhere, is_active=True).distinct()


class Operator(AbstractBaseUser):
    """Someone who signs in to Lifeguard."""

    username = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    # Made by somebody else: the operator has to choose their own before anything else.
    password_is_one_time = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[OperatorManager] = OperatorManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ("username",)

    def __str__(self) -> str:
        return self.name or self.username

    @property
    def signs_in_elsewhere(self) -> bool:
        """Whether single sign-on is their only way in: there is no password here to change or forget."""
        return not self.has_usable_password()

    @cached_property
    def all_grants(self) -> list["Grant"]:
        return list(self.grants.all())

    @property
    def role(self) -> Role | None:
        """The highest role this operator has for any pool."""
        return _highest(self.all_grants)

    @property
    def role_everywhere(self) -> Role | None:
        """The highest role this operator has for all pools of all connections."""
        return _highest([grant for grant in self.all_grants if grant.covers_everything])

    @property
    def role_for_connections(self) -> Role | None:
        """The highest role this operator has for all pools of a connection."""
        return _highest([grant for grant in self.all_grants if not grant.pool_id])

    def role_for(self, connection: str, pool_id: str) -> Role | None:
        """The highest role this operator has for one pool, or None for a stranger."""
        return _highest([grant for grant in self.all_grants if grant.covers(connection, pool_id)])

    def allows(self, action: Action) -> bool:
        """Whether an action that is not bound to a pool is allowed."""
        roles = {Reach.EVERYWHERE: self.role_everywhere, Reach.CONNECTION: self.role_for_connections}
        role = roles.get(action.reach, self.role)
        return role is not None and role >= action.role

    @cached_property
    def may(self) -> dict[str, bool]:
        """`operator.may.manage_operators` in templates."""
        return {name: self.allows(action) for name, action in ALL.items() if action.reach is not Reach.POOL}


class Grant(models.Model):
    """A role for all pools, for all pools of a connection, or for one pool."""

    operator = models.ForeignKey(Operator, on_delete=models.CASCADE, related_name="grants")
    role = models.PositiveSmallIntegerField(choices=Role.choices)
    connection = models.CharField(max_length=50, blank=True, help_text="empty: all connections")
    pool_id = models.CharField(max_length=55, blank=True, help_text="empty: all pools")
    # Given by single sign-on for a group, and taken away by it. The others are given and revoked by owners.
    from_group = models.BooleanField(default=False)

    class Meta:
        ordering = ("connection", "pool_id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["operator", "connection", "pool_id", "from_group"], name="one_role_per_reach"
            ),
            models.CheckConstraint(
                condition=Q(pool_id="") | ~Q(connection=""), name="a_pool_needs_its_connection"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} for {self.reach}"

    @property
    def reach(self) -> str:
        """What the grant covers, in words."""
        if self.pool_id:
            return f"{self.pool_id} ({self.connection})"
        return f"all pools of {self.connection}" if self.connection else "all pools"

    @property
    def covers_everything(self) -> bool:
        return not self.connection

    def covers(self, connection: str, pool_id: str) -> bool:
        return self.connection in {"", connection} and self.pool_id in {"", pool_id}


def _highest(grants: list[Grant]) -> Role | None:
    return max((Role(grant.role) for grant in grants), default=None)
