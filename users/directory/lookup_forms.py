"""Finding a person in every pool."""

import re

from django import forms

from console.ui.forms import ConsoleForm

PLACE = re.compile(r"[\w-]+/[\w-]+")


class LookupForm(ConsoleForm):
    """What is known of somebody. `first` is the pool to search first, `start` the number of pools searched already."""

    q = forms.CharField(
        label="E-mail, phone number, username, name or sub",
        required=False,
        max_length=256,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )
    first = forms.RegexField(regex=PLACE, required=False, widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, min_value=0, max_value=100_000, widget=forms.HiddenInput)
