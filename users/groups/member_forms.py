"""Choosing people for a group, and a group to compare with."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.core import signing
from django.utils.datastructures import MultiValueDict

from console.ui.forms import ConsoleForm, offer
from pools.groups import Group
from users.attributes.fields import LinesField, plain
from users.gateway import Person
from users.groups.forms import name_field

SALT = "users.members"
# As many as one page of users shows.
MOST = 60
# A page that was left open for longer may show people who are gone.
SECONDS = 60 * 60


def sealed(person: Person, pool_id: str) -> str:
    """A person as the value of a box: signed, so that it need not be looked up again to be believed."""
    return signing.dumps([person.sub, person.username, person.label], salt=f"{SALT}:{pool_id}", compress=True)


class PeopleField(forms.Field):
    """People of one pool who were ticked on a page of the last hour, each once."""

    widget = forms.MultipleHiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.pool_id = ""

    def to_python(self, value: Any) -> list[Person]:
        people = dict.fromkeys(self._unsealed(text) for text in value or ())
        if len(people) > MOST:
            raise forms.ValidationError(f"Choose at most {MOST} people at once.")
        return list(people)

    def _unsealed(self, text: str) -> Person:
        try:
            sub, username, label = signing.loads(text, salt=f"{SALT}:{self.pool_id}", max_age=SECONDS)
        except (signing.BadSignature, ValueError) as error:
            raise forms.ValidationError("This page was open for too long. Choose the people anew.") from error
        return Person(sub=sub, username=username, label=label)


class PeopleForm(ConsoleForm):
    """The people who were ticked."""

    who = PeopleField(label="People", error_messages={"required": "Tick the people first."})

    def __init__(self, data: MultiValueDict[str, str] | None = None, *, pool_id: str) -> None:
        super().__init__(data)
        self.ticked = data.getlist("who") if data else []
        cast(PeopleField, self.fields["who"]).pool_id = pool_id

    @property
    def has_expired(self) -> bool:
        """Whether people were ticked whom it cannot believe any more."""
        return bool(self.ticked and self.errors)

    @property
    def people(self) -> list[Person]:
        """Who was ticked; nobody when it is not valid."""
        people: list[Person] = self.cleaned_data.get("who", []) if self.is_valid() else []
        return people


class CompareForm(ConsoleForm):
    """The group that people are not to be in: chosen, or typed where not all are known."""

    other = name_field()

    def __init__(
        self, data: MultiValueDict[str, str], *, group: str, groups: Sequence[Group], complete: bool
    ):
        super().__init__(data if "other" in data else None)
        field = self.fields["other"]
        names = []
        if complete:
            names = [each.name for each in groups if each.name != group]
            field = self.fields["other"] = forms.ChoiceField(choices=[(name, plain(name)) for name in names])
        self.has_choices = not complete or bool(names)
        field.label = "But not in"


class MembershipsForm(ConsoleForm):
    """All groups of a pool with a box each; those that a user is in are ticked.

    `baseline` is what was ticked when the page was shown: only what was ticked or cleared since is changed.
    """

    groups = forms.MultipleChoiceField(label="Member of", required=False, widget=forms.CheckboxSelectMultiple)
    others = LinesField(
        label="Other groups",
        required=False,
        help_text="This pool has more groups than are listed. One name a line.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    baseline = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        sub: str,
        mine: Sequence[Group],
        groups: Sequence[Group],
        complete: bool,
        wanted: Mapping[str, str] | None = None,
    ) -> None:
        """`wanted` ("true" or "false" by group) is ticked or cleared to begin with: what an undo brings back."""
        self.salt = f"users.memberships:{sub}"
        self.held = held = [group.name for group in mine]
        ticked = dict.fromkeys(held, "true") | dict(wanted or {})
        initial = [name for name, member in ticked.items() if member == "true"]
        super().__init__(data, initial={"groups": initial, "baseline": signing.dumps(held, salt=self.salt)})
        everything = {group.name: group for group in (*mine, *groups)}
        ordered = sorted(everything.values(), key=lambda group: group.rank)
        choices = [(group.name, plain(described(group))) for group in ordered]
        offer(self, "groups", choices)
        missing = [name for name in initial if name not in everything]
        self.initial["others"] = "\n".join(missing)
        # Groups that were to be ticked and are none of the pool's any more.
        self.unlisted = missing if complete else []
        if complete:
            del self.fields["others"]

    def clean_baseline(self) -> list[str]:
        try:
            held: list[str] = signing.loads(self.cleaned_data["baseline"], salt=self.salt)
        except signing.BadSignature as error:
            raise forms.ValidationError("Open this page anew: it was not complete.") from error
        return held

    @property
    def changes(self) -> list[tuple[str, bool]]:
        """Each group to join (True) or to leave (False). Only when the form is valid."""
        before = self.cleaned_data["baseline"]
        after = [*self.cleaned_data["groups"], *self.cleaned_data.get("others", ())]
        joined = [(name, True) for name in dict.fromkeys(after) if name not in before]
        return joined + [(name, False) for name in before if name not in after]


def described(group: Group) -> str:
    """A group in one line of text."""
    facts = [
        group.description,
        f"precedence {group.precedence}" if group.precedence is not None else "",
        "gives an AWS role" if group.role_arn else "",
        f"kept by Cognito for people of {group.provider}" if group.provider else "",
    ]
    return " — ".join(filter(None, [group.name, ", ".join(filter(None, facts))]))
