"""The fields of the invitation form that are not attributes: sign-in, message, groups, advanced."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from console.cognito import model
from console.ui.forms import api
from pools.gateway import Pool, SchemaAttribute
from pools.groups import Group
from pools.settings.pool_facts import has_sms
from users.attributes.fields import LinesField, PairsField, field_for, longest_value, plain
from users.invitations.records import Groups, Medium
from users.passwords.forms import GENERATED, TYPED
from users.passwords.requirements import longest

NOW, LATER = "now", "later"
LONGEST_METADATA = 2048

NAMES_OF_FORMATS = {"email": "an e-mail address", "phone_number": "a phone number"}
FORMATS = {"email": r"[^\s@]+@[^\s@]+", "phone_number": r"\+\d+"}

ADVANCED = (
    "validation_data",
    "client_metadata",
    "force_alias_creation",
    "force_alias_confirmed",
)

# With one of these a user who is created without a password gets none at all.
PASSWORDLESS = frozenset({"EMAIL_OTP", "SMS_OTP"})

Named = tuple[str, forms.Field]


class MediaField(forms.MultipleChoiceField):
    """Asked for like any other field, but needed only when a message goes out: the form sees to that."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


def identity_fields(schema: Mapping[str, SchemaAttribute], pool: Pool) -> Iterator[Named]:
    """How this person signs in, and where they can be reached."""
    if not pool.username_attributes:
        yield "username", _username(pool)
    for name in ("email", "phone_number"):
        if name in schema:
            only_login = pool.username_attributes == (name,)
            field = field_for(schema[name], required=only_login or schema[name].required)
            field.help_text = " ".join(filter(None, [_sign_in_hint(name, pool), str(field.help_text)]))
            yield name, field


def message_fields(schema: Mapping[str, SchemaAttribute], pool: Pool) -> Iterator[Named]:
    """Whether, how and with which password the invitation goes out."""
    yield "invitation", _invitation()
    yield "media", _media(schema, pool)
    if "email" in schema:
        yield "email_verified", _verified("email", True, VERIFIED_EMAIL)
    if "phone_number" in schema:
        yield "phone_number_verified", _verified("phone_number", False, VERIFIED_PHONE)
    yield "password_choice", _password_choice(pool)
    yield "temporary_password", _temporary_password()


def group_fields(groups: Groups) -> Iterator[Named]:
    """The groups that this person begins in."""
    if groups.groups:
        choices = [(group.name, plain(_described(group))) for group in groups.groups]
        widget = forms.CheckboxSelectMultiple
        field = forms.MultipleChoiceField(label="Member of", choices=choices, widget=widget, required=False)
        yield "groups", api(field, "GroupName")
    if not groups.complete:
        help_text = "This pool has more groups than are listed. One name a line."
        widget_of_lines = forms.Textarea(attrs={"rows": 3})
        yield (
            "other_groups",
            LinesField(label="Other groups", required=False, help_text=help_text, widget=widget_of_lines),
        )


def _described(group: Group) -> str:
    role = "gives an AWS role" if group.role_arn else ""
    return " — ".join(filter(None, [group.name, group.description, role]))


def advanced_fields(pool: Pool) -> Iterator[Named]:
    """What triggers are told, and taking an alias from somebody else."""
    yield (
        "validation_data",
        _pairs(
            "Validation data",
            "ValidationData",
            "For the pre sign-up trigger, not kept. One key=value a line.",
            limits=(
                model.constraint("AdminCreateUser", "ValidationData.Name").maximum or 32,
                longest_value(),
            ),
        ),
    )
    yield (
        "client_metadata",
        _pairs(
            "Client metadata",
            "ClientMetadata",
            "For the pool's triggers, not kept and not encrypted: no secrets. One key=value a line.",
            limits=(LONGEST_METADATA, LONGEST_METADATA),
        ),
    )
    if aliases := [NAMES_OF_FORMATS[name] for name in FORMATS if name in pool.alias_attributes]:
        yield from _alias_fields(" or ".join(aliases))


VERIFIED_EMAIL = (
    "On, since you know the address. They can recover their account with it at once. "
    "Off: they have to prove that it is theirs first."
)
VERIFIED_PHONE = "Tick this only if you know that the number is theirs."


def _username(pool: Pool) -> forms.Field:
    constraint = model.constraint("AdminCreateUser", "Username")
    typed = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
    field = forms.CharField(
        label="Username",
        min_length=constraint.minimum,
        max_length=constraint.maximum,
        validators=[
            RegexValidator(r"^[^\s\x00-\x1f\x7f]*\Z", "No spaces and no control characters."),
            *(_no_alias(name) for name in FORMATS if name in pool.alias_attributes),
        ],
        help_text="Cannot be changed later. No spaces.",
        error_messages={"required": "Enter the username."},
        widget=forms.TextInput(attrs=typed),
    )
    return api(field, "Username")


def _no_alias(name: str) -> RegexValidator:
    # Cognito could not tell such a username from somebody's alias.
    message = f"Not {NAMES_OF_FORMATS[name]}: people of this pool sign in with theirs beside the username."
    return RegexValidator(rf"^{FORMATS[name]}\Z", message, inverse_match=True)


def _sign_in_hint(name: str, pool: Pool) -> str:
    if name in pool.username_attributes:
        others = [other for other in pool.username_attributes if other != name]
        return "They sign in with it, or with the other one." if others else "They sign in with it."
    return "They can sign in with it once it is verified." if name in pool.alias_attributes else ""


def _invitation() -> forms.Field:
    return forms.ChoiceField(
        label="When",
        choices=[
            (NOW, "Send the invitation now"),
            (LATER, "Create the user now, invite later: no message goes out"),
        ],
        initial=NOW,
        widget=forms.RadioSelect,
        help_text=(
            "Without a message nobody learns a generated password: "
            "resend the invitation when the time has come."
        ),
    )


def _media(schema: Mapping[str, SchemaAttribute], pool: Pool) -> forms.Field:
    choices = [(Medium.EMAIL.value, "E-mail")]
    hint = "Text messages are not offered: this pool has no settings for sending them."
    if has_sms(pool.raw):
        choices.append((Medium.SMS.value, "Text message"))
        hint = "Text messages cost money for each one sent."
    email_comes = "phone_number" not in pool.username_attributes or "email" in pool.username_attributes
    email_comes = email_comes or ("email" in schema and schema["email"].required)
    return api(
        MediaField(
            label="Send by",
            choices=choices,
            initial=[Medium.EMAIL.value] if email_comes else [],
            help_text=hint,
            widget=forms.CheckboxSelectMultiple,
        ),
        "DesiredDeliveryMediums",
    )


def _verified(name: str, initial: bool, help_text: str) -> forms.Field:
    noun = {"email": "e-mail address", "phone_number": "phone number"}[name]
    field = forms.BooleanField(
        label=f"Mark the {noun} as verified", initial=initial, required=False, help_text=help_text
    )
    return api(field, f"{name}_verified")


def _password_choice(pool: Pool) -> forms.Field:
    help_text, sign_in = "", pool.raw.get("Policies", {}).get("SignInPolicy", {})
    if PASSWORDLESS & set(sign_in.get("AllowedFirstAuthFactors", ())):
        help_text = "This pool offers sign-in without passwords: unless you type one, the user gets none."
    return forms.ChoiceField(
        label="Temporary password",
        choices=[(GENERATED, "Cognito generates one"), (TYPED, "I type one")],
        initial=GENERATED,
        widget=forms.RadioSelect,
        help_text=help_text,
    )


def _temporary_password() -> forms.Field:
    field = forms.CharField(
        label="Password typed by you",
        required=False,
        strip=False,
        max_length=longest(),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="They replace it when they first sign in. Lifeguard neither keeps it nor shows it again.",
    )
    return api(field, "TemporaryPassword")


def _pairs(label: str, path: str, help_text: str, *, limits: tuple[int, int]) -> forms.Field:
    return api(PairsField(label=label, help_text=help_text, limits=limits, required=False), path)


def _alias_fields(aliases: str) -> Iterator[Named]:
    taking = forms.BooleanField(
        label="Take the address or number from whoever has it now",
        required=False,
        help_text=(
            f"If {aliases} given here belongs to somebody else in this pool, that person can no longer "
            "sign in with it. Lifeguard cannot undo that."
        ),
    )
    yield "force_alias_creation", api(taking, "ForceAliasCreation")
    sure = forms.BooleanField(label="I know that the other person loses this way to sign in", required=False)
    yield "force_alias_confirmed", sure
