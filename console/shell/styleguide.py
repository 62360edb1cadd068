"""What the style guide shows its components with, hostile text included."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms

from console.ui.forms import ConsoleForm, api
from console.ui.problems import Problem
from console.ui.words import USER_STATUSES

HOSTILE = '"><img src=x onerror=alert(1)> <b hx-get="/" hx-trigger="load">bold</b> \u202egnp.exe\u0007'
LONG = "maximilian-alexander.featherstonehaugh-cholmondeley+long.alias@subdomain.example-organisation.co.uk"
ARN = "arn:aws:lambda:eu-west-1:123456789012:function:lifeguard-pre-sign-up"


class SampleForm(ConsoleForm):
    """One field of each kind."""

    name = api(
        forms.CharField(label="Pool name", help_text="Letters, digits, spaces and + = , . @ -"), "PoolName"
    )
    notes = forms.CharField(label="Notes", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    email = forms.EmailField(label="E-mail address", widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    length = api(
        forms.IntegerField(label="Minimum length", min_value=6, max_value=99, help_text="From 6 to 99."),
        "Policies.PasswordPolicy.MinimumLength",
    )
    born = forms.DateField(label="Birthdate", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    plan = forms.ChoiceField(
        label="Feature plan", choices=[("LITE", "Lite"), ("ESSENTIALS", "Essentials"), ("PLUS", "Plus")]
    )
    mfa = forms.ChoiceField(
        label="Second factor",
        choices=[("OFF", "Off"), ("OPTIONAL", "Optional"), ("ON", "Required")],
        widget=forms.RadioSelect,
        help_text="Required cannot be relaxed for people who have none yet.",
    )
    channels = forms.MultipleChoiceField(
        label="Send the invitation by",
        choices=[("EMAIL", "E-mail"), ("SMS", "Text message")],
        widget=forms.CheckboxSelectMultiple,
    )
    verified = api(
        forms.BooleanField(label="Mark as verified", required=False, help_text="No code will be sent."),
        "email_verified",
    )


class SampleFilter(ConsoleForm):
    q = forms.CharField(label="Starts with", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    attribute = forms.ChoiceField(label="Attribute", choices=[("email", "E-mail"), ("username", "Username")])
    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[("", "Any"), *((name, words.label) for name, words in USER_STATUSES.items())],
    )


def context() -> dict[str, Any]:
    now = datetime.now(tz=UTC)
    return {
        "form": None,  # the page itself has no error, though one of its samples has
        "valid_form": SampleForm(prefix="valid", initial={"plan": "PLUS", "mfa": "OFF", "length": 12}),
        "delivery_form": SampleForm(prefix="delivery"),
        "invalid_form": _invalid_form(),
        "filter": SampleFilter(auto_id="id_filter_%s"),
        "statuses": USER_STATUSES,
        "people": _people(now),
        "tabs": _tabs(),
        "tones": ["neutral", "accent", "info", "success", "warning", "danger"],
        "hostile": HOSTILE,
        "long": LONG,
        "arn": ARN,
        "now": now,
        "moments": [now, now - timedelta(hours=5), now - timedelta(days=40), now + timedelta(days=6)],
        "day": date(1988, 2, 29),
        "json": {"Id": "eu-west-1_4tKf9QzLm", "LambdaConfig": {"PreSignUp": ARN}, "Name": HOSTILE},
        "list": ["email", "phone_number"],
        "tags": {"team": "identity", "cost-centre": "4711"},
        "problem": _problem(),
    }


def _invalid_form() -> SampleForm:
    typed = {"invalid-name": "Ana", "invalid-email": "no address", "invalid-length": "4"}
    form = SampleForm(typed, prefix="invalid")
    form.add_error(None, "Cognito is busy. Nothing was changed. Wait a few seconds and try again.")
    return form


def _people(now: datetime) -> list[dict[str, Any]]:
    names = ["ana.souza@example.com", LONG, HOSTILE, "jürgen@example.de", "田中さくら", "", "federated_1048"]
    return [
        {
            "sub": f"f2a7b3c1-0000-4000-8000-00000000000{n}",
            "name": name,
            "status": status,
            "enabled": n != 3,
            "created": now - timedelta(days=31 * n, hours=n),
            "changed": None if n == 5 else now - timedelta(minutes=37 * n * n),
        }
        for n, (name, status) in enumerate(zip(names, USER_STATUSES, strict=False))
    ]


def _tabs() -> list[dict[str, Any]]:
    return [
        {"label": "Profile", "href": "#tabs", "current": True},
        {"label": "Groups", "href": "#tabs-groups", "current": False, "count": 3},
        {"label": "Devices", "href": "#tabs-devices", "current": False, "count": 0},
        {"label": "History", "href": "#tabs-history", "current": False},
    ]


def _problem() -> Problem:
    return Problem(
        status=429,
        title="Cognito is busy",
        why="Rate exceeded",
        advice="The request quota of this account and region is used up for the moment. Wait a few seconds.",
        operation="ListUsers",
        code="TooManyRequestsException",
        connection="Europe",
        request_id="7d3c1b0a-43a1-4e55-93c0-1be0f8f2b6f1",
    )
