"""The parts of a form that are not one field."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from console.ui.components.html import register


@register.inclusion_tag("forms/error_summary.html")
def error_summary(form: "forms.BaseForm | forms.BaseFormSet[Any]") -> dict[str, object]:
    """ "There is a problem": every error with a link to its field; those of a set of forms in one summary."""
    if isinstance(form, forms.BaseFormSet):
        own = [{"href": "", "label": "", "message": str(message)} for message in form.non_form_errors()]
        return {"errors": [*own, *(error for each in form.forms for error in _linked(each))]}
    return {"errors": list(_linked(form))}


@register.simple_block_tag
def fieldset(content: str, legend: str, *, hint: str = "") -> SafeString:
    """Fields that belong together."""
    said = format_html('<p class="hint">{}</p>', hint) if hint else SafeString()
    return format_html('<fieldset class="group"><legend>{}</legend>{}{}</fieldset>', legend, said, content)


@register.inclusion_tag("errors/_problem.html")
def problem(problem: object) -> dict[str, object]:
    """What failed, why, and what to do."""
    return {"problem": problem}


def _linked(form: forms.BaseForm) -> Iterator[dict[str, str]]:
    yield from ({"href": "", "label": "", "message": str(message)} for message in form.non_field_errors())
    for name in form.errors:
        if name not in form.fields:
            continue
        field = form[name]
        for message in field.errors:
            href = "" if field.is_hidden else f"#{_first_control(field)}"
            yield {"href": href, "label": str(field.label), "message": str(message)}


def _first_control(field: BoundField) -> str:
    # A group of check boxes has no id of its own to give, but its first box has.
    return field.id_for_label or f"{field.auto_id}_0"
