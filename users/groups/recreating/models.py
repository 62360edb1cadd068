"""Making a group anew: what is to be done, how far it is, and what became of each member."""

from typing import ClassVar

from django.db import models

from pools.groups import Group
from users.jobs.models import Job, JobQuerySet, JobRow


class Step(models.TextChoices):
    """What a re-creation does next. Renaming makes the new group first; clearing has to delete the old one first."""

    SAVE = "save", "Save the list of members"
    DELETE = "delete", "Delete the group"
    CREATE = "create", "Create the group"
    ADD = "add", "Add the members"
    VERIFY = "verify", "Look who is in it"
    CATCH_UP = "catch up", "Look who joined or left the old group meanwhile"
    DECIDE = "decide", "Decide about the old group"
    REMOVE = "remove", "Delete the old group"
    DONE = "done", "Done"


CLEARING = (Step.SAVE, Step.DELETE, Step.CREATE, Step.ADD, Step.VERIFY, Step.DONE)
RENAMING = (Step.SAVE, Step.CREATE, Step.ADD, Step.VERIFY, Step.CATCH_UP, Step.REMOVE, Step.DONE)


class RecreationQuerySet(JobQuerySet["GroupRecreation"]):
    def unfinished(self) -> "RecreationQuerySet":
        return self.exclude(step=Step.DONE)


class GroupRecreation(Job):
    """A group that is made anew with its members: under another name, or without its role or precedence."""

    group = models.CharField(max_length=128)
    new_name = models.CharField(max_length=128)
    before = models.JSONField()
    after = models.JSONField()
    step = models.CharField(max_length=10, choices=Step.choices, default=Step.SAVE)
    # From here on the list that was saved may be all that is left of the group.
    delete_sent = models.BooleanField(default=False)
    # How often members who did not show in the new group were added again.
    rounds = models.PositiveSmallIntegerField(default=0)
    # Whether the operator lets the old group go although somebody is not in the new one, or keeps it.
    decided = models.BooleanField(default=False)
    kept_old = models.BooleanField(default=False)

    objects: ClassVar[models.Manager["GroupRecreation"]] = RecreationQuerySet.as_manager()

    class Meta:
        ordering = ("-started_at",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["connection", "pool_id"], name="recreation_by_pool")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["connection", "pool_id", "group"],
                condition=~models.Q(step="done"),
                name="one_recreation_of_a_group",
            )
        ]

    def __str__(self) -> str:
        return f"{self.group} as {self.new_name}"

    @property
    def renames(self) -> bool:
        return self.group != self.new_name

    @property
    def steps(self) -> tuple[Step, ...]:
        """All that there is to do, in order."""
        return RENAMING if self.renames else CLEARING

    @property
    def old(self) -> Group:
        return Group(name=self.group, **self.before)

    @property
    def new(self) -> Group:
        return Group(name=self.new_name, **self.after)

    @property
    def rows(self) -> "models.QuerySet[RecreatedMember]":
        return self.members.all()

    @property
    def trouble(self) -> "models.QuerySet[RecreatedMember]":
        """Members for whom the new group is not what the old one was: refused, or taken out of the old one since."""
        left = models.Q(left=True) & ~models.Q(state=RecreatedMember.State.GONE)
        return self.members.filter(models.Q(state=RecreatedMember.State.REFUSED) | left)


class RecreatedMember(JobRow):
    """Somebody who was in the group, and whether they are in the new one."""

    class State(models.TextChoices):
        WAITING = "waiting", "Not yet added"
        ADDED = "added", "In the group"
        UNKNOWN = "unknown", "Added, without a clear answer"
        REFUSED = "refused", "Not added"
        GONE = "gone", "No longer exists"

    recreation = models.ForeignKey(GroupRecreation, on_delete=models.CASCADE, related_name="members")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    # Seen in the new group by the step that looks; not seen in the old group when it was read last.
    listed = models.BooleanField(default=False)
    left = models.BooleanField(default=False)

    class Meta(JobRow.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["recreation", "state"], name="member_by_state")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["recreation", "sub"], name="a_member_once")
        ]

    @property
    def tone(self) -> str:
        return TONES[RecreatedMember.State(self.state)]


TONES = {
    RecreatedMember.State.WAITING: "neutral",
    RecreatedMember.State.ADDED: "success",
    RecreatedMember.State.UNKNOWN: "warning",
    RecreatedMember.State.REFUSED: "danger",
    RecreatedMember.State.GONE: "neutral",
}
