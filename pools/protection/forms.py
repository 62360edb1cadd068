"""The forms of threat protection: what happens on which risk, and the networks that are judged beforehand."""

import ipaddress
from typing import Any

from django import forms

from console.cognito.model import constraint
from console.ui.forms import api
from pools.editing.fields.by_model import LinesField, hint_of
from pools.editing.forms import SectionForm
from pools.protection.gateway import COMPARISON
from pools.protection.sections import BLOCKED, SKIPPED
from pools.saving.settings import Setting

OPERATION = "SetRiskConfiguration"


class NetworksField(LinesField):
    """Networks in CIDR notation, one a line. What is there already stays as it is."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        for line in value:
            if line not in (self.present or ()) and (problem := problem_of(line)):
                raise forms.ValidationError(problem)


class ProtectionForm(SectionForm):
    """Edits one section of a risk configuration."""

    operation = OPERATION
    comparison = COMPARISON

    def field_of(self, setting: Setting, value: Any) -> forms.Field:
        if setting.path not in (BLOCKED, SKIPPED):
            return super().field_of(setting, value)
        limits = constraint(OPERATION, setting.path)
        field = NetworksField(
            limits=limits,
            present=value,
            label=setting.label,
            help_text=hint_of(setting, limits),
            required=False,
        )
        return api(field, setting.path)


def problem_of(text: str) -> str:
    """Why a text is no network in CIDR notation, and what would be; empty where it is one."""
    try:
        network = ipaddress.ip_network(text, strict=False)
    except ValueError:
        return f"“{text}” is no network: write it like 203.0.113.0/24 or 2001:db8::/32."
    if "/" not in text:
        return f"“{text}” is one address: write {network} for it alone."
    address, _, length = text.partition("/")
    if not length.isdecimal():
        return f"“{text}” is not in CIDR notation: write {network}."
    if ipaddress.ip_address(address) != network.network_address:
        alone = ipaddress.ip_network(address)
        return (
            f"“{text}” begins in the middle of a network: write {network}, or {alone} for that address alone."
        )
    return ""
