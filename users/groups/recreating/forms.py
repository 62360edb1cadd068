"""What a group is to be when it is made anew."""

from typing import Any

from django import forms

from pools.groups import Group
from users.groups.forms import GroupFields, TypedNameForm, name_field

NOTHING_TO_DO = (
    "For this the group need not be made anew: give it another name, or take its role or precedence away. "
    "All else can be edited."
)


class RecreateForm(TypedNameForm, GroupFields):
    """Another name, or less of what Cognito cannot take away; `seen` is when the group had last changed."""

    name = name_field(help_text="Another name, or the same. No spaces.")
    field_order = ["name", "description", "precedence", "role_arn", "typed"]

    def __init__(self, data: Any = None, *, group: Group) -> None:
        super().__init__(data, group=group, initial={**group.settings, "name": group.name})
        self.fields["typed"].label = "Type the present name of the group"

    def clean(self) -> dict[str, Any]:
        if not self.errors and not (self.renames or self._clears()):
            raise forms.ValidationError(NOTHING_TO_DO)
        return self.cleaned_data

    @property
    def renames(self) -> bool:
        return bool(self.cleaned_data["name"] != self.group.name)

    @property
    def wanted(self) -> Group:
        """The group as it is to be. Only when the form is valid."""
        return Group(name=self.cleaned_data["name"], **self.settings)

    def _clears(self) -> bool:
        role_goes = bool(self.group.role_arn) and not self.cleaned_data["role_arn"]
        precedence_goes = self.group.precedence is not None and self.cleaned_data["precedence"] is None
        return role_goes or precedence_goes
