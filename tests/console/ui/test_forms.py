"""How Django's own form rendering looks in the console."""

from typing import Any

import pytest
from django import forms

from console.ui.forms import ConsoleForm, api
from tests.console.conftest import HOSTILE, Render


class Invitation(ConsoleForm):
    email = api(
        forms.EmailField(label="E-mail", help_text="Where the invitation goes."), "UserAttributes.email"
    )
    note = forms.CharField(label="Note", required=False)
    mediums = forms.MultipleChoiceField(
        label="Send by", choices=[("EMAIL", "E-mail"), ("SMS", "SMS")], widget=forms.CheckboxSelectMultiple
    )
    mfa = forms.ChoiceField(label="Factor", choices=[("ON", "On")], widget=forms.RadioSelect)
    verified = forms.BooleanField(label="Verified", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.fixture
def wrong(render: Render) -> str:
    form = Invitation({"email": HOSTILE})
    form.add_error(None, "Cognito is busy.")
    return render("{{ form }}", form=form)


def test_a_field_has_label_hint_and_api_path(render: Render) -> None:
    html = render("{{ form.email.as_field_group }}", form=Invitation())

    assert '<label for="id_email">E-mail' in html
    assert 'id="id_email_helptext">Where the invitation goes.' in html
    assert 'aria-describedby="id_email_helptext"' in html
    assert "UserAttributes<wbr>.email" in html
    assert "required" not in html and "(optional)" not in html


def test_an_optional_field_says_so(render: Render) -> None:
    assert "(optional)" in render("{{ form.note.as_field_group }}", form=Invitation())


@pytest.mark.parametrize("name", ["mediums", "mfa"])
def test_groups_of_choices_are_fieldsets_with_a_legend(render: Render, name: str) -> None:
    html = render("{{ field.as_field_group }}", field=Invitation()[name])

    assert "<fieldset" in html and "<legend>" in html


def test_the_summary_links_every_error_to_its_control(wrong: str) -> None:
    assert "There is a problem" in wrong and 'role="alert"' in wrong
    assert "<li>Cognito is busy.</li>" in wrong
    assert 'href="#id_email"' in wrong
    for target in ("id_mediums_0", "id_mfa_0"):
        assert f'href="#{target}"' in wrong and f'id="{target}"' in wrong


def test_an_error_stands_beside_its_field_and_is_announced_with_it(wrong: str) -> None:
    assert 'aria-invalid="true"' in wrong
    assert 'aria-describedby="id_email_helptext id_email_error"' in wrong
    assert 'id="id_email_error"' in wrong and "Error:</span>" in wrong


def test_input_is_kept_and_escaped(wrong: str) -> None:
    assert "<script" not in wrong and "&lt;script&gt;" in wrong


def test_a_form_without_errors_has_no_summary(render: Render) -> None:
    assert "There is a problem" not in render("{{ form }}", form=Invitation())


def test_hidden_fields_are_rendered_once(render: Render) -> None:
    assert render("{{ form }}", form=Invitation()).count('name="token"') == 1


def test_an_error_of_a_hidden_field_is_told_without_a_link(render: Render) -> None:
    form = Invitation({"email": "ana@example.com"})
    form.add_error("token", "Too old.")

    html = render("{% error_summary form %}", form=form)

    assert "Too old." in html and "#id_token" not in html


def test_the_title_begins_with_error(rf: Any, render: Render) -> None:
    html = render("{% include 'components/document.html' %}", form=Invitation({}))

    assert "<title>Error: " in html
