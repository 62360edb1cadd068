"""The form of a pool's log delivery."""

from dataclasses import replace
from typing import Any

from django import forms

from pools.editing.fields.by_model import field_for
from pools.editing.forms import SectionForm
from pools.saving.settings import Setting

OPERATION = "SetLogDeliveryConfiguration"


class LogsForm(SectionForm):
    """Edits where logs go: below each source stand the members of Cognito's list."""

    operation = OPERATION

    def field_of(self, setting: Setting, value: Any) -> forms.Field:
        member = setting.path.partition(".")[2]
        written = replace(setting, path=f"LogConfigurations.{member}")
        return field_for(written, value, plan=self.plan, operation=OPERATION)
