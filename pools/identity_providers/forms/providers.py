"""An identity provider: the keys of its type, its mapping, identifiers and levels; and which type a new one has."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError

from console.cognito import model
from console.ui.forms import ConsoleForm, api
from pools.editing.fields.by_model import LinesField
from pools.editing.fields.texts import text_field
from pools.editing.forms import RowsForm
from pools.gateway import SchemaAttribute
from pools.identity_providers.details import (
    ACR,
    DETAILS,
    ENDPOINTS,
    IDENTIFIERS,
    MAPPING,
    METADATA_FILE,
    METADATA_URL,
    PRIVATE_KEY,
    USERNAME,
    Detail,
    Kind,
)
from pools.identity_providers.forms.fields import (
    KEEP,
    REMOVE,
    REPLACE,
    as_typed,
    field_of,
    level_field,
    secret_choice,
)
from pools.identity_providers.forms.mappings import MappingRows, choices_of, rows_for, suggested
from pools.identity_providers.forms.secrets import secret_field
from pools.identity_providers.gateway import ACCEPTED, COMPARISON, NEW, fingerprint
from pools.identity_providers.mappings import unmapped
from pools.identity_providers.saml import LONGEST, UnreadableMetadata, read_metadata
from pools.saving.states import State, value_at

CREATE = "CreateIdentityProvider"
NAME = model.constraint(CREATE, "ProviderName")
LEVELS = ("Level1", "Level2", "Level3", "Level4")
# The field of the file whose text becomes the metadata document.
UPLOAD = "upload"
SECRET_CHOICE = "secret_choice"  # noqa: S105 - the name of a field


class ProviderForm(RowsForm):
    """Edits a provider that looks like `state`, or makes one of a `kind`; with the `rows` of its mapping."""

    comparison = COMPARISON
    rows: MappingRows
    # The HTTP status that fits Cognito's refusal.
    refusal_status = 422

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        kind: Kind,
        schema: Sequence[SchemaAttribute] = (),
        state: State | None = None,
        initial: Mapping[str, Any] | None = None,
        rows: Sequence[Mapping[str, Any]] | None = None,
    ) -> None:
        self.kind, self.schema, self.state = kind, schema, state or {}
        self.is_new = state is None
        if rows is None:
            rows = suggested(kind, schema) if self.is_new else rows_for(self.state.get(MAPPING) or {})
        present = [*(self.state.get(MAPPING) or {}), *(each["attribute"] for each in rows)]
        choices = choices_of(schema, [name for name in present if name and name != USERNAME])
        bound = data is not None
        self.rows = MappingRows(data, initial=() if bound else rows, form_kwargs={"choices": choices})
        super().__init__(_with_upload(data, files), files, initial={**self._shown(), **(initial or {})})
        self.fields.update(self._built())

    @classmethod
    def again(cls, data: Mapping[str, Any], files: Any = None, **about: Any) -> Self:
        """The same as typed, without a judgement, with more rows; secrets have to be typed again."""
        typed = cls(data, files, **about)
        initial = {name: typed[name].value() for name in typed.fields if name not in typed.secret_names}
        return cls(**about, initial=initial, rows=typed.rows.typed)

    @property
    def secret_names(self) -> set[str]:
        return {self.kind.secret.key} if self.kind.secret else set()

    def _built(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for detail in self.kind.details:
            if detail.control in {"secret", "key"}:
                fields |= self._secret(detail)
            else:
                fields[detail.key] = field_of(detail, value_at(self.state, detail.path))
            if detail.control == "metadata":
                fields[UPLOAD] = forms.FileField(
                    label="Or the file",
                    required=False,
                    widget=forms.FileInput(attrs={"accept": ".xml,text/xml,application/xml"}),
                )
        fields["identifiers"] = api(
            LinesField(
                limits=model.constraint(CREATE, IDENTIFIERS),
                present=self.state.get(IDENTIFIERS),
                label="Identifiers",
                required=False,
                help_text="One a line, at most 50. Apps may name the provider by one (idp_identifier); with SAML an "
                "e-mail domain leads people here by their address.",
            ),
            IDENTIFIERS,
        )
        if self.kind.has_levels:
            fields |= {each: level_field(each, value_at(self.state, f"{ACR}.{each}")) for each in LEVELS}
        return fields

    def _secret(self, detail: Detail) -> dict[str, forms.Field]:
        """A new provider is given it; of another it is said what becomes of it, and it is typed with the save."""
        if self.is_new:
            return {detail.key: secret_field(detail, required=detail.required)}
        return {SECRET_CHOICE: secret_choice(detail)}

    def _shown(self) -> dict[str, Any]:
        """What the fields begin with."""
        if self.is_new:
            return {each.key: each.initial for each in self.kind.details if each.initial}
        details: Mapping[str, str] = self.state.get(DETAILS) or {}
        flags = {each.key for each in self.kind.details if each.control == "flag"}
        shown = {name: value.lower() == "true" if name in flags else value for name, value in details.items()}
        secret = self.kind.secret
        chosen = REPLACE if secret and details.get(secret.key) == NEW else KEEP
        return {
            **shown,
            SECRET_CHOICE: chosen,
            "identifiers": self.state.get(IDENTIFIERS) or [],
            **(self.state.get(ACR) or {}),
        }

    @property
    def connection(self) -> list[forms.BoundField]:
        """The fields of the details, but for endpoints; and the name of a new one."""
        apart = {"identifiers", *LEVELS, *ENDPOINTS}
        return [self[name] for name in self.fields if name not in apart]

    @property
    def endpoints(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name in ENDPOINTS]

    @property
    def levels(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name in LEVELS]

    @property
    def required_attributes(self) -> list[str]:
        return unmapped({}, self.schema)

    def clean(self) -> dict[str, Any]:
        if self.kind.is_saml:
            self._check_metadata()
        return self.cleaned_data

    def _check_metadata(self) -> None:
        address, text = (self.cleaned_data.get(name) for name in (METADATA_URL, METADATA_FILE))
        if address and text:
            self.add_error(METADATA_URL, "Give an address or a document, not both: empty one of them.")
        elif not address and not text and not self.errors:
            self.add_error(METADATA_URL, "Give an address, or a document below.")
        if text and as_typed(text) != as_typed(value_at(self.state, f"{DETAILS}.{METADATA_FILE}")):
            try:
                read_metadata(text)
            except UnreadableMetadata as error:
                self.add_error(METADATA_FILE, str(error))

    def field_at(self, path: str) -> str | None:
        """The name of the field of a path, or of a field that is called by its name."""
        name = {IDENTIFIERS: "identifiers", ACR: LEVELS[0]}.get(path, path.removeprefix(f"{DETAILS}."))
        return name if name in self.fields else None

    @property
    def secrets(self) -> dict[str, str]:
        """What was typed into a new provider's secret field, by its key. Only when it is valid."""
        return {name: self.cleaned_data[name] for name in self.secret_names if self.cleaned_data.get(name)}

    @property
    def wanted(self) -> dict[str, Any]:
        """The parts as a state has them, with marks for secrets. Only when it is valid."""
        subject = {USERNAME: self.kind.subject} if self.kind.subject else {}
        present: Mapping[str, str] = self.state.get(MAPPING) or {}
        kept = {USERNAME: present[USERNAME]} if USERNAME in present else subject if self.is_new else {}
        members = {
            DETAILS: self._details,
            MAPPING: {**self.rows.mapping, **kept},
            IDENTIFIERS: self.cleaned_data["identifiers"] or [],
        }
        if self.kind.has_levels:
            levels = {level: self.cleaned_data[level] for level in LEVELS}
            members[ACR] = {level: value for level, value in levels.items() if value}
        return members

    @property
    def _details(self) -> dict[str, str]:
        """Keys that this form does not know stay as they are."""
        details = dict(self.state.get(DETAILS) or {})
        for detail in self.kind.details:
            value = self._written(detail, details.get(detail.key))
            details.pop(detail.key, None)
            if value:
                details[detail.key] = value
        return details

    def _written(self, detail: Detail, present: str | None) -> str | None:
        if detail.control in {"secret", "key"}:
            return self._mark(detail, present)
        value = self.cleaned_data[detail.key]
        if detail.control == "flag":
            value = "true" if value else "false" if present else None
            return present if present and present.lower() == value else value
        typed = as_typed(value)
        return present if present and typed == as_typed(present) else typed or None

    def _mark(self, detail: Detail, present: str | None) -> str | None:
        if self.is_new:
            typed = self.secrets.get(detail.key, "")
            return ACCEPTED if detail.key == PRIVATE_KEY else fingerprint(typed) or None
        return {KEEP: present, REPLACE: NEW, REMOVE: None}[self.cleaned_data[SECRET_CHOICE]]


class NewProviderForm(ProviderForm):
    """A new one, with the name that it keeps; those of the social ones are given."""

    def _built(self) -> dict[str, forms.Field]:
        if self.kind.is_social:
            return super()._built()
        name = text_field(
            replace(NAME, minimum=3),
            "No spaces, and no underscore at either end.",
            label="Name",
            help_text="Usernames of its people begin with it, and apps name it. It can never be changed.",
        )
        name.validators.append(_is_free)
        return {"name": api(name, "ProviderName"), **super()._built()}

    @property
    def name(self) -> str:
        return self.kind.type if self.kind.is_social else str(self.cleaned_data["name"])


class IdentifierForm(ConsoleForm):
    """Finds the provider that has an identifier."""

    identifier = forms.CharField(
        label="Find by identifier",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_identifier(self) -> str:
        text: str = self.cleaned_data["identifier"]
        if text and not model.fits(text, model.constraint(CREATE, IDENTIFIERS).pattern):
            raise ValidationError("Identifiers have letters, digits, spaces, and any of _ + = . @ -")
        return text


def _with_upload(data: Mapping[str, Any] | None, files: Any) -> Mapping[str, Any] | None:
    """What was typed, with the text of the file that was chosen, so that it is not lost when the form comes again."""
    file = files.get(UPLOAD) if files and data is not None else None
    if file is None or data is None:
        return data
    # One byte more than can be right is enough to refuse it.
    text = file.read(LONGEST * 4 + 1).decode("utf-8-sig", errors="replace")
    return {**{name: data[name] for name in data}, METADATA_FILE: text[: LONGEST + 1]}


def _is_free(value: str) -> None:
    if value.upper() == "COGNITO" or value in {"Facebook", "Google", "LoginWithAmazon", "SignInWithApple"}:
        raise ValidationError("Cognito keeps this name for itself.")
