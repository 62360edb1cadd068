"""What a browser sends for a form that nobody touches: values as HTML and its rules make of them."""

from typing import Any

from django.http import QueryDict

from pools.settings.forms import SettingsForm
from tests.pages import Sent


def sent(form: SettingsForm) -> QueryDict:
    """What a browser would send for the fields of a form, as it is."""
    return Sent("".join(str(field) for field in form)).data


def typed(form: SettingsForm, **values: Any) -> QueryDict:
    """The same with some fields typed anew; lists are several boxes, None is a field that is not sent."""
    data = sent(form)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [] if value is None else [value])
    return data
