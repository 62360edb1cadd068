"""Making, switching and removing replicas."""

import re
from collections.abc import Collection
from typing import Any

from django import forms

from console.cognito.model import constraint
from console.ui.forms import ConsoleForm, api
from pools.editing.fields.confirmations import ConfirmationForm
from pools.editing.fields.pairs import TagsField

CREATE = "CreateUserPoolReplica"
REGION = constraint(CREATE, "RegionName")
LOOKS_LIKE_REGION = re.compile(r"[a-z]{2}(-[a-z]+)+-\d")


class NewReplicaForm(ConsoleForm):
    """A region that has none of this pool yet, the replica's tags, and why."""

    region = api(
        forms.CharField(
            label="Region",
            min_length=REGION.minimum,
            max_length=REGION.maximum,
            help_text="Such as eu-west-1. The pool’s key has to have a replica there too.",
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "size": 20}),
        ),
        "RegionName",
    )
    tags = api(TagsField(label="Tags of the replica", present=None), "UserPoolTags")
    reason = ConfirmationForm.base_fields["reason"]

    def __init__(self, data: Any = None, *, taken: Collection[str]) -> None:
        """`taken` are the regions where the pool is already."""
        self.taken = taken
        super().__init__(data)

    def clean_region(self) -> str:
        region: str = self.cleaned_data["region"]
        if not LOOKS_LIKE_REGION.fullmatch(region):
            raise forms.ValidationError("Regions are written like eu-west-1.")
        if region in self.taken:
            raise forms.ValidationError(f"The pool is in {region} already.")
        return region


class StatusForm(ConsoleForm):
    """Which state a replica is to have, and why."""

    status = api(
        forms.ChoiceField(choices=[("ACTIVE", "Active"), ("INACTIVE", "Inactive")], widget=forms.HiddenInput),
        "Status",
    )
    reason = ConfirmationForm.base_fields["reason"]
